//! The command line tells the journal, and takes back what is in it.
#![allow(
    clippy::disallowed_methods,
    reason = "tests look at files from outside"
)]
#![allow(missing_docs, reason = "tests")]

mod common;

use std::io::{BufRead as _, BufReader};
use std::process::Stdio;
use std::time::{Duration, Instant};

use common::command::Walboard;
use serde_json::{Value, json};

#[test]
fn log_tells_the_journal() {
    let walboard = Walboard::new();
    walboard.ok(["add", "Door", "--as", "ana"]);
    walboard.ok(["move", "1", "doing", "--as", "bo"]);
    walboard.ok(["column", "rename", "doing", "Now"]);
    walboard.ok(["delete", "1", "--yes"]);
    walboard.ok(["column", "remove", "now"]);
    let log = walboard.ok(["log"]);
    let lines: Vec<_> = log.lines().collect();
    assert_eq!(lines.len(), 8, "{log}");
    assert!(
        lines[0].starts_with("    1  ") && lines[0].contains("column “To do” added"),
        "{log}"
    );
    assert!(
        lines[3].contains("  ana (") && lines[3].contains("#1 added to “To do”: Door"),
        "{log}"
    );
    // The name that the column had last, though it is gone
    assert!(
        lines[4].contains("  bo (") && lines[4].contains("moved from “To do” to “Now”"),
        "{log}"
    );
    let of_card = walboard.ok(["log", "#1", "--since", "4"]);
    assert_eq!(of_card.lines().count(), 2, "{of_card}");
    assert_eq!(walboard.ok(["log", "--since", "8"]), "");
    walboard.fails(3, ["log", "2"]);
    let json = walboard.ok(["log", "--json"]);
    let changes: Vec<Value> = json
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect();
    let seqs: Vec<_> = changes
        .iter()
        .map(|change| change["seq"].as_i64().unwrap())
        .collect();
    assert_eq!(seqs, [1, 2, 3, 4, 5, 6, 7, 8]);
    let moved = &changes[4];
    assert_eq!(
        (&moved["kind"], &moved["actor"], &moved["card"]),
        (&json!("move"), &json!("bo"), &json!(1))
    );
    assert_eq!(
        (&moved["before"]["column"], &moved["after"]["column"]),
        (&json!("To do"), &json!("Now"))
    );
    assert!(moved["after"]["rank"].is_string() && moved["after"].get("place").is_none());
    assert_eq!(
        (&moved["column"], &moved["undoes"]),
        (&json!(null), &json!(null))
    );
    let renamed = &changes[5];
    assert_eq!(
        (&renamed["kind"], &renamed["column"], &renamed["card"]),
        (&json!("column rename"), &json!("Now"), &json!(null))
    );
    assert_eq!(changes[6]["after"], json!(null));
    let names = [
        "seq", "at", "actor", "user", "kind", "card", "column", "label", "before", "after", "edit",
        "undoes",
    ];
    for change in &changes {
        assert!(
            change
                .as_object()
                .unwrap()
                .keys()
                .all(|name| names.contains(&name.as_str()))
        );
        assert_eq!(change.as_object().unwrap().len(), names.len());
    }
    assert!(json.starts_with("{\"seq\":1,\"at\":\""));
}

