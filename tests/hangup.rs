//! When the terminal goes away, the program is gone soon, and does not spin; when it fails, it is given back.
//!
//! `WALBOARD_TEST_HANGUPS=50 cargo test --test hangup -- --nocapture` is the long form: so often each way, and two
//! seconds are all it gets, for which the machine must be quiet.
#![allow(
    clippy::disallowed_methods,
    reason = "tests look at files from outside"
)]
#![cfg(target_os = "linux")]

#[path = "common/open.rs"]
mod open;
#[path = "common/pty.rs"]
mod pty;

use std::process::{Child, Command as Plain, Stdio};
use std::time::{Duration, Instant};
use std::{env, fs};

use open::{Open, WALBOARD, cpu, drawn, open, open_with, wait_until};
use pty::Pty;

/// How often each way is tried, and how long it may take.
fn times() -> (usize, Duration) {
    match env::var("WALBOARD_TEST_HANGUPS") {
        Ok(times) => (times.parse().unwrap(), Duration::from_secs(2)),
        Err(_) => (1, Duration::from_secs(10)),
    }
}

#[track_caller]
fn ends_when_the_terminal_goes(what: &str, start: impl Fn() -> Open) {
    let (times, patience) = times();
    let mut slowest = Duration::ZERO;
    for _ in 0..times {
        let mut open = start();
        let pid = open.pty.child.id();
        let before = cpu(pid).unwrap_or_default();
        let start = Instant::now();
        open.pty.hang_up();
        let mut after = before;
        wait_until(
            || {
                after = cpu(pid).unwrap_or(after);
                open.pty.child.try_wait().unwrap().is_some()
            },
            "ended",
        );
        slowest = slowest.max(start.elapsed());
        assert!(slowest < patience, "{what}: took {slowest:?}");
        assert!(after - before < 1.0, "used {} s of CPU", after - before);
    }
    println!("{what}: gone in {slowest:?} at most, {times} times");
}

#[test]
fn a_closed_terminal_ends_the_program() {
    ends_when_the_terminal_goes("closed", open);
}

#[test]
fn a_closed_terminal_ends_the_program_when_hang_ups_are_ignored() {
    ends_when_the_terminal_goes("hang-ups ignored", || {
        let home = tempfile::tempdir().unwrap();
        let ignoring = pty::walboard("sh", home.path())
            .arg("-c")
            .arg(format!("trap '' HUP; exec {WALBOARD} --demo"));
        drawn(Pty::spawn(ignoring, 24, 100), home)
    });
}

#[test]
fn a_closed_terminal_ends_the_program_when_nobody_sends_a_signal() {
    ends_when_the_terminal_goes("no signal", || {
        let home = tempfile::tempdir().unwrap();
        let mut command = Plain::new(WALBOARD);
        command
            .arg("--demo")
            .env("HOME", home.path())
            .env("TERM", "xterm");
        drawn(Pty::spawn_without_session(command, 24, 100), home)
    });
}

#[test]
fn a_closed_terminal_ends_the_program_when_an_edit_waits_for_a_lock_that_never_comes() {
    let locks = std::cell::RefCell::new(Vec::new());
    ends_when_the_terminal_goes("an edit waits", || {
        let mut open = open_with(|command| command, 24, 120);
        let text = open.pty.text();
        let board = text
            .split_whitespace()
            .find(|word| word.ends_with("/demo.db"));
        let lock = format!("{}.lock", board.expect("the board's path is shown"));
        let lock = fs::File::open(lock).unwrap();
        lock.lock().unwrap();
        locks.borrow_mut().push(lock);
        open.pty.press("+");
        open.pty.wait_for_text("saving");
        open
    });
}

/// Has the calls of that name fail, from the first one on or just that one: those that are about the terminal, or all.
fn failing(open: &Open, call: &str, when: &str, all: bool) -> Option<Child> {
    let works = Plain::new("strace")
        .args(["-qq", "-o", "/dev/null", "true"])
        .output();
    if !works.is_ok_and(|out| out.status.success()) {
        eprintln!("skipped: strace is not to be had here");
        return None;
    }
    let terminal = rustix::termios::ttyname(open.pty.slave(), Vec::new()).unwrap();
    let pid = open.pty.child.id();
    let mut strace = Plain::new("strace");
    strace.args(["-f", "-qq", "-o", "/dev/null"]);
    if !all {
        strace.arg("-P").arg(terminal.to_str().unwrap());
    }
    let strace = strace
        .args(["-e", &format!("trace={call}")])
        .args(["-e", &format!("inject={call}:error=EIO:when={when}")])
        .args(["-p", &pid.to_string()])
        .stdout(Stdio::null())
        .spawn()
        .unwrap();
    let is_traced = |thread: fs::DirEntry| {
        let status = fs::read_to_string(thread.path().join("status")).unwrap_or_default();
        !status.contains("TracerPid:\t0")
    };
    let threads = || fs::read_dir(format!("/proc/{pid}/task")).unwrap();
    wait_until(
        || threads().all(|thread| is_traced(thread.unwrap())),
        "traced",
    );
    Some(strace)
}

#[test]
fn a_terminal_that_fails_is_given_back_and_that_is_said() {
    for (call, when, word) in [
        ("write", "1", "could not draw on the terminal"),
        ("read", "1+", "could not read the terminal any more"),
    ] {
        let open = open();
        open.pty.wait_until_quiet();
        let Some(mut strace) = failing(&open, call, when, false) else {
            return;
        };
        open.pty.press("j");
        let (code, said) = open.given_back_saying();
        assert_eq!(code, Some(1), "{call}: {said}");
        strace.wait().unwrap();
        assert!(said.contains(word), "{call}: {said}");
    }
}

/// Without random numbers there is no name for the session on the next board: nobody can go on from there, and nobody
/// foresaw it.
#[test]
fn a_panic_gives_the_terminal_back_and_is_told() {
    let home = tempfile::tempdir().unwrap();
    let data = home.path().join(".local/share/walboard");
    fs::create_dir_all(&data).unwrap();
    let boards = ["one.db", "two.db"].map(|name| data.join(name));
    for board in &boards {
        let made = Plain::new(WALBOARD)
            .arg("init")
            .arg(board)
            .env_clear()
            .env("HOME", home.path())
            .output()
            .unwrap();
        assert!(made.status.success(), "{made:?}");
    }
    let command = pty::walboard(WALBOARD, home.path()).arg(&boards[0]);
    let open = drawn(Pty::spawn(command, 24, 100), home);
    open.pty.wait_until_quiet();
    let Some(mut strace) = failing(&open, "getrandom", "1+", true) else {
        return;
    };
    open.pty.press("]");
    let (code, said) = open.given_back_saying();
    assert_eq!(code, Some(101), "{said}");
    strace.wait().unwrap();
    assert!(said.contains("panicked"), "{said}");
}
