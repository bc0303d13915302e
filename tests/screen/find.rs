//! Finding things: the search, the list of commands, the card beside the board.

use insta::assert_snapshot;
use walboard::board::Detail;
use walboard::edit::{Act, At, Place};
use walboard::tui::msg::Effect;

use crate::desk::{Desk, Lane, board, desk};

fn notes() -> Desk {
    let lanes: &[Lane<'_>] = &[
        (
            "Todo",
            None,
            &["Write the release notes", "Say who holds the lock"],
        ),
        ("Doing", None, &["Read the notes"]),
        ("Done", None, &["Choose a licence", "Lock the file"]),
    ];
    Desk::new(board(lanes), (80, 24))
}

// ---- search

#[test]
fn words_may_be_typed_in_part_and_what_was_found_is_counted() {
    let mut desk = notes();
    desk.press("/rlnts<enter>");
    assert_eq!(desk.at(), "Write the release notes");
    assert!(desk.bars().contains("1 of 5 cards"), "{}", desk.bars());
    desk.press("<esc>/lck");
    assert!(desk.bars().contains("2 of 5 cards"), "{}", desk.bars());
    // Between quotes a word stands for itself.
    desk.press("<esc>/\"lck\"<enter>");
    assert!(desk.bars().contains("0 of 5 cards"), "{}", desk.bars());
}

#[test]
fn what_was_found_is_marked_letter_by_letter() {
    use ratatui::style::Modifier;
    let mut desk = notes();
    desk.press("/rlnts<enter>");
    let buffer = desk.buffer((80, 24));
    let marked: String = buffer
        .content()
        .iter()
        .filter(|cell| cell.modifier.contains(Modifier::UNDERLINED))
        .map(|cell| cell.symbol())
        .collect();
    assert_eq!(marked, "rlnts");
}

#[test]
fn braces_go_through_what_was_found_in_all_columns() {
    let mut desk = notes();
    desk.press("/lock<enter>");
    assert_eq!(desk.at(), "Say who holds the lock");
    assert_eq!(desk.press("}").at(), "Lock the file");
    assert_eq!(desk.press("}").at(), "Say who holds the lock");
    assert_eq!(desk.press("{").at(), "Lock the file");
    assert_eq!(desk.press("<esc>}").at(), "Write the release notes");
}

#[test]
fn a_number_goes_to_its_card() {
    let mut desk = notes();
    desk.press("/#3<enter>");
    assert_eq!((desk.at(), desk.model.searched()), ("Read the notes", None));
    // Also out of a search that does not find it.
    desk.press("/lock<enter>/<c-u>#1<enter>");
    assert_eq!(
        (desk.at(), desk.model.searched()),
        ("Write the release notes", None)
    );
    desk.press("d/#1<enter>");
    assert!(
        desk.notice().contains("#1 is archived"),
        "{}",
        desk.notice()
    );
}

// ---- commands

#[test]
fn commands_are_found_by_part_of_their_words_and_run() {
    let mut desk = notes();
    desk.press(":mvcardright");
    assert_snapshot!("commands", desk.frame(80, 24));
    desk.press("<enter>");
    assert_eq!(
        desk.column("Doing"),
        ["Read the notes", "Write the release notes"]
    );
    desk.press("<c-p>archive<enter>");
    assert_eq!(desk.column("Doing"), ["Read the notes"]);
    desk.press(":zzzz<enter>");
    assert!(desk.frame(80, 24).contains("No key does that."));
}

#[test]
fn a_number_among_the_commands_goes_to_its_card() {
    let mut desk = notes();
    desk.press(":5");
    assert!(desk.frame(80, 24).contains("go to #5 Lock the file"));
    desk.press("<enter>");
    assert_eq!(desk.at(), "Lock the file");
    desk.press(":99<enter>");
    assert_eq!(desk.notice(), "there is no card #99");
}

// ---- the card beside the board

