//! The rules of cards: what is on them, and where they stand.

use std::collections::BTreeSet;

use crate::board::{Board, CardField, CardId, Column, Detail, Rank, Spot};
use crate::change::{Diff, Touch};
use crate::edit::{At, Draft, Place, Refusal};

use super::bodies::merged;
use super::values::{valid, word};
use super::{card_diff, clash};

impl Board {
    pub(super) fn last_rank(&self, column: &Column) -> Option<Rank> {
        let last = column.cards().last()?;
        self.card(*last).map(|card| card.place.rank.clone())
    }

    pub(super) fn add_card(&self, at: Place, draft: &Draft) -> Result<Diff, Refusal> {
        let column = self.need_column(at.column)?;
        let details = [
            Detail::Title(draft.title.clone()),
            Detail::Body(draft.body.clone()),
            Detail::Assignee(draft.assignee.clone()),
            Detail::Priority(draft.priority),
            Detail::Due(draft.due),
        ];
        let labels: BTreeSet<String> = draft
            .labels
            .iter()
            .map(|label| word(label, "a label"))
            .collect::<Result<_, _>>()?;
        let rank = self
            .rank_at(column, at.at, None)
            .unwrap_or_else(|| Rank::between(self.last_rank(column).as_ref(), None));
        let mut fields = Vec::with_capacity(8);
        for detail in details {
            fields.push(CardField::Detail(valid(&detail)?));
        }
        fields.extend([
            CardField::Labels(labels),
            CardField::Archived(false),
            CardField::Place(Spot {
                column: column.id,
                rank,
            }),
        ]);
        Ok(Diff::Card(Touch {
            id: self.next_card(),
            before: None,
            after: Some(fields),
        }))
    }

    pub(super) fn set_card(
        &self,
        id: CardId,
        to: &Detail,
        base: Option<&Detail>,
    ) -> Result<Option<Diff>, Refusal> {
        let to = valid(to)?;
        let now = self.need_card(id)?.detail(&to);
        let clashes = |base: &&Detail| **base != now && to != now;
        let to = match base.filter(clashes) {
            None => to,
            Some(base) => merged(base, &to, &now)?.ok_or_else(|| {
                let (yours, theirs) = (to.to_string(), now.to_string());
                clash(id.to_string(), to.name(), yours, theirs)
            })?,
        };
        self.set_fields(id, vec![CardField::Detail(to)])
    }

    /// Returns the diff that gives a card these fields; the ones it has already are left out.
    pub(super) fn set_fields(
        &self,
        id: CardId,
        mut fields: Vec<CardField>,
    ) -> Result<Option<Diff>, Refusal> {
        let card = self.need_card(id)?;
        fields.retain(|field| card.get(field) != *field);
        let before = fields.iter().map(|field| card.get(field)).collect();
        Ok((!fields.is_empty()).then(|| card_diff(id, before, fields)))
    }

    pub(super) fn move_card(&self, id: CardId, to: Place) -> Result<Option<Diff>, Refusal> {
        let card = self.need_card(id)?;
        if card.archived {
            return Err(Refusal::Invalid(format!(
                "{id} is archived; restore it first"
            )));
        }
        let column = self.need_column(to.column)?;
        let stays = card.place.column == column.id;
        let rank = match self.rank_at(column, to.at, Some(id)) {
            Some(rank) => rank,
            None if stays => return Ok(None),
            None => Rank::between(self.last_rank(column).as_ref(), None),
        };
        self.set_fields(
            id,
            vec![CardField::Place(Spot {
                column: column.id,
                rank,
            })],
        )
    }

    /// Returns a rank for a place, the card itself left out of account: its own rank when it stands there already,
    /// `None` when the neighbour it was to go next to is not in the column.
    pub(super) fn rank_at(&self, column: &Column, at: At, own: Option<CardId>) -> Option<Rank> {
        let cards = column.cards();
        let is_other = |id: &&CardId| Some(**id) != own;
        let rank_of = |id: &CardId| self.card(*id).map(|card| &card.place.rank);
        let find = |id: CardId| cards.iter().position(|card| *card == id);
        // The neighbours above and below, among the other cards.
        let (above, below) = match at {
            At::Top => (None, cards.iter().find(is_other)),
            At::Bottom => (cards.iter().rev().find(is_other), None),
            At::Before(id) | At::After(id) if Some(id) == own => {
                return find(id).and_then(|at| rank_of(&cards[at]).cloned());
            }
            At::Before(id) => {
                let at = find(id)?;
                (cards[..at].iter().rev().find(is_other), Some(&cards[at]))
            }
            At::After(id) => {
                let at = find(id)?;
                (Some(&cards[at]), cards[at + 1..].iter().find(is_other))
            }
        };
        let (low, high) = (above.and_then(rank_of), below.and_then(rank_of));
        let stands_there = |id: &CardId| {
            let at = find(*id)?;
            let next_to =
                at.checked_sub(1).map(|at| &cards[at]) == above && cards.get(at + 1) == below;
            next_to.then(|| rank_of(id).cloned()).flatten()
        };
        own.as_ref()
            .and_then(stands_there)
            .or_else(|| Some(Rank::between(low, high)))
    }

    /// Returns the spot itself, or the one right below it when another card has taken it.
    pub(super) fn free_spot(&self, spot: &Spot, own: CardId) -> Result<Spot, Refusal> {
        let column = self.need_column(spot.column)?;
        let from = self.slot(column, &spot.rank, CardId(i64::MIN));
        let mut below = column.cards()[from..]
            .iter()
            .filter(|id| **id != own)
            .filter_map(|id| self.card(*id));
        let rank = match below.next() {
            Some(card) if card.place.rank == spot.rank => {
                Rank::between(Some(&spot.rank), below.next().map(|card| &card.place.rank))
            }
            _ => spot.rank.clone(),
        };
        Ok(Spot {
            column: column.id,
            rank,
        })
    }

    pub(super) fn restore(&self, id: CardId) -> Result<Option<Diff>, Refusal> {
        let card = self.need_card(id)?;
        let place = self.free_spot(&card.place, id)?;
        self.set_fields(
            id,
            vec![CardField::Archived(false), CardField::Place(place)],
        )
    }
}
