//! The board in a terminal, as the user has it set up.
#![allow(
    clippy::disallowed_methods,
    reason = "tests look at files from outside"
)]
#![cfg(unix)]

#[path = "common/open.rs"]
mod open;
#[path = "common/pty.rs"]
mod pty;

use std::fs;

use open::{Open, open_with};
use tempfile::TempDir;

/// A sample board with a configuration of that text.
fn open(config: &str) -> (Open, TempDir) {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("my.toml");
    fs::write(&file, config).unwrap();
    let open = open_with(|command| command.env("WALBOARD_CONFIG", file), 24, 120);
    (open, folder)
}

#[test]
fn a_bad_configuration_opens_the_board_and_says_the_line() {
    let (mut open, _folder) = open("[screen]\n\ncolor = \"blue\"\n[keys.board]\nx = \"quit\"\n");
    let text = open.pty.wait_for_text("my.toml:3: color: must be one of");
    assert!(
        text.contains("Esc clear") && text.contains("x quit"),
        "{text}"
    );
    open.pty.press("<esc>");
    open.pty.wait_for("the message to be gone", |screen| {
        !screen.contents().contains("my.toml")
    });
    // The rest of the file counts.
    open.pty.press("x");
    assert_eq!(open.given_back(), Some(0));
}

#[test]
fn a_key_of_ones_own_works_and_is_shown() {
    let (mut open, _folder) = open(
        "[keys]\nboard = { \"<c-x>\" = \"archive\", gx = \"help\", \"?\" = \"none\", \"<f2>\" = \"quit\" }\n",
    );
    open.pty.wait_for_text("^x archive");
    open.pty.press("<c-x>");
    open.pty.wait_for_text("archived #");
    open.pty.press("g");
    open.pty.wait_for_text("g…");
    open.pty.press("x");
    open.pty.wait_for_text("type to search");
    open.pty.press("<esc>");
    open.pty.send(b"\x1bOQ");
    assert_eq!(open.given_back(), Some(0));
}
