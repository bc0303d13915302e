//! A new file: whole or not at all, and never over something that is there.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, bail, ensure};
use rusqlite::Connection;

use super::disk::beside;
use super::why::{Cause, Doing, Saying as _};
use super::{open, schema};

/// What was written does not verify: what it was copied from is damaged, or the disk is.
#[derive(Debug, thiserror::Error)]
#[error("what was written is damaged: {0}")]
pub(super) struct Unsound(pub(super) String);

/// Returns the path with its folder as it really is; the folder must be there, the file need not.
pub(super) fn place(path: &Path) -> anyhow::Result<PathBuf> {
    let name = path.file_name().context("the path has no file name")?;
    let folder = match path.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    };
    let folder = folder
        .canonicalize()
        .with_context(|| format!("there is no folder {}", folder.display()))?;
    Ok(folder.join(name))
}

/// Makes a board's file at a path that is free: `fill` fills an empty file of another name, which is verified and then
/// given its own, so that nobody ever sees half of it.
///
/// `like` is the file whose permissions it gets.
pub(super) fn make(
    to: &Path,
    like: &Path,
    fill: impl FnOnce(&Path) -> anyhow::Result<()>,
) -> anyhow::Result<()> {
    free(to)?;
    let temporary = temporary(to);
    // Left by a process of our number that was killed, if it is there at all.
    remove(&temporary);
    let made = || -> anyhow::Result<()> {
        super::lock::create_empty(&temporary)
            .saying(|| Cause::Cannot(Doing::Make, temporary.clone()))?;
        fs::set_permissions(&temporary, fs::metadata(like)?.permissions())?;
        fill(&temporary)?;
        verify(&temporary)?;
        name(&temporary, to)
    };
    let made = made();
    if made.is_err() {
        remove(&temporary);
    }
    made
}

/// Makes sure that nothing is at the path.
pub(super) fn free(path: &Path) -> anyhow::Result<()> {
    ensure!(!exists(path)?, Cause::Taken(path.to_owned()));
    Ok(())
}

/// Returns the name that a file has until it is whole.
pub(super) fn temporary(path: &Path) -> PathBuf {
    beside(path, &format!(".new-{}", std::process::id()))
}

/// Opens a board that is not known to others yet, has SQLite check every page of it, and puts its log away, so that the
/// one file is the whole board.
fn verify(path: &Path) -> anyhow::Result<()> {
    let conn = open::open_with(path, rusqlite::OpenFlags::SQLITE_OPEN_READ_WRITE)?;
    let verdict: String = conn.query_row("PRAGMA integrity_check(1)", [], |row| row.get(0))?;
    ensure!(verdict == "ok", Unsound(verdict));
    schema::recognise(&conn)?;
    close(conn, path)
}

/// Closes a board that nobody else has open, with its log put away.
pub(super) fn close(conn: Connection, path: &Path) -> anyhow::Result<()> {
    conn.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(()))?;
    conn.close().map_err(|(_, err)| err)?;
    for side in ["-wal", "-shm"] {
        let _ = fs::remove_file(beside(path, side));
    }
    Ok(())
}

/// Gives a finished file its name, unless the name is taken.
pub(super) fn name(from: &Path, to: &Path) -> anyhow::Result<()> {
    match rename_new(from, to) {
        Err(err) if err.kind() == io::ErrorKind::AlreadyExists => {
            bail!(Cause::Taken(to.to_owned()))
        }
        other => other?,
    }
    sync_folder(to);
    Ok(())
}

#[cfg(any(target_os = "linux", target_vendor = "apple"))]
fn rename_new(from: &Path, to: &Path) -> io::Result<()> {
    use rustix::fs::{CWD, RenameFlags, renameat_with};

    match renameat_with(CWD, from, CWD, to, RenameFlags::NOREPLACE) {
        Err(rustix::io::Errno::INVAL | rustix::io::Errno::NOSYS) => rename_checked(from, to),
        other => Ok(other?),
    }
}

#[cfg(not(any(target_os = "linux", target_vendor = "apple")))]
fn rename_new(from: &Path, to: &Path) -> io::Result<()> {
    rename_checked(from, to)
}

/// Where the system cannot refuse by itself.
fn rename_checked(from: &Path, to: &Path) -> io::Result<()> {
    if fs::exists(to)? {
        return Err(io::ErrorKind::AlreadyExists.into());
    }
    fs::rename(from, to)
}

/// Tells whether something is at the path. A dangling link counts: what it points to is not ours to make.
pub(super) fn exists(path: &Path) -> anyhow::Result<bool> {
    match fs::symlink_metadata(path) {
        Ok(_) => Ok(true),
        Err(err) if err.kind() == io::ErrorKind::NotFound => Ok(false),
        Err(err) => Err(err).saying(|| Cause::Cannot(Doing::Look, path.to_owned())),
    }
}

/// Removes a board that was never finished.
pub(super) fn remove(path: &Path) {
    for suffix in ["", "-wal", "-shm", "-journal"] {
        let _ = fs::remove_file(beside(path, suffix));
    }
}

/// Makes the new name last through a power cut.
fn sync_folder(path: &Path) {
    #[cfg(unix)]
    if let Some(folder) = path.parent() {
        let flags = rustix::fs::OFlags::DIRECTORY | rustix::fs::OFlags::RDONLY;
        if let Ok(folder) = rustix::fs::open(folder, flags, rustix::fs::Mode::empty()) {
            let _ = rustix::fs::fsync(folder);
        }
    }
}
