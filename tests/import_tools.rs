//! What people wrote in each tool is on the cards that come from it.
#![allow(
    clippy::disallowed_methods,
    reason = "tests look at files from outside"
)]
#![allow(missing_docs, reason = "tests")]

mod common;

use std::fs;
use std::path::{Path, PathBuf};

use common::command::Walboard;
use serde_json::{Value, json};

fn fixture(name: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/import");
    path.join(name).display().to_string()
}

/// Makes the database of hermes from its tables and rows.
fn hermes(walboard: &Walboard) -> PathBuf {
    let path = walboard.path("kanban.db");
    let conn = rusqlite::Connection::open(&path).unwrap();
    conn.execute_batch(&fs::read_to_string(fixture("hermes.sql")).unwrap())
        .unwrap();
    path
}

fn card(walboard: &Walboard, title: &str) -> Value {
    let mut found = Vec::new();
    for list in [
        walboard.json(["list"]),
        walboard.json(["list", "--archived"]),
    ] {
        let cards = list.as_array().unwrap().clone();
        found.extend(cards.into_iter().filter(|card| card["title"] == title));
    }
    assert_eq!(found.len(), 1, "{title}: {found:?}");
    found.swap_remove(0)
}

/// Makes sure that a card has these values.
#[track_caller]
fn has(card: &Value, fields: &Value) {
    for (name, value) in fields.as_object().unwrap() {
        assert_eq!(&card[name], value, "{name} of {card}");
    }
}

fn imported(file: &str) -> Walboard {
    let walboard = Walboard::new();
    assert_eq!(walboard.run(["import", &fixture(file)]).code, Some(0));
    walboard
}

#[test]
fn trello_keeps_what_people_wrote() {
    let walboard = imported("trello.json");
    has(
        &card(&walboard, "Order chains"),
        &json!({
            "column": "Doing",
            "body": "Two boxes.\n\n- [invoice.pdf](https://trello.com/1/cards/652e/attachments/aa01/download/invoice.pdf)",
            "labels": ["Urgent-stuff", "sky_dark"],
            "assignee": "annek",
            "due": "2023-11-02",
            "checklist": [
                {"id": 1, "text": "Count the boxes", "done": true},
                {"id": 2, "text": "Send the order", "done": false},
            ],
            "comments": [
                {"id": 1, "at": "2023-10-17T07:00:00Z", "by": "annek", "text": "Which size?"},
                {"id": 2, "at": "2023-10-18T09:30:00.123Z", "by": "boberg", "text": "The chain is *here*.\nSecond line."},
            ],
            "created": "2023-10-17T04:19:38Z",
            "source": "trello:652e0b5a0000000000000011",
            "archived": false,
        }),
    );
    has(&card(&walboard, "Old idea"), &json!({"archived": true}));
    let columns = walboard.json(["column", "list"]);
    let done = columns
        .as_array()
        .unwrap()
        .iter()
        .find(|it| it["name"] == "Done 🎉");
    assert_eq!(done.unwrap()["done"], true);
}

