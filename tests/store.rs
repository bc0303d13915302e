//! The store on real files: what is written is there, for everybody, once.

#![allow(
    clippy::disallowed_methods,
    reason = "tests look at files from outside"
)]

mod common;

use common::board::{DOING, TODO, TestBoard, add, card_of, edit, fresh_id, new_board, options};
use walboard::board::{CardId, Detail};
use walboard::edit::{Act, At, Place, Refusal};
use walboard::store::{Mode, News, NoBoard, Store, health::Verdict};

fn title(card: CardId, title: &str) -> Act {
    Act::SetCard {
        card,
        to: Detail::Title(title.to_owned()),
        base: None,
    }
}

#[test]
fn what_one_store_writes_the_other_reads() {
    let board = TestBoard::new();
    let (mut one, mut two) = (board.open("ann"), board.open("bob"));
    two.read().unwrap();
    let changes = one.write(&add("Paint the fence")).unwrap();
    let News::Changes(news) = two.catch_up().unwrap() else {
        panic!("no news")
    };
    assert_eq!(news, changes);
    assert_eq!(news[0].actor.name, "ann");
    assert_eq!(two.catch_up().unwrap(), News::Nothing);
    assert_eq!(one.read().unwrap(), two.read().unwrap());
}

#[test]
fn catching_up_gives_the_board_that_reading_gives() {
    let board = TestBoard::new();
    let (mut one, mut two) = (board.open("ann"), board.open("bob"));
    let mut copy = two.read().unwrap();
    let a = card_of(&one.write(&add("a")).unwrap());
    let b = card_of(&one.write(&add("b")).unwrap());
    one.write(&edit(Act::MoveCard {
        card: b,
        to: Place {
            column: TODO,
            at: At::Before(a),
        },
    }))
    .unwrap();
    one.write(&edit(Act::Label {
        card: a,
        label: "bug".into(),
        on: true,
    }))
    .unwrap();
    one.write(&edit(Act::MoveCard {
        card: a,
        to: Place {
            column: DOING,
            at: At::Top,
        },
    }))
    .unwrap();
    one.write(&edit(Act::Delete(b))).unwrap();
    one.undo(fresh_id()).unwrap();
    let News::Changes(news) = two.catch_up().unwrap() else {
        panic!("no news")
    };
    for change in &news {
        copy.absorb(change).unwrap();
    }
    assert_eq!(copy, one.read().unwrap());
    assert_eq!(copy, TestBoard::open(&board, "eve").read().unwrap());
}

#[test]
fn a_card_goes_and_comes_back_in_one_edit() {
    let board = TestBoard::new();
    let mut store = board.open("ann");
    let card = card_of(&store.write(&add("Paint the fence")).unwrap());
    let gone = store.write(&edit(Act::Delete(card))).unwrap();
    let back = Act::Revert(Box::new(gone[0].diff.clone()));
    store.write(&edit(back.clone())).unwrap();
    let before = store.read().unwrap();
    let mut both = edit(Act::Delete(card));
    both.acts.push(back);
    store.write(&both).unwrap();
    let after = board.open("bob").read().unwrap();
    assert_eq!(after.card(card).unwrap().title, "Paint the fence");
    assert_eq!(after.cards().count(), before.cards().count());
}

#[test]
fn an_edit_sent_twice_is_applied_once() {
    let board = TestBoard::new();
    let mut store = board.open("ann");
    let edit = add("once");
    let first = store.write(&edit).unwrap();
    let again = board.open("bob").write(&edit).unwrap();
    assert_eq!(first, again);
    assert_eq!(store.read().unwrap().live_count(), 1);
}

#[test]
fn a_refused_edit_writes_nothing() {
    let board = TestBoard::new();
    let mut store = board.open("ann");
    let before = store.last_seq().unwrap();
    let both = walboard::edit::Edit::new(
        fresh_id(),
        vec![add("x").acts[0].clone(), title(CardId(99), "y")],
    );
    let err = store.write(&both).unwrap_err();
    assert_eq!(err.downcast_ref(), Some(&Refusal::NoCard(CardId(99))));
    assert_eq!(store.last_seq().unwrap(), before);
    assert_eq!(store.read().unwrap().live_count(), 0);
}

#[test]
fn numbers_are_never_given_again() {
    let board = TestBoard::new();
    let mut store = board.open("ann");
    let first = card_of(&store.write(&add("a")).unwrap());
    store.write(&edit(Act::Delete(first))).unwrap();
    let second = card_of(&store.write(&add("b")).unwrap());
    assert_eq!((first, second), (CardId(1), CardId(2)));
}

