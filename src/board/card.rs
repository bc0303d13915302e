//! A card.

use std::collections::BTreeSet;
use std::fmt;
use std::str::FromStr;
use std::sync::Arc;

use jiff::Timestamp;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::{Body, ColumnId, Comment, Item, Link, Rank};

/// The short number of a card, written `#12`; given when the card is saved and never used again.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct CardId(pub i64);

impl fmt::Display for CardId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "#{}", self.0)
    }
}

impl FromStr for CardId {
    type Err = std::num::ParseIntError;

    /// Reads `12` or `#12`.
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        text.strip_prefix('#').unwrap_or(text).parse().map(Self)
    }
}

/// How pressing a card is; none of these is an ordinary card.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Priority {
    /// Can wait.
    Low,
    /// Above the ordinary.
    Medium,
    /// Soon.
    High,
    /// Now.
    Urgent,
}

impl Priority {
    /// Every priority, the least pressing first.
    pub const ALL: [Self; 4] = [Self::Low, Self::Medium, Self::High, Self::Urgent];

    /// Returns the word that names it, as in the query `!high`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Low => "low",
            Self::Medium => "medium",
            Self::High => "high",
            Self::Urgent => "urgent",
        }
    }

    /// Finds a priority by its word or by the word's first letters (`hi` is high).
    pub fn parse(word: &str) -> Option<Self> {
        let word = word.to_lowercase();
        let begins = |priority: &Self| !word.is_empty() && priority.name().starts_with(&word);
        Self::ALL.into_iter().find(begins)
    }
}

impl fmt::Display for Priority {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// Where a card stands: its column and its rank in it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Spot {
    /// The column.
    pub column: ColumnId,
    /// The rank among that column's cards; equal ranks stand in the order of their numbers.
    pub rank: Rank,
}

/// A card: one piece of work.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Card {
    /// Its number.
    pub id: CardId,
    /// One line of text.
    pub title: String,
    /// Markdown.
    pub body: Body,
    /// Where it stands; an archived card remembers where it stood.
    pub place: Spot,
    /// Its labels, sorted; cards with the same ones may share them.
    pub labels: Arc<BTreeSet<String>>,
    /// Who works on it.
    pub assignee: Option<String>,
    /// How pressing it is.
    pub priority: Option<Priority>,
    /// The day it is due.
    pub due: Option<Date>,
    /// The steps it takes, in their order.
    pub checklist: Vec<Item>,
    /// What was said about it, in the order of the numbers.
    pub comments: Vec<Comment>,
    /// Its links to other cards; those that others have to it are the board's to tell ([`Board::links`]).
    ///
    /// [`Board::links`]: super::Board::links
    pub links: BTreeSet<Link>,
    /// Why it cannot go on, when somebody said so.
    pub blocked: Option<String>,
    /// When a worker's claim to it ends.
    pub lease: Option<Timestamp>,
    /// Where an import took it from, such as `trello:5f…`.
    pub source: Option<String>,
    /// Whether it is off the board.
    pub archived: bool,
    /// When it came into its column.
    pub entered: Timestamp,
    /// The column it was in before, which may be gone.
    pub previous: Option<ColumnId>,
    /// The highest number an item of its checklist ever had; numbers are never given again.
    pub last_item: i64,
    /// The highest number a comment on it ever had.
    pub last_comment: i64,
    /// How many changes it has seen; the first is its adding.
    pub rev: u64,
    /// When it was added.
    pub created: Timestamp,
    /// When it was last changed.
    pub updated: Timestamp,
}

impl Card {
    /// Returns a blank card: what the fields of its adding are put into.
    pub(crate) fn blank(id: CardId, at: Timestamp) -> Self {
        Self {
            id,
            title: String::new(),
            body: Body::default(),
            place: Spot {
                column: ColumnId(0),
                rank: Rank::stored(""),
            },
            labels: Arc::default(),
            assignee: None,
            priority: None,
            due: None,
            checklist: Vec::new(),
            comments: Vec::new(),
            links: BTreeSet::new(),
            blocked: None,
            lease: None,
            source: None,
            archived: false,
            entered: at,
            previous: None,
            last_item: 0,
            last_comment: 0,
            rev: 0,
            created: at,
            updated: at,
        }
    }
}
