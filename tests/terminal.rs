//! The terminal is given back whole, whatever happens; and when it is taken away, the program ends.
#![allow(
    clippy::disallowed_methods,
    reason = "tests look at files from outside"
)]
#![cfg(unix)]

#[path = "common/open.rs"]
mod open;
#[path = "common/pty.rs"]
mod pty;

use std::process::Command as Plain;
use std::time::{Duration, Instant};
use std::{fs, thread};

use open::{WALBOARD, first, in_a_shell, open, state, wait_until};
use rustix::process::Signal;

#[test]
fn quitting_gives_the_terminal_back() {
    let open = open();
    open.pty.press("q");
    assert_eq!(open.given_back(), Some(0));
}

#[test]
fn signals_give_the_terminal_back() {
    for signal in [Signal::TERM, Signal::INT, Signal::HUP] {
        let open = open();
        open.pty.kill(signal);
        assert_eq!(open.given_back(), Some(0), "{signal:?}");
    }
}

#[test]
fn two_signals_at_once_give_the_terminal_back_once() {
    let open = open();
    open.pty.kill(Signal::TERM);
    open.pty.kill(Signal::INT);
    open.pty.kill(Signal::HUP);
    open.given_back();
}

#[test]
fn ctrl_z_gives_the_shell_its_terminal_and_comes_back_whole() {
    let mut open = in_a_shell(|shell| shell);
    open.pty.wait_until_quiet();
    let (before, raw) = (first(&open.pty.text()), open.pty.settings());
    assert_ne!(open.settings, raw);
    for _ in 0..2 {
        let mark = open.pty.mark();
        open.pty.press("<c-z>");
        open.is_back_in_the_shell(mark);
        open.pty.send(b"fg\r");
        open.pty.wait_for("the board again", |screen| {
            screen.alternate_screen() && first(&screen.contents()) == before
        });
        assert_eq!(open.pty.settings(), raw, "the board has its settings");
    }
    open.pty.press("q");
    open.leaves_the_shell();
}

/// The program may stay for a second after that, to have its last edit saved.
#[test]
fn what_is_typed_once_the_terminal_is_given_back_is_the_shells() {
    let mut open = in_a_shell(|shell| shell);
    let text = open.pty.text();
    let board = text
        .split_whitespace()
        .find(|word| word.ends_with("/demo.db"));
    let lock = format!("{}.lock", board.expect("the board's path is shown"));
    let held = fs::File::open(lock).unwrap();
    held.lock().unwrap();
    open.pty.press("+");
    open.pty.wait_for_text("saving");
    let pid = fs::read_to_string(open.home.path().join("pid")).unwrap();
    let end = Plain::new("kill").arg(pid.trim()).status();
    assert!(end.unwrap().success());
    open.pty
        .wait_for("the shell", |screen| !screen.alternate_screen());
    open.pty.send(b"echo typed $((40 + 2)) ahead\r");
    open.pty.wait_for_text("typed 42 ahead");
    drop(held);
    open.leaves_the_shell();
}

#[test]
fn a_stop_from_outside_is_a_ctrl_z() {
    let mut open = in_a_shell(|shell| shell);
    let mark = open.pty.mark();
    let pid = fs::read_to_string(open.home.path().join("pid")).unwrap();
    let stop = Plain::new("kill").args(["-TSTP", pid.trim()]).status();
    assert!(stop.unwrap().success());
    open.is_back_in_the_shell(mark);
    open.pty.send(b"fg\r");
    open.pty
        .wait_for("the board again", vt100::Screen::alternate_screen);
    open.pty.press("q");
    open.leaves_the_shell();
}

#[test]
fn ctrl_z_does_not_stop_what_nobody_could_wake() {
    let mut open = open();
    let mark = open.pty.mark();
    open.pty.press("<c-z>");
    open.pty.wait_for_bytes(mark, b"\x1b[?1049h");
    open.is_alive();
    open.pty.press("q");
    assert_eq!(open.given_back(), Some(0));
}

#[test]
fn after_a_stop_that_cannot_be_caught_everything_is_drawn_anew() {
    let mut open = open();
    open.pty.wait_until_quiet();
    let (before, raw) = (open.pty.text(), open.pty.settings());
    open.pty.kill(Signal::STOP);
    wait_until(|| state(open.pty.child.id()) == Some('T'), "stopped");
    // As a shell does with a stopped job's terminal: its own settings, and something written.
    let sane = Plain::new("stty")
        .arg("sane")
        .stdin(open.pty.slave())
        .status()
        .unwrap();
    assert!(sane.success());
    rustix::io::write(open.pty.slave(), b"\x1b[2J\x1b[HStopped\r\n").unwrap();
    open.pty.wait_for_text("Stopped");
    open.pty.kill(Signal::CONT);
    open.pty.wait_for("the board again", |screen| {
        first(&screen.contents()) == first(&before) && !screen.contents().contains("Stopped")
    });
    assert_eq!(open.pty.settings(), raw);
    open.pty.press("q");
    // The program has given back what it found when it came back.
    let status = open.pty.wait_for_end();
    assert_eq!(status.code(), Some(0));
    open.sent_back(0);
}

#[test]
fn a_terminal_that_takes_no_bytes_does_not_keep_the_program() {
    let mut open = open();
    open.pty.stop_reading();
    for round in 0..100 {
        open.pty.resize(50, 200 + round % 2);
        thread::sleep(Duration::from_millis(5));
    }
    open.pty.kill(Signal::TERM);
    let start = Instant::now();
    open.pty.wait_for_exit();
    assert!(
        start.elapsed() < Duration::from_secs(5),
        "took {:?}",
        start.elapsed()
    );
    assert_eq!(open.pty.settings(), open.settings);
}

#[test]
fn without_a_terminal_it_says_what_to_do() {
    let home = tempfile::tempdir().unwrap();
    let output = Plain::new(WALBOARD)
        .arg("--demo")
        .env("HOME", home.path())
        .output()
        .unwrap();
    assert!(!output.status.success());
    assert!(
        String::from_utf8_lossy(&output.stderr).contains("walboard list"),
        "{output:?}"
    );
    assert_eq!(String::from_utf8_lossy(&output.stdout), "");
}
