//! `walboard config`: what the user has set, and where each value comes from.

use std::fmt::Display;

use anyhow::Context as _;
use clap::Args;
use serde_json::{Value, json};
use strum::VariantArray as _;

use super::global::Global;
use super::out::{Line, Out, Style};
use crate::config::{self, Origin};
use crate::tui::keymap::{Keys, Mode, spell};
use crate::tui::words::{LANGUAGES, Words};

#[derive(Debug, Args)]
pub(super) struct Config {
    /// Print only where the file is, or would be
    #[arg(long)]
    path: bool,
}

impl Config {
    pub(super) fn run(self, global: &Global, out: &mut Out) -> anyhow::Result<()> {
        let config = &global.config;
        if self.path {
            let path = config.file.as_ref().context(
                "there is no home folder ($HOME) for the file; name one with $WALBOARD_CONFIG",
            )?;
            let path = path.display().to_string();
            return match out.json {
                true => out.value(&json!({ "path": path })),
                false => out.line(&Line::new(&path)),
            };
        }
        match out.json {
            true => out.value(&as_json(config)),
            false => print(config, out),
        }
    }
}

/// Prints the file that would set all this.
fn print(config: &config::Config, out: &mut Out) -> anyhow::Result<()> {
    let mut page = Page { out };
    match &config.file {
        Some(file) if file.exists() => page.note(&file.display().to_string())?,
        Some(file) => page.note(&format!("{} (there is no such file)", file.display()))?,
        None => page.note("there is no home folder for a file")?,
    }
    let (look, wrong) = config.look();
    for warning in config.warnings().iter().chain(&wrong) {
        page.warning(&warning.to_string())?;
    }
    page.blank()?;
    page.note("what edits text; without this line it is $VISUAL, $EDITOR or vi")?;
    let editor = &config.editor;
    let name = match editor.from {
        Origin::Line(_) => "editor",
        // A variable may say something else tomorrow.
        _ => "# editor",
    };
    page.entry(name, &text(&editor.value), &editor.from)?;

    page.section("screen")?;
    let themes: Vec<String> = look
        .schemes
        .iter()
        .map(|scheme| text(&scheme.name))
        .collect();
    page.note(&format!("the theme: {}", themes.join(", ")))?;
    page.entry("theme", &text(&config.theme.value), &config.theme.from)?;
    page.note("colours: \"auto\" (unless $NO_COLOR is set), \"always\" or \"never\"")?;
    let color: &str = config.color.value.into();
    let from = match (config.color.value, config.colourless) {
        (config::Color::Auto, Some(why)) => format!("{}; {why} says never", config.color.from),
        _ => config.color.from.to_string(),
    };
    page.entry("color", &text(color), &from)?;

    page.note("borders and marks in ASCII: \"auto\" (as the locale is), \"on\" or \"off\"")?;
    let ascii: &str = config.ascii.value.into();
    page.entry("ascii", &text(ascii), &config.ascii.from)?;

    page.note("whether the mouse is used; --no-mouse")?;
    let mouse = config.mouse.value.to_string();
    page.entry("mouse", &mouse, &config.mouse.from)?;
    let codes: Vec<String> = LANGUAGES.iter().map(|one| text(one.code)).collect();
    let codes = codes.join(", ");
    page.note(&format!(
        "the language of the screen: \"auto\" (as the locale is), {codes}"
    ))?;
    let language = &config.language;
    page.entry("language", &text(&language.value), &language.from)?;

    page.section("new-board")?;
    page.note("the columns of a new board, from left to right")?;
    let columns: Vec<String> = config.columns.value.iter().map(|name| text(name)).collect();
    let columns = format!("[{}]", columns.join(", "));
    page.entry("columns", &columns, &config.columns.from)?;
    page.note("the one whose cards are done, by its name; \"\" is the last of several")?;
    let done = text(&config.done.value);
    page.entry("done", &done, &config.done.from)?;
    keys(config, &mut page)
}

