//! The sample board: a small team four days before a release, made by the same edits as any other board.

mod cards;
mod work;

use std::collections::HashMap;
use std::path::{Path, PathBuf};

use anyhow::Context as _;
use jiff::ToSpan as _;
use jiff::civil::Date;
use tempfile::TempDir;

use crate::board::{CardId, ColumnId, Paint, Priority};
use crate::change::{Actor, EditId};
use crate::clock;
use crate::edit::{Act, At, Draft, DraftItem, Edit, Place};
use crate::store::{NewBoard, Options, Store};
use cards::{CARDS, Sample};
use work::WORK;

/// The columns, with their limits.
const COLUMNS: [(&str, Option<u32>); 5] = [
    ("Ideas", None),
    ("To do", Some(8)),
    ("Doing", Some(4)),
    ("Review", Some(3)),
    ("Done", None),
];

/// The labels that have a colour.
const LABELS: [(&str, Paint); 4] = [
    ("bug", Paint::Red),
    ("feature", Paint::Green),
    ("release", Paint::Magenta),
    ("docs", Paint::Blue),
];

/// A sample board; its folder goes when this is dropped.
#[derive(Debug)]
pub struct Demo {
    path: PathBuf,
    /// Held for its drop.
    _folder: TempDir,
}

impl Demo {
    /// Returns the board's file.
    pub fn path(&self) -> &Path {
        &self.path
    }
}

/// Makes a sample board in a temporary folder.
///
/// # Errors
/// When the folder cannot be written.
pub fn make() -> anyhow::Result<Demo> {
    let folder = tempfile::Builder::new()
        .prefix("walboard-demo-")
        .tempdir()
        .context("could not make a temporary folder")?;
    let path = folder.path().join("demo.db");
    let new = NewBoard {
        title: "Tea timer 2.0 (sample)".to_owned(),
        columns: COLUMNS
            .map(|(name, limit)| (name.to_owned(), limit))
            .to_vec(),
        done: None,
        shared: false,
    };
    drop(Store::create(&path, &new, acting_as("ana"))?);
    fill(&path, clock::today())?;
    Ok(Demo {
        path,
        _folder: folder,
    })
}

fn acting_as(name: &str) -> Options {
    let actor = Actor {
        name: name.to_owned(),
        user: name.to_owned(),
    };
    Options {
        actor,
        patience: None,
        program: None,
    }
}

/// Adds the cards, then lets the team work on them, so that the journal has something to tell.
fn fill(path: &Path, today: Date) -> anyhow::Result<()> {
    for name in ["ana", "ben", "chloé", "kenji"] {
        let mut store = Store::open(path, acting_as(name))?;
        let columns = columns(&store)?;
        let added = CARDS.iter().filter(|sample| sample.by == name);
        let acts = added.map(|sample| sample.add(&columns, today)).collect();
        store.write(&Edit::new(new_id(), acts))?;
    }
    let cards = find(path)?;
    for (name, title, work) in WORK {
        let mut store = Store::open(path, acting_as(name))?;
        let columns = columns(&store)?;
        let act = work.act(title, &cards, &columns)?;
        store.write(&Edit::new(new_id(), vec![act]))?;
    }
    let paint = |(label, color): (&str, Paint)| Act::PaintLabel {
        label: label.to_owned(),
        color: Some(color),
    };
    let mut store = Store::open(path, acting_as("ana"))?;
    store.write(&Edit::new(new_id(), LABELS.map(paint).into()))?;
    Ok(())
}

fn columns(store: &Store) -> anyhow::Result<Vec<ColumnId>> {
    let part = store.part(&[])?;
    Ok(part.columns().iter().map(|column| column.id).collect())
}

/// Returns the cards by the titles they were added with.
fn find(path: &Path) -> anyhow::Result<HashMap<String, CardId>> {
    let board = Store::open(path, acting_as("ana"))?.read()?;
    let cards = board.cards().map(|card| (card.title.clone(), card.id));
    Ok(cards.collect())
}

fn new_id() -> EditId {
    EditId(uuid::Uuid::now_v7().to_string())
}

impl Sample {
    fn add(&self, columns: &[ColumnId], today: Date) -> Act {
        let words = |text: &str| text.split_whitespace().map(str::to_owned).collect();
        let item = |(text, done): &(&str, bool)| DraftItem {
            text: (*text).to_owned(),
            done: *done,
        };
        let draft = Draft {
            title: self.title.to_owned(),
            body: self.body.to_owned(),
            labels: words(self.labels),
            assignee: (!self.assignee.is_empty()).then(|| self.assignee.to_owned()),
            priority: Priority::parse(self.priority),
            due: self
                .due
                .and_then(|days| today.checked_add(days.days()).ok()),
            checklist: self.checklist.iter().map(item).collect(),
            ..Draft::default()
        };
        let at = Place {
            column: columns[self.column],
            at: At::Bottom,
        };
        Act::AddCard {
            at,
            draft: Box::new(draft),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::board::Card;

    #[test]
    fn the_sample_is_lively() {
        let demo = make().expect("a sample board");
        let mut store = Store::open(demo.path(), acting_as("me")).expect("it opens");
        let board = store.read().expect("it reads");
        let over = board
            .columns()
            .iter()
            .filter(|column| column.over_limit())
            .count();
        assert_eq!((board.columns().len(), over), (COLUMNS.len(), 1));
        assert_eq!(
            (board.live_count(), board.archived().len()),
            (CARDS.len() - 1, 1)
        );
        let card = |wanted: &dyn Fn(&Card) -> bool| board.cards().any(wanted);
        assert!(card(&|card| card.progress() == (2, 4)));
        assert!(card(&|card| card.comments.len() > 1));
        assert!(card(&|card| card.blocked.is_some()));
        assert!(card(
            &|card| card.blocked.is_none() && board.is_blocked(card)
        ));
        for (label, color) in LABELS {
            assert_eq!(board.paint(label), Some(color));
            assert!(board.labels()[label] > 0, "{label}");
        }
        let folder = demo.path().parent().expect("a folder").to_owned();
        drop((store, demo));
        assert!(!folder.exists());
    }
}
