//! The write-ahead log kept short. SQLite's own checkpoints are off, for they would run without the lock.

use std::ffi::c_int;
use std::sync::Arc;
use std::sync::atomic::{AtomicI32, Ordering};
use std::time::Duration;

use rusqlite::Connection;
use rusqlite::hooks::Wal;

use super::open;

/// A log of so many pages is put away: SQLite's own measure.
const LARGE: i32 = 1000;
/// The same for a store's first commit, which may be its last one: whoever opens a board that nobody else has open
/// reads its whole log first, and a command does little besides. A page of the log costs each command 1.6 µs, to put
/// the log away costs one of them 1.6 ms, and a command adds eight pages: together they cost least at some 130 pages.
const LARGE_AT_FIRST: i32 = 128;

/// The log, as the last commit of a connection left it.
#[derive(Debug)]
pub(super) struct Log {
    /// How many pages are in it since it was last begun anew.
    pages: Arc<AtomicI32>,
}

impl Log {
    /// Has SQLite tell how long the log is at each commit.
    pub(super) fn of(conn: &mut Connection) -> rusqlite::Result<Self> {
        let pages = Arc::new(AtomicI32::new(0));
        let told = Arc::clone(&pages);
        conn.wal_hook(Some(move |_: &mut Wal, pages: c_int| {
            told.store(pages, Ordering::Relaxed);
            Ok(())
        }))?;
        Ok(Self { pages })
    }

    /// Puts away a log that has grown large. To be called under the lock, right after a commit.
    ///
    /// At first the file is cut: whoever forgets at each opening how much of the log is in the database already (short
    /// commands do) would never get to its beginning. Later the next commits write over the file from its beginning: that
    /// takes a third of the time of making it longer, since the disk need not be told of a new size.
    ///
    /// The commit stands whatever comes of this; a reader in the way is not waited for.
    pub(super) fn put_away(&self, conn: &Connection, at_first: bool) {
        let (large, way) = match at_first {
            true => (LARGE_AT_FIRST, "PRAGMA wal_checkpoint(TRUNCATE)"),
            false => (LARGE, "PRAGMA wal_checkpoint(RESTART)"),
        };
        if self.pages.load(Ordering::Relaxed) < large {
            return;
        }
        let _ = conn.busy_timeout(Duration::ZERO);
        let _ = conn.query_row(way, [], |_| Ok(()));
        let _ = conn.busy_timeout(open::BUSY);
    }
}
