//! The command line, continued: comments, checklists, links, what is blocked, and labels.
#![allow(
    clippy::disallowed_methods,
    reason = "tests look at files from outside"
)]
#![allow(missing_docs, reason = "tests")]

mod common;

use std::io::Write as _;
use std::process::Stdio;

use common::command::{Ran, Walboard};
use serde_json::{Value, json};

/// Makes a board with the cards a, b and c.
fn three() -> Walboard {
    let walboard = Walboard::new();
    for title in ["a", "b", "c"] {
        walboard.ok(["add", title]);
    }
    walboard
}

/// Returns the lines of `show` without those with times.
fn shown(walboard: &Walboard, card: &str) -> Vec<String> {
    let shown = walboard.ok(["show", card]);
    let lines = shown.lines().skip(1);
    lines
        .filter(|line| !line.starts_with("added ") && !line.is_empty())
        .map(|line| match line.split(" · ").collect::<Vec<_>>()[..] {
            [by, _, comment] if comment.starts_with("comment ") => format!("{by}: {comment}"),
            _ => line.to_owned(),
        })
        .collect()
}

#[test]
fn comments_are_made_edited_and_removed() {
    let walboard = three();
    assert_eq!(
        walboard.ok(["comment", "1", "Which door?\n\nThe red one?", "--as", "ana"]),
        "#1 comment 1: Which door? …\n"
    );
    assert_eq!(
        walboard.ok(["comment", "1", "All."]),
        "#1 comment 2: All.\n"
    );
    assert_eq!(
        walboard.ok(["comment", "1", "All of them.", "--edit", "2"]),
        "#1 comment 2 edited\n"
    );
    assert_eq!(
        shown(&walboard, "1"),
        [
            "To do, place 1",
            "ana: comment 1",
            "Which door?",
            "The red one?",
            "tester: comment 2",
            "All of them."
        ]
    );
    let comments = walboard.json(["show", "1"])["comments"].clone();
    assert_eq!(
        (&comments[0]["id"], &comments[0]["by"], &comments[1]["text"]),
        (&json!(1), &json!("ana"), &json!("All of them."))
    );
    assert!(comments[0]["at"].as_str().unwrap().ends_with('Z'));
    let card = walboard.json(["comment", "1", "--remove", "2"]);
    assert_eq!(card["comments"].as_array().unwrap().len(), 1);
    assert_eq!(
        walboard.ok(["comment", "1", "Again", "--edit", "1"]),
        "#1 comment 1 edited\n"
    );
    // A number is never given again.
    assert_eq!(walboard.ok(["comment", "1", "x"]), "#1 comment 3: x\n");
    assert_eq!(
        walboard.ok(["undo"]),
        "#1 comment 3 removed (taking back)\n"
    );
}

#[test]
fn a_comment_may_come_from_a_pipe() {
    let walboard = three();
    let mut command = walboard.command(["comment", "2", "-"]);
    command.stdin(Stdio::piped()).stdout(Stdio::piped());
    let mut child = command.stderr(Stdio::piped()).spawn().unwrap();
    let mut stdin = child.stdin.take().unwrap();
    stdin.write_all("from a pipe 朝\n".as_bytes()).unwrap();
    drop(stdin);
    let out = Ran::from(child.wait_with_output().unwrap()).ok();
    assert_eq!(out, "#2 comment 1: from a pipe 朝\n");
}

#[test]
fn comments_that_cannot_be_are_refused() {
    let walboard = three();
    assert_eq!(
        walboard.fails(3, ["comment", "1", "--remove", "7"]),
        "#1 has no comment 7 (any more)"
    );
    walboard.fails(3, ["comment", "9", "x"]);
    assert_eq!(
        walboard.fails(2, ["comment", "1", " \n"]),
        "a comment cannot be empty"
    );
    assert_eq!(walboard.run(["comment", "1"]).code, Some(2));
    let both = walboard.run(["comment", "1", "x", "--remove", "1"]);
    assert_eq!(both.code, Some(2));
}

