//! `walboard move`: cards go to a column, and to a place in it.

use clap::Args;

use super::find;
use super::global::Global;
use super::out::Out;
use super::report;
use super::values;
use crate::board::{CardId, Column};
use crate::edit::{Act, At, Edit, Flaw, Place, Refusal};
use crate::store::Store;

#[derive(Debug, Args)]
pub(super) struct Move {
    /// The cards' numbers; they end up in this order
    #[arg(required = true, value_name = "CARD", value_parser = values::card)]
    cards: Vec<CardId>,

    /// The column's name or its beginning
    #[arg(required = true)]
    column: String,

    #[command(flatten)]
    to: Spot,
}

// The place in the column; the bottom unless told otherwise. A doc comment would become the help of the command.
#[derive(Debug, Args)]
#[group(multiple = false)]
struct Spot {
    /// Above the column's other cards
    #[arg(long)]
    top: bool,

    /// Below the column's other cards, as it is without any of these
    #[arg(long)]
    bottom: bool,

    /// Right above that card
    #[arg(long, value_name = "CARD", value_parser = values::card)]
    before: Option<CardId>,

    /// Right below that card
    #[arg(long, value_name = "CARD", value_parser = values::card)]
    after: Option<CardId>,
}

impl Move {
    pub(super) fn run(self, global: &Global, out: &mut Out) -> anyhow::Result<()> {
        let cards = values::distinct(self.cards);
        let mut store = global.open()?;
        let board = store.part(&[])?;
        let column = find::column(&board, &self.column)?;
        if let Some(neighbour) = self.to.before.or(self.to.after) {
            stands_in(&store, neighbour, column)?;
        }
        let acts = acts(&cards, self.to.at(), column);
        let changes = store.write(&Edit::new(super::new_id(), acts))?;
        report::cards(out, &store, &cards, &changes)
    }
}

impl Spot {
    fn at(&self) -> At {
        match (self.before, self.after) {
            (Some(card), _) => At::Before(card),
            (_, Some(card)) => At::After(card),
            _ if self.top => At::Top,
            _ => At::Bottom,
        }
    }
}

/// Returns the moves that leave the cards in their order at that place.
fn acts(cards: &[CardId], at: At, column: &Column) -> Vec<Act> {
    let column = column.id;
    let to = Place { column, at };
    let acts = cards.iter().map(|&card| Act::MoveCard { card, to });
    match at {
        // Each next one goes above the one before it.
        At::Top | At::After(_) => acts.rev().collect(),
        At::Bottom | At::Before(_) => acts.collect(),
    }
}

/// Refuses a neighbour that is elsewhere: the edit itself would put the cards at the bottom then.
fn stands_in(store: &Store, neighbour: CardId, column: &Column) -> anyhow::Result<()> {
    let card = find::card(store, neighbour)?;
    if card.archived || card.place.column != column.id {
        let text = format!("{neighbour} does not stand in “{}”", column.name);
        return Err(Refusal::from(Flaw::Said(text)).into());
    }
    Ok(())
}