#[test]
fn taskwarrior_and_github_keep_what_people_wrote() {
    let walboard = imported("taskwarrior.json");
    let tiles = card(&walboard, "Buy tiles");
    has(&tiles, &json!({"column": "Doing"}));
    has(
        &card(&walboard, "Fix the roof"),
        &json!({
            "column": "To do",
            "due": "2026-12-03",
            "priority": "high",
            "labels": ["next", "outside", "project:Home.Roof"],
            "created": "2026-11-01T10:15:00Z",
            "comments": [{"id": 1, "at": "2026-11-02T07:55:00Z", "by": "unknown", "text": "Ladder is at Ben's"}],
            "links": [{"kind": "blocked_by", "card": tiles["id"]}],
        }),
    );
    has(
        &card(&walboard, "Call the roofer"),
        &json!({"column": "Done"}),
    );
    let walboard = imported("issues.json");
    has(
        &card(&walboard, "The timer stops"),
        &json!({
            "column": "To do",
            "body": "It stops at **59**.\n\n- [ ] find out why",
            "labels": ["good-first-issue", "milestone:v2.0"],
            "assignee": "ann",
            "created": "2026-10-01T10:00:00Z",
            "comments": [{"id": 1, "at": "2026-10-02T09:00:00Z", "by": "bo", "text": "Seen here, too."}],
            "source": "github:tea/timer#12",
        }),
    );
    has(
        &card(&walboard, "Typo on the first page"),
        &json!({"column": "Done"}),
    );
    // The project has the same issue, and it is the same card.
    let answer = walboard.json(["import", &fixture("project.json")]);
    assert_eq!((&answer["new"], &answer["there"]), (&json!(2), &json!(1)));
    let walboard = imported("project.json");
    has(
        &card(&walboard, "The timer stops"),
        &json!({
            "column": "In Progress",
            "priority": "high",
            "due": "2026-12-03",
            "labels": ["bug", "size:M"],
            "assignee": "ann",
        }),
    );
    has(
        &card(&walboard, "Think about sounds"),
        &json!({"column": "To do", "labels": ["milestone:v2.0", "sprint:Sprint-4"]}),
    );
}

#[test]
fn other_boards_in_the_terminal_keep_what_people_wrote() {
    let walboard = imported("kanban-rs.json");
    let second = card(&walboard, "Second");
    has(&second, &json!({"blocked": "blocked", "column": "To do"}));
    let third = card(&walboard, "Third");
    has(
        &card(&walboard, "First"),
        &json!({
            "column": "To do",
            "body": "Do it **well**.",
            "priority": "urgent",
            "due": "2026-04-08",
            "labels": ["points:8", "sprint:first-flush"],
            "position": 1,
            "links": [
                {"kind": "blocks", "card": second["id"]},
                {"kind": "child", "card": third["id"]},
            ],
        }),
    );
    has(&card(&walboard, "Old one"), &json!({"archived": true}));
    let walboard = imported("taskell.md");
    has(
        &card(&walboard, "Bake bread"),
        &json!({
            "column": "To do",
            "due": "2026-12-03",
            "body": "With rye.\n\nAnd seeds.",
            "checklist": [
                {"id": 1, "text": "Buy flour", "done": true},
                {"id": 2, "text": "Feed the starter", "done": false},
            ],
        }),
    );
    let walboard = imported("kanban-md");
    let flour = card(&walboard, "Buy flour");
    has(
        &card(&walboard, "Bake bread"),
        &json!({
            "column": "in-progress",
            "priority": "urgent",
            "assignee": "ann",
            "labels": ["class:expedite", "rye"],
            "due": "2026-12-03",
            "blocked": "waiting for flour",
            "body": "With rye.",
            "created": "2026-01-20T10:00:00Z",
        }),
    );
    has(&flour, &json!({"priority": null, "column": "backlog"}));
    has(
        &card(&walboard, "Old task"),
        &json!({"archived": true, "body": "Body right below."}),
    );
}

