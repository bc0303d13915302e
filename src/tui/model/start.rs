//! What a screen begins with.

use jiff::Timestamp;
use jiff::civil::Date;

use super::overlay::Ask;
use crate::board::Board;
use crate::change::Actor;
use crate::state::Habits;
use crate::store::Mode as Access;
use crate::tui::keymap::Keys;
use crate::tui::look::Look;
use crate::tui::msg::Warning;
use crate::tui::words::Words;

/// What a screen begins with.
#[derive(Debug, Clone)]
pub struct Start {
    /// The board as it was read.
    pub board: Board,
    /// Its title.
    pub title: String,
    /// Its file, as shown to the user.
    pub file: String,
    /// Who sits here.
    pub me: Actor,
    /// A name no other session has; edits are named `{session}-{n}`.
    pub session: String,
    /// Whether the board can be written.
    pub mode: Access,
    /// The size of the terminal.
    pub size: (u16, u16),
    /// How the screen looks; without colours everything still differs by more than colour.
    pub look: Look,
    /// Whether the mouse is used.
    pub mouse: bool,
    /// The keys.
    pub keys: Keys,
    /// What everything is called.
    pub words: &'static Words,
    /// What is wrong in the configuration.
    pub warnings: Vec<Warning>,
    /// What is left from the last time this board was open.
    pub before: Before,
    /// The time now.
    pub now: Timestamp,
    /// The day here.
    pub today: Date,
}

/// What is left from the last time a board was open.
#[derive(Debug, Clone, Default)]
pub struct Before {
    /// How it was looked at.
    pub habits: Habits,
    /// What was typed and not saved.
    pub drafts: Drafts,
}

/// Text that was typed and not saved, by what was asked.
#[derive(Debug, Clone, Default)]
pub struct Drafts(pub(super) Vec<(Ask, String)>);

impl Drafts {
    /// Returns each of them.
    pub(crate) fn iter(&self) -> impl Iterator<Item = &(Ask, String)> {
        self.0.iter()
    }
}
