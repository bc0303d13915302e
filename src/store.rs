//! The file: opened, read, written under the lock, and caught up with.
//!
//! Only SQLite opens the database and its `-wal` and `-shm` (closing any other descriptor on them would drop this
//! process's locks, and that is what corrupts shared boards); everything here that looks at those files asks by path.

mod adopt;
mod backup;
mod claim;
mod create;
mod damage;
mod disk;
mod error;
pub mod evidence;
mod fresh;
pub mod health;
mod hermes;
mod holder;
mod journal;
mod lock;
mod log;
mod names;
mod open;
mod past;
mod place;
mod presence;
mod raw;
mod read;
pub mod repair;
mod rows;
pub mod schema;
pub mod snapshots;
mod still;
mod thread;
mod undo;
mod watch;
mod why;
mod write;

use std::cell::{OnceCell, RefCell};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use jiff::Timestamp;
use rusqlite::{Connection, ErrorCode, Transaction, TransactionBehavior};

use crate::board::{Board, CardId};
use crate::change::{Actor, Change};
use crate::edit::{Need, Refusal};

pub use claim::Wanted;
pub use create::NewBoard;
pub use damage::Damaged;
pub use error::{Busy, NoBoard, Unsure};
pub use hermes::read_hermes;
pub use holder::{Holder, introduce};
pub use presence::{Focus, Presence, Session};
pub use read::News;
#[cfg(unix)]
pub use still::{go_on, stand_still};
pub use thread::{Failure, Report, Request, spawn};
pub(crate) use why::Saying;
pub use why::{Cause, Deaf, Doing, System, Unfit, Why};

use disk::FileId;
use lock::{Turn, WriteLock};
use log::Log;
use read::Reader;
use snapshots::Keeper;
use watch::Ears;
use write::Told;

/// How a store acts.
#[derive(Debug, Clone)]
pub struct Options {
    /// Who writes.
    pub actor: Actor,
    /// How long a write waits for its turn; `None` is as long as it takes.
    pub patience: Option<Duration>,
    /// The program whose command [`evidence::COMMAND`] keeps a copy of a board that is found to be damaged; `None` keeps
    /// none. No process that has the board open may do it.
    pub program: Option<PathBuf>,
}

/// Whether this store writes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Mode {
    /// It does.
    ReadWrite,
    /// It does not, for this reason.
    ReadOnly(Why),
    /// It does not any more.
    Damaged(Damaged),
}

/// An open board: one connection for as long as it lives.
pub struct Store {
    reader: Reader,
    /// The file that was opened; the path may lead to another one by now.
    file: FileId,
    /// Its log and the log's index, which nobody may take away while they are in use.
    beside: [Option<FileId>; 2],
    /// What became of what they held when they were taken away.
    rescued: OnceCell<Result<String, Why>>,
    lock: WriteLock,
    log: Log,
    options: Options,
    mode: Mode,
    title: String,
    /// Whether anything was written through it yet.
    wrote: bool,
    /// For [`Store::wait`]: SQLite's mark of the state of the file that it told of last.
    awaited: Option<i64>,
    /// For [`Store::wait`].
    ears: Option<Ears>,
    /// For [`Store::tend`].
    keeper: Option<Keeper>,
    /// Who is told of what it wrote.
    told: Option<Box<Told>>,
}

/// Told of long work: how much of it is done, and how much there is.
pub type Tell<'a> = &'a mut dyn FnMut(usize, usize);

/// Called while a write waits: the time waited, and who holds the lock if known.
type Waiting<'a> = dyn FnMut(&Reader, Duration, Option<Holder>) + 'a;

impl Store {
    /// Returns the board's file.
    pub fn path(&self) -> &Path {
        &self.reader.path
    }

    /// Returns the board's title.
    pub fn title(&self) -> &str {
        &self.title
    }

    /// Tells whether this store writes.
    pub fn mode(&self) -> Mode {
        match self.reader.damage() {
            Some(damaged) => Mode::Damaged(damaged.clone()),
            None => self.mode.clone(),
        }
    }

    /// Returns who writes.
    pub fn actor(&self) -> &Actor {
        &self.options.actor
    }

    // ---- reading

