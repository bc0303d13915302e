//! All that a card has, at once: it comes back, comes over to a copy, and is read as it was written by hand.

use walboard::board::{Card, CardId, CommentId, Detail, ItemId, Paint, Relation};
use walboard::edit::{Act, At, Draft, DraftComment, DraftItem, Place};
use walboard::store::{News, health::Verdict};

use crate::common::board::{DOING, TODO, card_of, edit, fresh_id};
use crate::{CARD, card, is_sound, link, new_item, refusal, say, tick, with_cards};

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
