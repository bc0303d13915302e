//! Two people on one card: what can be made one is, what cannot is shown to the second.
#![allow(
    clippy::disallowed_methods,
    reason = "tests look at files from outside"
)]

mod common;

use common::board::{DOING, TODO, TestBoard, add, card_of, edit, fresh_id};
use walboard::board::{CardId, ColumnField, Detail};
use walboard::edit::{Act, Clash, Refusal, Side, Takeback};
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
    store
        .read()
        .unwrap()
        .card(card)
        .unwrap()
        .body
        .text()
        .to_owned()
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
        (
            clash.yours.to_string().as_str(),
            clash.theirs.to_string().as_str()
        ),
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
    assert_eq!(
        clash(ann.undo(fresh_id())).theirs.to_string(),
        "uno\ntwo\nTHREE"
    );
}

// ---- one of two values

fn title(card: CardId, to: &str, base: Option<&str>) -> Act {
    let title = |text: &str| Detail::Title(text.to_owned());
    let (to, base) = (title(to), base.map(title));
    Act::SetCard { card, to, base }
}

#[test]
fn a_settled_clash_lets_the_rest_of_the_edit_through() {
    let (board, card) = with_body("text");
    let (mut ann, mut bob) = (board.open("ann"), board.open("bob"));
    let place = |column| walboard::edit::Place {
        column,
        at: walboard::edit::At::Bottom,
    };
    let stands = Act::Stands {
        card,
        column: TODO,
        to: walboard::board::ColumnId(3),
    };
    let to = place(walboard::board::ColumnId(3));
    let acts = vec![
        title(card, "Gate", Some("Door")),
        stands,
        Act::MoveCard { card, to },
        set(card, "my text", "text"),
    ];
    bob.write(&edit(title(card, "Wall", None))).unwrap();
    let to = place(DOING);
    bob.write(&edit(Act::MoveCard { card, to })).unwrap();
    let mut write = |acts: &[Act]| {
        let mut wanted = edit(title(card, "x", None));
        wanted.acts = acts.to_vec();
        ann.write(&wanted)
    };
    // Two of them clash, one after the other: mine, then theirs.
    let first = clash(write(&acts));
    assert_eq!(
        (first.field, first.theirs.to_string().as_str()),
        ("title", "Wall")
    );
    let acts = first.settle(acts, Side::Yours, &bob.read().unwrap());
    let second = clash(write(&acts));
    assert_eq!(
        (
            second.field,
            second.yours.to_string().as_str(),
            second.theirs.to_string().as_str()
        ),
        ("place", "in Done", "in Doing")
    );
    assert_eq!(second.by.as_deref(), Some("bob"));
    let acts = second.settle(acts, Side::Theirs, &bob.read().unwrap());
    assert_eq!(acts.len(), 2, "the move went with its condition");
    // Changed once more meanwhile, it is refused once more.
    bob.write(&edit(title(card, "Roof", None))).unwrap();
    let third = clash(write(&acts));
    assert_eq!(third.theirs.to_string(), "Roof");
    write(&third.settle(acts, Side::Yours, &bob.read().unwrap())).unwrap();
    let now = bob.read().unwrap();
    let now = now.card(card).unwrap();
    assert_eq!((now.title.as_str(), now.body.text()), ("Gate", "my text"));
    assert_eq!(now.place.column, DOING);
}

#[test]
fn a_clash_on_a_column_names_who_was_first() {
    let board = TestBoard::new();
    let (mut ann, mut bob) = (board.open("ann"), board.open("bob"));
    let name = |text: &str| ColumnField::Name(text.to_owned());
    let column = TODO;
    let rename = |to: &str| {
        let (was, name, to) = (name("To do"), to.to_owned(), name(to));
        let mut wanted = edit(Act::Saw { column, was, to });
        wanted.acts.push(Act::RenameColumn { column, name });
        wanted
    };
    bob.write(&rename("Later")).unwrap();
    let refused = clash(ann.write(&rename("Soon")));
    assert_eq!(
        (refused.field, refused.by.as_deref()),
        ("name", Some("bob"))
    );
    let acts = refused.settle(rename("Soon").acts, Side::Yours, &bob.read().unwrap());
    let mut wanted = rename("Soon");
    wanted.acts = acts;
    ann.write(&wanted).unwrap();
    ann.write(&rename("Soon")).unwrap();
    assert!(bob.read().unwrap().column_named("Soon").is_some());
}

// ---- undo

/// Tries an undo, which clashes, and forces it.
#[track_caller]
fn forced(store: &mut Store) -> Clash {
    let refused = clash(store.undo(fresh_id()));
    let force = refused.undone.clone();
    let plain = Takeback::from(fresh_id());
    store.undo(Takeback { force, ..plain }).unwrap();
    refused
}

