//! A column and the fields a change can touch.

use std::fmt;

use serde::{Deserialize, Serialize};

use super::{CardId, Paint, Rank};

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
    /// Whether its cards are done.
    Done(bool),
    /// Its colour.
    Color(Option<Paint>),
}

impl ColumnField {
    /// Returns the field's name as the command line and JSON spell it.
    pub fn name(&self) -> &'static str {
        match self {
            Self::Name(_) => "name",
            Self::Limit(_) => "limit",
            Self::Rank(_) => "rank",
            Self::Done(_) => "done",
            Self::Color(_) => "color",
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
    /// Whether its cards are done: they are never late, and block no other card.
    pub done: bool,
    /// Its colour.
    pub color: Option<Paint>,
    /// The cards on it that are not archived, the top one first.
    pub(crate) cards: Vec<CardId>,
    /// How many more there are below those: not all are read at a first glance.
    pub(crate) unread: usize,
}

impl Column {
    /// Returns a column without cards, not done and without a colour.
    pub fn new(id: ColumnId, name: String, limit: Option<u32>, rank: Rank) -> Self {
        Self {
            id,
            name,
            limit,
            rank,
            done: false,
            color: None,
            cards: Vec::new(),
            unread: 0,
        }
    }

    /// Returns how many cards it has that are not archived, those that are not read yet among them.
    pub fn count(&self) -> usize {
        self.cards.len() + self.unread
    }

    /// Returns its cards that are not archived, the top one first.
    pub fn cards(&self) -> &[CardId] {
        &self.cards
    }

    /// Tells whether more cards stand here than its WIP limit wants.
    pub fn over_limit(&self) -> bool {
        self.limit
            .is_some_and(|limit| self.count() > usize::try_from(limit).unwrap_or(usize::MAX))
    }

    /// Puts a value into its field.
    pub(crate) fn put(&mut self, field: ColumnField) {
        match field {
            ColumnField::Name(name) => self.name = name,
            ColumnField::Limit(limit) => self.limit = limit,
            ColumnField::Rank(rank) => self.rank = rank,
            ColumnField::Done(done) => self.done = done,
            ColumnField::Color(color) => self.color = color,
        }
    }

    /// Returns the column's own value of the field that `like` names.
    pub fn get(&self, like: &ColumnField) -> ColumnField {
        match like {
            ColumnField::Name(_) => ColumnField::Name(self.name.clone()),
            ColumnField::Limit(_) => ColumnField::Limit(self.limit),
            ColumnField::Rank(_) => ColumnField::Rank(self.rank.clone()),
            ColumnField::Done(_) => ColumnField::Done(self.done),
            ColumnField::Color(_) => ColumnField::Color(self.color),
        }
    }

    /// Returns its fields: what its adding or removing writes into the journal. What few columns have is left out
    /// where there is nothing.
    pub(crate) fn fields(&self) -> Vec<ColumnField> {
        let mut fields = vec![
            ColumnField::Name(self.name.clone()),
            ColumnField::Limit(self.limit),
            ColumnField::Rank(self.rank.clone()),
        ];
        fields.extend(self.done.then_some(ColumnField::Done(true)));
        fields.extend(self.color.map(|color| ColumnField::Color(Some(color))));
        fields
    }
}
