//! The items and comments that an edit made: their numbers are guesses too, until it is saved.

use crate::board::{CardField, CardId, CommentId, Item, ItemId, Remark};
use crate::change::{Change, Diff, ItemStep, item_steps};
use crate::edit::{Act, CommentAct, ItemAct, Slot};

use super::Numbers;

/// An item or a comment.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum Part {
    Item(ItemId),
    Comment(CommentId),
}

/// Returns the items and comments that changes made on cards that were there, in order.
pub(super) fn made(changes: &[Change]) -> Vec<(CardId, Part)> {
    let mut parts = Vec::new();
    for change in changes {
        let Diff::Card(touch) = &change.diff else {
            continue;
        };
        let (Some(before), Some(after)) = (&touch.before, &touch.after) else {
            continue;
        };
        for (was, now) in before.iter().zip(after) {
            let card = touch.id;
            match (was, now) {
                (CardField::Checklist(was), CardField::Checklist(now)) => {
                    let new = added(was, now).into_iter();
                    parts.extend(new.map(|item| (card, Part::Item(item))));
                }
                (CardField::Comment(Remark::Unsaid { .. }), CardField::Comment(now)) => {
                    parts.push((card, Part::Comment(now.id())));
                }
                _ => {}
            }
        }
    }
    parts
}

fn added(was: &[Item], now: &[Item]) -> Vec<ItemId> {
    let steps = item_steps(was, now).into_iter();
    let new = steps.filter_map(|step| match step {
        ItemStep::Added(item) => Some(item.id),
        _ => None,
    });
    // In the order in which they were numbered, wherever they stand.
    let mut new: Vec<ItemId> = new.collect();
    new.sort_unstable();
    new
}

/// Returns parts with numbers that nothing has, all below `from`.
pub(super) fn nowhere(parts: &[(CardId, Part)], from: i64) -> Vec<(CardId, Part)> {
    let numbers = (1..).map(|at| from.saturating_sub(at));
    let gone = |((card, part), number): (&(CardId, Part), i64)| match part {
        Part::Item(_) => (*card, Part::Item(ItemId(number))),
        Part::Comment(_) => (*card, Part::Comment(CommentId(number))),
    };
    parts.iter().zip(numbers).map(gone).collect()
}

impl Numbers {
    /// Puts the new number of an item; the card is named as it was.
    pub(crate) fn item(&self, card: CardId, item: &mut ItemId) {
        if let Some(Part::Item(new)) = self.parts.get(&(card, Part::Item(*item))) {
            *item = *new;
        }
    }

    /// Puts the new number of a comment; the card is named as it was.
    pub(crate) fn comment(&self, card: CardId, comment: &mut CommentId) {
        if let Some(Part::Comment(new)) = self.parts.get(&(card, Part::Comment(*comment))) {
            *comment = *new;
        }
    }

    /// Puts the new numbers into what is done to the items and comments of a card.
    pub(super) fn parts_of(&self, act: &mut Act) {
        match act {
            Act::Item { card, act } => self.item_act(*card, act),
            Act::Comment { card, act } => match act {
                CommentAct::Edit { comment, .. } | CommentAct::Remove { comment } => {
                    self.comment(*card, comment);
                }
                CommentAct::Add { .. } => {}
            },
            _ => {}
        }
    }

    fn item_act(&self, card: CardId, act: &mut ItemAct) {
        match act {
            ItemAct::Tick { item, .. }
            | ItemAct::Rename { item, .. }
            | ItemAct::Remove { item } => {
                self.item(card, item);
            }
            ItemAct::Add { at, .. } => self.slot(card, at),
            ItemAct::Move { item, at } => {
                self.item(card, item);
                self.slot(card, at);
            }
        }
    }

    fn slot(&self, card: CardId, slot: &mut Slot) {
        if let Slot::Before(item) | Slot::After(item) = slot {
            self.item(card, item);
        }
    }
}

#[cfg(test)]
mod tests {
    use jiff::Timestamp;

    use super::super::Born;
    use super::*;
    use crate::board::{Board, Column, ColumnId, Rank};
    use crate::change::{Actor, EditId, Stamp};
    use crate::edit::{At, Draft, Edit, Place};

    fn apply(board: &mut Board, acts: Vec<Act>) -> Vec<Change> {
        let actor = Actor {
            name: "ann".to_owned(),
            user: "ann".to_owned(),
        };
        let (seq, at) = (1, Timestamp::UNIX_EPOCH);
        let stamp = Stamp { seq, at, actor };
        let edit = Edit::new(EditId(String::new()), acts);
        board.apply(&edit, &stamp).expect("it may be").changes
    }

    fn item(act: ItemAct) -> Act {
        let card = CardId(1);
        Act::Item { card, act }
    }

    fn add(text: &str) -> Act {
        let text = text.to_owned();
        item(ItemAct::Add {
            text,
            done: false,
            at: Slot::Last,
        })
    }

    fn board() -> Board {
        let column = Column::new(ColumnId(1), "To do".into(), None, Rank::stored("a0"));
        let mut board = Board::new([column], [], CardId(0), ColumnId(1));
        let title = "card".to_owned();
        let draft = Box::new(Draft {
            title,
            ..Draft::default()
        });
        let (column, at) = (ColumnId(1), At::Top);
        let at = Place { column, at };
        apply(&mut board, vec![Act::AddCard { at, draft }]);
        board
    }

    #[test]
    fn what_is_done_to_a_new_item_follows_it_to_its_true_number() {
        let say = |text: &str| Act::Comment {
            card: CardId(1),
            act: CommentAct::Add { text: text.into() },
        };
        let mine = || vec![add("a"), add("b"), say("me")];
        let mut guess = board();
        let old = Born::of(&apply(&mut guess, mine()));
        // Somebody else was quicker.
        let mut truth = board();
        apply(&mut truth, vec![add("theirs"), say("them")]);
        let new = Born::of(&apply(&mut truth, mine()));

        let tick = |item: i64| {
            let item = ItemId(item);
            self::item(ItemAct::Tick { item, done: true })
        };
        let place = |item: i64, other: i64| {
            let (item, at) = (ItemId(item), Slot::Before(ItemId(other)));
            self::item(ItemAct::Move { item, at })
        };
        let unsay = |comment: i64| Act::Comment {
            card: CardId(1),
            act: CommentAct::Remove {
                comment: CommentId(comment),
            },
        };
        let acts = |acts: Vec<Act>| Edit::new(EditId("x".into()), acts);
        let mut edit = acts(vec![tick(2), place(2, 1), unsay(1)]);
        assert!(old.is_in(&edit));
        let mut numbers = Numbers::default();
        numbers.learn(&old, &new);
        numbers.put_into(&mut edit);
        assert_eq!(edit, acts(vec![tick(3), place(3, 2), unsay(2)]));
        assert!(!old.is_in(&acts(vec![tick(3), unsay(2)])));
    }
}