#[test]
fn the_card_beside_the_board_follows_the_cursor_and_the_board() {
    let mut desk = notes();
    desk.resize(120, 40).press("z");
    let card = desk.card("Write the release notes");
    let set = |card, body: &str| {
        let (to, base) = (Detail::Body(body.to_owned()), None);
        vec![Act::SetCard { card, to, base }]
    };
    desk.other("bob", set(card, "First **say** what changed."))
        .later(10);
    assert_snapshot!("beside_120x40", desk.frame(120, 40));
    desk.press("l");
    assert!(desk.frame(120, 40).contains("No text yet"));
    desk.other("bob", set(desk.card("Read the notes"), "Slowly."));
    assert!(desk.frame(120, 40).contains("Slowly."));
    // Where there is no room for it, the board has all of it.
    desk.resize(80, 24);
    assert!(!desk.frame(80, 24).contains("Slowly."));
    desk.press("zz");
    assert!(
        desk.notice().contains("from 110 cells on"),
        "{}",
        desk.notice()
    );
}

// ---- complete

/// Says which column of a desk's board is for what is done.
fn with_done(desk: &mut Desk, name: &str) {
    let column = desk.file.column_named(name).unwrap().id;
    desk.other("sam", vec![Act::DoneColumn { column, done: true }])
        .later(10);
}

#[test]
fn completing_goes_to_the_done_column_and_back_to_where_the_card_was() {
    let mut desk = desk();
    with_done(&mut desk, "Done");
    desk.press("lc").save();
    assert_eq!(desk.column("Done"), ["five", "six", "three"]);
    assert_eq!(desk.at(), "three");
    assert!(desk.notice().contains("completed #3"), "{}", desk.notice());
    desk.press("c").save();
    assert_eq!(desk.column("Doing"), ["four", "three"]);
    // A card that was never anywhere else goes back to the last column of what is not done.
    desk.press("3ggc").save();
    assert_eq!(desk.column("Doing"), ["four", "three", "five"]);
    desk.press("u").save();
    assert_eq!(desk.column("Done"), ["five", "six"]);
}

#[test]
fn marked_cards_are_completed_together_those_that_are_done_stay() {
    let mut desk = desk();
    with_done(&mut desk, "Done");
    desk.press("V3<space>c").save();
    assert_eq!(desk.column("Done"), ["five", "six", "one", "two"]);
    assert_eq!(desk.press("u").save().column("Todo"), ["one", "two"]);
}

#[test]
fn without_a_done_column_it_says_how_to_make_one() {
    let mut desk = desk();
    desk.press("c");
    assert!(
        desk.notice().contains("E makes one so"),
        "{}",
        desk.notice()
    );
    desk.press("3Ec").save();
    desk.press("1c").save();
    assert_eq!(desk.column("Done"), ["five", "six", "one"]);
}

// ---- copy

#[test]
fn numbers_and_cards_are_copied() {
    let mut desk = desk();
    desk.press("y");
    assert_eq!(desk.effects.pop(), Some(Effect::Copy("#1".to_owned())));
    assert!(desk.notice().contains("copied #1"));
    desk.press("ph@2026-12-03<enter>t+bug<enter>aa").save();
    desk.press("Y");
    let text = "# one\n\n#1 · Todo · !high · +bug · @ann · due 2026-12-03\n";
    assert_eq!(desk.effects.pop(), Some(Effect::Copy(text.to_owned())));
    desk.press("Vy");
    assert_eq!(desk.effects.pop(), Some(Effect::Copy("#1 #2".to_owned())));
    let column = desk.file.column_named("Done").unwrap().id;
    let (card, at) = (desk.card("two"), At::Top);
    let to = Place { column, at };
    desk.other("bob", vec![Act::MoveCard { card, to }]);
    desk.press("y");
    assert_eq!(desk.effects.pop(), Some(Effect::Copy("#1 #2".to_owned())));
}
