//! A program in a real terminal, with the time at which each frame came.

use std::ffi::OsStr;
use std::io::{Read as _, Write as _};
use std::num::NonZeroU16;
use std::path::Path;
use std::process::Child;
use std::time::{Duration, Instant};

use pty_process::Size;
use pty_process::blocking::{self, Command, Pty};
use rustix::event::{PollFd, PollFlags, Timespec, poll};

/// How long anything may take before it counts as not happening.
const DEADLINE: Duration = Duration::from_secs(60);

/// A frame of ours ends with the end of a synchronized update.
const OUR_FRAME: &[u8] = b"\x1b[?2026l";
/// ratatui hides the cursor after each frame.
const BARE_FRAME: &[u8] = b"\x1b[?25l";

/// A program in a terminal; killed when dropped.
pub(crate) struct Term {
    pub(crate) child: Child,
    master: Pty,
    parser: vt100::Parser,
    /// What came and was not looked at yet: its drawing is no part of what is measured.
    unseen: Vec<u8>,
    frame_end: &'static [u8],
    /// The last bytes, in which a frame's end may have begun.
    tail: Vec<u8>,
    frames: usize,
    pub(crate) bytes: usize,
    pub(crate) started: Instant,
}

impl Term {
    /// Opens a board in a terminal.
    pub(crate) fn walboard(board: &Path, rows: u16, cols: u16) -> Self {
        Self::ours(env!("CARGO_BIN_EXE_walboard"), [board], board, rows, cols)
    }

    /// Starts a program that opens the board, in a terminal.
    pub(crate) fn ours(
        program: &str,
        arguments: impl IntoIterator<Item = impl AsRef<OsStr>>,
        board: &Path,
        rows: u16,
        cols: u16,
    ) -> Self {
        let home = board.parent().expect("a board is in a folder");
        let command = Command::new(program)
            .args(arguments)
            .env_clear()
            .env("PATH", std::env::var_os("PATH").unwrap_or_default())
            .env("HOME", home)
            .env("LANG", "C.UTF-8")
            .env("TERM", "xterm-256color")
            .env("WALBOARD_USER", "ana")
            .current_dir(home);
        Self::start(command, OUR_FRAME, rows, cols)
    }

    /// Starts this program in another role, one that draws with ratatui and nothing else.
    pub(crate) fn bare(role: &str, rows: u16, cols: u16) -> Self {
        let this = std::env::current_exe().expect("this program has a path");
        let command = Command::new(this)
            .args(["--role", role])
            .env("TERM", "xterm-256color");
        Self::start(command, BARE_FRAME, rows, cols)
    }

    fn start(command: Command, frame_end: &'static [u8], rows: u16, cols: u16) -> Self {
        let (master, pts) = blocking::open().expect("a pty is to be had");
        master
            .resize(Size::new(rows, cols))
            .expect("a pty has a size");
        let started = Instant::now();
        let child = command.spawn(pts).expect("the program starts");
        let cells = |size| NonZeroU16::new(size).expect("a terminal has cells");
        Self {
            child,
            master,
            parser: vt100::Parser::new(cells(rows), cells(cols), 0),
            unseen: Vec::new(),
            frame_end,
            tail: Vec::new(),
            frames: 0,
            bytes: 0,
            started,
        }
    }

    pub(crate) fn pid(&self) -> u32 {
        self.child.id()
    }

    /// Types keys, as bytes.
    pub(crate) fn press(&mut self, keys: &str) -> Instant {
        let now = Instant::now();
        self.master
            .write_all(keys.as_bytes())
            .expect("the terminal takes keys");
        now
    }

    /// Waits for the end of the next frame; returns when it came.
    pub(crate) fn frame(&mut self) -> Instant {
        let before = self.frames;
        self.until("another frame", |term| term.frames > before)
    }

    /// Waits until the screen is so; returns when the bytes came that made it so.
    pub(crate) fn screen_until(
        &mut self,
        what: &str,
        so: impl Fn(&vt100::Screen) -> bool,
    ) -> Instant {
        if self.look(&so) {
            return Instant::now();
        }
        self.until(what, |term| term.look(&so))
    }

    fn until(&mut self, what: &str, so: impl Fn(&mut Self) -> bool) -> Instant {
        let end = Instant::now() + DEADLINE;
        loop {
            match self.read(end.saturating_duration_since(Instant::now())) {
                Some(at) if so(self) => return at,
                Some(_) => {}
                None => panic!(
                    "waited for {what}; the screen:\n{}",
                    self.look(vt100::Screen::contents)
                ),
            }
        }
    }

    /// Reads what comes for so long.
    pub(crate) fn drain(&mut self, time: Duration) {
        let end = Instant::now() + time;
        while self
            .read(end.saturating_duration_since(Instant::now()))
            .is_some()
        {}
    }

    /// Reads until nothing comes for so long; returns when the last came, if anything did.
    pub(crate) fn last(&mut self, quiet: Duration) -> Option<Instant> {
        std::iter::from_fn(|| self.read(quiet)).last()
    }

    /// Reads once; returns when something came, or `None` when nothing did in time.
    fn read(&mut self, at_most: Duration) -> Option<Instant> {
        let mut fds = [PollFd::new(&self.master, PollFlags::IN)];
        let timeout = Timespec::try_from(at_most).expect("a short time");
        poll(&mut fds, Some(&timeout)).expect("a pty can be waited for");
        if fds[0].revents().is_empty() {
            return None;
        }
        let mut buffer = [0; 16 * 1024];
        let count = self
            .master
            .read(&mut buffer)
            .ok()
            .filter(|count| *count > 0)?;
        let at = Instant::now();
        self.bytes += count;
        self.unseen.extend_from_slice(&buffer[..count]);
        self.tail.extend_from_slice(&buffer[..count]);
        let ends = self
            .tail
            .windows(self.frame_end.len())
            .filter(|part| *part == self.frame_end);
        self.frames += ends.count();
        let keep = self.tail.len().min(self.frame_end.len() - 1);
        self.tail.drain(..self.tail.len() - keep);
        Some(at)
    }

    /// Looks at the screen.
    pub(crate) fn look<T>(&mut self, at: impl Fn(&vt100::Screen) -> T) -> T {
        self.parser.process(&self.unseen);
        self.unseen.clear();
        at(self.parser.screen())
    }
}

impl Drop for Term {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