fn keys(config: &config::Config, page: &mut Page<'_>) -> anyhow::Result<()> {
    let all = config.keys();
    page.blank()?;
    page.note("keys: letters, <enter>, <c-x> (Ctrl), <a-x> (Alt), <s-left> (Shift), one after the other as in gg;")?;
    page.note("\"none\" takes a key away")?;
    for mode in Mode::VARIANTS {
        page.section(&format!("keys.{}", mode.name()))?;
        for line in all.of(*mode) {
            for key in &line.keys {
                let from = origin(config, *mode, key);
                let words = format!("{from}: {}", Words::english().does(line.binding));
                let action = text(line.binding.action.name());
                page.entry(&text(key), &action, &words)?;
            }
        }
        for key in gone(&all, *mode) {
            let from = origin(config, *mode, &key);
            page.entry(&text(&key), &text("none"), &from)?;
        }
    }
    Ok(())
}

/// Returns the keys of the table that mean nothing any more.
fn gone(keys: &Keys, mode: Mode) -> Vec<String> {
    let now = |key: &String| keys.of(mode).any(|line| line.keys.contains(key));
    let before = Keys::default();
    let before = before.of(mode).flat_map(|line| line.keys.clone());
    before.filter(|key| !now(key)).collect()
}

/// Returns where a key comes from.
fn origin(config: &config::Config, mode: Mode, key: &str) -> Origin {
    let mut own = config.own.iter().filter(|own| own.mode == mode);
    let same = own.find(|own| spell(&own.keys).is_ok_and(|keys| keys == key));
    same.map_or(Origin::Default, |own| Origin::Line(own.line))
}

/// Returns a text as it is written in the file.
fn text(text: &str) -> String {
    toml_edit::Value::from(text).to_string()
}

/// The file in the making.
struct Page<'o> {
    out: &'o mut Out,
}

impl Page<'_> {
    fn blank(&mut self) -> anyhow::Result<()> {
        self.out.line(&Line::default())
    }

    fn note(&mut self, text: &str) -> anyhow::Result<()> {
        let line = Line::default().add(Style::Faint, &format!("# {text}"));
        self.out.line(&line)
    }

    fn warning(&mut self, text: &str) -> anyhow::Result<()> {
        let line = Line::default().add(Style::Warning, &format!("# ! {text}"));
        self.out.line(&line)
    }

    fn section(&mut self, name: &str) -> anyhow::Result<()> {
        self.blank()?;
        let line = Line::default().add(Style::Strong, &format!("[{name}]"));
        self.out.line(&line)
    }

    fn entry(&mut self, name: &str, value: &str, from: &impl Display) -> anyhow::Result<()> {
        let line = Line::new(&format!("{name} = {value}"));
        let line = line.add(Style::Faint, &format!("  # {from}"));
        self.out.line(&line)
    }
}

fn as_json(config: &config::Config) -> Value {
    fn setting(value: Value, from: &Origin) -> Value {
        json!({ "value": value, "from": from.to_string() })
    }
    let color: &str = config.color.value.into();
    let ascii: &str = config.ascii.value.into();
    let all = config.keys();
    let keys = Mode::VARIANTS.iter().flat_map(|mode| {
        all.of(*mode).flat_map(move |line| {
            line.keys.iter().map(move |key| {
                json!({
                    "mode": mode.name(),
                    "key": key,
                    "action": line.binding.action.name(),
                    "from": origin(config, *mode, key).to_string(),
                })
            })
        })
    });
    let problems = config.problems.iter();
    let problems =
        problems.map(|problem| json!({ "line": problem.line, "text": problem.wrong.to_string() }));
    let (_, wrong) = config.look();
    let wrong = wrong
        .into_iter()
        .map(|warning| json!({ "line": null, "text": warning.to_string() }));
    json!({
        "path": config.file.as_ref().map(|file| file.to_string_lossy()),
        "editor": setting(json!(config.editor.value), &config.editor.from),
        "screen": {
            "theme": setting(json!(config.theme.value), &config.theme.from),
            "color": setting(json!(color), &config.color.from),
            "ascii": setting(json!(ascii), &config.ascii.from),
            "mouse": setting(json!(config.mouse.value), &config.mouse.from),
            "language": setting(json!(config.language.value), &config.language.from),
        },
        "new-board": {
            "columns": setting(json!(config.columns.value), &config.columns.from),
            "done": setting(json!(config.done.value), &config.done.from),
        },
        "keys": keys.collect::<Vec<Value>>(),
        "problems": problems.chain(wrong).collect::<Vec<Value>>(),
    })
}
