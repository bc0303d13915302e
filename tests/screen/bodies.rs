//! Bodies are left in the file until one is shown or edited; searching looks into them all the same.

use std::collections::HashSet;

use walboard::board::{Board, Body, CardId, ColumnId};
use walboard::store::{News, Report};
use walboard::tui::msg::{Effect, Msg};

use crate::desk::{Desk, board};

/// Returns a board whose cards all have a body, which is left in the file.
fn sparse() -> Board {
    without_bodies(&board(&[
        ("Todo", None, &["one", "two"]),
        ("Done", None, &["three"]),
    ]))
}

/// Returns a board like that with all bodies left in the file.
pub(crate) fn without_bodies(whole: &Board) -> Board {
    let cards = whole.cards().cloned().map(|mut card| {
        card.body = Body::Away;
        card
    });
    Board::new(
        whole.columns().to_vec().into_iter().map(emptied),
        cards,
        CardId(0),
        ColumnId(0),
    )
}

fn emptied(column: walboard::board::Column) -> walboard::board::Column {
    let mut empty = walboard::board::Column::new(column.id, column.name, column.limit, column.rank);
    empty.done = column.done;
    empty
}

fn desk() -> Desk {
    Desk::new(sparse(), (80, 24))
}

fn body(desk: &mut Desk, card: i64, text: &str) {
    desk.send(Msg::Store(Report::Body(CardId(card), text.to_owned())));
}

fn found(desk: &mut Desk, text: &str, cards: &[i64]) {
    let cards: HashSet<CardId> = cards.iter().copied().map(CardId).collect();
    desk.send(Msg::Store(Report::Found(text.to_owned(), cards)));
}

/// Returns the titles on the board.
fn shown(desk: &Desk) -> Vec<&'static str> {
    let frame = desk.frame(80, 24);
    let titles = ["one", "two", "three"].into_iter();
    titles
        .filter(|title| frame.contains(&format!("{title}   ")))
        .collect()
}

#[test]
fn a_card_that_is_shown_gets_its_body_from_the_file() {
    let mut desk = desk();
    desk.press("<enter>");
    assert_eq!(desk.effects, [Effect::Fetch(CardId(1))], "once");
    assert!(
        !desk.frame(80, 24).contains("No text yet"),
        "that is not known"
    );
    body(&mut desk, 1, "The words.");
    assert!(desk.frame(80, 24).contains("The words."));
    // The board is read again, and with it the body is away again.
    desk.effects.clear();
    desk.send(Msg::Store(Report::News(News::Whole(sparse()))));
    assert_eq!(desk.effects, [Effect::Fetch(CardId(1))]);
}

#[test]
fn a_body_is_edited_once_it_is_here() {
    let mut desk = desk();
    desk.press("e");
    assert_eq!(desk.effects, [Effect::Fetch(CardId(1))]);
    body(&mut desk, 1, "The words.");
    let Some(Effect::OpenEditor(page)) = desk.effects.last().cloned() else {
        panic!("no editor: {:?}", desk.effects);
    };
    assert!(page.contains("The words."), "{page}");
    // The board is read again while the editor is open: what is edited is not in the file only, then.
    desk.send(Msg::Store(Report::News(News::Whole(sparse()))));
    let page = page.replace("The words.", "Other words.");
    desk.send(Msg::Edited(Ok(page)));
    assert!(
        matches!(desk.asked.front(), Some(Effect::Commit(_))),
        "{}",
        desk.notice()
    );
}

#[test]
fn keys_typed_in_one_breath_with_e_are_the_editors() {
    let mut desk = desk();
    let at = desk.at().to_owned();
    desk.press("ejjd");
    assert_eq!(desk.at(), at, "the cursor stays");
    assert_eq!(desk.model.unsaved(), 0, "nothing is archived");
    // Who does not want to wait goes back, and the keys are the board's again.
    desk.press("<esc>j");
    assert_ne!(desk.at(), at);
}

#[test]
fn a_search_looks_into_the_bodies_in_the_file() {
    let mut desk = desk();
    desk.press("/two");
    let asked = |text: &str| Effect::Find(text.to_owned());
    assert_eq!(desk.effects, [asked("t")]);
    assert_eq!(shown(&desk), ["two"], "a title is found at once");
    // An answer to what is not asked any more changes nothing; then what was typed meanwhile is asked for, at once.
    found(&mut desk, "t", &[1, 2, 3]);
    assert_eq!(shown(&desk), ["two"]);
    assert_eq!(desk.effects, [asked("t"), asked("two")]);
    found(&mut desk, "two", &[3]);
    assert_eq!(shown(&desk), ["two", "three"]);
    assert_eq!(desk.effects.len(), 2);
}

#[test]
fn a_search_for_what_has_not_a_word_knows_the_bodies_too() {
    let mut desk = desk();
    desk.press("/-paint<enter>");
    assert_eq!(shown(&desk), ["one", "two", "three"]);
    found(&mut desk, "paint", &[1]);
    assert_eq!(shown(&desk), ["two", "three"]);
}
