//! Very long lines: as long as may be, a little longer, and in the fields of a board that a stranger wrote.
//!
//! `WALBOARD_TEST_LONG=all cargo test --test hostile long` writes them into every field.

use std::env;
use std::io::Write as _;
use std::process::Stdio;

use rusqlite::Connection;
use walboard::board::{CardId, Detail};
use walboard::edit::{
    Act, Along, At, BODY_MAX, CommentAct, Draft, DraftItem, ItemAct, NAME_MAX, Place, Refusal,
    Slot, TITLE_MAX,
};

use crate::common::board::{DOING, TODO, TestBoard, add, edit};
use crate::common::command::{Ran, Walboard};
use crate::pty::{self, Pty};
use crate::run::{run, try_both};
use crate::stranger::{hostile_home, texts};

/// A line without a place to break it.
fn line(length: usize) -> String {
    "x".repeat(length)
}

type Field = (&'static str, usize, fn(String) -> Act);

/// Every field of text: what it is called, how long it may be, and what sets it.
const FIELDS: &[Field] = &[
    ("a title", TITLE_MAX, |text| set(Detail::Title(text))),
    ("a title", TITLE_MAX, |title| Act::AddCard {
        at: bottom(),
        draft: Box::new(Draft {
            title,
            ..Draft::default()
        }),
    }),
    ("a body", BODY_MAX, |text| set(Detail::Body(text))),
    ("a body", BODY_MAX, |body| Act::AddCard {
        at: bottom(),
        draft: Box::new(Draft {
            title: "x".to_owned(),
            body,
            ..Draft::default()
        }),
    }),
    ("a name", NAME_MAX, |text| set(Detail::Assignee(Some(text)))),
    ("a reason", TITLE_MAX, |text| {
        set(Detail::Blocked(Some(text)))
    }),
    ("a source", TITLE_MAX, |text| {
        set(Detail::Source(Some(text)))
    }),
    ("a comment", BODY_MAX, |text| Act::Comment {
        card: CARD,
        act: CommentAct::Add { text },
    }),
    ("an item", TITLE_MAX, |text| Act::Item {
        card: CARD,
        act: ItemAct::Add {
            text,
            done: false,
            at: Slot::Last,
        },
    }),
    ("an item", TITLE_MAX, |text| Act::AddCard {
        at: bottom(),
        draft: Box::new(Draft {
            title: "x".to_owned(),
            checklist: vec![DraftItem { text, done: false }],
            ..Draft::default()
        }),
    }),
    ("a label", NAME_MAX, |label| Act::Label {
        card: CARD,
        label,
        on: true,
    }),
    ("a column's name", NAME_MAX, |name| Act::AddColumn {
        name,
        limit: None,
        done: false,
        at: Along::Last,
    }),
    ("a column's name", NAME_MAX, |name| Act::RenameColumn {
        column: DOING,
        name,
    }),
];

const CARD: CardId = CardId(1);

fn set(to: Detail) -> Act {
    let (card, base) = (CARD, None);
    Act::SetCard { card, to, base }
}

fn bottom() -> Place {
    let (column, at) = (TODO, At::Bottom);
    Place { column, at }
}

#[test]
fn every_field_takes_what_may_be_and_refuses_more_in_words() {
    let board = TestBoard::new();
    let mut store = board.open("ann");
    store.write(&add("first")).unwrap();
    for (letter, (what, most, act)) in ('a'..).zip(FIELDS) {
        let line = |length: usize| letter.to_string().repeat(length);
        let before = store.last_seq().unwrap();
        for length in [most + 1, (1 << 20) + 1] {
            let Err(refused) = store.write(&edit(act(line(length)))) else {
                panic!("{what} of {length} was taken");
            };
            let Some(Refusal::Invalid(why)) = refused.downcast_ref() else {
                panic!("{what}: {refused}");
            };
            let words = [
                *what,
                &format!("of {length} "),
                &format!("the longest is {most}"),
            ];
            assert!(
                words.iter().all(|word| why.to_string().contains(word)),
                "{what}: {why}"
            );
            assert!(why.to_string().len() < 100, "{what}: {why}");
        }
        assert_eq!(store.last_seq().unwrap(), before);
        let changes = store.write(&edit(act(line(*most)))).unwrap();
        let (_, after) = changes[0].diff.to_json();
        assert!(after.unwrap().to_string().contains(&line(*most)), "{what}");
    }
    // Another who reads it has it, too.
    let (seen, file) = (store.read().unwrap(), board.open("bob").read().unwrap());
    assert!(seen == file);
}

/// Runs it with that on the standard input.
fn with_input(walboard: &Walboard, args: &[&str], input: &str) -> Ran {
    let mut child = walboard
        .command(args)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    // Refused before it is read to the end, there is nobody to take the rest.
    let _ = child.stdin.take().unwrap().write_all(input.as_bytes());
    Ran::from(child.wait_with_output().unwrap())
}

#[test]
fn a_text_of_a_megabyte_goes_through_the_commands_and_comes_back() {
    let walboard = Walboard::new();
    let text = line(BODY_MAX);
    with_input(&walboard, &["add", "Long", "-b", "-"], &text).ok();
    with_input(&walboard, &["comment", "1", "-"], &text).ok();
    let shown = walboard.json(["show", "1"]);
    assert!(
        shown["body"] == text.as_str(),
        "the body came back otherwise"
    );
    assert!(
        shown["comments"][0]["text"] == text.as_str(),
        "the comment came back otherwise"
    );
    let more = line(BODY_MAX + 1);
    for args in [
        &["add", "More", "-b", "-"][..],
        &["edit", "1", "-b", "-"],
        &["comment", "1", "-"],
    ] {
        let why = with_input(&walboard, args, &more).fails(4);
        assert!(
            why.contains("too long; the longest is 1048576"),
            "{args:?}: {why}"
        );
    }
    assert_eq!(walboard.json(["list"]).as_array().unwrap().len(), 1);
    for args in [
        &["show", "1"][..],
        &["log"],
        &["move", "1", "Done"],
        &["undo"],
        &["check"],
    ] {
        let args: Vec<String> = args.iter().map(|arg| (*arg).to_owned()).collect();
        try_both(&walboard, &args);
    }
}

#[test]
fn a_line_of_a_megabyte_typed_on_the_screen_is_refused_in_words_and_kept() {
    let walboard = Walboard::new();
    walboard.ok(["add", "Door"]);
    let command = pty::walboard(env!("CARGO_BIN_EXE_walboard"), walboard.home())
        .env("WALBOARD", walboard.path("team.db"))
        .env("WALBOARD_USER", "ann");
    let mut ann = Pty::spawn(command, 24, 100);
    ann.wait_for_text("Door");
    ann.wait_until_quiet();
    for keys in ["n", "r<c-u>"] {
        ann.press(keys);
        ann.paste(&line(1 << 20));
        ann.press("<enter>");
        ann.wait_for("a refusal", |screen| {
            screen
                .contents()
                .contains("a title of 1048576 characters is too long")
        });
        // What was typed is there still, and may be made shorter.
        ann.press("<c-u>Short<enter>");
        ann.wait_for_text("Short");
        ann.wait_until_quiet();
    }
    assert_eq!(walboard.json(["list"]).as_array().unwrap().len(), 2);
    // It is looked for without harm.
    ann.press("/");
    ann.paste(&line(1 << 20));
    ann.press("<esc>");
    ann.wait_for_text("Short");
    ann.press("q");
    assert!(ann.wait_for_end().success());
}

/// A stranger may write any length into any column.
#[test]
fn a_line_of_a_megabyte_that_a_stranger_wrote_is_told_and_shown() {
    let all = env::var("WALBOARD_TEST_LONG").is_ok_and(|which| which == "all");
    let walboard = hostile_home();
    let conn = Connection::open(walboard.path("team.db")).unwrap();
    conn.execute_batch("PRAGMA ignore_check_constraints = ON; PRAGMA foreign_keys = OFF")
        .unwrap();
    let mut made = 0;
    for (table, columns) in texts(&conn) {
        let free: &[&str] = match all {
            true => &[
                "title", "body", "assignee", "blocked", "name", "label", "text", "by", "source",
            ],
            false => &["title", "body"],
        };
        for column in columns.iter().filter(|name| free.contains(&name.as_str())) {
            // One row of each: that of a card, where rows have no number of their own.
            let has = |name: &str| conn.prepare(&format!("SELECT {name} FROM {table}")).is_ok();
            let which = ["rowid", "card_id", column]
                .into_iter()
                .find(|name| has(name))
                .unwrap();
            let sql = format!(
                "UPDATE OR IGNORE {table} SET {column} = {column} || replace(hex(zeroblob(524288)), '0', 'x')
                 WHERE {column} = (SELECT {column} FROM {table} WHERE {column} IS NOT NULL LIMIT 1)
                   AND {which} = (SELECT {which} FROM {table} WHERE {column} IS NOT NULL LIMIT 1)"
            );
            made += conn.execute(&sql, []).unwrap();
        }
    }
    drop(conn);
    assert!(made > if all { 8 } else { 1 }, "{made}");
    for args in [
        &["list"][..],
        &["show", "1"],
        &["log"],
        &["move", "1", "Done"],
        &["undo"],
        &["column", "list"],
        &["label", "list"],
        &["check"],
    ] {
        let args: Vec<String> = args.iter().map(|arg| (*arg).to_owned()).collect();
        try_both(&walboard, &args);
    }
    assert!(run(&walboard, &["list".to_owned()]).len() > 1 << 10);

    let command = pty::walboard(env!("CARGO_BIN_EXE_walboard"), walboard.home())
        .env("WALBOARD", walboard.path("team.db"))
        .env("WALBOARD_USER", "ann");
    let mut ann = Pty::spawn(command, 30, 100);
    ann.wait_for("a drawn board", |screen| screen.contents().contains("EVIL"));
    for keys in [
        "<enter>", "G", "<esc>", "t", "<esc>", "a", "<esc>", "E", "<esc>", "r", "<esc>", "/x",
        "<esc>", "L",
    ] {
        ann.press(keys);
        ann.wait_until_quiet();
    }
    ann.press("<esc><esc>q");
    assert!(ann.wait_for_end().success());
}
