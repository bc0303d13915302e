//! What others do.

use walboard::board::Detail;
use walboard::edit::{Act, At, Draft, Place};
use walboard::store::{News, Report};
use walboard::tui::msg::Effect;

use crate::desk::{Desk, desk};

pub(crate) fn add(desk: &Desk, column: &str, title: &str) -> Act {
    let column = desk.file.column_named(column).unwrap().id;
    let draft = Box::new(Draft {
        title: title.to_owned(),
        ..Draft::default()
    });
    let at = At::Bottom;
    Act::AddCard {
        at: Place { column, at },
        draft,
    }
}

pub(crate) fn retitle(desk: &Desk, title: &str, to: &str) -> Act {
    let card = desk.card(title);
    let (to, base) = (Detail::Title(to.to_owned()), None);
    Act::SetCard { card, to, base }
}

pub(crate) fn to_column(desk: &Desk, title: &str, column: &str) -> Act {
    let column = desk.file.column_named(column).unwrap().id;
    let (card, at) = (desk.card(title), At::Top);
    Act::MoveCard {
        card,
        to: Place { column, at },
    }
}

// ---- others

#[test]
fn a_change_by_another_is_marked_for_a_few_seconds_and_said() {
    let mut desk = desk();
    let act = to_column(&desk, "six", "Doing");
    desk.other("bob", vec![act]);
    assert!(desk.frame(80, 24).contains("#6 ● bob"));
    assert_eq!(desk.notice(), "bob moved #6 to Doing");
    assert_eq!(desk.at(), "one");
    desk.later(3);
    assert!(desk.frame(80, 24).contains("● bob"));
    desk.later(1);
    assert!(!desk.frame(80, 24).contains("bob"));
    assert_eq!(
        desk.model.next_wake(),
        None,
        "nothing more will change by itself"
    );
}

#[test]
fn many_changes_become_one_line() {
    let mut desk = desk();
    for title in ["three", "four", "five"] {
        let act = retitle(&desk, title, &format!("{title}!"));
        desk.other("bob", vec![act]);
    }
    assert_eq!(desk.notice(), "bob changed 3 cards");
    let act = retitle(&desk, "six", "six!");
    desk.other("eve", vec![act]);
    assert_eq!(desk.notice(), "bob and eve changed 4 cards");
}

#[test]
fn who_never_stops_is_told_of_anew_every_few_seconds() {
    let mut desk = desk();
    for second in 0..10 {
        let act = add(&desk, "Todo", &format!("new {second}"));
        desk.other("bob", vec![act]);
        desk.later(1);
    }
    assert_eq!(desk.notice(), "bob changed 2 cards");
}

#[test]
fn the_cursor_follows_its_card_when_another_moves_it() {
    let mut desk = desk();
    let act = to_column(&desk, "one", "Done");
    desk.other("bob", vec![act]);
    assert_eq!(desk.at(), "one");
    let done = desk.model.board().column_named("done").unwrap().id;
    assert_eq!(desk.model.cursor().column, Some(done));
}

#[test]
fn when_the_card_goes_away_the_next_one_gets_the_cursor_and_a_line_says_who_did_it() {
    let mut desk = desk();
    let card = desk.card("one");
    desk.other("bob", vec![Act::Archive(card)]);
    assert_eq!(desk.at(), "two");
    assert_eq!(desk.notice(), "bob archived #1, the card you were on");
    let card = desk.card("two");
    desk.other("bob", vec![Act::Delete(card)]);
    assert_eq!(desk.at(), "");
    let act = add(&desk, "Todo", "new");
    desk.other("bob", vec![act]);
    assert_eq!(
        desk.at(),
        "new",
        "an empty column gets the cursor's card back"
    );
}

#[test]
fn the_next_card_is_the_next_one_whatever_else_happened() {
    let mut desk = desk();
    desk.press("nseven<enter>neight<enter>").save();
    desk.press("gg");
    let (one, two) = (desk.card("one"), desk.card("two"));
    desk.other("bob", vec![Act::Delete(two), Act::Delete(one)]);
    assert_eq!(desk.at(), "seven");
}

#[test]
fn a_column_that_goes_away_gives_the_cursor_to_its_neighbour() {
    let mut desk = desk();
    let [column, into] = ["Todo", "Done"].map(|name| desk.file.column_named(name).unwrap().id);
    let into = Some(into);
    desk.other("bob", vec![Act::RemoveColumn { column, into }]);
    assert_eq!(desk.at(), "one", "on its card, which moved");
    let cards = desk.column("Done").len();
    assert_eq!(cards, 4);
}

#[test]
fn a_card_open_in_full_that_is_deleted_closes() {
    let mut desk = desk();
    desk.press("<enter>");
    let card = desk.card("one");
    desk.other("bob", vec![Act::Delete(card)]);
    assert!(desk.frame(80, 24).contains("Todo 1"));
    assert!(!desk.notice().is_empty());
}

#[test]
fn a_card_that_stops_matching_stays_under_the_cursor() {
    let mut desk = desk();
    desk.press("/one<enter>");
    let act = retitle(&desk, "one", "uno");
    desk.other("bob", vec![act]);
    assert_eq!(desk.at(), "uno");
    assert!(desk.frame(80, 24).contains("uno"));
}

#[test]
fn a_board_changed_by_hand_is_shown_as_it_is() {
    let mut desk = desk();
    let mut board = crate::desk::board(&[("Todo", None, &["one", "more"])]);
    std::mem::swap(&mut board, &mut desk.file);
    let whole = desk.file.clone();
    desk.press("lr!<enter>");
    desk.report(Report::News(News::Whole(whole)));
    assert_eq!(desk.column("Todo"), ["one", "more"]);
    desk.answer();
    assert!(
        desk.notice().contains("there is no card #3")
            || desk.frame(80, 24).contains("there is no card #3")
    );
}

#[test]
fn a_change_that_does_not_fit_has_the_board_read_anew_once() {
    let mut desk = desk();
    let mut apart = crate::desk::desk();
    apart.press("nnew<enter>").save();
    let card = apart.card("new");
    apart.other("bob", vec![Act::Archive(card)]);
    let act = retitle(&apart, "new", "newer");
    let mut there = apart.file.clone();
    let stamp = walboard::change::Stamp {
        seq: 9,
        at: desk.now,
        actor: crate::desk::actor("bob"),
    };
    let edit = walboard::edit::Edit::new(walboard::change::EditId("b".to_owned()), vec![act]);
    let changes = there.apply(&edit, &stamp).unwrap().changes;
    desk.report(Report::News(News::Changes(changes.clone())));
    desk.report(Report::News(News::Changes(changes)));
    let asked = desk
        .effects
        .iter()
        .filter(|effect| **effect == Effect::Reread);
    assert_eq!(asked.count(), 1);
    let whole = desk.file.clone();
    desk.report(Report::News(News::Whole(whole)));
    assert!(desk.notice().contains("read anew"), "{}", desk.notice());
    assert_eq!(desk.press("j").at(), "two");
}
