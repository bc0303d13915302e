//! Places, named by neighbours and not by counting.

use crate::board::{CardId, ColumnId, ItemId};

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

/// A place in a checklist.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Slot {
    /// Above all.
    First,
    /// Below all.
    Last,
    /// Right above that item; if it is gone, an item that comes goes below all and one that is there stays.
    Before(ItemId),
    /// Right below that item; if it is gone, an item that comes goes below all and one that is there stays.
    After(ItemId),
}
