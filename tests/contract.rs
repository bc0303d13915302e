//! The contract of the command line: each command says what it did in words and in JSON, and fails with its code.
//!
//! One row for each command. A command that has no row fails the test, and so does JSON that no schema describes.
#![allow(
    clippy::disallowed_methods,
    reason = "tests look at files from outside"
)]

mod common;
#[path = "common/schema.rs"]
mod schema;

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Stdio;
use std::thread;

use common::command::{Ran, Walboard};
use serde_json::Value;

use Json::{Each, Lines, Nothing, One};

/// What a command prints with `--json`.
#[derive(Clone, Copy)]
enum Json {
    /// What that schema describes.
    One(&'static str),
    /// An array of it.
    Each(&'static str),
    /// One of it a line.
    Lines(&'static str),
    /// It prints something that is no JSON: a script, a manual page, a protocol.
    Nothing,
}

/// A command, what it is given, a piece of what it says, what its JSON is; and how it fails: with what code, given
/// what, a piece of why.
struct Row(
    &'static str,
    &'static [&'static str],
    &'static str,
    Json,
    (i32, &'static [&'static str], &'static str),
);

const NO_BOARD: &str = "there is no board";

#[rustfmt::skip]
const TABLE: &[Row] = &[
    Row("init", &["init", "new.db"], "made the board", One("made"),
        (1, &["init", "team.db"], "there already")),
    Row("add", &["add", "Roof", "-l", "bug", "-d", "2031-02-03", "--item", "tiles"], "5\n", One("card"),
        (3, &["add", "x", "-c", "later"], "no column “later”")),
    Row("list", &["list", "+bug"], "1\tTo do\tDoor\t", Each("card"),
        (2, &["list", "due<someday"], "someday")),
    Row("show", &["show", "1"], "#1 Door", One("card"),
        (3, &["show", "9"], "no card #9")),
    Row("edit", &["edit", "1", "-t", "Gate"], "#1 renamed: Gate", One("card"),
        (4, &["edit", "1", "-t", "x", "--if-rev", "77"], "not 77")),
    Row("move", &["move", "1", "2", "Done"], "#1 moved from “To do” to “Done”", Each("card"),
        (3, &["move", "1", "later"], "no column “later”")),
    Row("archive", &["archive", "1"], "#1 archived", Each("card"),
        (3, &["archive", "9"], "no card #9")),
    Row("claim", &["claim", "--to", "Doing", "--for", "1h"], "1\n", One("card"),
        (3, &["claim", "+nothing"], "no such card is free")),
    Row("renew", &["renew", "4", "--for", "2h"], "#4 ", One("card"),
        (4, &["renew", "1", "--for", "2h"], "#1")),
    Row("release", &["release", "4"], "#4 ", One("card"),
        (4, &["release", "2"], "#2")),
    Row("restore", &["restore", "3"], "#3 ", Each("card"),
        (3, &["restore", "9"], "no card #9")),
    Row("delete", &["delete", "1", "--yes"], "#1 deleted", Each("card"),
        (2, &["delete", "1"], "say --yes")),
    Row("comment", &["comment", "1", "Yes"], "#1 ", One("card"),
        (3, &["comment", "1", "x", "--edit", "9"], "9")),
    Row("check-item add", &["check-item", "1", "add", "hinge"], "#1 ", One("card"),
        (3, &["check-item", "9", "add", "x"], "no card #9")),
    Row("check-item tick", &["check-item", "1", "tick", "1"], "#1 ", One("card"),
        (3, &["check-item", "1", "tick", "9"], "9")),
    Row("check-item untick", &["check-item", "1", "untick", "2"], "#1 ", One("card"),
        (3, &["check-item", "1", "untick", "9"], "9")),
    Row("check-item rename", &["check-item", "1", "rename", "1", "grease"], "#1 ", One("card"),
        (3, &["check-item", "1", "rename", "9", "x"], "9")),
    Row("check-item move", &["check-item", "1", "move", "2", "--first"], "#1 ", One("card"),
        (3, &["check-item", "1", "move", "9"], "9")),
    Row("check-item remove", &["check-item", "1", "remove", "1"], "#1 ", One("card"),
        (3, &["check-item", "1", "remove", "9"], "9")),
    Row("block", &["block", "1", "no key"], "#1 ", One("card"),
        (3, &["block", "9", "x"], "no card #9")),
    Row("unblock", &["unblock", "2"], "#2 ", Each("card"),
        (3, &["unblock", "9"], "no card #9")),
    Row("link", &["link", "1", "--blocks", "2"], "#1 ", One("card"),
        (3, &["link", "1", "--blocks", "9"], "no card #9")),
    Row("column list", &["column", "list"], "To do  ", Each("column"),
        (3, &["-B", "none.db", "column", "list"], NO_BOARD)),
    Row("column add", &["column", "add", "Later"], "column “Later” added", One("column"),
        (4, &["column", "add", "Done"], "“Done” already")),
    Row("column rename", &["column", "rename", "Doing", "Now"], "renamed from “Doing”", One("column"),
        (3, &["column", "rename", "x", "y"], "no column “x”")),
    Row("column move", &["column", "move", "Done", "--first"], "column “Done” moved", One("column"),
        (3, &["column", "move", "x"], "no column “x”")),
    Row("column limit", &["column", "limit", "Doing", "3"], "limit none → 3", One("column"),
        (2, &["column", "limit", "Doing", "many"], "a number of cards")),
    Row("column done", &["column", "done", "Doing"], "is where cards are done", One("column"),
        (3, &["column", "done", "x"], "no column “x”")),
    Row("column color", &["column", "color", "Doing", "red"], "color none → red", One("column"),
        (2, &["column", "color", "Doing", "pink"], "the colours are")),
    Row("column remove", &["column", "remove", "Done"], "column “Done” removed", Each("change"),
        (4, &["column", "remove", "To do"], "still has")),
    Row("label list", &["label", "list"], "+bug", Each("label"),
        (3, &["-B", "none.db", "label", "list"], NO_BOARD)),
    Row("label rename", &["label", "rename", "bug", "fault"], "fault", One("label"),
        (3, &["label", "rename", "none", "x"], "none")),
    Row("label color", &["label", "color", "bug", "red"], "color none → red", One("label"),
        (2, &["label", "color", "bug", "pink"], "the colours are")),
    Row("label remove", &["label", "remove", "bug"], "bug", Each("change"),
        (3, &["label", "remove", "none"], "none")),
    Row("log", &["log", "1"], "added to “To do”: Door", Lines("change"),
        (3, &["log", "9"], "no card #9")),
    Row("stats", &["stats"], "finished a week", One("stats"),
        (3, &["stats", "--start", "later"], "no column “later”")),
    Row("watch", &["watch", "--since", "0"], "added to “To do”: Door", Lines("change"),
        (3, &["-B", "none.db", "watch"], NO_BOARD)),
    Row("undo", &["undo"], "(taking back)", Each("change"),
        (4, &["undo", "--as", "nobody"], "nothing of yours to undo")),
    Row("redo", &["redo"], "(taking back)", Each("change"),
        (4, &["redo", "--as", "nobody"], "nothing of yours to redo")),
    Row("boards", &["boards"], "team.db", Each("board-file"),
        (2, &["boards", "--all"], "--all")),
    Row("who", &["who"], "", Each("session"),
        (3, &["-B", "none.db", "who"], NO_BOARD)),
    Row("check", &["check"], "✓ ok", Each("finding"),
        (3, &["-B", "none.db", "check"], NO_BOARD)),
    Row("backup", &["backup", "copy.db"], "copied ", One("copied"),
        (1, &["backup", "team.db"], "there already")),
    Row("repair", &["repair", "team.db", "--into", "new.db"], "saved 3 columns and 4 cards", One("repaired"),
        (3, &["repair", "none.db", "--into", "new.db"], NO_BOARD)),
    Row("import", &["import", "cards.csv"], "1 new card", One("imported"),
        (1, &["import", "none.csv"], "none.csv")),
    Row("export", &["export", "--to", "csv"], "Door", One("exported"),
        (2, &["export", "--to", "trello"], "not written")),
    Row("config", &["config"], "[new-board]", One("config"),
        (2, &["config", "--all"], "--all")),
    Row("hooks allow", &["hooks", "allow"], "whoever may write there", One("hooks"),
        (3, &["-B", "none.db", "hooks", "allow"], NO_BOARD)),
    Row("hooks deny", &["hooks", "deny"], "was not allowed", One("hooks"),
        (2, &["hooks", "deny", "x"], "x")),
    Row("hooks list", &["hooks", "list"], "not allowed", One("hooks"),
        (2, &["hooks", "list", "x"], "x")),
    Row("snapshots list", &["snapshots", "list"], "", Each("snapshot"),
        (2, &["snapshots", "list", "x"], "x")),
    Row("snapshots take", &["snapshots", "take"], "took the snapshot", One("snapshot"),
        (3, &["-B", "none.db", "snapshots", "take"], NO_BOARD)),
    Row("snapshots restore", &["snapshots", "restore", "kept", "--into", "new.db"], "made ", One("restored"),
        (1, &["snapshots", "restore", "none", "--into", "new.db"], "none")),
    Row("completions", &["completions", "bash"], "complete", Nothing,
        (2, &["completions", "tcsh"], "tcsh")),
    Row("man", &["man"], ".TH walboard 1", Nothing,
        (1, &["man", "--to", "none"], "none")),
    Row("mcp", &["mcp"], "", Nothing,
        (3, &["-B", "none.db", "mcp"], NO_BOARD)),
];

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
    leaves(&walboard::cli::arguments(), "", &mut commands);
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
