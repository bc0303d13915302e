//! `walboard block` and `unblock`: cards that cannot go on, and why.

use clap::Args;

use super::global::Global;
use super::out::Out;
use super::report;
use super::values;
use crate::board::{CardId, Detail};
use crate::edit::{Act, Edit};

#[derive(Debug, Args)]
pub(super) struct Block {
    /// The card's number
    #[arg(value_parser = values::card)]
    card: CardId,

    /// Why, in one line
    reason: String,
}

#[derive(Debug, Args)]
pub(super) struct Unblock {
    /// The cards' numbers
    #[arg(required = true, value_name = "CARD", value_parser = values::card)]
    cards: Vec<CardId>,
}

impl Block {
    pub(super) fn run(self, global: &Global, out: &mut Out) -> anyhow::Result<()> {
        let acts = vec![set(self.card, Some(self.reason))];
        let mut store = global.open()?;
        let changes = store.write(&Edit::new(super::new_id(), acts))?;
        report::card(out, &store, self.card, &changes)
    }
}

impl Unblock {
    pub(super) fn run(self, global: &Global, out: &mut Out) -> anyhow::Result<()> {
        let cards = values::distinct(self.cards);
        let acts = cards.iter().map(|card| set(*card, None)).collect();
        let mut store = global.open()?;
        let changes = store.write(&Edit::new(super::new_id(), acts))?;
        report::cards(out, &store, &cards, &changes)
    }
}

fn set(card: CardId, reason: Option<String>) -> Act {
    Act::SetCard {
        card,
        to: Detail::Blocked(reason),
        base: None,
    }
}
