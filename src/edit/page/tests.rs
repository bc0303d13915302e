use std::collections::BTreeSet;

use jiff::Timestamp;
use jiff::civil::date;
use proptest::prelude::*;

mod steps;

use super::*;
use crate::board::{CardId, Column, ColumnId, Item, ItemId, Priority, Rank};
use crate::change::{Actor, EditId, Stamp};
use crate::edit::Edit;

fn board_with(card: Card) -> Board {
    let names = ["To do", "Doing", "Done"];
    let column = |(id, name): (i64, &str)| {
        let rank = Rank::stored(&format!("a{id}"));
        Column::new(ColumnId(id), name.to_owned(), None, rank)
    };
    let columns = (1..).zip(names).map(column);
    Board::new(columns, [card], CardId(1), ColumnId(3))
}

fn blank() -> Card {
    let mut card = Card::blank(CardId(1), Timestamp::UNIX_EPOCH);
    card.title = "Door".to_owned();
    card.place.column = ColumnId(1);
    card.place.rank = Rank::stored("m");
    card
}

fn full() -> Card {
    let mut card = blank();
    card.body = "White.\n\nTwice.".to_owned().into();
    card.labels = BTreeSet::from(["garden", "wood"].map(str::to_owned)).into();
    card.assignee = Some("ann".to_owned());
    card.priority = Some(Priority::High);
    card.due = Some(date(2026, 12, 3));
    card.blocked = Some("no paint".to_owned());
    let item = |id, text: &str, done| Item {
        id: ItemId(id),
        text: text.to_owned(),
        done,
    };
    card.put_checklist(vec![item(1, "sand", true), item(4, "paint", false)]);
    card
}

fn around(board: &Board) -> Around<'_> {
    Around {
        board,
        me: "zoe",
        today: date(2026, 11, 24),
    }
}

/// Returns the acts of a page in which some text was put in another's place.
fn acts_of(card: &Card, replaced: &[(&str, &str)]) -> Result<Vec<Act>, Fault> {
    let board = board_with(card.clone());
    let basis = Basis::of(card, &board);
    let mut page = basis.page(&board);
    for (old, new) in replaced {
        assert!(page.contains(old), "{old:?} is not in {page}");
        page = page.replacen(old, new, 1);
    }
    basis.acts(&page, &around(&board))
}

/// Returns the card after an edit of its page.
#[track_caller]
fn edited(card: &Card, replaced: &[(&str, &str)]) -> Card {
    let acts = acts_of(card, replaced).unwrap();
    let mut board = board_with(card.clone());
    let actor = Actor {
        name: "zoe".to_owned(),
        user: "zoe".to_owned(),
    };
    let (seq, at) = (1, Timestamp::UNIX_EPOCH);
    let edit = Edit::new(EditId("e".to_owned()), acts);
    board.apply(&edit, &Stamp { seq, at, actor }).unwrap();
    board.card(card.id).unwrap().clone()
}

#[test]
fn a_page_shows_the_card_and_what_a_field_may_hold() {
    let card = full();
    let board = board_with(card.clone());
    let page = Basis::of(&card, &board).page(&board);
    assert_eq!(
        page,
        r#"+++
title = "Door"
column = "To do"  # To do, Doing, Done
labels = ["garden", "wood"]
assignee = "ann"  # a name, or me
priority = "high"  # low, medium, high, urgent
due = "2026-12-03"  # 2026-12-03, fri, 2d, 3 weeks
blocked = "no paint"  # why it cannot go on
checklist = '''
- [x] sand
- [ ] paint
'''  # - [ ] to do
+++

White.

Twice."#
    );
    let card = blank();
    let page = Basis::of(&card, &board).page(&board);
    assert!(
        page.contains("checklist = '''\n'''  # - [ ] to do\n+++\n\n"),
        "{page}"
    );
}

#[test]
fn each_field_that_was_changed_is_an_act_and_no_other() {
    let card = full();
    let table: [(&str, &str, &str); 13] = [
        ("\"Door\"", "'Gate \"2\"'", "SetCard title"),
        ("\"To do\"", "\"done\"", "Stands MoveCard"),
        ("\"ann\"", "\"@me\"", "SetCard assignee"),
        ("\"ann\"", "\"\"", "SetCard assignee"),
        ("\"high\"", "\"low\"", "SetCard priority"),
        ("\"high\"", "\"none\"", "SetCard priority"),
        ("\"2026-12-03\"", "\"fri\"", "SetCard due"),
        ("\"2026-12-03\"", "2026-12-04", "SetCard due"),
        // A field left out is empty
        ("due = \"2026-12-03\"", "", "SetCard due"),
        ("\"garden\", ", "", "Label"),
        ("\"no paint\"", "\"\"", "SetCard blocked"),
        ("Twice.", "Once.", "SetCard body"),
        // What editors do to the end of the last line
        ("Twice.", "Twice.\n\n", ""),
    ];
    for (old, new, expected) in table {
        let acts = acts_of(&card, &[(old, new)]).unwrap();
        let said: Vec<String> = acts
            .iter()
            .map(|act| match act {
                Act::SetCard { to, base, .. } => {
                    assert_eq!(*base, Some(card.detail(to)));
                    format!("SetCard {}", to.name())
                }
                act => format!("{act:?}")
                    .split([' ', '('])
                    .next()
                    .unwrap()
                    .to_owned(),
            })
            .collect();
        assert_eq!(said.join(" "), expected, "{old} {new}");
    }
    let after = edited(
        &card,
        &[
            ("\"ann\"", "\"me\""),
            ("\"high\"", "\"hi\""),
            ("2026-12-03", "tomorrow"),
        ],
    );
    assert_eq!(after.assignee.as_deref(), Some("zoe"));
    assert_eq!(after.due, Some(date(2026, 11, 25)));
    assert_eq!(after.priority, Some(Priority::High));
}

