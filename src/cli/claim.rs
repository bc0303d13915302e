//! `walboard claim`, `renew` and `release`: cards for workers, one worker each.

use anyhow::Context as _;
use clap::Args;
use jiff::{SignedDuration, Timestamp};

use super::exit::{Missing, Usage};
use super::find;
use super::global::Global;
use super::out::{Line, Out};
use super::report;
use super::values;
use crate::board::CardId;
use crate::change::EditId;
use crate::clock;
use crate::edit::{Act, ClaimAct, Edit};
use crate::query::Query;
use crate::store::Wanted;

#[derive(Debug, Args)]
pub(super) struct Claim {
    /// What the card must be like, as in list: words, +label, !high, due<fri
    #[arg(value_name = "QUERY")]
    query: Vec<String>,

    /// The column to take it from [default: any whose cards are not done, from left to right]
    #[arg(short = 'c', long, value_name = "COLUMN")]
    from: Option<String>,

    /// The column to move it to [default: it stays where it is]
    #[arg(long, value_name = "COLUMN")]
    to: Option<String>,

    /// How long it is yours unless you renew it: 10m, 2h; the next claim after that frees it
    #[arg(long = "for", value_name = "TIME", value_parser = values::length)]
    lease: Option<SignedDuration>,

    /// A name for this claim: repeated under the same name it takes nothing more and prints the same number
    #[arg(long)]
    key: Option<String>,
}

impl Claim {
    pub(super) fn run(self, global: &Global, out: &mut Out) -> anyhow::Result<()> {
        let id = match self.key.as_deref() {
            Some("") => return Err(Usage::new("a key cannot be empty").into()),
            Some(key) => EditId(format!("key:{key}")),
            None => super::new_id(),
        };
        let query = Query::parse(&self.query.join(" "));
        let query = query.map_err(|error| Usage::new(error.to_string()))?;
        let until = self.lease.map(end).transpose()?;
        let mut store = global.open()?;
        let board = store.part(&[])?;
        let column = |name: &Option<String>| -> anyhow::Result<_> {
            let name = name.as_deref();
            Ok(name
                .map(|name| find::column(&board, name))
                .transpose()?
                .map(|column| column.id))
        };
        let wanted = Wanted {
            query,
            today: clock::today(),
            from: column(&self.from)?,
            to: column(&self.to)?,
            until,
        };
        let (card, changes) = store.claim(&id, &wanted)?;
        let card = card.ok_or_else(|| Missing("no such card is free".to_owned()))?;
        if out.json {
            return report::card(out, &store, card, &changes);
        }
        out.line(&Line::new(&card.0.to_string()))
    }
}

#[derive(Debug, Args)]
pub(super) struct Renew {
    /// The card's number
    #[arg(value_parser = values::card)]
    card: CardId,

    /// For how long from now: 10m, 2h
    #[arg(long = "for", value_name = "TIME", value_parser = values::length)]
    lease: SignedDuration,
}

impl Renew {
    pub(super) fn run(self, global: &Global, out: &mut Out) -> anyhow::Result<()> {
        let until = end(self.lease)?;
        let who = global.actor()?.name;
        act(self.card, ClaimAct::Renew { who, until }, global, out)
    }
}

#[derive(Debug, Args)]
pub(super) struct Release {
    /// The card's number
    #[arg(value_parser = values::card)]
    card: CardId,
}

impl Release {
    pub(super) fn run(self, global: &Global, out: &mut Out) -> anyhow::Result<()> {
        let who = global.actor()?.name;
        act(self.card, ClaimAct::Release { who }, global, out)
    }
}

fn act(card: CardId, act: ClaimAct, global: &Global, out: &mut Out) -> anyhow::Result<()> {
    let mut store = global.open()?;
    let edit = Edit::new(super::new_id(), vec![Act::Claim { card, act }]);
    let changes = store.write(&edit)?;
    report::card(out, &store, card, &changes)
}

/// Returns when a claim of that length ends.
fn end(lease: SignedDuration) -> anyhow::Result<Timestamp> {
    let now = Timestamp::now();
    let end = now
        .checked_add(lease)
        .context("a claim cannot be that long")?;
    // As the journal keeps it.
    Ok(Timestamp::from_millisecond(end.as_millisecond())?)
}
