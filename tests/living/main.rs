//! A board to live in: the real program in real terminals, by keys and by mouse, with two people on the board where it
//! concerns two.
#![allow(
    clippy::disallowed_methods,
    reason = "tests look at files from outside"
)]
#![cfg(unix)]

#[path = "../common/mod.rs"]
mod common;
#[path = "../common/pty.rs"]
mod pty;

mod mouse;

use common::command::Walboard;
use pty::Pty;

/// Opens the board in a terminal of 24 lines, under that name.
fn screen(walboard: &Walboard, name: &str, width: u16, args: &[&str]) -> Pty {
    let command = pty::walboard(env!("CARGO_BIN_EXE_walboard"), walboard.home())
        .args(args)
        .env("WALBOARD", walboard.path("team.db"))
        .env("WALBOARD_USER", name);
    let mut pty = Pty::spawn(command, 24, width);
    pty.wait_for_text("help");
    pty
}

/// A board of three columns with these cards in the first.
fn with_cards(titles: &[&str]) -> Walboard {
    let walboard = Walboard::new();
    for title in titles {
        walboard.ok(["add", title]);
    }
    walboard
}

/// Returns where a text is on a screen, counted in cells from 0.
#[track_caller]
fn find(screen: &vt100::Screen, text: &str) -> (u16, u16) {
    let contents = screen.contents();
    let mut lines = contents.lines().zip(0..);
    let found = lines.find_map(|(line, y)| Some((line.find(text)?, line, y)));
    let (at, line, y) = found.unwrap_or_else(|| panic!("{text} is not in\n{contents}"));
    (u16::try_from(line[..at].chars().count()).unwrap(), y)
}
