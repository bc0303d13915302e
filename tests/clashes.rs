//! Two people on one card: what can be made one is, what cannot is shown to the second.
#![allow(
    clippy::disallowed_methods,
    reason = "tests look at files from outside"
)]

mod common;

use common::board::{TestBoard, add, card_of, edit, fresh_id};
use walboard::board::{CardId, Detail};
use walboard::edit::{Act, Clash, Refusal};
use walboard::store::Store;

/// Makes a board with one card of that body.
fn with_body(body: &str) -> (TestBoard, CardId) {
    let board = TestBoard::new();
    let mut store = board.open("maker");
    let card = card_of(&store.write(&add("Door")).unwrap());
    store.write(&edit(set(card, body, ""))).unwrap();
    (board, card)
}

fn set(card: CardId, to: &str, base: &str) -> Act {
    let body = |text: &str| Detail::Body(text.to_owned());
    let (to, base) = (body(to), Some(body(base)));
    Act::SetCard { card, to, base }
}

fn body(store: &mut Store, card: CardId) -> String {
    store.read().unwrap().card(card).unwrap().body.clone()
}

#[track_caller]
fn clash<T: std::fmt::Debug>(result: anyhow::Result<T>) -> Clash {
    match result.unwrap_err().downcast::<Refusal>() {
        Ok(Refusal::Clash(clash)) => *clash,
        other => panic!("{other:?}"),
    }
}

#[test]
fn two_bodies_changed_in_different_lines_are_one_and_the_journal_has_what_was_saved() {
    let (board, card) = with_body("one\ntwo\nthree");
    let (mut ann, mut bob) = (board.open("ann"), board.open("bob"));
    bob.write(&edit(set(card, "one\ntwo\nTHREE", "one\ntwo\nthree")))
        .unwrap();
    let mine = set(card, "ONE\ntwo\nthree", "one\ntwo\nthree");
    let changes = ann.write(&edit(mine)).unwrap();
    let (before, after) = changes[0].diff.to_json();
    assert_eq!(before.unwrap()["body"], "one\ntwo\nTHREE");
    assert_eq!(after.unwrap()["body"], "ONE\ntwo\nTHREE");
    assert_eq!(body(&mut bob, card), "ONE\ntwo\nTHREE");
}

#[test]
fn two_bodies_changed_in_the_same_line_are_refused_with_both_and_the_name() {
    let (board, card) = with_body("one\ntwo");
    let (mut ann, mut bob) = (board.open("ann"), board.open("bob"));
    bob.write(&edit(set(card, "uno\ntwo", "one\ntwo"))).unwrap();
    let clash = clash(ann.write(&edit(set(card, "eins\ntwo", "one\ntwo"))));
    assert_eq!((clash.field, clash.by.as_deref()), ("body", Some("bob")));
    assert_eq!(
        (clash.yours.as_str(), clash.theirs.as_str()),
        ("eins\ntwo", "uno\ntwo")
    );
    assert_eq!(body(&mut ann, card), "uno\ntwo");
}

#[test]
fn an_undo_takes_my_lines_out_of_a_body_and_leaves_the_others() {
    let (board, card) = with_body("one\ntwo\nthree");
    let (mut ann, mut bob) = (board.open("ann"), board.open("bob"));
    ann.write(&edit(set(card, "ONE\ntwo\nthree", "one\ntwo\nthree")))
        .unwrap();
    bob.write(&edit(set(card, "ONE\ntwo\nTHREE", "ONE\ntwo\nthree")))
        .unwrap();
    ann.undo(fresh_id()).unwrap();
    assert_eq!(body(&mut ann, card), "one\ntwo\nTHREE");
    ann.redo(fresh_id()).unwrap();
    assert_eq!(body(&mut ann, card), "ONE\ntwo\nTHREE");
    // Not where another wrote over them.
    bob.write(&edit(set(card, "uno\ntwo\nTHREE", "ONE\ntwo\nTHREE")))
        .unwrap();
    assert_eq!(clash(ann.undo(fresh_id())).theirs, "uno\ntwo\nTHREE");
}
