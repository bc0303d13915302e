//! The next card for a worker: found and taken in one transaction, so that no two workers get the same one.

use anyhow::Context as _;
use jiff::Timestamp;
use jiff::civil::Date;
use rusqlite::Transaction;

use super::write::write_in;
use super::{Store, journal, now, rows};
use crate::board::{CardId, ColumnId};
use crate::change::{Actor, Change, EditId};
use crate::edit::{Act, ClaimAct, Edit, Need};
use crate::query::{Context, Query};

/// How many claims that ran out are cleared up at a time.
const RAN_OUT_MOST: usize = 100;

/// Which card a worker wants, and what becomes of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wanted {
    /// What the card must be like.
    pub query: Query,
    /// What `due<fri` means in the query.
    pub today: Date,
    /// The column it stands in; `None` is any whose cards are not done, from left to right.
    pub from: Option<ColumnId>,
    /// The column it goes to; `None` leaves it where it is.
    pub to: Option<ColumnId>,
    /// When the claim ends by itself; `None` is never.
    pub until: Option<Timestamp>,
}

impl Store {
    /// Takes the topmost card that is wanted and free: not archived, nobody's, not blocked.
    ///
    /// Claims that ran out are cleared first, whoever's they are; the journal tells of it. Returns the card and what
    /// happened; no card when none is left. Sent a second time under its name it returns what it brought the first time.
    ///
    /// # Errors
    /// As [`write`](Self::write).
    pub fn claim(
        &mut self,
        id: &EditId,
        wanted: &Wanted,
    ) -> anyhow::Result<(Option<CardId>, Vec<Change>)> {
        let actor = self.options.actor.clone();
        let take = |tx: &Transaction<'_>| {
            let done = journal::of_edit(tx, id)?;
            if !done.is_empty() {
                return Ok(done);
            }
            let mut changes = run_out(tx, id, &actor)?;
            if let Some(card) = find(tx, wanted, &actor)? {
                let act = ClaimAct::Take {
                    who: actor.name.clone(),
                    until: wanted.until,
                    to: wanted.to,
                };
                let claim = Edit::new(id.clone(), vec![Act::Claim { card, act }]);
                changes.extend(write_in(tx, &claim, &actor)?);
            }
            Ok(changes)
        };
        let changes = self.telling(|store| store.transaction(&mut |_, _, _| {}, take))?;
        let own = changes.iter().find(|change| change.edit == *id);
        Ok((own.and_then(Change::card), changes))
    }
}

/// Frees the cards whose claims ran out.
fn run_out(tx: &Transaction<'_>, id: &EditId, actor: &Actor) -> anyhow::Result<Vec<Change>> {
    let cards = rows::leased_before(tx, now(), RAN_OUT_MOST)?;
    let free = |card| Act::Claim {
        card,
        act: ClaimAct::RunOut,
    };
    let acts: Vec<Act> = cards.into_iter().map(free).collect();
    if acts.is_empty() {
        return Ok(Vec::new());
    }
    // An edit of its own: taking the claim back does not bring these back.
    let last = journal::last(tx)?;
    let edit = Edit::new(EditId(format!("{id}/ran-out/{last}")), acts);
    write_in(tx, &edit, actor).context("could not free the cards whose claims ran out")
}

/// Finds the topmost card that is wanted and free.
fn find(tx: &Transaction<'_>, wanted: &Wanted, actor: &Actor) -> anyhow::Result<Option<CardId>> {
    let board = rows::part(tx, &[])?;
    let is_from = |column: ColumnId, done: bool| match wanted.from {
        Some(from) => column == from,
        None => !done && Some(column) != wanted.to,
    };
    let columns = board.columns().iter();
    for column in columns.filter(|column| is_from(column.id, column.done)) {
        let mut after = None;
        while let Some(id) = rows::free_card(tx, column.id, after.as_ref())? {
            let part = rows::part(tx, &[Need::Linked(id)])?;
            let card = part.card(id).context("a card that is listed is there")?;
            let context = Context {
                me: &actor.name,
                today: wanted.today,
                board: &part,
                found: None,
            };
            if !part.is_blocked(card) && wanted.query.matches(card, &context) {
                return Ok(Some(id));
            }
            after = Some((card.place.rank.clone(), id));
        }
    }
    Ok(None)
}
