//! What is set on cards and columns.

use walboard::board::Priority;

use crate::desk::{Desk, desk};

// ---- labels, people, priorities, dates

#[test]
fn labels_are_put_on_taken_off_and_toggled() {
    let mut desk = desk();
    desk.press("t+bug ux<enter>").save();
    let labels = |desk: &Desk| {
        let card = desk.model.board().card(desk.card("one")).unwrap();
        card.labels.iter().cloned().collect::<Vec<_>>()
    };
    assert_eq!(labels(&desk), ["bug", "ux"]);
    desk.press("tux, -bug +api<enter>").save();
    assert_eq!(labels(&desk), ["api"]);
    desk.press("t+@no<enter>");
    assert!(desk.frame(80, 24).contains("a label cannot begin with @"));
}

#[test]
fn aa_assigns_to_me_and_others_are_picked_or_typed() {
    let mut desk = desk();
    let who = |desk: &Desk| {
        let card = desk.model.board().card(desk.card("one")).unwrap();
        card.assignee.clone().unwrap_or_default()
    };
    assert_eq!(who(desk.press("aa")), "ann");
    assert_eq!(who(desk.press("an")), "");
    assert_eq!(who(desk.press("aobob<enter>")), "bob");
    desk.press("jaa");
    assert_eq!(who(desk.press("kaome<enter>")), "ann");
    desk.press("aobob<enter>a");
    assert!(desk.frame(80, 24).contains("1 bob"));
    desk.press("<esc>").save();
}

#[test]
fn priorities_are_picked_raised_and_lowered() {
    let mut desk = desk();
    let priority = |desk: &Desk| desk.model.board().card(desk.card("one")).unwrap().priority;
    assert_eq!(priority(desk.press("ph")), Some(Priority::High));
    assert_eq!(priority(desk.press("++")), Some(Priority::Urgent));
    assert_eq!(priority(desk.press("-----")), None);
    assert_eq!(priority(desk.press("+")), Some(Priority::Low));
    assert_eq!(priority(desk.press("pn")), None);
    desk.save();
}

#[test]
fn a_due_date_that_cannot_be_read_is_said_where_it_was_typed() {
    let mut desk = desk();
    desk.press("@soonish<enter>");
    assert!(desk.frame(80, 24).contains("! "));
    desk.press("<c-u>tomorrow<enter>").save();
    let due = desk.model.board().card(desk.card("one")).unwrap().due;
    assert_eq!(due, Some("2026-11-24".parse().unwrap()));
    desk.press("@<c-u>none<enter>").save();
}

// ---- columns

#[test]
fn columns_are_made_renamed_limited_moved_and_removed() {
    let mut desk = desk();
    desk.press("NReview<enter>");
    let names = |desk: &Desk| {
        let columns = desk.model.board().columns().iter();
        columns
            .map(|column| column.name.clone())
            .collect::<Vec<_>>()
    };
    assert_eq!(names(&desk), ["Todo", "Review", "Doing", "Done"]);
    desk.press("Er<c-u>Check<enter>El3<enter>>").save();
    assert_eq!(names(&desk), ["Todo", "Doing", "Check", "Done"]);
    let check = desk.model.board().column_named("check").unwrap();
    assert_eq!(check.limit, Some(3));
    assert_eq!(desk.model.cursor().column, Some(check.id));
    desk.press("<lt>El<c-u>x<enter>");
    assert!(desk.frame(80, 24).contains("a limit is a whole number"));
    desk.press("<esc>Ed").save();
    assert_eq!(names(&desk), ["Todo", "Doing", "Done"]);
    assert_eq!(desk.notice(), "removed column Check – u undo");
}

#[test]
fn a_column_with_cards_is_removed_once_others_take_them() {
    let mut desk = desk();
    desk.press("Ed");
    assert!(desk.frame(80, 24).contains("Remove Todo: its 2 cards"));
    desk.press("2").save();
    assert_eq!(desk.column("Done"), ["five", "six", "one", "two"]);
    assert_eq!(desk.at(), "one", "the cursor went with its card");
}

#[test]
fn a_name_that_is_taken_is_said_where_it_was_typed() {
    let mut desk = desk();
    desk.press("Ndone<enter>");
    assert!(
        desk.frame(80, 24)
            .contains("there is a column named “Done” already")
    );
}
