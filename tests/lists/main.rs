//! What a card has several of: two people work on the items, comments, links and labels of one card, and both have
//! their way.
#![allow(
    clippy::disallowed_methods,
    reason = "tests look at files from outside"
)]

#[path = "../common/mod.rs"]
mod common;
mod links;
mod whole;

use common::board::{TestBoard, add, edit, fresh_id};
use walboard::board::{Card, CardId, CommentId, ItemId, Paint, Relation};
use walboard::edit::{Act, CommentAct, Edit, ItemAct, Refusal, Slot};
use walboard::store::{Store, health::Verdict};

const CARD: CardId = CardId(1);

fn item(act: ItemAct) -> Edit {
    edit(Act::Item { card: CARD, act })
}

fn new_item(text: &str) -> Edit {
    item(ItemAct::Add {
        text: text.to_owned(),
        done: false,
        at: Slot::Last,
    })
}

fn tick(number: i64) -> Edit {
    let item = ItemId(number);
    self::item(ItemAct::Tick { item, done: true })
}

fn rename(number: i64, text: &str, base: &str) -> Edit {
    item(ItemAct::Rename {
        item: ItemId(number),
        text: text.to_owned(),
        base: Some(base.to_owned()),
    })
}

fn comment(act: CommentAct) -> Edit {
    edit(Act::Comment { card: CARD, act })
}

fn say(text: &str) -> Edit {
    let text = text.to_owned();
    comment(CommentAct::Add { text })
}

fn link(card: i64, relation: Relation, other: i64) -> Edit {
    edit(Act::Link {
        card: CardId(card),
        relation,
        other: CardId(other),
        on: true,
    })
}

/// Makes a board with that many cards, by carol.
fn with_cards(count: usize) -> TestBoard {
    let board = TestBoard::new();
    let mut carol = board.open("carol");
    for at in 1..=count {
        carol.write(&add(&format!("card {at}"))).unwrap();
    }
    board
}

fn card(store: &mut Store, id: CardId) -> Card {
    store.read().unwrap().card(id).unwrap().clone()
}

/// Returns the checklist of the card as `1a 2b!`: number, text, ticked off.
fn items(store: &mut Store) -> String {
    let checklist = card(store, CARD).checklist;
    let item = checklist.iter().map(|item| {
        let done = if item.done { "!" } else { "" };
        format!("{}{}{done}", item.id.0, item.text)
    });
    item.collect::<Vec<_>>().join(" ")
}

fn refusal(result: anyhow::Result<impl std::fmt::Debug>) -> Refusal {
    let err = result.unwrap_err();
    err.downcast_ref::<Refusal>().expect("a refusal").clone()
}

#[track_caller]
fn is_sound(store: &mut Store) {
    let findings = store.check().unwrap();
    let bad = findings
        .iter()
        .find(|finding| finding.verdict != Verdict::Ok);
    assert!(bad.is_none(), "{bad:#?}");
}

#[test]
fn two_people_who_tick_different_items_both_stay() {
    let board = with_cards(1);
    let (mut ann, mut bob) = (board.open("ann"), board.open("bob"));
    for text in ["a", "b", "c"] {
        ann.write(&new_item(text)).unwrap();
    }
    ann.write(&tick(1)).unwrap();
    bob.write(&tick(2)).unwrap();
    bob.write(&new_item("d")).unwrap();
    assert_eq!(items(&mut ann), "1a! 2b! 3c 4d");
    // Each takes back only their own.
    ann.undo(fresh_id()).unwrap();
    assert_eq!(items(&mut bob), "1a 2b! 3c 4d");
    bob.undo(fresh_id()).unwrap();
    bob.undo(fresh_id()).unwrap();
    assert_eq!(items(&mut ann), "1a 2b 3c");
    bob.redo(fresh_id()).unwrap();
    // The adding of c, taken back with the others' ticks in place.
    ann.undo(fresh_id()).unwrap();
    assert_eq!(items(&mut ann), "1a 2b!");
    is_sound(&mut ann);
}

#[test]
fn a_step_that_others_went_on_from_is_not_taken_back() {
    let board = with_cards(1);
    let (mut ann, mut bob) = (board.open("ann"), board.open("bob"));
    ann.write(&new_item("a")).unwrap();
    bob.write(&tick(1)).unwrap();
    let Refusal::Clash(clash) = refusal(ann.undo(fresh_id())) else {
        panic!("no clash")
    };
    assert_eq!(
        (clash.field, clash.by.as_deref()),
        ("checklist", Some("bob"))
    );
    assert_eq!(items(&mut ann), "1a!");
}

