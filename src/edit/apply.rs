//! The rules: the only place where an edit is judged and turned into changes.

mod bodies;
mod cards;
mod checklist;
mod claims;
mod columns;
mod comments;
mod import;
mod labels;
mod links;
mod undo;
pub(super) mod values;

use super::{Act, Clash, Edit, Refusal, Subject, Value};
use crate::board::{Board, CardField, CardId, Column, ColumnField, ColumnId};
use crate::change::{Change, Diff, Stamp, Touch, Was};

/// The longest title, item or reason, in characters.
pub const TITLE_MAX: usize = 1000;
/// The longest body or comment, in bytes.
pub const BODY_MAX: usize = 1 << 20;
/// The longest name of a column, a label or a person, in characters.
pub const NAME_MAX: usize = 100;
/// The most items on a checklist.
pub const ITEMS_MAX: usize = 500;
/// The most cards that may lead to one by links, straight or through others.
pub const LINKS_MAX: usize = 1000;

/// What applying an edit brought: the changes, and what the touched things were, to put back exactly.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Applied {
    /// What happened, in order; empty when everything was so already.
    pub changes: Vec<Change>,
    /// For [`Board::put_back`].
    pub were: Vec<Was>,
}

impl Board {
    /// Applies an edit, or refuses it and leaves the board as it was.
    ///
    /// # Errors
    /// The reason why the edit cannot be.
    pub fn apply(&mut self, edit: &Edit, stamp: &Stamp) -> Result<Applied, Refusal> {
        let mut applied = Applied::default();
        for (at, act) in edit.acts.iter().enumerate() {
            let done = match act {
                Act::Import(outline) => self.import(outline, edit, stamp, &mut applied),
                act => self.diffs(act, stamp).map(|diffs| {
                    for diff in diffs {
                        self.happen(diff, edit, stamp, &mut applied);
                    }
                }),
            };
            if let Err(refusal) = done {
                self.put_back(applied.were);
                return Err(refusal.of(at));
            }
        }
        Ok(applied)
    }

    fn happen(&mut self, mut diff: Diff, edit: &Edit, stamp: &Stamp, applied: &mut Applied) {
        diff.sort();
        let count = i64::try_from(applied.changes.len()).expect("an edit has few changes");
        let change = Change {
            seq: stamp.seq + count,
            at: stamp.at,
            actor: stamp.actor.clone(),
            edit: edit.id.clone(),
            undoes: edit.undoes.clone(),
            diff,
        };
        let name = &change.actor.name;
        if self.meet(name) {
            applied.were.push(Was::Unknown(name.clone()));
        }
        applied.were.push(self.was(&change.diff));
        self.absorb(&change)
            .expect("the change was made on this board");
        applied.changes.push(change);
    }

    /// Returns what an act comes to, in order.
    fn diffs(&self, act: &Act, stamp: &Stamp) -> Result<Vec<Diff>, Refusal> {
        let diff = match act {
            Act::AddColumn {
                name,
                limit,
                done,
                at,
            } => self.add_column(name, *limit, *done, *at)?,
            Act::RenameColumn { column, name } => {
                let name = self.free_name(name, Some(*column))?;
                self.set_column(*column, ColumnField::Name(name))?
            }
            Act::LimitColumn { column, limit } => {
                self.set_column(*column, ColumnField::Limit(*limit))?
            }
            Act::DoneColumn { column, done } => {
                self.set_column(*column, ColumnField::Done(*done))?
            }
            Act::PaintColumn { column, color } => {
                self.set_column(*column, ColumnField::Color(*color))?
            }
            Act::MoveColumn { column, at } => self.move_column(*column, *at)?,
            Act::RemoveColumn { column, into } => return self.remove_column_into(*column, *into),
            Act::AddCard { at, draft } => return self.add_card(*at, draft),
            Act::SetCard { card, to, base } => self.set_card(*card, to, base.as_ref())?,
            Act::Label { card, label, on } => self.label(*card, label, *on)?,
            Act::Item { card, act } => self.set_item(*card, act)?,
            Act::Comment { card, act } => self.comment(*card, act, stamp)?,
            Act::Claim { card, act } => return self.claim(*card, act, stamp),
            Act::Link {
                card,
                relation,
                other,
                on,
            } => self.link(*card, *relation, *other, *on)?,
            Act::PaintLabel { label, color } => self.paint_label(label, *color)?,
            Act::RenameLabel { label, to } => return self.rename_label(label, to),
            Act::RemoveLabel { label } => return self.remove_label(label),
            Act::MoveCard { card, to } => self.move_card(*card, *to)?,
            Act::Archive(card) => self.set_fields(*card, vec![CardField::Archived(true)])?,
            Act::Restore(card) => self.restore(*card)?,
            Act::Delete(card) => return self.delete(*card),
            Act::Expect { card, rev } => self.expect(*card, *rev)?,
            Act::Stands { card, column, to } => self.stands(*card, *column, *to)?,
            Act::Saw { column, was, to } => self.saw(*column, was, to)?,
            Act::Revert(diff) => self.revert(diff)?,
            Act::Import(_) => {
                unreachable!("its changes build on each other, so `apply` makes them one by one")
            }
        };
        Ok(diff.into_iter().collect())
    }

    fn need_card(&self, id: CardId) -> Result<&crate::board::Card, Refusal> {
        self.card(id).ok_or(Refusal::NoCard(id))
    }

    fn need_column(&self, id: ColumnId) -> Result<&Column, Refusal> {
        self.column(id).ok_or(Refusal::NoColumn(id))
    }
}

fn card_diff(id: CardId, before: Vec<CardField>, after: Vec<CardField>) -> Diff {
    Diff::Card(Touch {
        id,
        before: Some(before),
        after: Some(after),
    })
}

#[expect(
    clippy::unnecessary_wraps,
    reason = "the callers return an optional diff"
)]
fn column_diff(
    id: ColumnId,
    before: Option<Vec<ColumnField>>,
    after: Option<Vec<ColumnField>>,
) -> Option<Diff> {
    Some(Diff::Column(Touch { id, before, after }))
}

fn clash(what: Subject, field: &'static str, yours: Value, theirs: Value) -> Refusal {
    Refusal::Clash(Box::new(Clash {
        act: 0,
        what,
        field,
        yours,
        theirs,
        by: None,
        undone: None,
    }))
}
