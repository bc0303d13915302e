//! What the screen and the store thread tell each other.

use std::collections::HashSet;
use std::time::Duration;

use jiff::tz::TimeZone;

use crate::board::CardId;
use crate::change::Change;
use crate::edit::{Edit, Refusal, Takeback};
use crate::stats::Step;
use crate::store::presence::{Focus, Session};
use crate::store::{Damaged, Holder, News, Why};

/// What the screen asks of the store thread. At most one write, undo or redo is under way at a time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Request {
    /// Write this edit.
    Write(Edit),
    /// Take back my last change.
    Undo(Takeback),
    /// Take back my last undo.
    Redo(Takeback),
    /// Look again: something may have happened to the file.
    Wake,
    /// Read the body of this card.
    Body(CardId),
    /// Read what happened to this card last.
    History(CardId),
    /// Find the cards that have this text, in lower case, in their body.
    Find(String),
    /// Count the changes of others after that one; without one there is nothing to count.
    Unread(Option<i64>),
    /// Read what happened last.
    Activity,
    /// Read where cards stood, from the change of that number on, as much as is read in one go.
    Steps(i64),
    /// Read the whole board again, whatever happened to the file.
    Reread,
    /// The terminal has got or lost the focus; without it the store looks less often.
    Focus(bool),
    /// Tell the other sessions what this one is about.
    About(Option<Focus>),
    /// Close the board, and end.
    Close,
}

/// What the store thread reports, in order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Report {
    /// The board moved on, by our own edits or by others'. Never `News::Nothing`.
    News(News),
    /// The body of a card that was asked for.
    Body(CardId, String),
    /// What happened to a card that was asked for, the newest first, and without what is long in it.
    History {
        /// The card.
        card: CardId,
        /// Its changes.
        changes: Vec<Change>,
        /// Whether there are older ones.
        more: bool,
    },
    /// The cards that have the text in their body that was to be found.
    Found(String, HashSet<CardId>),
    /// How many changes of others came after the one that was named, no more than are worth counting, and the number
    /// of the last change.
    Unread {
        /// How many.
        count: usize,
        /// The last change.
        last: i64,
    },
    /// What happened last, oldest first.
    Activity(Vec<Change>),
    /// Where cards stood.
    Steps {
        /// In the order of the journal.
        steps: Vec<Step>,
        /// The change after which there is more to read.
        next: Option<i64>,
        /// Whose days are counted here.
        zone: TimeZone,
    },
    /// The answer to the write, undo or redo under way. Its changes came as news before it.
    Done(Result<Vec<Change>, Failure>),
    /// The write waits for its turn.
    Waiting {
        /// For how long by now.
        waited: Duration,
        /// Who holds the lock, if known.
        holder: Option<Holder>,
    },
    /// What the user should know about the file: locking or watching is not to be had, the file was moved, reading
    /// failed. Empty when all is well again.
    Trouble(Vec<Why>),
    /// Damage was found: nothing is written any more.
    Damaged(Damaged),
    /// The other sessions on the board, in the order of their coming; told when that has changed.
    Here(Vec<Session>),
}

/// Why a write did not happen, or may not have.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Failure {
    /// The board's rules refused it.
    Refused(Refusal),
    /// It could not be done.
    Failed(Why),
}
