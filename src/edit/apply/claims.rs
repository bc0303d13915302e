//! The rules of claims: a card is worked on by one at a time, and a claim can have an end.

use jiff::Timestamp;

use crate::board::{Board, Card, CardField, CardId, ColumnId, Detail};
use crate::change::{Diff, Stamp};
use crate::edit::{At, ClaimAct, Flaw, Place, Refusal, Thing};

use super::values::word;

impl Board {
    pub(super) fn claim(
        &self,
        id: CardId,
        act: &ClaimAct,
        stamp: &Stamp,
    ) -> Result<Vec<Diff>, Refusal> {
        let card = self.need_card(id)?;
        let held = |who: &str| match &card.assignee {
            Some(name) if name == who => Ok(()),
            Some(name) => Err(Flaw::Others {
                card: id,
                name: name.clone(),
                who: who.to_owned(),
            }),
            None => Err(Flaw::Nobodys(id)),
        };
        match act {
            ClaimAct::Take { who, until, to } => self.take(card, who, *until, *to, stamp),
            ClaimAct::Renew { who, until } => {
                held(who)?;
                self.set_claim(id, card.assignee.clone(), Some(*until))
            }
            ClaimAct::Release { who } => {
                held(who)?;
                self.set_claim(id, None, None)
            }
            ClaimAct::RunOut if has_run_out(card, stamp.at) => self.set_claim(id, None, None),
            ClaimAct::RunOut => Ok(Vec::new()),
        }
    }

    fn take(
        &self,
        card: &Card,
        who: &str,
        until: Option<Timestamp>,
        to: Option<ColumnId>,
        stamp: &Stamp,
    ) -> Result<Vec<Diff>, Refusal> {
        let id = card.id;
        let who = word(who, Thing::Name)?;
        if card.archived {
            return Err(Flaw::Archived(id).into());
        }
        if let Some(name) = card
            .assignee
            .as_ref()
            .filter(|_| !has_run_out(card, stamp.at))
        {
            return Err(Flaw::Taken(id, name.clone()).into());
        }
        if self.is_blocked(card) {
            return Err(Flaw::Blocked(id).into());
        }
        let mut diffs = self.set_claim(id, Some(who), until)?;
        if let Some(column) = to.filter(|to| *to != card.place.column) {
            let at = At::Bottom;
            diffs.extend(self.move_card(id, Place { column, at })?);
        }
        Ok(diffs)
    }

    fn set_claim(
        &self,
        id: CardId,
        who: Option<String>,
        until: Option<Timestamp>,
    ) -> Result<Vec<Diff>, Refusal> {
        let fields = [Detail::Assignee(who), Detail::Lease(until)].map(CardField::Detail);
        Ok(self.set_fields(id, fields.into())?.into_iter().collect())
    }
}

fn has_run_out(card: &Card, now: Timestamp) -> bool {
    card.lease.is_some_and(|end| end <= now)
}
