//! A program in a real terminal, driven by keys and looked at through a terminal emulator.
#![allow(dead_code, reason = "every test uses some of it, none all of it")]

#[path = "keys.rs"]
mod keys;

use std::io::{Read, Write};
use std::num::NonZeroU16;
use std::os::fd::OwnedFd;
use std::os::unix::net::UnixStream;
use std::path::Path;
use std::process::{Child, ExitStatus, Stdio};
use std::sync::{Arc, Condvar, Mutex, MutexGuard};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

use pty_process::Size;
use pty_process::blocking::{self, Command};
use rustix::event::{PollFd, PollFlags, poll};
use rustix::process::{Pid, Signal, kill_process};

/// How long anything may take before it counts as not happening; far more than it takes on a busy machine.
pub(crate) const DEADLINE: Duration = Duration::from_secs(20);

const FRAME_BEGINS: &[u8] = b"\x1b[?2026h";
const FRAME_ENDS: &[u8] = b"\x1b[?2026l";

/// Written from the terminal's other side once the program is gone: what it wrote has all been read when this has.
const LAST_WORD: &[u8] = b"\x1b]777;last word\x07";

/// A program in a terminal; killed when dropped.
pub(crate) struct Pty {
    pub(crate) child: Child,
    seen: Arc<(Mutex<Seen>, Condvar)>,
    /// Our end, shared with the reader; `None` once the terminal is taken away.
    master: Option<Arc<blocking::Pty>>,
    /// The program's end, kept so that its settings can be read when the program is gone.
    slave: OwnedFd,
    reader: Option<(JoinHandle<()>, UnixStream)>,
    started: Instant,
    /// The terminal's settings before the program came.
    pub(crate) found: String,
}

/// Returns the program with nothing of this machine's around it: neither the user's settings nor their boards.
pub(crate) fn walboard(program: &str, home: &Path) -> Command {
    Command::new(program)
        .env_clear()
        .env("PATH", std::env::var_os("PATH").unwrap_or_default())
        .env("HOME", home)
        .env("LANG", "C.UTF-8")
        .env("TERM", "xterm-256color")
        .current_dir(home)
}

/// What came out of the program.
struct Seen {
    parser: vt100::Parser,
    bytes: Vec<u8>,
}

impl Pty {
    /// Starts a program as the leader of a session of its own, as a terminal emulator does.
    pub(crate) fn spawn(command: Command, rows: u16, cols: u16) -> Self {
        Self::start(rows, cols, |_, pts| {
            command.spawn(pts).expect("program starts")
        })
    }

    /// Starts a program on a terminal that is not its session's own: nobody sends it SIGHUP when that goes away.
    pub(crate) fn spawn_without_session(
        mut command: std::process::Command,
        rows: u16,
        cols: u16,
    ) -> Self {
        Self::start(rows, cols, |slave, pts| {
            drop(pts);
            let end = || Stdio::from(slave.try_clone().expect("descriptor is copied"));
            command.stdin(end()).stdout(end()).stderr(end());
            command.spawn().expect("program starts")
        })
    }

    fn start(rows: u16, cols: u16, spawn: impl FnOnce(&OwnedFd, blocking::Pts) -> Child) -> Self {
        let (master, pts) = blocking::open().expect("a pty is to be had");
        master
            .resize(Size::new(rows, cols))
            .expect("a pty has a size");
        let slave = std::os::fd::AsFd::as_fd(&pts)
            .try_clone_to_owned()
            .expect("descriptor is copied");
        let found = settings(&slave);
        let child = spawn(&slave, pts);
        let seen = Seen {
            parser: vt100::Parser::new(at_least_one(rows), at_least_one(cols), 0),
            bytes: Vec::new(),
        };
        let seen = Arc::new((Mutex::new(seen), Condvar::new()));
        let master = Arc::new(master);
        let (stop, stopped) = UnixStream::pair().expect("a socket pair is to be had");
        let (from, to) = (Arc::clone(&master), Arc::clone(&seen));
        let reader = thread::spawn(move || read(&from, &stopped, &to));
        Self {
            child,
            seen,
            master: Some(master),
            slave,
            reader: Some((reader, stop)),
            started: Instant::now(),
            found,
        }
    }

    /// Types keys: `jj<enter>`, `<esc>`, `<c-z>`, `<lt>` for `<`.
    pub(crate) fn press(&self, keys: &str) {
        self.send(&keys::spell(keys));
    }

