//! Properties of edits: what is applied can be taken back, on the whole board and on the part of it that is needed.
#![allow(
    clippy::disallowed_methods,
    reason = "tests look at files from outside"
)]

#[path = "../common/mod.rs"]
mod common;
mod wish;

use common::board::{TestBoard, add, card_of, edit, fresh_id};
use jiff::Timestamp;
use proptest::prelude::*;
use walboard::board::{Board, Card, CardId, Detail, LinkKind, Paint};
use walboard::change::{Actor, Change, EditId, Stamp};
use walboard::edit::{Act, Along, Edit, Refusal};
use walboard::outline::{Entry, Outline};
use walboard::store::{Store, health::Verdict};
use wish::wishes;

fn stamp(seq: i64) -> Stamp {
    let actor = Actor {
        name: "ann".to_owned(),
        user: "tester".to_owned(),
    };
    Stamp {
        seq,
        at: Timestamp::UNIX_EPOCH,
        actor,
    }
}

/// A board without the marks that every change leaves.
#[derive(Debug, PartialEq)]
struct Essence {
    columns: Vec<(String, Option<u32>, Vec<Card>)>,
    /// Whether each column is done, and its colour.
    looks: Vec<(bool, Option<Paint>)>,
    archived: Vec<Card>,
    labels: Vec<(String, Option<Paint>)>,
}

fn essence(board: &Board) -> Essence {
    let plain = |card: &Card| Card {
        rev: 0,
        updated: Timestamp::UNIX_EPOCH,
        entered: Timestamp::UNIX_EPOCH,
        previous: None,
        last_item: 0,
        last_comment: 0,
        ..card.clone()
    };
    let columns = board.columns().iter().map(|column| {
        let cards = column.cards().iter();
        let cards = cards.map(|id| plain(board.card(*id).unwrap())).collect();
        (column.name.clone(), column.limit, cards)
    });
    let mut archived: Vec<_> = board.archived().into_iter().map(plain).collect();
    archived.sort_by_key(|card| card.id);
    let labels = board.labels().into_keys();
    Essence {
        columns: columns.collect(),
        looks: (board.columns().iter())
            .map(|column| (column.done, column.color))
            .collect(),
        archived,
        labels: labels
            .map(|label| (label.to_owned(), board.paint(label)))
            .collect(),
    }
}

/// A refusal without the name that only the journal knows.
fn nameless(refusal: &Refusal) -> Refusal {
    let mut refusal = refusal.clone();
    if let Refusal::Clash(clash) = &mut refusal {
        clash.by = None;
    }
    refusal
}

/// How many boards are tried in files, which takes longer than in memory.
fn cases() -> u32 {
    let asked = std::env::var("PROPTEST_CASES").ok();
    asked.map_or(32, |asked| asked.parse().expect("a number"))
}

