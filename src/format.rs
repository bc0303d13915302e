//! The formats that boards are imported from and exported to: each a small file that reads its text into an
//! [`Outline`] or writes its text from one, and does nothing else.

mod backlog;
mod csv;
mod front_matter;
mod github;
mod guess;
pub(crate) mod json;
mod kanban_md;
mod kanban_rs;
mod markdown;
mod obsidian;
mod project;
mod taskell;
mod taskwarrior;
mod trello;
pub mod walboard;

use std::collections::BTreeMap;
use std::fmt;

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use uuid::Uuid;

use crate::outline::{Field, Fitted, Outline, Unfit};

/// A format that a board can be read from, and maybe written to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[expect(missing_docs, reason = "`said` tells what each is")]
pub enum Format {
    Json,
    Csv,
    Markdown,
    Taskell,
    Obsidian,
    Backlog,
    KanbanMd,
    Trello,
    Taskwarrior,
    Github,
    GithubProject,
    KanbanRs,
    Hermes,
}

/// The text files of a folder, by their paths in it with `/`.
pub type Files = BTreeMap<String, String>;

/// What is read, already decoded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Input {
    /// One file.
    Text(String),
    /// A folder of files.
    Folder(Files),
}

/// What is written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Output {
    /// One file.
    Text(String),
    /// A folder of files.
    Folder(Files),
}

/// Where something is read from, as far as it matters for what it means.
#[derive(Debug, Clone)]
pub struct Origin {
    /// The file's name without its ending: it tells the cards of two files apart that number theirs alike.
    pub name: String,
    /// The user's time zone: on which day a moment is due.
    pub zone: TimeZone,
}

/// Why something could not be read as that format: where, and what is wrong.
#[derive(Debug, thiserror::Error)]
#[error("{0}")]
pub struct Unreadable(pub String);

impl Unreadable {
    fn new(why: impl fmt::Display) -> Self {
        Self(why.to_string())
    }
}

impl From<serde_json::Error> for Unreadable {
    fn from(error: serde_json::Error) -> Self {
        let what = match error.classify() {
            serde_json::error::Category::Eof => "it ends too early, so it is not whole",
            serde_json::error::Category::Data => "it is not as expected",
            _ => "it is no JSON",
        };
        Self(format!("{what}: {error}"))
    }
}

impl From<Unfit> for Unreadable {
    fn from(unfit: Unfit) -> Self {
        Self::new(unfit)
    }
}

impl Format {
    /// Every format.
    pub const ALL: [Self; 13] = [
        Self::Json,
        Self::Csv,
        Self::Markdown,
        Self::Taskell,
        Self::Obsidian,
        Self::Backlog,
        Self::KanbanMd,
        Self::Trello,
        Self::Taskwarrior,
        Self::Github,
        Self::GithubProject,
        Self::KanbanRs,
        Self::Hermes,
    ];

