//! Reading: the whole board, parts of it, and what is new.

use std::cell::{Cell, OnceCell};
use std::path::{Path, PathBuf};

use jiff::Timestamp;
use rusqlite::{Connection, Transaction};

use super::damage::Damaged;
use super::why::Doing;
use super::{journal, rows};
use crate::board::Board;
use crate::change::Change;

/// What a look at the file brought.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum News {
    /// Nothing new.
    Nothing,
    /// These changes, in order; to be absorbed.
    Changes(Vec<Change>),
    /// The board whole: it was not read before, or was changed by something that keeps no journal.
    Whole(Board),
}

/// The connection, and how far it has read.
pub(super) struct Reader {
    pub(super) conn: Connection,
    pub(super) path: PathBuf,
    /// Whether bodies are left in the file.
    pub(super) sparse: bool,
    /// `None`: the board was not read yet.
    seen: Cell<Option<Seen>>,
    /// What was found to be damaged, if anything was.
    pub(super) damage: OnceCell<Damaged>,
    /// This program, to be run once more for a copy of a damaged board.
    pub(super) program: Option<PathBuf>,
}

/// How far a board is: two that are equally far, one made from the other, are the same.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Mark {
    seq: i64,
    strangers: i64,
}

impl Mark {
    pub(super) fn of(conn: &Connection) -> rusqlite::Result<Self> {
        let (seq, strangers) = (journal::last(conn)?, strangers(conn)?);
        Ok(Self { seq, strangers })
    }
}

#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
struct Seen {
    /// The last journal entry.
    seq: i64,
    /// The count of rows written by strangers.
    strangers: i64,
    /// SQLite's own mark of the file's state; taken before reading, so that a commit meanwhile shows as news.
    data_version: i64,
}

impl Reader {
    pub(super) fn new(conn: Connection, path: &Path, program: Option<PathBuf>) -> Self {
        Self {
            conn,
            path: path.to_owned(),
            sparse: false,
            seen: Cell::default(),
            damage: OnceCell::new(),
            program,
        }
    }

    /// Opens a read transaction; it must not be kept, since it would hold up checkpoints.
    pub(super) fn transaction(&self) -> anyhow::Result<Transaction<'_>> {
        self.conn
            .unchecked_transaction()
            .map_err(|err| self.failed(Doing::Read, err))
    }

    /// Reads the columns, and the top `rows` cards of each.
    pub(super) fn glance(&self, rows: usize) -> anyhow::Result<Board> {
        let tx = self.transaction()?;
        rows::glance(&tx, rows).map_err(|err| self.failed(Doing::Read, err))
    }

    pub(super) fn whole(&self) -> anyhow::Result<Board> {
        let cards = if self.sparse {
            rows::sparse
        } else {
            rows::whole
        };
        let data_version = self.data_version()?;
        // Pages that are read once are not worth keeping; the cards would lie between them, and hold the memory.
        let _ = self.conn.execute_batch("PRAGMA cache_size = -128");
        let tx = self.transaction()?;
        let read =
            || -> anyhow::Result<_> { Ok((cards(&tx)?, journal::last(&tx)?, strangers(&tx)?)) };
        let (board, seq, strangers) = read().map_err(|err| self.failed(Doing::Read, err))?;
        drop(tx);
        // The pages that SQLite kept are of no use again: from now on only what changes is read.
        let _ = self.conn.release_memory();
        // SQLite's own measure.
        let _ = self.conn.execute_batch("PRAGMA cache_size = -2000");
        self.seen.set(Some(Seen {
            seq,
            strangers,
            data_version,
        }));
        Ok(board)
    }

    /// Tells whether others have committed since the last look; one step of SQLite's, no disk.
    pub(super) fn moved(&self) -> anyhow::Result<bool> {
        let seen = self.seen.get().map(|seen| seen.data_version);
        Ok(Some(self.data_version()?) != seen)
    }

    /// Returns what others committed since the last look.
    pub(super) fn catch_up(&self) -> anyhow::Result<News> {
        if self.moved()? {
            self.news()
        } else {
            Ok(News::Nothing)
        }
    }

    /// Returns what anybody committed since the last look; own commits do not show in [`moved`](Self::moved).
    pub(super) fn news(&self) -> anyhow::Result<News> {
        let Some(seen) = self.seen.get() else {
            return self.whole().map(News::Whole);
        };
        let data_version = self.data_version()?;
        let tx = self.transaction()?;
        let read = || -> anyhow::Result<_> { Ok((strangers(&tx)?, journal::last(&tx)?)) };
        let (strangers, last) = read().map_err(|err| self.failed(Doing::Read, err))?;
        // Rows without entries, entries that are gone or cannot be read: the rows are the truth.
        let told = strangers == seen.strangers && last >= seen.seq;
        let changes = journal::after(&tx, None, seen.seq, usize::MAX)
            .map_err(|err| self.failed(Doing::Read, err))
            .ok()
            .filter(|_| told);
        drop(tx);
        let Some(changes) = changes else {
            return self.whole().map(News::Whole);
        };
        self.seen.set(Some(Seen {
            seq: last,
            strangers,
            data_version,
        }));
        Ok(if changes.is_empty() {
            News::Nothing
        } else {
            News::Changes(changes)
        })
    }

    /// Returns when the board was made.
    pub(super) fn born(&self) -> Option<Timestamp> {
        let mut query = self.conn.prepare("SELECT created FROM board").ok()?;
        let created = query.query_row([], |row| rows::text(row, 0)).ok()?;
        created.parse().ok()
    }

    pub(super) fn data_version(&self) -> anyhow::Result<i64> {
        let ask = || -> rusqlite::Result<i64> {
            let mut query = self.conn.prepare_cached("PRAGMA data_version")?;
            query.query_row([], |row| row.get(0))
        };
        ask().map_err(|err| self.failed(Doing::Read, err))
    }
}

/// Returns how many rows were written by anything but walboard.
fn strangers(conn: &Connection) -> rusqlite::Result<i64> {
    conn.prepare_cached("SELECT strangers FROM board")?
        .query_row([], |row| row.get(0))
}
