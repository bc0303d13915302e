//! The command line changes columns, and finds and checks boards.
#![allow(
    clippy::disallowed_methods,
    reason = "tests look at files from outside"
)]
#![allow(missing_docs, reason = "tests")]

mod common;

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
