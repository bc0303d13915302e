//! A program that is stopped does not hold up the others: it ends its writing first, and takes no turn after.
#![allow(
    clippy::disallowed_methods,
    reason = "tests look at files from outside"
)]
#![cfg(unix)]

mod common;
#[path = "common/open.rs"]
mod open;
#[path = "common/pty.rs"]
mod pty;

use std::fs::{self, File};
use std::process::Command;
use std::sync::mpsc::{self, Receiver};
use std::thread;
use std::time::Duration;

use common::board::{TestBoard, add};
use common::command::Walboard;
use open::{WALBOARD, state, wait_until};
use pty::Pty;
use rustix::process::Signal;
use walboard::store::{go_on, stand_still};

/// Has a thread write a card; gives word when it is saved.
fn write(board: &TestBoard, title: &str) -> Receiver<()> {
    let (mut store, edit, (done, heard)) = (board.open("ann"), add(title), mpsc::channel());
    thread::spawn(move || {
        store.write(&edit).unwrap();
        let _ = done.send(());
    });
    heard
}

fn is_free(board: &TestBoard) -> bool {
    File::open(board.beside(".lock"))
        .unwrap()
        .try_lock()
        .is_ok()
}

const SOON: Duration = Duration::from_millis(300);

/// One test, because it is the whole process that stands still.
#[test]
fn a_process_that_stands_still_has_no_lock_and_takes_none() {
    let board = TestBoard::new();
    board.open("ann").write(&add("first")).unwrap();

    // Nothing begins.
    stand_still();
    let saved = write(&board, "meanwhile");
    assert!(saved.recv_timeout(SOON).is_err() && is_free(&board));
    go_on();
    saved.recv_timeout(pty::DEADLINE).unwrap();

    // What has begun ends first.
    let stranger = rusqlite::Connection::open(&board.path).unwrap();
    stranger.execute_batch("BEGIN IMMEDIATE").unwrap();
    let saved = write(&board, "begun");
    wait_until(|| !is_free(&board), "locked");
    let stopping = thread::spawn(stand_still);
    thread::sleep(SOON);
    assert!(!stopping.is_finished(), "stopped with the lock");
    stranger.execute_batch("COMMIT").unwrap();
    stopping.join().unwrap();
    assert!(is_free(&board));
    go_on();
    saved.recv_timeout(pty::DEADLINE).unwrap();

    // What waits gets no lock, even when it is its turn; and gets it later.
    let held = File::open(board.beside(".lock")).unwrap();
    held.lock().unwrap();
    let saved = write(&board, "waited");
    thread::sleep(SOON);
    stand_still();
    drop(held);
    wait_until(|| is_free(&board), "let go");
    let held = File::open(board.beside(".lock")).unwrap();
    held.lock().unwrap();
    assert!(saved.recv_timeout(SOON).is_err());
    drop(held);
    go_on();
    saved.recv_timeout(pty::DEADLINE).unwrap();
    assert_eq!(board.open("bob").read().unwrap().live_count(), 4);
}

/// A stop that cannot be caught comes at any moment. The system takes who is stopped out of the queue.
#[test]
#[cfg(target_os = "linux")]
fn what_is_stopped_while_it_waits_is_not_given_the_lock() {
    let walboard = Walboard::new();
    walboard.ok(["add", "First"]);
    let held = File::open(walboard.path("team.db.lock")).unwrap();
    held.lock().unwrap();
    let mut adding = walboard.command(["add", "Second"]).spawn().unwrap();
    let pid = adding.id();
    let waits = || {
        let locks = fs::read_to_string("/proc/locks").unwrap();
        let mut waiting = locks.lines().filter(|line| line.contains("-> FLOCK"));
        waiting.any(|line| line.split_whitespace().any(|word| word == pid.to_string()))
    };
    wait_until(waits, "waiting");
    let id = rustix::process::Pid::from_child(&adding);
    rustix::process::kill_process(id, Signal::STOP).unwrap();
    wait_until(|| state(pid) == Some('T'), "stopped");
    held.unlock().unwrap();
    walboard.ok(["add", "Third", "--timeout", "20"]);
    rustix::process::kill_process(id, Signal::CONT).unwrap();
    assert!(adding.wait().unwrap().success());
    let cards = walboard.json(["list"]);
    let titles: Vec<_> = cards
        .as_array()
        .unwrap()
        .iter()
        .map(|card| &card["title"])
        .collect();
    assert_eq!(titles, ["First", "Third", "Second"]);
}

#[test]
fn ctrl_z_in_the_editor_while_an_edit_is_being_saved_lets_the_others_write() {
    let works = Command::new("strace")
        .args(["-qq", "-o", "/dev/null", "true"])
        .output();
    if !works.is_ok_and(|out| out.status.success()) {
        eprintln!("skipped: strace is not to be had here");
        return;
    }
    let walboard = Walboard::new();
    walboard.ok(["add", "First"]);
    // A sync that takes half a second: the Ctrl-Z comes while the edit before it has the lock.
    let command = pty::walboard("strace", walboard.home())
        .args(["-DD", "-f", "-qq", "-o", "/dev/null"])
        .args(["-e", "trace=fsync,fdatasync"])
        .args(["-e", "inject=fsync,fdatasync:delay_enter=500000", WALBOARD])
        .env("WALBOARD", walboard.path("team.db"))
        // Nobody does job control here, so the editor is not stopped by that, and waits by itself.
        .env(
            "VISUAL",
            "kill -TSTP 0; until test -e go; do sleep 0.1; done; rm go; echo from the editor >>",
        );
    let mut ann = Pty::spawn(command, 24, 80);
    ann.wait_for_text("First");
    ann.wait_until_quiet();
    for _ in 0..3 {
        let mark = ann.mark();
        ann.press("+e");
        ann.wait_for_bytes(mark, b"\x1b[?1049l");
        // The main thread waits for the editor: now nothing but a stop has it so for longer than a moment.
        let stopped = || {
            (0..20).all(|_| {
                thread::sleep(Duration::from_millis(5));
                matches!(state(ann.child.id()), Some('t' | 'T'))
            })
        };
        wait_until(stopped, "stopped");
        walboard.ok(["add", "Meanwhile", "--timeout", "8"]);
        assert!(stopped());
        let mark = ann.mark();
        ann.kill(Signal::CONT);
        fs::write(walboard.path("go"), "").unwrap();
        ann.wait_for_bytes(mark, b"\x1b[?1049h");
        ann.wait_for("all of it saved", |screen| {
            screen.contents().contains("saved")
        });
        ann.wait_until_quiet();
    }
    let cards = walboard.json(["list"]);
    assert_eq!(cards.as_array().unwrap().len(), 4);
    let each = ["from the editor"; 3].join("\n");
    assert_eq!(cards[0]["body"], each.as_str());
    ann.press("q");
    assert!(ann.wait_for_end().success());
}
