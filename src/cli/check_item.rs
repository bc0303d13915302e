//! `walboard check-item`: the checklist of a card.

use clap::{Args, Subcommand};

use super::global::Global;
use super::out::Out;
use super::report;
use super::values;
use crate::board::{CardId, ItemId};
use crate::edit::{Act, Edit, ItemAct, Slot};

#[derive(Debug, Args)]
pub(super) struct CheckItem {
    /// The card's number
    #[arg(value_parser = values::card)]
    card: CardId,

    #[command(subcommand)]
    what: What,
}

#[derive(Debug, Subcommand)]
enum What {
    /// Add items, in this order
    Add {
        /// One line of text each
        #[arg(required = true)]
        texts: Vec<String>,
        /// Ticked off already
        #[arg(long)]
        done: bool,
        #[command(flatten)]
        to: Spot,
    },
    /// Tick items off
    Tick {
        /// The items' numbers (see `show`)
        #[arg(required = true, value_name = "ITEM")]
        items: Vec<i64>,
    },
    /// Tick items no longer
    Untick {
        /// The items' numbers (see `show`)
        #[arg(required = true, value_name = "ITEM")]
        items: Vec<i64>,
    },
    /// Give an item another text
    Rename {
        /// The item's number (see `show`)
        item: i64,
        /// The new text
        text: String,
    },
    /// Give an item another place
    Move {
        /// The item's number (see `show`)
        item: i64,
        #[command(flatten)]
        to: Spot,
    },
    /// Take items away
    Remove {
        /// The items' numbers (see `show`)
        #[arg(required = true, value_name = "ITEM")]
        items: Vec<i64>,
    },
}

/// The place in the checklist; the end unless told otherwise.
#[derive(Debug, Args)]
#[group(multiple = false)]
struct Spot {
    /// Above all
    #[arg(long)]
    first: bool,

    /// Below all, as it is without any of these
    #[arg(long)]
    last: bool,

    /// Right above that item
    #[arg(long, value_name = "ITEM")]
    before: Option<i64>,

    /// Right below that item
    #[arg(long, value_name = "ITEM")]
    after: Option<i64>,
}

impl CheckItem {
    pub(super) fn run(self, global: &Global, out: &mut Out) -> anyhow::Result<()> {
        let card = self.card;
        let mut store = global.open()?;
        let acts = self.what.acts().into_iter();
        let acts = acts.map(|act| Act::Item { card, act }).collect();
        let changes = store.write(&Edit::new(super::new_id(), acts))?;
        report::card(out, &store, card, &changes)
    }
}

impl What {
    fn acts(self) -> Vec<ItemAct> {
        let each = |items: Vec<i64>, act: &dyn Fn(ItemId) -> ItemAct| {
            items.into_iter().map(ItemId).map(act).collect()
        };
        match self {
            Self::Add { texts, done, to } => {
                let at = to.slot();
                let acts = texts
                    .into_iter()
                    .map(|text| ItemAct::Add { text, done, at });
                match at {
                    // Each next one goes above the one before it.
                    Slot::First | Slot::After(_) => acts.rev().collect(),
                    Slot::Last | Slot::Before(_) => acts.collect(),
                }
            }
            Self::Tick { items } => each(items, &|item| ItemAct::Tick { item, done: true }),
            Self::Untick { items } => each(items, &|item| ItemAct::Tick { item, done: false }),
            Self::Rename { item, text } => vec![ItemAct::Rename {
                item: ItemId(item),
                text,
                base: None,
            }],
            Self::Move { item, to } => vec![ItemAct::Move {
                item: ItemId(item),
                at: to.slot(),
            }],
            Self::Remove { items } => each(items, &|item| ItemAct::Remove { item }),
        }
    }
}

impl Spot {
    fn slot(&self) -> Slot {
        match (self.before, self.after) {
            (Some(item), _) => Slot::Before(ItemId(item)),
            (_, Some(item)) => Slot::After(ItemId(item)),
            _ if self.first => Slot::First,
            _ => Slot::Last,
        }
    }
}
