//! A column and the fields a change can touch.

use std::fmt;

use serde::{Deserialize, Serialize};

use super::{CardId, Rank};

/// The number of a column; never used again.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct ColumnId(pub i64);

impl fmt::Display for ColumnId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "column {}", self.0)
    }
}

/// A field of a column that a change can touch, with its value.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum ColumnField {
    /// One line of text, unlike every other column's.
    Name(String),
    /// The WIP limit: how many cards should stand here at most. It is shown, not enforced.
    Limit(Option<u32>),
    /// Where it stands among the columns.
    Rank(Rank),
}

impl ColumnField {
    /// Returns the field's name as the command line and JSON spell it.
    pub fn name(&self) -> &'static str {
        match self {
            Self::Name(_) => "name",
            Self::Limit(_) => "limit",
            Self::Rank(_) => "rank",
        }
    }
}

/// A column: a step that cards go through.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Column {
    /// Its number.
    pub id: ColumnId,
    /// One line of text.
    pub name: String,
    /// The WIP limit.
    pub limit: Option<u32>,
    /// Where it stands among the columns.
    pub rank: Rank,
    /// The cards on it that are not archived, the top one first.
    pub(crate) cards: Vec<CardId>,
}

impl Column {
    /// Returns a column without cards.
    pub fn new(id: ColumnId, name: String, limit: Option<u32>, rank: Rank) -> Self {
        Self {
            id,
            name,
            limit,
            rank,
            cards: Vec::new(),
        }
    }

    /// Returns its cards that are not archived, the top one first.
    pub fn cards(&self) -> &[CardId] {
        &self.cards
    }

    /// Tells whether more cards stand here than its WIP limit wants.
    pub fn over_limit(&self) -> bool {
        self.limit
            .is_some_and(|limit| self.cards.len() > usize::try_from(limit).unwrap_or(usize::MAX))
    }

    /// Puts a value into its field.
    pub(crate) fn put(&mut self, field: ColumnField) {
        match field {
            ColumnField::Name(name) => self.name = name,
            ColumnField::Limit(limit) => self.limit = limit,
            ColumnField::Rank(rank) => self.rank = rank,
        }
    }

    /// Returns the column's own value of the field that `like` names.
    pub fn get(&self, like: &ColumnField) -> ColumnField {
        match like {
            ColumnField::Name(_) => ColumnField::Name(self.name.clone()),
            ColumnField::Limit(_) => ColumnField::Limit(self.limit),
            ColumnField::Rank(_) => ColumnField::Rank(self.rank.clone()),
        }
    }

    /// Returns every field: what its adding or removing writes into the journal.
    pub(crate) fn fields(&self) -> Vec<ColumnField> {
        vec![
            ColumnField::Name(self.name.clone()),
            ColumnField::Limit(self.limit),
            ColumnField::Rank(self.rank.clone()),
        ]
    }
}