#[test]
fn undo_takes_back_ones_own_last_change_after_others_wrote() {
    let board = TestBoard::new();
    let (mut ann, mut bob) = (board.open("ann"), board.open("bob"));
    let card = card_of(&ann.write(&add("fence")).unwrap());
    ann.write(&edit(title(card, "Fence"))).unwrap();
    bob.write(&edit(Act::Label {
        card,
        label: "bug".into(),
        on: true,
    }))
    .unwrap();
    bob.write(&add("other")).unwrap();
    ann.undo(fresh_id()).unwrap();
    let read = ann.read().unwrap();
    assert_eq!(read.card(card).unwrap().title, "fence");
    assert!(read.card(card).unwrap().labels.contains("bug"));
    ann.redo(fresh_id()).unwrap();
    assert_eq!(ann.read().unwrap().card(card).unwrap().title, "Fence");
    assert_eq!(
        ann.redo(fresh_id()).unwrap_err().downcast_ref(),
        Some(&Refusal::Nothing("redo"))
    );
}

#[test]
fn undo_refuses_when_the_same_field_was_touched_and_says_by_whom() {
    let board = TestBoard::new();
    let (mut ann, mut bob) = (board.open("ann"), board.open("bob"));
    let card = card_of(&ann.write(&add("fence")).unwrap());
    ann.write(&edit(title(card, "Fence"))).unwrap();
    bob.write(&edit(title(card, "Gate"))).unwrap();
    let err = ann.undo(fresh_id()).unwrap_err();
    assert!(
        matches!(err.downcast_ref(), Some(Refusal::Clash(clash)) if clash.by.as_deref() == Some("bob"))
    );
    assert!(
        err.to_string()
            .contains("bob changed the title of #1 meanwhile"),
        "{err}"
    );
    assert_eq!(ann.read().unwrap().card(card).unwrap().title, "Gate");
}

#[test]
fn undo_and_redo_walk_back_and_forth() {
    let board = TestBoard::new();
    let mut ann = board.open("ann");
    let card = card_of(&ann.write(&add("0")).unwrap());
    for name in ["1", "2", "3"] {
        ann.write(&edit(title(card, name))).unwrap();
    }
    let mut now = |step: &str| {
        if step == "u" {
            ann.undo(fresh_id()).unwrap()
        } else {
            ann.redo(fresh_id()).unwrap()
        };
        ann.read()
            .unwrap()
            .card(card)
            .map(|card| card.title.clone())
    };
    let walk: Vec<_> = ["u", "u", "r", "u", "u", "u", "r", "r", "r", "r"]
        .map(&mut now)
        .into();
    let walk: Vec<_> = walk
        .iter()
        .map(|title| title.as_deref().unwrap_or("-"))
        .collect();
    assert_eq!(walk, ["2", "1", "2", "1", "0", "-", "0", "1", "2", "3"]);
}

#[test]
fn rows_changed_by_a_stranger_are_read_again() {
    let board = TestBoard::new();
    let (mut ann, mut bob) = (board.open("ann"), board.open("bob"));
    let card = card_of(&ann.write(&add("fence")).unwrap());
    bob.read().unwrap();
    let stranger = rusqlite::Connection::open(&board.path).unwrap();
    stranger
        .execute("UPDATE card SET title = 'by hand' WHERE id = 1", [])
        .unwrap();
    // An own change after it must not hide it.
    ann.write(&edit(Act::Label {
        card,
        label: "x".into(),
        on: true,
    }))
    .unwrap();
    let News::Whole(whole) = bob.catch_up().unwrap() else {
        panic!("not read again")
    };
    assert_eq!(whole.card(card).unwrap().title, "by hand");
    let findings = bob.check().unwrap();
    let journal = findings
        .iter()
        .find(|finding| finding.check == "journal")
        .unwrap();
    assert_eq!(journal.verdict, Verdict::Note);
    assert!(
        journal.found.contains("#1 was changed"),
        "{}",
        journal.found
    );
}

#[test]
fn a_sound_board_has_nothing_to_find() {
    let board = TestBoard::new();
    let mut store = board.open("ann");
    let card = card_of(&store.write(&add("a")).unwrap());
    store.write(&edit(Act::Archive(card))).unwrap();
    store.undo(fresh_id()).unwrap();
    let findings = store.check().unwrap();
    assert!(
        findings
            .iter()
            .all(|finding| finding.verdict == Verdict::Ok),
        "{findings:#?}"
    );
}

