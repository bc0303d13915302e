//! Who is here: one small file for each session in `<board file>.here/`, locked for as long as its process lives.
//!
//! The database knows nothing of it, and nothing expires: the system lets go of a lock when its process ends, however
//! it ends. A file whose lock is free is left over, and whoever finds it takes it away. Who may not write beside the
//! board is not shown to the others; that is no trouble.

mod session;

use std::collections::BTreeMap;
use std::fs::{self, File, Metadata};
use std::io::{self, Read as _};
use std::path::{Path, PathBuf};
use std::time::Duration;

use fd_lock::RwLock;

use super::disk::{self, FileId};
use super::lock;

pub use session::{Focus, Session};

/// A session's file has this many bytes at most, and is filled up to them with blanks: one write replaces all of it.
const RECORD: usize = 2048;
/// How many sessions are looked at; more would be somebody's mischief.
const MOST: usize = 1000;
/// What the name of a file begins with until it is locked.
const UNFINISHED: &str = ".";
/// An unfinished file that is older is left over from a process that was killed in that moment.
const LEFT_OVER: Duration = Duration::from_secs(60);

/// The presence of this session: the others see it until this is dropped, or the process ends.
#[derive(Debug)]
pub struct Presence {
    /// Locked; the lock lives as long as the file is open.
    file: File,
    path: PathBuf,
    session: Session,
}

impl Presence {
    /// Lets the others on a board know of a session.
    ///
    /// # Errors
    /// When the folder beside the board cannot be made or written, or locks are not to be had: then the session is
    /// not shown.
    pub(super) fn enter(board: &Path, session: Session) -> io::Result<Self> {
        let folder = folder(board);
        let mode = disk::mode_of(&fs::metadata(board)?);
        disk::make_folder(&folder, mode)?;
        let name = format!("{}-{}", session.pid, session.id);
        // Under a name that nobody looks at until it is locked: a free lock would have it taken away.
        let unfinished = folder.join(format!("{UNFINISHED}{name}"));
        let presence = Self {
            file: lock::create_new(&unfinished, mode)?,
            path: folder.join(name),
            session,
        };
        let entered = hold(&presence.file)
            .and_then(|()| presence.write())
            .and_then(|()| fs::rename(&unfinished, &presence.path));
        if let Err(err) = entered {
            let _ = fs::remove_file(&unfinished);
            return Err(err);
        }
        Ok(presence)
    }

    /// Tells the others what this session is about by now; writes only when that is news.
    ///
    /// # Errors
    /// When the file cannot be written.
    pub(super) fn tell(&mut self, focus: Option<Focus>) -> io::Result<()> {
        if self.session.focus == focus {
            return Ok(());
        }
        self.session.focus = focus;
        self.write()
    }

    /// Tells whether the others can still find it: its folder may have been taken away.
    pub(super) fn is_there(&self) -> bool {
        FileId::of_path(&self.path).ok() == FileId::of_file(&self.file).ok()
    }

    /// Returns the session as it was last told.
    pub(super) fn session(&self) -> &Session {
        &self.session
    }

    fn write(&self) -> io::Result<()> {
        let mut record = self.session.to_json().into_bytes();
        if record.len() > RECORD {
            return Err(io::Error::other("too much to tell"));
        }
        record.resize(RECORD, b' ');
        lock::write_at_start(&self.file, &record)
    }
}

impl Drop for Presence {
    fn drop(&mut self) {
        // Still locked: nobody takes it for a new session's.
        if self.is_there() {
            let _ = fs::remove_file(&self.path);
        }
    }
}

/// Returns the folder of the sessions on a board.
pub(super) fn folder(board: &Path) -> PathBuf {
    disk::beside(board, ".here")
}

/// Returns who is here, by their files, and takes away what dead sessions left.
pub(super) fn here(board: &Path) -> BTreeMap<PathBuf, Session> {
    let Ok(entries) = fs::read_dir(folder(board)) else {
        return BTreeMap::new();
    };
    let paths = entries
        .take(MOST)
        .filter_map(|entry| Some(entry.ok()?.path()));
    paths
        .filter_map(|path| read(&path).map(|session| (path, session)))
        .collect()
}

/// Reads a session whose process lives.
pub(super) fn read(path: &Path) -> Option<Session> {
    // A pipe, a link or a device was put there by somebody else.
    let meta = fs::symlink_metadata(path).ok()?;
    if !meta.is_file() || (is_unfinished(path) && !is_left_over(&meta)) {
        return None;
    }
    let file = lock::open_to_look(path).ok()?;
    match RwLock::new(&file).try_read() {
        Err(err) if err.kind() == io::ErrorKind::WouldBlock => {}
        Ok(_) => {
            let _ = fs::remove_file(path);
            return None;
        }
        Err(_) => return None,
    }
    let mut record = Vec::with_capacity(RECORD);
    (&file).take(RECORD as u64).read_to_end(&mut record).ok()?;
    Session::from_json(&record)
}

fn is_unfinished(path: &Path) -> bool {
    let name = path.file_name().map(|name| name.to_string_lossy());
    name.is_some_and(|name| name.starts_with(UNFINISHED))
}

fn is_left_over(meta: &Metadata) -> bool {
    let age = meta.modified().ok().and_then(|at| at.elapsed().ok());
    age.is_some_and(|age| age > LEFT_OVER)
}

/// Takes the lock and keeps it for as long as the file is open.
fn hold(file: &File) -> io::Result<()> {
    if cfg!(not(unix)) {
        // Here a locked file cannot be read by others.
        return Err(io::ErrorKind::Unsupported.into());
    }
    RwLock::new(file).try_write().map(std::mem::forget)
}
