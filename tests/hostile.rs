//! Text from the board is not trusted: whatever stands in any column of any table, no command and no screen hands it
//! to the terminal as it is.
//!
//! The tables and the commands are asked for, not listed here, so that new ones are tried without a word.
#![allow(
    clippy::disallowed_methods,
    reason = "tests look at files from outside"
)]
#![cfg(unix)]

mod common;
#[path = "common/pty.rs"]
mod pty;

use std::fs::File;
use std::path::Path;
use std::process::Stdio;
use std::thread;
use std::time::{Duration, Instant};

use common::command::Walboard;
use pty::Pty;
use rusqlite::Connection;
use rustix::process::Signal;
use walboard::demo;

/// Sets colours, the clipboard and the title, opens a link, rings, goes backwards, hides, and ends in no text at all.
/// As bytes, because the last one is none of UTF-8.
const HOSTILE: &[u8] =
    b"a\x1b[31mEVIL\x1b]52;c;RVZJTA==\x07\x1b]0;EVIL\x1b\\\x1b]8;;http://evil\x1b\\b\
    \xc2\x9b2J\xc2\x90q\x7f\x08\r\tc\xe2\x80\xaed\xe2\x81\xa6e\xe2\x80\x8bf\xef\xbb\xbfg\xff\xc3";

/// The same where it must be text, as in JSON.
fn hostile() -> String {
    String::from_utf8_lossy(HOSTILE).into_owned()
}

