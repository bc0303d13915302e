//! What a card has several of: two people work on the items, comments, links and labels of one card, and both have
//! their way.
#![allow(
    clippy::disallowed_methods,
    reason = "tests look at files from outside"
)]

mod common;

use common::board::{DOING, TODO, TestBoard, add, card_of, edit, fresh_id};
use walboard::board::{Card, CardId, CommentId, Detail, ItemId, Paint, Relation};
use walboard::edit::{
    Act, At, CommentAct, Draft, DraftComment, DraftItem, Edit, ItemAct, Place, Refusal, Slot,
};
use walboard::store::{News, Store, health::Verdict};

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
    assert_eq!((&*clash.yours, &*clash.theirs), ("c", "b"));
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
fn a_deleted_card_comes_back_with_all_it_had() {
    let board = with_cards(2);
    let mut ann = board.open("ann");
    let said = DraftComment {
        at: "2019-05-01T12:00:00Z".parse().unwrap(),
        by: "old hand".to_owned(),
        text: "Long ago".to_owned(),
    };
    let step = |text: &str, done| DraftItem {
        text: text.to_owned(),
        done,
    };
    let draft = Box::new(Draft {
        title: "imported".to_owned(),
        labels: ["bug".to_owned()].into(),
        checklist: vec![step("one", true), step("two", false)],
        comments: vec![said],
        links: vec![(Relation::Blocks, CARD), (Relation::Child, CardId(2))],
        blocked: Some("no parts".to_owned()),
        source: Some("trello:5f".to_owned()),
        created: Some("2019-04-01T12:00:00Z".parse().unwrap()),
        ..Draft::default()
    });
    let (column, at) = (DOING, At::Top);
    let at = Place { column, at };
    let new = card_of(&ann.write(&edit(Act::AddCard { at, draft })).unwrap());
    let before = card(&mut ann, new);
    assert_eq!(before.created.to_string(), "2019-04-01T12:00:00Z");
    assert_eq!(before.comments[0].by, "old hand");
    assert_eq!((before.rev, before.progress()), (1, (1, 2)));
    let to = Detail::Lease(Some("2031-01-01T00:00:00Z".parse().unwrap()));
    let base = None;
    ann.write(&edit(Act::SetCard {
        card: new,
        to,
        base,
    }))
    .unwrap();
    let (column, at) = (TODO, At::Top);
    let to = Place { column, at };
    ann.write(&edit(Act::MoveCard { card: new, to })).unwrap();
    let before = ann.read().unwrap();
    ann.write(&edit(Act::Delete(new))).unwrap();
    assert!(card(&mut ann, CardId(2)).links.is_empty());
    is_sound(&mut ann);
    ann.undo(fresh_id()).unwrap();
    let after = ann.read().unwrap();
    let (was, is) = (before.card(new).unwrap(), after.card(new).unwrap());
    assert_eq!(before.links(was), after.links(is));
    assert_eq!(was.previous, Some(DOING));
    let marks = Card {
        rev: was.rev,
        updated: was.updated,
        ..is.clone()
    };
    assert_eq!(marks, *was);
    is_sound(&mut ann);
}

#[test]
fn links_of_a_card_that_went_meanwhile_do_not_stand_in_the_way() {
    let board = with_cards(3);
    let (mut ann, mut bob) = (board.open("ann"), board.open("bob"));
    ann.write(&link(1, Relation::Blocks, 2)).unwrap();
    ann.write(&link(2, Relation::Blocks, 3)).unwrap();
    ann.write(&edit(Act::Delete(CardId(2)))).unwrap();
    bob.write(&edit(Act::Delete(CARD))).unwrap();
    bob.write(&edit(Act::Delete(CardId(3)))).unwrap();
    ann.undo(fresh_id()).unwrap();
    assert!(card(&mut ann, CardId(2)).links.is_empty());
    is_sound(&mut ann);
}

#[test]
fn what_comes_back_closes_no_circle() {
    let board = with_cards(3);
    let (mut ann, mut bob) = (board.open("ann"), board.open("bob"));
    ann.write(&link(1, Relation::Blocks, 2)).unwrap();
    ann.write(&link(2, Relation::Blocks, 3)).unwrap();
    ann.write(&edit(Act::Delete(CardId(2)))).unwrap();
    bob.write(&link(3, Relation::Blocks, 1)).unwrap();
    let refused = refusal(ann.undo(fresh_id()));
    assert!(refused.to_string().contains("circle"), "{refused}");
    // All or nothing.
    assert_eq!(ann.read().unwrap().card(CardId(2)), None);
    is_sound(&mut ann);
}

#[test]
fn a_long_way_round_is_a_circle_too() {
    let board = with_cards(60);
    let mut ann = board.open("ann");
    for at in 1..60 {
        ann.write(&link(at, Relation::Parent, at + 1)).unwrap();
    }
    let refused = refusal(ann.write(&link(1, Relation::Child, 60)));
    assert_eq!(
        refused.to_string(),
        "#60 is under #1 already, straight or through others: that would be a circle"
    );
    ann.write(&link(60, Relation::Blocks, 1)).unwrap();
}

#[test]
fn an_adding_stays_when_somebody_has_linked_to_it() {
    let board = with_cards(1);
    let (mut ann, mut bob) = (board.open("ann"), board.open("bob"));
    let new = card_of(&ann.write(&add("new")).unwrap());
    bob.write(&link(1, Relation::Blocks, new.0)).unwrap();
    let refused = refusal(ann.undo(fresh_id()));
    assert!(matches!(refused, Refusal::Clash(_)), "{refused}");
    bob.undo(fresh_id()).unwrap();
    ann.undo(fresh_id()).unwrap();
    assert_eq!(ann.read().unwrap().card(new), None);
}

