//! Whatever comes in from outside, nothing panics; what can be written and read again comes back as it was; and what is
//! cleaned is clean.
//!
//! `PROPTEST_CASES=100000 cargo test --release --test fuzz` is the long form. What once failed is kept in
//! `tests/fuzz.regressions` and tried first, every time. One target a subject: add yours at the end. That of the
//! configuration is in `src/config/tests/any.rs`.
#![allow(
    clippy::disallowed_methods,
    reason = "tests look at files from outside"
)]

mod imports;
mod journal;
mod keys;
mod mutate;

use std::collections::BTreeSet;

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
use jiff::civil::Date;
use jiff::{Timestamp, ToSpan as _};
use proptest::prelude::*;
use proptest::test_runner::FileFailurePersistence;
use serde_json::Value;
use walboard::board::due::{self, When};
use walboard::board::{Board, CardId, ColumnId, Rank};
use walboard::change::{Actor, Change, Diff, EditId};
use walboard::query::{Context, Query};
use walboard::text;
use walboard::tui::keymap;

fn config() -> ProptestConfig {
    ProptestConfig {
        failure_persistence: Some(Box::new(FileFailurePersistence::Direct(
            "tests/fuzz.regressions",
        ))),
        ..ProptestConfig::default()
    }
}

/// Pieces put together at random: what nearly is a thing finds more than what is nothing.
fn pieces(of: &'static [&'static str]) -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        4 => prop::sample::select(of).prop_map(str::to_owned),
        1 => "\\PC{0,3}",
        1 => any::<String>(),
    ];
    prop::collection::vec(piece, 0..8).prop_map(|pieces| pieces.concat())
}

fn day() -> impl Strategy<Value = Date> {
    days(-9999)
}

fn days(first: i16) -> impl Strategy<Value = Date> {
    (first..=9999, 1i8..=12, 1i8..=28).prop_map(|(y, m, d)| Date::constant(y, m, d))
}

const TERMS: &[&str] = &[
    "@",
    "me",
    "none",
    "+",
    "bug",
    "-",
    "!",
    "high",
    "urgent",
    "due",
    "<",
    ">",
    "<=",
    ">=",
    ":",
    "fri",
    "today",
    "2d",
    "1w 2d",
    "3 dec",
    "2026-12-03",
    "overdue",
    "in:",
    "doing",
    "\"",
    "to do",
    "is:",
    "has:",
    "archived",
    "blocked",
    "done",
    "body",
    "comments",
    "#",
    "12",
    " ",
    "  ",
    "\t",
    "9999999d",
    "99999999999",
];

