//! The rules of columns: names, limits, places, and what becomes of their cards.

use crate::board::{Board, Card, CardField, Column, ColumnField, ColumnId, Rank, Spot};
use crate::change::{Diff, Touch};
use crate::edit::{Along, Flaw, NAME_MAX, Refusal, Subject, Thing, Value};

use super::values::line;
use super::{card_diff, clash, column_diff};

impl Board {
    pub(super) fn add_column(
        &self,
        name: &str,
        limit: Option<u32>,
        done: bool,
        at: Along,
    ) -> Result<Option<Diff>, Refusal> {
        let name = self.free_name(name, None)?;
        let rank = self.column_rank(at, None);
        let mut column = Column::new(self.next_column(), name, limit, rank);
        column.done = done;
        Ok(column_diff(column.id, None, Some(column.fields())))
    }

    pub(super) fn move_column(&self, id: ColumnId, at: Along) -> Result<Option<Diff>, Refusal> {
        if matches!(at, Along::Before(other) | Along::After(other) if other == id) {
            return Ok(None);
        }
        self.set_column(id, ColumnField::Rank(self.column_rank(at, Some(id))))
    }

    /// Returns the moves of a column's cards, and then its going.
    pub(super) fn remove_column_into(
        &self,
        id: ColumnId,
        into: Option<ColumnId>,
    ) -> Result<Vec<Diff>, Refusal> {
        let mut diffs = self.empty_column(id, into)?;
        let fields = self.need_column(id)?.fields();
        diffs.extend(column_diff(id, Some(fields), None));
        Ok(diffs)
    }

    pub(super) fn free_name(&self, name: &str, own: Option<ColumnId>) -> Result<String, Refusal> {
        let name = line(name, Thing::ColumnName, NAME_MAX)?;
        match self.column_named(&name) {
            Some(column) if Some(column.id) != own => Err(Refusal::NameTaken(column.name.clone())),
            _ => Ok(name),
        }
    }

    pub(super) fn set_column(
        &self,
        id: ColumnId,
        to: ColumnField,
    ) -> Result<Option<Diff>, Refusal> {
        let was = self.need_column(id)?.get(&to);
        Ok(if was == to {
            None
        } else {
            column_diff(id, Some(vec![was]), Some(vec![to]))
        })
    }

    /// Returns a rank for a column at that place, itself left out of account.
    pub(super) fn column_rank(&self, at: Along, own: Option<ColumnId>) -> Rank {
        let others: Vec<&Column> = self
            .columns()
            .iter()
            .filter(|column| Some(column.id) != own)
            .collect();
        let find = |id: ColumnId| others.iter().position(|column| column.id == id);
        let slot = match at {
            Along::First => 0,
            Along::Last => others.len(),
            Along::Before(column) => find(column).unwrap_or(others.len()),
            Along::After(column) => find(column).map_or(others.len(), |at| at + 1),
        };
        let low = slot.checked_sub(1).map(|at| &others[at].rank);
        Rank::between(low, others.get(slot).map(|column| &column.rank))
    }

    /// Returns the moves that empty a column.
    pub(super) fn empty_column(
        &self,
        id: ColumnId,
        into: Option<ColumnId>,
    ) -> Result<Vec<Diff>, Refusal> {
        let column = self.need_column(id)?;
        let mut cards: Vec<_> = self
            .cards()
            .filter(|card| card.place.column == id)
            .collect();
        cards.sort_by_key(|card| (&card.place.rank, card.id));
        if cards.is_empty() {
            return Ok(Vec::new());
        }
        let Some(into) = into.filter(|into| *into != id) else {
            let name = column.name.clone();
            return Err(Refusal::NotEmpty {
                name,
                cards: cards.len(),
            });
        };
        let mut low = self.last_rank(self.need_column(into)?);
        let to_target = |card: &Card| {
            let rank = Rank::between(low.as_ref(), None);
            low = Some(rank.clone());
            let to = CardField::Place(Spot { column: into, rank });
            card_diff(card.id, vec![card.get(&to)], vec![to])
        };
        Ok(cards.into_iter().map(to_target).collect())
    }

    /// Refuses when a column's field is neither what it was seen as nor what it is to become.
    pub(super) fn saw(
        &self,
        id: ColumnId,
        was: &ColumnField,
        to: &ColumnField,
    ) -> Result<Option<Diff>, Refusal> {
        if self.need_column(id)?.get(to) != *to {
            self.untouched_column(id, was, to)?;
        }
        Ok(None)
    }

    /// Refuses when a column's field is not what a change left it as.
    fn untouched_column(
        &self,
        id: ColumnId,
        left: &ColumnField,
        want: &ColumnField,
    ) -> Result<(), Refusal> {
        let column = self.need_column(id)?;
        let now = column.get(left);
        if now == *left {
            return Ok(());
        }
        let what = Subject::Column(column.name.clone());
        Err(clash(what, left.name(), say(want), say(&now)))
    }

    pub(super) fn revert_column(
        &self,
        touch: &Touch<ColumnId, ColumnField>,
    ) -> Result<Option<Diff>, Refusal> {
        let id = touch.id;
        let untouched =
            |left: &ColumnField, want: &ColumnField| self.untouched_column(id, left, want);
        match (&touch.before, &touch.after) {
            (None, after) => {
                let mut given = Column::new(id, String::new(), None, Rank::stored(""));
                let fields = after.iter().flatten();
                fields.for_each(|field| given.put(field.clone()));
                for field in given.fields().iter().chain(&self.need_column(id)?.fields()) {
                    let left = given.get(field);
                    untouched(&left, &left)?;
                }
                self.empty_column(id, None)?;
                Ok(column_diff(id, Some(self.need_column(id)?.fields()), None))
            }
            (Some(before), None) => {
                if self.column(id).is_some() {
                    return Err(Flaw::Back(id.to_string()).into());
                }
                for field in before {
                    if let ColumnField::Name(name) = field {
                        self.free_name(name, None)?;
                    }
                }
                Ok(column_diff(id, None, Some(before.clone())))
            }
            (Some(before), Some(after)) => {
                for before in before {
                    if let Some(after) = after.iter().find(|after| after.name() == before.name()) {
                        untouched(after, before)?;
                    }
                    if let ColumnField::Name(name) = before {
                        self.free_name(name, Some(id))?;
                    }
                }
                let column = self.need_column(id)?;
                let now = before.iter().map(|field| column.get(field)).collect();
                Ok(column_diff(id, Some(now), Some(before.clone())))
            }
        }
    }
}

fn say(field: &ColumnField) -> Value {
    match field {
        ColumnField::Name(name) => Value::Text(name.clone()),
        ColumnField::Limit(None) => Value::None,
        ColumnField::Limit(Some(limit)) => Value::Text(limit.to_string()),
        ColumnField::Rank(rank) => Value::Text(format!("at {rank}")),
        ColumnField::Done(done) => Value::Done(*done),
        ColumnField::Color(color) => (*color).into(),
    }
}
