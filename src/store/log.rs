//! The write-ahead log kept short. SQLite's own checkpoints are off, for they would run without the lock.

use std::time::Duration;

use rusqlite::Connection;

use super::open;

/// A log of so many pages is put away: SQLite's own measure.
const LARGE: i64 = 1000;
/// The same for a store's first commit, which may be its last one: whoever opens a board that nobody else has open
/// reads its whole log first, and a command does little besides.
const LARGE_AT_FIRST: i64 = 256;
/// A page, with what the log writes before it.
const PAGE: u64 = 4096 + 24;

/// Puts away a log that has grown large. To be called under the lock, right after a commit.
///
/// At first the file is cut: whoever forgets at each opening how much of the log is in the database already (short
/// commands do) would never get to its beginning. Later the next commits write over the file from its beginning: that
/// takes a third of the time of making it longer, since the disk need not be told of a new size.
///
/// The commit stands whatever comes of this; a reader in the way is not waited for.
pub(super) fn put_away(conn: &Connection, at_first: bool) {
    let (large, way) = match at_first {
        true => (LARGE_AT_FIRST, "PRAGMA wal_checkpoint(TRUNCATE)"),
        false => (LARGE, "PRAGMA wal_checkpoint(RESTART)"),
    };
    // The file's size costs less to ask for than what is in it.
    if size(conn) < u64::try_from(large).unwrap_or_default() * PAGE || in_use(conn) < large {
        return;
    }
    let _ = conn.busy_timeout(Duration::ZERO);
    let _ = conn.query_row(way, [], |_| Ok(()));
    let _ = conn.busy_timeout(open::BUSY);
}

fn size(conn: &Connection) -> u64 {
    let log = conn.path().map(|path| format!("{path}-wal"));
    let meta = log.and_then(|log| std::fs::metadata(log).ok());
    meta.map_or(0, |meta| meta.len())
}

/// Returns how many pages are in the log since it was last begun anew.
fn in_use(conn: &Connection) -> i64 {
    let ask = || -> rusqlite::Result<i64> {
        let mut query = conn.prepare_cached("PRAGMA wal_checkpoint(NOOP)")?;
        query.query_row([], |row| row.get(1))
    };
    ask().unwrap_or_default()
}
