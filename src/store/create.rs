//! Making a board: whole or not at all, and never over something that is there.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, bail};
use rusqlite::{OpenFlags, Transaction, TransactionBehavior};

use super::fresh::{self, exists};
use super::lock::WriteLock;
use super::why::Cause;
use super::write::write_in;
use super::{Busy, Options, Store, disk, holder, open, schema};
use crate::change::{Actor, EditId};
use crate::edit::{Act, Along, Edit};

/// A board that is to be made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewBoard {
    /// Its title.
    pub title: String,
    /// Its columns from left to right: name and WIP limit.
    pub columns: Vec<(String, Option<u32>)>,
    /// The column whose cards are done, by its name; without one of that name it is the last of several.
    pub done: Option<String>,
    /// Whether the file's group may write too.
    pub shared: bool,
}

impl Store {
    /// Makes a board and opens it. Its directory is made too, one level, when there is none.
    ///
    /// The board is built under another name and then given its own, so nobody ever sees half of it.
    ///
    /// # Errors
    /// When the path is taken, or the file cannot be made.
    pub fn create(path: &Path, new: &NewBoard, options: Options) -> anyhow::Result<Self> {
        let made = make(path, new, &options)?;
        if !made {
            bail!(Cause::Taken(path.to_owned()));
        }
        Self::open(path, options)
    }

    /// Opens a board, made first when there is none: the personal board's way. Many may do so at once.
    ///
    /// # Errors
    /// When the file cannot be made or opened.
    pub fn open_or_create(path: &Path, new: &NewBoard, options: Options) -> anyhow::Result<Self> {
        if !exists(path)? {
            make(path, new, &options)?;
        }
        Self::open(path, options)
    }
}

/// Makes the board unless the path is taken; returns whether it did.
fn make(path: &Path, new: &NewBoard, options: &Options) -> anyhow::Result<bool> {
    let failed = || format!("could not make the board {}", path.display());
    let (folder, path) = home(path, new.shared).with_context(failed)?;
    if exists(&path)? {
        return Ok(false);
    }
    if let Some(kind) = disk::foreign_file_system(&folder) {
        bail!(
            "{} is on {kind}, where several processes cannot share a board safely; choose a local folder",
            folder.display()
        );
    }
    let mode = if new.shared { 0o660 } else { 0o644 };
    let mut lock = WriteLock::new(&path, mode);
    let patience = options.patience;
    let mut waiting = |waited| patience.is_none_or(|patience| waited < patience);
    let made = lock.turn(&mut waiting, |_| {
        if exists(&path)? {
            return Ok(false);
        }
        let temporary = fresh::temporary(&path);
        let made = build(&temporary, new, &options.actor).and_then(|()| {
            if new.shared {
                share_file(&temporary)?;
            }
            fresh::name(&temporary, &path)?;
            Ok(true)
        });
        if made.is_err() {
            fresh::remove(&temporary);
        }
        made.with_context(failed)
    });
    made.unwrap_or_else(|| {
        Err(Busy {
            path: path.clone(),
            waited: patience.unwrap_or_default(),
            holder: holder::read(lock.path()),
        }
        .into())
    })
}

/// Returns the board's folder, made if need be, and the board's path in it without links.
fn home(path: &Path, shared: bool) -> anyhow::Result<(PathBuf, PathBuf)> {
    let name = path.file_name().context("the path has no file name")?;
    let folder = match path.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    };
    match fs::create_dir(folder) {
        Ok(()) if shared => share_folder(folder)?,
        Ok(()) => {}
        Err(err) if err.kind() == io::ErrorKind::AlreadyExists => {}
        Err(err) => bail!("its folder {} cannot be made: {err}", folder.display()),
    }
    let folder = folder.canonicalize()?;
    let path = folder.join(name);
    Ok((folder, path))
}

/// Builds a whole board at a path that nobody else knows.
fn build(path: &Path, new: &NewBoard, actor: &Actor) -> anyhow::Result<()> {
    let mut conn = open::open_with(
        path,
        OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_CREATE,
    )?;
    let mode: String = conn.query_row("PRAGMA journal_mode = WAL", [], |row| row.get(0))?;
    if mode != "wal" {
        bail!("the file system does not allow a write-ahead log (journal mode {mode})");
    }
    let tx = conn.transaction_with_behavior(TransactionBehavior::Immediate)?;
    schema::migrate(&tx)?;
    fill(&tx, new, actor)?;
    tx.commit()?;
    // A disk fault in between makes SQLite fall back to another mode without a word.
    let mode: String = conn.query_row("PRAGMA journal_mode", [], |row| row.get(0))?;
    if mode != "wal" {
        bail!("the write-ahead log could not be set up (journal mode {mode})");
    }
    fresh::close(conn, path)
}

fn fill(tx: &Transaction<'_>, new: &NewBoard, actor: &Actor) -> anyhow::Result<()> {
    let title = match new.title.trim() {
        "" => bail!("a board's title cannot be empty"),
        title => title,
    };
    tx.execute(
        "INSERT INTO board (one, title, created) VALUES (1, ?1, ?2)",
        (title, super::now().to_string()),
    )?;
    let is_named = |name: &str| {
        let done = new.done.as_deref();
        done.is_some_and(|done| done.trim().to_lowercase() == name.trim().to_lowercase())
    };
    let named = new.columns.iter().position(|(name, _)| is_named(name));
    // The only column of a board is not where the work ends.
    let last = (new.columns.len() > 1).then(|| new.columns.len() - 1);
    let done = named.or(last);
    let add = |(at, (name, limit)): (usize, &(String, Option<u32>))| Act::AddColumn {
        name: name.clone(),
        limit: *limit,
        done: Some(at) == done,
        at: Along::Last,
    };
    let edit = Edit::new(
        EditId("init".to_owned()),
        new.columns.iter().enumerate().map(add).collect(),
    );
    write_in(tx, &edit, actor).map(drop)
}

/// New files in the folder get the folder's group, which may write: SQLite's two files copy the board's mode, not its
/// group.
#[cfg(unix)]
fn share_folder(folder: &Path) -> io::Result<()> {
    use std::os::unix::fs::PermissionsExt as _;

    fs::set_permissions(folder, fs::Permissions::from_mode(0o2770))
}

#[cfg(unix)]
fn share_file(path: &Path) -> io::Result<()> {
    use std::os::unix::fs::PermissionsExt as _;

    fs::set_permissions(path, fs::Permissions::from_mode(0o660))
}

#[cfg(not(unix))]
fn share_folder(_: &Path) -> io::Result<()> {
    Ok(())
}

#[cfg(not(unix))]
fn share_file(_: &Path) -> io::Result<()> {
    Ok(())
}
