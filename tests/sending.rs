//! Cards that go from one open board to another one, in real terminals.
#![allow(
    clippy::disallowed_methods,
    reason = "tests look at files from outside"
)]
#![cfg(unix)]

mod common;
#[path = "common/pty.rs"]
mod pty;

use std::fs;

use common::command::Walboard;
use pty::Pty;
use serde_json::json;

/// A home with the boards `home.db` and `away.db` side by side, and a card with all that a card can have.
fn boards() -> Walboard {
    let walboard = Walboard::homeless();
    walboard.ok(["init", "home", "--title", "Home"]);
    walboard.ok([
        "init",
        "away",
        "--title",
        "Away",
        "--columns",
        "Later,Doing,Done",
    ]);
    let import = walboard.path("issues.json");
    let issue = json!([{ "number": 7, "title": "Door", "state": "OPEN", "url": "https://github.com/o/r/issues/7" }]);
    fs::write(&import, issue.to_string()).unwrap();
    let home = ["-B", "home"];
    walboard.run([&home[..], &["import", import.to_str().unwrap()]].concat());
    let edit = [
        "edit",
        "1",
        "-b",
        "Of oak.",
        "-l",
        "+paint",
        "-a",
        "bob",
        "-p",
        "high",
        "-d",
        "2030-01-02",
    ];
    walboard.ok([&home[..], &edit].concat());
    walboard.ok([&home[..], &["comment", "1", "Blue?", "--as", "bob"]].concat());
    walboard.ok([&home[..], &["check-item", "1", "add", "hinges"]].concat());
    walboard.ok([&home[..], &["move", "1", "Doing"]].concat());
    walboard.ok([&home[..], &["add", "Fence"]].concat());
    walboard
}

fn screen(walboard: &Walboard, board: &str, text: &str) -> Pty {
    let command = pty::walboard(env!("CARGO_BIN_EXE_walboard"), walboard.home())
        .env("WALBOARD_USER", "ann")
        .arg(board);
    let mut pty = Pty::spawn(command, 24, 100);
    pty.wait_for_text(text);
    pty.wait_until_quiet();
    pty
}

#[test]
fn a_card_goes_to_another_board_with_all_it_has_and_leaves_a_word_here() {
    let walboard = boards();
    let mut home = screen(&walboard, "home", "Door");
    let mut away = screen(&walboard, "away", "No cards yet");
    home.press("2mb");
    home.wait_for_text("Move #1 to the board");
    home.press("awy");
    home.wait_for_text("▸ Away");
    home.press("<enter>");
    home.wait_for_text("moved to Away as #1");
    home.wait_for("it is gone from here", |screen| {
        !screen.contents().contains("Door")
    });
    // The other board has it at once.
    away.wait_for_text("Door");
    let card = walboard.json(["-B", "away", "show", "1"]);
    for (field, value) in [
        ("title", json!("Door")),
        ("body", json!("Of oak.")),
        // The column of the same name
        ("column", json!("Doing")),
        ("labels", json!(["paint"])),
        ("assignee", json!("bob")),
        ("priority", json!("high")),
        ("due", json!("2030-01-02")),
        ("archived", json!(false)),
    ] {
        assert_eq!(card[field], value, "{field}");
    }
    assert_eq!(card["comments"][0]["by"], "bob");
    assert_eq!(card["checklist"][0]["text"], "hinges");
    let left = walboard.json(["-B", "home", "show", "1"]);
    assert_eq!(left["archived"], true);
    assert_eq!(left["comments"][1]["text"], "Moved to “Away” as #1");
    assert!(left["source"].is_string(), "{left}");
    assert_eq!(card["source"], left["source"]);
}

#[test]
fn a_board_that_cannot_be_written_leaves_the_card_here() {
    let walboard = boards();
    let mut home = screen(&walboard, "home", "Door");
    home.press("2mb");
    home.wait_for_text("Move #1 to the board");
    let away = walboard.json(["boards"]);
    let away = away
        .as_array()
        .unwrap()
        .iter()
        .find(|board| board["path"].as_str().unwrap().ends_with("away.db"));
    let away = away.unwrap()["path"].as_str().unwrap().to_owned();
    // Gone between the list and the choice.
    fs::rename(&away, format!("{away}.moved")).unwrap();
    home.press("<enter>");
    home.wait_for_text("not moved");
    home.press("<esc>");
    home.wait_for_text("Door");
    assert_eq!(
        walboard.json(["-B", "home", "show", "1"])["archived"],
        false
    );
}

#[test]
fn a_lonely_board_says_that_there_is_no_other() {
    let walboard = Walboard::homeless();
    walboard.ok(["init", "home", "--title", "Home"]);
    walboard.ok(["-B", "home", "add", "Door"]);
    let mut home = screen(&walboard, "home", "Door");
    home.press("mb");
    home.wait_for_text("there is no other board");
}
