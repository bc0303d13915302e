//! What of a board has changed: what depends on nothing else need not be worked out again.

use std::collections::HashSet;

use crate::board::{CardId, Numbers};
use crate::change::{Change, Diff};

/// Some cards.
pub(super) type Cards = HashSet<CardId, Numbers>;

/// What of a board has changed.
#[derive(Debug, Clone)]
pub(crate) enum About {
    /// These cards, and nothing else that a search asks for.
    Cards(Cards),
    /// More than cards.
    More,
}

impl About {
    /// Returns what changes are about.
    pub(crate) fn changes(changes: &[Change]) -> Self {
        let mut cards = Cards::default();
        for change in changes {
            match &change.diff {
                Diff::Card(touch) => drop(cards.insert(touch.id)),
                Diff::Column(_) => return Self::More,
                // The colour of a label; the labels are the cards' own.
                Diff::Label(_) => {}
            }
        }
        Self::Cards(cards)
    }

    /// Returns what a change of these cards is about.
    pub(crate) fn cards(cards: impl IntoIterator<Item = CardId>) -> Self {
        Self::Cards(cards.into_iter().collect())
    }

    /// Takes in what else has changed.
    pub(crate) fn add(&mut self, other: &Self) {
        match (&mut *self, other) {
            (Self::Cards(cards), Self::Cards(others)) => cards.extend(others),
            _ => *self = Self::More,
        }
    }
}
