//! Two people on one field: the second is shown both values, and chooses.

use walboard::board::{Detail, Priority};
use walboard::change::{EditId, Stamp};
use walboard::edit::{Act, Edit};
use walboard::tui::model::{Before, Model, Start};

use crate::desk::{Desk, actor, desk, start};
use crate::editor::{closed, opened, set};

fn title(text: &str) -> Detail {
    Detail::Title(text.to_owned())
}

fn body(text: &str) -> Detail {
    Detail::Body(text.to_owned())
}

/// Lets bob write something that the screen hears of only with the next answer.
fn behind(desk: &mut Desk, act: Act) {
    let edit = Edit::new(EditId("b".to_owned()), vec![act]);
    let (at, actor) = (desk.now, actor("bob"));
    desk.file
        .apply(&edit, &Stamp { seq: 1, at, actor })
        .unwrap();
}

#[test]
fn the_second_title_is_shown_beside_the_first() {
    let mut desk = desk();
    desk.press("r!");
    let act = set(&desk, "one", title("eins"));
    desk.other("bob", vec![act]);
    desk.press("<enter>");
    insta::assert_snapshot!(desk.frame(60, 16));
    // Mine
    desk.press("y").save();
    assert_eq!(desk.at(), "one!");
    assert_eq!(desk.notice(), "");
    assert_eq!(
        desk.press("r").frame(60, 16).matches("one!").count(),
        2,
        "nothing is left of the words"
    );
}

#[test]
fn theirs_stays_when_it_is_chosen() {
    let mut desk = desk();
    desk.press("r!");
    let act = set(&desk, "one", title("eins"));
    desk.other("bob", vec![act]);
    desk.press("<enter>t");
    assert!(desk.asked.is_empty());
    assert_eq!(desk.at(), "eins");
    desk.press("r?<enter>").save();
    assert_eq!(desk.at(), "eins?", "the words are given up");
}

#[test]
fn the_words_can_be_edited_again_or_left_for_later() {
    let mut desk = desk();
    desk.press("r!");
    let act = set(&desk, "one", title("eins"));
    desk.other("bob", vec![act]);
    desk.press("<enter><esc>");
    assert_eq!(desk.notice(), "kept – r has your words again");
    // They are still based on what was seen: both values are shown again.
    desk.press("r?<enter>");
    assert!(
        desk.frame(60, 16).contains("yours: one!?"),
        "{}",
        desk.frame(60, 16)
    );
    desk.press("e<backspace><backspace> eins<enter>")
        .press("y")
        .save();
    assert_eq!(desk.at(), "one eins");
}

#[test]
fn equal_values_need_no_choice() {
    let mut desk = desk();
    desk.press("r!");
    let act = set(&desk, "one", title("one!"));
    desk.other("bob", vec![act]);
    desk.press("<enter>");
    assert!(desk.asked.is_empty() && desk.model.unsaved() == 0);
    assert_eq!(desk.at(), "one!");
}

#[test]
fn a_clash_that_only_the_store_sees_is_chosen_about_too() {
    let mut desk = desk();
    desk.press("r!<enter>");
    let act = set(&desk, "one", title("eins"));
    behind(&mut desk, act.clone());
    desk.answer();
    assert!(
        desk.frame(60, 16).contains("yours: one!"),
        "{}",
        desk.frame(60, 16)
    );
    assert_eq!(desk.at(), "one", "it is off the screen until then");
    desk.press("<esc><esc>");
    // Typing goes on undisturbed while something else is open.
    let mut desk = self::desk();
    desk.press("r!<enter>jr");
    behind(&mut desk, act);
    desk.answer();
    assert!(
        desk.notice().ends_with("r has your words again"),
        "{}",
        desk.notice()
    );
}

#[test]
fn a_choice_from_a_list_clashes_without_words() {
    let mut desk = desk();
    desk.press("p");
    let act = set(&desk, "one", Detail::Priority(Some(Priority::Low)));
    desk.other("bob", vec![act]);
    desk.press("h");
    let frame = desk.frame(60, 16);
    assert!(
        frame.contains("theirs: low") && frame.contains("yours: high"),
        "{frame}"
    );
    assert!(!frame.contains("edit again"));
    desk.press("y").save();
    let card = desk.file.card(desk.card("one")).unwrap();
    assert_eq!(card.priority, Some(Priority::High));
}

#[test]
fn names_and_limits_of_columns_are_chosen_about() {
    let mut desk = desk();
    let column = desk.file.column_named("Todo").unwrap().id;
    desk.press("Er!");
    let name = "Later".to_owned();
    desk.other("bob", vec![Act::RenameColumn { column, name }]);
    desk.press("<enter>");
    let frame = desk.frame(60, 16);
    assert!(
        frame.contains("theirs: Later") && frame.contains("yours: Todo!"),
        "{frame}"
    );
    desk.press("y").save();
    desk.press("El3");
    let limit = Some(5);
    desk.other("bob", vec![Act::LimitColumn { column, limit }]);
    desk.press("<enter>t");
    assert!(desk.asked.is_empty());
    let column = desk.file.column(column).unwrap();
    assert_eq!((column.name.as_str(), column.limit), ("Todo!", Some(5)));
}

// ---- bodies

/// Opens the card one with a body that clashes with bob's; returns my text.
fn clashing(desk: &mut Desk) -> String {
    let act = set(desk, "one", body("one\ntwo"));
    desk.other("bob", vec![act]);
    let text = opened(desk, "e");
    let act = set(desk, "one", body("uno\ntwo"));
    desk.other("bob", vec![act]);
    let mine = text
        .replace("one\ntwo", "eins\ntwo")
        .replace("assignee = \"\"", "assignee = \"ann\"");
    assert_eq!(closed(desk, &mine), None);
    mine
}

