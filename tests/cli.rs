//! The command line is a contract: what each command prints, for people and for scripts.

#![allow(
    clippy::disallowed_methods,
    reason = "tests look at files from outside"
)]
#![allow(missing_docs, reason = "tests")]

mod common;

use common::command::{Ran, Walboard};
use serde_json::json;

/// The names of a card's fields, in their order.
const CARD: [&str; 20] = [
    "id",
    "title",
    "body",
    "column",
    "position",
    "labels",
    "assignee",
    "priority",
    "due",
    "checklist",
    "comments",
    "links",
    "blocked",
    "lease",
    "source",
    "created",
    "updated",
    "entered",
    "rev",
    "archived",
];

/// Returns the names of the fields of the first object in a line of JSON, in their order.
fn names(line: &str) -> Vec<String> {
    let object = line.trim().trim_start_matches('[');
    let mut depth = 0;
    let mut top = String::new();
    for letter in object.chars() {
        depth += match letter {
            '{' | '[' => 1,
            '}' | ']' => -1,
            _ => 0,
        };
        if depth == 1 {
            top.push(letter);
        }
        if depth == 0 {
            break;
        }
    }
    let parts = top.split(',').filter_map(|part| part.split_once(':'));
    parts
        .map(|(name, _)| name.trim_matches(['{', '"', ' ']).to_owned())
        .collect()
}

#[test]
fn add_prints_the_number() {
    let walboard = Walboard::new();
    assert_eq!(walboard.ok(["add", "First"]), "1\n");
    assert_eq!(walboard.ok(["add", "Second", "--top", "-c", "doi"]), "2\n");
    let card = walboard.json([
        "add",
        "Third",
        "-b",
        "body",
        "-l",
        "bug",
        "-l",
        "+ui",
        "-a",
        "@me",
        "-p",
        "hi",
        "-d",
        "2031-02-03",
        "--top",
    ]);
    assert_eq!(card["id"], 3);
    assert_eq!(card["column"], "To do");
    assert_eq!(card["position"], 1);
    assert_eq!(card["labels"], json!(["bug", "ui"]));
    assert_eq!(
        (&card["assignee"], &card["priority"]),
        (&json!("tester"), &json!("high"))
    );
    assert_eq!(
        (&card["due"], &card["body"]),
        (&json!("2031-02-03"), &json!("body"))
    );
    assert_eq!(
        (&card["rev"], &card["archived"]),
        (&json!(1), &json!(false))
    );
}

#[test]
fn add_under_a_key_adds_once() {
    let walboard = Walboard::new();
    walboard.ok(["add", "Other"]);
    for _ in 0..3 {
        assert_eq!(
            walboard.ok(["add", "Nightly build failed", "--key", "build 17"]),
            "2\n"
        );
    }
    assert_eq!(walboard.json(["list"]).as_array().unwrap().len(), 2);
    walboard.ok(["delete", "2", "--yes"]);
    assert_eq!(
        walboard.ok(["add", "Nightly build failed", "--key", "build 17"]),
        "2\n"
    );
    walboard.fails(
        3,
        ["add", "Nightly build failed", "--key", "build 17", "--json"],
    );
    walboard.fails(2, ["add", "x", "--key", ""]);
}

#[test]
fn a_card_in_json_has_every_field_in_order() {
    let walboard = Walboard::new();
    let added = walboard.ok(["add", "Bare", "--json"]);
    for line in [
        added,
        walboard.ok(["show", "1", "--json"]),
        walboard.ok(["list", "--json"]),
    ] {
        assert_eq!(names(&line), CARD, "{line}");
    }
    let card = walboard.json(["show", "#1"]);
    for (field, empty) in [
        ("assignee", json!(null)),
        ("priority", json!(null)),
        ("due", json!(null)),
        ("blocked", json!(null)),
        ("labels", json!([])),
        ("checklist", json!([])),
        ("comments", json!([])),
        ("links", json!([])),
        ("body", json!("")),
        ("position", json!(1)),
    ] {
        assert_eq!(card[field], empty, "{field}");
    }
    let created = card["created"].as_str().unwrap();
    assert!(
        created.ends_with('Z') && created.parse::<jiff::Timestamp>().is_ok(),
        "{created}"
    );
    walboard.ok(["archive", "1"]);
    let card = walboard.json(["show", "1"]);
    assert_eq!(
        (&card["position"], &card["archived"]),
        (&json!(null), &json!(true))
    );
    assert_eq!(card["column"], "To do");
}

