//! A board that is damaged: found, said, and not written to any more.

use std::fmt;
use std::path::{Path, PathBuf};

use rusqlite::{Connection, ErrorCode, ffi};

use super::read::Reader;
use super::why::{Cause, Doing, Why, because};
use super::{Unsure, disk, evidence};

/// The file, or the disk under it, is damaged: this store writes nothing any more.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub struct Damaged {
    /// The board.
    pub path: PathBuf,
    /// What is wrong, in SQLite's words.
    pub reason: String,
    /// The copy that is kept of it as it was found; else why there is none.
    pub copy: Result<PathBuf, Why>,
}

impl Damaged {
    /// Returns what to do about it.
    pub(super) fn advice(&self) -> String {
        let repair = format!(
            "save what can be read: walboard repair {} --into NEW",
            self.path.display()
        );
        match &self.copy {
            Ok(copy) => format!(
                "{repair} (a copy of it as it is now is kept in {})",
                copy.display()
            ),
            Err(why) => format!("{repair} (no copy of it was made: {why})"),
        }
    }
}

impl fmt::Display for Damaged {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "the board {} is damaged ({}) and is not written to any more; {}",
            self.path.display(),
            self.reason,
            self.advice()
        )
    }
}

/// Finds damage that keeps a file from being opened. A file that never was a board is none of our business: only beside
/// boards lies a lock.
pub(super) fn at_opening(err: anyhow::Error, path: &Path, program: Option<&Path>) -> anyhow::Error {
    match reason(&err) {
        Some(reason) if disk::beside(path, ".lock").exists() => {
            damaged(path, reason, program).into()
        }
        _ => err,
    }
}

/// Says what SQLite means when it cannot make the index of the log: it takes 32 KB beside the board.
pub(super) fn no_room(err: anyhow::Error) -> anyhow::Error {
    match sqlite(&err) {
        Some(rusqlite::Error::SqliteFailure(failure, _))
            if failure.extended_code == ffi::SQLITE_IOERR_SHMSIZE =>
        {
            because(Cause::FullAtOpening, err)
        }
        _ => err,
    }
}

fn damaged(path: &Path, reason: String, program: Option<&Path>) -> Damaged {
    let copy = match program {
        Some(program) => evidence::ask(program, path),
        None => Err(Cause::NoProgram.into()),
    };
    let path = path.to_owned();
    Damaged { path, reason, copy }
}

impl Reader {
    /// Tells whether damage was found, and which.
    pub(super) fn damage(&self) -> Option<&Damaged> {
        self.damage.get()
    }

    /// Takes note of damage; the first that is found counts.
    pub(super) fn is_damaged(&self, reason: String) -> &Damaged {
        self.damage
            .get_or_init(|| damaged(&self.path, reason, self.program.as_deref()))
    }

    /// Returns an error with what failed; one that means damage is noted as such.
    pub(super) fn failed(&self, what: Doing, err: impl Into<anyhow::Error>) -> anyhow::Error {
        let err = err.into();
        match reason(&err) {
            Some(reason) => self.is_damaged(reason).clone().into(),
            None => because(Cause::Cannot(what, self.path.clone()), err),
        }
    }

    /// Returns the error of a write that failed. The disk may have refused for once (a quota, a bad moment), or be
    /// damaged: the file tells.
    pub(super) fn write_failed(&self, err: anyhow::Error) -> anyhow::Error {
        if is_io(&err) {
            match quick_check(&self.conn) {
                Ok(verdict) if verdict == "ok" => {}
                Ok(verdict) => return self.is_damaged(verdict).clone().into(),
                Err(again) => return self.failed(Doing::Read, again),
            }
        }
        self.failed(Doing::Write, err)
    }
}

fn quick_check(conn: &Connection) -> rusqlite::Result<String> {
    conn.query_row("PRAGMA quick_check(1)", [], |row| row.get(0))
}

/// Returns what an error says of the file being damaged, if it does.
fn reason(err: &anyhow::Error) -> Option<String> {
    let cause = sqlite(err)?;
    let is_damage = match cause {
        rusqlite::Error::SqliteFailure(failure, _) => match failure.code {
            ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase => true,
            // A read that fails finds no better page the next time.
            ErrorCode::SystemIoFailure => [
                ffi::SQLITE_IOERR_READ,
                ffi::SQLITE_IOERR_SHORT_READ,
                ffi::SQLITE_IOERR_CORRUPTFS,
            ]
            .contains(&failure.extended_code),
            _ => false,
        },
        // The tables are strict: a value of another type was not put there by SQLite.
        rusqlite::Error::InvalidColumnType(..) | rusqlite::Error::IntegralValueOutOfRange(..) => {
            true
        }
        _ => false,
    };
    is_damage.then(|| cause.to_string())
}

fn is_io(err: &anyhow::Error) -> bool {
    sqlite(err).is_some_and(|cause| cause.sqlite_error_code() == Some(ErrorCode::SystemIoFailure))
}

fn sqlite(err: &anyhow::Error) -> Option<&rusqlite::Error> {
    err.chain().find_map(|cause| {
        cause
            .downcast_ref::<rusqlite::Error>()
            .or_else(|| cause.downcast_ref::<Unsure>().map(Unsure::reason))
    })
}
