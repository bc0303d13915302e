//! What is on a board in neutral words: where all formats of `import` and `export` meet.
//!
//! A format reads its text into an [`Outline`] and writes its text from one, and knows nothing of boards. What comes
//! in is tidied ([`Outline::tidied`]), so that the board's rules take it; what goes out is fitted to what the format can hold
//! ([`Outline::fitted`]). Both tell what got lost on the way.

mod field;
mod fit;
mod losses;
mod tidy;

use std::collections::{BTreeMap, BTreeSet, HashMap};

use jiff::Timestamp;
use jiff::civil::Date;

use crate::board::{LinkKind, Paint, Priority};

pub use field::Field;
pub use fit::Fitted;
pub use losses::Losses;
pub use tidy::{Unfit, same_name, word};

/// What is on a board, in words that no format owns.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Outline {
    /// The board's title, where there is one.
    pub title: Option<String>,
    /// The columns from left to right.
    pub headings: Vec<Heading>,
    /// The cards, column by column from top to bottom.
    pub entries: Vec<Entry>,
    /// What leads from card to card.
    pub ties: Vec<Tie>,
    /// The labels that have a colour.
    pub paints: BTreeMap<String, Paint>,
    /// What could not be taken over.
    pub losses: Losses,
}

/// What columns are called whose cards are done.
const DONE: [&str; 6] = [
    "done",
    "complete",
    "completed",
    "closed",
    "finished",
    "erledigt",
];

/// A column.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Heading {
    /// Its name.
    pub name: String,
    /// Its WIP limit.
    pub limit: Option<u32>,
    /// Whether what stands there is done.
    pub done: bool,
    /// Its colour.
    pub paint: Option<Paint>,
}

impl Heading {
    /// Returns a column of that name; names such as `Done` tell that what stands there is done.
    pub fn named(name: &str) -> Self {
        let letters = name.chars().filter(|letter| letter.is_alphanumeric());
        let letters: String = letters.flat_map(char::to_lowercase).collect();
        Self {
            done: DONE.contains(&letters.as_str()),
            name: name.to_owned(),
            ..Self::default()
        }
    }
}

/// A card.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Entry {
    /// What names it among the entries. A card that is imported keeps it as its source, so it is made to be unlike
    /// any other tool's: `trello:5f0c…`. A card that goes out has its number.
    pub key: String,
    /// The name of its column.
    pub column: String,
    /// Whether it is off the board, kept for later.
    pub archived: bool,
    /// One line of text.
    pub title: String,
    /// Markdown.
    pub body: String,
    /// Its labels.
    pub labels: BTreeSet<String>,
    /// Who works on it.
    pub assignee: Option<String>,
    /// How pressing it is.
    pub priority: Option<Priority>,
    /// The day it is due.
    pub due: Option<Date>,
    /// Its checklist from top to bottom.
    pub checklist: Vec<Step>,
    /// Its comments, oldest first.
    pub comments: Vec<Said>,
    /// Why it cannot go on.
    pub blocked: Option<String>,
    /// When it was made.
    pub created: Option<Timestamp>,
    /// Until when a worker has it.
    pub lease: Option<Timestamp>,
    /// Where it came from before.
    pub source: Option<String>,
}

/// An item of a checklist.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Step {
    /// One line of text.
    pub text: String,
    /// Whether it is ticked.
    pub done: bool,
}

/// A comment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Said {
    /// When it was made, where that is known.
    pub at: Option<Timestamp>,
    /// By whom, where that is known.
    pub by: Option<String>,
    /// What it says.
    pub text: String,
}

/// A tie between two cards.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Tie {
    /// The key of the card it leads from.
    pub from: String,
    /// What it says.
    pub kind: LinkKind,
    /// The key of the card it leads to.
    pub to: String,
}

impl Outline {
    /// Makes sure that there is a column of that name, and returns its name as it stands there.
    pub fn heading(&mut self, name: &str) -> String {
        let found = self
            .headings
            .iter()
            .find(|heading| heading.name.to_lowercase() == name.trim().to_lowercase());
        match found {
            Some(heading) => heading.name.clone(),
            None => {
                self.headings.push(Heading::named(name));
                name.to_owned()
            }
        }
    }

    /// Leaves only columns that have cards.
    pub fn used_headings(&mut self) {
        let entries = &self.entries;
        let used = |heading: &Heading| entries.iter().any(|entry| entry.column == heading.name);
        self.headings.retain(used);
    }

    /// Ties two cards together.
    pub fn tie(&mut self, from: &str, kind: LinkKind, to: &str) {
        self.ties.push(Tie {
            from: from.to_owned(),
            kind,
            to: to.to_owned(),
        });
    }

    /// Returns the ties that lead from each card, by its key.
    pub fn ties_from(&self) -> HashMap<&str, Vec<&Tie>> {
        self.ties_by(|tie| &tie.from)
    }

    /// Returns the ties that lead to each card, by its key.
    pub fn ties_to(&self) -> HashMap<&str, Vec<&Tie>> {
        self.ties_by(|tie| &tie.to)
    }

    fn ties_by(&self, end: fn(&Tie) -> &String) -> HashMap<&str, Vec<&Tie>> {
        let mut ties: HashMap<&str, Vec<&Tie>> = HashMap::new();
        for tie in &self.ties {
            ties.entry(end(tie)).or_default().push(tie);
        }
        ties
    }
}