#[test]
fn undo_takes_back_my_own_and_redo_brings_it_back() {
    let walboard = Walboard::new();
    walboard.ok(["add", "Door"]);
    walboard.ok(["edit", "1", "-t", "Gate"]);
    walboard.ok(["edit", "1", "-p", "high", "--as", "ana"]);
    assert_eq!(
        walboard.ok(["undo", "--dry-run"]),
        "this would be taken back:\n#1 renamed: Gate\n"
    );
    assert_eq!(walboard.json(["undo", "-n"])[0]["kind"], "edit");
    assert_eq!(walboard.json(["show", "1"])["title"], "Gate");
    assert_eq!(walboard.ok(["undo"]), "#1 renamed: Door (taking back)\n");
    assert_eq!(
        walboard.json(["redo"])[0]["after"],
        json!({"title": "Gate"})
    );
    walboard.ok(["edit", "1", "-t", "Wall", "--as", "ana"]);
    let refused = walboard.fails(4, ["undo"]);
    let both = "ana changed the title of #1 meanwhile; yours: “Door”, theirs: “Wall”";
    assert!(
        refused.ends_with(both) && refused.contains("--force"),
        "{refused}"
    );
    let ran = walboard.run(["undo", "--json"]);
    let clash: Value = serde_json::from_str(&ran.out).unwrap();
    assert_eq!(
        (ran.code, &clash["yours"], &clash["theirs"]),
        (Some(4), &json!("Door"), &json!("Wall"))
    );
    assert!(
        walboard
            .fails(4, ["undo", "--as", "bo"])
            .contains("nothing of yours to undo")
    );
    walboard.fails(4, ["redo", "--as", "bo"]);
    walboard.fails(4, ["undo", "--dry-run", "--as", "bo"]);
}

#[test]
fn a_refused_undo_can_be_forced_or_skipped() {
    let walboard = Walboard::new();
    walboard.ok(["add", "Door"]);
    walboard.ok(["edit", "1", "-p", "high"]);
    walboard.ok(["edit", "1", "-t", "Gate"]);
    walboard.ok(["edit", "1", "-t", "Wall", "--as", "ana"]);
    walboard.fails(4, ["undo"]);
    let said = walboard.ok(["undo", "--skip"]);
    assert_eq!(said, "#1 priority high → none (taking back)\n");
    walboard.fails(4, ["undo"]);
    assert_eq!(
        walboard.ok(["undo", "--force"]),
        "#1 renamed: Door (taking back)\n"
    );
    walboard.ok(["edit", "1", "-t", "Roof", "--as", "ana"]);
    walboard.fails(4, ["redo"]);
    walboard.ok(["redo", "--force"]);
    assert_eq!(walboard.json(["show", "1"])["title"], "Wall");
    for both in [["--skip", "--force"], ["--force", "--dry-run"]] {
        let ran = walboard.run([["undo"].as_slice(), both.as_slice()].concat());
        assert_eq!(ran.code, Some(2), "{both:?}");
    }
}

#[test]
fn watch_tells_each_change_once_and_goes_on() {
    let walboard = Walboard::new();
    walboard.ok(["add", "before"]);
    let mut command = walboard.command(["watch", "--json", "--since", "3"]);
    let mut watch = command.stdout(Stdio::piped()).spawn().unwrap();
    let mut lines = BufReader::new(watch.stdout.take().unwrap()).lines();
    let mut next = || -> Value { serde_json::from_str(&lines.next().unwrap().unwrap()).unwrap() };
    assert_eq!(next()["seq"], 4);
    for seq in 5..25 {
        walboard.ok(["add", &format!("change {seq}")]);
    }
    for seq in 5..25 {
        assert_eq!(next()["seq"], seq);
    }
    // A column made and removed meanwhile still has its name
    walboard.ok(["column", "add", "Brief"]);
    walboard.ok(["column", "remove", "brief"]);
    assert_eq!(
        (next()["column"].clone(), next()["column"].clone()),
        (json!("Brief"), json!("Brief"))
    );
    drop(lines);
    // Nobody reads any more: it ends by itself, though nothing happens on the board.
    let until = Instant::now() + Duration::from_secs(20);
    let status = loop {
        match watch.try_wait().unwrap() {
            Some(status) => break status,
            None if Instant::now() > until => {
                watch.kill().unwrap();
                panic!("watch goes on though nobody reads");
            }
            None => std::thread::sleep(Duration::from_millis(20)),
        }
    };
    assert_eq!(status.code(), Some(0));
}
