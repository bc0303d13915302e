//! What is wrong with a value, or missing: parts of a refusal.

use crate::board::{CardId, CommentId, ItemId};

/// A value that cannot be, or a deed that cannot.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum Flaw {
    /// Nothing is in it.
    #[error("{0} cannot be empty")]
    Empty(Thing),
    /// It has too many bytes.
    #[error("{thing} of {is} bytes is too long; the longest is {max}")]
    Bytes {
        /// What.
        thing: Thing,
        /// How many it has.
        is: usize,
        /// How many it may have.
        max: usize,
    },
    /// It has too many characters.
    #[error("{thing} of {is} characters is too long; the longest is {max}")]
    Letters {
        /// What.
        thing: Thing,
        /// How many it has.
        is: usize,
        /// How many it may have.
        max: usize,
    },
    /// It has blanks, and the query language needs it without.
    #[error("{0} cannot have blanks in it: “{1}”")]
    Blanks(Thing, String),
    /// It begins with a sign that means something in the query language.
    #[error("{0} cannot begin with {sign}: “{1}”", sign = &.1[..1])]
    Begins(Thing, String),
    /// What was deleted is there, and cannot come back.
    #[error("{0} is there again already")]
    Back(String),
    /// The card is claimed by somebody else.
    #[error("{card} is {name}'s, not {who}'s")]
    Others {
        /// The card.
        card: CardId,
        /// Who has it.
        name: String,
        /// Who would have it.
        who: String,
    },
    /// The card is claimed by nobody.
    #[error("{0} is nobody's")]
    Nobodys(CardId),
    /// The card is claimed by that person already.
    #[error("{0} is {1}'s already")]
    Taken(CardId, String),
    /// The card is archived.
    #[error("{0} is archived; restore it first")]
    Archived(CardId),
    /// The card is blocked.
    #[error("{0} is blocked")]
    Blocked(CardId),
    /// A link from a card to itself.
    #[error("{0} cannot be linked to itself")]
    Itself(CardId),
    /// More links lead to a card than can be followed.
    #[error("more than {max} cards lead to {card}; unlink some first")]
    TooManyLead {
        /// The card.
        card: CardId,
        /// How many may lead to it.
        max: usize,
    },
    /// The first card waits for the second one already.
    #[error("{0} waits for {1} already, straight or through others: that would be a circle")]
    WaitsFor(CardId, CardId),
    /// The first card is under the second one already.
    #[error("{0} is under {1} already, straight or through others: that would be a circle")]
    IsUnder(CardId, CardId),
    /// The checklist has too many items.
    #[error("a checklist of {is} items is too long; the longest is {max}")]
    LongList {
        /// How many it has.
        is: usize,
        /// How many it may have.
        max: usize,
    },
    /// A card that is brought from elsewhere cannot be.
    #[error("the card “{title}” cannot come: {why}")]
    Comes {
        /// Its title.
        title: String,
        /// Why not.
        why: Box<Self>,
    },
    /// Another reason, in words: of the command line, which the screen never meets.
    #[error("{0}")]
    Said(String),
}

/// What a value is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, strum::Display)]
pub enum Thing {
    /// A card's title.
    #[strum(to_string = "a title")]
    Title,
    /// A card's text.
    #[strum(to_string = "a body")]
    Body,
    /// Why a card is blocked.
    #[strum(to_string = "a reason")]
    Reason,
    /// Where a card comes from.
    #[strum(to_string = "a source")]
    Source,
    /// A person's name.
    #[strum(to_string = "a name")]
    Name,
    /// A label.
    #[strum(to_string = "a label")]
    Label,
    /// A column's name.
    #[strum(to_string = "a column's name")]
    ColumnName,
    /// An item of a checklist.
    #[strum(to_string = "an item")]
    Item,
    /// A comment.
    #[strum(to_string = "a comment")]
    Comment,
}

/// A part of the board that does not exist (any more).
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Missing {
    /// An item of a card's checklist.
    #[error("{0} has no {1} (any more)")]
    Item(CardId, ItemId),
    /// A comment on a card.
    #[error("{0} has no {1} (any more)")]
    Comment(CardId, CommentId),
    /// A label.
    #[error("there is no label “{0}”")]
    Label(String),
}
