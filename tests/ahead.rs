//! Keys that come faster than they are saved: the screen runs ahead of the file by so much and no more, the rest waits
//! in the terminal, and each key is done in its turn.
//!
//! `WALBOARD_TEST_AHEAD=10000 cargo test --test ahead` is the long form, in edits.
#![allow(
    clippy::disallowed_methods,
    reason = "tests look at files from outside"
)]
#![cfg(target_os = "linux")]

mod common;
#[path = "common/open.rs"]
mod open;
#[path = "common/pty.rs"]
mod pty;

use std::env;
use std::fs::File;
use std::time::Instant;

use common::board::{TestBoard, add};
use open::{WALBOARD, wait_until};
use pty::Pty;
use walboard::board::CardId;

/// A board with one card, in a terminal, and its lock in other hands.
struct Stuck {
    board: TestBoard,
    screen: Pty,
    lock: File,
}

fn stuck() -> Stuck {
    let board = TestBoard::new();
    board.open("maker").write(&add("The only one")).unwrap();
    let command = pty::walboard(WALBOARD, board.dir.path())
        .env("WALBOARD", &board.path)
        .env("WALBOARD_USER", "ann");
    let mut screen = Pty::spawn(command, 24, 100);
    screen.wait_for_text("The only one");
    screen.wait_until_quiet();
    let lock = File::open(board.beside(".lock")).unwrap();
    lock.lock().unwrap();
    Stuck {
        board,
        screen,
        lock,
    }
}

fn unread(screen: &Pty) -> u64 {
    rustix::io::ioctl_fionread(screen.slave()).unwrap()
}

#[test]
fn keys_faster_than_they_are_saved_wait_in_the_terminal_and_each_has_its_turn() {
    let edits: usize = env::var("WALBOARD_TEST_AHEAD").map_or(200, |edits| edits.parse().unwrap());
    let mut stuck = stuck();
    let store = stuck.board.open("reader");
    let first = store.last_seq().unwrap();
    let screen = &mut stuck.screen;
    screen.press(&"+-".repeat(edits / 2));
    screen.wait_for_text("64 edits and keys");
    // More than is read ahead; they do nothing but take room.
    screen.press(&"j".repeat(6_000));
    screen.press("nTyped last<enter>");
    wait_until(
        || unread(screen) > 0 && screen.text().contains("waiting for"),
        "left in the terminal",
    );
    let mark = screen.text();
    assert!(mark.contains("64 edits and keys"), "{mark}");

    stuck.lock.unlock().unwrap();
    let end = Instant::now() + pty::DEADLINE * (1 + u32::try_from(edits / 500).unwrap());
    while store.last_seq().unwrap() < first + i64::try_from(edits).unwrap() + 1 {
        assert!(Instant::now() < end, "{}", screen.framed());
        std::thread::sleep(std::time::Duration::from_millis(20));
    }
    let screen = &mut stuck.screen;
    screen.wait_for("all saved", |screen| {
        let text = screen.contents();
        text.contains("Typed last") && text.contains(" saved") && !text.contains("edits")
    });
    let journal = store.journal(None, first, usize::MAX).unwrap();
    assert_eq!(journal.len(), edits + 1, "an edit for each key");
    let (last, steps) = journal.split_last().unwrap();
    assert!(steps.iter().all(|step| step.card() == Some(CardId(1))));
    let mut names: Vec<_> = journal.iter().map(|change| change.edit.clone()).collect();
    names.dedup();
    assert_eq!(
        names.len(),
        journal.len(),
        "each is a transaction of its own"
    );
    assert_eq!(last.card(), Some(CardId(2)), "in the order they were typed");
    screen.press("q");
    assert!(screen.wait_for_end().success());
}

#[test]
fn who_asks_twice_gets_out_while_keys_wait() {
    let mut stuck = stuck();
    let screen = &mut stuck.screen;
    screen.press(&"+-".repeat(100));
    screen.wait_for_text("64 edits and keys");
    screen.press("<c-c>");
    screen.wait_for_text("^c again leaves");
    screen.press("<c-c>");
    assert!(!screen.wait_for_end().success());
    let said = String::from_utf8_lossy(&screen.since(0)).into_owned();
    assert!(said.contains("may not have been saved"), "{said}");
}
