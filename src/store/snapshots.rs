//! Snapshots: whole, verified copies in `<board file>.snapshots/`, taken now and then by whoever has the board open.
//!
//! The last four that are an hour apart are kept, and the last of each of the three days before. They are taken by a
//! thread with a connection of its own: not under the write lock, and nobody waits for it.

mod keeper;

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, bail, ensure};
use jiff::Timestamp;
use jiff::tz::TimeZone;
use rusqlite::{Connection, OpenFlags};

use super::lock::WriteLock;
use super::read::Mark;
use super::why::{Cause, Doing, Saying as _};
use super::{Store, backup, disk, fresh, raw};

pub(super) use keeper::Keeper;

/// How many of the latest are kept.
const LATEST: usize = 4;
/// Of how many days before today the last one is kept.
const DAYS: usize = 3;
/// How a snapshot's name tells its time.
const NAME: &str = "%Y-%m-%dT%H-%M-%SZ";

/// A snapshot of a board.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Snapshot {
    /// What it is called: the time in UTC, as `2026-12-03T09-15-00Z`.
    pub name: String,
    /// When it was taken.
    pub at: Timestamp,
    /// Its file.
    pub path: PathBuf,
    /// How many bytes it has.
    pub bytes: u64,
}

/// Lists a board's snapshots, the newest first. The board itself need not be there.
///
/// # Errors
/// When their folder cannot be read.
pub fn list(board: &Path) -> anyhow::Result<Vec<Snapshot>> {
    let folder = folder(board);
    let failed = || Cause::Cannot(Doing::List, folder.clone());
    if !fresh::exists(&folder)? {
        return Ok(Vec::new());
    }
    let mut snapshots = Vec::new();
    for entry in fs::read_dir(&folder).saying(failed)? {
        let entry = entry.saying(failed)?;
        let Ok(file) = entry.file_name().into_string() else {
            continue;
        };
        let Some(name) = file.strip_suffix(".db") else {
            continue;
        };
        if let Some(at) = time_of(name) {
            snapshots.push(Snapshot {
                name: name.to_owned(),
                at,
                path: entry.path(),
                bytes: entry.metadata().map_or(0, |meta| meta.len()),
            });
        }
    }
    snapshots.sort_by_key(|snapshot| std::cmp::Reverse(snapshot.at));
    Ok(snapshots)
}

/// Makes a board out of a snapshot, at a path that is free.
///
/// # Errors
/// When there is no such snapshot, the path is taken, or the file cannot be written.
pub fn restore(board: &Path, name: &str, into: &Path) -> anyhow::Result<PathBuf> {
    let snapshots = list(board)?;
    let Some(snapshot) = snapshots.iter().find(|snapshot| snapshot.name == name) else {
        bail!(
            "the board {} has no snapshot {name}; `walboard snapshots` lists them",
            board.display()
        );
    };
    let failed = || format!("could not restore {}", snapshot.path.display());
    let restored = || -> anyhow::Result<PathBuf> {
        let into = fresh::place(into)?;
        let from = open_at_rest(&snapshot.path)?;
        fresh::make(&into, &snapshot.path, |temporary| {
            backup::copy(&from, temporary, &mut |_, _| {})
        })?;
        Ok(into)
    };
    restored().with_context(failed)
}

impl Store {
    /// Takes a snapshot now.
    ///
    /// # Errors
    /// When it cannot be written or does not verify; nothing is left behind then.
    pub fn take_snapshot(&self) -> anyhow::Result<Snapshot> {
        take(&self.reader.conn, &self.reader.path, |_| Ok(true))?
            .context("another process is taking one at this moment")
    }
}

/// Takes a snapshot if `wanted` says so of those that are there, and no other process is at it.
fn take(
    from: &Connection,
    board: &Path,
    wanted: impl FnOnce(&[Snapshot]) -> anyhow::Result<bool>,
) -> anyhow::Result<Option<Snapshot>> {
    let folder = folder(board);
    let failed = || Cause::Cannot(Doing::SnapshotIn, folder.clone());
    let mode = disk::mode_of(&fs::metadata(board).saying(failed)?);
    disk::make_folder(&folder, mode).saying(failed)?;
    let mut lock = WriteLock::new(&folder.join("taking"), mode);
    let taken = lock.turn(&mut |_| false, |_| -> anyhow::Result<Option<Snapshot>> {
        if !wanted(&list(board)?)? {
            return Ok(None);
        }
        tidy(&folder);
        let at = super::now();
        let name = stamp(at);
        let path = folder.join(format!("{name}.db"));
        fresh::make(&path, board, |temporary| {
            backup::copy(from, temporary, &mut |_, _| {})
        })?;
        for old in superfluous(&list(board)?) {
            fs::remove_file(&old.path).saying(|| Cause::Cannot(Doing::Remove, old.path.clone()))?;
        }
        let bytes = fs::metadata(&path)?.len();
        Ok(Some(Snapshot {
            name,
            at,
            path,
            bytes,
        }))
    });
    taken.transpose().map(Option::flatten).saying(failed)
}