    /// Presses, moves or releases the left button at a cell, counted from 0: `M` in the end is down or moved, `m` up.
    pub(crate) fn mouse(&self, button: u8, (x, y): (u16, u16), end: char) {
        self.send(format!("\x1b[<{button};{};{}{end}", x + 1, y + 1).as_bytes());
    }

    /// Pastes text as a terminal does that was asked to mark pastes.
    pub(crate) fn paste(&self, text: &str) {
        self.send(format!("\x1b[200~{text}\x1b[201~").as_bytes());
    }

    /// Sends bytes as they are.
    pub(crate) fn send(&self, bytes: &[u8]) {
        let mut master: &blocking::Pty = self.master.as_ref().expect("the terminal is there");
        master.write_all(bytes).expect("the terminal takes keys");
    }

    /// Waits until the program has read what has come to it.
    pub(crate) fn wait_until_read(&self) {
        let end = Instant::now() + Duration::from_secs(2);
        while rustix::io::ioctl_fionread(&self.slave).is_ok_and(|left| left > 0)
            && Instant::now() < end
        {
            thread::sleep(Duration::from_millis(1));
        }
    }

    /// Waits until the screen is so, between two frames; returns its text.
    #[track_caller]
    pub(crate) fn wait_for(&mut self, what: &str, so: impl Fn(&vt100::Screen) -> bool) -> String {
        let end = Instant::now() + DEADLINE;
        let (lock, changed) = &*self.seen;
        let mut seen = lock.lock().unwrap();
        loop {
            if !seen.is_amid_a_frame() && so(seen.parser.screen()) {
                return seen.parser.screen().contents();
            }
            let left = end.saturating_duration_since(Instant::now());
            if left.is_zero() {
                break;
            }
            // In short turns, to notice a program that is gone.
            let turn = left.min(Duration::from_millis(200));
            seen = changed.wait_timeout(seen, turn).unwrap().0;
            if self.child.try_wait().is_ok_and(|status| status.is_some())
                && !so(seen.parser.screen())
            {
                let late = changed
                    .wait_timeout(seen, Duration::from_millis(300))
                    .unwrap();
                seen = late.0;
                if late.1.timed_out() {
                    break;
                }
            }
        }
        let screen = framed(seen.parser.screen());
        drop(seen);
        panic!(
            "waited {:?} for {what}; the program: {:?}\n{screen}",
            self.started.elapsed(),
            self.child.try_wait(),
        );
    }

    /// Waits until the screen shows a text.
    #[track_caller]
    pub(crate) fn wait_for_text(&mut self, text: &str) -> String {
        self.wait_for(&format!("{text:?}"), |screen| {
            screen.contents().contains(text)
        })
    }

    /// Waits until these bytes have come since a mark.
    #[track_caller]
    pub(crate) fn wait_for_bytes(&mut self, mark: usize, bytes: &[u8]) {
        let end = Instant::now() + DEADLINE;
        while find(&self.since(mark), bytes).is_none() {
            assert!(
                Instant::now() < end,
                "waited for {:?}, got {:?}\n{}",
                String::from_utf8_lossy(bytes),
                String::from_utf8_lossy(&self.since(mark)),
                self.framed(),
            );
            thread::sleep(Duration::from_millis(2));
        }
    }

    /// Waits until the program has ended, and all it wrote has been read.
    #[track_caller]
    pub(crate) fn wait_for_end(&mut self) -> ExitStatus {
        let status = self.wait_for_exit();
        if self.master.is_some() {
            let mark = self.mark();
            rustix::io::write(&self.slave, LAST_WORD).expect("the terminal takes bytes");
            self.wait_for_bytes(mark, LAST_WORD);
        }
        status
    }

    /// Waits until the program has ended.
    #[track_caller]
    pub(crate) fn wait_for_exit(&mut self) -> ExitStatus {
        let end = Instant::now() + DEADLINE;
        loop {
            if let Some(status) = self.child.try_wait().expect("the child is ours") {
                return status;
            }
            assert!(
                Instant::now() < end,
                "the program did not end\n{}",
                self.framed()
            );
            thread::sleep(Duration::from_millis(5));
        }
    }

    /// Waits until the program has read its keys and written nothing for a while.
    #[track_caller]
    pub(crate) fn wait_until_quiet(&self) {
        self.wait_until_quiet_for(Duration::from_millis(300));
    }

    /// Waits until the program has read its keys and written nothing for so long.
    #[track_caller]
    pub(crate) fn wait_until_quiet_for(&self, time: Duration) {
        self.wait_until_read();
        let end = Instant::now() + DEADLINE;
        let mut mark = usize::MAX;
        while mark != self.mark() {
            assert!(Instant::now() < end, "is never quiet\n{}", self.framed());
            mark = self.mark();
            thread::sleep(time);
        }
    }