    /// Returns the word that names it on the command line.
    pub fn name(self) -> &'static str {
        match self {
            Self::Json => "json",
            Self::Csv => "csv",
            Self::Markdown => "markdown",
            Self::Taskell => "taskell",
            Self::Obsidian => "obsidian",
            Self::Backlog => "backlog",
            Self::KanbanMd => "kanban-md",
            Self::Trello => "trello",
            Self::Taskwarrior => "taskwarrior",
            Self::Github => "github",
            Self::GithubProject => "github-project",
            Self::KanbanRs => "kanban-rs",
            Self::Hermes => "hermes",
        }
    }

    /// Returns what it is in words.
    pub fn said(self) -> &'static str {
        match self {
            Self::Json => "walboard's own JSON",
            Self::Csv => "a CSV table",
            Self::Markdown => "Markdown",
            Self::Taskell => "taskell's Markdown",
            Self::Obsidian => "Obsidian's kanban Markdown",
            Self::Backlog => "a Backlog.md folder",
            Self::KanbanMd => "a kanban-md folder",
            Self::Trello => "Trello's board export",
            Self::Taskwarrior => "Taskwarrior's export",
            Self::Github => "GitHub issues",
            Self::GithubProject => "GitHub project items",
            Self::KanbanRs => "kanban-rs's JSON",
            Self::Hermes => "the kanban.db of hermes",
        }
    }

    /// Returns the format of that name.
    pub fn named(name: &str) -> Option<Self> {
        let name = name.to_lowercase();
        Self::ALL.into_iter().find(|format| format.name() == name)
    }

    /// Returns the formats that can be written.
    pub fn written() -> impl Iterator<Item = Self> {
        Self::ALL
            .into_iter()
            .filter(|format| format.holds().is_some())
    }

    /// Tells whether it is a folder of files.
    pub fn is_folder(self) -> bool {
        matches!(self, Self::Backlog | Self::KanbanMd)
    }

    /// Returns what it can hold of a board; `None` when it is only read.
    pub fn holds(self) -> Option<&'static [Field]> {
        Some(match self {
            Self::Json => walboard::HOLDS,
            Self::Csv => csv::HOLDS,
            Self::Markdown => markdown::HOLDS,
            Self::Taskell => taskell::HOLDS,
            Self::Obsidian => obsidian::HOLDS,
            Self::Backlog => backlog::HOLDS,
            Self::KanbanMd => kanban_md::HOLDS,
            Self::Taskwarrior => taskwarrior::HOLDS,
            Self::KanbanRs => kanban_rs::HOLDS,
            Self::Trello | Self::Github | Self::GithubProject | Self::Hermes => return None,
        })
    }

    /// Guesses the format of what is to be read.
    ///
    /// # Errors
    /// When it is like none of them.
    pub fn guess(input: &Input) -> Result<Self, Unreadable> {
        match input {
            Input::Text(text) => guess::text(text),
            Input::Folder(files) => guess::folder(files),
        }
    }

    /// Reads a board.
    ///
    /// # Errors
    /// Where and why it cannot be read; nothing is taken over by halves.
    pub fn read(self, input: &Input, origin: &Origin) -> Result<Outline, Unreadable> {
        let outline = match (self, input) {
            (Self::Backlog, Input::Folder(files)) => backlog::read(files, origin),
            (Self::KanbanMd, Input::Folder(files)) => kanban_md::read(files, origin),
            (Self::Backlog | Self::KanbanMd, Input::Text(_)) => {
                Err(Unreadable::new("it is a file, not a folder"))
            }
            (_, Input::Folder(_)) => Err(Unreadable::new("it is a folder, not a file")),
            (Self::Hermes, _) => Err(Unreadable::new("it is no SQLite database")),
            (Self::Json, Input::Text(text)) => walboard::read(text),
            (Self::Csv, Input::Text(text)) => csv::read(text, origin),
            (Self::Markdown, Input::Text(text)) => markdown::read(text, origin),
            (Self::Taskell, Input::Text(text)) => taskell::read(text, origin),
            (Self::Obsidian, Input::Text(text)) => obsidian::read(text, origin),
            (Self::Trello, Input::Text(text)) => trello::read(text, origin),
            (Self::Taskwarrior, Input::Text(text)) => taskwarrior::read(text, origin),
            (Self::Github, Input::Text(text)) => github::read(text),
            (Self::GithubProject, Input::Text(text)) => project::read(text, origin),
            (Self::KanbanRs, Input::Text(text)) => kanban_rs::read(text, origin),
        };
        Ok(outline?.tidied()?)
    }

    /// Writes a board; `None` when the format is only read.
    pub fn write(self, outline: Outline) -> Option<(Output, Fitted)> {
        let fitted = outline.fitted(self.holds()?);
        let outline = &fitted.outline;
        let output = match self {
            Self::Csv => Output::Text(csv::write(outline)),
            Self::Markdown => Output::Text(markdown::write(outline)),
            Self::Taskell => Output::Text(taskell::write(outline)),
            Self::Obsidian => Output::Text(obsidian::write(outline)),
            Self::Backlog => Output::Folder(backlog::write(outline)),
            Self::KanbanMd => Output::Folder(kanban_md::write(outline)),
            Self::Taskwarrior => Output::Text(taskwarrior::write(outline)),
            Self::KanbanRs => Output::Text(kanban_rs::write(outline)),
            // The board's own JSON holds more than an outline does.
            _ => return None,
        };
        Some((output, fitted))
    }
}

impl fmt::Display for Format {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

impl Origin {
    /// Returns the day that a date or a moment means where the user is.
    fn day(&self, text: &str) -> Option<Date> {
        let text = text.trim();
        if let Ok(at) = text.parse::<Timestamp>() {
            return Some(at.to_zoned(self.zone.clone()).date());
        }
        // `Date` would take the day of a longer text, whatever follows.
        text.get(..10)
            .filter(|day| text.len() == 10 || !text[day.len()..].starts_with(char::is_alphanumeric))
            .and_then(|day| day.parse().ok())
    }

    /// Returns a key for a card that the other tool gives no name that lasts: made from its file and title, so that it
    /// is the same next time, wherever the card has moved.
    fn key_of(&self, format: Format, title: &str) -> String {
        let name = format!("{}\n{}", self.name, title.trim());
        let id = Uuid::new_v5(&Uuid::NAMESPACE_OID, name.as_bytes());
        format!("{format}:{}", id.simple())
    }

    /// Returns a key for a card that has a name only within its file or project.
    fn key_in(&self, format: Format, project: Option<&str>, id: &str) -> String {
        let project = project.filter(|project| !project.is_empty());
        format!("{format}:{}:{id}", project.unwrap_or(&self.name))
    }
}

/// Returns a title as part of a file's name.
fn slug(title: &str) -> String {
    let plain = |letter: char| {
        if letter.is_alphanumeric() {
            letter
        } else {
            '-'
        }
    };
    let plain: String = title.to_lowercase().chars().map(plain).collect();
    let words: Vec<&str> = plain.split('-').filter(|word| !word.is_empty()).collect();
    let short: String = words.join("-").chars().take(50).collect();
    match short.trim_end_matches('-') {
        "" => "card".to_owned(),
        short => short.to_owned(),
    }
}
