//! What reaches the model, and what the model asks of the world.

use crossterm::event::Event;

use crate::board::CardId;
use crate::edit::{Edit, Takeback};
use crate::editor::Spoilt;
use crate::store::{Focus, Report};

/// Something that happened outside the model.
#[derive(Debug, Clone, PartialEq)]
pub enum Msg {
    /// The terminal: a key, a paste, a new size, focus, the mouse.
    Terminal(Event),
    /// The store thread.
    Store(Report),
    /// The editor was closed with this text, or failed.
    Edited(Result<String, Spoilt>),
    /// A choice was kept, or not.
    Kept(Result<(), String>),
    /// The time the model asked to be woken at has come.
    Tick,
    /// The system asks the program to end (SIGTERM, SIGINT, SIGHUP).
    Terminate,
    /// The system asks the program to stop for a while (SIGTSTP).
    Suspend,
}

/// Something that the user set on the screen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Choice {
    /// The theme of that name.
    Theme(String),
    /// Whether borders and marks are ASCII.
    Ascii(bool),
}

/// What `update` asks the world to do.
#[derive(Debug, Clone, PartialEq)]
pub enum Effect {
    /// Send this edit to the store.
    Commit(Edit),
    /// Have my last change undone.
    Undo(Takeback),
    /// Have my last undo undone.
    Redo(Takeback),
    /// Open this text in the user's editor.
    OpenEditor(String),
    /// Have the whole board read again: what is on the screen does not fit what happened.
    Reread,
    /// Read the body of this card, which was left in the file.
    Fetch(CardId),
    /// Find the cards that have this text in a body that was left in the file.
    Find(String),
    /// Tell the store whether the terminal has the focus.
    Focus(bool),
    /// Tell the other sessions what this one is about.
    About(Option<Focus>),
    /// Have the terminal put this text where it is pasted from.
    Copy(String),
    /// Keep this choice in the configuration.
    Keep(Choice),
    /// Draw everything anew.
    Redraw,
    /// Give the terminal back and stop until continued.
    Suspend,
    /// End the program.
    Quit,
}
