//! The write lock and the bell: `<board file>.lock`.
//!
//! The lock gives order, fairness and a named holder. What keeps the file whole is SQLite's own locking; so where the
//! file lock is not to be had, writing goes on without it and says so.
//!
//! The lock file is never deleted and never renamed by us. It holds [`RECORD`] bytes of text: who holds the lock, and
//! the number of the last commit. Rewriting it before the lock is let go is what wakes the other processes.

mod run;
mod wait;

use std::fs::{self, File, OpenOptions};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, Instant};

use fd_lock::{RwLock, RwLockWriteGuard};

use super::disk::{self, FileId};
use super::holder;
use super::still::{self, Entry};
use super::why::Cause;
use run::Run;
use wait::{Wait, wait};

/// How many bytes of the lock file are in use: a line about the holder, and a line with the last commit's number.
const RECORD: usize = 160;
/// How many of them are the line about the holder.
const WHO: usize = 128;
/// How often a replaced lock file is opened again before giving up.
const TRIES: usize = 3;

/// The lock of one board. One process has one for each board it has open.
#[derive(Debug)]
pub(crate) struct WriteLock {
    path: PathBuf,
    /// Permission bits of the board: the lock file gets the same.
    mode: u32,
    file: Option<(Arc<File>, FileId)>,
    /// Why the last turn was taken without the file lock.
    without: Option<Cause>,
    run: Run,
}

/// A turn at writing; it ends when this is dropped.
pub(crate) struct Turn<'a> {
    lock: Option<(RwLockWriteGuard<'a, &'a File>, &'a File)>,
    bell: Option<i64>,
    /// Last, so that the lock is free when the process may be stopped.
    _entry: Entry,
}

impl WriteLock {
    pub(crate) fn new(board: &Path, mode: u32) -> Self {
        Self {
            path: disk::beside(board, ".lock"),
            mode,
            file: None,
            without: None,
            run: Run::default(),
        }
    }

    pub(crate) fn path(&self) -> &Path {
        &self.path
    }

    /// Tells why the last turn went without the file lock; `None` when it had it.
    pub(crate) fn without(&self) -> Option<&Cause> {
        self.without.as_ref()
    }

    /// Waits for a turn, does the work, and ends the turn.
    ///
    /// `waiting` is called every 50 ms while the lock is not free, with the time waited; returning `false` gives up.
    ///
    /// # Errors
    /// Those of the work, or that the wait was given up (`Ok(None)`).
    pub(crate) fn turn<T>(
        &mut self,
        waiting: &mut dyn FnMut(Duration) -> bool,
        work: impl FnOnce(&mut Turn<'_>) -> T,
    ) -> Option<T> {
        self.without = None;
        // Before the lock is held: it may ask the system.
        let who = holder::line();
        if let Some(pause) = self.run.pause(Instant::now()) {
            std::thread::sleep(pause);
        }
        for _ in 0..TRIES {
            let (file, opened) = match self.opened() {
                Ok(opened) => opened,
                Err(err) => return Some(self.alone(&err, work)),
            };
            let entry = match wait(&file, waiting) {
                Wait::Locked(entry) => entry,
                Wait::TimedOut => {
                    // The thread that still waits shares this file: it must never unlock a turn taken later.
                    self.file = None;
                    return None;
                }
                Wait::Unavailable(err) => return Some(self.alone(&err, work)),
            };
            // The lock is on the file that was open; others look for the one at the path.
            if FileId::of_path(&self.path).ok() == Some(opened) {
                let mut lock = RwLock::new(&*file);
                // Held by this open file already, so this is a formality that gives us the guard.
                let Ok(guard) = lock.try_write() else {
                    continue;
                };
                let mut turn = Turn {
                    lock: Some((guard, &file)),
                    bell: None,
                    _entry: entry,
                };
                self.run.begin(Instant::now());
                turn.write(&who);
                let done = work(&mut turn);
                drop(turn);
                self.run.end(Instant::now());
                return Some(done);
            }
            self.file = None;
        }
        let replaced = io::Error::other(Cause::NeverStays);
        Some(self.alone(&replaced, work))
    }

    /// Does the work without the file lock: SQLite's own lock still keeps writers apart.
    fn alone<T>(&mut self, why: &io::Error, work: impl FnOnce(&mut Turn<'_>) -> T) -> T {
        self.without = Some(why.into());
        self.file = None;
        work(&mut Turn {
            lock: None,
            bell: None,
            _entry: still::enter(),
        })
    }

    fn opened(&mut self) -> io::Result<(Arc<File>, FileId)> {
        if let Some(opened) = &self.file {
            return Ok(opened.clone());
        }
        let file = open(&self.path, self.mode)?;
        let id = FileId::of_file(&file)?;
        let opened = (Arc::new(file), id);
        Ok(self.file.insert(opened).clone())
    }
}

impl Turn<'_> {
    /// Has the bell rung when the turn ends: the commit of that number is in the file.
    pub(crate) fn ring(&mut self, seq: i64) {
        self.bell = Some(seq);
    }

    /// Writes who holds the lock, and the bell if it is to ring. The text is a hint: failing to write it is no harm.
    fn write(&self, who: &str) {
        let Some((_, file)) = &self.lock else { return };
        let mut record = Vec::with_capacity(RECORD);
        let who: String = who.chars().take(WHO / 4).collect();
        record.extend_from_slice(who.as_bytes());
        record.resize(WHO - 1, b' ');
        record.push(b'\n');
        if let Some(seq) = self.bell {
            record.extend_from_slice(seq.to_string().as_bytes());
            record.resize(RECORD - 1, b' ');
            record.push(b'\n');
        }
        let _ = write_at_start(file, &record);
    }
}

impl Drop for Turn<'_> {
    fn drop(&mut self) {
        // First the bell, then the lock (the guard is dropped after this).
        self.write("");
    }
}