/// A sample board, for what is asked of cards.
fn board() -> Board {
    let mut board = Board::default();
    for (seq, (diff, before, after)) in [
        ("column", None, Some(r#"{"name": "To do", "limit": 3, "rank": "a0"}"#)),
        (
            "card",
            None,
            Some(r#"{"title": "Fix the bug", "body": "İstanbul ß", "labels": ["bug"], "place": {"column": 1, "rank": "a0"}}"#),
        ),
    ]
    .into_iter()
    .enumerate()
    {
        let change = change(seq as i64 + 1, diff, before.map(json), after.map(json)).unwrap();
        board.absorb(&change).unwrap();
    }
    board
}

fn json(text: &str) -> Value {
    serde_json::from_str(text).unwrap()
}

fn change(seq: i64, kind: &str, before: Option<Value>, after: Option<Value>) -> Option<Change> {
    let diff = match kind {
        "card" => Diff::card(CardId(1), before, after),
        "column" => Diff::column(ColumnId(1), before, after),
        _ => Diff::label("bug".to_owned(), before, after),
    };
    Some(Change {
        seq,
        at: Timestamp::UNIX_EPOCH,
        actor: Actor {
            name: "ann".to_owned(),
            user: "tester".to_owned(),
        },
        edit: EditId("e".to_owned()),
        undoes: None,
        diff: diff.ok()?,
    })
}

const FIELDS: &[&str] = &[
    "title",
    "body",
    "assignee",
    "priority",
    "due",
    "labels",
    "archived",
    "place",
    "born",
    "checklist",
    "comment",
    "comments",
    "links",
    "link",
    "blocked",
    "lease",
    "source",
    "entered",
    "previous",
    "name",
    "limit",
    "rank",
    "done",
    "color",
    "column",
    "id",
    "text",
    "at",
    "by",
    "created",
    "rev",
    "",
    "x",
];

/// Any JSON there is, most of it with names that mean something.
fn any_json() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        any::<f64>().prop_map(|number| serde_json::json!(number)),
        (0i64..4).prop_map(Value::from),
        any::<String>().prop_map(Value::from),
        prop::sample::select(
            &[
                "a0",
                "high",
                "red",
                "2026-12-03",
                "2026-12-03T04:05:06.789Z",
                "blocks"
            ][..]
        )
        .prop_map(Value::from),
    ];
    leaf.prop_recursive(4, 24, 5, |inner| {
        let name = prop_oneof![4 => prop::sample::select(FIELDS).prop_map(str::to_owned), 1 => any::<String>()];
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..4).prop_map(Value::from),
            prop::collection::vec((name, inner), 0..4)
                .prop_map(|fields| Value::Object(fields.into_iter().collect())),
        ]
    })
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn a_query_is_understood_or_refused(text in pieces(TERMS), today in day()) {
        let board = board();
        let card = board.card(CardId(1)).unwrap();
        let context = Context { me: "ann", today, board: &board, found: None };
        for query in [Query::parse(&text), Query::typing(&text)].into_iter().flatten() {
            // The same question has the same answer, and no term panics.
            prop_assert_eq!(query.matches(card, &context), query.matches(card, &context));
        }
        if let Err(refused) = Query::parse(&text) {
            prop_assert!(!refused.to_string().is_empty());
        }
    }

    #[test]
    fn a_day_is_understood_or_refused(text in pieces(TERMS), today in day()) {
        let _ = due::parse(&text, today);
        if let Ok(when) = When::parse(&text) {
            let _ = when.on(today);
        }
    }

    #[test]
    fn a_day_written_as_json_has_it_is_that_day(day in days(1), today in day()) {
        prop_assert_eq!(due::parse(&day.to_string(), today).unwrap(), Some(day));
        for days in [0, 1, 6, 7, 40, 400] {
            if let Ok(day) = today.checked_add(days.days()) {
                prop_assert!(!due::show(day, today).is_empty());
            }
        }
    }

    #[test]
    fn a_key_has_a_name_that_can_be_shown(letter in any::<char>(), function in any::<u8>(), mods in any::<u8>()) {
        let codes = [
            KeyCode::Char(letter), KeyCode::F(function), KeyCode::Enter, KeyCode::Esc, KeyCode::Tab, KeyCode::BackTab,
            KeyCode::Left, KeyCode::Null, KeyCode::Insert, KeyCode::PageDown,
        ];
        for code in codes {
            let key = KeyEvent::new(code, KeyModifiers::from_bits_truncate(mods));
            if let Some(name) = keymap::name(&key) {
                prop_assert!(!name.is_empty());
                prop_assert!(!keymap::show(&name).is_empty());
            }
        }
    }

    #[test]
    fn any_keys_can_be_shown(keys in pieces(&["<", ">", "c-", "a-", "s-", "space", "lt", "x", "g", "enter", "left"])) {
        let _ = keymap::show(&keys);
    }

    #[test]
    fn a_journal_entry_is_read_or_refused(kind in prop::sample::select(&["card", "column", "label"][..]),
                                          before in prop::option::of(any_json()), after in prop::option::of(any_json())) {
        let Some(read) = change(9, kind, before, after) else { return Ok(()) };
        // What was read is written so that it is read the same again.
        let (before, after) = read.diff.to_json();
        let again = change(9, kind, before, after).expect("what was written can be read");
        prop_assert_eq!(&again.diff, &read.diff);
        prop_assert!(!read.kind().is_empty());
        // It follows from a board or it does not.
        let _ = Board::default().absorb(&read);
        let mut board = board();
        let _ = board.absorb(&read);
        let _ = board.absorb(&read);
    }

    #[test]
    fn cleaned_text_has_nothing_that_steers(letters in any::<String>(), odd in pieces(&["\u{1b}[31m", "\u{9b}", "\u{202e}", "\r\n", "\t", "\0", "👩‍👩‍👧", "e\u{301}", "日本", "\u{200b}", "ｶﾞ"]),
                                            width in 0usize..40, lines in 0usize..5) {
        let text = letters + &odd;
        let clean = text::clean(&text);
        let steers = |letter: char| letter.is_control() || ('\u{202A}'..='\u{202E}').contains(&letter)
            || ('\u{2066}'..='\u{2069}').contains(&letter) || letter == '\u{200B}';
        prop_assert!(!clean.contains(steers), "{clean:?}");
        prop_assert_eq!(text::clean(&clean), clean.as_ref());
        let fitted = text::fit(&text, width);
        prop_assert!(text::width(&fitted) <= width, "{fitted:?}");
        let wrapped = text::wrap(&text, width, lines);
        prop_assert!(wrapped.len() <= lines.max(1));
        for line in wrapped {
            prop_assert!(!line.contains(steers) && text::width(&line) <= width.max(1), "{line:?}");
        }
    }

    #[test]
    fn there_is_always_a_rank_in_between(places in prop::collection::vec(any::<prop::sample::Index>(), 1..60)) {
        let mut ranks: Vec<Rank> = Vec::new();
        for place in places {
            let at = place.index(ranks.len() + 1);
            let low = at.checked_sub(1).map(|at| &ranks[at]);
            let rank = Rank::between(low, ranks.get(at));
            ranks.insert(at, rank);
        }
        prop_assert!(ranks.windows(2).all(|pair| pair[0] < pair[1]));
        prop_assert_eq!(ranks.iter().collect::<BTreeSet<_>>().len(), ranks.len());
    }

    #[test]
    fn a_rank_of_anybodys_making_has_its_place(low in any::<String>(), high in any::<String>()) {
        let (low, high) = (Rank::stored(&low), Rank::stored(&high));
        prop_assert!(Rank::between(Some(&low), Some(&high)) > low);
        let _ = Rank::between(Some(&low), None);
        let _ = Rank::between(None, Some(&high));
    }
}