fn hex() -> String {
    HOSTILE.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// What the file holds: each table with its columns of text.
fn texts(conn: &Connection) -> Vec<(String, Vec<String>)> {
    let mut tables = conn
        .prepare(
            "SELECT name FROM sqlite_master
             WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name",
        )
        .unwrap();
    let tables: Vec<String> = tables
        .query_map([], |row| row.get(0))
        .unwrap()
        .collect::<Result<_, _>>()
        .unwrap();
    let columns = |table: &String| -> Vec<String> {
        let mut query = conn
            .prepare("SELECT name FROM pragma_table_info(?1) WHERE type = 'TEXT'")
            .unwrap();
        query
            .query_map([table], |row| row.get(0))
            .unwrap()
            .collect::<Result<_, _>>()
            .unwrap()
    };
    tables
        .into_iter()
        .map(|table| {
            let columns = columns(&table);
            (table, columns)
        })
        .collect()
}

/// Opens the file as a stranger who keeps no rule of it.
fn stranger(path: &Path) -> Connection {
    let conn = Connection::open(path).unwrap();
    conn.execute_batch(
        "PRAGMA ignore_check_constraints = ON; PRAGMA foreign_keys = OFF;
         DROP TRIGGER journal_is_not_rewritten;",
    )
    .unwrap();
    for (table, columns) in texts(&conn) {
        let any: bool = conn
            .query_row(
                &format!("SELECT EXISTS (SELECT 1 FROM {table})"),
                [],
                |row| row.get(0),
            )
            .unwrap();
        if !any {
            fill(&conn, &table, &columns);
        }
    }
    conn
}

/// Puts a row into an empty table: a card's, as all such tables have it.
fn fill(conn: &Connection, table: &str, texts: &[String]) {
    let mut query = conn
        .prepare("SELECT name FROM pragma_table_info(?1)")
        .unwrap();
    let names: Vec<String> = query
        .query_map([table], |row| row.get(0))
        .unwrap()
        .collect::<Result<_, _>>()
        .unwrap();
    let value = |name: &String| match name.as_str() {
        "kind" => "'blocks'",
        "color" => "'red'",
        "at" => "'2026-01-02T03:04:05.678Z'",
        "other_id" => "2",
        name if texts.iter().any(|text| text == name) => "'x'",
        _ => "1",
    };
    let values: Vec<&str> = names.iter().map(value).collect();
    let (names, values) = (names.join(", "), values.join(", "));
    conn.execute(
        &format!("INSERT INTO {table} ({names}) VALUES ({values})"),
        [],
    )
    .unwrap();
}

/// A copy of the sample board in a home of its own.
fn home() -> Walboard {
    let walboard = Walboard::homeless();
    let demo = demo::make().unwrap();
    let conn = Connection::open(demo.path()).unwrap();
    let to = walboard.home().join("team.db");
    conn.execute("VACUUM INTO ?1", [to.to_str().unwrap()])
        .unwrap();
    let copy = Connection::open(to).unwrap();
    copy.execute_batch("PRAGMA journal_mode = WAL").unwrap();
    walboard
}

/// Runs the program with what it writes kept as bytes; ends it when it goes on for ever, as `watch` does.
fn run(walboard: &Walboard, args: &[String]) -> Vec<u8> {
    let files = ["out", "err"].map(|name| walboard.home().join(name));
    let [out, err] = files.clone().map(|file| File::create(file).unwrap());
    let mut child = walboard
        .command(args)
        .env("VISUAL", "true")
        .stdin(Stdio::null())
        .stdout(out)
        .stderr(err)
        .spawn()
        .unwrap();
    let patience = if args.iter().any(|arg| arg == "watch") {
        Duration::from_millis(300)
    } else {
        pty::DEADLINE
    };
    let end = Instant::now() + patience;
    while child.try_wait().unwrap().is_none() {
        if Instant::now() > end {
            child.kill().unwrap();
        }
        thread::sleep(Duration::from_millis(1));
    }
    files.map(|file| std::fs::read(file).unwrap()).concat()
}

#[track_caller]
fn is_harmless(bytes: &[u8], what: &str) {
    let Ok(text) = std::str::from_utf8(bytes) else {
        panic!("{what}: not UTF-8: {:?}", String::from_utf8_lossy(bytes));
    };
    let steers = |letter: char| {
        letter.is_control() && letter != '\n'
            || matches!(letter, '\u{200B}' | '\u{FEFF}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
    };
    if let Some(at) = text.find(steers) {
        let from = text.floor_char_boundary(at.saturating_sub(40));
        let to = text.ceil_char_boundary((at + 40).min(text.len()));
        panic!("{what}: {:?}", &text[from..to]);
    }
}

/// Runs it as a person would and as a script would; nothing of it may steer the terminal, and JSON is JSON.
fn try_both(walboard: &Walboard, args: &[String]) {
    let what = args.join(" ").escape_debug().to_string();
    is_harmless(&run(walboard, args), &what);
    let mut json = vec!["--json".to_owned()];
    json.extend_from_slice(args);
    let out = run(walboard, &json);
    is_harmless(&out, &what);
    let out = std::fs::read(walboard.home().join("out")).unwrap();
    let values = serde_json::Deserializer::from_slice(&out).into_iter::<serde_json::Value>();
    for value in values {
        match value {
            Ok(_) => {}
            // Cut off in the middle when it was ended.
            Err(err) if err.is_eof() && args[0] == "watch" => {}
            // Told as they are, with or without --json.
            Err(_) if ["help", "man", "completions"].contains(&args[0].as_str()) => return,
            Err(err) => panic!("{what}: {err}: {:?}", String::from_utf8_lossy(&out)),
        }
    }
}

/// Returns every command there is, as its words.
fn commands(walboard: &Walboard, of: &[String]) -> Vec<Vec<String>> {
    let mut help = of.to_vec();
    help.push("--help".to_owned());
    let out = String::from_utf8(run(walboard, &help)).unwrap();
    let listed = out
        .lines()
        .skip_while(|line| *line != "Commands:")
        .skip(1)
        .take_while(|line| !line.is_empty())
        .filter(|line| line.starts_with("  ") && !line.starts_with("   "))
        .filter_map(|line| line.split_whitespace().next())
        .filter(|name| *name != "help");
    let mut all = Vec::new();
    for name in listed {
        let mut words = of.to_vec();
        words.push(name.to_owned());
        all.extend(commands(walboard, &words));
    }
    if all.is_empty() {
        all.push(of.to_vec());
    }
    all
}

/// A home whose board has it in every column of free text.
fn hostile_home() -> Walboard {
    let walboard = home();
    let conn = stranger(&walboard.path("team.db"));
    for (table, columns) in texts(&conn) {
        // What must be read for the rest to be shown at all stays as it is; it has its turn below.
        let free = |name: &&String| {
            [
                "title", "body", "assignee", "blocked", "name", "label", "text", "by", "actor",
                "user", "source",
            ]
            .contains(&name.as_str())
        };
        for column in columns.iter().filter(free) {
            conn.execute(
                &format!(
                    "UPDATE OR IGNORE {table} SET {column} = CAST(x'{}' AS TEXT) || {column}",
                    hex()
                ),
                [],
            )
            .unwrap();
        }
    }
    for side in ["before", "after"] {
        for field in ["title", "body", "name", "assignee"] {
            let path = format!("$.{field}");
            conn.execute(
                &format!(
                    "UPDATE journal SET {side} = json_set({side}, ?1, ?2 || json_extract({side}, ?1))
                     WHERE json_type({side}, ?1) = 'text'"
                ),
                [&path, &hostile()],
            )
            .unwrap();
        }
    }
    drop(conn);
    walboard
}

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
fn a_line_of_half_a_megabyte_is_shown_and_told() {
    let walboard = hostile_home();
    let conn = Connection::open(walboard.path("team.db")).unwrap();
    let long =
        "UPDATE card SET title = title || replace(hex(zeroblob(250000)), '0', 'x') WHERE id = 1";
    conn.execute(long, []).unwrap();
    drop(conn);
    for args in [
        &["list"][..],
        &["show", "1"],
        &["log"],
        &["move", "1", "Done"],
        &["undo"],
    ] {
        let args: Vec<String> = args.iter().map(|arg| (*arg).to_owned()).collect();
        try_both(&walboard, &args);
    }
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
    ann.kill(Signal::TERM);
    assert!(ann.wait_for_end().success());
}
