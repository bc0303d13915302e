//! The command line, continued: columns, the journal, undo, and the boards themselves.
#![allow(
    clippy::disallowed_methods,
    reason = "tests look at files from outside"
)]
#![allow(missing_docs, reason = "tests")]

mod common;

use std::io::{BufRead as _, BufReader};
use std::process::Stdio;
use std::time::{Duration, Instant};

use common::command::{Ran, Walboard};
use serde_json::{Value, json};

#[test]
fn columns_are_listed_and_changed() {
    let walboard = Walboard::new();
    walboard.ok(["add", "x", "-c", "doing"]);
    assert_eq!(
        walboard.ok([
            "column", "add", "Review", "--limit", "2", "--before", "done"
        ]),
        "column “Review” added\n"
    );
    assert_eq!(
        walboard.ok(["column", "list"]),
        "To do  0\nDoing  1\nReview  0/2\nDone  0  done\n"
    );
    let added = walboard.ok(["column", "add", "Ideas", "--first", "--json"]);
    assert_eq!(
        added,
        "{\"id\":5,\"name\":\"Ideas\",\"position\":1,\"limit\":null,\"done\":false,\"color\":null,\"cards\":0}\n"
    );
    assert_eq!(
        walboard.ok(["column", "rename", "rev", "Check"]),
        "column “Check” renamed from “Review”\n"
    );
    assert_eq!(
        walboard.ok(["column", "limit", "check", "none"]),
        "column “Check” limit 2 → none\n"
    );
    assert_eq!(
        walboard.json(["column", "move", "check", "--after", "to"])["position"],
        3
    );
    assert_eq!(
        walboard.ok(["column", "remove", "ideas"]),
        "column “Ideas” removed\n"
    );
    assert_eq!(
        walboard.json(["column", "remove", "check"])[0]["kind"],
        "column remove"
    );
    assert_eq!(
        walboard.ok(["column", "done", "doing"]),
        "column “Doing” is where cards are done\n"
    );
    assert_eq!(
        walboard.json(["column", "done", "doing", "--not"])["done"],
        false
    );
    assert_eq!(
        walboard.ok(["column", "color", "doing", "bright-green"]),
        "column “Doing” color none → bright-green\n"
    );
    assert_eq!(
        walboard.ok(["column", "list"]),
        "To do  0\nDoing  1  bright-green\nDone  0  done\n"
    );
    assert_eq!(
        walboard.json(["column", "color", "doing", "none"])["color"],
        json!(null)
    );
    walboard.ok(["column", "add", "Shipped", "--done"]);
    assert_eq!(walboard.json(["column", "list"])[3]["done"], true);
    walboard.ok(["column", "remove", "shipped"]);
    let odd = walboard.run(["column", "color", "doing", "mauve"]);
    assert!(
        odd.code == Some(2) && odd.err.contains("bright-cyan and none"),
        "{odd:?}"
    );
    // Rules
    assert!(
        walboard
            .fails(4, ["column", "remove", "doing"])
            .contains("1 cards")
    );
    assert!(
        walboard
            .fails(4, ["column", "remove", "doing", "--into", "doing"])
            .contains("its own cards")
    );
    assert!(
        walboard
            .fails(4, ["column", "add", "DONE"])
            .contains("already")
    );
    assert!(
        walboard
            .fails(3, ["column", "rename", "d", "x"])
            .contains("could be “Doing”, “Done”")
    );
    walboard.ok(["column", "remove", "doing", "--into", "done"]);
    let columns = walboard.json(["column", "list"]);
    let expected = json!([
        {"id": 1, "name": "To do", "position": 1, "limit": null, "done": false, "color": null, "cards": 0},
        {"id": 3, "name": "Done", "position": 2, "limit": null, "done": true, "color": null, "cards": 1},
    ]);
    assert_eq!(columns, expected);
    // None at all
    walboard.ok(["column", "remove", "done", "--into", "to do"]);
    walboard.ok(["delete", "1", "--yes"]);
    walboard.ok(["column", "remove", "to do"]);
    assert!(
        walboard
            .fails(3, ["add", "x"])
            .contains("walboard column add")
    );
    assert_eq!(walboard.ok(["list"]), "");
}

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

