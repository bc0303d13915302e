//! Properties of edits: what is applied can be taken back, on the whole board and on the part of it that is needed.
#![allow(
    clippy::disallowed_methods,
    reason = "tests look at files from outside"
)]

mod common;

use common::board::{TestBoard, fresh_id};
use jiff::Timestamp;
use proptest::prelude::*;
use walboard::board::{
    Board, Card, CardId, ColumnField, ColumnId, CommentId, Detail, ItemId, LinkKind, Paint,
    Priority, Relation,
};
use walboard::change::{Actor, Change, EditId, Stamp};
use walboard::edit::{
    Act, Along, At, ClaimAct, CommentAct, Draft, DraftComment, DraftItem, Edit, ItemAct, Place,
    Refusal, Slot,
};
use walboard::outline::{Entry, Outline};
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
        0u8..48,
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
    /// Cards from elsewhere, few enough that some came before, with links that may close a circle here.
    fn outline(&self, board: &Board) -> Outline {
        let mut outline = Outline::default();
        let names = board.columns().iter().map(|column| column.name.clone());
        let names: Vec<String> = names.chain(["From afar".to_owned()]).collect();
        for at in [self.card, self.other, self.column] {
            let column = outline.heading(&names[at % names.len()]);
            outline.entries.push(Entry {
                key: format!("afar:{}", at % 5),
                column,
                title: format!("card {at}"),
                archived: at % 7 == 0,
                labels: [format!("afar{}", at % 3)].into(),
                ..Entry::default()
            });
        }
        let keys: Vec<String> = outline.entries.iter().map(|it| it.key.clone()).collect();
        let kind = LinkKind::ALL[self.other % 3];
        outline.tie(&keys[0], kind, &keys[1]);
        outline.tie(&keys[1], kind, &keys[2]);
        outline.paints.insert(
            "afar1".to_owned(),
            Paint::ALL[self.column % Paint::ALL.len()],
        );
        outline.tidied().unwrap()
    }

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
                let draft = Box::new(self.draft(card, other));
                Act::AddCard { at: place, draft }
            }
            4..=7 => Act::MoveCard { card, to: place },
            8 => set(Detail::Title(word)),
            9 => set(Detail::Body(match self.other.is_multiple_of(2) {
                true => "one\n\ntwo\n\nthree".to_owned(),
                false => word,
            })),
            43 | 44 => self.body_act(card, board.card(card)),
            45 => Act::Stands {
                card,
                column,
                to: next,
            },
            46 => Act::Saw {
                column,
                was: ColumnField::Done(self.card.is_multiple_of(2)),
                to: ColumnField::Done(self.other.is_multiple_of(2)),
            },
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
                done: self.card.is_multiple_of(2),
                at: along,
            },
            17 => Act::RenameColumn { column, name: word },
            18 => Act::MoveColumn { column, at: along },
            19 => Act::RemoveColumn {
                column,
                into: (!self.card.is_multiple_of(3)).then_some(next),
            },
            20 => Act::DoneColumn {
                column,
                done: self.card.is_multiple_of(2),
            },
            21 => Act::PaintColumn {
                column,
                color: self.paint(),
            },
            22..=26 => Act::Item {
                card,
                act: self.item_act(board.card(card)),
            },
            27..=29 => Act::Comment {
                card,
                act: self.comment_act(board.card(card)),
            },
            30..=33 => Act::Link {
                card,
                relation: self.relation(),
                other,
                on: !self.column.is_multiple_of(4),
            },
            34 => set(Detail::Blocked(self.card.is_multiple_of(2).then_some(word))),
            35 => set(Detail::Lease(
                self.other
                    .is_multiple_of(2)
                    .then_some(Timestamp::UNIX_EPOCH),
            )),
            36 => set(Detail::Source(self.other.is_multiple_of(2).then_some(word))),
            37 => Act::PaintLabel {
                label: self.label(board),
                color: self.paint(),
            },
            38 => Act::RenameLabel {
                label: self.label(board),
                to: word,
            },
            39 | 40 => Act::Claim {
                card,
                act: self.claim_act(board.card(card), column),
            },
            41 | 42 => Act::Import(Box::new(self.outline(board))),
            _ => Act::RemoveLabel {
                label: self.label(board),
            },
        }
    }

    /// One line of three is another, based on what the body is or on what it was some time ago.
    fn body_act(&self, card: CardId, now: Option<&Card>) -> Act {
        let lines = |words: [&str; 3]| Detail::Body(words.join("\n\n"));
        let word = self.word.as_str();
        let (base, words) = match now {
            Some(now) if self.column.is_multiple_of(2) && now.body.text().lines().count() == 5 => {
                let mut words: Vec<&str> = now.body.text().lines().step_by(2).collect();
                words[self.other % 3] = word;
                (
                    Detail::Body(now.body.text().to_owned()),
                    [words[0], words[1], words[2]],
                )
            }
            _ => {
                let mut words = ["one", "two", "three"];
                words[self.other % 3] = word;
                (lines(["one", "two", "three"]), words)
            }
        };
        let (to, base) = (lines(words), Some(base));
        Act::SetCard { card, to, base }
    }

    fn claim_act(&self, card: Option<&Card>, column: ColumnId) -> ClaimAct {
        let holder = card.and_then(|card| card.assignee.clone());
        let who = holder.unwrap_or_else(|| self.word.clone());
        let until = Timestamp::UNIX_EPOCH;
        match self.other % 6 {
            0 => ClaimAct::Renew { who, until },
            1 => ClaimAct::Release { who },
            2 => ClaimAct::RunOut,
            kind => ClaimAct::Take {
                who: self.word.clone(),
                until: (kind == 3).then_some(until),
                to: self.card.is_multiple_of(2).then_some(column),
            },
        }
    }

    /// Returns a new card's content, now and then with everything a card can have.
    fn draft(&self, card: CardId, other: CardId) -> Draft {
        let (title, body) = (self.word.clone(), self.word.clone());
        if !self.other.is_multiple_of(4) {
            return Draft {
                title,
                body,
                ..Draft::default()
            };
        }
        let said = DraftComment {
            at: Timestamp::UNIX_EPOCH,
            by: self.word.clone(),
            text: "x".to_owned(),
        };
        let step = DraftItem {
            text: "y".to_owned(),
            done: self.card.is_multiple_of(2),
        };
        Draft {
            title,
            body,
            labels: [self.word.trim().to_owned()].into(),
            checklist: vec![step.clone(), step],
            comments: vec![said.clone(), said],
            links: vec![(self.relation(), card), (Relation::BlockedBy, other)],
            blocked: Some("z".to_owned()),
            source: Some("elsewhere:1".to_owned()),
            created: Some(Timestamp::UNIX_EPOCH),
            ..Draft::default()
        }
    }

    fn item_act(&self, card: Option<&Card>) -> ItemAct {
        let ids: Vec<ItemId> = card.map_or_else(Vec::new, |card| {
            card.checklist.iter().map(|item| item.id).collect()
        });
        let item = pick(&ids, self.other).unwrap_or(ItemId(9));
        let neighbour = pick(&ids, self.column).unwrap_or(ItemId(8));
        let at = match self.column % 4 {
            0 => Slot::First,
            1 => Slot::Last,
            2 => Slot::Before(neighbour),
            _ => Slot::After(neighbour),
        };
        let text = self.word.clone();
        match self.other % 7 {
            0..=2 => {
                let done = self.card.is_multiple_of(2);
                ItemAct::Add { text, done, at }
            }
            3 => {
                let done = self.card.is_multiple_of(2);
                ItemAct::Tick { item, done }
            }
            4 => ItemAct::Rename {
                item,
                text,
                base: None,
            },
            5 => ItemAct::Move { item, at },
            _ => ItemAct::Remove { item },
        }
    }

    fn comment_act(&self, card: Option<&Card>) -> CommentAct {
        let ids: Vec<CommentId> = card.map_or_else(Vec::new, |card| {
            card.comments.iter().map(|comment| comment.id).collect()
        });
        let comment = pick(&ids, self.other).unwrap_or(CommentId(9));
        let text = self.word.clone();
        match self.column % 4 {
            0 | 1 => CommentAct::Add { text },
            2 => CommentAct::Edit {
                comment,
                text,
                base: None,
            },
            _ => CommentAct::Remove { comment },
        }
    }

    fn relation(&self) -> Relation {
        use Relation::{BlockedBy, Blocks, Child, Parent, Relates};
        [Blocks, BlockedBy, Parent, Child, Relates][self.card % 5]
    }

    fn paint(&self) -> Option<Paint> {
        (!self.other.is_multiple_of(3)).then(|| Paint::ALL[self.card % Paint::ALL.len()])
    }

    /// Returns a label that exists, if any does, and now and then the word.
    fn label(&self, board: &Board) -> String {
        let labels: Vec<&str> = board.labels().into_keys().collect();
        match pick(&labels, self.card) {
            Some(label) if !self.other.is_multiple_of(4) => label.to_owned(),
            _ => self.word.clone(),
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
