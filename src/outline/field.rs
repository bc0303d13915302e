//! The pieces of a board that formats differ in.

/// A piece of a board that a format may not be able to hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Field {
    /// The board's title.
    Title,
    /// The columns themselves: their order, and those without cards.
    Columns,
    /// The order of the cards in a column; else they stand by their numbers.
    Order,
    /// The names of columns; else cards are to do, being done, or done.
    ColumnNames,
    /// WIP limits.
    Limits,
    /// Which columns are done.
    Done,
    /// Cards that are off the board.
    Archived,
    /// In which column an archived card was.
    ArchivedColumn,
    /// The text of a card.
    Body,
    /// Tick boxes in the text, apart from the checklist.
    BodyTasks,
    /// Labels.
    Labels,
    /// Labels with any letters in them.
    AnyLabel,
    /// Who works on it.
    Assignee,
    /// How pressing it is.
    Priority,
    /// The highest of the four priorities.
    Urgent,
    /// The priority that others give every card that has no other.
    Medium,
    /// The checklist.
    Checklist,
    /// Comments with author and time.
    Comments,
    /// Moments to the second and below, not just to the minute.
    Seconds,
    /// Why a card cannot go on.
    Blocked,
    /// Which cards wait for which.
    Blocks,
    /// Which card is a part of which, one whole each.
    Parent,
    /// Parts of several wholes.
    Parents,
    /// Which cards have to do with each other.
    Relates,
    /// When a card was made.
    Created,
}