/// Removes what was left by processes that were killed: whoever has the lock is alone here.
fn tidy(folder: &Path) {
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        if entry.file_name().to_string_lossy().contains(".db.new-") {
            let _ = fs::remove_file(entry.path());
        }
    }
}

/// Returns the snapshots that are not kept any more; they come newest first.
fn superfluous(snapshots: &[Snapshot]) -> Vec<&Snapshot> {
    let day = |at: Timestamp| at.to_zoned(TimeZone::UTC).date();
    let newest = snapshots.first().map(|snapshot| day(snapshot.at));
    let mut days = BTreeSet::new();
    let mut kept = 0;
    let goes = |snapshot: &&Snapshot| {
        kept += 1;
        let day = day(snapshot.at);
        let last_of_day = Some(day) != newest && days.len() < DAYS && days.insert(day);
        !(kept <= LATEST || last_of_day)
    };
    snapshots.iter().filter(goes).collect()
}

/// Returns how far the board was when the snapshot was taken.
fn mark(snapshot: &Snapshot) -> anyhow::Result<Mark> {
    Ok(Mark::of(&open_at_rest(&snapshot.path)?)?)
}

/// Opens a file that nobody writes to, without anything being made beside it.
fn open_at_rest(path: &Path) -> anyhow::Result<Connection> {
    raw::database_is_opened();
    let path = path.to_str().context("its path is not UTF-8")?;
    let mut uri = String::from("file:");
    for letter in path.chars() {
        match letter {
            '%' | '?' | '#' => uri.push_str(&format!("%{:02x}", u32::from(letter))),
            letter => uri.push(letter),
        }
    }
    uri.push_str("?immutable=1");
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_URI;
    let conn = Connection::open_with_flags(uri, flags | OpenFlags::SQLITE_OPEN_NO_MUTEX)?;
    let pages: i64 = conn.pragma_query_value(None, "page_count", |row| row.get(0))?;
    ensure!(pages > 0, "it is empty");
    Ok(conn)
}

fn folder(board: &Path) -> PathBuf {
    disk::beside(board, ".snapshots")
}

/// Returns a time as a file can be called.
pub(super) fn stamp(at: Timestamp) -> String {
    at.strftime(NAME).to_string()
}

fn time_of(name: &str) -> Option<Timestamp> {
    let time = jiff::civil::DateTime::strptime(NAME, name).ok()?;
    Some(time.to_zoned(TimeZone::UTC).ok()?.timestamp())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn snapshots(times: &[&str]) -> Vec<Snapshot> {
        let snapshot = |time: &&str| Snapshot {
            name: (*time).to_owned(),
            at: time_of(time).expect("a time"),
            path: PathBuf::from(time),
            bytes: 0,
        };
        times.iter().map(snapshot).collect()
    }

    #[test]
    fn the_last_four_and_the_last_of_three_days_are_kept() {
        let all = snapshots(&[
            "2026-12-04T10-00-00Z",
            "2026-12-04T09-00-00Z",
            "2026-12-04T08-00-00Z",
            "2026-12-04T07-00-00Z",
            "2026-12-04T06-00-00Z",
            "2026-12-03T23-00-00Z",
            "2026-12-03T22-00-00Z",
            "2026-11-30T12-00-00Z",
            "2026-11-29T12-00-00Z",
            "2026-11-01T12-00-00Z",
        ]);
        let gone: Vec<&str> = superfluous(&all)
            .iter()
            .map(|old| old.name.as_str())
            .collect();
        assert_eq!(
            gone,
            [
                "2026-12-04T06-00-00Z",
                "2026-12-03T22-00-00Z",
                "2026-11-01T12-00-00Z"
            ]
        );
        assert!(superfluous(&snapshots(&["2026-12-04T10-00-00Z"])).is_empty());
    }

    #[test]
    fn a_name_is_a_time_and_nothing_else() {
        let at = time_of("2026-12-03T09-15-00Z").expect("a time");
        assert_eq!(stamp(at), "2026-12-03T09-15-00Z");
        assert_eq!((time_of("../../etc"), time_of("2026-12-03")), (None, None));
    }
}
