//! Why a store could not do what was asked, where the caller must tell the reasons apart.

use std::fmt;
use std::path::PathBuf;
use std::time::Duration;

use super::Holder;
use super::why::{Cause, because};

/// The write lock was not free in time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Busy {
    /// The board.
    pub path: PathBuf,
    /// How long was waited.
    pub waited: Duration,
    /// Who holds the lock, if known.
    pub holder: Option<Holder>,
}

impl std::error::Error for Busy {}

impl fmt::Display for Busy {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (path, waited) = (self.path.display(), self.waited.as_secs_f32());
        match &self.holder {
            Some(holder) => write!(
                f,
                "the board {path} was busy for {waited:.1} s: {holder} is writing; nothing was saved"
            ),
            None => write!(
                f,
                "the board {path} was busy for {waited:.1} s: another program is writing; nothing was saved"
            ),
        }
    }
}

/// There is no board at that path.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("there is no board at {}; `walboard init` makes one", path.display())]
pub struct NoBoard {
    /// The path.
    pub path: PathBuf,
}

/// The commit failed, so the edit may be in the file or not.
#[derive(Debug, thiserror::Error)]
#[error("{}", self.cause())]
pub struct Unsure {
    reason: rusqlite::Error,
}

impl Unsure {
    /// Returns it as a cause, with a reason that SQLite has no word for.
    pub(super) fn cause(&self) -> Cause {
        let quota = matches!(
            &self.reason,
            rusqlite::Error::SqliteFailure(err, _)
                if err.extended_code == rusqlite::ffi::SQLITE_IOERR_WRITE
        );
        let reason = self.reason.to_string();
        Cause::Unsure { reason, quota }
    }

    /// Returns what SQLite said.
    pub(super) fn reason(&self) -> &rusqlite::Error {
        &self.reason
    }

    /// Tells a commit that failed for good from one that may have reached the disk.
    pub(super) fn from_commit(reason: rusqlite::Error) -> anyhow::Error {
        match reason.sqlite_error_code() {
            // SQLite has rolled these back itself.
            Some(rusqlite::ErrorCode::DiskFull) => because(Cause::Full, reason),
            Some(rusqlite::ErrorCode::DatabaseBusy | rusqlite::ErrorCode::ConstraintViolation) => {
                reason.into()
            }
            _ => Self { reason }.into(),
        }
    }
}
