//! What is wrong in the configuration, and why a choice could not be kept in it.

use std::fmt;
use std::path::PathBuf;

use crate::edit::Refusal;
use crate::store::Why;
use crate::tui::keymap::BadKey;

/// Something wrong in a file of the configuration.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Warning {
    /// The file.
    pub file: PathBuf,
    /// The line; `None` when it is about the whole file.
    pub line: Option<usize>,
    /// What is wrong.
    pub wrong: Wrong,
}

impl fmt::Display for Warning {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.place(), self.wrong)
    }
}

impl Warning {
    /// Returns the file and the line.
    pub(crate) fn place(&self) -> String {
        let file = self.file.display();
        self.line
            .map_or_else(|| file.to_string(), |line| format!("{file}:{line}"))
    }
}

/// What can be wrong in a file of the configuration. Names are as they stand there.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[cfg_attr(test, derive(strum::EnumCount))]
pub enum Wrong {
    /// It is no TOML, in the words of who reads it.
    #[error("{0}")]
    Toml(String),
    /// The file cannot be read.
    #[error(transparent)]
    Unread(Unread),
    /// A place has nothing of that name.
    #[error("{place} has no “{name}”; it has {there}")]
    Unknown {
        /// The place.
        place: Place,
        /// The name.
        name: String,
        /// What there is.
        there: String,
    },
    /// Another word must stand there.
    #[error("{name}: must be one of {allowed}")]
    OneOf {
        /// The name.
        name: &'static str,
        /// The words that may.
        allowed: String,
    },
    /// True or false must stand there.
    #[error("{0}: must be true or false")]
    YesOrNo(&'static str),
    /// A name must stand there.
    #[error("{0}: must be a name in quotes")]
    Name(&'static str),
    /// A table must stand there.
    #[error("{0}: must be a table")]
    Table(String),
    /// A command must stand there.
    #[error("editor: must be a command in quotes, such as \"nvim\"")]
    Editor,
    /// The name of a column must stand there.
    #[error("[new-board] done: must be the name of a column in quotes")]
    Done,
    /// Names of columns must stand there.
    #[error("[new-board] columns: must be names in quotes, as in [\"To do\", \"Doing\", \"Done\"]")]
    Columns,
    /// A board cannot have such columns.
    #[error("[new-board] columns: {0}")]
    NoColumns(Refusal),
    /// An action must stand there.
    #[error("[keys] {0}: must be an action in quotes, or \"none\"")]
    Action(String),
    /// A key cannot be.
    #[error("[keys]: {0}")]
    Key(BadKey),
    /// A colour must stand there.
    #[error("{0}: must be a colour, such as \"#1a1d26\"")]
    Colour(&'static str),
    /// There is no such theme.
    #[error("there is no theme “{name}”; there are {there}")]
    NoTheme {
        /// Its name.
        name: String,
        /// Those that there are.
        there: String,
    },
    /// A theme lacks colours.
    #[error("is no theme without {0}")]
    Lacks(String),
}

/// A place in a file of the configuration.
#[derive(Debug, Clone, Copy, PartialEq, Eq, strum::Display)]
#[cfg_attr(test, derive(strum::VariantArray))]
pub enum Place {
    /// The whole file.
    #[strum(to_string = "the file")]
    File,
    /// What is set for the screen.
    #[strum(to_string = "[screen]")]
    Screen,
    /// What new boards have.
    #[strum(to_string = "[new-board]")]
    NewBoard,
    /// The keys.
    #[strum(to_string = "[keys]")]
    Keys,
    /// A theme.
    #[strum(to_string = "a theme")]
    Theme,
}

/// Why a file of the configuration cannot be read.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[cfg_attr(test, derive(strum::EnumCount))]
pub enum Unread {
    /// The system does not let it.
    #[error("could not be read: {0}")]
    Closed(Why),
    /// A folder.
    #[error("is a folder; it must be a file")]
    Folder,
    /// Longer than anybody writes.
    #[error("is too long; the longest is {0} bytes")]
    TooLong(u64),
    /// No text.
    #[error("is not UTF-8 text")]
    NoText,
}

/// Why a choice was not kept in the configuration.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[cfg_attr(test, derive(strum::EnumCount))]
pub enum Unkept {
    /// There is no place for it.
    #[error("there is no home folder ($HOME) for a configuration")]
    NoHome,
    /// The file may be anything, a board even.
    #[error("{} is not named as a configuration is: *.toml", .0.display())]
    Name(PathBuf),
    /// The file cannot be read.
    #[error("{} {why}", file.display())]
    Unread {
        /// The file.
        file: PathBuf,
        /// Why not.
        why: Unread,
    },
    /// Something in the file is in the way.
    #[error("{} was left as it is: {why}", file.display())]
    Left {
        /// The file.
        file: PathBuf,
        /// What.
        why: Box<Wrong>,
    },
    /// The file cannot be written.
    #[error("could not write {}: {why}", file.display())]
    Unwritten {
        /// The file.
        file: PathBuf,
        /// Why not.
        why: Why,
    },
}
