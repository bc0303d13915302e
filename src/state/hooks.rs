//! Which boards may have programs run that lie beside them: those that the user has allowed.
//!
//! The word holds for one file at one place. A board that was moved lies beside other programs, and one that was
//! replaced is another board; both have to be allowed again.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::Context as _;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::{file, folder, read, whole, write};

/// The folder of these files.
const HOOKS: &str = "hooks";

/// A board that is allowed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
struct Allowed {
    path: PathBuf,
    file: Identity,
}

/// Which file it is. Numbers of files are used again once a file is gone, so the time of its making belongs to it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
struct Identity {
    number: u64,
    made: Option<Timestamp>,
}

impl Allowed {
    fn of(board: &Path) -> std::io::Result<Self> {
        let path = whole(board);
        let meta = fs::metadata(&path)?;
        let made = meta.created().ok();
        let file = Identity {
            number: number(&meta),
            made: made.and_then(|made| Timestamp::try_from(made).ok()),
        };
        Ok(Self { path, file })
    }
}

#[cfg(unix)]
fn number(meta: &fs::Metadata) -> u64 {
    std::os::unix::fs::MetadataExt::ino(meta)
}

/// Where files have no numbers, the time of its making must do.
#[cfg(not(unix))]
fn number(_: &fs::Metadata) -> u64 {
    0
}

/// Tells whether the programs beside a board may run.
pub fn are_allowed(board: &Path) -> bool {
    let Ok(now) = Allowed::of(board) else {
        return false;
    };
    file(HOOKS, &now.path).and_then(|file| read::<Allowed>(&file)) == Some(now)
}

/// Allows the programs beside a board.
///
/// # Errors
/// When there is no such file, or the word cannot be kept.
pub fn allow(board: &Path) -> anyhow::Result<()> {
    let allowed = Allowed::of(board)?;
    let file =
        file(HOOKS, &allowed.path).context("there is no home folder ($HOME) to remember it in")?;
    write(&file, &allowed).with_context(|| format!("could not write {}", file.display()))
}

/// Takes the word back; returns whether it was given.
///
/// # Errors
/// When it cannot be forgotten.
pub fn deny(board: &Path) -> anyhow::Result<bool> {
    let Some(file) = file(HOOKS, &whole(board)) else {
        return Ok(false);
    };
    match fs::remove_file(&file) {
        Ok(()) => Ok(true),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(false),
        Err(error) => Err(error).with_context(|| format!("could not remove {}", file.display())),
    }
}

/// Returns the boards that are allowed and still are what they were then.
pub fn allowed() -> Vec<PathBuf> {
    let entries = folder(HOOKS).and_then(|folder| fs::read_dir(folder).ok());
    let files = entries.into_iter().flatten().flatten();
    let read = files.filter_map(|entry| read::<Allowed>(&entry.path()));
    let mut boards: Vec<PathBuf> = read.map(|allowed| allowed.path).collect();
    boards.retain(|board| are_allowed(board));
    boards.sort();
    boards
}
