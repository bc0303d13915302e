//! Text from the board is not trusted: whatever stands in any column of any table, no command and no screen hands it
//! to the terminal as it is.
//!
//! The tables and the commands are asked for, not listed here, so that new ones are tried without a word.
#![allow(
    clippy::disallowed_methods,
    reason = "tests look at files from outside"
)]
#![cfg(unix)]

#[path = "../common/mod.rs"]
mod common;
mod long;
#[path = "../common/pty.rs"]
mod pty;
mod run;
mod stranger;

use std::thread;
use std::time::Duration;

use pty::Pty;
use run::{commands, try_both};
use rusqlite::Connection;
use rustix::process::Signal;
use stranger::{hex, home, hostile, hostile_home, stranger, texts};

#[test]
fn no_command_says_what_is_hostile_as_it_is() {
    let all = commands(&home(), &[]);
    assert!(all.len() > 20, "{all:?}");
    let odd = hostile();
    // The right ones for some command or other; the rest is refused, which must be harmless as well.
    let arguments = [&[][..], &["1"], &["1", "Doing"], &["1", odd.as_str()]];
    thread::scope(|scope| {
        for part in all.chunks(all.len().div_ceil(3)) {
            let arguments = &arguments;
            scope.spawn(move || {
                let walboard = hostile_home();
                for command in part {
                    for args in arguments {
                        let args = args.iter().map(|arg| (*arg).to_owned());
                        let words: Vec<String> = command.iter().cloned().chain(args).collect();
                        try_both(&walboard, &words);
                    }
                }
            });
        }
    });
}

#[test]
fn no_column_of_any_table_reaches_the_terminal_as_it_is() {
    let tables = texts(&Connection::open(home().path("team.db")).unwrap());
    assert!(
        tables
            .iter()
            .map(|(_, columns)| columns.len())
            .sum::<usize>()
            > 20
    );
    for (table, columns) in tables {
        for column in columns {
            let walboard = home();
            let conn = stranger(&walboard.path("team.db"));
            let sql = format!(
                "UPDATE OR IGNORE {table} SET {column} = CAST(x'{}' AS TEXT)",
                hex()
            );
            conn.execute(&sql, []).unwrap();
            drop(conn);
            for args in [&["list"][..], &["show", "1"], &["log"], &["check"]] {
                let args: Vec<String> = args.iter().map(|arg| (*arg).to_owned()).collect();
                try_both(&walboard, &args);
            }
        }
    }
}

#[test]
fn no_screen_shows_what_is_hostile_as_it_is() {
    let walboard = home();
    let conn = stranger(&walboard.path("team.db"));
    for (table, columns) in texts(&conn) {
        for column in columns {
            let free = [
                "title", "body", "assignee", "blocked", "name", "label", "text", "by", "source",
            ];
            if free.contains(&column.as_str()) {
                let sql = format!(
                    "UPDATE OR IGNORE {table} SET {column} = {column} || CAST(x'{}' AS TEXT)",
                    hex()
                );
                conn.execute(&sql, []).unwrap();
            }
        }
    }
    conn.execute(
        "UPDATE card SET body = body || replace(hex(zeroblob(20000)), '0', 'x') WHERE id = 1",
        [],
    )
    .unwrap();
    drop(conn);
    let command = pty::walboard(env!("CARGO_BIN_EXE_walboard"), walboard.home())
        .env("WALBOARD", walboard.path("team.db"))
        .env("WALBOARD_USER", "ann");
    let mut ann = Pty::spawn(command, 30, 100);
    ann.wait_for("a drawn board", |screen| screen.contents().contains("EVIL"));
    // Everywhere, through every list; what a key means may change, and none of it does harm.
    for keys in [
        "<enter>", "jjj", "<esc>", "l<enter>", "G", "<esc>", "A", "<esc>", "m", "<esc>", "t",
        "<esc>", "a", "<esc>", "p", "<esc>", "@", "<esc>", "E", "<esc>", "r", "<esc>", "/EVIL",
        "<esc>", "?", "<esc>", "P", "<esc>", "i", "<esc>", "I", "<esc>", "T", "<esc>", "C",
        "<esc>", "F", "<esc>", "s", "<esc>", "w", "<esc>", ":", "<esc>", "L", "u", "U", "<esc>",
    ] {
        ann.press(keys);
        ann.wait_until_read();
        thread::sleep(Duration::from_millis(20));
    }
    ann.wait_until_quiet();
    let bytes = ann.since(0);
    let sent = String::from_utf8(bytes).expect("UTF-8, whatever the file holds");
    steers_nothing(&sent);
    ann.kill(Signal::TERM);
    assert!(ann.wait_for_end().success());
}

/// On a terminal a command may colour what it says, and no more.
#[test]
fn no_command_on_a_terminal_says_what_is_hostile_as_it_is() {
    let walboard = hostile_home();
    for args in [&["list"][..], &["show", "1"], &["log"], &["column", "list"]] {
        let command = pty::walboard(env!("CARGO_BIN_EXE_walboard"), walboard.home())
            .env("WALBOARD", walboard.path("team.db"))
            .args(args);
        let mut terminal = Pty::spawn(command, 30, 100);
        assert!(terminal.wait_for_end().success(), "{args:?}");
        let sent = String::from_utf8(terminal.since(0)).expect("UTF-8, whatever the file holds");
        // The terminal's other side has the last word.
        let said = sent.split("\x1b]777;").next().unwrap();
        assert!(said.contains("EVIL"), "{args:?}: {said}");
        steers_nothing(said);
    }
}

#[track_caller]
fn steers_nothing(sent: &str) {
    for never in [
        "\u{1b}[31mEVIL",
        "\u{1b}]",
        "\u{7}",
        "\u{8}",
        "\u{7f}",
        "\u{9b}",
        "\u{90}",
        "\u{202e}",
        "\u{2066}",
        "\u{200b}",
        "\u{feff}",
        "\t",
    ] {
        assert!(!sent.contains(never), "{never:?} was sent");
    }
}
