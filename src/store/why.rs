//! Why something could not be done, as data: the command line says it in English, the screen in its language.

mod saying;
mod unfit;

use std::error::Error;
use std::fmt;
use std::io;
use std::path::PathBuf;

use super::{Busy, Damaged, NoBoard, Unsure};
use crate::edit::Refusal;

pub(crate) use saying::{Saying, because};
pub use unfit::Unfit;

use saying::Because;

/// Why something could not be done: each cause is there because of the next one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Why(pub Vec<Cause>);

/// One cause among others.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[cfg_attr(test, derive(strum::EnumCount))]
pub enum Cause {
    /// What could not be done with a file.
    #[error("could not {} {}", .0, .1.display())]
    Cannot(Doing, PathBuf),
    /// The board's rules refuse it.
    #[error(transparent)]
    Refused(Refusal),
    /// The board is damaged.
    #[error(transparent)]
    Damaged(Box<Damaged>),
    /// Others were writing all the time.
    #[error(transparent)]
    Busy(Busy),
    /// There is no such file.
    #[error(transparent)]
    NoBoard(NoBoard),
    /// The file is no board that can be opened.
    #[error(transparent)]
    Unfit(Unfit),
    /// A newer walboard made the tables before the board was opened.
    #[error("a newer walboard made its tables (version {version}; this one knows {known})")]
    Newer {
        /// Their version.
        version: i32,
        /// The one that this program makes.
        known: i32,
    },
    /// A newer walboard has changed the tables while the board was open.
    #[error(
        "a newer walboard has changed its tables (version {0}); open the board again with that one"
    )]
    Outdated(i32),
    /// The user has no permission.
    #[error("you may not write to the file")]
    NoPermission,
    /// The board may only be read.
    #[error("the board {} is read-only: {why}", path.display())]
    ReadOnly {
        /// The board.
        path: PathBuf,
        /// Why so.
        why: Why,
    },
    /// Another file is at the path.
    #[error("the board {} was replaced by another file; open it again", .0.display())]
    Replaced(PathBuf),
    /// No file is at the path.
    #[error("the board {} is not there any more ({why}); put it back, or open it where it is now", path.display())]
    Gone {
        /// The path.
        path: PathBuf,
        /// What the system says.
        why: Box<Self>,
    },
    /// The log was taken away.
    #[error(
        "{} was removed or replaced while the board was open, so nothing is written any more; {}; close the board everywhere, then see `walboard snapshots`",
        log.display(),
        rescued(saved)
    )]
    LogGone {
        /// Which file.
        log: PathBuf,
        /// The snapshot in which all is that was saved so far; else why there is none.
        saved: Result<String, Why>,
    },
    /// The commit failed, and may be in the file all the same.
    #[error("the commit failed ({reason}{hint}); look whether the change is there before you repeat it", hint = quota_hint(*.quota))]
    Unsure {
        /// What SQLite says.
        reason: String,
        /// Whether a quota may be the reason.
        quota: bool,
    },
    /// There is no room for what was to be written.
    #[error("the disk is full, nothing was saved")]
    Full,
    /// There is no room for the index of the log.
    #[error("the disk is full: opening takes 32 KB beside the board")]
    FullAtOpening,
    /// Turns are taken without the lock file.
    #[error("no file lock, writing with SQLite's own ({}: {why})", lock.display())]
    NoLock {
        /// The lock file.
        lock: PathBuf,
        /// Why it cannot be locked.
        why: Box<Self>,
    },
    /// The lock file does not stay.
    #[error("it is being replaced again and again")]
    NeverStays,
    /// The system does not tell of changes.
    #[error("no change notices, so the file is looked at four times a second ({0})")]
    Deaf(Deaf),
    /// A program writes without taking turns.
    #[error("the board is being written to by a program that does not wait its turn; try again")]
    NoTurn,
    /// Something is at the path already.
    #[error("{} is there already; nothing was changed", .0.display())]
    Taken(PathBuf),
    /// There is another file where the folder should be.
    #[error("it is not a folder")]
    NoFolder,
    /// Nobody was there to copy a damaged board.
    #[error("no program was named for it")]
    NoProgram,
    /// The board has no columns for cards to come to.
    #[error("it has no columns")]
    NoColumns,
    /// A card is on both boards.
    #[error("it is in {} now, but could not be archived here", .0.display())]
    OnBoth(PathBuf),
    /// What the system says, with its words for it.
    #[error("{1}")]
    System(System, String),
    /// Whatever else, in words.
    #[error("{0}")]
    Other(String),
}

/// What is done with a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, strum::Display)]
#[cfg_attr(test, derive(strum::VariantArray))]
pub enum Doing {
    /// Opening a board.
    #[strum(to_string = "open the board")]
    Open,
    /// Reading a board.
    #[strum(to_string = "read the board")]
    Read,
    /// Writing to a board.
    #[strum(to_string = "write the board")]
    Write,
    /// Checking a board.
    #[strum(to_string = "check the board")]
    Check,
    /// Taking a snapshot of a board.
    #[strum(to_string = "take a snapshot of")]
    Snapshot,
    /// Taking a snapshot in a folder.
    #[strum(to_string = "take a snapshot in")]
    SnapshotIn,
    /// Keeping a copy of a damaged board in a folder.
    #[strum(to_string = "keep a copy in")]
    Copy,
    /// Listing a folder.
    #[strum(to_string = "read")]
    List,
    /// Looking at a file from outside.
    #[strum(to_string = "look at")]
    Look,
    /// Making a file.
    #[strum(to_string = "make")]
    Make,
    /// Writing a file that is no board.
    #[strum(to_string = "write")]
    Keep,
    /// Removing a file.
    #[strum(to_string = "remove")]
    Remove,
    /// Running a program.
    #[strum(to_string = "run")]
    Run,
}