#[test]
fn bodies_that_clash_are_shown_and_put_together_in_the_editor() {
    let mut desk = desk();
    let mine = clashing(&mut desk);
    insta::assert_snapshot!(desk.frame(60, 16));
    let both = opened(&mut desk, "e");
    let marked = "<<<<<<< ann\neins\n=======\nuno\n>>>>>>> bob\ntwo\n";
    assert_eq!(both, mine.replace("eins\ntwo", marked));
    // A mark that is left is refused, and the text opened again.
    let half = both.replace("<<<<<<< ann\n", "");
    let again = closed(&mut desk, &half).expect("opened again");
    assert!(again.starts_with("#! line 15: a mark is left"), "{again}");
    assert_eq!(closed(&mut desk, &again), None);
    assert!(
        desk.notice().contains("a mark is left"),
        "{}",
        desk.notice()
    );
    let again = opened(&mut desk, "e");
    let done = again.replace("=======\n", "").replace(">>>>>>> bob\n", "");
    assert_eq!(closed(&mut desk, &done), None);
    desk.save();
    let card = desk.file.card(desk.card("one")).unwrap();
    assert_eq!(card.body.text(), "eins\nuno\ntwo");
    assert_eq!(
        card.assignee.as_deref(),
        Some("ann"),
        "the rest of the page is saved with it"
    );
}

#[test]
fn of_two_bodies_one_can_be_chosen_or_mine_kept() {
    let body = |desk: &Desk| {
        let card = desk.file.card(desk.card("one")).unwrap();
        (card.body.text().to_owned(), card.assignee.clone())
    };
    let ann = || Some("ann".to_owned());
    let mut desk = desk();
    clashing(&mut desk);
    desk.press("t").save();
    assert_eq!(body(&desk), ("uno\ntwo".to_owned(), ann()));
    let mut desk = self::desk();
    clashing(&mut desk);
    desk.press("y").save();
    assert_eq!(body(&desk), ("eins\ntwo".to_owned(), ann()));
    let mut desk = self::desk();
    let mine = clashing(&mut desk);
    desk.press("<esc>");
    assert_eq!(body(&desk), ("uno\ntwo".to_owned(), None));
    assert_eq!(desk.notice(), "kept – e has your words again");
    assert_eq!(opened(&mut desk, "e"), mine);
    // Saved as it was, it clashes as it did.
    assert_eq!(closed(&mut desk, &mine), None);
    assert!(desk.frame(60, 16).contains("both, in the editor"));
}

#[test]
fn a_title_on_a_page_is_chosen_about_and_the_rest_goes_with_it() {
    let mut desk = desk();
    let text = opened(&mut desk, "e");
    let act = set(&desk, "one", title("eins"));
    desk.other("bob", vec![act]);
    let mine = text.replace("\"one\"", "\"uno\"") + "Words.";
    closed(&mut desk, &mine);
    let again = opened(&mut desk, "e");
    assert_eq!(
        again,
        format!("#! bob changed the title meanwhile: eins\n{mine}")
    );
    // Seen, it may be insisted on.
    closed(&mut desk, &again);
    desk.save();
    let card = desk.file.card(desk.card("uno")).unwrap();
    assert_eq!(card.body.text(), "Words.");
}

// ---- undo

fn title_of_first(desk: &Desk) -> String {
    desk.file
        .card(walboard::board::CardId(1))
        .unwrap()
        .title
        .clone()
}

#[test]
fn an_undo_that_clashes_is_no_dead_end() {
    let refused = || {
        let mut desk = desk();
        desk.press("L").save();
        desk.press("r!<enter>").save();
        let act = set(&desk, "one!", title("eins"));
        desk.other("bob", vec![act]);
        desk.press("u").answer();
        desk
    };
    let mut desk = refused();
    insta::assert_snapshot!(desk.frame(60, 16));
    desk.press("u").save();
    assert_eq!(title_of_first(&desk), "one");
    // That is an undo as any other: it can be redone, over bob's title that stood there before.
    desk.press("U").save();
    assert_eq!(title_of_first(&desk), "eins");
    // Skipped, the move before it is undone, and the next one is not met again.
    let mut desk = refused();
    desk.press("s").save();
    assert_eq!(title_of_first(&desk), "eins");
    assert_eq!(desk.column("Todo"), ["eins", "two"]);
    desk.press("u").answer();
    assert_eq!(desk.notice(), "not undone: nothing of yours to undo");
    // Nor the next time the board is open.
    let before = Before {
        habits: desk.model.habits(),
        ..Before::default()
    };
    desk.model = Model::new(Start {
        before,
        session: "s2".to_owned(),
        ..start(desk.file.clone(), (80, 24))
    });
    desk.press("u").answer();
    assert_eq!(desk.notice(), "not undone: nothing of yours to undo");
    // Left alone
    let mut desk = refused();
    desk.press("<esc>");
    assert_eq!(title_of_first(&desk), "eins");
    assert_eq!(desk.notice(), "left as it is");
}

#[test]
fn a_redo_that_clashes_can_be_forced() {
    let mut desk = desk();
    desk.press("r!<enter>").save();
    desk.press("u").save();
    let act = set(&desk, "one", title("eins"));
    desk.other("bob", vec![act]);
    desk.press("U").answer();
    assert!(
        desk.frame(60, 16).contains("redo anyway: eins → one!"),
        "{}",
        desk.frame(60, 16)
    );
    desk.press("r").save();
    assert_eq!(title_of_first(&desk), "one!");
}
