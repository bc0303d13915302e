//! What reaches the model, and what the model asks of the world.

use crossterm::event::Event;

use crate::board::CardId;
use crate::change::EditId;
use crate::edit::Edit;
use crate::store::{Focus, Report};

/// Something that happened outside the model.
#[derive(Debug, Clone, PartialEq)]
pub enum Msg {
    /// The terminal: a key, a paste, a new size, focus, the mouse.
    Terminal(Event),
    /// The store thread.
    Store(Report),
    /// The editor was closed with this text. `None`: it failed, for the reason in the text's place.
    Edited {
        /// The card whose body was edited.
        card: CardId,
        /// The body that was given to the editor.
        base: String,
        /// The body that came back, or what went wrong.
        text: Result<String, String>,
    },
    /// The time the model asked to be woken at has come.
    Tick,
    /// The system asks the program to end (SIGTERM, SIGINT, SIGHUP).
    Terminate,
    /// The system asks the program to stop for a while (SIGTSTP).
    Suspend,
}

/// What `update` asks the world to do.
#[derive(Debug, Clone, PartialEq)]
pub enum Effect {
    /// Send this edit to the store.
    Commit(Edit),
    /// Have my last change undone.
    Undo(EditId),
    /// Have my last undo undone.
    Redo(EditId),
    /// Open the body of a card in the user's editor.
    OpenEditor {
        /// The card.
        card: CardId,
        /// Its body.
        text: String,
    },
    /// Have the whole board read again: what is on the screen does not fit what happened.
    Reread,
    /// Tell the store whether the terminal has the focus.
    Focus(bool),
    /// Tell the other sessions what this one is about.
    About(Option<Focus>),
    /// Draw everything anew.
    Redraw,
    /// Give the terminal back and stop until continued.
    Suspend,
    /// End the program.
    Quit,
}
