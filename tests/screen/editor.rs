//! A card in the editor, and what comes back from it.

use walboard::board::{Detail, Priority};
use walboard::edit::Act;
use walboard::editor::{Mishap, Spoilt};
use walboard::tui::msg::{Effect, Msg};

use crate::desk::{Desk, desk};

/// Presses keys, and returns the text that the editor is opened with.
#[track_caller]
pub(crate) fn opened(desk: &mut Desk, keys: &str) -> String {
    desk.effects.clear();
    desk.press(keys);
    match desk.effects.pop() {
        Some(Effect::OpenEditor(text)) => text,
        other => panic!("the editor was not opened: {other:?} {}", desk.notice()),
    }
}

/// Closes the editor, and returns the text that it is opened with once more, if it is.
pub(crate) fn closed(desk: &mut Desk, text: &str) -> Option<String> {
    desk.effects.clear();
    desk.send(Msg::Edited(Ok(text.to_owned())));
    match desk.effects.pop() {
        Some(Effect::OpenEditor(text)) => Some(text),
        None => None,
        other => panic!("{other:?}"),
    }
}

pub(crate) fn set(desk: &Desk, title: &str, to: Detail) -> Act {
    let (card, base) = (desk.card(title), None);
    Act::SetCard { card, to, base }
}

#[test]
fn the_whole_card_goes_to_the_editor_and_what_was_changed_comes_back() {
    let mut desk = desk();
    let text = opened(&mut desk, "e");
    assert!(
        text.starts_with("+++\ntitle = \"one\"\ncolumn = \"Todo\""),
        "{text}"
    );
    assert_eq!(closed(&mut desk, &format!("{text}\n")), None);
    assert!(desk.asked.is_empty(), "nothing was written");
    assert_eq!(opened(&mut desk, "e"), text);
    assert_eq!(closed(&mut desk, ""), None);
    assert!(desk.asked.is_empty(), "an emptied page is nothing");
    let text = opened(&mut desk, "e");
    let changed = text
        .replace("\"one\"", "\"uno\"")
        .replace("\"Todo\"", "\"done\"")
        .replace("labels = []", "labels = [\"new\"]")
        .replace("due = \"\"", "due = \"fri\"")
        .replace("checklist = '''\n", "checklist = '''\n- [x] first\n");
    assert_eq!(closed(&mut desk, &format!("{changed}Words.\n")), None);
    desk.save();
    let card = desk.file.card(desk.card("uno")).unwrap();
    assert_eq!(
        (card.body.text(), card.due.unwrap().to_string().as_str()),
        ("Words.", "2026-11-27")
    );
    assert!(card.labels.contains("new") && card.checklist[0].done);
    assert_eq!(desk.column("Done"), ["five", "six", "uno"]);
    // All of it is one step back.
    desk.press("u").save();
    assert_eq!(desk.column("Todo"), ["one", "two"]);
    assert_eq!(desk.file.card(desk.card("one")).unwrap().body.text(), "");
}

#[test]
fn what_others_changed_meanwhile_stays() {
    let mut desk = desk();
    let body = Detail::Body("one\ntwo\nthree".to_owned());
    let act = set(&desk, "one", body);
    desk.other("bob", vec![act]);
    let text = opened(&mut desk, "e");
    let priority = Detail::Priority(Some(Priority::High));
    let body = Detail::Body("one\ntwo\nTHREE".to_owned());
    let acts = vec![set(&desk, "one", priority), set(&desk, "one", body)];
    desk.other("bob", acts);
    closed(
        &mut desk,
        &text
            .replace("\"one\"", "\"uno\"")
            .replace("one\ntwo", "ONE\ntwo"),
    );
    desk.save();
    let card = desk.file.card(desk.card("uno")).unwrap();
    assert_eq!(card.priority, Some(Priority::High));
    assert_eq!(card.body.text(), "ONE\ntwo\nTHREE");
    assert_eq!(desk.notice(), "#1: merged with bob's change of the text");
}

#[test]
fn a_page_that_cannot_be_is_opened_again_with_the_line() {
    let mut desk = desk();
    let text = opened(&mut desk, "e");
    let wrong = text.replace("\"Todo\"", "\"Later\"");
    let again = closed(&mut desk, &wrong).expect("opened again");
    let complaint = "#! line 4: there is no column “Later”; there are “Todo”, “Doing”, “Done”\n";
    assert_eq!(again, format!("{complaint}{wrong}"));
    // Closed with nothing mended, it stays closed, and the text is kept.
    assert_eq!(closed(&mut desk, &again), None);
    assert!(
        desk.notice().ends_with("e opens your text again"),
        "{}",
        desk.notice()
    );
    assert_eq!(opened(&mut desk, "e"), again);
    assert_eq!(closed(&mut desk, &again.replace("Later", "Doing")), None);
    desk.save();
    assert_eq!(desk.column("Doing"), ["three", "four", "one"]);
    // Nothing of it is left.
    assert!(!opened(&mut desk, "e").contains("#!"));
}

#[test]
fn a_page_whose_card_was_deleted_becomes_a_new_card() {
    let mut desk = desk();
    let card = desk.card("one");
    let text = opened(&mut desk, "e");
    desk.other("bob", vec![Act::Delete(card)]);
    closed(&mut desk, &format!("{text}mine\n"));
    desk.press(" again<enter>").save();
    assert_eq!(
        desk.file.card(desk.card("one again")).unwrap().body.text(),
        "mine"
    );
}

#[test]
fn an_editor_that_fails_is_said_and_what_it_wrote_is_opened_again() {
    let mut desk = desk();
    let text = opened(&mut desk, "e");
    let spoilt = |text: Option<String>| {
        let (editor, status) = ("vi".to_owned(), "exit status: 1".to_owned());
        let why = Mishap::Failed { editor, status };
        Msg::Edited(Err(Spoilt { why, text }))
    };
    desk.send(spoilt(None));
    assert_eq!(
        desk.notice(),
        "the editor vi failed (exit status: 1); nothing was changed"
    );
    desk.later(60);
    assert_ne!(desk.notice(), "", "errors stay");
    desk.press("<esc>");
    assert_eq!(desk.notice(), "");
    assert_eq!(opened(&mut desk, "e"), text);
    let half = format!("{text}half");
    desk.send(spoilt(Some(half.clone())));
    assert_eq!(
        desk.notice(),
        "not saved: the editor vi failed (exit status: 1); nothing was changed – e opens your text again"
    );
    assert_eq!(opened(&mut desk, "e"), half);
    // It fails once more, with nothing written: the text is still there.
    desk.send(spoilt(None));
    assert_eq!(opened(&mut desk, "e"), half);
    assert_eq!(closed(&mut desk, &half), None);
    desk.save();
    assert_eq!(
        desk.file.card(desk.card("one")).unwrap().body.text(),
        "half"
    );
}
