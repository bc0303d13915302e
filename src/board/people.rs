//! The people known to a board.

use std::collections::BTreeSet;

use super::Board;

impl Board {
    /// Returns the people known to the board: who ever changed something, and who has a card.
    pub fn people(&self) -> BTreeSet<&str> {
        let assignees = self
            .cards
            .values()
            .filter_map(|card| card.assignee.as_deref());
        let actors = self.actors.iter().map(String::as_str);
        actors.chain(assignees).collect()
    }

    /// Notes that somebody changed something; tells whether that is news.
    pub(crate) fn meet(&mut self, actor: &str) -> bool {
        // Almost always they are known: no copy of the name then.
        !self.actors.contains(actor) && self.actors.insert(actor.to_owned())
    }

    /// Forgets somebody again.
    pub(crate) fn forget(&mut self, actor: &str) {
        self.actors.remove(actor);
    }
}