    /// Reads the whole board; catching up goes on from here.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn read(&mut self) -> anyhow::Result<Board> {
        self.reader.whole()
    }

    /// Reads all columns, how many cards each has, and the top `rows` cards of each: enough for a first frame.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn glance(&self, rows: usize) -> anyhow::Result<Board> {
        self.reader.glance(rows)
    }

    /// Returns what was committed by others since the store last looked; asks the file only if it moved.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn catch_up(&mut self) -> anyhow::Result<News> {
        self.reader.catch_up()
    }

    /// Reads all columns, without their cards, and just the cards that are needed.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn part(&self, needs: &[Need]) -> anyhow::Result<Board> {
        let tx = self.reader.transaction()?;
        rows::part(&tx, needs).map_err(|err| self.reader.failed(Doing::Read, err))
    }

    /// Returns where a card stands in its column, the top being 1; `None` when it is archived or unknown.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn position(&self, card: CardId) -> anyhow::Result<Option<usize>> {
        rows::position(&self.reader.conn, card).map_err(|err| self.reader.failed(Doing::Read, err))
    }

    /// Reads at most `limit` journal entries after `since`, of one card if given, oldest first.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn journal(
        &self,
        card: Option<CardId>,
        since: i64,
        limit: usize,
    ) -> anyhow::Result<Vec<Change>> {
        journal::after(&self.reader.conn, card, since, limit)
            .map_err(|err| self.reader.failed(Doing::Read, err))
    }

    /// Returns the number of the last journal entry.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn last_seq(&self) -> anyhow::Result<i64> {
        journal::last(&self.reader.conn).map_err(|err| self.reader.failed(Doing::Read, err))
    }

    /// Waits until others have committed something since the last wait, or the time is up. The first wait does not wait.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn wait(&mut self, at_most: Duration) -> anyhow::Result<()> {
        let until = Instant::now() + at_most;
        let ears = self
            .ears
            .get_or_insert_with(|| Ears::new(&self.reader.path));
        loop {
            let version = self.reader.data_version()?;
            if self.awaited.replace(version) != Some(version) {
                return Ok(());
            }
            let left = until.saturating_duration_since(Instant::now());
            if left.is_zero() {
                return Ok(());
            }
            ears.listen(left);
        }
    }

    // ---- who is here

    /// Lets the other sessions know of this one, for as long as what is returned is kept.
    ///
    /// # Errors
    /// When nothing can be written beside the board: then they do not see it.
    pub fn enter(&self, what: &str) -> std::io::Result<Presence> {
        let session = Session::new(self.options.actor.clone(), what);
        Presence::enter(&self.reader.path, session)
    }

    /// Returns the sessions on the board, in the order of their coming.
    pub fn here(&self) -> Vec<Session> {
        let mut sessions: Vec<_> = presence::here(&self.reader.path).into_values().collect();
        sessions.sort_by_key(Session::coming);
        sessions
    }

    // ---- writing

    /// Runs a write transaction: lock, `BEGIN IMMEDIATE`, work, `COMMIT`, bell, unlock.
    fn transaction(
        &mut self,
        waiting: &mut Waiting<'_>,
        work: impl FnOnce(&Transaction<'_>) -> anyhow::Result<Vec<Change>>,
    ) -> anyhow::Result<Vec<Change>> {
        match self.mode() {
            Mode::ReadWrite => {}
            Mode::ReadOnly(why) => {
                let path = self.reader.path.clone();
                return Err(Cause::ReadOnly { path, why }.into());
            }
            Mode::Damaged(damaged) => return Err(damaged.into()),
        }
        self.same_file()?;
        let (reader, log, patience) = (&self.reader, &self.log, self.options.patience);
        let at_first = !std::mem::replace(&mut self.wrote, true);
        let lock_path = self.lock.path().to_owned();
        let in_time = |waited: Duration| patience.is_none_or(|patience| waited < patience);
        let started = Instant::now();
        let waiting = RefCell::new(waiting);
        let report = |waited: Duration, holder| {
            (*waiting.borrow_mut())(reader, waited, holder);
            in_time(waited)
        };
        let done = self.lock.turn(
            &mut |waited| report(waited, holder::read(&lock_path)),
            |turn| {
                begin_and_commit(
                    &reader.conn,
                    &|| report(started.elapsed(), None),
                    turn,
                    work,
                )
                .inspect(|_| log.put_away(&reader.conn, at_first))
            },
        );
        match done {
            Some(Ok(Some(changes))) => Ok(changes),
            Some(Err(err)) if err.is::<Refusal>() => Err(err),
            Some(Err(err)) => Err(reader.write_failed(err)),
            None | Some(Ok(None)) => Err(Busy {
                path: reader.path.clone(),
                waited: started.elapsed(),
                holder: holder::read(self.lock.path()),
            }
            .into()),
        }
    }
}

/// Opens the transaction, does the work and commits. `Ok(None)`: SQLite's own lock was not free in time.
fn begin_and_commit(
    conn: &Connection,
    waiting: &dyn Fn() -> bool,
    turn: &mut Turn<'_>,
    work: impl FnOnce(&Transaction<'_>) -> anyhow::Result<Vec<Change>>,
) -> anyhow::Result<Option<Vec<Change>>> {
    let tx = loop {
        // Only a program that does not take the file lock can be in the way here.
        match Transaction::new_unchecked(conn, TransactionBehavior::Immediate) {
            Ok(tx) => break tx,
            Err(err) if err.sqlite_error_code() == Some(ErrorCode::DatabaseBusy) => {
                if !waiting() {
                    return Ok(None);
                }
            }
            Err(err) => return Err(err.into()),
        }
    };
    let changes = work(&tx)?;
    tx.commit().map_err(Unsure::from_commit)?;
    if let Some(last) = changes.last() {
        turn.ring(last.seq);
    }
    Ok(Some(changes))
}

/// Returns the time, to the millisecond as the journal keeps it.
fn now() -> Timestamp {
    let now = Timestamp::now();
    Timestamp::from_millisecond(now.as_millisecond()).unwrap_or(now)
}
