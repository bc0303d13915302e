//! How far the screen may run ahead of the file.

use crate::tui::model::Model;

/// With so many edits not saved yet keys wait for their turn: else a key that is held down while others write would
/// have the screen run ahead of the file, and grow, without end.
const MOST_PENDING: usize = 64;

/// With so many keys waiting, the terminal is not read.
const MOST_HELD: usize = 1_000;

impl Model {
    /// Tells whether what is typed has to wait: the board is not there whole, or many edits are not saved yet.
    pub(crate) fn is_busy(&self) -> bool {
        self.glancing || self.pending.len() >= MOST_PENDING
    }

    /// Tells whether something was typed that waits for its turn.
    pub(crate) fn holds_keys(&self) -> bool {
        !self.held.is_empty()
    }

    /// Tells whether the terminal is to be read: what is typed and not read stays there, and is not lost.
    pub fn takes_keys(&self) -> bool {
        self.held.len() < MOST_HELD
    }
}