/// Why the system does not tell of changes.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[cfg_attr(test, derive(strum::EnumCount))]
pub enum Deaf {
    /// To be told, the files would have to be opened.
    #[error("this system's notices are not safe for a database")]
    Unsafe,
    /// The file system is not of this machine.
    #[error("{0} does not tell of changes made elsewhere")]
    Elsewhere(&'static str),
    /// A limit of the system's.
    #[error("this user watches too much: see the limit fs.inotify.max_user_watches")]
    Watches,
    /// Another limit of the system's.
    #[error("this user has too many watchers: see the limit fs.inotify.max_user_instances")]
    Watchers,
    /// The folder went away.
    #[error("the folder is not there")]
    NoFolder,
    /// Another reason, in words.
    #[error("{0}")]
    Other(String),
}

/// What the system says most often.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[cfg_attr(test, derive(strum::VariantArray))]
pub enum System {
    /// The disk is full.
    Full,
    /// The user's share of the disk is used up.
    Quota,
    /// The user may not.
    NoPermission,
    /// Nobody may, for the file system is read-only.
    ReadOnly,
    /// There is no such file.
    NoFile,
}

impl Why {
    /// Returns what an error says, and all that is behind it.
    pub fn of(error: &anyhow::Error) -> Self {
        Self(error.chain().map(Cause::of).collect())
    }
}

impl<C: Into<Cause>> From<C> for Why {
    fn from(cause: C) -> Self {
        Self(vec![cause.into()])
    }
}

impl fmt::Display for Why {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (at, cause) in self.0.iter().enumerate() {
            let colon = if at > 0 { ": " } else { "" };
            write!(f, "{colon}{cause}")?;
        }
        Ok(())
    }
}

impl Cause {
    /// Returns an error as a cause; what stands behind it is not looked at.
    fn of(error: &(dyn Error + 'static)) -> Self {
        if let Some(because) = error.downcast_ref::<Because>() {
            return because.cause.clone();
        }
        if let Some(cause) = error.downcast_ref::<Self>() {
            return cause.clone();
        }
        if let Some(error) = error.downcast_ref::<io::Error>() {
            return error.into();
        }
        let known = None
            .or_else(|| error.downcast_ref().cloned().map(Self::Refused))
            .or_else(|| error.downcast_ref().cloned().map(Self::Busy))
            .or_else(|| error.downcast_ref().cloned().map(Self::NoBoard))
            .or_else(|| error.downcast_ref().cloned().map(Self::Unfit))
            .or_else(|| {
                error
                    .downcast_ref()
                    .cloned()
                    .map(Box::new)
                    .map(Self::Damaged)
            })
            .or_else(|| error.downcast_ref::<Unsure>().map(Unsure::cause));
        known.unwrap_or_else(|| Self::Other(error.to_string()))
    }
}

impl From<&io::Error> for Cause {
    fn from(error: &io::Error) -> Self {
        // What we had the system say.
        if let Some(own) = error.get_ref().and_then(|own| own.downcast_ref::<Self>()) {
            return own.clone();
        }
        let known = match error.kind() {
            io::ErrorKind::StorageFull => System::Full,
            io::ErrorKind::QuotaExceeded => System::Quota,
            io::ErrorKind::PermissionDenied => System::NoPermission,
            io::ErrorKind::ReadOnlyFilesystem => System::ReadOnly,
            io::ErrorKind::NotFound => System::NoFile,
            _ => return Self::Other(error.to_string()),
        };
        Self::System(known, error.to_string())
    }
}

fn rescued(saved: &Result<String, Why>) -> String {
    match saved {
        Ok(name) => format!("all that was saved so far is in the snapshot {name}"),
        Err(why) => format!("what was saved so far could not be copied ({why})"),
    }
}

fn quota_hint(quota: bool) -> &'static str {
    match quota {
        true => ": a quota may be used up, or the disk failing",
        false => "",
    }
}

#[cfg(test)]
mod tests {
    use anyhow::{Context as _, anyhow};

    use super::*;
    use crate::board::CardId;

    #[test]
    fn an_error_reads_the_same_as_data() {
        let path = || PathBuf::from("team.db");
        let full = || io::Error::from_raw_os_error(28);
        let errors: [anyhow::Error; 6] = [
            anyhow!("odd"),
            Unfit::Folder.into(),
            because(Cause::Cannot(Doing::Open, path()), Unfit::Foreign(7)),
            because(
                Cause::Cannot(Doing::Write, path()),
                anyhow::Error::from(full()).context("so"),
            ),
            because(
                Cause::Full,
                because(Cause::Taken(path()), Refusal::NoCard(CardId(3))),
            ),
            NoBoard { path: path() }.into(),
        ];
        for error in errors {
            assert_eq!(Why::of(&error).to_string(), format!("{error:#}"));
        }
    }

    #[test]
    fn what_stands_behind_other_words_is_known_all_the_same() {
        let error = Err::<(), _>(io::Error::from(io::ErrorKind::PermissionDenied));
        let error = error.saying(|| Cause::Full).context("of others");
        let Why(causes) = Why::of(&error.expect_err("it is one"));
        assert_eq!(causes[0], Cause::Other("of others".to_owned()));
        assert_eq!(causes[1], Cause::Full);
        assert!(matches!(causes[2], Cause::System(System::NoPermission, _)));
        let own = io::Error::other(Cause::NeverStays);
        assert_eq!(Cause::from(&own), Cause::NeverStays);
    }
}
