//! Random edits: each a wish that becomes an edit of whatever is there when its turn comes.

use jiff::Timestamp;
use proptest::prelude::*;
use walboard::board::{
    Board, Card, CardId, ColumnField, ColumnId, CommentId, Detail, ItemId, LinkKind, Paint,
    Priority, Relation,
};
use walboard::edit::{
    Act, Along, At, ClaimAct, CommentAct, Draft, DraftComment, DraftItem, ItemAct, Place, Slot,
};
use walboard::outline::{Entry, Outline};

/// A wish that becomes an edit of whatever is there when its turn comes.
#[derive(Debug, Clone)]
pub(crate) struct Wish {
    pub(crate) kind: u8,
    pub(crate) card: usize,
    pub(crate) other: usize,
    pub(crate) column: usize,
    pub(crate) word: String,
}

/// How many kinds of wishes there are.
const KINDS: u8 = 48;

/// Each time some kinds next to each other, and new cards: what they do to each other comes about more often so.
pub(crate) fn wishes() -> impl Strategy<Value = Vec<Wish>> {
    let kinds = (0..KINDS, prop_oneof![4..12u8, Just(KINDS)]);
    kinds.prop_flat_map(|(first, count)| {
        let kind =
            prop_oneof![1 => 0..4u8, 4 => (0..count).prop_map(move |at| (first + at) % KINDS)];
        let word = prop_oneof!["[a-z]{1,3}", "[ \\PC]{0,8}"];
        let (any_card, any_other, any_column) = (any::<usize>(), any::<usize>(), any::<usize>());
        let wish = (kind, any_card, any_other, any_column, word);
        let wish = wish.prop_map(|(kind, card, other, column, word)| Wish {
            kind,
            card,
            other,
            column,
            word,
        });
        prop::collection::vec(wish, 1..40)
    })
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

    pub(crate) fn act(&self, board: &Board) -> Act {
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
            // Among a few cards and of a few kinds, so that circles come about.
            30..=33 => Act::Link {
                card: pick(&cards[..cards.len().min(4)], self.card).unwrap_or(card),
                relation: match self.kind {
                    30 | 31 => self.relation(),
                    _ => Relation::Blocks,
                },
                other: pick(&cards[..cards.len().min(4)], self.other).unwrap_or(other),
                on: !self.column.is_multiple_of(6),
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
