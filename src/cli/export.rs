//! `walboard export`: the board in another tool's format, or all of it in walboard's own JSON.

use std::collections::BTreeMap;
use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, bail};
use clap::Args;
use serde_json::json;

use super::exit::Usage;
use super::global::Global;
use super::import::{complain, format, named};
use super::out::{Line, Out};
use super::progress::Progress;
use crate::format::walboard::Dump;
use crate::format::{Files, Format, Output};
use crate::outline::Losses;
use crate::store::Store;

#[derive(Debug, Args)]
pub(super) struct Export {
    /// What to write: json (everything), csv, markdown, taskell, obsidian, backlog, kanban-md, taskwarrior,
    /// kanban-rs
    #[arg(long, value_name = "FORMAT", default_value = "json", value_parser = format)]
    to: Format,

    /// The new file, or folder for backlog and kanban-md [default: the standard output]
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
}

/// What is written, and what is not.
struct Written {
    output: Output,
    lost: Losses,
    in_text: Losses,
}

impl Export {
    pub(super) fn run(self, global: &Global, out: &mut Out) -> anyhow::Result<()> {
        let format = self.to;
        if format.holds().is_none() {
            let names: Vec<&str> = Format::written().map(Format::name).collect();
            let text = format!(
                "{} can be read, but not written; what can be is {}",
                format.said(),
                names.join(", ")
            );
            return Err(Usage::new(text).into());
        }
        if format.is_folder() && self.output.is_none() {
            let text = format!(
                "{} needs a folder to be written to: -o FOLDER",
                format.said()
            );
            return Err(Usage::new(text).into());
        }
        let store = global.open()?;
        let progress = Progress::new(out, "reading");
        let dump = dump(&store)?;
        progress.say(&format!("writing {} cards", dump.cards().len()));
        let Written {
            output,
            lost,
            in_text,
        } = written(&dump, format)?;
        let (lost, in_text) = (named(&lost), named(&in_text));
        if let Some(path) = &self.output {
            write(path, &output, &|done, all| progress.count(done, all))
                .with_context(|| format!("could not write {}", path.display()))?;
        }
        drop(progress);
        match (&self.output, &output) {
            (Some(path), _) => self.answer(out, &store, path, &dump, &lost, &in_text)?,
            // The JSON of a board is the answer.
            (None, Output::Text(text)) if !out.json || format == Format::Json => {
                out.document(text)?
            }
            (None, output) => out.value(&json!({
                "board": store.path().to_string_lossy(),
                "format": format.name(),
                "text": text_of(output),
                "lost": lost,
                "in_text": in_text,
            }))?,
        }
        if !out.json {
            out.flush()?;
            complain(&format!("not in {}", format.said()), &lost);
            complain("written into the text of cards", &in_text);
        }
        Ok(())
    }

    fn answer(
        &self,
        out: &mut Out,
        store: &Store,
        path: &Path,
        dump: &Dump,
        lost: &BTreeMap<String, usize>,
        in_text: &BTreeMap<String, usize>,
    ) -> anyhow::Result<()> {
        let cards = dump.cards().len();
        if out.json {
            return out.value(&json!({
                "board": store.path().to_string_lossy(),
                "format": self.to.name(),
                "file": path.to_string_lossy(),
                "cards": cards,
                "lost": lost,
                "in_text": in_text,
            }));
        }
        let text = format!(
            "wrote {cards} cards to {} as {}",
            path.display(),
            self.to.said()
        );
        out.line(&Line::new(&text))
    }
}

/// Reads all there is, as it was at one moment.
fn dump(store: &Store) -> anyhow::Result<Dump> {
    let (board, journal) = store.everything()?;
    Ok(Dump::of(&board, store.title(), store.created()?, &journal))
}

fn written(dump: &Dump, format: Format) -> anyhow::Result<Written> {
    if format == Format::Json {
        return Ok(Written {
            output: Output::Text(dump.write()),
            lost: Losses::default(),
            in_text: Losses::default(),
        });
    }
    let (output, fitted) = format
        .write(dump.outline())
        .context("the format is only read")?;
    let mut lost = fitted.outline.losses;
    lost.add("entries of the journal", dump.journal_len());
    Ok(Written {
        output,
        lost,
        in_text: fitted.in_text,
    })
}

fn text_of(output: &Output) -> &str {
    match output {
        Output::Text(text) => text,
        Output::Folder(_) => "",
    }
}

fn write(path: &Path, output: &Output, tell: &dyn Fn(usize, usize)) -> anyhow::Result<()> {
    match output {
        Output::Text(text) => file(path, text),
        Output::Folder(files) => folder(path, files, tell),
    }
}

/// Writes a file that is new: what is there already may be a board.
#[expect(
    clippy::disallowed_methods,
    reason = "the file is new: nobody has locks on it"
)]
fn file(path: &Path, text: &str) -> anyhow::Result<()> {
    let made = fs::File::create_new(path);
    let mut file = made.map_err(|error| match error.kind() {
        std::io::ErrorKind::AlreadyExists => {
            anyhow::anyhow!("it is there already; nothing was changed")
        }
        _ => error.into(),
    })?;
    let done = file
        .write_all(text.as_bytes())
        .and_then(|()| file.sync_all());
    if done.is_err() {
        let _ = fs::remove_file(path);
    }
    Ok(done?)
}

/// Writes files into a folder that is new or empty.
fn folder(path: &Path, files: &Files, tell: &dyn Fn(usize, usize)) -> anyhow::Result<()> {
    fs::create_dir_all(path)?;
    if fs::read_dir(path)?.next().is_some() {
        bail!("the folder is not empty; nothing was changed");
    }
    for ((name, text), count) in files.iter().zip(1..) {
        let to = path.join(name);
        if let Some(folder) = to.parent() {
            fs::create_dir_all(folder)?;
        }
        file(&to, text).with_context(|| name.clone())?;
        tell(count, files.len());
    }
    Ok(())
}
