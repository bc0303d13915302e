//! The first frame comes from a glance at the board; what is typed before the rest is there is not lost.

use walboard::board::CardId;
use walboard::store::{News, Report};
use walboard::tui::model::Model;
use walboard::tui::msg::{Effect, Msg};

use crate::desk::{Desk, board, start};

/// A desk with a glance of a board, and the board whole.
fn glancing() -> (Desk, News) {
    let whole = board(&[("Todo", None, &["one", "two", "three", "four", "five"])]);
    let glance = board(&[("Todo", None, &["one", "two"])]);
    let mut desk = Desk::new(whole.clone(), (80, 24));
    desk.model = Model::glancing(start(glance, (80, 24)));
    (desk, News::Whole(whole))
}

#[test]
fn what_is_typed_before_the_board_is_there_is_done_once_it_is() {
    let (mut desk, whole) = glancing();
    desk.press("Gd");
    assert_eq!(
        desk.model.cursor().card,
        Some(CardId(1)),
        "what is at the bottom is not known"
    );
    assert!(desk.asked.is_empty());
    desk.send(Msg::Store(Report::News(whole)));
    assert!(matches!(desk.asked.front(), Some(Effect::Commit(_))));
    desk.answer();
    assert!(desk.file.card(CardId(5)).is_some_and(|card| card.archived));
    assert_eq!(desk.model.cursor().card, Some(CardId(4)));
}

#[test]
fn that_the_board_has_come_is_no_news() {
    let (mut desk, whole) = glancing();
    desk.send(Msg::Store(Report::News(whole.clone())));
    assert_eq!(desk.model.notice(), None);
    assert!(desk.frame(80, 24).contains("five"));
    desk.send(Msg::Store(Report::News(whole)));
    assert!(
        desk.model
            .notice()
            .is_some_and(|notice| notice.contains("by hand"))
    );
}

#[test]
fn one_can_leave_before_the_board_is_there() {
    let (mut desk, _) = glancing();
    desk.press("jq");
    assert_eq!(desk.effects, [Effect::Quit]);
}
