//! The file's text: TOML, read as far as it can be.

use std::ops::Range;

use strum::{VariantArray as _, VariantNames};
use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::{Color, Config, Origin, Problem, Setting};
use crate::board::Board;
use crate::change::{Actor, EditId, Stamp};
use crate::edit::{Act, Along, Edit};
use crate::tui::keymap::{Keys, Mode, Own};

type Table<'t> = DeTable<'t>;
type Value<'t> = Spanned<DeValue<'t>>;

/// Reads what the file says into what is so without it.
pub(super) fn read(text: &str, config: &mut Config) {
    let (table, errors) = DeTable::parse_recoverable(text);
    let (text, problems) = (Text(text), Vec::new());
    let mut reader = Reader { text, problems };
    reader.whole(table.get_ref(), config);
    let (keys, wrong) = Keys::with(&config.own);
    config.keys = keys;
    let wrong = wrong.into_iter().map(|(line, why)| Problem {
        line: Some(line),
        text: format!("[keys]: {why}"),
    });
    let mut problems = reader.problems;
    problems.extend(wrong);
    for error in errors {
        let line = Some(reader.text.line(&error.span().unwrap_or_default()));
        let text = error.message().replace('\n', ", ");
        // What is left of such a line is wrong in other ways, too.
        problems.retain(|problem| problem.line != line);
        problems.push(Problem { line, text });
    }
    problems.sort_by_key(|problem| problem.line);
    config.problems = problems;
}

/// The text, and what was found wrong in it.
struct Reader<'t> {
    text: Text<'t>,
    problems: Vec<Problem>,
}