#[test]
fn a_blocker_counts_until_it_is_done_or_archived() {
    let board = with_cards(2);
    let mut ann = board.open("ann");
    ann.write(&link(1, Relation::Blocks, 2)).unwrap();
    let mut blocked = |acts: Vec<Act>| {
        ann.write(&Edit::new(fresh_id(), acts)).unwrap();
        let board = ann.read().unwrap();
        board.is_blocked(board.card(CardId(2)).unwrap())
    };
    assert!(blocked(vec![]));
    let go = |column| Act::MoveCard {
        card: CARD,
        to: Place {
            column,
            at: At::Top,
        },
    };
    // The last column of a new board is where cards are done.
    let done = walboard::board::ColumnId(3);
    assert!(!blocked(vec![go(done)]));
    assert!(blocked(vec![Act::DoneColumn {
        column: done,
        done: false
    }]));
    assert!(!blocked(vec![Act::Archive(CARD)]));
    let to = Detail::Blocked(Some("rain".to_owned()));
    let base = None;
    let card = CardId(2);
    assert!(blocked(vec![Act::SetCard { card, to, base }]));
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

#[test]
fn a_copy_that_catches_up_has_it_all() {
    let board = with_cards(3);
    let (mut ann, mut bob) = (board.open("ann"), board.open("bob"));
    let mut copy = bob.read().unwrap();
    let edits = [
        new_item("a"),
        tick(1),
        say("hello"),
        link(1, Relation::BlockedBy, 3),
        link(2, Relation::Relates, 1),
        edit(Act::PaintLabel {
            label: "bug".to_owned(),
            color: Some(Paint::Cyan),
        }),
        edit(Act::PaintColumn {
            column: DOING,
            color: Some(Paint::BrightBlue),
        }),
        edit(Act::Delete(CardId(3))),
    ];
    for edit in &edits {
        assert!(!ann.write(edit).unwrap().is_empty());
    }
    ann.undo(fresh_id()).unwrap();
    let News::Changes(news) = bob.catch_up().unwrap() else {
        panic!("no news")
    };
    for change in &news {
        copy.absorb(change).unwrap();
    }
    assert_eq!(copy, ann.read().unwrap());
    assert_eq!(
        copy.people().into_iter().collect::<Vec<_>>(),
        ["ann", "carol", "maker"]
    );
    is_sound(&mut bob);
}

#[test]
fn rows_by_hand_are_read_whatever_they_hold() {
    let board = with_cards(2);
    let (mut ann, mut bob) = (board.open("ann"), board.open("bob"));
    bob.read().unwrap();
    let stranger = rusqlite::Connection::open(&board.path).unwrap();
    stranger
        .execute_batch(
            "INSERT INTO card_item (card_id, id, text) VALUES (1, 7, 'by hand');
             INSERT INTO card_comment (card_id, id, at, text) VALUES (1, 9, 'yesterday', 'by hand');
             INSERT INTO card_link (card_id, kind, other_id) VALUES (1, 'blocks', 2), (2, 'blocks', 1);
             INSERT INTO label (name, color) VALUES ('bug', 'mauve'), ('fix', 'Red');
             UPDATE board_column SET color = 'puce' WHERE id = 1;
             UPDATE card SET entered = 'once', lease = 'soon' WHERE id = 2;
             UPDATE card SET column_id = 2 WHERE id = 1;",
        )
        .unwrap();
    let News::Whole(whole) = bob.catch_up().unwrap() else {
        panic!("not read again")
    };
    assert_eq!(
        (whole.paint("bug"), whole.paint("fix")),
        (None, Some(Paint::Red))
    );
    let (one, two) = (whole.card(CARD).unwrap(), whole.card(CardId(2)).unwrap());
    assert_eq!(
        one.previous,
        Some(TODO),
        "who moves by hand need not say more"
    );
    assert!(one.entered > one.created);
    assert_eq!((two.entered, two.lease), (two.created, None));
    assert!(whole.is_blocked(one) && whole.is_blocked(two));
    // Numbers go on from there, and a circle by hand holds nothing up.
    ann.write(&new_item("next")).unwrap();
    ann.write(&say("next")).unwrap();
    let refused = refusal(ann.write(&link(2, Relation::Blocks, 1)));
    assert!(refused.to_string().contains("circle"), "{refused}");
    let one = card(&mut ann, CARD);
    assert_eq!(
        (one.checklist[1].id, one.comments[1].id),
        (ItemId(8), CommentId(10))
    );
    ann.write(&edit(Act::PaintLabel {
        label: "bug".to_owned(),
        color: Some(Paint::Gray),
    }))
    .unwrap();
    assert_eq!(ann.read().unwrap().paint("bug"), Some(Paint::Gray));
    // What the journal does not tell of is found.
    let findings = ann.check().unwrap();
    let journal = findings
        .iter()
        .find(|finding| finding.check == "journal")
        .unwrap();
    assert_eq!(journal.verdict, Verdict::Note);
    for what in [
        "#1 was changed",
        "#2 was changed",
        "label “fix” was changed",
    ] {
        assert!(journal.found.contains(what), "{}", journal.found);
    }
}