#[test]
fn a_checklist_is_worked_off() {
    let walboard = three();
    assert_eq!(
        walboard.ok(["check-item", "1", "add", "sand", "paint"]),
        "#1 item 1 added: sand\n#1 item 2 added: paint\n"
    );
    walboard.ok(["check-item", "1", "add", "buy", "brush", "--first"]);
    assert_eq!(
        walboard.ok(["check-item", "1", "tick", "1", "3"]),
        "#1 item 1 ticked: sand\n#1 item 3 ticked: brush\n"
    );
    assert_eq!(
        walboard.ok(["check-item", "1", "rename", "2", "paint twice"]),
        "#1 item 2 renamed: paint twice\n"
    );
    assert_eq!(
        walboard.ok(["check-item", "1", "move", "1", "--last"]),
        "#1 checklist put into another order\n"
    );
    assert_eq!(
        shown(&walboard, "1"),
        [
            "To do, place 1",
            "Checklist 2/4",
            "4 [ ] buy",
            "3 [x] brush",
            "2 [ ] paint twice",
            "1 [x] sand"
        ]
    );
    assert!(walboard.ok(["list"]).contains("1\tTo do\ta\t2/4\n"));
    walboard.ok(["check-item", "1", "untick", "3"]);
    let card = walboard.json(["check-item", "1", "remove", "4", "1"]);
    assert_eq!(
        card["checklist"],
        json!([
            { "id": 3, "text": "brush", "done": false },
            { "id": 2, "text": "paint twice", "done": false },
        ])
    );
    assert_eq!(
        walboard.ok(["check-item", "1", "tick", "3", "--as", "ana"]),
        "#1 item 3 ticked: brush\n"
    );
    // My last step was the removal; what ana ticked since stays.
    walboard.ok(["undo"]);
    let items = walboard.json(["show", "1"])["checklist"].clone();
    let items: Vec<_> = items.as_array().unwrap().iter().collect();
    let of = |item: &Value| (item["id"].as_i64().unwrap(), item["done"] == true);
    let items: Vec<_> = items.into_iter().map(of).collect();
    assert_eq!(items, [(4, false), (3, true), (2, false), (1, true)]);
}

#[test]
fn items_that_cannot_be_are_refused() {
    let walboard = three();
    assert_eq!(
        walboard.fails(3, ["check-item", "1", "tick", "5"]),
        "#1 has no item 5 (any more)"
    );
    assert_eq!(
        walboard.fails(4, ["check-item", "1", "add", ""]),
        "an item cannot be empty"
    );
    walboard.fails(3, ["check-item", "9", "add", "x"]);
    assert_eq!(walboard.run(["check-item", "1"]).code, Some(2));
    // All or nothing.
    walboard.fails(4, ["check-item", "1", "add", "x", " "]);
    assert_eq!(walboard.json(["show", "1"])["checklist"], json!([]));
    let many: Vec<String> = (0..501).map(|at| format!("item {at}")).collect();
    let args = ["check-item", "1", "add"].map(str::to_owned).into_iter();
    let reason = walboard.fails(4, args.chain(many));
    assert!(reason.contains("the longest is 500"), "{reason}");
}

#[test]
fn a_card_is_blocked_and_let_go() {
    let walboard = three();
    assert_eq!(
        walboard.ok(["block", "1", "waits for the paint"]),
        "#1 blocked: waits for the paint\n"
    );
    assert_eq!(
        walboard.json(["show", "1"])["blocked"],
        "waits for the paint"
    );
    assert_eq!(
        shown(&walboard, "1"),
        ["To do, place 1", "blocked: waits for the paint"]
    );
    assert!(walboard.ok(["list", "is:blocked"]).contains("\ta\tblocked"));
    assert_eq!(walboard.ok(["unblock", "1"]), "#1 unblocked\n");
    assert_eq!(
        walboard.ok(["unblock", "1", "2"]),
        "nothing to change: it is so already\n"
    );
    assert_eq!(
        walboard.fails(4, ["block", "1", ""]),
        "a reason cannot be empty"
    );
    walboard.fails(3, ["block", "9", "x"]);
    walboard.fails(3, ["unblock", "9"]);
}

#[test]
fn links_are_seen_from_both_cards() {
    let walboard = three();
    assert_eq!(
        walboard.ok(["link", "1", "--blocks", "2", "--parent", "3"]),
        "#1 blocks #2\n#1 is the parent of #3\n"
    );
    assert_eq!(
        walboard.ok(["link", "3", "--relates", "2"]),
        "#2 relates to #3\n"
    );
    assert_eq!(
        walboard.ok(["link", "2", "--relates", "3"]),
        "nothing to change: it is so already\n"
    );
    let links = |card| walboard.json(["show", card])["links"].clone();
    assert_eq!(
        links("1"),
        json!([{ "kind": "blocks", "card": 2 }, { "kind": "parent", "card": 3 }])
    );
    assert_eq!(
        links("2"),
        json!([{ "kind": "blocked_by", "card": 1 }, { "kind": "relates", "card": 3 }])
    );
    assert_eq!(
        links("3"),
        json!([{ "kind": "child", "card": 1 }, { "kind": "relates", "card": 2 }])
    );
    assert_eq!(
        shown(&walboard, "2"),
        ["To do, place 2", "is blocked by #1 a", "relates to #3 c"]
    );
    // Blocked as long as the one before it is not done.
    assert_eq!(walboard.json(["list", "is:blocked"])[0]["id"], 2);
    walboard.ok(["move", "1", "Done"]);
    assert_eq!(walboard.json(["list", "is:blocked"]), json!([]));
    assert_eq!(
        walboard.ok(["link", "2", "--blocked-by", "1", "--remove"]),
        "#1 no longer blocks #2\n"
    );
    // A card that goes takes its links with it, and brings them back.
    walboard.ok(["delete", "3", "--yes"]);
    assert_eq!((links("1"), links("2")), (json!([]), json!([])));
    walboard.ok(["undo"]);
    assert_eq!(
        links("3"),
        json!([{ "kind": "child", "card": 1 }, { "kind": "relates", "card": 2 }])
    );
}

