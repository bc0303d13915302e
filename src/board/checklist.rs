//! The checklist of a card: small steps that are ticked off.

use std::fmt;

use serde::{Deserialize, Serialize};

use super::Card;

/// The number of a checklist's item; unique on its card, and never used again there.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct ItemId(pub i64);

impl fmt::Display for ItemId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "item {}", self.0)
    }
}

/// A step of a checklist.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Item {
    /// Its number.
    pub id: ItemId,
    /// One line of text.
    pub text: String,
    /// Whether it is ticked off.
    pub done: bool,
}

impl Card {
    /// Returns an item of the checklist.
    pub fn item(&self, id: ItemId) -> Option<&Item> {
        self.checklist.iter().find(|item| item.id == id)
    }

    /// Returns how many items are ticked off, and how many there are.
    pub fn progress(&self) -> (usize, usize) {
        let done = self.checklist.iter().filter(|item| item.done);
        (done.count(), self.checklist.len())
    }

    /// Returns the number the next item gets.
    pub(crate) fn next_item(&self) -> ItemId {
        ItemId(self.last_item.saturating_add(1))
    }

    /// Puts the whole checklist.
    pub(crate) fn put_checklist(&mut self, items: Vec<Item>) {
        let last = items.iter().map(|item| item.id.0).max();
        self.last_item = self.last_item.max(last.unwrap_or(0));
        self.checklist = items;
    }
}
