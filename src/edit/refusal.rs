//! Why an edit may be refused.

use crate::board::{CardId, ColumnId};

use super::clash::Clash;
use super::flaw::{Flaw, Missing};

/// Why an edit cannot be, in words the user can act on.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum Refusal {
    /// The card does not exist (any more).
    #[error("there is no card {0}")]
    NoCard(CardId),
    /// The column does not exist (any more).
    #[error("there is no {0} (any more)")]
    NoColumn(ColumnId),
    /// A label, an item or a comment does not exist (any more).
    #[error(transparent)]
    NoSuch(Missing),
    /// Somebody touched the same field since.
    #[error(transparent)]
    Clash(Box<Clash>),
    /// The card has seen other changes than the caller expected.
    #[error("{card} is at revision {now}, not {expected}; read it again, then repeat the edit")]
    Stale {
        /// The card.
        card: CardId,
        /// What the caller expected.
        expected: u64,
        /// What it is.
        now: u64,
    },
    /// Another column has that name.
    #[error("there is a column named “{0}” already")]
    NameTaken(String),
    /// The column still has cards.
    #[error(
        "“{name}” still has {cards} cards, archived ones included; say which column takes them"
    )]
    NotEmpty {
        /// The column's name.
        name: String,
        /// How many cards it has, archived ones included.
        cards: usize,
    },
    /// A value that cannot be.
    #[error(transparent)]
    Invalid(Flaw),
    /// There is nothing of mine left to take back.
    #[error("nothing of yours to {0}")]
    Nothing(&'static str),
}

impl From<Flaw> for Refusal {
    fn from(flaw: Flaw) -> Self {
        Self::Invalid(flaw)
    }
}

impl Refusal {
    /// Says which act of the edit it is about.
    pub(super) fn of(mut self, act: usize) -> Self {
        if let Self::Clash(clash) = &mut self {
            clash.act = act;
        }
        self
    }
}
