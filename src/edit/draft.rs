//! What a new card begins with.

use std::collections::BTreeSet;

use jiff::Timestamp;
use jiff::civil::Date;

use crate::board::{CardId, Priority, Relation};

/// What is on a new card.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Draft {
    /// One line of text.
    pub title: String,
    /// Markdown.
    pub body: String,
    /// Its labels.
    pub labels: BTreeSet<String>,
    /// Who works on it.
    pub assignee: Option<String>,
    /// How pressing it is.
    pub priority: Option<Priority>,
    /// The day it is due.
    pub due: Option<Date>,
    /// The steps it takes.
    pub checklist: Vec<DraftItem>,
    /// What was said about it where it comes from.
    pub comments: Vec<DraftComment>,
    /// What it is to which cards.
    pub links: Vec<(Relation, CardId)>,
    /// Why it cannot go on.
    pub blocked: Option<String>,
    /// Where it comes from, such as `trello:5f…`.
    pub source: Option<String>,
    /// When it was made, where it comes from; without it, now.
    pub created: Option<Timestamp>,
}

/// A step on a new card.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct DraftItem {
    /// One line of text.
    pub text: String,
    /// Whether it is ticked off already.
    pub done: bool,
}

/// What somebody said about a card before it came here.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DraftComment {
    /// When.
    pub at: Timestamp,
    /// Who.
    pub by: String,
    /// Markdown.
    pub text: String,
}