fn start() -> Board {
    let mut board = Board::default();
    let add = |name: &str| Act::AddColumn {
        name: name.to_owned(),
        limit: None,
        done: name == "Done",
        at: Along::Last,
    };
    let edit = Edit::new(fresh_id(), ["To do", "Doing", "Done"].map(add).into());
    board.apply(&edit, &stamp(1)).unwrap();
    board
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn edits_undone_in_reverse_give_the_board_back(wishes in wishes()) {
        let mut board = start();
        let first = essence(&board);
        let mut done = Vec::new();
        for wish in &wishes {
            let before = board.clone();
            let edit = Edit::new(fresh_id(), vec![wish.act(&board)]);
            match board.apply(&edit, &stamp(1)) {
                Ok(applied) => {
                    let mut back = board.clone();
                    back.put_back(applied.were);
                    prop_assert_eq!(&back, &before);
                    done.push((edit.id, applied.changes));
                }
                Err(_) => prop_assert_eq!(essence(&board), essence(&before)),
            }
        }
        for (id, changes) in done.into_iter().rev() {
            let undo = Edit::undoing(fresh_id(), id, &changes);
            board.apply(&undo, &stamp(1)).unwrap();
        }
        prop_assert_eq!(essence(&board), first);
    }

    #[test]
    fn two_copies_that_absorb_the_same_changes_are_equal(wishes in wishes()) {
        let mut board = start();
        let mut copy = board.clone();
        for wish in &wishes {
            let edit = Edit::new(fresh_id(), vec![wish.act(&board), wish.act(&board)]);
            if let Ok(applied) = board.apply(&edit, &stamp(1)) {
                for change in &applied.changes {
                    copy.absorb(change).unwrap();
                }
            }
            prop_assert_eq!(essence(&board), essence(&copy));
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, cases: cases(), ..ProptestConfig::default() })]

    /// The store applies an edit to the part of the board it needs, read from the file. That must come to the same as
    /// applying it to the whole board; and the tables must be what the journal says.
    #[test]
    fn the_file_and_the_memory_agree(wishes in wishes()) {
        let file = TestBoard::new();
        let mut store: Store = file.open("ann");
        let mut memory = store.read().unwrap();
        let mut done: Vec<(EditId, Vec<Change>)> = Vec::new();
        for wish in &wishes {
            let undoing = wish.card.is_multiple_of(4);
            let old = done.get(wish.other % done.len().max(1));
            let edit = match old.filter(|_| undoing) {
                // Any of them, whatever happened since.
                Some((id, changes)) => Edit::undoing(fresh_id(), id.clone(), changes),
                None => Edit::new(fresh_id(), vec![wish.act(&memory)]),
            };
            let written = store.write(&edit);
            let at = written.iter().flatten().map(|change| change.at).next();
            let stamp = Stamp {
                at: at.unwrap_or_default(),
                ..stamp(1)
            };
            let expected = memory.clone().apply(&edit, &stamp);
            match (expected, written) {
                (Ok(expected), Ok(written)) => {
                    let diffs = |changes: &[Change]| -> Vec<_> {
                        changes.iter().map(|change| change.diff.clone()).collect()
                    };
                    prop_assert_eq!(diffs(&expected.changes), diffs(&written));
                    for change in &written {
                        memory.absorb(change).unwrap();
                    }
                    if !written.is_empty() {
                        done.push((edit.id, written));
                    }
                }
                (Err(expected), Err(err)) => {
                    prop_assert_eq!(nameless(&expected), nameless(err.downcast_ref().unwrap()));
                }
                (expected, written) => prop_assert!(false, "{expected:?} in memory, {written:?} in the file"),
            }
        }
        prop_assert_eq!(&memory, &store.read().unwrap());
        let findings = store.check().unwrap();
        prop_assert!(findings.iter().all(|finding| finding.verdict == Verdict::Ok), "{:#?}", findings);
    }
}

/// Two cards may say that they came from the same place; which of them is meant must not depend on who looks.
#[test]
fn of_several_cards_from_one_place_the_oldest_is_meant() {
    let file = TestBoard::new();
    let mut store = file.open("ann");
    let from = |place: usize| format!("afar:{place}");
    for place in 0..8 {
        for _ in 0..3 {
            let card = card_of(&store.write(&add("one of three")).unwrap());
            let to = Detail::Source(Some(from(place)));
            let base = None;
            store.write(&edit(Act::SetCard { card, to, base })).unwrap();
        }
    }
    let mut outline = Outline::default();
    let column = outline.heading("To do");
    let keys = (0..8).map(from).chain(["afar:new".to_owned()]);
    outline.entries.extend(keys.map(|key| Entry {
        key,
        column: column.clone(),
        title: "from afar".to_owned(),
        ..Entry::default()
    }));
    for place in 0..8 {
        outline.tie(&from(place), LinkKind::Blocks, "afar:new");
    }
    let outline = Box::new(outline.tidied().unwrap());
    let changes = store.write(&edit(Act::Import(outline.clone()))).unwrap();
    let new = card_of(&changes);
    let board = store.read().unwrap();
    let linked: Vec<CardId> = board
        .links(board.card(new).unwrap())
        .into_iter()
        .map(|(_, card)| card)
        .collect();
    let oldest: Vec<CardId> = (0..8).map(|place| CardId(1 + 3 * place)).collect();
    assert_eq!(linked, oldest);
}
