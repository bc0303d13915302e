//! A board in a temporary folder, and edits by hand.

use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use tempfile::TempDir;
use walboard::board::{CardId, ColumnId};
use walboard::change::{Actor, Change, EditId};
use walboard::edit::{Act, At, Draft, Edit, Place};
use walboard::store::{NewBoard, Options, Store};

/// A board that goes away with its folder.
pub struct TestBoard {
    pub dir: TempDir,
    pub path: PathBuf,
}

/// The column `To do` of a [`TestBoard`]; `Doing` and `Done` follow.
pub const TODO: ColumnId = ColumnId(1);
pub const DOING: ColumnId = ColumnId(2);

/// What makes a board as the first version made it.
pub const FIRST_VERSION: [&str; 4] = [
    "PRAGMA journal_mode = WAL",
    include_str!("../../assets/migrations/0001_board.sql"),
    include_str!("../fixtures/board-v1.sql"),
    "UPDATE board SET strangers = 0; PRAGMA application_id = 0x77616c62; PRAGMA user_version = 1",
];

impl TestBoard {
    /// Makes a board with the columns To do, Doing (limit 2) and Done.
    pub fn new() -> Self {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().canonicalize().unwrap().join("team.db");
        Store::create(&path, &new_board(), options("maker")).unwrap();
        Self { dir, path }
    }

    /// Opens the board under that name.
    pub fn open(&self, name: &str) -> Store {
        Store::open(&self.path, options(name)).unwrap()
    }

    /// Returns the path of a file beside the board.
    pub fn beside(&self, suffix: &str) -> PathBuf {
        beside(&self.path, suffix)
    }
}

pub fn beside(path: &Path, suffix: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(suffix);
    PathBuf::from(name)
}

pub fn new_board() -> NewBoard {
    let column = |name: &str, limit| (name.to_owned(), limit);
    NewBoard {
        title: "Team".to_owned(),
        columns: vec![
            column("To do", None),
            column("Doing", Some(2)),
            column("Done", None),
        ],
        done: None,
        shared: false,
    }
}

pub fn options(name: &str) -> Options {
    Options {
        actor: Actor {
            name: name.to_owned(),
            user: "tester".to_owned(),
        },
        patience: Some(Duration::from_secs(60)),
        program: None,
    }
}

/// Returns a name that no other edit of this process has.
pub fn fresh_id() -> EditId {
    static NEXT: AtomicU64 = AtomicU64::new(1);
    EditId(format!(
        "{}-{}",
        std::process::id(),
        NEXT.fetch_add(1, Ordering::Relaxed)
    ))
}

pub fn edit(act: Act) -> Edit {
    Edit::new(fresh_id(), vec![act])
}

pub fn add(title: &str) -> Edit {
    let draft = Box::new(Draft {
        title: title.to_owned(),
        ..Draft::default()
    });
    edit(Act::AddCard {
        at: Place {
            column: TODO,
            at: At::Bottom,
        },
        draft,
    })
}

/// Returns the card that changes are about.
pub fn card_of(changes: &[Change]) -> CardId {
    changes[0].card().unwrap()
}
