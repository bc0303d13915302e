//! Copies of a damaged board as it was found, for those who want to know what happened to it.
//!
//! They lie in `<board file>.damaged/`, a folder each: one for each content, however often the damage is found, and
//! three at most, the first one and the two latest. They are made by a process of their own, which has no database
//! open: `raw.rs` tells why.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Duration;

use anyhow::{Context as _, bail};

use super::lock::WriteLock;
use super::why::{Cause, Doing, Saying as _, Why};
use super::{disk, fresh, raw};

/// The name of the command that [`keep`]s a copy.
pub const COMMAND: &str = "keep-evidence";

/// How many copies there are at most.
const MOST: usize = 3;
/// How long to wait for another process that copies the same board.
const PATIENCE: Duration = Duration::from_secs(30);

/// Has a copy made by another process.
pub(super) fn ask(program: &Path, board: &Path) -> Result<PathBuf, Why> {
    let done = Command::new(program)
        .arg(COMMAND)
        .arg(board)
        .stdin(Stdio::null())
        .output();
    match done {
        Err(err) => {
            let run = Cause::Cannot(Doing::Run, program.to_owned());
            Err(Why(vec![run, Cause::from(&err)]))
        }
        Ok(done) if done.status.success() => Ok(PathBuf::from(
            String::from_utf8_lossy(&done.stdout).trim_end_matches('\n'),
        )),
        Ok(done) => {
            let said = String::from_utf8_lossy(&done.stderr);
            let said = said.trim().trim_start_matches("walboard: ");
            let cannot = Cause::Cannot(Doing::Copy, folder(board));
            Err(match said.strip_prefix(&format!("{cannot}: ")) {
                Some(why) => Why(vec![cannot, Cause::Other(why.to_owned())]),
                None => Cause::Other(said.to_owned()).into(),
            })
        }
    }
}

fn folder(board: &Path) -> PathBuf {
    disk::beside(board, ".damaged")
}

/// Keeps a copy of a board as it is, unless there is one; returns where it is. Nobody may have opened a database in
/// this process.
///
/// # Errors
/// When the board cannot be read, or the copy not be written; then nothing is left behind.
pub fn keep(board: &Path) -> anyhow::Result<PathBuf> {
    let board = board.canonicalize()?;
    let mode = disk::mode_of(&fs::metadata(&board)?);
    let folder = folder(&board);
    let failed = || Cause::Cannot(Doing::Copy, folder.clone());
    disk::make_folder(&folder, mode).saying(failed)?;
    let mut lock = WriteLock::new(&folder.join("copying"), mode);
    let copied = lock.turn(&mut |waited| waited < PATIENCE, |_| copy(&board, &folder));
    match copied {
        Some(copied) => copied.saying(failed),
        None => Err(anyhow::anyhow!("another process keeps copying it")).saying(failed),
    }
}

fn copy(board: &Path, folder: &Path) -> anyhow::Result<PathBuf> {
    let name = board.file_name().context("it has no name")?;
    let hash = format!("{:016x}", raw::hash(board)?);
    if let Some(known) = kept(folder)?.iter().find(|kept| kept.ends_with(&hash)) {
        return Ok(folder.join(known).join(name));
    }
    // By the millisecond: their order is that of their names.
    let stamp = super::now().strftime("%Y-%m-%dT%H-%M-%S%.3fZ");
    let (unfinished, kept_in) = (
        folder.join(".unfinished"),
        folder.join(format!("{stamp}-{hash}")),
    );
    // Left by a process that was killed, if it is there at all.
    let _ = fs::remove_dir_all(&unfinished);
    fs::create_dir(&unfinished)?;
    let made = || -> anyhow::Result<()> {
        let copy = unfinished.join(name);
        raw::copy(board, &copy)?;
        let permissions = fs::metadata(board)?.permissions();
        for file in [copy.clone(), disk::beside(&copy, "-wal")] {
            if fresh::exists(&file)? {
                fs::set_permissions(&file, permissions.clone())?;
            }
        }
        disk::set_folder_mode(&unfinished, disk::mode_of(&fs::metadata(board)?))?;
        fs::rename(&unfinished, &kept_in)?;
        Ok(())
    };
    if let Err(err) = made() {
        let _ = fs::remove_dir_all(&unfinished);
        bail!(err);
    }
    let mut kept = kept(folder)?;
    while kept.len() > MOST {
        // The first one is nearest to the cause, the latest ones have most in them.
        fs::remove_dir_all(folder.join(kept.remove(1)))?;
    }
    Ok(kept_in.join(name))
}

/// Lists the copies, the oldest first.
fn kept(folder: &Path) -> anyhow::Result<Vec<String>> {
    let mut kept = Vec::new();
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        if let Ok(name) = entry.file_name().into_string()
            && !name.starts_with('.')
            && entry.file_type()?.is_dir()
        {
            kept.push(name);
        }
    }
    kept.sort();
    Ok(kept)
}