    /// Returns the program's end of the terminal.
    pub(crate) fn slave(&self) -> OwnedFd {
        self.slave.try_clone().expect("descriptor is copied")
    }

    /// Returns the screen as text, one line a row.
    pub(crate) fn text(&self) -> String {
        self.seen().parser.screen().contents()
    }

    /// Returns the screen.
    pub(crate) fn screen(&self) -> vt100::Screen {
        self.seen().parser.screen().clone()
    }

    /// Returns the screen as text in a frame, for a failure's message.
    pub(crate) fn framed(&self) -> String {
        framed(self.seen().parser.screen())
    }

    /// Returns how many bytes have come so far.
    pub(crate) fn mark(&self) -> usize {
        self.seen().bytes.len()
    }

    /// Returns the bytes that came since a mark.
    pub(crate) fn since(&self, mark: usize) -> Vec<u8> {
        self.seen().bytes[mark..].to_vec()
    }

    /// Gives the terminal another size.
    pub(crate) fn resize(&self, rows: u16, cols: u16) {
        self.seen()
            .parser
            .set_size(at_least_one(rows), at_least_one(cols));
        self.master
            .as_ref()
            .expect("the terminal is there")
            .resize(Size::new(rows, cols))
            .expect("a pty has a size");
    }

    /// Sends the program a signal.
    pub(crate) fn kill(&self, signal: Signal) {
        kill_process(Pid::from_child(&self.child), signal).expect("the child is ours");
    }

    /// Returns the terminal's settings (raw mode, echo and so on) as text.
    pub(crate) fn settings(&self) -> String {
        settings(&self.slave)
    }

    /// Takes the terminal away from under the program, as a closed window or a lost connection does.
    pub(crate) fn hang_up(&mut self) {
        self.stop_reading();
        self.master = None;
    }

    /// Takes no more bytes from the program: its writes block when the terminal is full.
    pub(crate) fn stop_reading(&mut self) {
        if let Some((reader, mut stop)) = self.reader.take() {
            let _ = stop.write_all(b"!");
            let _ = reader.join();
        }
    }

    fn seen(&self) -> MutexGuard<'_, Seen> {
        self.seen.0.lock().unwrap()
    }
}

impl Drop for Pty {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
        self.stop_reading();
    }
}

impl Seen {
    fn is_amid_a_frame(&self) -> bool {
        let begun = self
            .bytes
            .windows(8)
            .rposition(|bytes| bytes == FRAME_BEGINS);
        let ended = self.bytes.windows(8).rposition(|bytes| bytes == FRAME_ENDS);
        begun > ended
    }
}

/// Reads what the program writes until there is a word on the other channel.
fn read(from: &blocking::Pty, stopped: &UnixStream, to: &(Mutex<Seen>, Condvar)) {
    let mut buffer = vec![0; 64 * 1024];
    loop {
        let mut fds = [
            PollFd::new(from, PollFlags::IN),
            PollFd::new(stopped, PollFlags::IN),
        ];
        if poll(&mut fds, None).is_err() {
            continue;
        }
        if !fds[1].revents().is_empty() {
            return;
        }
        match (&*from).read(&mut buffer) {
            Ok(0) | Err(_) => return,
            Ok(count) => {
                let mut seen = to.0.lock().unwrap();
                seen.parser.process(&buffer[..count]);
                seen.bytes.extend_from_slice(&buffer[..count]);
                to.1.notify_all();
            }
        }
    }
}

fn settings(terminal: &OwnedFd) -> String {
    let settings = rustix::termios::tcgetattr(terminal).expect("a terminal has settings");
    format!("{settings:#?}")
}

/// Returns a screen's text in a frame.
pub(crate) fn framed(screen: &vt100::Screen) -> String {
    let (rows, cols) = screen.size();
    let mut text = format!(
        "┌{:─<width$}┐ {cols}x{rows}\n",
        "",
        width = usize::from(cols.get())
    );
    for row in screen.rows(0, cols.get()) {
        text.push_str(&format!("│{row}\n"));
    }
    text
}

/// Returns where bytes stand in others.
pub(crate) fn find(all: &[u8], part: &[u8]) -> Option<usize> {
    all.windows(part.len()).position(|bytes| bytes == part)
}

fn at_least_one(size: u16) -> NonZeroU16 {
    NonZeroU16::new(size).unwrap_or(NonZeroU16::MIN)
}
