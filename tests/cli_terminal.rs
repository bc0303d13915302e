//! The command line on a real terminal: rows that fit, and questions.
#![allow(
    clippy::disallowed_methods,
    reason = "tests look at files from outside"
)]
#![allow(missing_docs, reason = "tests")]
#![cfg(unix)]

mod common;

use std::io::{Read as _, Write as _};

use common::command::Walboard;
use pty_process::Size;
use pty_process::blocking::Command;

/// Runs the program on a terminal 40 cells wide, types `keys`, and returns what was shown and the exit code.
fn on_terminal(walboard: &Walboard, args: &[&str], keys: &str) -> (String, Option<i32>) {
    let (mut pty, pts) = pty_process::blocking::open().unwrap();
    pty.resize(Size::new(24, 40)).unwrap();
    let mut child = Command::new(env!("CARGO_BIN_EXE_walboard"))
        .args(args)
        .env_clear()
        .env("HOME", walboard.home())
        .env("WALBOARD", walboard.path("team.db"))
        .env("WALBOARD_USER", "tester")
        .env("TERM", "xterm")
        .current_dir(walboard.home())
        .spawn(pts)
        .unwrap();
    pty.write_all(keys.as_bytes()).unwrap();
    let mut shown = Vec::new();
    let mut buffer = [0; 4096];
    // Linux ends a terminal whose last program is gone with an error.
    while let Ok(count @ 1..) = pty.read(&mut buffer) {
        shown.extend_from_slice(&buffer[..count]);
    }
    let shown = String::from_utf8(shown).unwrap();
    (shown, child.wait().unwrap().code())
}

#[test]
fn rows_fit_the_terminal() {
    let walboard = Walboard::new();
    walboard.ok([
        "add",
        "A title that is a good deal longer than the terminal is wide",
    ]);
    walboard.ok([
        "add",
        "端末の幅よりもずっと長い日本語の題名がここにあります",
        "-l",
        "bug",
        "-a",
        "ana",
    ]);
    walboard.ok(["add", "Short", "-p", "high", "-d", "2031-02-03"]);
    let (shown, code) = on_terminal(&walboard, &["list"], "");
    assert_eq!(code, Some(0));
    let size = |cells| std::num::NonZero::new(cells).unwrap();
    let mut screen = vt100::Parser::new(size(24), size(40), 0);
    screen.process(shown.as_bytes());
    let rows: Vec<String> = screen.screen().rows(0, 40).collect();
    assert!(rows[0].starts_with("To do  3"), "{rows:#?}");
    assert!(
        rows[1].starts_with("  #1  A title that is") && rows[1].contains('…'),
        "{rows:#?}"
    );
    assert!(
        rows[2].starts_with("  #2  端末の幅") && rows[2].contains('…'),
        "{rows:#?}"
    );
    assert!(rows[3].starts_with("  #3  Short"), "{rows:#?}");
    // No row ran over into the next line.
    assert_eq!(
        (rows[4].as_str(), rows[5].as_str()),
        ("", "Doing  0"),
        "{rows:#?}"
    );
    // Colours, unless they are not wanted
    assert!(shown.contains("\u{1b}[1mTo do"), "{shown:?}");
    let (plain, _) = on_terminal(&walboard, &["list", "--color", "never"], "");
    assert!(!plain.contains('\u{1b}'), "{plain:?}");
}

#[test]
fn delete_asks() {
    let walboard = Walboard::new();
    walboard.ok(["add", "Door"]);
    let (shown, code) = on_terminal(&walboard, &["delete", "1"], "n\n");
    assert!(
        shown.contains("#1 Door") && shown.contains("delete for good? [y/N]"),
        "{shown}"
    );
    assert_eq!(code, Some(1));
    let (_, code) = on_terminal(&walboard, &["delete", "1"], "\n");
    assert_eq!(code, Some(1));
    walboard.ok(["show", "1"]);
    let (shown, code) = on_terminal(&walboard, &["delete", "1"], "y\n");
    assert!(shown.contains("#1 deleted"), "{shown}");
    assert_eq!(code, Some(0));
    walboard.fails(3, ["show", "1"]);
}

#[test]
fn long_work_is_shown_on_a_terminal_while_it_lasts_and_nowhere_else() {
    let walboard = Walboard::new();
    walboard.ok(["add", "Door"]);
    let table: [(&[&str], &str, &str); 4] = [
        (&["backup", "copy.db"], "copying", "copied"),
        (
            &["export", "-o", "all.json"],
            "writing 1 cards",
            "wrote 1 cards",
        ),
        (
            &["import", "all.json"],
            "writing 1 cards",
            "reading all.json as",
        ),
        (
            &["repair", "team.db", "--into", "new.db"],
            "saving tables",
            "saved 3 columns",
        ),
    ];
    for (args, work, answer) in table {
        let (shown, code) = on_terminal(&walboard, args, "");
        assert_eq!(code, Some(0), "{shown}");
        assert!(shown.contains(work), "{shown:?}");
        // Nothing of it is left on the screen.
        let mut screen = vt100::Parser::new(
            std::num::NonZero::new(24).unwrap(),
            std::num::NonZero::new(40).unwrap(),
            0,
        );
        screen.process(shown.as_bytes());
        let first = screen.screen().rows(0, 40).next().unwrap();
        assert!(first.starts_with(answer), "{shown:?}");
    }
    for args in [&["backup", "b.db"][..], &["export", "-o", "b.json"]] {
        walboard.ok(args);
    }
}
