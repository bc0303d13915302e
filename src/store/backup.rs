//! A consistent copy while others write.

use std::path::Path;

use anyhow::{Context as _, bail};
use rusqlite::backup::{Backup, StepResult};
use rusqlite::{Connection, OpenFlags};

use super::why::Cause;
use super::{Store, Tell, fresh};

/// How many pages are copied at a time.
const PAGES: i32 = 1_000;

impl Store {
    /// Copies the board, as it is at this moment, into a new file, and verifies the copy.
    ///
    /// Others may go on writing meanwhile, and none of it is in the copy by halves. How many pages are copied is told.
    ///
    /// # Errors
    /// When the path is taken, the copy cannot be written, or it does not verify; nothing is left behind then.
    pub fn backup(&self, to: &Path, tell: Tell<'_>) -> anyhow::Result<()> {
        let made = fresh::place(to).and_then(|to| {
            fresh::make(&to, &self.reader.path, |temporary| {
                copy(&self.reader.conn, temporary, tell)
            })
        });
        made.with_context(|| format!("could not back up to {}", to.display()))
    }
}

/// Copies a board into an empty file that nobody else knows.
pub(super) fn copy(from: &Connection, to: &Path, tell: Tell<'_>) -> anyhow::Result<()> {
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let mut copy = Connection::open_with_flags(to, flags)?;
    // Read from one moment throughout: what others commit meanwhile has it neither begin anew nor come into the copy.
    let moment = from.unchecked_transaction()?;
    moment.query_row("SELECT count(*) FROM sqlite_schema", [], |_| Ok(()))?;
    let backup = Backup::new(from, &mut copy)?;
    loop {
        let step = backup.step(PAGES)?;
        let at = backup.progress();
        let count = |pages: i32| usize::try_from(pages).unwrap_or_default();
        tell(count(at.pagecount - at.remaining), count(at.pagecount));
        match step {
            StepResult::Done => break,
            StepResult::More => {}
            _ => bail!(Cause::NoTurn),
        }
    }
    drop(backup);
    moment.finish()?;
    copy.close().map_err(|(_, err)| err)?;
    Ok(())
}
