//! Properties of edits: what is applied can be taken back, on the whole board and on the part of it that is needed.
#![allow(
    clippy::disallowed_methods,
    reason = "tests look at files from outside"
)]

mod common;

use common::board::{TestBoard, fresh_id};
use jiff::Timestamp;
use proptest::prelude::*;
use walboard::board::{Board, Card, CardId, ColumnId, Detail, Priority};
use walboard::change::{Actor, Change, EditId, Stamp};
use walboard::edit::{Act, Along, At, Draft, Edit, Place, Refusal};
use walboard::store::{Store, health::Verdict};

/// A wish that becomes an edit of whatever is there when its turn comes.
#[derive(Debug, Clone)]
struct Wish {
    kind: u8,
    card: usize,
    other: usize,
    column: usize,
    word: String,
}

fn wishes() -> impl Strategy<Value = Vec<Wish>> {
    let word = prop_oneof!["[a-z]{1,3}", "[ \\PC]{0,8}"];
    let wish = (
        0u8..20,
        any::<usize>(),
        any::<usize>(),
        any::<usize>(),
        word,
    );
    let wish = wish.prop_map(|(kind, card, other, column, word)| Wish {
        kind,
        card,
        other,
        column,
        word,
    });
    prop::collection::vec(wish, 1..40)
}

fn pick<T: Copy>(from: &[T], at: usize) -> Option<T> {
    (!from.is_empty()).then(|| from[at % from.len()])
}

impl Wish {
    fn act(&self, board: &Board) -> Act {
        let mut cards: Vec<CardId> = board.cards().map(|card| card.id).collect();
        cards.sort_unstable();
        let columns: Vec<ColumnId> = board.columns().iter().map(|column| column.id).collect();
        // Now and then something that is not there.
        let card = pick(&cards, self.card).unwrap_or(CardId(99));
        let other = pick(&cards, self.other).unwrap_or(CardId(98));
        let column = pick(&columns, self.column).unwrap_or(ColumnId(99));
        let next = pick(&columns, self.other).unwrap_or(ColumnId(98));
        let at = match self.other % 5 {
            0 => At::Top,
            1 => At::Bottom,
            2 | 3 => At::Before(other),
            _ => At::After(other),
        };
        let along = match self.card % 4 {
            0 => Along::First,
            1 => Along::Last,
            2 => Along::Before(next),
            _ => Along::After(next),
        };
        let place = Place { column, at };
        let word = self.word.clone();
        let set = |to| Act::SetCard {
            card,
            to,
            base: None,
        };
        match self.kind {
            0..=3 => {
                let draft = Draft {
                    title: word.clone(),
                    body: word,
                    ..Draft::default()
                };
                Act::AddCard {
                    at: place,
                    draft: Box::new(draft),
                }
            }
            4..=7 => Act::MoveCard { card, to: place },
            8 => set(Detail::Title(word)),
            9 => set(Detail::Body(word)),
            10 => set(Detail::Assignee(
                self.other.is_multiple_of(2).then_some(word),
            )),
            11 => set(Detail::Priority(Some(Priority::ALL[self.other % 4]))),
            12 => Act::Label {
                card,
                label: word,
                on: !self.other.is_multiple_of(3),
            },
            13 => Act::Archive(card),
            14 => Act::Restore(card),
            15 => Act::Delete(card),
            16 => Act::AddColumn {
                name: word,
                limit: None,
                at: along,
            },
            17 => Act::RenameColumn { column, name: word },
            18 => Act::MoveColumn { column, at: along },
            _ => Act::RemoveColumn {
                column,
                into: (!self.card.is_multiple_of(3)).then_some(next),
            },
        }
    }
}

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
type Essence = Vec<(String, Option<u32>, Vec<Card>, Vec<Card>)>;

fn essence(board: &Board) -> Essence {
    let mut columns = Vec::new();
    for column in board.columns() {
        let plain = |card: &Card| Card {
            rev: 0,
            updated: Timestamp::UNIX_EPOCH,
            ..card.clone()
        };
        let cards = column
            .cards()
            .iter()
            .map(|id| plain(board.card(*id).unwrap()))
            .collect();
        let mut archived: Vec<_> = board.archived().into_iter().map(plain).collect();
        archived.sort_by_key(|card| card.id);
        columns.push((column.name.clone(), column.limit, cards, archived));
    }
    columns
}

/// A refusal without the name that only the journal knows.
fn nameless(refusal: &Refusal) -> Refusal {
    let mut refusal = refusal.clone();
    if let Refusal::Clash(clash) = &mut refusal {
        clash.by = None;
    }
    refusal
}

fn start() -> Board {
    let mut board = Board::default();
    let add = |name: &str| Act::AddColumn {
        name: name.to_owned(),
        limit: None,
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
    #![proptest_config(ProptestConfig { failure_persistence: None, cases: 24, ..ProptestConfig::default() })]

    /// The store applies an edit to the part of the board it needs, read from the file. That must come to the same as
    /// applying it to the whole board; and the tables must be what the journal says.
    #[test]
    fn the_file_and_the_memory_agree(wishes in wishes()) {
        let file = TestBoard::new();
        let mut store: Store = file.open("ann");
        let mut memory = store.read().unwrap();
        let mut last: Option<(EditId, Vec<Change>)> = None;
        for wish in &wishes {
            let undoing = wish.card.is_multiple_of(4);
            let edit = match (&last, undoing) {
                (Some((id, changes)), true) => Edit::undoing(fresh_id(), id.clone(), changes),
                _ => Edit::new(fresh_id(), vec![wish.act(&memory)]),
            };
            let mut tried = memory.clone();
            let expected = tried.apply(&edit, &stamp(1));
            let written = store.write(&edit);
            match (expected, written) {
                (Ok(expected), Ok(written)) => {
                    let diffs = |changes: &[Change]| -> Vec<_> {
                        changes.iter().map(|change| change.diff.clone()).collect()
                    };
                    prop_assert_eq!(diffs(&expected.changes), diffs(&written));
                    for change in &written {
                        memory.absorb(change).unwrap();
                    }
                    if !written.is_empty() && !undoing {
                        last = Some((edit.id, written));
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