impl Reader<'_> {
    fn whole(&mut self, table: &Table<'_>, config: &mut Config) {
        for (key, value) in table {
            match key.get_ref().as_ref() {
                "editor" => config.editor = self.editor(value).unwrap_or(config.editor.clone()),
                "screen" => self.screen(value, config),
                "new-board" => self.new_board(value, config),
                "keys" => self.keys(value, config),
                other => self.unknown(
                    &key.span(),
                    other,
                    "the file",
                    "editor, [screen], [new-board] and [keys]",
                ),
            }
        }
    }

    fn screen(&mut self, value: &Value<'_>, config: &mut Config) {
        let Some(table) = self.table(value, "[screen]") else {
            return;
        };
        for (key, value) in table {
            match key.get_ref().as_ref() {
                "color" => {
                    let color = self.one_of(value, "color", <Color as VariantNames>::VARIANTS);
                    config.color = color.unwrap_or(config.color.clone());
                }
                other => self.unknown(&key.span(), other, "[screen]", "color"),
            }
        }
    }

    fn new_board(&mut self, value: &Value<'_>, config: &mut Config) {
        let Some(table) = self.table(value, "[new-board]") else {
            return;
        };
        for (key, value) in table {
            match key.get_ref().as_ref() {
                "columns" => {
                    let columns = self.columns(value);
                    config.columns = columns.unwrap_or(config.columns.clone());
                }
                other => self.unknown(&key.span(), other, "[new-board]", "columns"),
            }
        }
    }

    fn editor(&mut self, value: &Value<'_>) -> Option<Setting<String>> {
        match value.get_ref().as_str().map(str::trim) {
            Some("") | None => {
                let text = "editor: must be a command in quotes, such as \"nvim\"";
                self.complain(&value.span(), text.to_owned());
                None
            }
            Some(editor) => Some(self.setting(editor.to_owned(), value)),
        }
    }

    fn columns(&mut self, value: &Value<'_>) -> Option<Setting<Vec<String>>> {
        let names = value.get_ref().as_array().map(|names| {
            let name = |name: &Value<'_>| name.get_ref().as_str().map(str::to_owned);
            names.iter().map(name).collect::<Option<Vec<String>>>()
        });
        let refused = match names {
            Some(Some(names)) if !names.is_empty() => match columns_refused(&names) {
                None => return Some(self.setting(names, value)),
                Some(why) => why,
            },
            _ => "must be names in quotes, as in [\"To do\", \"Doing\", \"Done\"]".to_owned(),
        };
        self.complain(&value.span(), format!("[new-board] columns: {refused}"));
        None
    }

    fn keys(&mut self, value: &Value<'_>, config: &mut Config) {
        let Some(modes) = self.table(value, "[keys]") else {
            return;
        };
        let mut own = Vec::new();
        for (name, value) in modes {
            let Ok(mode) = name.get_ref().parse::<Mode>() else {
                let modes: Vec<&str> = Mode::VARIANTS.iter().map(|mode| mode.name()).collect();
                self.unknown(&name.span(), name.get_ref(), "[keys]", &modes.join(", "));
                continue;
            };
            let Some(table) = self.table(value, &format!("[keys] {}", mode.name())) else {
                continue;
            };
            for (keys, action) in table {
                let (at, line) = (keys.span().start, self.text.line(&keys.span()));
                let keys = keys.get_ref().to_string();
                match action.get_ref().as_str() {
                    Some(action) => {
                        let action = action.to_owned();
                        own.push((
                            at,
                            Own {
                                mode,
                                keys,
                                action,
                                line,
                            },
                        ));
                    }
                    None => self.complain(
                        &action.span(),
                        format!("[keys] {keys}: must be an action in quotes, or \"none\""),
                    ),
                }
            }
        }
        // The table has them by name; which of two is wrong, and which is shown, goes by the order in the file.
        own.sort_by_key(|(at, _)| *at);
        config.own = own.into_iter().map(|(_, own)| own).collect();
    }

    fn one_of<T: std::str::FromStr>(
        &mut self,
        value: &Value<'_>,
        name: &str,
        allowed: &[&str],
    ) -> Option<Setting<T>> {
        let text = value.get_ref().as_str();
        match text.map(str::parse) {
            Some(Ok(one)) => Some(self.setting(one, value)),
            _ => {
                let allowed: Vec<String> = allowed.iter().map(|one| format!("{one:?}")).collect();
                let allowed = allowed.join(", ");
                self.complain(&value.span(), format!("{name}: must be one of {allowed}"));
                None
            }
        }
    }

    fn table<'v, 't>(&mut self, value: &'v Value<'t>, name: &str) -> Option<&'v Table<'t>> {
        let table = value.get_ref().as_table();
        if table.is_none() {
            self.complain(&value.span(), format!("{name}: must be a table"));
        }
        table
    }

    fn setting<T>(&self, value: T, at: &Value<'_>) -> Setting<T> {
        let from = Origin::Line(self.text.line(&at.span()));
        Setting { value, from }
    }

    fn unknown(&mut self, at: &Range<usize>, name: &str, place: &str, allowed: &str) {
        let text = format!("{place} has no “{name}”; it has {allowed}");
        self.complain(at, text);
    }

    fn complain(&mut self, at: &Range<usize>, text: String) {
        // What is put in the place of a value that is no TOML stands nowhere, and was told of already.
        if at.is_empty() {
            return;
        }
        let line = Some(self.text.line(at));
        self.problems.push(Problem { line, text });
    }
}

/// The text as it is written.
#[derive(Clone, Copy)]
struct Text<'t>(&'t str);

impl Text<'_> {
    /// Returns the line in which something stands.
    fn line(self, at: &Range<usize>) -> usize {
        let before = &self.0.as_bytes()[..at.start.min(self.0.len())];
        before.iter().filter(|byte| **byte == b'\n').count() + 1
    }
}

/// Says why a new board cannot have such columns.
fn columns_refused(names: &[String]) -> Option<String> {
    let add = |name: &String| Act::AddColumn {
        name: name.clone(),
        limit: None,
        done: false,
        at: Along::Last,
    };
    let id = EditId("columns".to_owned());
    let edit = Edit::new(id, names.iter().map(add).collect());
    let nobody = || "nobody".to_owned();
    let stamp = Stamp {
        seq: 1,
        at: jiff::Timestamp::UNIX_EPOCH,
        actor: Actor {
            name: nobody(),
            user: nobody(),
        },
    };
    let refused = Board::default().apply(&edit, &stamp).err();
    refused.map(|refusal| refusal.to_string())
}
