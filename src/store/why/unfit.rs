//! What is wrong with a file that should be a board.

use super::{Cause, Why};

/// Why a file cannot be opened as a board.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[cfg_attr(test, derive(strum::EnumCount))]
pub enum Unfit {
    /// A folder.
    #[error("it is a directory")]
    Folder,
    /// A device, a pipe.
    #[error("it is not an ordinary file")]
    Special,
    /// Nothing is in it.
    #[error("it is empty; remove it and run `walboard init`")]
    Empty,
    /// SQLite names the log after the path.
    #[error("it has several names (hard links); a board can have only one")]
    Names,
    /// No database, or one that cannot be read.
    #[error("it cannot be read as a board")]
    Unreadable,
    /// A database without tables of ours.
    #[error("it is a database, but not a board")]
    Database,
    /// Whoever made it was interrupted.
    #[error("it is a board that was never finished; remove it and run `walboard init`")]
    Unfinished,
    /// It bears the mark of another program.
    #[error("it is another program's database (application id {0:#x})")]
    Foreign(i32),
    /// The tables are old, and may not be written.
    #[error(
        "its tables are from an older walboard (version {version}) and must be brought up to date by somebody who may write it: {why}"
    )]
    Old {
        /// Their version.
        version: i32,
        /// Why they may not be written.
        why: Why,
    },
    /// The tables are old, and others were writing all the time.
    #[error("its tables are from an older walboard, and it is too busy to bring them up to date")]
    OldAndBusy,
    /// A table is empty that never is.
    #[error("it has no title: its tables are damaged")]
    Untitled,
    /// The path led to another file a moment ago.
    #[error("it was replaced while it was being opened; try again")]
    Moving,
}

impl From<Unfit> for Cause {
    fn from(unfit: Unfit) -> Self {
        Self::Unfit(unfit)
    }
}
