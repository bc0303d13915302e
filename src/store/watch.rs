//! When to look at the file again: change notices, and the clock.
//!
//! A notice is a hint. It comes when the frames are written, before the commit can be seen (looking just once misses
//! 94–99 % of the commits of a writer with `synchronous=FULL`), so each one starts a short schedule of looks; and a
//! slow look is the net under notices that never come.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{self, Receiver};
use std::time::{Duration, Instant};

use notify::event::{AccessKind, AccessMode, EventKind};
use notify::{Event, RecommendedWatcher, RecursiveMode, Watcher as _};

use super::disk::{self, FileId};
use super::presence;
use super::why::Deaf;

/// When to look again after a notice: at once, and then while a slow disk may still be finishing the commit.
const SETTLE: [Duration; 7] = [
    Duration::ZERO,
    Duration::from_millis(1),
    Duration::from_millis(4),
    Duration::from_millis(15),
    Duration::from_millis(50),
    Duration::from_millis(150),
    Duration::from_millis(400),
];
/// How often to look without any notice, while somebody is watching.
const NET: Duration = Duration::from_secs(1);
/// The same while the terminal is out of focus.
const NET_IDLE: Duration = Duration::from_secs(5);
/// The same where there are no notices.
const NET_ALONE: Duration = Duration::from_millis(250);

/// The schedule of looks.
#[derive(Debug)]
pub(super) struct Schedule {
    noticed: Instant,
    step: usize,
    looked: Instant,
    /// When the slow look was last.
    slow: Instant,
    /// Whether somebody is looking at the screen.
    pub(super) focused: bool,
}

impl Schedule {
    pub(super) fn new() -> Self {
        let now = Instant::now();
        Self {
            noticed: now,
            step: 0,
            looked: now,
            slow: now,
            focused: true,
        }
    }

    /// Starts the short schedule again.
    pub(super) fn notice(&mut self) {
        self.noticed = Instant::now();
        self.step = 0;
    }

    /// Returns when the next look is due.
    pub(super) fn due(&self, notices: &Notices) -> Instant {
        let net = match (notices.without.is_some(), self.focused) {
            (true, _) => NET_ALONE,
            (false, true) => NET,
            (false, false) => NET_IDLE,
        };
        let slow = self.looked + net;
        SETTLE
            .get(self.step)
            .map_or(slow, |settle| slow.min(self.noticed + *settle))
    }

    /// Returns how long until the next look.
    pub(super) fn time_left(&self, notices: &Notices) -> Duration {
        self.due(notices).saturating_duration_since(Instant::now())
    }

    /// Takes note that the file was looked at just now; returns whether that was the slow look, which is taken among
    /// ever so many notices, too.
    pub(super) fn looked(&mut self) -> bool {
        let now = Instant::now();
        let slow = self.step >= SETTLE.len() || now - self.slow >= NET;
        if slow {
            self.slow = now;
        }
        while SETTLE
            .get(self.step)
            .is_some_and(|settle| self.noticed + *settle <= now)
        {
            self.step += 1;
        }
        self.looked = now;
        slow
    }
}

/// What a notice is about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Heard {
    /// The board: somebody may have committed.
    Board,
    /// A session's file in the folder of those who are here.
    Session(PathBuf),
    /// That folder itself, or nobody knows what in it.
    Sessions,
}

/// What is called with each notice, on a thread of the watcher's.
pub(super) type Wake = Box<dyn Fn(Heard) + Send>;

/// The change notices for one board.
///
/// The directory is watched, not the file: the log comes and goes, and a watch on a file ends with the file.
pub(super) struct Notices {
    board: PathBuf,
    /// The directory, and that of the sessions in it, as they were when they were asked about.
    folders: [Option<FileId>; 2],
    watcher: Option<RecommendedWatcher>,
    /// Whether the watch ended with a directory. One that is made in its place may be given the same number.
    ended: Arc<AtomicBool>,
    wake: Box<dyn Fn() -> Wake + Send>,
    /// Why there are none.
    pub(super) without: Option<Deaf>,
}

impl Notices {
    /// Asks for notices; `wake` makes what is called when there is one.
    pub(super) fn new(board: &Path, wake: impl Fn() -> Wake + Send + 'static) -> Self {
        let mut notices = Self {
            board: board.to_owned(),
            folders: [None, None],
            watcher: None,
            ended: Arc::default(),
            wake: Box::new(wake),
            without: None,
        };
        notices.arm();
        notices
    }

    /// Asks again if a directory is another one by now, or if asking failed before.
    pub(super) fn renew(&mut self) {
        let ended = self.ended.load(Ordering::Acquire);
        if self.watcher.is_none() || ended || self.folders_now() != self.folders {
            self.arm();
        }
    }

    fn folders_now(&self) -> [Option<FileId>; 2] {
        let of = |path: &Path| FileId::of_path(path).ok();
        [of(self.directory()), of(&presence::folder(&self.board))]
    }

    fn directory(&self) -> &Path {
        self.board.parent().unwrap_or(Path::new("/"))
    }

