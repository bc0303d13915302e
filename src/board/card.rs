//! A card and the fields a change can touch.

use std::collections::BTreeSet;
use std::fmt;
use std::str::FromStr;

use jiff::Timestamp;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::{ColumnId, Rank};

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

/// What a card had before it was deleted and gets back when the deletion is undone.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Birth {
    /// When the card was first saved.
    pub created: Timestamp,
    /// How many changes it had seen.
    pub rev: u64,
}

/// A field of a card that one value replaces.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Detail {
    /// One line of text.
    Title(String),
    /// Markdown, as many lines as wanted.
    Body(String),
    /// Who works on it.
    Assignee(Option<String>),
    /// How pressing it is.
    Priority(Option<Priority>),
    /// The day it is due.
    Due(Option<Date>),
}

impl Detail {
    /// Returns the field's name as the command line and JSON spell it.
    pub fn name(&self) -> &'static str {
        match self {
            Self::Title(_) => "title",
            Self::Body(_) => "body",
            Self::Assignee(_) => "assignee",
            Self::Priority(_) => "priority",
            Self::Due(_) => "due",
        }
    }
}

impl fmt::Display for Detail {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fn or_none<T: fmt::Display>(value: Option<&T>, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            match value {
                Some(value) => value.fmt(f),
                None => f.write_str("none"),
            }
        }
        match self {
            Self::Title(text) | Self::Body(text) => f.write_str(text),
            Self::Assignee(name) => or_none(name.as_ref(), f),
            Self::Priority(priority) => or_none(priority.as_ref(), f),
            Self::Due(date) => or_none(date.as_ref(), f),
        }
    }
}

/// A field of a card that a change can touch, with its value.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum CardField {
    /// All labels of the card.
    Labels(BTreeSet<String>),
    /// Whether the card is off the board, kept for later.
    Archived(bool),
    /// Where it stands.
    Place(Spot),
    /// Kept with a deleted card only.
    Born(Birth),
    /// A field that one value replaces.
    #[serde(untagged)]
    Detail(Detail),
}

impl CardField {
    /// Returns the field's name as the command line and JSON spell it.
    pub fn name(&self) -> &'static str {
        match self {
            Self::Labels(_) => "labels",
            Self::Archived(_) => "archived",
            Self::Place(_) => "place",
            Self::Born(_) => "born",
            Self::Detail(detail) => detail.name(),
        }
    }
}

/// A card: one piece of work.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Card {
    /// Its number.
    pub id: CardId,
    /// One line of text.
    pub title: String,
    /// Markdown.
    pub body: String,
    /// Where it stands; an archived card remembers where it stood.
    pub place: Spot,
    /// Its labels, sorted.
    pub labels: BTreeSet<String>,
    /// Who works on it.
    pub assignee: Option<String>,
    /// How pressing it is.
    pub priority: Option<Priority>,
    /// The day it is due.
    pub due: Option<Date>,
    /// Whether it is off the board.
    pub archived: bool,
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
            body: String::new(),
            place: Spot {
                column: ColumnId(0),
                rank: Rank::stored(""),
            },
            labels: BTreeSet::new(),
            assignee: None,
            priority: None,
            due: None,
            archived: false,
            rev: 0,
            created: at,
            updated: at,
        }
    }

    /// Puts a value into its field.
    pub(crate) fn put(&mut self, field: CardField) {
        match field {
            CardField::Labels(labels) => self.labels = labels,
            CardField::Archived(archived) => self.archived = archived,
            CardField::Place(place) => self.place = place,
            CardField::Born(birth) => {
                self.created = birth.created;
                self.rev = birth.rev;
            }
            CardField::Detail(detail) => match detail {
                Detail::Title(title) => self.title = title,
                Detail::Body(body) => self.body = body,
                Detail::Assignee(assignee) => self.assignee = assignee,
                Detail::Priority(priority) => self.priority = priority,
                Detail::Due(due) => self.due = due,
            },
        }
    }

    /// Returns the card's own value of the field that `like` names.
    pub fn get(&self, like: &CardField) -> CardField {
        match like {
            CardField::Labels(_) => CardField::Labels(self.labels.clone()),
            CardField::Archived(_) => CardField::Archived(self.archived),
            CardField::Place(_) => CardField::Place(self.place.clone()),
            CardField::Born(_) => CardField::Born(Birth {
                created: self.created,
                rev: self.rev,
            }),
            CardField::Detail(detail) => CardField::Detail(self.detail(detail)),
        }
    }

    /// Returns the card's own value of the detail that `like` names.
    pub fn detail(&self, like: &Detail) -> Detail {
        match like {
            Detail::Title(_) => Detail::Title(self.title.clone()),
            Detail::Body(_) => Detail::Body(self.body.clone()),
            Detail::Assignee(_) => Detail::Assignee(self.assignee.clone()),
            Detail::Priority(_) => Detail::Priority(self.priority),
            Detail::Due(_) => Detail::Due(self.due),
        }
    }

    /// Returns every field: what its adding or deleting writes into the journal.
    pub(crate) fn fields(&self) -> Vec<CardField> {
        let details = [
            Detail::Title(self.title.clone()),
            Detail::Body(self.body.clone()),
            Detail::Assignee(self.assignee.clone()),
            Detail::Priority(self.priority),
            Detail::Due(self.due),
        ];
        let mut fields: Vec<_> = details.into_iter().map(CardField::Detail).collect();
        fields.extend([
            CardField::Labels(self.labels.clone()),
            CardField::Archived(self.archived),
            CardField::Place(self.place.clone()),
        ]);
        fields
    }
}
