//! What somebody wants: an [`Edit`], complete before it is sent, and why it may be refused.

mod act;
mod apply;
mod clash;
mod deed;
mod draft;
mod flaw;
pub mod merge;
mod need;
pub mod page;
mod place;
mod refusal;
mod settle;
mod takeback;

pub use act::Act;
pub use apply::{Applied, BODY_MAX, ITEMS_MAX, LINKS_MAX, NAME_MAX, TITLE_MAX};
pub use clash::{Clash, Subject, Value};
pub use deed::{ClaimAct, CommentAct, ItemAct};
pub use draft::{Draft, DraftComment, DraftItem};
pub use flaw::{Flaw, Missing, Thing};
pub use need::Need;
pub use place::{Along, At, Place, Slot};
pub use refusal::Refusal;
pub use settle::Side;
pub use takeback::Takeback;

use crate::board::{CardField, CardId, Detail};
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

impl Edit {
    /// Returns an edit of one's own; see [`undoing`](Self::undoing) for the other kind.
    pub fn new(id: EditId, acts: Vec<Act>) -> Self {
        Self {
            id,
            undoes: None,
            acts,
        }
    }

    /// Returns the card whose body was made one with somebody else's when the edit was saved.
    pub fn merged(&self, changes: &[Change]) -> Option<CardId> {
        let (card, sent) = self.acts.iter().find_map(|act| match act {
            Act::SetCard {
                card,
                to: Detail::Body(body),
                base: Some(_),
            } => Some((*card, body)),
            _ => None,
        })?;
        let bodies = changes.iter().filter_map(|change| match &change.diff {
            Diff::Card(touch) if touch.id == card => touch.after.as_ref(),
            _ => None,
        });
        let other = |field: &CardField| matches!(field, CardField::Detail(Detail::Body(saved)) if saved != sent);
        bodies.flatten().any(other).then_some(card)
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
}
