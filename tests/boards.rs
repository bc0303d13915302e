//! Several boards, one after the other, in one running walboard.
#![allow(
    clippy::disallowed_methods,
    reason = "tests look at files from outside"
)]
#![cfg(unix)]

#[path = "common/pty.rs"]
mod pty;

use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::process::Command;
use std::time::{Duration, Instant};
use std::{fs, thread};

use pty::Pty;
use tempfile::TempDir;

const WALBOARD: &str = env!("CARGO_BIN_EXE_walboard");

/// Runs a command of walboard's in a home of its own; returns what it printed.
fn walboard(home: &Path, args: &[&str]) -> String {
    let output = Command::new(WALBOARD)
        .args(args)
        .current_dir(home)
        .env_clear()
        .env("HOME", home)
        .env("WALBOARD_USER", "ann")
        .output()
        .unwrap();
    assert!(output.status.success(), "{args:?}: {output:?}");
    String::from_utf8(output.stdout).unwrap()
}

/// A home with the boards alpha and beta in its data folder, each with a card.
fn home() -> TempDir {
    let home = tempfile::tempdir().unwrap();
    for (name, card) in [("alpha", "first of alpha"), ("beta", "first of beta")] {
        walboard(home.path(), &["init", name, "--title", name]);
        walboard(home.path(), &["-B", name, "add", card]);
    }
    home
}

fn open(home: &Path, board: &str) -> Pty {
    let command = pty::walboard(WALBOARD, home)
        .env("WALBOARD_USER", "ann")
        .arg(board);
    let mut pty = Pty::spawn(command, 24, 100);
    pty.wait_for_text(&format!("first of {board}"));
    pty
}

/// Returns how many descriptors a process has on a board's files.
fn descriptors(pid: u32, board: &str) -> usize {
    let folder = format!("/proc/{pid}/fd");
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    let targets = entries.filter_map(|entry| fs::read_link(entry.path()).ok());
    let file = format!("/{board}.db");
    targets
        .filter(|target| target.to_string_lossy().contains(&file))
        .count()
}

/// Waits until it is so.
#[track_caller]
fn wait_until(what: &str, so: impl Fn() -> bool) {
    let end = Instant::now() + pty::DEADLINE;
    while !so() {
        assert!(Instant::now() < end, "waited for: {what}");
        thread::sleep(Duration::from_millis(5));
    }
}

#[test]
fn another_board_takes_the_place_of_this_one_and_is_live() {
    let home = home();
    let mut pty = open(home.path(), "alpha");
    pty.press("b");
    pty.wait_for("the list of boards", |screen| {
        let text = screen.contents();
        text.contains("Boards") && text.contains("beta.db")
    });
    pty.press("<down><enter>");
    pty.wait_for_text("first of beta");
    assert!(!pty.text().contains("first of alpha"));
    // It is live, and writes go to it.
    walboard(home.path(), &["-B", "beta", "add", "from outside"]);
    pty.wait_for_text("from outside");
    pty.press("nfrom the screen<enter>");
    pty.wait_for("it saved", |screen| {
        let text = screen.contents();
        text.contains("from the screen") && text.contains("saved")
    });
    let list = walboard(home.path(), &["-B", "beta", "list"]);
    assert!(list.contains("from the screen"), "{list}");
    assert!(!walboard(home.path(), &["-B", "alpha", "list"]).contains("from the screen"));
    // Nothing of the first board is left open, and nobody is on it.
    wait_until("alpha is closed", || {
        descriptors(pty.child.id(), "alpha") == 0
    });
    assert!(!walboard(home.path(), &["-B", "alpha", "who"]).contains("screen"));
    // And back, around the end of the list.
    pty.press("]");
    pty.wait_for_text("first of alpha");
    pty.press("[");
    pty.wait_for_text("from the screen");
}

#[test]
fn what_was_typed_and_not_saved_is_still_there_after_another_board() {
    let home = home();
    let mut pty = open(home.path(), "alpha");
    pty.press("nhalf a title<esc>");
    pty.wait_for_text("goes on with it");
    pty.press("]");
    pty.wait_for_text("first of beta");
    pty.press("]");
    pty.wait_for_text("first of alpha");
    pty.press("n");
    pty.wait_for_text("half a title");
}

#[test]
fn a_board_that_cannot_be_opened_leaves_this_one_open() {
    let home = home();
    let data = home.path().join(".local/share/walboard");
    fs::write(data.join("zeta.db"), "this is no board at all").unwrap();
    let mut pty = open(home.path(), "beta");
    pty.press("]");
    pty.wait_for_text("this board stays open");
    pty.press("<esc>nstill here<enter>");
    pty.wait_for_text("still here");
    pty.wait_for_text("saved");
    assert!(walboard(home.path(), &["-B", "beta", "list"]).contains("still here"));
}

#[test]
fn how_a_board_is_looked_at_is_kept_for_the_next_time_and_not_in_the_board() {
    let home = home();
    let mut pty = open(home.path(), "alpha");
    pty.press("wp");
    pty.wait_for_text("no priority");
    pty.press("/first<enter>");
    pty.wait_for_text("1 of 1 card");
    pty.press("FsMine<enter>");
    pty.wait_for_text("[1 Mine]");
    pty.press("q");
    assert!(pty.wait_for_end().success());
    let log = walboard(home.path(), &["-B", "alpha", "log"]);
    assert!(!log.contains("Mine"), "{log}");
    let mut pty = open(home.path(), "alpha");
    pty.wait_for("lanes and tabs", |screen| {
        let text = screen.contents();
        text.contains("no priority") && text.contains("1 Mine")
    });
    // A state that is no state is no harm.
    pty.press("q");
    assert!(pty.wait_for_end().success());
    let states = home.path().join(".local/state/walboard/boards");
    for entry in fs::read_dir(&states).unwrap() {
        fs::write(entry.unwrap().path(), "{ nonsense").unwrap();
    }
    let pty = open(home.path(), "alpha");
    assert!(!pty.text().contains("no priority"));
}

#[test]
fn a_text_that_was_not_saved_on_another_board_is_kept_at_the_end() {
    let home = home();
    let editor = home.path().join("editor");
    fs::write(
        &editor,
        "#!/bin/sh\necho 'precious words' >> \"$1\"\nexit 1\n",
    )
    .unwrap();
    fs::set_permissions(&editor, fs::Permissions::from_mode(0o755)).unwrap();
    let command = pty::walboard(WALBOARD, home.path())
        .env("WALBOARD_USER", "ann")
        .env("EDITOR", &editor)
        .arg("alpha");
    let mut pty = Pty::spawn(command, 24, 100);
    pty.wait_for_text("first of alpha");
    pty.press("e");
    pty.wait_for_text("editor failed");
    pty.press("<esc>]");
    pty.wait_for_text("first of beta");
    pty.press("q");
    assert!(!pty.wait_for_end().success());
    let text = pty.text();
    assert!(text.contains("the text of #1 is kept in"), "{text}");
}
