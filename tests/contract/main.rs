//! The contract of the command line: each command says what it did in words and in JSON, and fails with its code.
//!
//! One row for each command. A command that has no row fails the test, and so does JSON that no schema describes.
#![allow(
    clippy::disallowed_methods,
    reason = "tests look at files from outside"
)]

#[path = "../common/mod.rs"]
mod common;
#[path = "../common/schema.rs"]
mod schema;
mod table;

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Stdio;
use std::thread;

use common::command::{Ran, Walboard};
use serde_json::Value;

use table::Json::{Each, Lines, Nothing, One};
use table::{Row, TABLE};

/// Makes the board that each row begins with, in a file that nobody has open.
fn board() -> (Walboard, PathBuf) {
    let walboard = Walboard::new();
    let made: [&[&str]; 8] = [
        &[
            "add",
            "Door",
            "-b",
            "It squeaks",
            "-l",
            "bug",
            "--item",
            "oil",
            "--item",
            "paint",
        ],
        &[
            "add",
            "Gate",
            "-c",
            "Doing",
            "-p",
            "high",
            "-a",
            "ann",
            "--blocked",
            "frozen",
        ],
        &["add", "Old"],
        &["add", "Taken", "-c", "Doing"],
        &["comment", "1", "Still squeaks"],
        &["archive", "3"],
        &["claim", "-c", "Doing", "--for", "1h"],
        &["check-item", "1", "tick", "2"],
    ];
    for args in made {
        walboard.ok(args);
    }
    walboard.ok(["edit", "2", "-d", "2031-02-03"]);
    walboard.ok(["undo"]);
    walboard.ok(["backup", "first.db"]);
    let path = walboard.path("first.db");
    (walboard, path)
}

/// Returns a home with a copy of that board, and what else the commands are given.
fn home(board: &Path) -> Walboard {
    let walboard = Walboard::homeless();
    fs::copy(board, walboard.path("team.db")).unwrap();
    fs::write(walboard.path("cards.csv"), "title,column\nFence,To do\n").unwrap();
    walboard
}

/// Runs a command; one that goes on for ever is told to end once it has said something.
fn run(walboard: &Walboard, args: &[&str], json: bool) -> Ran {
    // The list of snapshots is empty, and none can be named, before one is taken.
    let mut args: Vec<String> = args.iter().map(|arg| (*arg).to_owned()).collect();
    if let Some(kept) = args.iter().position(|arg| arg == "kept") {
        let taken = walboard.json(["snapshots", "take"]);
        args[kept] = taken["name"].as_str().unwrap().to_owned();
    }
    if json {
        args.insert(0, "--json".to_owned());
    }
    let mut command = walboard.command(&args);
    if !args.contains(&"watch".to_owned()) {
        return Ran::from(command.output().unwrap());
    }
    let child = command
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    watched(child)
}

#[cfg(unix)]
fn watched(mut child: std::process::Child) -> Ran {
    use std::io::Read as _;

    use rustix::process::{Pid, Signal, kill_process};

    // One that cannot begin says nothing.
    let mut first = [0];
    let said = child.stdout.as_mut().unwrap().read(&mut first).unwrap();
    if said > 0 {
        kill_process(Pid::from_child(&child), Signal::TERM).unwrap();
    }
    let mut ran = child.wait_with_output().unwrap();
    ran.stdout.splice(0..0, first[..said].iter().copied());
    Ran::from(ran)
}

#[cfg(not(unix))]
fn watched(mut child: std::process::Child) -> Ran {
    thread::sleep(std::time::Duration::from_secs(2));
    child.kill().unwrap();
    Ran::from(child.wait_with_output().unwrap())
}

