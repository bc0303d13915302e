//! A board of an older walboard is brought up to date when it is opened, and nothing on it is lost.
#![allow(
    clippy::disallowed_methods,
    reason = "tests look at files from outside"
)]

mod common;

use common::board::{FIRST_VERSION, TestBoard, add, card_of, edit, fresh_id};
use walboard::board::{CardId, ColumnId, Detail};
use walboard::edit::{Act, CommentAct, Refusal};
use walboard::store::{Store, health::Verdict};

/// Makes a board as the first version made it.
fn first_version() -> TestBoard {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().canonicalize().unwrap().join("team.db");
    let conn = rusqlite::Connection::open(&path).unwrap();
    for sql in FIRST_VERSION {
        conn.execute_batch(sql).unwrap();
    }
    drop(conn);
    TestBoard { dir, path }
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
fn everything_is_there_after_the_migration() {
    let file = first_version();
    let mut store = file.open("ann");
    is_sound(&mut store);
    let board = store.read().unwrap();
    assert_eq!(board.cards().count(), 4);
    let names: Vec<_> = board.columns().iter().map(|column| &column.name).collect();
    assert_eq!(names, ["Ideas", "To do", "Doing", "Done"]);
    let at = |time: &str| format!("2026-11-24T15:36:12.{time}Z").parse().unwrap();

    // Moved on, and back again.
    let fence = board.card(CardId(1)).unwrap();
    assert_eq!(fence.title, "Paint the fence");
    assert_eq!(fence.body.text(), "Two coats.");
    assert_eq!((fence.created, fence.rev), (at("118"), 4));
    assert_eq!(
        (fence.entered, fence.previous),
        (at("143"), Some(ColumnId(3)))
    );
    let labels: Vec<_> = fence.labels.iter().collect();
    assert_eq!(labels, ["garden", "paint"]);
    // Never moved.
    let oil = board.card(CardId(2)).unwrap();
    assert!(oil.archived);
    assert_eq!((oil.entered, oil.previous), (oil.created, None));
    // Deleted, brought back, and moved out of a column that is gone.
    let doors = board.card(CardId(3)).unwrap();
    assert_eq!(
        (doors.entered, doors.previous),
        (at("204"), Some(ColumnId(4)))
    );

    assert_eq!(
        board.people().into_iter().collect::<Vec<_>>(),
        ["ann", "bob"]
    );
    assert_eq!(store.journal(None, 0, 100).unwrap().len(), 26);
    // #4 was deleted and is not given again, nor is the number of the column that is gone.
    let new = card_of(&store.write(&add("new")).unwrap());
    assert_eq!(new, CardId(6));
    is_sound(&mut store);
}

#[test]
fn what_was_done_before_the_migration_can_be_taken_back_after_it() {
    let file = first_version();
    let mut bob = file.open("bob");
    // The card he added, the column he removed with the move of its card, the title and the label.
    for _ in 0..3 {
        bob.undo(fresh_id()).unwrap();
        is_sound(&mut bob);
    }
    let board = bob.read().unwrap();
    assert_eq!(board.card(CardId(5)), None);
    let doors = board.card(CardId(3)).unwrap();
    assert_eq!(doors.title, "Oil the door");
    assert!(!doors.labels.contains("garden"));
    assert_eq!(board.column(ColumnId(4)).unwrap().name, "Some day");
    assert_eq!(doors.place.column, ColumnId(4));
    for _ in 0..3 {
        bob.redo(fresh_id()).unwrap();
    }
    is_sound(&mut bob);
    assert!(bob.read().unwrap().card(CardId(5)).is_some());
}

#[test]
fn an_adding_from_before_is_not_taken_back_over_a_comment_from_after() {
    let file = first_version();
    let (mut ann, mut bob) = (file.open("ann"), file.open("bob"));
    let text = "Which ones?".to_owned();
    let act = CommentAct::Add { text };
    let card = CardId(5);
    ann.write(&edit(Act::Comment { card, act })).unwrap();
    let err = bob.undo(fresh_id()).unwrap_err();
    assert!(
        matches!(err.downcast_ref(), Some(Refusal::Clash(clash)) if clash.by.as_deref() == Some("ann")),
        "{err:#}"
    );
    is_sound(&mut ann);
}

#[test]
fn a_walboard_that_has_the_board_open_meanwhile_sees_all_that_comes_after() {
    let file = first_version();
    // Both open it at the same time: one of them brings it up to date, the other finds it so.
    let stores: Vec<Store> = std::thread::scope(|scope| {
        let open = |name: &'static str| scope.spawn(|| file.open(name));
        let both = ["ann", "bob"].map(open);
        both.map(|one| one.join().unwrap()).into()
    });
    for mut store in stores {
        store.read().unwrap();
        let to = Detail::Title("Paint it all".to_owned());
        let act = Act::SetCard {
            card: CardId(1),
            to,
            base: None,
        };
        store.write(&edit(act)).unwrap();
        is_sound(&mut store);
    }
}
