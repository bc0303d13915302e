//! What is written comes back: all of it as walboard's JSON, and as much as a format can hold in any other.
#![allow(
    clippy::disallowed_methods,
    reason = "tests look at files from outside"
)]
#![allow(missing_docs, reason = "tests")]

mod common;
#[path = "common/outline.rs"]
mod random;
#[path = "common/schema.rs"]
mod schema;

use std::fs;
use std::path::Path;

use common::board::{TestBoard, new_board, options};
use common::command::Walboard;
use proptest::prelude::*;
use proptest::sample::Index;
use serde_json::{Value, json};
use walboard::board::{CardId, Detail};
use walboard::change::EditId;
use walboard::edit::{Act, At, CommentAct, Draft, Edit, Place};
use walboard::format::walboard::Dump;
use walboard::store::{News, Store};

fn fixture(name: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/import");
    path.join(name).display().to_string()
}

/// Makes a board with a bit of everything on it, and a past.
fn rich() -> Walboard {
    let walboard = Walboard::new();
    for file in ["trello.json", "kanban-rs.json", "backlog"] {
        assert_eq!(walboard.run(["import", &fixture(file)]).code, Some(0));
    }
    walboard.ok(["move", "5", "Doing", "--top"]);
    walboard.ok(["delete", "4", "--yes"]);
    walboard.ok([
        "edit",
        "1",
        "--title",
        "=HYPERLINK(1)",
        "-b",
        "\u{1b}[31mred\u{202e}",
        "-p",
        "urgent",
    ]);
    walboard.ok(["undo"]);
    walboard.ok(["redo"]);
    walboard.ok(["column", "rename", "Complete", "Shipped"]);
    walboard
}

#[test]
fn a_new_board_becomes_what_the_other_one_was() {
    let walboard = rich();
    walboard.ok(["export", "-o", "whole.json"]);
    let whole = fs::read_to_string(walboard.path("whole.json")).unwrap();
    walboard.ok(["init", "new.db", "--title", "Other", "--columns", "X,Y"]);
    let answer = walboard.json(["import", "whole.json", "-B", "new.db"]);
    assert_eq!(
        (&answer["whole"], &answer["lost"]),
        (&json!(true), &json!({}))
    );
    assert_eq!(walboard.ok(["export", "-B", "new.db"]), whole);
    for look in [&["list"][..], &["list", "--archived"], &["column", "list"]] {
        assert_eq!(
            walboard.json([&["-B", "new.db"], look].concat()),
            walboard.json(look)
        );
    }
    assert_eq!(
        walboard.ok(["-B", "new.db", "log", "--json"]),
        walboard.ok(["log", "--json"])
    );
    let findings = walboard.json(["-B", "new.db", "check"]);
    assert!(!findings.to_string().contains("\"bad\""), "{findings}");
    // It goes on from there: numbers are not given again, and the past can be taken back.
    let next = walboard.ok(["add", "next"]);
    assert_eq!(walboard.ok(["-B", "new.db", "add", "next"]), next);
    walboard.ok(["-B", "new.db", "undo"]);
    walboard.ok(["-B", "new.db", "undo"]);
    let column = walboard
        .json(["-B", "new.db", "column", "list"])
        .to_string();
    assert!(
        column.contains("Complete") && !column.contains("Shipped"),
        "{column}"
    );
}

#[test]
fn a_board_that_is_in_use_takes_the_cards_only() {
    let walboard = rich();
    walboard.ok(["export", "-o", "whole.json"]);
    walboard.ok(["init", "used.db"]);
    walboard.ok(["-B", "used.db", "add", "mine"]);
    let before = walboard.ok(["-B", "used.db", "log", "--json"]);
    let dry = walboard.json(["-B", "used.db", "import", "whole.json", "--dry-run"]);
    let answer = walboard.json(["-B", "used.db", "import", "whole.json"]);
    assert_eq!(answer["whole"], false);
    assert!(
        answer["lost"]["entries of the journal"].as_u64() > Some(10),
        "{answer}"
    );
    for field in ["new", "columns", "lost", "cards"] {
        assert_eq!(answer[field], dry[field], "{field}");
    }
    let after = walboard.ok(["-B", "used.db", "log", "--json"]);
    assert!(after.starts_with(&before));
    assert_eq!(
        walboard.json(["-B", "used.db", "show", "1"])["title"],
        "mine"
    );
    // A card that came from another tool is known by that tool's name for it, also on the next board.
    let again = walboard.json(["-B", "used.db", "import", &fixture("trello.json")]);
    assert_eq!((&again["new"], &again["there"]), (&json!(1), &json!(3)));
}

