//! The sample board: a small team four days before a release, made by the same edits as any other board.

mod cards;

use std::path::{Path, PathBuf};

use anyhow::Context as _;
use jiff::civil::Date;
use jiff::{ToSpan as _, Zoned};
use tempfile::TempDir;

use crate::board::{CardId, ColumnId, Detail, Priority};
use crate::change::{Actor, EditId};
use crate::edit::{Act, At, Draft, Edit, Place};
use crate::store::{NewBoard, Options, Store};
use cards::{CARDS, Sample};

/// The columns, with their limits.
const COLUMNS: [(&str, Option<u32>); 5] = [
    ("Ideas", None),
    ("To do", Some(8)),
    ("Doing", Some(4)),
    ("Review", Some(3)),
    ("Done", None),
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
        shared: false,
    };
    drop(Store::create(&path, &new, acting_as("ana"))?);
    fill(&path, Zoned::now().date())?;
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
    }
}

/// Adds the cards, then lets the team work on them, so that the journal has something to tell.
fn fill(path: &Path, today: Date) -> anyhow::Result<()> {
    for name in ["ana", "ben", "chloé", "kenji"] {
        let mut store = Store::open(path, acting_as(name))?;
        let columns: Vec<ColumnId> = store
            .part(&[])?
            .columns()
            .iter()
            .map(|column| column.id)
            .collect();
        let added = CARDS.iter().filter(|sample| sample.by == name);
        let acts = added.map(|sample| sample.add(&columns, today)).collect();
        store.write(&Edit::new(new_id(), acts))?;
    }
    let found = find(path)?;
    for (name, title, work) in WORK {
        let Some((_, card)) = found.iter().find(|(known, _)| known == title) else {
            continue;
        };
        let mut store = Store::open(path, acting_as(name))?;
        let columns: Vec<ColumnId> = store
            .part(&[])?
            .columns()
            .iter()
            .map(|column| column.id)
            .collect();
        store.write(&Edit::new(new_id(), vec![work.act(*card, &columns)]))?;
    }
    Ok(())
}

fn find(path: &Path) -> anyhow::Result<Vec<(String, CardId)>> {
    let board = Store::open(path, acting_as("ana"))?.read()?;
    Ok(board
        .cards()
        .map(|card| (card.title.clone(), card.id))
        .collect())
}

fn new_id() -> EditId {
    EditId(uuid::Uuid::now_v7().to_string())
}

impl Sample {
    fn add(&self, columns: &[ColumnId], today: Date) -> Act {
        let words = |text: &str| text.split_whitespace().map(str::to_owned).collect();
        let draft = Draft {
            title: self.title.to_owned(),
            body: self.body.to_owned(),
            labels: words(self.labels),
            assignee: (!self.assignee.is_empty()).then(|| self.assignee.to_owned()),
            priority: Priority::parse(self.priority),
            due: self
                .due
                .and_then(|days| today.checked_add(days.days()).ok()),
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

/// Something that somebody does to a card of the sample.
#[derive(Debug, Clone, Copy)]
enum Work {
    Move(usize),
    Raise,
    Rename(&'static str),
    Archive,
}

const WORK: [(&str, &str, Work); 7] = [
    (
        "kenji",
        "Sound of the bell: three samples to choose from",
        Work::Move(3),
    ),
    ("ben", "Countdown drifts by a second an hour", Work::Raise),
    ("ana", "Countdown drifts by a second an hour", Work::Move(2)),
    (
        "chloé",
        "Screenshots",
        Work::Rename("Screenshots for the shop page"),
    ),
    ("ben", "Timer survives a restart", Work::Move(4)),
    ("kenji", "Try the new compiler", Work::Archive),
    ("chloé", "Colours for colour-blind eyes", Work::Move(2)),
];

impl Work {
    fn act(self, card: CardId, columns: &[ColumnId]) -> Act {
        let set = |to| Act::SetCard {
            card,
            to,
            base: None,
        };
        match self {
            Self::Move(column) => Act::MoveCard {
                card,
                to: Place {
                    column: columns[column],
                    at: At::Top,
                },
            },
            Self::Raise => set(Detail::Priority(Some(Priority::Urgent))),
            Self::Rename(title) => set(Detail::Title(title.to_owned())),
            Self::Archive => Act::Archive(card),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

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
        for (_, title, _) in WORK {
            assert!(CARDS.iter().any(|sample| sample.title == title), "{title}");
        }
        let folder = demo.path().parent().expect("a folder").to_owned();
        drop((store, demo));
        assert!(!folder.exists());
    }
}
