//! `walboard link`: what cards are to each other.

use clap::Args;

use super::global::Global;
use super::out::Out;
use super::report;
use super::values;
use crate::board::{CardId, Relation};
use crate::edit::{Act, Edit};

#[derive(Debug, Args)]
pub(super) struct Link {
    /// The card's number
    #[arg(value_parser = values::card)]
    card: CardId,

    #[command(flatten)]
    with: Links,

    /// Take the links away instead
    #[arg(long)]
    remove: bool,
}

// What a card is to others. A doc comment would become the help of the command.
#[derive(Debug, Args)]
#[group(id = "links", multiple = true)]
pub(super) struct Links {
    /// It must be done before that card; may be repeated, as the others may
    #[arg(long, value_name = "CARD", value_parser = values::card)]
    blocks: Vec<CardId>,

    /// It waits for that card
    #[arg(long, value_name = "CARD", value_parser = values::card)]
    blocked_by: Vec<CardId>,

    /// It is the parent of that card
    #[arg(long, value_name = "CARD", value_parser = values::card)]
    parent: Vec<CardId>,

    /// It is a child of that card
    #[arg(long, value_name = "CARD", value_parser = values::card)]
    child: Vec<CardId>,

    /// It has to do with that card
    #[arg(long, value_name = "CARD", value_parser = values::card)]
    relates: Vec<CardId>,
}

impl Link {
    pub(super) fn run(self, global: &Global, out: &mut Out) -> anyhow::Result<()> {
        let (card, on) = (self.card, !self.remove);
        let links = self.with.links();
        if links.is_empty() {
            let text =
                "say what the card is to which other one, as in `walboard link 3 --blocks 5`";
            return Err(super::exit::Usage::new(text).into());
        }
        let act = |(relation, other)| Act::Link {
            card,
            relation,
            other,
            on,
        };
        let acts = links.into_iter().map(act).collect();
        let mut store = global.open()?;
        let changes = store.write(&Edit::new(super::new_id(), acts))?;
        report::card(out, &store, card, &changes)
    }
}

impl Links {
    pub(super) fn links(self) -> Vec<(Relation, CardId)> {
        let each = [
            (Relation::Blocks, self.blocks),
            (Relation::BlockedBy, self.blocked_by),
            (Relation::Parent, self.parent),
            (Relation::Child, self.child),
            (Relation::Relates, self.relates),
        ];
        let links = each.into_iter();
        let links =
            links.flat_map(|(relation, cards)| cards.into_iter().map(move |card| (relation, card)));
        links.collect()
    }
}
