//! The body opened in the user's editor from the command line: nothing is locked meanwhile, nothing is lost after.

#![allow(
    clippy::disallowed_methods,
    reason = "tests look at files from outside"
)]
#![allow(missing_docs, reason = "tests")]
#![cfg(unix)]

mod common;

use std::fs;
use std::path::PathBuf;

use common::command::{Ran, Walboard};

/// Runs `edit 1` with a shell script as the editor; the file is its `$1`.
fn edit(walboard: &Walboard, script: &str, args: &[&str]) -> Ran {
    let editor = walboard.path("my editor.sh");
    fs::write(&editor, script).unwrap();
    let mut command = walboard.command(["edit", "1"]);
    command
        .args(args)
        .env("EDITOR", "false")
        // With arguments and quotes, as people have it
        .env("VISUAL", format!("sh -eu '{}'", editor.display()))
        .env("TMPDIR", walboard.home())
        .env("PROGRAM", env!("CARGO_BIN_EXE_walboard"));
    Ran::from(command.output().unwrap())
}

fn with_card() -> Walboard {
    let walboard = Walboard::new();
    walboard.ok(["add", "Door", "-b", "one\ntwo"]);
    walboard
}

/// Returns the file that a message says the text is kept in.
fn kept(reason: &str) -> PathBuf {
    let (_, after) = reason.split_once("kept in ").expect(reason);
    let path = after.split_once(".md").expect(reason).0;
    PathBuf::from(format!("{path}.md"))
}

#[test]
fn the_body_is_what_the_editor_left() {
    let walboard = with_card();
    let said = edit(
        &walboard,
        "test \"$(cat \"$1\")\" = \"$(printf 'one\\ntwo')\"; echo three >> \"$1\"",
        &[],
    )
    .ok();
    assert_eq!(said, "#1 body changed\n");
    assert_eq!(walboard.json(["show", "1"])["body"], "one\ntwo\nthree");
    // Many editors put a new file in its place
    edit(
        &walboard,
        "printf 'all new\\n' > \"$1.new\"; mv \"$1.new\" \"$1\"",
        &[],
    )
    .ok();
    assert_eq!(walboard.json(["show", "1"])["body"], "all new");
    let said = edit(&walboard, ":", &[]).ok();
    assert_eq!(said, "the body was left as it is\n");
    assert_eq!(walboard.json(["show", "1"])["rev"], 3);
    let left: Vec<_> = fs::read_dir(walboard.home())
        .unwrap()
        .map(|entry| entry.unwrap().file_name())
        .collect();
    assert!(
        !left
            .iter()
            .any(|name| name.to_string_lossy().ends_with(".md")),
        "{left:?}"
    );
}

#[test]
fn the_file_is_for_its_owner_only() {
    let walboard = with_card();
    edit(&walboard, "test \"$(stat -c %a \"$1\")\" = 600", &[]).ok();
}

#[test]
fn others_may_write_meanwhile_and_a_clash_keeps_both_texts() {
    let walboard = with_card();
    // Another field: both are kept
    edit(
        &walboard,
        "$PROGRAM edit 1 -t Gate --as ana --timeout 5 > /dev/null; echo mine > \"$1\"",
        &[],
    )
    .ok();
    let card = walboard.json(["show", "1"]);
    assert_eq!(
        (card["title"].as_str(), card["body"].as_str()),
        (Some("Gate"), Some("mine"))
    );
    // The same field: refused, and my text is in a file
    let ran = edit(
        &walboard,
        "$PROGRAM edit 1 -b theirs --as ana > /dev/null; echo ours > \"$1\"",
        &[],
    );
    let reason = ran.fails(4);
    assert!(reason.contains("ana changed the body of #1"), "{reason}");
    assert_eq!(fs::read_to_string(kept(&reason)).unwrap(), "ours");
    assert_eq!(walboard.json(["show", "1"])["body"], "theirs");
}

#[test]
fn an_editor_that_fails_changes_nothing() {
    let walboard = with_card();
    let reason = edit(&walboard, "exit 3", &[]).fails(1);
    assert!(
        reason.contains("exit status: 3") && !reason.contains("kept"),
        "{reason}"
    );
    let reason = edit(&walboard, "echo half > \"$1\"; exit 1", &[]).fails(1);
    assert_eq!(fs::read_to_string(kept(&reason)).unwrap(), "half\n");
    let reason = edit(&walboard, "printf 'caf\\351' > \"$1\"", &[]).fails(1);
    assert_eq!(fs::read(kept(&reason)).unwrap(), b"caf\xe9");
    assert!(
        edit(&walboard, "rm \"$1\"", &[])
            .fails(1)
            .contains("left no text")
    );
    assert_eq!(walboard.json(["show", "1"])["body"], "one\ntwo");
}
