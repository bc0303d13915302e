//! The steps an edit is made of.

use crate::board::{CardId, ColumnField, ColumnId, Detail, Paint, Relation};
use crate::change::Diff;
use crate::outline::Outline;

use super::{Along, ClaimAct, CommentAct, Draft, ItemAct, Place};

/// One step of an edit. Cards and columns are named by their numbers, never by where they stand.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Act {
    /// A new column.
    AddColumn {
        /// Its name.
        name: String,
        /// Its WIP limit.
        limit: Option<u32>,
        /// Whether its cards are done.
        done: bool,
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
    /// The cards of a column are done, or not.
    DoneColumn {
        /// The column.
        column: ColumnId,
        /// Whether they are.
        done: bool,
    },
    /// Another colour, or none.
    PaintColumn {
        /// The column.
        column: ColumnId,
        /// The new colour.
        color: Option<Paint>,
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
    /// Something happens to the checklist of a card.
    Item {
        /// The card.
        card: CardId,
        /// What.
        act: ItemAct,
    },
    /// Something happens to what is said about a card.
    Comment {
        /// The card.
        card: CardId,
        /// What.
        act: CommentAct,
    },
    /// A card is taken to work on, or given back.
    Claim {
        /// The card.
        card: CardId,
        /// Which of it.
        act: ClaimAct,
    },
    /// Two cards are linked, or are not any more.
    Link {
        /// The card.
        card: CardId,
        /// What it is to the other one.
        relation: Relation,
        /// The other one.
        other: CardId,
        /// Whether they are.
        on: bool,
    },
    /// Another colour of a label, or none.
    PaintLabel {
        /// The label.
        label: String,
        /// The new colour.
        color: Option<Paint>,
    },
    /// Another name for a label, on every card that has it; a label that has that name already takes it in.
    RenameLabel {
        /// The label.
        label: String,
        /// The new name.
        to: String,
    },
    /// A label goes off every card, archived ones included.
    RemoveLabel {
        /// The label.
        label: String,
    },
    /// Cards from elsewhere come in, with the columns they need. Cards that came before, by their sources, are left as
    /// they are; links that the rules refuse are left out.
    Import(Box<Outline>),
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
    /// Nothing, unless the card stands in another column than the one it is to be moved from: then the edit is refused.
    Stands {
        /// The card.
        card: CardId,
        /// Where it must stand.
        column: ColumnId,
        /// Where the move that follows takes it.
        to: ColumnId,
    },
    /// Nothing, unless a column's field is not what it was when it was seen, nor what the act that follows makes it:
    /// then the edit is refused.
    Saw {
        /// The column.
        column: ColumnId,
        /// What the field was.
        was: ColumnField,
        /// What it is to become.
        to: ColumnField,
    },
    /// Takes one change back, unless the same fields were touched since.
    Revert(Box<Diff>),
}
