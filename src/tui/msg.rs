//! What reaches the model, and what the model asks of the world.

mod wrong;

use std::path::PathBuf;

use crossterm::event::Event;

use crate::board::CardId;
use crate::change::EditId;
use crate::edit::{Edit, Takeback};
use crate::editor::Spoilt;
use crate::hooks;
use crate::state::Habits;
use crate::store::{Focus, Report, Why};

pub use wrong::{Place, Unkept, Unread, Warning, Wrong};

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
    Kept(Result<(), Unkept>),
    /// The boards there are, by their names.
    Boards(Vec<Listed>),
    /// The boards there are, for these cards to go to one of them.
    BoardsFor(Vec<CardId>, Vec<Listed>),
    /// Cards went to another board, or not; why.
    Sent(Result<Sent, Why>),
    /// Another board could not be opened; why.
    NotOpened(Why),
    /// There is no other board to open.
    NoOther,
    /// How the board is looked at could not be kept; why.
    NotKept(Why),
    /// Something is wrong with a hook; what.
    Hook(hooks::Wrong),
    /// The time the model asked to be woken at has come.
    Tick,
    /// The system asks the program to end (SIGTERM, SIGINT, SIGHUP).
    Terminate,
    /// The system asks the program to stop for a while (SIGTSTP).
    Suspend,
}

/// Cards that are to go to another board.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sending {
    /// Which ones.
    pub cards: Vec<CardId>,
    /// The file of that board.
    pub to: PathBuf,
    /// The name of the edit that archives them here.
    pub edit: EditId,
}

/// Cards that went to another board.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sent {
    /// The title of that board.
    pub board: String,
    /// Their numbers there.
    pub new: Vec<CardId>,
}

/// A board in the list of boards.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Listed {
    /// Its title, or its file's name as long as it was never open.
    pub title: String,
    /// Its file.
    pub path: PathBuf,
    /// Whether it is the one that is open.
    pub here: bool,
}

/// Something that the user set on the screen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Choice {
    /// The theme of that name.
    Theme(String),
    /// Whether borders and marks are ASCII.
    Ascii(bool),
    /// Whether the mouse is used.
    Mouse(bool),
    /// The language of that code.
    Language(&'static str),
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
    /// Read what happened to this card.
    History(CardId),
    /// Find the cards that have this text in a body that was left in the file.
    Find(String),
    /// Count what others did after the change of that number; without one there is nothing to count.
    CountUnread(Option<i64>),
    /// Read what happened last.
    ReadActivity,
    /// Read where cards stood, from the change of that number on.
    ReadSteps(i64),
    /// Tell the store whether the terminal has the focus.
    Focus(bool),
    /// Tell the other sessions what this one is about.
    About(Option<Focus>),
    /// Keep what changed in how the board is looked at.
    Remember {
        /// As it was kept last.
        was: Box<Habits>,
        /// As it is now.
        now: Box<Habits>,
    },
    /// List the boards there are.
    ListBoards,
    /// List the boards there are, for these cards to go to one of them.
    ListBoardsFor(Vec<CardId>),
    /// Send cards to another board.
    Send(Sending),
    /// Open that board in the place of this one.
    OpenBoard(PathBuf),
    /// Open the board so many places after this one in its place.
    OpenBeside(isize),
    /// Have the terminal put this text where it is pasted from.
    Copy(String),
    /// Have the terminal tell of the mouse, or no longer.
    Mouse(bool),
    /// Keep this choice in the configuration.
    Keep(Choice),
    /// Draw everything anew.
    Redraw,
    /// Give the terminal back and stop until continued.
    Suspend,
    /// End the program.
    Quit,
}
