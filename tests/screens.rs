//! The pictures in assets/screens: `cargo test --test screens -- --ignored` draws them anew from the program itself.
#![allow(
    clippy::disallowed_methods,
    reason = "tests look at files from outside"
)]
#![cfg(unix)]

#[path = "common/pty.rs"]
mod pty;
#[path = "common/shot.rs"]
mod shot;

use std::fs;
use std::path::Path;

use pty::Pty;
use pty_process::blocking::Command;
use shot::{DARK, LIGHT, Theme};

/// The pictures: file name, columns, rows, theme.
const SCREENS: [(&str, u16, u16, &Theme); 5] = [
    ("80x24", 80, 24, &DARK),
    ("120x40", 120, 40, &DARK),
    ("120x40-light", 120, 40, &LIGHT),
    ("200x50", 200, 50, &DARK),
    ("40x12", 40, 12, &DARK),
];

#[test]
#[ignore = "writes assets/screens"]
fn screens_are_drawn() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("assets/screens");
    fs::create_dir_all(&folder).unwrap();
    let home = tempfile::tempdir().unwrap();
    for (name, cols, rows, theme) in SCREENS {
        let mut board = Pty::spawn(demo(home.path()), rows, cols);
        board.wait_for("a drawn board", |screen| {
            !screen.contents().trim().is_empty()
        });
        board.press("j");
        board.wait_until_quiet();
        fs::write(
            folder.join(format!("{name}.svg")),
            shot::svg(&board.screen(), theme),
        )
        .unwrap();
        println!("{name}\n{}", board.framed());
    }
}

/// The themes that come along, each drawn as `theme-NAME.svg`, with a card and a list open.
const THEMES: [&str; 4] = ["dusk", "ember", "paper", "meadow"];

#[test]
#[ignore = "writes assets/screens"]
fn themes_are_drawn() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("assets/screens");
    let home = tempfile::tempdir().unwrap();
    for name in THEMES {
        let config = home.path().join("theme.toml");
        fs::write(&config, format!("[screen]\ntheme = \"{name}\"\n")).unwrap();
        let command = demo(home.path())
            .env("WALBOARD_CONFIG", config)
            .env("COLORTERM", "truecolor");
        let mut board = Pty::spawn(command, 24, 100);
        board.wait_for_text("Ideas");
        board.press("lja");
        board.wait_for_text("Assign");
        board.wait_until_quiet();
        let file = folder.join(format!("theme-{name}.svg"));
        // The theme brings all its colours: whose terminal it is does not matter.
        fs::write(file, shot::svg(&board.screen(), &DARK)).unwrap();
    }
}

#[test]
fn a_picture_keeps_every_cell_in_its_place() {
    let mut parser = vt100::Parser::new(2.try_into().unwrap(), 12.try_into().unwrap(), 0);
    parser.process("┌日本 <a&b>\x1b[7mx\x1b[m\r\n│\x1b[1;31mred\x1b[m".as_bytes());
    let svg = shot::svg(parser.screen(), &DARK);
    for text in [
        // A wide character stands alone, at its own column.
        "<text x=\"8.4\" y=\"13.5\" textLength=\"16.8\" fill=\"#d5d9e3\" xml:space=\"preserve\">日</text>",
        "<text x=\"25.2\" y=\"13.5\" textLength=\"16.8\" fill=\"#d5d9e3\" xml:space=\"preserve\">本</text>",
        // What follows keeps its column, and is escaped.
        "<text x=\"42.0\" y=\"13.5\" textLength=\"50.4\" fill=\"#d5d9e3\" xml:space=\"preserve\"> &lt;a&amp;b&gt;</text>",
        // Reverse video swaps text and ground.
        "fill=\"#1a1d26\" xml:space=\"preserve\">x</text>",
        // A style of its own is a run of its own.
        "fill=\"#f07178\" font-weight=\"700\" xml:space=\"preserve\">red</text>",
    ] {
        assert!(svg.contains(text), "{text} is not in\n{svg}");
    }
    assert!(svg.contains("<path"), "lines are drawn:\n{svg}");
}

fn demo(home: &Path) -> Command {
    pty::walboard(env!("CARGO_BIN_EXE_walboard"), home).args(["--demo", "--as", "ana"])
}
