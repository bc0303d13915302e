//! The rules of cards: what is on them, and where they stand.

use std::collections::BTreeSet;

use jiff::Timestamp;

use crate::board::{
    Birth, Board, Card, CardField, CardId, Column, ColumnId, Comment, Detail, Rank, Remark, Spot,
};
use crate::change::{Diff, Touch};
use crate::edit::{At, Draft, Flaw, Place, Refusal, Subject, Thing, Value};

use super::bodies::merged;
use super::values::{valid, word};
use super::{card_diff, checklist, clash, comments};

impl Board {
    pub(super) fn last_rank(&self, column: &Column) -> Option<Rank> {
        let last = column.cards().last()?;
        self.card(*last).map(|card| card.place.rank.clone())
    }

    /// Returns the adding of a card, and the links that other cards get to it.
    pub(super) fn add_card(&self, at: Place, draft: &Draft) -> Result<Vec<Diff>, Refusal> {
        let column = self.need_column(at.column)?;
        let id = self.next_card();
        let rank = self
            .rank_at(column, at.at, None)
            .unwrap_or_else(|| Rank::between(self.last_rank(column).as_ref(), None));
        // When it was made is told by the change, or below.
        let mut card = Card::blank(id, Timestamp::UNIX_EPOCH);
        card.place.column = column.id;
        card.place.rank = rank;
        self.fill(&mut card, draft)?;
        let (own, others) = self.links_of_new(id, &draft.links)?;
        card.links = own;
        let mut fields = card.fields();
        fields.extend(draft.created.map(|created| {
            CardField::Born(Birth {
                created,
                rev: 0,
                entered: None,
                previous: None,
                last_item: 0,
                last_comment: 0,
            })
        }));
        let mut diffs = vec![Diff::Card(Touch {
            id,
            before: None,
            after: Some(fields),
        })];
        diffs.extend(others);
        Ok(diffs)
    }

    /// Puts onto a new card what a draft has that may be saved.
    fn fill(&self, card: &mut Card, draft: &Draft) -> Result<(), Refusal> {
        let details = [
            Detail::Title(draft.title.clone()),
            Detail::Body(draft.body.clone()),
            Detail::Assignee(draft.assignee.clone()),
            Detail::Priority(draft.priority),
            Detail::Due(draft.due),
            Detail::Blocked(draft.blocked.clone()),
            Detail::Source(draft.source.clone()),
        ];
        for detail in &details {
            card.put(CardField::Detail(valid(detail)?));
        }
        let labels = draft.labels.iter().map(|label| word(label, Thing::Label));
        card.labels = labels.collect::<Result<BTreeSet<_>, _>>()?.into();
        checklist::fits(draft.checklist.len())?;
        for item in &draft.checklist {
            let item = checklist::new_item(card.next_item(), &item.text, item.done)?;
            card.last_item = item.id.0;
            card.checklist.push(item);
        }
        for said in &draft.comments {
            let id = card.next_comment();
            let (at, by) = (said.at, comments::author(&said.by));
            let text = comments::valid(&said.text)?;
            card.put_remark(Remark::Said(Comment { id, at, by, text }));
        }
        Ok(())
    }

    /// Returns the links that others lose, and then the card's going.
    pub(super) fn delete(&self, id: CardId) -> Result<Vec<Diff>, Refusal> {
        let gone = self.need_card(id)?;
        let mut diffs = self.unlinked(id)?;
        let mut fields = gone.fields();
        fields.push(CardField::Born(gone.birth()));
        diffs.push(Diff::Card(Touch {
            id,
            before: Some(fields),
            after: None,
        }));
        Ok(diffs)
    }

    /// Refuses when a card has seen another number of changes.
    pub(super) fn expect(&self, id: CardId, rev: u64) -> Result<Option<Diff>, Refusal> {
        let now = self.need_card(id)?.rev;
        if now != rev {
            return Err(Refusal::Stale {
                card: id,
                expected: rev,
                now,
            });
        }
        Ok(None)
    }

    /// Refuses when a card stands in another column than it did, and not where it is to go anyway.
    pub(super) fn stands(
        &self,
        id: CardId,
        column: ColumnId,
        to: ColumnId,
    ) -> Result<Option<Diff>, Refusal> {
        let now = self.need_card(id)?.place.column;
        if now != column && now != to {
            let (to, now) = (self.standing_in(to), self.standing_in(now));
            return Err(clash(Subject::Card(id), "place", to, now));
        }
        Ok(None)
    }

    /// Returns where a card stands, for people.
    pub(super) fn standing_in(&self, column: ColumnId) -> Value {
        let named = self.column(column);
        named.map_or(Value::InColumn(column), |column| {
            Value::In(column.name.clone())
        })
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
                let (yours, theirs) = ((&to).into(), (&now).into());
                clash(Subject::Card(id), to.name(), yours, theirs)
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
            return Err(Flaw::Archived(id).into());
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
        let from = self.slot(column.cards(), &spot.rank, CardId(i64::MIN));
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