#[test]
fn a_forced_undo_takes_back_what_others_wrote_over() {
    let (board, card) = with_body("text");
    let (mut ann, mut bob) = (board.open("ann"), board.open("bob"));
    // A title, and a field of the same edit that nobody touched
    let mut both = edit(title(card, "Gate", None));
    both.acts.push(set(card, "my text", "text"));
    ann.write(&both).unwrap();
    bob.write(&edit(title(card, "Wall", None))).unwrap();
    assert_eq!(forced(&mut ann).field, "title");
    let now = bob.read().unwrap().card(card).unwrap().clone();
    assert_eq!((now.title.as_str(), now.body.text()), ("Door", "text"));
    // It can be redone, and undone again, as any other.
    ann.redo(fresh_id()).unwrap();
    assert_eq!(bob.read().unwrap().card(card).unwrap().title, "Wall");
    // A place
    let to = walboard::edit::Place {
        column: DOING,
        at: walboard::edit::At::Bottom,
    };
    ann.write(&edit(Act::MoveCard { card, to })).unwrap();
    let column = walboard::board::ColumnId(3);
    let to = walboard::edit::Place { column, ..to };
    bob.write(&edit(Act::MoveCard { card, to })).unwrap();
    assert_eq!(forced(&mut ann).field, "place");
    assert_eq!(bob.read().unwrap().card(card).unwrap().place.column, TODO);
    // A card that others have written on, and linked to
    let mine = card_of(&ann.write(&add("mine")).unwrap());
    bob.write(&edit(title(mine, "ours", None))).unwrap();
    bob.write(&edit(Act::Link {
        card,
        relation: walboard::board::Relation::Blocks,
        other: mine,
        on: true,
    }))
    .unwrap();
    forced(&mut ann);
    assert!(bob.read().unwrap().card(mine).is_none());
    ann.redo(fresh_id()).unwrap();
    assert_eq!(bob.read().unwrap().card(mine).unwrap().title, "ours");
    let findings = bob.check().unwrap();
    assert!(
        findings
            .iter()
            .all(|finding| finding.verdict != walboard::store::health::Verdict::Bad),
        "{findings:?}"
    );
}

#[test]
fn a_forced_undo_overrides_what_was_shown_and_no_more() {
    let (board, card) = with_body("text");
    let (mut ann, mut bob) = (board.open("ann"), board.open("bob"));
    ann.write(&edit(Act::Label {
        card,
        label: "mine".to_owned(),
        on: true,
    }))
    .unwrap();
    bob.write(&edit(Act::Label {
        card,
        label: "theirs".to_owned(),
        on: true,
    }))
    .unwrap();
    // What does not clash is not forced, whatever is asked for.
    let (_, changes) = ann.undoable().unwrap().unwrap();
    let plain = Takeback::from(fresh_id());
    let force = Some(changes[0].edit.clone());
    ann.undo(Takeback { force, ..plain }).unwrap();
    let labels = bob.read().unwrap().card(card).unwrap().labels.clone();
    assert_eq!(*labels, ["theirs".to_owned()].into());
}

#[test]
fn a_refused_undo_can_be_passed_over() {
    let (board, card) = with_body("text");
    let (mut ann, mut bob) = (board.open("ann"), board.open("bob"));
    let first = card_of(&ann.write(&add("mine")).unwrap());
    ann.write(&edit(title(card, "Gate", None))).unwrap();
    bob.write(&edit(title(card, "Wall", None))).unwrap();
    let refused = clash(ann.undo(fresh_id()));
    let mut wish = Takeback::from(fresh_id());
    wish.pass.extend(refused.undone);
    ann.undo(wish.clone()).unwrap();
    let now = bob.read().unwrap();
    assert!(now.card(first).is_none());
    assert_eq!(now.card(card).unwrap().title, "Wall");
    wish.id = fresh_id();
    let nothing = ann.undo(wish).unwrap_err();
    assert!(
        nothing.to_string().contains("nothing of yours"),
        "{nothing}"
    );
}

#[test]
fn an_archived_card_does_not_go_back_to_a_column_that_is_gone() {
    let (board, card) = with_body("text");
    let (mut ann, mut bob) = (board.open("ann"), board.open("bob"));
    let to = |column| walboard::edit::Place {
        column,
        at: walboard::edit::At::Bottom,
    };
    bob.write(&edit(Act::MoveCard {
        card,
        to: to(DOING),
    }))
    .unwrap();
    ann.write(&edit(Act::MoveCard { card, to: to(TODO) }))
        .unwrap();
    bob.write(&edit(Act::Archive(card))).unwrap();
    let (column, into) = (DOING, None);
    bob.write(&edit(Act::RemoveColumn { column, into }))
        .unwrap();
    let refused = ann.undo(fresh_id()).unwrap_err();
    assert_eq!(
        refused.downcast_ref(),
        Some(&Refusal::NoColumn(DOING)),
        "{refused:#}"
    );
}