/// Opens the lock file, made with the board's permissions when there is none. A file that may only be read can still
/// be locked, where it is local.
#[expect(clippy::disallowed_methods, reason = "a lock file is not SQLite's")]
fn open(path: &Path, mode: u32) -> io::Result<File> {
    loop {
        match options().read(true).write(true).open(path) {
            Err(err) if err.kind() == io::ErrorKind::NotFound => {}
            Err(err) if err.kind() == io::ErrorKind::PermissionDenied => {
                return options().read(true).open(path);
            }
            other => return other,
        }
        match options().read(true).write(true).create_new(true).open(path) {
            Ok(file) => {
                set_mode(&file, mode)?;
                return Ok(file);
            }
            Err(err) if err.kind() == io::ErrorKind::AlreadyExists => {}
            Err(err) => return Err(err),
        }
    }
}

#[cfg(unix)]
fn options() -> OpenOptions {
    use std::os::unix::fs::OpenOptionsExt as _;

    let mut options = OpenOptions::new();
    // A link planted beside the board must not have us lock, or write into, some other file.
    let no_follow = rustix::fs::OFlags::NOFOLLOW.bits().cast_signed();
    options.custom_flags(no_follow).mode(0o600);
    options
}

#[cfg(not(unix))]
fn options() -> OpenOptions {
    OpenOptions::new()
}

/// Gives the lock file the board's permissions, whatever the umask: who may write the board must be able to lock it.
#[cfg(unix)]
fn set_mode(file: &File, mode: u32) -> io::Result<()> {
    use std::os::unix::fs::PermissionsExt as _;

    file.set_permissions(fs::Permissions::from_mode(mode & 0o666))
}

#[cfg(not(unix))]
fn set_mode(_: &File, _: u32) -> io::Result<()> {
    Ok(())
}

#[cfg(unix)]
pub(super) fn write_at_start(file: &File, bytes: &[u8]) -> io::Result<()> {
    std::os::unix::fs::FileExt::write_all_at(file, bytes, 0)
}

#[cfg(windows)]
pub(super) fn write_at_start(file: &File, bytes: &[u8]) -> io::Result<()> {
    std::os::windows::fs::FileExt::seek_write(file, bytes, 0).map(drop)
}

/// Makes a session's file, with the board's permissions, where there is none.
#[expect(
    clippy::disallowed_methods,
    reason = "a session's file is not SQLite's"
)]
pub(super) fn create_new(path: &Path, mode: u32) -> io::Result<File> {
    let file = options()
        .read(true)
        .write(true)
        .create_new(true)
        .open(path)?;
    set_mode(&file, mode)?;
    Ok(file)
}

/// Opens a session's file to look at it; not being an ordinary file, it does not block.
#[expect(
    clippy::disallowed_methods,
    reason = "a session's file is not SQLite's"
)]
pub(super) fn open_to_look(path: &Path) -> io::Result<File> {
    let mut options = options();
    #[cfg(unix)]
    {
        use rustix::fs::OFlags;
        use std::os::unix::fs::OpenOptionsExt as _;

        let flags = OFlags::NOFOLLOW | OFlags::NONBLOCK;
        options.custom_flags(flags.bits().cast_signed());
    }
    options.read(true).open(path)
}

/// Makes an empty file where there is none. Nothing has it open as a database yet, so closing it drops no lock.
#[expect(
    clippy::disallowed_methods,
    reason = "the file is new: nobody has locks on it"
)]
pub(super) fn create_empty(path: &Path) -> io::Result<()> {
    options().write(true).create_new(true).open(path).map(drop)
}

/// Reads the first line of a lock file. Lock files are not SQLite's: opening them is safe.
#[expect(clippy::disallowed_methods, reason = "a lock file is not SQLite's")]
pub(super) fn read_record(path: &Path) -> io::Result<Vec<u8>> {
    use std::io::Read as _;

    let mut record = Vec::with_capacity(RECORD);
    let file = options().read(true).open(path)?;
    file.take(RECORD as u64).read_to_end(&mut record)?;
    Ok(record)
}

/// Reads a file of the system's, such as `/proc/locks`.
#[expect(
    clippy::disallowed_methods,
    reason = "no board is among the system's files"
)]
pub(super) fn read_system(path: &str) -> Option<String> {
    fs::read(path)
        .ok()
        .map(|bytes| String::from_utf8_lossy(&bytes).into_owned())
}
