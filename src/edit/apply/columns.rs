//! The rules of columns: names, limits, places, and what becomes of their cards.

use crate::board::{Board, Card, CardField, Column, ColumnField, ColumnId, Rank, Spot};
use crate::change::Diff;
use crate::edit::{Along, NAME_MAX, Refusal};

use super::values::line;
use super::{card_diff, column_diff};

impl Board {
    pub(super) fn free_name(&self, name: &str, own: Option<ColumnId>) -> Result<String, Refusal> {
        let name = line(name, "a column's name", NAME_MAX)?;
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
}
