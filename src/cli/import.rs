//! `walboard import`: cards from other tools, all of a file or nothing of it.

use std::collections::BTreeMap;
use std::ffi::OsString;
use std::io::{self, Write as _};

use anyhow::Context as _;
use clap::Args;
use jiff::Timestamp;
use serde::Serialize;

use super::global::Global;
use super::intake::{self, Intake};
use super::out::{Line, Out};
use super::progress::Progress;
use crate::board::{CardId, ColumnField};
use crate::change::{Change, Diff, Stamp};
use crate::edit::{Act, Edit};
use crate::format::Format;
use crate::outline::Losses;
use crate::store::Store;
use crate::text;

#[derive(Debug, Args)]
pub(super) struct Import {
    /// The file or folder; - is the standard input
    file: OsString,

    /// What it is [default: guessed from its content]: json, csv, markdown, taskell, obsidian, backlog, kanban-md,
    /// trello, taskwarrior, github, github-project, kanban-rs, hermes
    #[arg(long, value_name = "FORMAT", value_parser = format)]
    from: Option<Format>,

    /// Only tell what would come
    #[arg(long)]
    dry_run: bool,
}

/// Reads a format's name.
pub(super) fn format(name: &str) -> Result<Format, String> {
    Format::named(name).ok_or_else(|| {
        let names: Vec<&str> = Format::ALL.iter().map(|format| format.name()).collect();
        format!("the formats are {}", names.join(", "))
    })
}

/// What an import did, or would do.
#[derive(Debug, Serialize)]
struct Report {
    board: String,
    file: String,
    format: &'static str,
    /// What that is, in words.
    said: &'static str,
    dry_run: bool,
    /// Whether the board became what the other one was, its numbers and journal too.
    whole: bool,
    /// How many cards are new.
    new: usize,
    /// How many were there already.
    there: usize,
    /// The new cards.
    cards: Vec<CardId>,
    /// The columns that were made.
    columns: Vec<String>,
    /// What could not be taken over, and how many of each.
    lost: BTreeMap<String, usize>,
}

impl Import {
    pub(super) fn run(self, global: &Global, out: &mut Out) -> anyhow::Result<()> {
        let progress = Progress::new(out, "reading");
        let tell = &|done, all| progress.count(done, all);
        let intake = intake::read(&self.file, self.from, tell)?;
        let file = self.file.display().to_string();
        let failed = format!("could not import {file}");
        progress.say(&format!("writing {} cards", intake.outline.entries.len()));
        let mut store = global.open()?;
        let report = self.take(&mut store, intake, file).context(failed)?;
        drop(progress);
        if out.json {
            return out.value(&report);
        }
        report.tell(out)
    }

    fn take(self, store: &mut Store, intake: Intake, file: String) -> anyhow::Result<Report> {
        let mut report = Report {
            board: store.path().display().to_string(),
            file,
            format: intake.format.name(),
            said: intake.format.said(),
            dry_run: self.dry_run,
            whole: false,
            new: 0,
            there: 0,
            cards: Vec::new(),
            columns: Vec::new(),
            lost: BTreeMap::new(),
        };
        if let Some(dump) = &intake.dump {
            let whole = match self.dry_run {
                true => store.is_fresh()?,
                false => store.adopt(dump)?,
            };
            if whole {
                report.whole = true;
                report.new = intake.outline.entries.len();
                report.cards = dump.cards();
                report.columns = dump.columns();
                return Ok(report);
            }
        }
        let mut lost = intake.outline.losses.clone();
        let (entries, ties) = (intake.outline.entries.len(), intake.outline.ties.len());
        let edit = Edit::new(super::new_id(), vec![Act::Import(Box::new(intake.outline))]);
        let changes = match self.dry_run {
            true => rehearsed(store, &edit)?,
            false => store.write(&edit)?,
        };
        let links = changes
            .iter()
            .filter(|change| change.kind() == "link")
            .count();
        report.note(&changes);
        report.there = entries - report.new;
        if report.there == 0 {
            lost.add("links that close a circle here", ties - links);
        }
        // Where nothing came, nothing got lost.
        if report.new > 0 {
            report.lost = named(&lost);
        }
        Ok(report)
    }
}

/// Returns what an edit would bring, without writing it.
fn rehearsed(store: &Store, edit: &Edit) -> anyhow::Result<Vec<Change>> {
    let mut part = store.part(&edit.needs())?;
    let stamp = Stamp {
        seq: store.last_seq()? + 1,
        at: Timestamp::now(),
        actor: store.actor().clone(),
    };
    Ok(part.apply(edit, &stamp)?.changes)
}

/// Returns losses as JSON has them.
pub(super) fn named(losses: &Losses) -> BTreeMap<String, usize> {
    losses
        .iter()
        .map(|(what, count)| (what.to_owned(), count))
        .collect()
}

impl Report {
    fn note(&mut self, changes: &[Change]) {
        for change in changes {
            match &change.diff {
                Diff::Card(touch) if touch.before.is_none() => self.cards.push(touch.id),
                Diff::Column(touch) => {
                    for field in touch.after.iter().flatten() {
                        if let ColumnField::Name(name) = field {
                            self.columns.push(name.clone());
                        }
                    }
                }
                _ => {}
            }
        }
        self.new = self.cards.len();
    }

    fn tell(&self, out: &mut Out) -> anyhow::Result<()> {
        let Self { file, said, .. } = self;
        out.line(&Line::new(&format!("reading {file} as {said}")))?;
        if !self.columns.is_empty() {
            let would = if self.dry_run { "would make" } else { "made" };
            let names: Vec<String> = self
                .columns
                .iter()
                .map(|name| format!("“{name}”"))
                .collect();
            let text = format!("{would} the columns {}", names.join(", "));
            out.line(&Line::new(&text))?;
        }
        let (new, there) = (self.new, self.there);
        let cards = if new == 1 { "card" } else { "cards" };
        out.line(&Line::new(&match (self.whole, self.dry_run) {
            (true, true) => format!("the board would become what the other one was: {new} {cards}, with numbers and journal"),
            (true, false) => format!("the board is now what the other one was: {new} {cards}, with numbers and journal"),
            (false, true) => format!("{new} new {cards} would come, {there} there already; nothing was changed"),
            (false, false) => format!("{new} new {cards}, {there} there already"),
        }))?;
        out.flush()?;
        complain("not taken over", &self.lost);
        Ok(())
    }
}

/// Tells on the standard error what got lost, a line each.
pub(super) fn complain(what: &str, lost: &BTreeMap<String, usize>) {
    for (name, count) in lost {
        let line = format!("{what}: {name}: {count}");
        // Nobody is left to tell when this fails.
        let _ = writeln!(io::stderr(), "walboard: {}", text::clean(&line));
    }
}