    fn arm(&mut self) {
        self.ended = Arc::default();
        self.folders = self.folders_now();
        match self.watcher() {
            Ok(watcher) => (self.watcher, self.without) = (Some(watcher), None),
            Err(why) => (self.watcher, self.without) = (None, Some(why)),
        }
    }

    fn watcher(&self) -> Result<RecommendedWatcher, Deaf> {
        // Elsewhere (kqueue) the watcher opens what it watches, and closing that drops our locks on the database.
        if !cfg!(any(
            target_os = "linux",
            target_os = "android",
            target_os = "macos",
            windows
        )) {
            return Err(Deaf::Unsafe);
        }
        if let Some(kind) = disk::foreign_file_system(self.directory()) {
            return Err(Deaf::Elsewhere(kind));
        }
        let (wake, ended) = ((self.wake)(), Arc::clone(&self.ended));
        let ours: Vec<PathBuf> = ["", "-wal", ".lock"]
            .map(|suffix| disk::beside(&self.board, suffix))
            .into();
        // A panic here would kill the watcher's thread, so it does next to nothing.
        let sessions = presence::folder(&self.board);
        let here = sessions.clone();
        let watched = [self.directory().to_owned(), sessions.clone()];
        // What this process tells of itself is no news to it.
        let own = format!("{}-", std::process::id());
        let heard = move |event: notify::Result<Event>| {
            if event.as_ref().is_ok_and(|event| ends(event, &watched)) {
                ended.store(true, Ordering::Release);
            }
            let (paths, all) = match event {
                Ok(event) if event.need_rescan() => (Vec::new(), true),
                Ok(event) if is_written(&event) => (event.paths, false),
                Ok(_) => return,
                Err(_) => (Vec::new(), true),
            };
            if all || paths.iter().any(|path| ours.contains(path)) {
                wake(Heard::Board);
            }
            if all || paths.contains(&here) {
                wake(Heard::Sessions);
            }
            let is_own = |path: &Path| {
                let name = path.file_name().map(|name| name.to_string_lossy());
                name.is_some_and(|name| name.starts_with(&own))
            };
            for path in paths {
                if path.parent() == Some(&here) && !is_own(&path) {
                    wake(Heard::Session(path));
                }
            }
        };
        let mut watcher = notify::recommended_watcher(heard).map_err(|err| why(&err))?;
        let watched = watcher.watch(self.directory(), RecursiveMode::NonRecursive);
        // The folder of the sessions may not be there, nor be ours to read; then nobody is seen to come.
        let _ = watcher.watch(&sessions, RecursiveMode::NonRecursive);
        watched.map(|()| watcher).map_err(|err| why(&err))
    }
}

/// Tells the system's two limits apart, which can be raised.
fn why(err: &notify::Error) -> Deaf {
    match &err.kind {
        notify::ErrorKind::MaxFilesWatch => Deaf::Watches,
        // EMFILE, which the system also says of this
        notify::ErrorKind::Io(io) if io.raw_os_error() == Some(24) => Deaf::Watchers,
        notify::ErrorKind::PathNotFound => Deaf::NoFolder,
        _ => Deaf::Other(err.to_string()),
    }
}

/// Tells whether an event means that a file was written, made, removed or renamed, and not merely read.
fn is_written(event: &Event) -> bool {
    match event.kind {
        EventKind::Access(AccessKind::Close(AccessMode::Write)) => true,
        EventKind::Access(_) => false,
        _ => true,
    }
}

/// Tells whether an event is the end of a directory, and of the watch on it.
fn ends(event: &Event, watched: &[PathBuf]) -> bool {
    event.kind.is_remove() && event.paths.iter().any(|path| watched.contains(path))
}

/// Tells why there would be no change notices for a board; `None` when there would be.
pub(super) fn without_notices(board: &Path) -> Option<Deaf> {
    Notices::new(board, || Box::new(|_| {})).without
}

/// Notices and schedule for a caller that has nothing else to wait for.
pub(super) struct Ears {
    notices: Notices,
    schedule: Schedule,
    heard: Receiver<()>,
}

impl Ears {
    pub(super) fn new(board: &Path) -> Self {
        // One notice that waits is as good as many.
        let (tell, heard) = mpsc::sync_channel(1);
        let wake = move || -> Wake {
            let tell = tell.clone();
            Box::new(move |heard| {
                if heard == Heard::Board {
                    let _ = tell.try_send(());
                }
            })
        };
        Self {
            notices: Notices::new(board, wake),
            schedule: Schedule::new(),
            heard,
        }
    }

    /// Waits until it is time to look at the file, at most so long.
    pub(super) fn listen(&mut self, at_most: Duration) {
        let left = self.schedule.time_left(&self.notices).min(at_most);
        if self.heard.recv_timeout(left).is_ok() {
            self.schedule.notice();
        }
        if self.schedule.looked() {
            self.notices.renew();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_slow_look_is_taken_among_ever_so_many_notices() {
        let mut schedule = Schedule::new();
        schedule.notice();
        assert!(!schedule.looked(), "it was just now");
        // As if a second had passed, in which there was always another notice.
        schedule.slow -= NET;
        schedule.notice();
        assert!(schedule.looked());
        schedule.notice();
        assert!(!schedule.looked());
    }
}