#[test]
fn a_backup_is_a_board_and_overwrites_nothing() {
    let board = TestBoard::new();
    let mut store = board.open("ann");
    store.write(&add("a")).unwrap();
    let copy = board.dir.path().join("copy.db");
    store.backup(&copy, &mut |_, _| {}).unwrap();
    assert_eq!(
        Store::open(&copy, options("x")).unwrap().read().unwrap(),
        store.read().unwrap()
    );
    assert!(
        format!("{:#}", store.backup(&copy, &mut |_, _| {}).unwrap_err()).contains("there already")
    );
    let text = board.dir.path().join("notes.txt");
    std::fs::write(&text, "mine").unwrap();
    store.backup(&text, &mut |_, _| {}).unwrap_err();
    assert_eq!(std::fs::read_to_string(&text).unwrap(), "mine");
}

#[test]
fn only_init_makes_a_board() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("none.db");
    let err = Store::open(&path, options("x")).err().unwrap();
    assert!(err.is::<NoBoard>());
    assert_eq!(std::fs::read_dir(dir.path()).unwrap().count(), 0);
    Store::create(&path, &new_board(), options("x")).unwrap();
    let err = Store::create(&path, &new_board(), options("x"))
        .err()
        .unwrap();
    assert!(err.to_string().contains("there already"), "{err:#}");
}

#[test]
fn what_is_not_a_board_is_named_and_left_alone() {
    let dir = tempfile::tempdir().unwrap();
    let refused = |name: &str, contains: &str| {
        let path = dir.path().join(name);
        let before = std::fs::read(&path).ok();
        let err = format!("{:#}", Store::open(&path, options("x")).err().unwrap());
        assert!(err.contains(contains), "{name}: {err}");
        assert!(err.contains(name), "{err}");
        assert_eq!(std::fs::read(&path).ok(), before, "{name} was touched");
    };
    std::fs::write(dir.path().join("empty.db"), "").unwrap();
    refused("empty.db", "it is empty");
    std::fs::write(dir.path().join("text.db"), "dear diary, ".repeat(100)).unwrap();
    refused("text.db", "not a database");
    std::fs::create_dir(dir.path().join("dir.db")).unwrap();
    refused("dir.db", "it is a directory");
    let other = rusqlite::Connection::open(dir.path().join("other.db")).unwrap();
    other
        .execute_batch("CREATE TABLE t (x); PRAGMA application_id = 7;")
        .unwrap();
    drop(other);
    refused("other.db", "another program's database");
    let plain = rusqlite::Connection::open(dir.path().join("plain.db")).unwrap();
    plain.execute_batch("CREATE TABLE t (x);").unwrap();
    drop(plain);
    refused("plain.db", "not a board");
}

#[test]
fn a_board_of_a_newer_walboard_is_read_only() {
    let board = TestBoard::new();
    board.open("ann").write(&add("a")).unwrap();
    rusqlite::Connection::open(&board.path)
        .unwrap()
        .execute_batch("PRAGMA user_version = 99")
        .unwrap();
    let mut store = board.open("ann");
    assert!(
        matches!(store.mode(), Mode::ReadOnly(why) if why.to_string().contains("newer walboard"))
    );
    assert_eq!(store.read().unwrap().live_count(), 1);
    let err = store.write(&add("b")).unwrap_err();
    assert!(err.to_string().contains("read-only"), "{err}");
}

#[test]
fn a_replaced_board_is_noticed_before_the_next_write() {
    let board = TestBoard::new();
    let mut store = board.open("ann");
    let away = board.dir.path().join("away.db");
    std::fs::rename(&board.path, &away).unwrap();
    let gone = store.write(&add("a")).unwrap_err();
    assert!(gone.to_string().contains("not there any more"), "{gone:#}");
    Store::create(&board.path, &new_board(), options("x")).unwrap();
    let other = store.write(&add("a")).unwrap_err();
    assert!(
        other.to_string().contains("replaced by another file"),
        "{other:#}"
    );
    assert_eq!(board.open("x").read().unwrap().live_count(), 0);
}

#[test]
fn the_journal_is_never_rewritten() {
    let board = TestBoard::new();
    board.open("ann").write(&add("a")).unwrap();
    let stranger = rusqlite::Connection::open(&board.path).unwrap();
    assert!(
        stranger
            .execute("UPDATE journal SET actor = 'eve'", [])
            .is_err()
    );
    assert!(stranger.execute("DELETE FROM journal", []).is_err());
}