#[test]
fn every_format_says_what_it_cannot_hold() {
    let walboard = rich();
    for format in ["csv", "markdown", "taskell", "obsidian", "taskwarrior"] {
        let answer = walboard.json(["export", "--to", format]);
        let lost = answer["lost"].as_object().unwrap();
        assert!(
            lost.contains_key("entries of the journal"),
            "{format}: {answer}"
        );
        let ran = walboard.run(["export", "--to", format]);
        assert_eq!(ran.code, Some(0));
        assert_eq!(ran.out, answer["text"].as_str().unwrap());
        let told = ran.err.lines().count();
        let in_text = answer["in_text"].as_object().unwrap();
        assert_eq!(told, lost.len() + in_text.len(), "{format}: {}", ran.err);
        // And it is read again as what it is.
        fs::write(walboard.path(format), &ran.out).unwrap();
        walboard.ok(["init", &format!("{format}.db")]);
        let read = walboard.json(["import", format, "-B", &format!("{format}.db")]);
        assert_eq!(read["format"], format, "{read}");
        let cards = walboard.json(["list"]).as_array().unwrap().len();
        assert!(
            read["new"].as_u64() >= Some(cards as u64),
            "{format}: {read}"
        );
    }
    for format in ["backlog", "kanban-md"] {
        let answer = walboard.json(["export", "--to", format, "-o", format]);
        assert!(
            answer["lost"]
                .as_object()
                .unwrap()
                .contains_key("entries of the journal")
        );
        walboard.ok(["init", &format!("{format}.db")]);
        let read = walboard.json(["import", format, "-B", &format!("{format}.db")]);
        assert_eq!(
            (&read["format"], &read["new"]),
            (&json!(format), &answer["cards"])
        );
    }
    let taskell = walboard.json(["export", "--to", "taskell"]);
    assert!(taskell["lost"]["labels"].as_u64() > Some(1), "{taskell}");
    assert!(
        taskell["in_text"]["comments"].as_u64() > Some(1),
        "{taskell}"
    );
}

#[test]
fn a_table_holds_no_formula() {
    let walboard = rich();
    let table = walboard.run(["export", "--to", "csv"]).out;
    assert!(table.contains("'=HYPERLINK(1)"), "{table}");
    let mut reader = csv::Reader::from_reader(table.as_bytes());
    for row in reader.records() {
        for cell in &row.unwrap() {
            assert!(!cell.starts_with(['=', '+', '-', '@']), "{cell}");
        }
    }
}

#[test]
fn nothing_that_is_there_is_written_over() {
    let walboard = Walboard::new();
    walboard.ok(["add", "x"]);
    fs::write(walboard.path("taken"), "mine").unwrap();
    fs::create_dir(walboard.path("full")).unwrap();
    fs::write(walboard.path("full/file"), "mine").unwrap();
    for file in ["taken", "team.db", "team.db.lock", "no/such/folder", "full"] {
        let reason = walboard.fails(1, ["export", "-o", file]);
        assert!(reason.contains(file), "{reason}");
    }
    let reason = walboard.fails(1, ["export", "--to", "backlog", "-o", "full"]);
    assert!(reason.contains("not empty"), "{reason}");
    assert_eq!(fs::read_to_string(walboard.path("taken")).unwrap(), "mine");
    assert_eq!(walboard.json(["list"]).as_array().unwrap().len(), 1);
    for args in [
        &["--to", "trello"][..],
        &["--to", "backlog"],
        &["--to", "word"],
    ] {
        assert_eq!(
            walboard.run([&["export"], args].concat()).code,
            Some(2),
            "{args:?}"
        );
    }
    assert_eq!(
        walboard.ok(["export", "-o", "new.json"]),
        "wrote 1 cards to new.json as walboard's own JSON\n"
    );
}

#[test]
fn what_is_printed_is_as_its_schema_says() {
    let walboard = rich();
    let board = walboard.json(["export"]);
    schema::valid("board", &board);
    for list in [
        walboard.json(["list"]),
        walboard.json(["list", "--archived"]),
    ] {
        for card in list.as_array().unwrap() {
            schema::valid("card", card);
        }
    }
    schema::valid("card", &walboard.json(["show", "1"]));
    for line in walboard.ok(["log", "--json"]).lines() {
        schema::valid("change", &serde_json::from_str(line).unwrap());
    }
}

#[test]
fn json_that_was_tampered_with_is_refused_whole() {
    let walboard = rich();
    let whole: Value = walboard.json(["export"]);
    type Tampered = (&'static str, fn(&mut Value), &'static str);
    let tampered: [Tampered; 7] = [
        ("version", |it| it["walboard"] = json!(2), "version 2"),
        (
            "gap",
            |it| drop(it["journal"].as_array_mut().unwrap().remove(1)),
            "the journal has the entry 3 where 2 should be",
        ),
        (
            "twice",
            |it| {
                let card = it["cards"][0].clone();
                it["cards"].as_array_mut().unwrap().push(card)
            },
            "is in it twice",
        ),
        (
            "column",
            |it| it["cards"][0]["column_id"] = json!(99),
            "which is not in it",
        ),
        (
            "link",
            |it| it["cards"][0]["links"] = json!([{"kind": "blocks", "card": 99}]),
            "linked to #99, which is not in it",
        ),
        (
            "field",
            |it| it["journal"][0]["after"] = json!({"colour": 1}),
            "the journal's entry 1 cannot be read",
        ),
        (
            "priority",
            |it| it["cards"][0]["priority"] = json!("much"),
            "unknown variant `much`",
        ),
    ];
    for (name, tamper, expected) in tampered {
        let mut board = whole.clone();
        tamper(&mut board);
        fs::write(walboard.path(name), board.to_string()).unwrap();
        let empty = format!("{name}.db");
        walboard.ok(["init", &empty]);
        let reason = walboard.fails(1, ["import", name, "-B", &empty]);
        assert!(reason.contains(expected), "{name}: {reason}");
        assert_eq!(walboard.json(["list", "-B", &empty]), json!([]));
        assert_eq!(walboard.ok(["log", "-B", &empty]).lines().count(), 3);
    }
}

