//! The program, open in a terminal, and what must hold when it is gone.
#![allow(dead_code, reason = "every test uses some of it, none all of it")]

use std::time::{Duration, Instant};
use std::{fs, thread};

use pty_process::blocking::Command;
use tempfile::TempDir;

use crate::pty::{self, Pty};

/// What is sent last, in some order: no news of the focus and the mouse, no marked pastes, the first screen, the cursor.
pub(crate) const GIVEN_BACK: [&str; 7] = [
    "\x1b[?1000l",
    "\x1b[?1002l",
    "\x1b[?1006l",
    "\x1b[?1004l",
    "\x1b[?2004l",
    "\x1b[?1049l",
    "\x1b[?25h",
];

pub(crate) const WALBOARD: &str = env!("CARGO_BIN_EXE_walboard");

/// A sample board in a terminal, drawn.
pub(crate) struct Open {
    pub(crate) pty: Pty,
    /// The terminal's settings as the program found them.
    pub(crate) settings: String,
    pub(crate) home: TempDir,
}

pub(crate) fn open() -> Open {
    open_with(|command| command, 24, 100)
}

pub(crate) fn open_with(with: impl FnOnce(Command) -> Command, rows: u16, cols: u16) -> Open {
    let home = tempfile::tempdir().unwrap();
    let command = with(pty::walboard(WALBOARD, home.path()).arg("--demo"));
    drawn(Pty::spawn(command, rows, cols), home)
}

pub(crate) fn drawn(mut pty: Pty, home: TempDir) -> Open {
    let settings = pty.found.clone();
    pty.wait_for("a drawn board", |screen| {
        screen.alternate_screen() && !screen.contents().trim().is_empty()
    });
    Open {
        pty,
        settings,
        home,
    }
}

/// A sample board started from a shell that does job control; the file `pid` names its process.
pub(crate) fn in_a_shell(with: impl FnOnce(Command) -> Command) -> Open {
    let home = tempfile::tempdir().unwrap();
    let shell = pty::walboard("sh", home.path())
        .arg("-i")
        .env("PS1", "ready> ");
    let mut pty = Pty::spawn(with(shell), 24, 100);
    pty.wait_for_text("ready>");
    pty.wait_until_quiet();
    let settings = pty.settings();
    let start = format!("sh -c 'echo $$ >pid; exec {WALBOARD} --demo'\r");
    pty.send(start.as_bytes());
    pty.wait_for("a drawn board", |screen| {
        screen.alternate_screen() && !screen.contents().trim().is_empty()
    });
    Open {
        pty,
        settings,
        home,
    }
}

impl Open {
    /// Checks that the shell has the terminal back, as it was.
    #[track_caller]
    pub(crate) fn is_back_in_the_shell(&mut self, mark: usize) {
        self.pty.wait_for_bytes(mark, b"ready>");
        self.pty.wait_until_quiet();
        self.sent_back(mark);
        assert_eq!(
            self.pty.settings(),
            self.settings,
            "the shell has its settings"
        );
    }

    /// Checks that the program has ended, and ends the shell.
    #[track_caller]
    pub(crate) fn leaves_the_shell(mut self) {
        self.pty
            .wait_for("the shell", |screen| !screen.alternate_screen());
        self.pty.send(b"exit\r");
        self.given_back();
    }

    /// Checks that the program has ended and left nothing behind on the terminal.
    #[track_caller]
    pub(crate) fn given_back(self) -> Option<i32> {
        self.given_back_saying().0
    }

    /// Checks the same; returns what was said after that, too.
    #[track_caller]
    pub(crate) fn given_back_saying(mut self) -> (Option<i32>, String) {
        let status = self.pty.wait_for_end();
        if !status.success() {
            let bytes = self.pty.since(0);
            let last = &bytes[bytes.len().saturating_sub(400)..];
            println!("{status}: {:?}", String::from_utf8_lossy(last));
        }
        assert_eq!(
            self.pty.settings(),
            self.settings,
            "settings are as they were"
        );
        self.sent_back(0);
        let bytes = String::from_utf8_lossy(&self.pty.since(0)).into_owned();
        let (_, said) = bytes.rsplit_once(GIVEN_BACK[3]).unwrap();
        (status.code(), said.to_owned())
    }

    /// Checks what was sent since a mark, and what the terminal made of it.
    #[track_caller]
    pub(crate) fn sent_back(&self, mark: usize) {
        let bytes = String::from_utf8_lossy(&self.pty.since(mark)).into_owned();
        for undone in GIVEN_BACK {
            let end = bytes
                .rfind(undone)
                .unwrap_or_else(|| panic!("{undone:?} was not sent: {bytes:?}"));
            let again = undone.replace(['l', 'h'], if undone.ends_with('l') { "h" } else { "l" });
            assert!(bytes.rfind(&again) < Some(end), "{again:?} came last");
        }
        let screen = self.pty.screen();
        assert!(!screen.alternate_screen() && !screen.hide_cursor() && !screen.bracketed_paste());
    }

    #[track_caller]
    pub(crate) fn is_alive(&mut self) {
        let status = self.pty.child.try_wait().unwrap();
        assert!(status.is_none(), "ended: {status:?}\n{}", self.pty.framed());
    }
}

pub(crate) fn first(text: &str) -> String {
    text.lines().next().unwrap_or_default().to_owned()
}

pub(crate) fn above_the_status(text: &str) -> String {
    let lines: Vec<&str> = text.lines().collect();
    lines[..lines.len() - 2].join("\n")
}

#[track_caller]
pub(crate) fn wait_until(mut so: impl FnMut() -> bool, what: &str) {
    let end = Instant::now() + pty::DEADLINE;
    while !so() {
        assert!(
            Instant::now() < end,
            "was not {what} in {:?}",
            pty::DEADLINE
        );
        thread::sleep(Duration::from_millis(5));
    }
}

/// Returns the letter for what a process does; `None` where there is no /proc.
pub(crate) fn state(pid: u32) -> Option<char> {
    stat(pid)?.first()?.chars().next()
}

/// Returns the seconds of CPU a process has used.
pub(crate) fn cpu(pid: u32) -> Option<f64> {
    let stat = stat(pid)?;
    let ticks = |field: usize| stat.get(field)?.parse::<f64>().ok();
    Some((ticks(11)? + ticks(12)?) / 100.0)
}

/// Returns the fields of /proc/PID/stat after the program's name.
pub(crate) fn stat(pid: u32) -> Option<Vec<String>> {
    let stat = fs::read_to_string(format!("/proc/{pid}/stat")).ok()?;
    let (_, fields) = stat.rsplit_once(") ")?;
    Some(fields.split(' ').map(str::to_owned).collect())
}
