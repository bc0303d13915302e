//! What is kept for one user between runs, outside of every board: which boards were open, and how each is looked at.
//!
//! One small JSON file for each board in the user's state folder. It is a convenience: what cannot be read counts as
//! not there. Whoever writes reads first, and writes only what they changed: somebody may have a board open twice.
//! In a folder beside them, the boards whose [`hooks`] may run.

mod habits;
pub mod hooks;

use std::fs::{self, File, TryLockError};
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::thread;
use std::time::Duration;

use anyhow::Context as _;
use etcetera::BaseStrategy as _;
use jiff::Timestamp;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

use crate::store::{Cause, Doing, Saying as _};

pub use habits::{Habits, Saved};

/// More than any of these files has.
const FILE_MAX: u64 = 1 << 20;

/// The folder of how boards are looked at.
const BOARDS: &str = "boards";

/// The file in it that is locked while one of them is written anew.
const LOCK: &str = "lock";

/// How often the lock is tried before it is done without: whoever holds it may be stopped.
const TRIES: u32 = 40;

/// How long to wait between two tries.
const PAUSE: Duration = Duration::from_millis(5);

/// A board that was open.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Known {
    /// Its file.
    pub path: PathBuf,
    /// Its title when it was open.
    pub title: String,
    /// When it was opened last.
    pub opened: Timestamp,
    /// How it is looked at.
    #[serde(default)]
    pub habits: Habits,
}

/// Returns the boards that were open and are still there, the one opened last first.
pub fn known() -> Vec<Known> {
    let entries = folder(BOARDS).and_then(|folder| fs::read_dir(folder).ok());
    let paths = entries.into_iter().flatten().flatten();
    let mut known: Vec<Known> = paths
        .filter_map(|entry| read::<Known>(&entry.path()))
        .filter(|known| known.path.is_file())
        .collect();
    known.sort_by_key(|known| std::cmp::Reverse(known.opened));
    known
}

/// Returns how a board is looked at.
pub fn habits(board: &Path) -> Habits {
    let board = whole(board);
    let known = file(BOARDS, &board).and_then(|file| read::<Known>(&file));
    let known = known.filter(|known| known.path == board);
    known.map(|known| known.habits).unwrap_or_default()
}

/// Keeps what changed in how a board is looked at, and that it was open at that time. Without a state folder nothing is
/// kept.
///
/// # Errors
/// When the file cannot be written.
pub fn keep(
    board: &Path,
    title: &str,
    was: &Habits,
    now: &Habits,
    opened: Timestamp,
) -> anyhow::Result<()> {
    let path = whole(board);
    let Some(file) = file(BOARDS, &path) else {
        return Ok(());
    };
    let failed = || Cause::Cannot(Doing::Keep, file.clone());
    let _lock = lock(&file).saying(failed)?;
    let mut habits = self::habits(&path);
    habits.take_up(was, now);
    let title = title.to_owned();
    let known = Known {
        path,
        title,
        opened,
        habits,
    };
    write(&file, &known).saying(failed)
}

/// Waits until nobody else writes a file of that folder; until what is returned is dropped, nobody does.
fn lock(file: &Path) -> anyhow::Result<File> {
    let folder = file.parent().context("it has no folder")?;
    make_folder(folder)?;
    let path = folder.join(LOCK);
    // Not through a symbolic link, which may lead to a board.
    let is_other = fs::symlink_metadata(&path).is_ok_and(|found| !found.is_file());
    anyhow::ensure!(!is_other, "{} is no file", path.display());
    #[expect(
        clippy::disallowed_methods,
        reason = "a file of the state folder is no board"
    )]
    let lock = File::options().create(true).append(true).open(path)?;
    for _ in 0..TRIES {
        match lock.try_lock() {
            Err(TryLockError::WouldBlock) => thread::sleep(PAUSE),
            // Where there are no locks, it is done without.
            Ok(()) | Err(TryLockError::Error(_)) => break,
        }
    }
    Ok(lock)
}

fn write(file: &Path, known: &impl Serialize) -> anyhow::Result<()> {
    let folder = file.parent().context("it has no folder")?;
    make_folder(folder)?;
    let mut json = serde_json::to_vec_pretty(known)?;
    json.push(b'\n');
    let mut new = tempfile::NamedTempFile::new_in(folder)?;
    new.write_all(&json)?;
    new.persist(file)?;
    Ok(())
}

fn make_folder(folder: &Path) -> std::io::Result<()> {
    let mut builder = fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(folder)
}

fn read<T: DeserializeOwned>(file: &Path) -> Option<T> {
    let is_ours = file
        .extension()
        .is_some_and(|extension| extension == "json");
    // Not through a symbolic link, which may lead to a board.
    let found = fs::symlink_metadata(file).ok()?;
    if !is_ours || !found.is_file() || found.len() > FILE_MAX {
        return None;
    }
    #[expect(
        clippy::disallowed_methods,
        reason = "a file of the state folder is no board"
    )]
    let text = fs::read(file).ok()?;
    serde_json::from_slice(&text).ok()
}

/// Returns the file about a board: named after it, and told apart by a hash of its path.
fn file(kind: &str, board: &Path) -> Option<PathBuf> {
    let name = board.file_stem().unwrap_or_default().to_string_lossy();
    let name: String = name.chars().take(40).collect();
    // FNV-1a: small, and the same in every version.
    let bytes = board.as_os_str().as_encoded_bytes().iter();
    let hash = bytes.fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
        (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3)
    });
    Some(folder(kind)?.join(format!("{name}-{hash:016x}.json")))
}

/// Returns the folder of the files of a kind.
fn folder(kind: &str) -> Option<PathBuf> {
    let set = |name| std::env::var_os(name).is_some_and(|value| !value.is_empty());
    // Without $HOME the system's list of users has a folder too, but what runs so has put its home away on purpose.
    let at_home = !cfg!(unix) || set("HOME") || set("XDG_STATE_HOME");
    let base = etcetera::choose_base_strategy().ok().filter(|_| at_home)?;
    let folder = base.state_dir().unwrap_or_else(|| base.data_dir());
    // A relative one would be another one in every folder.
    folder
        .is_absolute()
        .then(|| folder.join("walboard").join(kind))
}

/// Returns the one path of a board, whatever way it was named.
fn whole(board: &Path) -> PathBuf {
    board.canonicalize().unwrap_or_else(|_| board.to_owned())
}
