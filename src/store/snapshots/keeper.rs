//! When a snapshot is due, and the thread that takes it.

use std::path::{Path, PathBuf};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

use jiff::{SignedDuration, Timestamp};
use rusqlite::OpenFlags;

use super::{list, mark, take};
use crate::store::read::Mark;
use crate::store::why::{Cause, Doing, Saying as _, Why, because};
use crate::store::{Mode, Store, fresh, open};

/// A board that has changed gets a snapshot when the newest is so old.
const HOUR: SignedDuration = SignedDuration::from_hours(1);
/// How often a board that keeps changing is asked whether one is due.
const EVERY: Duration = Duration::from_secs(60);
/// When to try again what has failed.
const AGAIN: Duration = Duration::from_secs(15 * 60);

/// Sees to it that a board which is open for long has snapshots.
pub(in crate::store) struct Keeper {
    board: PathBuf,
    /// When the board was made: one that is new needs none yet.
    born: Timestamp,
    next: Instant,
    /// How far the board was when it was last asked.
    asked: Option<Mark>,
    taking: Option<JoinHandle<anyhow::Result<()>>>,
    /// Why the last one could not be taken.
    trouble: Option<Why>,
}

/// What came of a look.
enum Kept {
    /// All is well, or under way.
    Fine,
    /// The last one could not be taken, for this reason.
    Failed(Why),
    /// What was copied is damaged, and so is the board.
    Damaged(String),
}

impl Keeper {
    fn new(board: &Path, born: Timestamp) -> Self {
        Self {
            board: board.to_owned(),
            born,
            next: Instant::now(),
            asked: None,
            taking: None,
            trouble: None,
        }
    }

    /// Has a snapshot taken if it is time; `now` tells how far the board is, and is asked once a minute at most.
    fn tend(&mut self, now: impl FnOnce() -> Option<Mark>) -> Kept {
        if let Some(taking) = self.taking.take_if(|taking| taking.is_finished()) {
            self.next = Instant::now() + EVERY;
            self.trouble = None;
            if let Err(err) = taking.join().unwrap_or_else(|_| Ok(())) {
                let unsound = err.chain().find_map(|cause| cause.downcast_ref());
                if let Some(fresh::Unsound(verdict)) = unsound {
                    return Kept::Damaged(verdict.clone());
                }
                self.next = Instant::now() + AGAIN;
                self.trouble = Some(Why::of(&err));
                self.asked = None;
            }
        }
        if self.taking.is_none() && Instant::now() >= self.next {
            self.next = Instant::now() + EVERY;
            if let Some(now) = now().filter(|now| self.asked != Some(*now)) {
                self.look(now);
            }
        }
        self.trouble.clone().map_or(Kept::Fine, Kept::Failed)
    }

    fn look(&mut self, now: Mark) {
        match is_old(&self.board, self.born) {
            Ok(false) => {}
            Ok(true) => {
                let (board, born) = (self.board.clone(), self.born);
                let thread = std::thread::Builder::new().name("snapshot".to_owned());
                match thread.spawn(move || take_if_due(&board, born)) {
                    Ok(taking) => (self.taking, self.asked) = (Some(taking), Some(now)),
                    Err(err) => {
                        let cannot = Cause::Cannot(Doing::Snapshot, self.board.clone());
                        self.trouble = Some(Why::of(&because(cannot, err)));
                    }
                }
            }
            Err(err) => self.trouble = Some(Why::of(&err)),
        }
    }
}

impl Store {
    /// Sees to it that a board which is open for long has snapshots; returns what is wrong with them, if something is.
    ///
    /// To be called about once a second; what takes time is done by a thread of its own.
    pub fn tend(&mut self) -> Option<Why> {
        if self.mode() != Mode::ReadWrite {
            return None;
        }
        let Self { reader, keeper, .. } = self;
        let keeper = match keeper {
            Some(keeper) => keeper,
            None => keeper.insert(Keeper::new(&reader.path, reader.born()?)),
        };
        match keeper.tend(|| Mark::of(&reader.conn).ok()) {
            Kept::Fine => None,
            Kept::Failed(why) => Some(why),
            Kept::Damaged(verdict) => {
                let damaged = reader.is_damaged(verdict).clone();
                Some(Cause::Damaged(Box::new(damaged)).into())
            }
        }
    }
}

/// Tells whether the newest snapshot is old, or there is none of a board that is old.
fn is_old(board: &Path, born: Timestamp) -> anyhow::Result<bool> {
    let last = list(board)?.first().map_or(born, |newest| newest.at);
    Ok(Timestamp::now().duration_since(last) >= HOUR)
}

fn take_if_due(board: &Path, born: Timestamp) -> anyhow::Result<()> {
    let conn = open::open_with(board, OpenFlags::SQLITE_OPEN_READ_WRITE)
        .saying(|| Cause::Cannot(Doing::Snapshot, board.to_owned()))?;
    let now = Mark::of(&conn)?;
    take(&conn, board, |snapshots| {
        // A snapshot that cannot be read is no reason not to take another one.
        let same = |newest| mark(newest).is_ok_and(|then| then == now);
        Ok(is_old(board, born)? && !snapshots.first().is_some_and(same))
    })?;
    conn.close().map_err(|(_, err)| err)?;
    Ok(())
}
