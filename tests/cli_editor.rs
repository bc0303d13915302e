//! The card opened in the user's editor from the command line: nothing is locked meanwhile, nothing is lost after.

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
fn the_card_is_what_the_editor_left() {
    let walboard = with_card();
    let said = edit(
        &walboard,
        "head -2 \"$1\" | tail -1 | grep -q '^title = \"Door\"$'; test \"$(tail -2 \"$1\")\" = \"$(printf 'one\\ntwo')\"; \
         sed -i 's/^title = .*/title = \"Gate\"/; s/^column = .*/column = \"doing\"/; s/^due = .*/due = 2026-12-03/' \"$1\"; \
         echo three >> \"$1\"",
        &[],
    )
    .ok();
    assert_eq!(
        said,
        "#1 renamed: Gate\n#1 due none → 2026-12-03\n#1 body changed\n#1 moved from “To do” to “Doing”\n"
    );
    let card = walboard.json(["show", "1"]);
    assert_eq!(
        (&card["title"], &card["column"]),
        (&"Gate".into(), &"Doing".into())
    );
    assert_eq!(card["body"], "one\ntwo\nthree");
    // Many editors put a new file in its place
    edit(
        &walboard,
        "sed 's/^one/ONE/' \"$1\" > \"$1.new\"; mv \"$1.new\" \"$1\"",
        &[],
    )
    .ok();
    assert_eq!(walboard.json(["show", "1"])["body"], "ONE\ntwo\nthree");
    for nothing in [":", "echo >> \"$1\"", ": > \"$1\""] {
        let said = edit(&walboard, nothing, &[]).ok();
        assert_eq!(said, "the card was left as it is\n");
    }
    assert_eq!(walboard.json(["show", "1"])["rev"], 6);
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
fn others_may_write_meanwhile_and_both_changes_stay() {
    let walboard = with_card();
    // Other fields, and other lines of the text
    let said = edit(
        &walboard,
        "$PROGRAM edit 1 -t Gate -b 'one
two
theirs' --as ana --timeout 5 > /dev/null; sed -i 's/^one/mine/; s/^priority = .*/priority = \"high\"/' \"$1\"",
        &[],
    )
    .ok();
    let lines =
        "#1 priority none → high\n#1 body changed\nthe text was merged with ana's change of it\n";
    assert_eq!(said, lines);
    let card = walboard.json(["show", "1"]);
    assert_eq!(
        (&card["title"], &card["priority"]),
        (&"Gate".into(), &"high".into())
    );
    assert_eq!(card["body"], "mine\ntwo\ntheirs");
}

#[test]
fn a_clash_keeps_both_texts_and_prints_both_values() {
    let walboard = with_card();
    let script = "$PROGRAM edit 1 -b theirs --as ana > /dev/null; sed -i 's/^one/ours/' \"$1\"";
    let reason = edit(&walboard, script, &[]).fails(4);
    assert!(reason.contains("ana changed the body of #1"), "{reason}");
    let text = fs::read_to_string(kept(&reason)).unwrap();
    assert!(text.ends_with("+++\n\nours\ntwo"), "{text}");
    assert_eq!(walboard.json(["show", "1"])["body"], "theirs");
    let script = "$PROGRAM edit 1 -t Gate --as ana > /dev/null; sed -i 's/Door/Wall/' \"$1\"";
    let ran = edit(&walboard, script, &["--json"]);
    assert_eq!(ran.code, Some(4));
    let clash: serde_json::Value = serde_json::from_str(&ran.out).unwrap();
    assert_eq!(
        clash,
        serde_json::json!({
            "refused": "clash", "what": "#1", "field": "title",
            "yours": "Wall", "theirs": "Gate", "by": "ana",
        })
    );
}

#[test]
fn a_page_that_cannot_be_is_kept_with_the_line_named() {
    let walboard = with_card();
    let reason = edit(
        &walboard,
        "sed -i 's/^column = .*/column = \"Later\"/' \"$1\"",
        &[],
    )
    .fails(4);
    assert!(
        reason.ends_with("line 4: there is no column “Later”; there are “To do”, “Doing”, “Done”"),
        "{reason}"
    );
    let text = fs::read_to_string(kept(&reason)).unwrap();
    let complaint = text.lines().next().unwrap();
    assert!(
        complaint.starts_with("#! line 4: there is no column"),
        "{text}"
    );
    assert!(text.lines().nth(3).unwrap().contains("Later"), "{text}");
    assert_eq!(walboard.json(["show", "1"])["rev"], 1);
}

#[test]
fn an_editor_that_fails_changes_nothing() {
    let walboard = with_card();
    let reason = edit(&walboard, "exit 3", &[]).fails(1);
    assert!(
        reason.contains("exit status: 3") && !reason.contains("kept"),
        "{reason}"
    );
    // The shell has a word of its own about it
    let ran = edit(&walboard, "echo half > \"$1\"; kill -9 $$", &[]);
    assert_eq!(ran.code, Some(1));
    let reason = ran.err;
    assert_eq!(fs::read_to_string(kept(&reason)).unwrap(), "half\n");
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
