//! The other sessions on the board: where they are, and whom I follow.

use std::collections::BTreeSet;

use crate::board::CardId;
use crate::store::{Focus, Session};
use crate::tui::model::Model;
use crate::tui::model::overlay::Overlay;

impl Model {
    /// Returns the other people who are here, by name; my own other sessions are not others.
    pub(crate) fn others(&self) -> BTreeSet<&str> {
        let names = self.here.iter().map(|session| session.actor.name.as_str());
        names.filter(|name| *name != self.me.name).collect()
    }

    /// Returns a session that is on a card; one that changes the card comes before one that only looks at it.
    pub(crate) fn visitor(&self, card: CardId) -> Option<(&Session, Focus)> {
        let visits = self
            .here
            .iter()
            .filter_map(|session| Some((session, session.focus?)))
            .filter(|(_, focus)| focus.card == card);
        visits.max_by_key(|(_, focus)| focus.editing)
    }

    /// Returns who is changing a card just now.
    pub(crate) fn editor_of(&self, card: CardId) -> Option<&Session> {
        let (session, focus) = self.visitor(card)?;
        focus.editing.then_some(session)
    }

    /// Returns what this session is about, for the others to see. A card that has no number yet is nothing to them.
    pub(crate) fn focus(&self) -> Option<Focus> {
        let in_editor = self.editing.as_ref().and_then(|(ask, _)| ask.card());
        let asked = self.overlays.iter().find_map(|overlay| match overlay {
            Overlay::Prompt(prompt) => prompt.ask.card(),
            _ => None,
        });
        let edited = in_editor.or(asked);
        let card = edited.or(self.subject().map(|card| card.id))?;
        let editing = edited.is_some();
        (!self.is_guess(card)).then_some(Focus { card, editing })
    }

    /// Returns the session that I follow.
    pub(crate) fn leader(&self) -> Option<&Session> {
        let id = self.following.as_ref()?;
        self.here.iter().find(|session| session.id == *id)
    }
}