#[test]
fn words_based_on_others_are_refused_when_those_have_changed() {
    let board = with_cards(1);
    let (mut ann, mut bob) = (board.open("ann"), board.open("bob"));
    ann.write(&new_item("a")).unwrap();
    ann.write(&say("first")).unwrap();
    bob.write(&rename(1, "b", "a")).unwrap();
    // What others do beside it is not what clashes.
    let mut eve = board.open("eve");
    eve.write(&new_item("beside")).unwrap();
    let Refusal::Clash(clash) = refusal(ann.write(&rename(1, "c", "a"))) else {
        panic!("no clash")
    };
    assert_eq!(
        (
            clash.yours.to_string().as_str(),
            clash.theirs.to_string().as_str()
        ),
        ("c", "b")
    );
    assert_eq!(clash.by.as_deref(), Some("bob"));
    // The same words are no clash.
    ann.write(&rename(1, "b", "a")).unwrap();

    let change = |text: &str, base: &str| {
        comment(CommentAct::Edit {
            comment: CommentId(1),
            text: text.to_owned(),
            base: Some(base.to_owned()),
        })
    };
    bob.write(&change("second", "first")).unwrap();
    eve.write(&say("beside")).unwrap();
    let refused = refusal(ann.write(&change("third", "first")));
    assert!(matches!(refused, Refusal::Clash(_)), "{refused}");
    assert_eq!(
        refused.to_string(),
        "bob changed the text of comment 1 on #1 meanwhile; yours: “third”, theirs: “second”"
    );
    ann.write(&change("third", "second")).unwrap();
    assert_eq!(card(&mut bob, CARD).comments[0].text, "third");
    is_sound(&mut ann);
}

#[test]
fn numbers_of_items_and_comments_are_never_given_again() {
    let board = with_cards(1);
    let mut ann = board.open("ann");
    for _ in 0..2 {
        ann.write(&new_item("x")).unwrap();
        ann.write(&say("x")).unwrap();
    }
    let item = ItemId(2);
    ann.write(&self::item(ItemAct::Remove { item })).unwrap();
    ann.undo(fresh_id()).unwrap();
    ann.write(&self::item(ItemAct::Remove { item })).unwrap();
    let last = CommentId(2);
    ann.write(&comment(CommentAct::Remove { comment: last }))
        .unwrap();
    // Nor are they after the card was gone.
    ann.write(&edit(Act::Delete(CARD))).unwrap();
    ann.undo(fresh_id()).unwrap();
    ann.write(&new_item("y")).unwrap();
    ann.write(&say("y")).unwrap();
    let card = card(&mut ann, CARD);
    let items: Vec<i64> = card.checklist.iter().map(|item| item.id.0).collect();
    let comments: Vec<i64> = card.comments.iter().map(|comment| comment.id.0).collect();
    assert_eq!((items, comments), (vec![1, 3], vec![1, 3]));
    is_sound(&mut ann);
}

#[test]
fn a_label_renamed_back_leaves_what_others_labelled() {
    let board = with_cards(2);
    let (mut ann, mut bob) = (board.open("ann"), board.open("bob"));
    let put = |card: i64, label: &str| {
        edit(Act::Label {
            card: CardId(card),
            label: label.to_owned(),
            on: true,
        })
    };
    ann.write(&put(1, "bug")).unwrap();
    let paint = |color| Act::PaintLabel {
        label: "bug".to_owned(),
        color,
    };
    ann.write(&edit(paint(Some(Paint::Red)))).unwrap();
    ann.write(&edit(Act::RenameLabel {
        label: "bug".to_owned(),
        to: "defect".to_owned(),
    }))
    .unwrap();
    bob.write(&put(2, "defect")).unwrap();
    ann.undo(fresh_id()).unwrap();
    let now = ann.read().unwrap();
    let labels: Vec<_> = now.labels().into_iter().collect();
    assert_eq!(labels, [("bug", 1), ("defect", 1)]);
    assert_eq!(now.paint("bug"), Some(Paint::Red));
    // Another colour since: refused.
    bob.write(&edit(paint(Some(Paint::Blue)))).unwrap();
    ann.write(&put(2, "x")).unwrap();
    ann.undo(fresh_id()).unwrap();
    let refused = refusal(ann.undo(fresh_id()));
    assert_eq!(
        refused.to_string(),
        "someone changed the color of label “bug” meanwhile; yours: “none”, theirs: “blue”"
    );
    is_sound(&mut ann);
}
