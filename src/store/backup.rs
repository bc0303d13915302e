//! A consistent copy while others write.

use std::io;
use std::path::Path;

use anyhow::{Context as _, bail, ensure};
use rusqlite::backup::Backup;
use rusqlite::{Connection, OpenFlags};

use super::disk::beside;
use super::{Store, open};

impl Store {
    /// Copies the board, as it is at this moment, into a new file, and verifies the copy.
    ///
    /// One step of SQLite's backup: others may go on writing meanwhile, and none of it is in the copy by halves.
    ///
    /// # Errors
    /// When the path is taken, the copy cannot be written, or it does not verify; nothing is left behind then.
    pub fn backup(&self, to: &Path) -> anyhow::Result<()> {
        let failed = || format!("could not back up to {}", to.display());
        let name = to.file_name().with_context(failed)?;
        let folder = to
            .parent()
            .filter(|folder| !folder.as_os_str().is_empty())
            .unwrap_or(Path::new("."));
        let to = folder.canonicalize().with_context(failed)?.join(name);
        // Made by us and empty: SQLite then fills it, and nothing that was there can be overwritten.
        claim(&to, self).with_context(failed)?;
        let done = self.copy(&to);
        if done.is_err() {
            for suffix in ["", "-wal", "-shm", "-journal"] {
                let _ = std::fs::remove_file(beside(&to, suffix));
            }
        }
        done.with_context(failed)
    }

    fn copy(&self, to: &Path) -> anyhow::Result<()> {
        let flags = OpenFlags::SQLITE_OPEN_READ_WRITE;
        let mut copy = Connection::open_with_flags(to, flags | OpenFlags::SQLITE_OPEN_NO_MUTEX)?;
        Backup::new(&self.reader.conn, &mut copy)?.step(-1)?;
        copy.close().map_err(|(_, err)| err)?;
        verify(to)
    }
}

/// Makes the empty file, with the board's permissions.
fn claim(to: &Path, store: &Store) -> anyhow::Result<()> {
    match super::lock::create_empty(to) {
        Err(err) if err.kind() == io::ErrorKind::AlreadyExists => {
            bail!("it is there already; nothing was changed")
        }
        other => other?,
    }
    let mode = std::fs::metadata(&store.reader.path)?.permissions();
    std::fs::set_permissions(to, mode)?;
    Ok(())
}

/// Opens the copy as a board and has SQLite check every page of it.
fn verify(copy: &Path) -> anyhow::Result<()> {
    let conn = open::open_with(copy, OpenFlags::SQLITE_OPEN_READ_WRITE)?;
    let verdict: String = conn.query_row("PRAGMA integrity_check(1)", [], |row| row.get(0))?;
    ensure!(verdict == "ok", "the copy is damaged: {verdict}");
    super::schema::recognise(&conn)?;
    // Nobody else has it open: put its log away, so that the one file is the whole backup.
    conn.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(()))?;
    conn.close().map_err(|(_, err)| err)?;
    for side in ["-wal", "-shm"] {
        let _ = std::fs::remove_file(beside(copy, side));
    }
    Ok(())
}
