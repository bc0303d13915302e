//! The command line shows cards: in columns, filtered, and in full.
#![allow(
    clippy::disallowed_methods,
    reason = "tests look at files from outside"
)]
#![allow(missing_docs, reason = "tests")]

mod common;

use common::command::Walboard;
use serde_json::json;

#[test]
fn list_is_a_line_for_each_card_in_a_pipe() {
    let walboard = Walboard::new();
    for title in ["One", "二番目 🎉", "Three"] {
        walboard.ok(["add", title]);
    }
    walboard.ok([
        "add",
        "Busy",
        "-c",
        "doing",
        "-l",
        "bug",
        "-a",
        "ana",
        "-p",
        "low",
        "-d",
        "2031-02-03",
    ]);
    walboard.ok(["column", "limit", "doing", "0"]);
    walboard.ok(["archive", "3"]);
    let whole = "1\tTo do\tOne\t\n2\tTo do\t二番目 🎉\t\n\
                 4\tDoing\tBusy\t!low @ana +bug due 2031-02-03\n";
    assert_eq!(walboard.ok(["list"]), whole);
    // A filter, of one column, the archived ones
    assert_eq!(walboard.ok(["list", "二番"]), "2\tTo do\t二番目 🎉\t\n");
    assert_eq!(walboard.ok(["list", "-c", "DONE"]), "");
    assert_eq!(walboard.ok(["list", "--archived"]), "3\tTo do\tThree\t\n");
    assert_eq!(
        walboard.ok(["list", "is:archived"]),
        walboard.ok(["list", "--archived"])
    );
    assert_eq!(walboard.ok(["list", "nothing like it"]), "");
    assert_eq!(walboard.json(["list", "nothing like it"]), json!([]));
    let found = walboard.json(["list", "+bug", "@ana", "!low", "due>today", "in:doing"]);
    assert_eq!(
        (found.as_array().unwrap().len(), &found[0]["id"]),
        (1, &json!(4))
    );
    assert_eq!(
        walboard
            .json(["list", "--", "-bug"])
            .as_array()
            .unwrap()
            .len(),
        2
    );
    assert!(walboard.fails(2, ["list", "!zzz"]).contains("no priority"));
    assert!(
        walboard
            .fails(3, ["list", "-c", "later"])
            .contains("“To do”, “Doing”, “Done”")
    );
}

#[test]
fn show_tells_all() {
    let walboard = Walboard::new();
    walboard.ok([
        "add",
        "Door",
        "-b",
        "It *squeaks*\n\n- oil",
        "-l",
        "house",
        "-p",
        "urgent",
        "-d",
        "2031-02-03",
    ]);
    let shown = walboard.ok(["show", "1"]);
    let lines: Vec<_> = shown.lines().collect();
    assert_eq!(lines[0], "#1 Door");
    assert_eq!(
        lines[1],
        "To do, place 1 · !urgent · +house · due 2031-02-03"
    );
    assert!(
        lines[2].starts_with("added ") && lines[2].ends_with("revision 1"),
        "{}",
        lines[2]
    );
    assert_eq!(lines[3..], ["", "It *squeaks*", "", "- oil"]);
    walboard.fails(3, ["show", "2"]);
    let ran = walboard.run(["show", "two"]);
    assert!(ran.err.contains("such as 12 or #12"), "{ran:?}");
}
