//! Marked cards: what is done is done to all of them, in one edit.

use walboard::edit::{Act, At, Place};

use crate::desk::{Desk, Lane, board, desk};

/// One column of five cards and one of one.
fn five() -> Desk {
    let lanes: &[Lane<'_>] = &[
        ("Todo", None, &["a", "b", "c", "d", "e"]),
        ("Done", None, &["z"]),
    ];
    Desk::new(board(lanes), (80, 24))
}

#[test]
fn space_marks_and_goes_down_and_the_footer_counts() {
    let mut desk = five();
    assert_eq!(desk.press("<space><space>").at(), "c");
    assert!(desk.bars().contains("2 marked"), "{}", desk.bars());
    assert!(desk.frame(80, 24).contains("✓a"));
    desk.press("k<space>");
    assert!(desk.bars().contains("1 marked"), "{}", desk.bars());
    desk.press("<esc>");
    assert!(!desk.bars().contains("marked"));
}

#[test]
fn marked_cards_move_together_in_their_order_and_one_undo_brings_them_back() {
    let mut desk = five();
    desk.press("<space>j<space>L");
    assert_eq!(desk.asked.len(), 1, "one edit");
    assert_eq!(desk.column("Done"), ["z", "a", "c"]);
    desk.save();
    assert_eq!(
        desk.press("u").save().column("Todo"),
        ["a", "b", "c", "d", "e"]
    );
    assert_eq!(desk.column("Done"), ["z"]);
}

#[test]
fn marked_cards_go_up_and_down_as_a_block() {
    let mut desk = five();
    desk.press("j<space>j<space>");
    assert_eq!(desk.press("K").column("Todo"), ["b", "d", "a", "c", "e"]);
    assert_eq!(
        desk.press("K").column("Todo"),
        ["b", "d", "a", "c", "e"],
        "the top is the top"
    );
    assert_eq!(desk.press("J").column("Todo"), ["a", "b", "d", "c", "e"]);
    assert_eq!(desk.press("JJJ").column("Todo"), ["a", "c", "e", "b", "d"]);
    desk.save();
}

#[test]
fn a_range_follows_the_cursor_and_ends_with_its_column() {
    let mut desk = five();
    desk.press("jvjj");
    assert!(desk.bars().contains("3 marked…"), "{}", desk.bars());
    desk.press("k");
    assert!(desk.bars().contains("2 marked…"), "{}", desk.bars());
    desk.press("l");
    assert!(desk.bars().contains("2 marked "), "{}", desk.bars());
    assert_eq!(desk.press("m2").column("Done"), ["z", "b", "c"]);
}

#[test]
fn a_whole_column_is_marked_and_unmarked() {
    let mut desk = five();
    desk.press("V");
    assert!(desk.bars().contains("5 marked"), "{}", desk.bars());
    desk.press("V");
    assert!(!desk.bars().contains("marked"));
    // Only what is shown is marked.
    desk.press("/b<enter>V<esc>");
    assert!(
        !desk.bars().contains("marked"),
        "the first Esc takes the marks"
    );
}

#[test]
fn every_value_is_set_on_all_marked_cards() {
    let mut desk = five();
    desk.press("<space><space>")
        .press("ph")
        .press("aa")
        .press("@fri<enter>")
        .press("t+bug<enter>");
    desk.save();
    for title in ["a", "b"] {
        let card = desk.file.card(desk.card(title)).unwrap();
        assert_eq!(card.priority.map(|priority| priority.name()), Some("high"));
        assert_eq!(card.assignee.as_deref(), Some("ann"));
        assert_eq!(
            card.due.map(|due| due.to_string()).as_deref(),
            Some("2026-11-27")
        );
        assert!(card.labels.contains("bug"));
    }
    let other = desk.file.card(desk.card("c")).unwrap();
    assert_eq!((other.priority, other.due), (None, None));
    desk.press("u").save();
    assert!(desk.file.card(desk.card("a")).unwrap().labels.is_empty());
    assert!(desk.file.card(desk.card("b")).unwrap().labels.is_empty());
}

#[test]
fn priorities_are_raised_from_where_each_one_is() {
    let mut desk = five();
    desk.press("+<space><space>+").save();
    let priority = |title: &str| {
        desk.file
            .card(desk.card(title))
            .unwrap()
            .priority
            .unwrap()
            .name()
    };
    assert_eq!((priority("a"), priority("b")), ("medium", "low"));
}

#[test]
fn archived_cards_are_no_longer_marked() {
    let mut desk = five();
    desk.press("<space><space><space>d");
    assert_eq!(desk.column("Todo"), ["d", "e"]);
    assert_eq!(desk.notice(), "archived 3 cards – u undo");
    assert!(!desk.bars().contains("marked"), "{}", desk.bars());
    assert_eq!(
        desk.save().press("u").save().column("Todo"),
        ["a", "b", "c", "d", "e"]
    );
}

#[test]
fn marks_stay_on_their_cards_whatever_others_do() {
    let mut desk = five();
    desk.press("<space>j<space>");
    let (a, c) = (desk.card("a"), desk.card("c"));
    let column = desk.file.column_named("Done").unwrap().id;
    let at = At::Top;
    desk.other(
        "bob",
        vec![Act::MoveCard {
            card: a,
            to: Place { column, at },
        }],
    );
    assert!(desk.bars().contains("2 marked"), "{}", desk.bars());
    desk.other("bob", vec![Act::Archive(c)]);
    assert!(desk.bars().contains("1 marked"), "{}", desk.bars());
    desk.press("d");
    assert_eq!(desk.column("Done"), ["z"]);
}

#[test]
fn a_mark_follows_a_card_that_gets_another_number() {
    let mut desk = five();
    desk.press("nmine<enter><space>");
    let column = desk.file.column_named("Done").unwrap().id;
    let draft = Box::default();
    let draft = Box::new(walboard::edit::Draft {
        title: "theirs".to_owned(),
        ..*draft
    });
    desk.other(
        "bob",
        vec![Act::AddCard {
            at: Place {
                column,
                at: At::Bottom,
            },
            draft,
        }],
    );
    desk.save();
    desk.press("d").save();
    assert_eq!(desk.column("Done"), ["z", "theirs"]);
    assert_eq!(desk.column("Todo"), ["a", "b", "c", "d", "e"]);
}

#[test]
fn a_card_shown_in_full_is_alone_whatever_is_marked() {
    let mut desk = desk();
    desk.press("<space><enter>d").save();
    assert_eq!(desk.column("Todo"), ["one"]);
}
