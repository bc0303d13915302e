//! The rules: the only place where an edit is judged and turned into changes.

mod bodies;
mod cards;
mod columns;
mod undo;
mod values;

use super::{Act, Along, Clash, Edit, Refusal};
use crate::board::{Birth, Board, CardField, CardId, Column, ColumnField, ColumnId};
use crate::change::{Change, Diff, Stamp, Touch, Was};

use values::word;

/// The longest title, in characters.
pub const TITLE_MAX: usize = 1000;
/// The longest body, in bytes.
pub const BODY_MAX: usize = 1 << 20;
/// The longest name of a column, a label or a person, in characters.
pub const NAME_MAX: usize = 100;

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
        for act in &edit.acts {
            if let Err(refusal) = self.act(act, edit, stamp, &mut applied) {
                self.put_back(applied.were);
                return Err(refusal);
            }
        }
        Ok(applied)
    }

    fn act(
        &mut self,
        act: &Act,
        edit: &Edit,
        stamp: &Stamp,
        applied: &mut Applied,
    ) -> Result<(), Refusal> {
        let mut happen = |board: &mut Self, mut diff: Diff| {
            diff.sort();
            let seq =
                stamp.seq + i64::try_from(applied.changes.len()).expect("an edit has few changes");
            let change = Change {
                seq,
                at: stamp.at,
                actor: stamp.actor.clone(),
                edit: edit.id.clone(),
                undoes: edit.undoes.clone(),
                diff,
            };
            applied.were.push(board.was(&change.diff));
            board
                .absorb(&change)
                .expect("the change was made on this board");
            applied.changes.push(change);
        };
        let diff = match act {
            Act::AddColumn { name, limit, at } => {
                let name = self.free_name(name, None)?;
                let column = Column::new(
                    self.next_column(),
                    name,
                    *limit,
                    self.column_rank(*at, None),
                );
                column_diff(column.id, None, Some(column.fields()))
            }
            Act::RenameColumn { column, name } => {
                let name = self.free_name(name, Some(*column))?;
                self.set_column(*column, ColumnField::Name(name))?
            }
            Act::LimitColumn { column, limit } => {
                self.set_column(*column, ColumnField::Limit(*limit))?
            }
            Act::MoveColumn { column, at } => {
                let beside =
                    matches!(at, Along::Before(other) | Along::After(other) if other == column);
                let rank = match beside {
                    true => return Ok(()),
                    false => self.column_rank(*at, Some(*column)),
                };
                self.set_column(*column, ColumnField::Rank(rank))?
            }
            Act::RemoveColumn { column, into } => {
                for diff in self.empty_column(*column, *into)? {
                    happen(self, diff);
                }
                let fields = self.need_column(*column)?.fields();
                column_diff(*column, Some(fields), None)
            }
            Act::AddCard { at, draft } => Some(self.add_card(*at, draft)?),
            Act::SetCard { card, to, base } => self.set_card(*card, to, base.as_ref())?,
            Act::Label { card, label, on } => {
                let label = word(label, "a label")?;
                let mut labels = self.need_card(*card)?.labels.clone();
                if *on {
                    labels.insert(label)
                } else {
                    labels.remove(&label)
                };
                self.set_fields(*card, vec![CardField::Labels(labels)])?
            }
            Act::MoveCard { card, to } => self.move_card(*card, *to)?,
            Act::Archive(card) => self.set_fields(*card, vec![CardField::Archived(true)])?,
            Act::Restore(card) => self.restore(*card)?,
            Act::Delete(card) => {
                let gone = self.need_card(*card)?;
                let birth = CardField::Born(Birth {
                    created: gone.created,
                    rev: gone.rev,
                });
                let mut fields = gone.fields();
                fields.push(birth);
                Some(Diff::Card(Touch {
                    id: *card,
                    before: Some(fields),
                    after: None,
                }))
            }
            Act::Expect { card, rev } => {
                let now = self.need_card(*card)?.rev;
                if now != *rev {
                    return Err(Refusal::Stale {
                        card: *card,
                        expected: *rev,
                        now,
                    });
                }
                None
            }
            Act::Revert(diff) => self.revert(diff)?,
        };
        if let Some(diff) = diff {
            happen(self, diff);
        }
        Ok(())
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

fn clash(what: String, field: &'static str, yours: String, theirs: String) -> Refusal {
    let by = None;
    Refusal::Clash(Box::new(Clash {
        what,
        field,
        yours,
        theirs,
        by,
    }))
}
