//! A consistent copy while others write.

use std::path::Path;

use anyhow::{Context as _, ensure};
use rusqlite::backup::{Backup, StepResult};
use rusqlite::{Connection, OpenFlags};

use super::{Store, fresh};

impl Store {
    /// Copies the board, as it is at this moment, into a new file, and verifies the copy.
    ///
    /// One step of SQLite's backup: others may go on writing meanwhile, and none of it is in the copy by halves.
    ///
    /// # Errors
    /// When the path is taken, the copy cannot be written, or it does not verify; nothing is left behind then.
    pub fn backup(&self, to: &Path) -> anyhow::Result<()> {
        let made = fresh::place(to).and_then(|to| {
            fresh::make(&to, &self.reader.path, |temporary| {
                copy(&self.reader.conn, temporary)
            })
        });
        made.with_context(|| format!("could not back up to {}", to.display()))
    }
}

/// Copies a board into an empty file that nobody else knows.
pub(super) fn copy(from: &Connection, to: &Path) -> anyhow::Result<()> {
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let mut copy = Connection::open_with_flags(to, flags)?;
    let step = Backup::new(from, &mut copy)?.step(-1)?;
    ensure!(
        step == StepResult::Done,
        "the board is being written to by a program that does not wait its turn; try again"
    );
    copy.close().map_err(|(_, err)| err)?;
    Ok(())
}