#[test]
fn boards_are_found_in_their_order() {
    let walboard = Walboard::homeless();
    let run = |args: &[&str], board: Option<&str>, folder: &str| -> Ran {
        let mut command = walboard.command(args);
        command
            .env_remove("WALBOARD")
            .current_dir(walboard.path(folder));
        if let Some(board) = board {
            command.env("WALBOARD", board);
        }
        Ran::from(command.output().unwrap())
    };
    std::fs::create_dir_all(walboard.path("a/b")).unwrap();
    // The personal board is the only one that is made unasked
    assert_eq!(run(&["add", "personal"], None, "a/b").ok(), "1\n");
    assert!(walboard.path(".local/share/walboard/personal.db").exists());
    // The folder's own
    assert!(
        run(&["init"], None, "a")
            .ok()
            .contains("made the board “a”")
    );
    run(&["add", "of the folder"], None, "a/b").ok();
    assert!(run(&["list"], None, "a").ok().contains("of the folder"));
    // By name
    let made = run(
        &[
            "init",
            "team",
            "--columns",
            "One,Two",
            "--title",
            "Ours",
            "--json",
        ],
        None,
        "a",
    )
    .ok();
    let made: Value = serde_json::from_str(&made).unwrap();
    let path = walboard.path(".local/share/walboard/team.db");
    assert_eq!(
        made,
        json!({"path": path, "title": "Ours", "columns": ["One", "Two"]})
    );
    run(&["add", "of the team"], Some("team"), "a").ok();
    assert!(
        run(&["list", "-B", "team"], Some("personal"), "a")
            .ok()
            .contains("of the team")
    );
    assert!(
        run(&["list", "-B", path.to_str().unwrap()], None, "a")
            .ok()
            .contains("of the team")
    );
    assert!(run(&["list"], Some(""), "").ok().contains("personal"));
    let boards = run(&["boards", "--json"], None, "a").ok();
    let boards: Vec<Value> = serde_json::from_str(&boards).unwrap();
    let seen: Vec<_> = boards
        .iter()
        .map(|board| (&board["name"], &board["current"]))
        .collect();
    assert_eq!(
        seen,
        [
            (&json!("personal"), &json!(false)),
            (&json!("team"), &json!(false)),
            (&json!(null), &json!(true))
        ]
    );
    let told = run(&["boards"], Some("team"), "a").ok();
    assert!(
        told.contains("\n* team  ") && told.contains("  personal  "),
        "{told}"
    );
    // Nothing else is made unasked
    assert!(
        run(&["list", "-B", "tema"], None, "a")
            .fails(3)
            .contains("no board")
    );
    assert!(
        run(&["list", "-B", "b/none.db"], None, "a")
            .fails(3)
            .contains("none.db")
    );
    assert!(!walboard.path("a/b/none.db").exists());
    assert!(run(&["init"], None, "a").fails(1).contains("there already"));
}

#[test]
fn check_and_backup_tell_the_state() {
    let walboard = Walboard::new();
    walboard.ok(["add", "x"]);
    let check = walboard.ok(["check"]);
    assert!(
        check.lines().all(|line| line.starts_with("✓ ok  ")
            || line.starts_with("• note")
            || line.starts_with("   ")),
        "{check}"
    );
    let findings = walboard.json(["check"]);
    let findings = findings.as_array().unwrap();
    assert!(findings.len() >= 5);
    for finding in findings {
        let finding = finding.as_object().unwrap();
        assert!(
            ["check", "verdict", "found", "advice"]
                .iter()
                .all(|name| finding.contains_key(*name))
        );
        assert!(finding["verdict"] != "bad", "{finding:?}");
    }
    assert!(walboard.ok(["backup", "copy.db"]).contains("copy.db"));
    assert_eq!(
        walboard.json(["list", "-B", "copy.db"]),
        walboard.json(["list"])
    );
    assert!(
        walboard
            .fails(1, ["backup", "copy.db"])
            .contains("there already")
    );
    assert_eq!(walboard.json(["backup", "other.db"])["backup"], "other.db");
}

#[test]
fn check_says_what_is_wrong() {
    let walboard = Walboard::new();
    walboard.ok(["add", "x"]);
    let conn = rusqlite::Connection::open(walboard.path("team.db")).unwrap();
    // The schema lets nobody do this by accident.
    let guards: Vec<String> = conn
        .prepare("SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name = 'journal'")
        .unwrap()
        .query_map([], |row| row.get(0))
        .unwrap()
        .collect::<Result<_, _>>()
        .unwrap();
    for guard in guards {
        conn.execute(&format!("DROP TRIGGER {guard}"), []).unwrap();
    }
    conn.execute("DELETE FROM journal WHERE seq = 2", [])
        .unwrap();
    drop(conn);
    let check = walboard.run(["check"]);
    assert_eq!(check.code, Some(1), "{check:?}");
    assert!(
        check.out.contains("✗ bad ") && check.err.contains("found something wrong"),
        "{check:?}"
    );
    let check = walboard.run(["check", "--json"]);
    assert!(
        check.code == Some(1) && check.out.contains("\"verdict\":\"bad\""),
        "{check:?}"
    );
}