fn check(row: &Row, board: &Path) {
    let Row(name, args, says, json, (code, wrong, why)) = row;
    let ran = run(&home(board), args, false);
    assert_eq!(
        (ran.code, ran.err.as_str()),
        (Some(0), ran.err.as_str()),
        "{name}: {ran:?}"
    );
    assert!(
        ran.out.contains(says),
        "{name} does not say {says:?}: {ran:?}"
    );
    assert!(!ran.out.contains('\u{1b}'), "{name}: colours in a pipe");
    if !matches!(json, Nothing) {
        // What is not told in JSON goes to the standard error.
        assert!(
            serde_json::from_str::<Value>(&ran.out).is_err() || *name == "add" || *name == "claim",
            "{name}"
        );
    }
    let ran = run(&home(board), args, true);
    let value = || -> Value {
        serde_json::from_str(&ran.out).unwrap_or_else(|_| panic!("{name}: {ran:?}"))
    };
    match json {
        One(schema) => schema::valid(schema, &value()),
        Each(schema) => {
            let all = value();
            all.as_array()
                .unwrap_or_else(|| panic!("{name}: {all}"))
                .iter()
                .for_each(|one| schema::valid(schema, one));
        }
        Lines(schema) => ran
            .out
            .lines()
            .for_each(|line| schema::valid(schema, &serde_json::from_str(line).expect(line))),
        Nothing => {}
    }
    if !matches!(json, Nothing) {
        assert_eq!(
            (ran.code, ran.err.as_str()),
            (Some(0), ""),
            "{name}: {ran:?}"
        );
        assert_eq!(
            ran.out.lines().count(),
            ran.out.matches('\n').count(),
            "{name}: whole lines"
        );
    }
    let ran = run(&home(board), wrong, false);
    assert_eq!(
        (ran.code, ran.out.as_str()),
        (Some(*code), ""),
        "{name}: {ran:?}"
    );
    assert!(
        ran.err.starts_with("walboard: ") && ran.err.contains(why),
        "{name}: {ran:?}"
    );
}

#[test]
fn each_command_says_what_it_did_in_words_and_in_json_and_fails_with_its_code() {
    let (_home, board) = board();
    let failed = |row: &&Row| std::panic::catch_unwind(|| check(row, &board)).is_err();
    let failed: Vec<&str> = thread::scope(|scope| {
        let parts = TABLE.chunks(TABLE.len().div_ceil(4)).map(|part| {
            let failed = &failed;
            scope.spawn(move || part.iter().filter(failed).collect::<Vec<_>>())
        });
        let parts: Vec<_> = parts.collect();
        let failed = parts.into_iter().flat_map(|part| part.join().unwrap());
        failed.map(|row| row.0).collect()
    });
    assert_eq!(failed, [""; 0], "these are told of above");
}

/// Returns the commands below one that have none below them, by their words.
fn leaves(command: &clap::Command, above: &str, found: &mut BTreeSet<String>) {
    for below in command.get_subcommands() {
        if below.is_hide_set() || below.get_name() == "help" {
            continue;
        }
        let name = format!("{above} {}", below.get_name());
        match below.has_subcommands() {
            true => leaves(below, &name, found),
            false => drop(found.insert(name.trim().to_owned())),
        }
    }
}

#[test]
fn no_command_is_missing_from_the_table() {
    let mut commands = BTreeSet::new();
    let mut all = walboard::cli::arguments();
    all.build();
    leaves(&all, "", &mut commands);
    let rows: BTreeSet<String> = TABLE.iter().map(|row| row.0.to_owned()).collect();
    assert_eq!(commands, rows);
    assert_eq!(rows.len(), TABLE.len(), "a command has two rows");
}

#[test]
fn each_schema_is_that_of_something() {
    let described: BTreeSet<&str> = TABLE
        .iter()
        .filter_map(|row| match row.3 {
            One(schema) | Each(schema) | Lines(schema) => Some(schema),
            Nothing => None,
        })
        // Said in the tests below, and in tests/export.rs.
        .chain(["board", "clash", "config-path"])
        .collect();
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("assets/schema");
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_stem().unwrap().to_str().unwrap();
        assert!(described.contains(name), "{name}");
    }
}

#[test]
fn what_else_is_said_in_json_has_its_schema_too() {
    let (walboard, _) = board();
    schema::valid("config-path", &walboard.json(["config", "--path"]));
    schema::valid("exported", &walboard.json(["export", "-o", "team.json"]));
    schema::valid("board", &walboard.json(["export"]));
    schema::valid("hooks", &walboard.json(["hooks", "allow"]));
    let several = walboard.json(["edit", "1", "2", "-p", "low"]);
    several
        .as_array()
        .unwrap()
        .iter()
        .for_each(|card| schema::valid("card", card));
    // Somebody else changes what was changed last, and then it cannot be taken back
    walboard.ok(["edit", "1", "-t", "Wall", "--as", "ann"]);
    walboard.ok(["edit", "1", "-t", "Roof", "--as", "bo"]);
    let ran = walboard.run(["undo", "--as", "ann", "--json"]);
    assert_eq!(ran.code, Some(4), "{ran:?}");
    schema::valid("clash", &serde_json::from_str(&ran.out).expect(&ran.out));
}
