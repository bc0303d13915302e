//! What is kept for one user between runs, outside of every board: which boards were open, and how each is looked at.
//!
//! One small JSON file for each board in the user's state folder. It is a convenience: what cannot be read counts as
//! not there, and whoever writes last wins. In a folder beside them, the boards whose [`hooks`] may run.

pub mod hooks;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};

use anyhow::Context as _;
use etcetera::BaseStrategy as _;
use jiff::Timestamp;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

use crate::change::EditId;

/// More than any of these files has.
const FILE_MAX: u64 = 1 << 20;

/// The folder of how boards are looked at.
const BOARDS: &str = "boards";

/// How somebody looks at a board. Words that are not known mean nothing.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Habits {
    /// What columns are ordered by, by their numbers: `due`, `-due`.
    pub orders: BTreeMap<i64, String>,
    /// What the lanes are by.
    pub lanes: Option<String>,
    /// Whether the card under the cursor is shown beside the board.
    pub beside: bool,
    /// The saved searches, in their order.
    pub searches: Vec<Saved>,
    /// The last change that each person has looked at, by its number in the journal: one user may sit here under several
    /// names.
    pub seen: BTreeMap<String, i64>,
    /// The edits that an undo passes over, by their names: so it was decided when it clashed.
    pub passed: BTreeSet<EditId>,
}

/// A search with a name.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Saved {
    /// Its name.
    pub name: String,
    /// The search, in the filter language.
    pub search: String,
}

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

/// Keeps how a board is looked at, and that it was open now. Without a state folder nothing is kept.
///
/// # Errors
/// When the file cannot be written.
pub fn keep(board: &Path, title: &str, habits: &Habits, now: Timestamp) -> anyhow::Result<()> {
    let path = whole(board);
    let Some(file) = file(BOARDS, &path) else {
        return Ok(());
    };
    let (title, habits) = (title.to_owned(), habits.clone());
    let known = Known {
        path,
        title,
        opened: now,
        habits,
    };
    write(&file, &known).with_context(|| format!("could not write {}", file.display()))
}

fn write(file: &Path, known: &impl Serialize) -> anyhow::Result<()> {
    let folder = file.parent().context("it has no folder")?;
    make_folder(folder)?;
    let mut new = tempfile::NamedTempFile::new_in(folder)?;
    serde_json::to_writer_pretty(&mut new, known)?;
    new.write_all(b"\n")?;
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
