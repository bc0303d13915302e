//! The command line sets every field of cards, of several at once, and of none that changed meanwhile.
#![allow(
    clippy::disallowed_methods,
    reason = "tests look at files from outside"
)]

mod common;

use std::process::Stdio;

use common::command::{Ran, Walboard};
use serde_json::{Value, json};

#[test]
fn the_same_becomes_of_several_cards_in_one_edit() {
    let walboard = Walboard::new();
    for title in ["a", "b", "c"] {
        walboard.ok(["add", title, "-l", "old"]);
    }
    let cards = walboard.json([
        "edit",
        "1",
        "#3",
        "1",
        "-a",
        "me",
        "-p",
        "high",
        "-d",
        "2031-02-03",
        "-l",
        "+bug",
        "-l",
        "-old",
    ]);
    let ids: Vec<&Value> = cards
        .as_array()
        .unwrap()
        .iter()
        .map(|card| &card["id"])
        .collect();
    assert_eq!(ids, [1, 3], "an array, each card once");
    for card in cards.as_array().unwrap() {
        assert_eq!(card["assignee"], "tester");
        assert_eq!(card["priority"], "high");
        assert_eq!(card["due"], "2031-02-03");
        assert_eq!(card["labels"], json!(["bug"]));
    }
    assert_eq!(walboard.json(["show", "2"])["labels"], json!(["old"]));
    let said = walboard.ok(["edit", "1", "2", "-p", "low"]);
    assert_eq!(said.lines().count(), 2, "{said}");
    // One edit: one undo takes all of it back
    walboard.ok(["undo"]);
    assert_eq!(walboard.json(["show", "1"])["priority"], "high");
    assert_eq!(walboard.json(["show", "2"])["priority"], Value::Null);
    // All of it or nothing
    assert!(
        walboard
            .fails(3, ["edit", "1", "9", "-p", "low"])
            .contains("#9")
    );
    assert_eq!(walboard.json(["show", "1"])["priority"], "high");
    // What can be said of one card only
    assert!(
        walboard
            .fails(2, ["edit", "1", "2"])
            .contains("the editor takes one card")
    );
    assert!(
        walboard
            .fails(2, ["edit", "1", "2", "-p", "low", "--if-rev", "1"])
            .contains("one card")
    );
}

#[test]
fn an_edit_of_another_revision_is_refused_with_the_card_as_it_is() {
    let walboard = Walboard::new();
    walboard.ok(["add", "Door"]);
    let rev = walboard.json(["show", "1"])["rev"].to_string();
    walboard.ok(["edit", "1", "-t", "Gate", "--as", "bo"]);
    let ran = walboard.run(["edit", "1", "-t", "Wall", "--if-rev", &rev, "--json"]);
    assert_eq!(ran.code, Some(4), "{ran:?}");
    assert!(ran.err.contains("#1 is at revision 2, not 1"), "{ran:?}");
    let card: Value = serde_json::from_str(&ran.out).expect(&ran.out);
    assert_eq!(card, walboard.json(["show", "1"]));
    assert_eq!((&card["title"], &card["rev"]), (&json!("Gate"), &json!(2)));
    // Without --json the words are enough
    walboard.fails(4, ["edit", "1", "-t", "Wall", "--if-rev", &rev]);
}

#[test]
fn eight_processes_that_add_under_one_key_add_one_card() {
    let walboard = Walboard::new();
    for key in ["one", "two", "three"] {
        let adding: Vec<_> = (0..8)
            .map(|n| {
                let mut command = walboard.command(["add", &format!("by {n}"), "--key", key]);
                command
                    .stdout(Stdio::piped())
                    .stderr(Stdio::piped())
                    .spawn()
                    .unwrap()
            })
            .collect();
        let told: Vec<String> = adding
            .into_iter()
            .map(|child| Ran::from(child.wait_with_output().unwrap()).ok())
            .collect();
        assert!(told.iter().all(|number| *number == told[0]), "{told:?}");
    }
    assert_eq!(walboard.json(["list"]).as_array().unwrap().len(), 3);
}