#[test]
fn edit_sets_and_clears() {
    let walboard = Walboard::new();
    walboard.ok(["add", "Door", "-l", "old"]);
    let said = walboard.ok([
        "edit",
        "1",
        "-t",
        "Gate",
        "-l",
        "+new",
        "-l",
        "-old",
        "-p",
        "high",
        "-d",
        "2031-02-03",
    ]);
    let expected = "#1 renamed: Gate\n#1 priority none → high\n#1 due none → 2031-02-03\n#1 labels +new\n#1 labels -old\n";
    assert_eq!(said, expected);
    let card = walboard.json(["edit", "1", "-a", "ana", "-b", "text"]);
    assert_eq!(
        (&card["title"], &card["labels"]),
        (&json!("Gate"), &json!(["new"]))
    );
    assert_eq!(
        (&card["assignee"], &card["body"]),
        (&json!("ana"), &json!("text"))
    );
    let card = walboard.json([
        "edit", "#1", "-a", "none", "-p", "none", "-d", "none", "-b", "",
    ]);
    for field in ["assignee", "priority", "due"] {
        assert_eq!(card[field], json!(null), "{field}");
    }
    assert_eq!(
        walboard.ok(["edit", "1", "-t", "Gate"]),
        "nothing to change: it is so already\n"
    );
    // Someone else was faster
    let rev = card["rev"].to_string();
    walboard.ok(["edit", "1", "-t", "Wall", "--if-rev", &rev]);
    assert!(
        walboard
            .fails(4, ["edit", "1", "-t", "Roof", "--if-rev", &rev])
            .contains("revision")
    );
    // A body from the standard input
    let mut command = walboard.command(["edit", "1", "-b", "-", "--json"]);
    command.stdin(file_with(&walboard, "from the\npipe\n"));
    let card: serde_json::Value =
        serde_json::from_str(&Ran::from(command.output().unwrap()).ok()).unwrap();
    assert_eq!(card["body"], "from the\npipe");
}

fn file_with(walboard: &Walboard, text: &str) -> std::fs::File {
    let path = walboard.path("input");
    std::fs::write(&path, text).unwrap();
    std::fs::File::open(path).unwrap()
}

#[test]
fn move_takes_several_cards_and_keeps_their_order() {
    let walboard = Walboard::new();
    for title in ["a", "b", "c", "d", "e"] {
        walboard.ok(["add", title]);
    }
    let order = |column: &str| -> Vec<i64> {
        let cards = walboard.json(["list", "-c", column]);
        cards
            .as_array()
            .unwrap()
            .iter()
            .map(|card| card["id"].as_i64().unwrap())
            .collect()
    };
    let said = walboard.ok(["move", "1", "2", "done"]);
    assert_eq!(
        said,
        "#1 moved from “To do” to “Done”\n#2 moved from “To do” to “Done”\n"
    );
    walboard.ok(["move", "4", "5", "done", "--top"]);
    assert_eq!(order("done"), [4, 5, 1, 2]);
    walboard.ok(["move", "2", "1", "done", "--after", "4"]);
    assert_eq!(order("done"), [4, 2, 1, 5]);
    walboard.ok(["move", "5", "3", "done", "--before", "#2"]);
    assert_eq!(order("done"), [4, 5, 3, 2, 1]);
    let moved = walboard.json(["move", "4", "4", "to do", "--bottom"]);
    assert_eq!(
        (moved.as_array().unwrap().len(), &moved[0]["column"]),
        (1, &json!("To do"))
    );
    // All or none
    walboard.fails(3, ["move", "1", "99", "doing"]);
    assert_eq!(order("doing"), [] as [i64; 0]);
    walboard.fails(3, ["move", "1", "nowhere"]);
    assert!(
        walboard
            .fails(4, ["move", "1", "done", "--before", "4"])
            .contains("#4 does not stand in “Done”")
    );
    assert_eq!(
        walboard
            .run(["move", "1", "done", "--top", "--bottom"])
            .code,
        Some(2)
    );
    assert_eq!(walboard.run(["move", "1"]).code, Some(2));
}

#[test]
fn cards_go_and_come_back() {
    let walboard = Walboard::new();
    for title in ["a", "b", "c"] {
        walboard.ok(["add", title]);
    }
    assert_eq!(
        walboard.ok(["archive", "1", "2"]),
        "#1 archived\n#2 archived\n"
    );
    assert_eq!(
        walboard.ok(["archive", "1"]),
        "nothing to change: it is so already\n"
    );
    assert!(
        walboard
            .fails(4, ["move", "1", "done"])
            .contains("archived")
    );
    let back = walboard.json(["restore", "2", "1"]);
    assert_eq!(
        (&back[0]["id"], &back[1]["position"]),
        (&json!(2), &json!(1))
    );
    assert_eq!(
        walboard.ok(["delete", "1", "--yes"]),
        "#1 deleted from “To do”: a\n"
    );
    let gone = walboard.json(["delete", "-y", "2", "3"]);
    assert_eq!(
        (&gone[0]["title"], &gone[1]["title"]),
        (&json!("b"), &json!("c"))
    );
    walboard.fails(3, ["delete", "1", "--yes"]);
    walboard.ok(["undo"]);
    assert!(walboard.fails(2, ["delete", "2"]).contains("--yes"));
    assert_eq!(walboard.json(["show", "2"])["title"], "b");
    // A number is never given again
    assert_eq!(walboard.ok(["add", "d"]), "4\n");
}
