//! What is typed before its turn is not lost: before the board is there whole (the first frame comes from a glance at
//! it), and while many edits are not saved yet.

use walboard::board::{CardId, Detail, Priority};
use walboard::edit::Act;
use walboard::store::{Cause, News, NoBoard, Report};
use walboard::tui::model::Model;
use walboard::tui::msg::{Effect, Msg};

use crate::desk::{Desk, board, desk, start};

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
fn an_error_is_read_by_who_pressed_a_key_when_it_was_shown() {
    let error = |path: &str| {
        let path = path.into();
        Msg::NotOpened(Cause::NoBoard(NoBoard { path }).into())
    };
    let (mut desk, whole) = glancing();
    desk.send(error("a.db")).press("<esc>");
    desk.send(Msg::Store(Report::News(whole)));
    assert_eq!(desk.model.notice(), None);
    // Not by who pressed it before.
    let (mut desk, whole) = glancing();
    desk.send(error("a.db")).press("<esc>");
    desk.send(error("b.db"));
    desk.send(Msg::Store(Report::News(whole)));
    let notice = desk.model.notice();
    assert!(notice.is_some_and(|notice| notice.contains("b.db")));
}

#[test]
fn one_can_leave_before_the_board_is_there() {
    let (mut desk, _) = glancing();
    desk.press("j<c-c>");
    assert_eq!(desk.effects, [Effect::Quit]);
}

#[test]
fn a_q_in_a_title_typed_before_the_board_is_there_is_no_way_out() {
    let (mut desk, whole) = glancing();
    desk.press("nquick<enter>");
    assert_eq!(desk.effects, []);
    desk.send(Msg::Store(Report::News(whole))).save();
    assert_eq!(desk.at(), "quick");
}

/// A desk at which nothing is saved, and so many edits were asked for.
fn flooded(edits: usize) -> Desk {
    let mut desk = desk();
    for _ in 0..edits / 2 {
        desk.press("+-");
    }
    desk
}

#[test]
fn keys_faster_than_they_are_saved_wait_for_their_turn() {
    let mut desk = flooded(500);
    assert_eq!(desk.model.unsaved(), 64);
    assert!(
        desk.bars().contains("saving 64 edits and keys…"),
        "{}",
        desk.bars()
    );
    desk.press("nlast<enter>+");
    assert_eq!(desk.model.unsaved(), 64);
    let mut saved = 0;
    while !desk.asked.is_empty() {
        desk.answer();
        assert!(desk.model.unsaved() <= 64);
        saved += 1;
    }
    assert_eq!(saved, 502, "each key is an edit of its own");
    assert_eq!(desk.model.board(), &desk.file);
    let last = desk.file.card(desk.card("last")).unwrap();
    assert_eq!(last.priority, Some(Priority::Low));
    assert!(desk.bars().contains("saved"), "{}", desk.bars());
}

#[test]
fn the_terminal_is_not_read_without_end() {
    let mut desk = flooded(1_000);
    assert!(desk.model.takes_keys());
    desk.press(&"j".repeat(100));
    assert!(!desk.model.takes_keys());
    desk.save();
    assert!(desk.model.takes_keys());
}

#[test]
fn who_asks_twice_to_get_out_does_not_wait_for_the_keys() {
    let mut desk = flooded(80);
    desk.press("<c-c>jj");
    assert_eq!(desk.effects, []);
    assert!(
        desk.bars().contains("64 edits not saved yet; ^c again"),
        "{}",
        desk.bars()
    );
    desk.press("<c-c>");
    assert_eq!(desk.effects, [Effect::Quit]);

    let mut desk = flooded(80);
    desk.press("<c-z>jj<c-z>");
    assert_eq!(desk.effects, [Effect::Suspend]);
    desk.save();
    assert_eq!(desk.effects, [Effect::Suspend], "once");
}

#[test]
fn keys_that_wait_do_not_answer_a_question_nobody_had_asked() {
    let mut desk = desk();
    desk.press("r<c-u>mine<enter>");
    for _ in 0..40 {
        desk.press("+-");
    }
    desk.press("y");
    let card = desk.card("mine");
    let to = Detail::Title("theirs".to_owned());
    let base = None;
    desk.other("bob", vec![Act::SetCard { card, to, base }]);
    desk.save();
    assert_eq!(desk.file.card(card).unwrap().title, "theirs");
    assert!(
        desk.notice().contains("r has your words again"),
        "{}",
        desk.notice()
    );
}

#[test]
fn steps_of_the_cursor_do_not_pile_up_behind_a_write_that_waits() {
    let mut desk = desk();
    desk.press("+").waits(5, false);
    desk.told.clear();
    desk.press(&"jklh".repeat(50)).press("j");
    assert_eq!(desk.told, []);
    desk.save();
    let told: Vec<_> = desk.told.iter().flatten().map(|focus| focus.card).collect();
    assert_eq!(told, [desk.card("two")]);
}
