//! What somebody wants: an [`Edit`], complete before it is sent, and why it may be refused.

mod apply;
pub mod merge;

pub use apply::{Applied, BODY_MAX, NAME_MAX, TITLE_MAX};

use std::collections::BTreeSet;
use std::fmt;

use jiff::civil::Date;

use crate::board::{CardField, CardId, ColumnId, Detail, Priority, Rank};
use crate::change::{Change, Diff, EditId};

/// What somebody wants of a board: acts that happen together or not at all, and are undone together.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Edit {
    /// Its unique name: sent twice, it is applied once.
    pub id: EditId,
    /// The edit it takes back, when it is an undo or a redo.
    pub undoes: Option<EditId>,
    /// What is wanted, in order.
    pub acts: Vec<Act>,
}

/// One step of an edit. Cards and columns are named by their numbers, never by where they stand.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Act {
    /// A new column.
    AddColumn {
        /// Its name.
        name: String,
        /// Its WIP limit.
        limit: Option<u32>,
        /// Where it goes.
        at: Along,
    },
    /// Another name.
    RenameColumn {
        /// The column.
        column: ColumnId,
        /// The new name.
        name: String,
    },
    /// Another WIP limit, or none.
    LimitColumn {
        /// The column.
        column: ColumnId,
        /// The new limit.
        limit: Option<u32>,
    },
    /// Another place among the columns.
    MoveColumn {
        /// The column.
        column: ColumnId,
        /// Where it goes.
        at: Along,
    },
    /// A column goes away.
    RemoveColumn {
        /// The column.
        column: ColumnId,
        /// Who takes its cards; without it the column must be empty.
        into: Option<ColumnId>,
    },
    /// A new card.
    AddCard {
        /// Where it goes.
        at: Place,
        /// What is on it.
        draft: Box<Draft>,
    },
    /// A field of a card gets another value.
    SetCard {
        /// The card.
        card: CardId,
        /// The new value.
        to: Detail,
        /// The value it was based on: when the card has another by now, the edit is refused, not forced; but two bodies
        /// changed in different lines are made one.
        base: Option<Detail>,
    },
    /// A label is put on a card or taken off.
    Label {
        /// The card.
        card: CardId,
        /// The label.
        label: String,
        /// On or off.
        on: bool,
    },
    /// A card goes somewhere else.
    MoveCard {
        /// The card.
        card: CardId,
        /// Where it goes.
        to: Place,
    },
    /// A card leaves the board and is kept.
    Archive(CardId),
    /// An archived card comes back to where it stood.
    Restore(CardId),
    /// A card goes for good; its entries in the journal stay.
    Delete(CardId),
    /// Nothing, unless the card has seen another number of changes: then the edit is refused.
    Expect {
        /// The card.
        card: CardId,
        /// How many changes it must have seen.
        rev: u64,
    },
    /// Takes one change back, unless the same fields were touched since.
    Revert(Box<Diff>),
}

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
}

/// A place for a card: named by its neighbour's number, so it means the same wherever others moved things.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Place {
    /// The column.
    pub column: ColumnId,
    /// Where in it.
    pub at: At,
}

/// A place in a column.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum At {
    /// Above all cards.
    Top,
    /// Below all cards.
    Bottom,
    /// Right above that card; if it has left the column, a card that comes goes to the bottom and one that is there stays.
    Before(CardId),
    /// Right below that card; if it has left the column, a card that comes goes to the bottom and one that is there stays.
    After(CardId),
}

/// A place among the columns.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Along {
    /// Left of all.
    First,
    /// Right of all.
    Last,
    /// Right before that column.
    Before(ColumnId),
    /// Right after that column.
    After(ColumnId),
}

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
    #[error("{0}")]
    Invalid(String),
    /// There is nothing of mine left to take back.
    #[error("nothing of yours to {0}")]
    Nothing(&'static str),
}

/// Two values for one field.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Clash {
    /// What was touched: a card's or a column's name for people.
    pub what: String,
    /// The field's name.
    pub field: &'static str,
    /// The value the refused edit would have written.
    pub yours: String,
    /// The value that stands.
    pub theirs: String,
    /// Who wrote it, where the journal tells.
    pub by: Option<String>,
}

impl std::error::Error for Clash {}

impl fmt::Display for Clash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let short = |text: &str| -> String {
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

/// A part of the board that an edit needs, so that it need not be read whole. Columns are always all there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Need {
    /// That card.
    Card(CardId),
    /// That card, and what [`Need::From`] asks for the rank it has.
    Home(CardId),
    /// The two cards on either side of a place, and the next ones outward.
    Beside(Place),
    /// The first two cards of the column that stand at the rank or below it.
    From(ColumnId, Rank),
    /// All cards of the column, archived ones included.
    All(ColumnId),
}

impl Edit {
    /// Returns an edit of one's own; see [`undoing`](Self::undoing) for the other kind.
    pub fn new(id: EditId, acts: Vec<Act>) -> Self {
        Self {
            id,
            undoes: None,
            acts,
        }
    }

    /// Returns the edit that takes back `changes`, all from one edit.
    pub fn undoing(id: EditId, undone: EditId, changes: &[Change]) -> Self {
        let revert = |change: &Change| Act::Revert(Box::new(change.diff.clone()));
        Self {
            id,
            undoes: Some(undone),
            acts: changes.iter().rev().map(revert).collect(),
        }
    }

    /// Returns the parts of the board that applying it looks at.
    pub fn needs(&self) -> Vec<Need> {
        let mut needs = Vec::new();
        for act in &self.acts {
            match act {
                Act::AddColumn { .. }
                | Act::RenameColumn { .. }
                | Act::LimitColumn { .. }
                | Act::MoveColumn { .. } => {}
                Act::RemoveColumn { column, into } => {
                    needs.push(Need::All(*column));
                    needs.extend(into.map(|column| {
                        let at = At::Bottom;
                        Need::Beside(Place { column, at })
                    }));
                }
                Act::AddCard { at, .. } => needs.push(Need::Beside(*at)),
                Act::MoveCard { card, to } => needs.extend([Need::Card(*card), Need::Beside(*to)]),
                Act::SetCard { card, .. } | Act::Label { card, .. } | Act::Expect { card, .. } => {
                    needs.push(Need::Card(*card));
                }
                Act::Archive(card) | Act::Delete(card) => needs.push(Need::Card(*card)),
                Act::Restore(card) => needs.push(Need::Home(*card)),
                Act::Revert(diff) => match &**diff {
                    Diff::Card(touch) => {
                        needs.push(Need::Home(touch.id));
                        needs.extend(touch.before.iter().flatten().filter_map(
                            |field| match field {
                                CardField::Place(spot) => {
                                    Some(Need::From(spot.column, spot.rank.clone()))
                                }
                                _ => None,
                            },
                        ));
                    }
                    Diff::Column(touch) => needs.push(Need::All(touch.id)),
                },
            }
        }
        needs
    }
}
