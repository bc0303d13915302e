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

mod doing;
mod looking;
mod mouse;
mod newcomer;

use std::fs;
use std::path::PathBuf;

use common::command::Walboard;
use pty::Pty;

/// Opens the board in a terminal of 24 lines, under that name.
fn screen(walboard: &Walboard, name: &str, width: u16, args: &[&str]) -> Pty {
    let home = home(walboard, name);
    let command = pty::walboard(env!("CARGO_BIN_EXE_walboard"), &home)
        .args(args)
        .env("WALBOARD", walboard.path("team.db"))
        .env("WALBOARD_USER", name);
    let mut pty = Pty::spawn(command, 24, width);
    pty.wait_for_text("help");
    pty
}

/// Returns the home folder of one of those who share the board.
fn home(walboard: &Walboard, name: &str) -> PathBuf {
    let home = walboard.home().join(name);
    fs::create_dir_all(&home).unwrap();
    home
}

/// Opens the board for ann and for bob, each of whom knows that the other is there.
fn two(walboard: &Walboard, width: u16) -> (Pty, Pty) {
    let mut both = (
        screen(walboard, "ann", width, &[]),
        screen(walboard, "bob", width, &[]),
    );
    both.0.wait_for_text("ann, bob");
    both.1.wait_for_text("bob, ann");
    both
}

/// Tells whether a card stands between these cells of a row.
fn card_in(screen: &vt100::Screen, title: &str, columns: std::ops::Range<u16>) -> bool {
    screen.contents().contains(title) && columns.contains(&find(screen, title).0)
}

#[track_caller]
fn wait_for_card(pty: &mut Pty, title: &str, columns: std::ops::Range<u16>) {
    pty.wait_for(&format!("{title} in its column"), |screen| {
        card_in(screen, title, columns.clone())
    });
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
