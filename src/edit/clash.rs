//! Two values for one field.

use std::fmt;

use crate::board::{CardId, ColumnId, CommentId, Detail, ItemId, Link, Paint, Priority};
use crate::change::EditId;

/// Two values for one field.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Clash {
    /// Which act of the edit was refused, the first one being 0.
    pub act: usize,
    /// What was touched.
    pub what: Subject,
    /// The field's name.
    pub field: &'static str,
    /// The value the refused edit would have written.
    pub yours: Value,
    /// The value that stands.
    pub theirs: Value,
    /// Who wrote it, where the journal tells.
    pub by: Option<String>,
    /// The edit that could not be taken back, where an undo or a redo was refused.
    pub undone: Option<EditId>,
}

/// What two people touched.
#[derive(Debug, Clone, PartialEq, Eq, strum::Display)]
#[cfg_attr(test, derive(strum::EnumCount))]
pub enum Subject {
    /// A card.
    #[strum(to_string = "{0}")]
    Card(CardId),
    /// An item of a card's checklist.
    #[strum(to_string = "{0} of {1}")]
    Item(ItemId, CardId),
    /// A comment on a card.
    #[strum(to_string = "{0} on {1}")]
    Comment(CommentId, CardId),
    /// A column, by its name.
    #[strum(to_string = "column “{0}”")]
    Column(String),
    /// A label.
    #[strum(to_string = "label “{0}”")]
    Label(String),
}

/// One of the values.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(test, derive(strum::EnumCount))]
pub enum Value {
    /// None at all.
    None,
    /// Words or numbers of people.
    Text(String),
    /// How pressing a card is.
    Priority(Priority),
    /// A colour.
    Color(Paint),
    /// Whether the cards of a column are done.
    Done(bool),
    /// Whether a card is archived.
    Archived(bool),
    /// The column that a card stands in, by its name.
    In(String),
    /// The same, by its number: it is gone.
    InColumn(ColumnId),
    /// How many comments there are.
    Comments(usize),
    /// The links of a card.
    Links(Vec<Link>),
    /// The card that is linked to it.
    LinkedFrom(CardId),
}

impl From<&Detail> for Value {
    fn from(detail: &Detail) -> Self {
        match detail {
            Detail::Priority(Some(priority)) => Self::Priority(*priority),
            Detail::Assignee(None)
            | Detail::Priority(None)
            | Detail::Due(None)
            | Detail::Blocked(None)
            | Detail::Lease(None)
            | Detail::Source(None) => Self::None,
            text => Self::Text(text.to_string()),
        }
    }
}

impl From<Option<Paint>> for Value {
    fn from(color: Option<Paint>) -> Self {
        color.map_or(Self::None, Self::Color)
    }
}

impl fmt::Display for Value {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::None => f.write_str("none"),
            Self::Text(text) => f.write_str(text),
            Self::Priority(priority) => priority.fmt(f),
            Self::Color(color) => color.fmt(f),
            Self::Done(true) => f.write_str("done"),
            Self::Done(false) => f.write_str("not done"),
            Self::Archived(true) => f.write_str("archived"),
            Self::Archived(false) => f.write_str("on the board"),
            Self::In(column) => write!(f, "in {column}"),
            Self::InColumn(column) => column.fmt(f),
            Self::Comments(count) => write!(f, "{count} comments"),
            Self::Links(links) => {
                let links = links.iter();
                let links = links.map(|link| format!("{} {}", link.kind.name(), link.card));
                f.write_str(&links.collect::<Vec<_>>().join(", "))
            }
            Self::LinkedFrom(card) => write!(f, "linked from {card}"),
        }
    }
}

impl std::error::Error for Clash {}

impl fmt::Display for Clash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let short = |value: &Value| -> String {
            let text = value.to_string();
            let line = text.lines().next().unwrap_or_default();
            let mut short: String = line.chars().take(40).collect();
            if short.len() < text.len() {
                short.push('…');
            }
            short
        };
        let by = self.by.as_deref().unwrap_or("someone");
        let (what, field) = (&self.what, self.field);
        let (yours, theirs) = (short(&self.yours), short(&self.theirs));
        write!(
            f,
            "{by} changed the {field} of {what} meanwhile; yours: “{yours}”, theirs: “{theirs}”"
        )
    }
}