#[test]
fn links_that_cannot_be_are_refused() {
    let walboard = three();
    walboard.ok(["link", "1", "--blocks", "2"]);
    walboard.ok(["link", "2", "--blocks", "3"]);
    let reason = walboard.fails(4, ["link", "1", "--blocked-by", "3"]);
    assert!(reason.contains("would be a circle"), "{reason}");
    assert_eq!(
        walboard.fails(4, ["link", "1", "--relates", "1"]),
        "#1 cannot be linked to itself"
    );
    // Another kind is another matter.
    walboard.ok(["link", "1", "--child", "3"]);
    walboard.fails(3, ["link", "1", "--blocks", "9"]);
    let reason = walboard.fails(2, ["link", "1"]);
    assert!(reason.contains("--blocks 5"), "{reason}");
}

#[test]
fn a_new_card_comes_with_all_of_it() {
    let walboard = three();
    walboard.ok([
        "add",
        "d",
        "--item",
        "one",
        "--item",
        "two",
        "--blocked",
        "no time",
        "--blocked-by",
        "1",
        "--parent",
        "2",
    ]);
    let card = walboard.json(["show", "4"]);
    assert_eq!(card["blocked"], "no time");
    assert_eq!(
        card["checklist"][1],
        json!({ "id": 2, "text": "two", "done": false })
    );
    assert_eq!(
        card["links"],
        json!([{ "kind": "blocked_by", "card": 1 }, { "kind": "parent", "card": 2 }])
    );
    let reason = walboard.fails(4, ["add", "e", "--blocks", "1", "--blocked-by", "4"]);
    assert!(reason.contains("would be a circle"), "{reason}");
    walboard.ok(["undo"]);
    walboard.fails(3, ["show", "4"]);
    assert_eq!(walboard.json(["show", "1"])["links"], json!([]));
}

#[test]
fn labels_are_changed_on_all_cards() {
    let walboard = Walboard::new();
    walboard.ok(["add", "a", "-l", "bug", "-l", "old"]);
    walboard.ok(["add", "b", "-l", "+bug"]);
    walboard.ok(["archive", "2"]);
    assert_eq!(
        walboard.ok(["label", "color", "+bug", "red"]),
        "label “bug” color none → red\n"
    );
    assert_eq!(
        walboard.ok(["label", "list"]),
        "+bug     2  red\n+old     1\n"
    );
    assert_eq!(
        walboard.json(["label", "list"]),
        json!([
            { "name": "bug", "color": "red", "cards": 2 },
            { "name": "old", "color": null, "cards": 1 },
        ])
    );
    assert_eq!(
        walboard.json(["label", "rename", "bug", "defect"]),
        json!({ "name": "defect", "color": "red", "cards": 2 })
    );
    assert_eq!(
        walboard.json(["show", "2"])["labels"],
        json!(["defect"]),
        "archived cards too"
    );
    // Into one that is there: each card has it once.
    assert_eq!(
        walboard.ok(["label", "rename", "old", "defect"]),
        "#1 labels -old\n"
    );
    assert_eq!(
        walboard
            .json(["label", "remove", "defect"])
            .as_array()
            .unwrap()
            .len(),
        3
    );
    assert_eq!(walboard.json(["label", "list"]), json!([]));
    walboard.ok(["undo"]);
    assert_eq!(walboard.ok(["label", "list"]), "+defect     2  red\n");
    assert_eq!(
        walboard.fails(3, ["label", "remove", "bug"]),
        "there is no label “bug”"
    );
    walboard.fails(3, ["label", "rename", "bug", "x"]);
    walboard.fails(4, ["label", "rename", "defect", "two words"]);
    assert_eq!(walboard.run(["label", "color", "x", "mauve"]).code, Some(2));
    let change = walboard.ok(["log", "--json"]);
    let change: Value = change
        .lines()
        .map(|line| serde_json::from_str::<Value>(line).unwrap())
        .find(|change| change["label"] == "bug")
        .unwrap();
    assert_eq!(
        (&change["kind"], &change["before"], &change["after"]),
        (
            &json!("label color"),
            &json!(null),
            &json!({ "color": "red" })
        )
    );
}