/// Something that people do to a card.
fn doing() -> impl Strategy<Value = (Index, u8)> {
    (any::<Index>(), 0..6u8)
}

fn act(store: &mut Store, which: Index, what: u8) -> Option<Act> {
    let board = store.read().unwrap();
    let mut cards: Vec<CardId> = board.cards().map(|card| card.id).collect();
    cards.sort_unstable();
    let card = *cards.get(which.index(cards.len().max(1)))?;
    let column = which.get(board.columns()).id;
    Some(match what {
        0 => Act::MoveCard {
            card,
            to: Place {
                column,
                at: At::Top,
            },
        },
        1 => Act::Delete(card),
        2 => Act::Archive(card),
        3 => Act::Comment {
            card,
            act: CommentAct::Add {
                text: "said".to_owned(),
            },
        },
        4 => Act::SetCard {
            card,
            to: Detail::Title("another".to_owned()),
            base: None,
        },
        _ => Act::Label {
            card,
            label: "new".to_owned(),
            on: true,
        },
    })
}

#[test]
fn any_board_comes_back_whole() {
    let cases = std::env::var("WALBOARD_TEST_FORMATS").ok();
    let cases = cases.map_or(12, |cases| cases.parse().expect("a number of boards"));
    let config = ProptestConfig {
        cases,
        failure_persistence: None,
        ..ProptestConfig::default()
    };
    proptest!(config, |(outline in random::outline(), doings in prop::collection::vec(doing(), 0..8))| {
        let first = TestBoard::new();
        let mut store = first.open("ann");
        store.write(&Edit::new(EditId("import".to_owned()), vec![Act::Import(Box::new(outline))])).unwrap();
        for (at, (which, what)) in doings.into_iter().enumerate() {
            if let Some(act) = act(&mut store, which, what) {
                // A card that is archived does not move; that is no matter here.
                let _ = store.write(&Edit::new(EditId(format!("edit {at}")), vec![act]));
            }
        }
        let _ = store.undo(EditId("undo".to_owned()));
        let (board, journal) = store.everything().unwrap();
        let text = Dump::of(&board, store.title(), store.created().unwrap(), &journal).write();
        schema::valid("board", &serde_json::from_str(&text).unwrap());
        let path = first.dir.path().join("second.db");
        let mut second = Store::create(&path, &new_board(), options("bob")).unwrap();
        prop_assert!(second.adopt(&Dump::read(&text).unwrap()).unwrap());
        let (other, past) = second.everything().unwrap();
        prop_assert_eq!(&other, &board);
        prop_assert_eq!(past, journal);
        let again = Dump::of(&other, second.title(), second.created().unwrap(), &second.everything().unwrap().1);
        prop_assert_eq!(again.write(), text);
        let bad = second.check().unwrap().into_iter().find(|it| it.verdict == walboard::store::health::Verdict::Bad);
        prop_assert!(bad.is_none(), "{:?}", bad);
    });
}

#[test]
fn who_has_the_new_board_open_reads_it_anew() {
    let first = TestBoard::new();
    let mut store = first.open("ann");
    let add = |title: &str| {
        let draft = Box::new(Draft {
            title: title.to_owned(),
            ..Draft::default()
        });
        let column = common::board::TODO;
        let at = Place {
            column,
            at: At::Bottom,
        };
        Edit::new(EditId(title.to_owned()), vec![Act::AddCard { at, draft }])
    };
    store.write(&add("one")).unwrap();
    let (board, journal) = store.everything().unwrap();
    let dump = Dump::of(&board, "First", store.created().unwrap(), &journal);
    let second = TestBoard::new();
    let mut open = second.open("bob");
    open.read().unwrap();
    let mut other = second.open("cid");
    assert!(other.adopt(&dump).unwrap());
    match open.catch_up().unwrap() {
        News::Whole(whole) => assert_eq!(whole, board),
        news => panic!("{news:?}"),
    }
    // A second time it is not fresh any more, and stays as it is.
    open.write(&add("two")).unwrap();
    assert!(!other.adopt(&dump).unwrap());
    assert_eq!(other.read().unwrap().live_count(), 2);
}
