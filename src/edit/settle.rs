//! A clash settled: one of the two values stands, and the rest of the edit goes on.

use crate::board::{Board, CardField, CardId, ColumnId, Detail, LabelField};
use crate::change::{Change, Diff, EditId, Stamp, Touch, item_steps};

use super::{Act, Clash, CommentAct, Edit, ItemAct, Refusal};

/// Whose value is to stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Side {
    /// That of the refused edit.
    Yours,
    /// The one that stands already.
    Theirs,
}

impl Clash {
    /// Returns the refused acts with the clash settled. Yours is based on what the board has now: when that changes once
    /// more before it is saved, it is refused once more.
    pub fn settle(&self, mut acts: Vec<Act>, side: Side, board: &Board) -> Vec<Act> {
        let Some(act) = acts.get_mut(self.act) else {
            return acts;
        };
        match side {
            Side::Yours => act.rebase(&self.theirs.to_string(), board),
            // A condition goes with the act that it is for.
            Side::Theirs => {
                let count = if act.is_condition() { 2 } else { 1 };
                let end = (self.act + count).min(acts.len());
                acts.drain(self.act..end);
            }
        }
        acts
    }
}

impl Act {
    /// Tells whether it is the condition of the act that follows.
    fn is_condition(&self) -> bool {
        matches!(self, Self::Stands { .. } | Self::Saw { .. })
    }

    /// Takes what the board has now for what it was based on; `theirs` is that in words.
    fn rebase(&mut self, theirs: &str, board: &Board) {
        match self {
            // This copy of the board may have left it in the file.
            Self::SetCard {
                to: Detail::Body(_),
                base,
                ..
            } => *base = Some(Detail::Body(theirs.to_owned())),
            Self::SetCard { card, to, base } => {
                *base = board.card(*card).map(|card| card.detail(to));
            }
            Self::Stands { card, column, .. } => {
                if let Some(card) = board.card(*card) {
                    *column = card.place.column;
                }
            }
            Self::Saw { column, was, .. } => {
                if let Some(column) = board.column(*column) {
                    *was = column.get(was);
                }
            }
            Self::Item {
                card,
                act: ItemAct::Rename { item, base, .. },
            } => {
                let item = board.card(*card).and_then(|card| card.item(*item));
                *base = item.map(|item| item.text.clone());
            }
            Self::Comment {
                card,
                act: CommentAct::Edit { comment, base, .. },
            } => {
                let card = board.card(*card);
                let said = card.and_then(|card| card.comment(*comment));
                *base = said.map(|said| said.text.clone());
            }
            _ => {}
        }
    }

    /// Returns the card or the column that it is about, where it is about one.
    pub(crate) fn subject(&self) -> (Option<CardId>, Option<ColumnId>) {
        match self {
            Self::SetCard { card, .. }
            | Self::Stands { card, .. }
            | Self::Item { card, .. }
            | Self::Comment { card, .. } => (Some(*card), None),
            Self::Saw { column, .. } => (None, Some(*column)),
            Self::Revert(diff) => match &**diff {
                Diff::Card(touch) => (Some(touch.id), None),
                Diff::Column(touch) => (None, Some(touch.id)),
                Diff::Label(_) => (None, None),
            },
            _ => (None, None),
        }
    }

    /// Tells whether a change of its subject touched what it is about: one item or comment, if it is about one.
    pub(crate) fn is_about(&self, diff: &Diff) -> bool {
        let Diff::Card(touch) = diff else {
            return true;
        };
        let mut fields = touch
            .before
            .iter()
            .flatten()
            .zip(touch.after.iter().flatten());
        match self {
            Self::Item { act, .. } => fields.any(|fields| match fields {
                (CardField::Checklist(was), CardField::Checklist(now)) => {
                    let mut steps = item_steps(was, now).into_iter();
                    steps.any(|step| step.item() == act.item())
                }
                _ => false,
            }),
            Self::Comment { act, .. } => fields.any(|fields| match fields {
                (_, CardField::Comment(remark)) => Some(remark.id()) == act.comment(),
                _ => false,
            }),
            _ => true,
        }
    }
}

impl Edit {
    /// Returns the edit that takes back `changes`, all from one edit, also where others have touched the same fields
    /// since. Only what they have made of them `now` gives way, not what they will have made of them when it is saved.
    pub fn undoing_anyway(id: EditId, undone: EditId, changes: &[Change], now: &Board) -> Self {
        let mut edit = Self::undoing(id, undone, changes);
        let Some(last) = changes.last() else {
            return edit;
        };
        let (seq, at, actor) = (last.seq + 1, last.at, last.actor.clone());
        let stamp = Stamp { seq, at, actor };
        // Each round has one more field give way.
        let mut board = now.clone();
        while let Err(Refusal::Clash(clash)) = board.apply(&edit, &stamp) {
            let act = edit.acts.get_mut(clash.act);
            if act.is_none_or(|act| !act.force(clash.field, now)) {
                break;
            }
        }
        edit
    }
}

impl Act {
    /// Has a revert take a field for what it left it as, whatever it is now; `false` when that changes nothing.
    fn force(&mut self, field: &str, now: &Board) -> bool {
        let Self::Revert(diff) = self else {
            return false;
        };
        match &mut **diff {
            Diff::Card(Touch {
                id, before: None, ..
            }) => *self = Self::Delete(*id),
            Diff::Column(Touch {
                id, before: None, ..
            }) => {
                let (column, into) = (*id, None);
                *self = Self::RemoveColumn { column, into };
            }
            Diff::Card(touch) => {
                let mut left = touch.after.iter_mut().flatten();
                let left = left.find(|left| left.name() == field);
                let (Some(left), Some(card)) = (left, now.card(touch.id)) else {
                    return false;
                };
                let was = std::mem::replace(left, card.get(left));
                return was != *left;
            }
            Diff::Column(touch) => {
                let mut left = touch.after.iter_mut().flatten();
                let left = left.find(|left| left.name() == field);
                let (Some(left), Some(column)) = (left, now.column(touch.id)) else {
                    return false;
                };
                let was = std::mem::replace(left, column.get(left));
                return was != *left;
            }
            Diff::Label(touch) => {
                let color = now
                    .paint(&touch.id)
                    .map(|color| vec![LabelField::Color(color)]);
                let was = std::mem::replace(&mut touch.after, color);
                return was != touch.after;
            }
        }
        true
    }
}
