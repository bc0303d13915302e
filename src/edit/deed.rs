//! What is done to one card's checklist, its comments, and who works on it.

use jiff::Timestamp;

use crate::board::{ColumnId, CommentId, ItemId};

use super::Slot;

/// What happens to a checklist. Items are named by their numbers, so that two people who tick two of them both have
/// their way.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ItemAct {
    /// A new item.
    Add {
        /// One line of text.
        text: String,
        /// Whether it is ticked off already.
        done: bool,
        /// Where it goes.
        at: Slot,
    },
    /// An item is ticked off, or is not any more.
    Tick {
        /// The item.
        item: ItemId,
        /// Whether it is.
        done: bool,
    },
    /// Another text.
    Rename {
        /// The item.
        item: ItemId,
        /// The new text.
        text: String,
        /// The text it was based on: when it is another one by now, the edit is refused, not forced.
        base: Option<String>,
    },
    /// An item goes somewhere else.
    Move {
        /// The item.
        item: ItemId,
        /// Where it goes.
        at: Slot,
    },
    /// An item goes away.
    Remove {
        /// The item.
        item: ItemId,
    },
}

/// What happens to who works on a card, for workers that must not get in each other's way.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ClaimAct {
    /// It is taken, unless somebody has it or it is blocked.
    Take {
        /// Who takes it.
        who: String,
        /// When the claim ends by itself; `None` is never.
        until: Option<Timestamp>,
        /// The column it goes to, at the bottom; `None` leaves it where it is.
        to: Option<ColumnId>,
    },
    /// The claim of whoever has it gets another end.
    Renew {
        /// Who has it.
        who: String,
        /// When the claim ends.
        until: Timestamp,
    },
    /// Whoever has it gives it back.
    Release {
        /// Who has it.
        who: String,
    },
    /// It is nobody's, if its claim has ended by itself; else nothing happens.
    RunOut,
}

impl ItemAct {
    /// Returns the item that it is about, if it is there already.
    pub(crate) fn item(&self) -> Option<ItemId> {
        match self {
            Self::Add { .. } => None,
            Self::Tick { item, .. }
            | Self::Rename { item, .. }
            | Self::Move { item, .. }
            | Self::Remove { item } => Some(*item),
        }
    }
}

/// What happens to the comments of a card.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum CommentAct {
    /// A new comment, by whoever makes the edit.
    Add {
        /// Markdown.
        text: String,
    },
    /// Another text.
    Edit {
        /// The comment.
        comment: CommentId,
        /// The new text.
        text: String,
        /// The text it was based on: when it is another one by now, the edit is refused, not forced.
        base: Option<String>,
    },
    /// A comment goes away.
    Remove {
        /// The comment.
        comment: CommentId,
    },
}

impl CommentAct {
    /// Returns the comment that it is about, if it is there already.
    pub(crate) fn comment(&self) -> Option<CommentId> {
        match self {
            Self::Add { .. } => None,
            Self::Edit { comment, .. } | Self::Remove { comment } => Some(*comment),
        }
    }
}