#[test]
fn what_cannot_be_is_named_with_its_line() {
    let card = full();
    let table: [(&str, &str, &str); 14] = [
        (
            "title =",
            "titel =",
            "line 3: there is no field “titel”; there are title, column",
        ),
        (
            "\"Door\"",
            "Door",
            "line 3: a text stands in quotes: title = \"Door\"",
        ),
        ("\"Door\"", "\"\"", "line 3: a title cannot be empty"),
        ("\"Door\"", "3", "line 3: title is a text in quotes"),
        ("title = \"Door\"", "", "line 2: a title cannot be empty"),
        (
            "\"To do\"",
            "\"Tomorrow\"",
            "line 4: there is no column “Tomorrow”; there are “To do”, “Doing”",
        ),
        (
            "\"garden\"",
            "\"two words\"",
            "line 5: a label cannot have blanks",
        ),
        (
            "[\"garden\", \"wood\"]",
            "\"garden\"",
            "line 5: labels is a list",
        ),
        (
            "\"ann\"",
            "\"ann lee\"",
            "line 6: a name cannot have blanks",
        ),
        (
            "\"high\"",
            "\"highest\"",
            "line 7: “highest” is no priority; there are low",
        ),
        (
            "\"2026-12-03\"",
            "\"someday\"",
            "line 8: “someday” is no day",
        ),
        ("\"no paint\"", "\"no paint", "line 9: "),
        (
            "+++\ntitle",
            "title",
            "line 2: the fields stand between two lines of +++",
        ),
        (
            "+++\n\nWhite",
            "\nWhite",
            "line 2: the fields stand between two lines of +++",
        ),
    ];
    for (old, new, expected) in table {
        let fault = acts_of(&card, &[(old, new)]).unwrap_err().to_string();
        assert!(fault.starts_with(expected), "{old} {new}: {fault}");
        assert!(!fault.contains('\n'), "{fault}");
    }
    let long = "x".repeat(crate::edit::BODY_MAX + 1);
    let fault = acts_of(&card, &[("Twice.", &long)]).unwrap_err();
    assert_eq!(fault.line, 16);
}

#[test]
fn a_complaint_stands_on_top_and_counts_for_nothing() {
    let card = full();
    let board = board_with(card.clone());
    let basis = Basis::of(&card, &board);
    let page = basis.page(&board);
    let complained = complain(&complain(&page, "line 2: so"), "line 3:\nnot so");
    assert_eq!(complained, format!("#! line 3: not so\n{page}"));
    assert_eq!(basis.acts(&complained, &around(&board)), Ok(Vec::new()));
    let bad = complain(&page.replace("\"Door\"", "3"), "x");
    assert_eq!(basis.acts(&bad, &around(&board)).unwrap_err().line, 3);
    assert_eq!(body(&complained), "White.\n\nTwice.");
    assert_eq!(
        with_body(&complained, "Red."),
        complained.replace("White.\n\nTwice.", "Red.")
    );
}

fn text(max: usize) -> impl Strategy<Value = String> {
    let letters = prop::sample::select(vec![
        "a", "b", " ", "\"", "'", "'''", "\"\"\"", "\\", "#", "#!", "+++", "\n", "\r", "\t",
        "\u{1b}", "é", "字", "[ ]", "- ", "=",
    ]);
    prop::collection::vec(letters, 0..max).prop_map(|letters| letters.concat())
}

fn card() -> impl Strategy<Value = Card> {
    let item = (text(6), any::<bool>());
    let lists = (
        prop::collection::btree_set(text(4), 0..3),
        prop::collection::vec(item, 0..5),
    );
    let some = |max| prop::option::of(text(max));
    (text(8), text(20), lists, some(4), some(8)).prop_map(
        |(title, body, lists, assignee, blocked)| {
            let mut card = full();
            (card.title, card.body, card.labels) = (title, body.into(), lists.0.into());
            card.assignee = assignee.filter(|name| !name.is_empty());
            card.blocked = blocked.filter(|why| !why.is_empty());
            let items = (1..).zip(lists.1).map(|(id, (text, done))| Item {
                id: ItemId(id),
                text,
                done,
            });
            card.put_checklist(items.collect());
            card
        },
    )
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    /// Whatever stands in the tables, also what no edit could have written there.
    #[test]
    fn a_page_that_was_left_alone_changes_nothing(card in card()) {
        let board = board_with(card.clone());
        let basis = Basis::of(&card, &board);
        let page = basis.page(&board);
        let acts = basis.acts(&page, &around(&board));
        // An item whose text is blank is not on the page.
        let blank = |item: &Item| item.text.chars().all(|letter| letter.is_control() || letter == ' ');
        if !card.checklist.iter().any(blank) {
            prop_assert_eq!(acts, Ok(Vec::new()), "{}", page);
        }
    }

    #[test]
    fn no_text_makes_reading_a_page_fail_badly(page in text(60)) {
        let card = full();
        let board = board_with(card.clone());
        let basis = Basis::of(&card, &board);
        let _ = basis.acts(&page, &around(&board));
        let _ = basis.acts(&format!("+++\n{page}\n+++\n"), &around(&board));
        let _ = (with_body(&page, "x"), body(&page));
    }
}
