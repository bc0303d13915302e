//! What of a board was touched: what depends on nothing else need not be worked out again.

use std::collections::HashSet;

use crate::board::{CardId, Numbers};
use crate::change::{Change, Diff};

/// Some cards.
pub(super) type Cards = HashSet<CardId, Numbers>;

/// What of a board was touched, as far as a search asks for it.
#[derive(Debug, Clone, Default)]
pub(crate) struct Touched {
    pub(super) cards: Cards,
    /// Columns, which say something of cards that are not named here; or nobody knows what.
    pub(super) more: bool,
}

impl Touched {
    /// Returns what a change of the whole board touches.
    pub(crate) fn all() -> Self {
        let more = true;
        Self {
            more,
            ..Self::default()
        }
    }

    /// Returns what a change of one card touches.
    pub(crate) fn card(card: CardId) -> Self {
        Self {
            cards: Cards::from_iter([card]),
            more: false,
        }
    }

    /// Returns what changes touched.
    pub(crate) fn by(changes: &[Change]) -> Self {
        let mut touched = Self::default();
        for change in changes {
            match &change.diff {
                Diff::Card(touch) => drop(touched.cards.insert(touch.id)),
                Diff::Column(_) => touched.more = true,
                // The colour of a label; the labels are the cards' own.
                Diff::Label(_) => {}
            }
        }
        touched
    }

    /// Takes in what else was touched.
    pub(super) fn add(&mut self, other: &Self) {
        self.cards.extend(&other.cards);
        self.more |= other.more;
    }
}