#[test]
fn pages_and_tables_keep_what_people_wrote() {
    let walboard = imported("obsidian.md");
    has(
        &card(&walboard, "Write about **tea**"),
        &json!({
            "column": "Ideas",
            "labels": ["blog", "long-read"],
            "due": "2026-12-03",
            "body": "More text, see [[Teas]]",
            "checklist": [
                {"id": 1, "text": "collect notes", "done": true},
                {"id": 2, "text": "draft", "done": false},
            ],
        }),
    );
    has(&card(&walboard, "One"), &json!({"body": "two"}));
    has(&card(&walboard, "Old card"), &json!({"archived": true}));
    let walboard = imported("page.md");
    has(
        &card(&walboard, "Paint the fence"),
        &json!({"column": "Now", "body": "with two coats"}),
    );
    let walboard = imported("jira.csv");
    has(
        &card(&walboard, "Fix login"),
        &json!({
            "column": "In Progress",
            "assignee": "Ann-Ek",
            "priority": "urgent",
            "due": "2026-12-03",
            "labels": ["bug", "ui"],
        }),
    );
    has(
        &card(&walboard, "Two lines; quoted \"so\""),
        &json!({"column": "To do"}),
    );
    // The quote before a formula is taken off.
    has(&card(&walboard, "=cmd|calc"), &json!({"column": "Done"}));
    let walboard = imported("backlog");
    let bell = card(&walboard, "Buy a bell");
    has(
        &card(
            &walboard,
            "Alarm: let it ring longer than the title of any task would need to be so that it is folded",
        ),
        &json!({
            "column": "In Progress",
            "assignee": "ann",
            "priority": "high",
            "due": "2026-12-03",
            "labels": ["cli", "milestone:v2", "sound", "type:feature"],
            "body": "Longer.\n\n## Not a section\n\n## Implementation Plan\n\n1. Think.",
            "created": "2026-01-01T23:37:00Z",
            "checklist": [
                {"id": 1, "text": "it rings", "done": true},
                {"id": 2, "text": "it stops", "done": false},
                {"id": 3, "text": "tests pass", "done": false},
            ],
            "comments": [
                {"id": 1, "at": "2026-07-09T22:13:00Z", "by": "codex", "text": "Ready for review."},
                {"id": 2, "at": "2026-07-09T22:24:00Z", "by": "unknown", "text": "Two\nlines."},
            ],
            "links": [
                {"kind": "blocked_by", "card": bell["id"]},
                {"kind": "child", "card": bell["id"]},
            ],
        }),
    );
    has(
        &bell,
        &json!({"checklist": [{"id": 1, "text": "it is loud", "done": false}]}),
    );
    has(
        &card(&walboard, "A folded title that goes on"),
        &json!({"archived": true}),
    );
}

#[test]
fn the_database_of_hermes_is_read_and_stays_as_it_was() {
    let walboard = Walboard::new();
    let path = hermes(&walboard);
    let before = fs::read(&path).unwrap();
    let answer = walboard.json(["import", "kanban.db"]);
    assert_eq!(answer["format"], "hermes");
    assert_eq!(
        (&answer["new"], &answer["lost"]),
        (&json!(3), &json!({"skills": 1}))
    );
    assert_eq!(fs::read(&path).unwrap(), before);
    let numbers = card(&walboard, "Collect the numbers");
    has(
        &numbers,
        &json!({
            "column": "Done",
            "assignee": "researcher",
            "priority": "high",
            "labels": ["tenant:acme"],
            "body": "From all three.\n\n- [in.pdf](</data/a/in.pdf>)",
            "created": "2025-10-09T08:53:20Z",
            "comments": [{"id": 1, "at": "2025-10-09T09:53:20Z", "by": "hermes", "text": "Result: All in numbers.md"}],
        }),
    );
    let report = card(&walboard, "Write the report");
    has(
        &report,
        &json!({
            "column": "Blocked",
            "blocked": "which tone?",
            "links": [{"kind": "blocked_by", "card": numbers["id"]}],
        }),
    );
    let history = report["comments"][1]["text"].as_str().unwrap();
    assert!(
        history.contains("blocked {\"reason\": \"which tone?\""),
        "{history}"
    );
    has(&card(&walboard, "Forgotten"), &json!({"archived": true}));
    assert_eq!(walboard.json(["import", "kanban.db"])["there"], 3);
    // Other databases are not touched either
    let reason = walboard.fails(1, ["import", "team.db"]);
    assert!(reason.contains("it is a board of walboard's"), "{reason}");
    let other = rusqlite::Connection::open(walboard.path("other.db")).unwrap();
    other.execute_batch("CREATE TABLE t (x)").unwrap();
    drop(other);
    let reason = walboard.fails(1, ["import", "other.db"]);
    assert!(reason.contains("not the kanban.db of hermes"), "{reason}");
}
