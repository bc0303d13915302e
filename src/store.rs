//! The file: opened, read, written under the lock, and caught up with.

use std::path::{Path, PathBuf};
use std::time::Duration;

use crate::board::{Board, CardId};
use crate::change::{Actor, Change, EditId};
use crate::edit::{Edit, Need};

/// How a store acts.
#[derive(Debug, Clone)]
pub struct Options {
    /// Who writes.
    pub actor: Actor,
    /// How long a write waits for its turn; `None` is as long as it takes.
    pub patience: Option<Duration>,
}

/// A board that is to be made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewBoard {
    /// Its title.
    pub title: String,
    /// The names of its columns, from left to right.
    pub columns: Vec<String>,
    /// Whether the file's group may write too.
    pub shared: bool,
}

/// What a look at the file brought.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum News {
    /// Nothing new.
    Nothing,
    /// These changes, in order; to be absorbed.
    Changes(Vec<Change>),
    /// The board was changed by something that keeps no journal; here it is whole.
    Whole(Board),
}

/// Whether this store writes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Mode {
    /// It does.
    ReadWrite,
    /// It does not, for this reason.
    ReadOnly(String),
}

/// Who holds the write lock, as far as the holder told: a hint.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Holder {
    /// The process.
    pub pid: u32,
    /// The name it works under.
    pub name: String,
    /// What it runs: `walboard add`.
    pub command: String,
    /// Whether the process is stopped (as by Ctrl-Z).
    pub stopped: bool,
}

/// The write lock was not free in time.
#[derive(Debug, Clone, thiserror::Error)]
#[error("busy")]
pub struct Busy {
    /// The board.
    pub path: PathBuf,
    /// How long was waited.
    pub waited: Duration,
    /// Who holds it, if known.
    pub holder: Option<Holder>,
}

/// There is no board at that path.
#[derive(Debug, Clone, thiserror::Error)]
#[error("there is no board at {}; `walboard init` makes one", path.display())]
pub struct NoBoard {
    /// The path.
    pub path: PathBuf,
}

/// An open board.
pub struct Store {}

impl Store {
    /// Opens a board that exists.
    pub fn open(path: &Path, options: Options) -> anyhow::Result<Self> { todo!() }
    /// Makes a board; an existing file is an error.
    pub fn create(path: &Path, new: &NewBoard, actor: &Actor) -> anyhow::Result<()> { todo!() }
    /// Opens the board, made first when there is none (the personal board's way); safe when many do so at once.
    pub fn open_or_create(path: &Path, new: &NewBoard, options: Options) -> anyhow::Result<Self> { todo!() }
    pub fn path(&self) -> &Path { todo!() }
    pub fn title(&self) -> &str { todo!() }
    pub fn mode(&self) -> &Mode { todo!() }
    /// Reads the whole board; catching up goes on from here.
    pub fn read(&mut self) -> anyhow::Result<Board> { todo!() }
    /// Reads all columns (without their cards) and just the cards that are needed.
    pub fn part(&self, needs: &[Need]) -> anyhow::Result<Board> { todo!() }
    /// Where a card stands in its column, 1 being the top; `None` when archived or unknown. One SQL count.
    pub fn position(&self, card: CardId) -> anyhow::Result<Option<usize>> { todo!() }
    /// What others (and this store) committed since the last read or catch_up.
    pub fn catch_up(&mut self) -> anyhow::Result<News> { todo!() }
    /// lock > BEGIN IMMEDIATE > part(edit.needs()) > Board::apply > rows + journal > COMMIT > bell > unlock.
    /// Errors downcast to Refusal (nothing written), Busy, or else. Sent twice under one id, the first result is returned.
    pub fn write(&mut self, edit: &Edit) -> anyhow::Result<Vec<Change>> { todo!() }
    /// The changes that `undo` would take back; None when there is nothing of the actor's left.
    pub fn undoable(&self) -> anyhow::Result<Option<(EditId, Vec<Change>)>> { todo!() }
    pub fn undo(&mut self, id: EditId) -> anyhow::Result<Vec<Change>> { todo!() }
    pub fn redo(&mut self, id: EditId) -> anyhow::Result<Vec<Change>> { todo!() }
    /// Journal entries after `since`, oldest first, of one card if given, at most `limit`.
    pub fn journal(&self, card: Option<CardId>, since: i64, limit: usize) -> anyhow::Result<Vec<Change>> { todo!() }
    /// Blocks until the file may have news or the time is up (watcher + settle schedule inside); for `walboard watch`.
    pub fn wait(&mut self, at_most: Duration) -> anyhow::Result<()> { todo!() }
    /// Integrity, foreign keys, tables equal journal, lock, file system, permissions, versions.
    pub fn check(&mut self) -> anyhow::Result<health::Report> { todo!() }
    /// Consistent copy into a new file, verified after writing.
    pub fn backup(&self, to: &Path) -> anyhow::Result<()> { todo!() }
}

pub mod health {
    //! What is right and wrong with a board.

    /// How one check came out.
    #[derive(Debug, Clone, Copy, PartialEq, Eq)]
    pub enum Verdict { Ok, Note, Bad }
    /// One check: what was looked at, how it came out, and in plain words what was found and what to do.
    #[derive(Debug, Clone, PartialEq, Eq)]
    pub struct Finding { pub check: &'static str, pub verdict: Verdict, pub found: String, pub advice: Option<String> }
    /// All checks of a board.
    pub type Report = Vec<Finding>;
}

/// What the screen asks of the store thread. At most one write, undo or redo is under way at a time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Request {
    /// Write this edit.
    Write(Edit),
    /// Take back my last change, as an edit of this name.
    Undo(EditId),
    /// Take back my last undo, as an edit of this name.
    Redo(EditId),
    /// Look again: something may have happened to the file.
    Wake,
    /// The terminal has got or lost the focus; without it the store looks less often.
    Focus(bool),
}

/// What the store thread reports, in order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Report {
    /// The board moved on, by our own edits or by others'. Never `News::Nothing`.
    News(News),
    /// The answer to the write, undo or redo under way. Its changes came as news before it.
    Done(Result<Vec<Change>, Failure>),
    /// The write waits for its turn.
    Waiting {
        /// For how long by now.
        waited: Duration,
        /// Who holds the lock, if known.
        holder: Option<Holder>,
    },
    /// Something about the file that the user should know: locking or watching is not to be had, the file was moved,
    /// reading failed. Empty when all is well again.
    Trouble(Vec<String>),
}

/// Why a write did not happen, or may not have.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Failure {
    /// The board's rules refused it.
    Refused(crate::edit::Refusal),
    /// It could not be done; in words.
    Failed(String),
}
