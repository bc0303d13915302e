//! The one filter language: `@me +bug !high due<fri text`.
//!
//! | term | matches |
//! |---|---|
//! | `word` | cards with that in the title, the body, the checklist or a comment, capitals or not; in the title letters may be left out: `rlnts` finds “release notes” |
//! | `"two words"` | the same, but just as it stands |
//! | `#12` | that card |
//! | `@ana`, `@me`, `@none` | who works on it |
//! | `+bug` | cards with that label |
//! | `!high`, `!none` | that priority |
//! | `due<fri`, `due<=2d`, `due>`, `due>=`, `due:today`, `due:none`, `overdue` | the due date |
//! | `in:doing`, `in:"to do"` | cards in that column; blanks may be left out (`in:todo`) |
//! | `is:archived` | archived cards |
//! | `is:done` | cards in a done column |
//! | `is:blocked` | cards that state why they cannot go on, or wait for a card that is not done |
//! | `has:body`, `has:labels`, `has:due`, `has:checklist`, `has:comments`, `has:links` | cards with any |
//! | `-` before any of these | the others; `-bug` is neither labelled `bug` nor has it in its text |
//!
//! What is done is never overdue. All terms must match. A term that has just been begun (`due<`, `@`, `"`) matches every card.

mod parse;

use std::collections::{HashMap, HashSet};
use std::ops::Range;

use jiff::civil::Date;

use crate::board::due::{DueError, When};
use crate::board::{Board, Card, CardId, Priority};
use crate::fuzzy::Word;

/// A filter for cards; the default one matches all.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Query {
    terms: Vec<Term>,
}

/// The cards whose body has a text, by that text in lower case.
pub type Found = HashMap<String, HashSet<CardId>>;

/// What a filter must know besides the card.
#[derive(Debug, Clone, Copy)]
pub struct Context<'a> {
    /// Whom `@me` means.
    pub me: &'a str,
    /// Which day `due:today` means.
    pub today: Date,
    /// The board the card is on: its column, and the cards that it is linked to.
    pub board: &'a Board,
    /// What was found in bodies that are left in the file.
    pub found: Option<&'a Found>,
}

/// Why a text is no filter.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum QueryError {
    /// An unknown word after `!`.
    #[error("“!{0}” is no priority; there are !low, !medium, !high, !urgent and !none")]
    Priority(String),
    /// An unknown word after `is:`.
    #[error("“is:{0}” is not known; there are is:archived, is:done and is:blocked")]
    State(String),
    /// An unknown word after `has:`.
    #[error(
        "“has:{0}” is not known; there are has:body, has:labels, has:due, has:checklist, has:comments and has:links"
    )]
    Part(String),
    /// An unknown day after `due`.
    #[error(transparent)]
    Due(#[from] DueError),
    /// A comparison with no day at all.
    #[error("no day is before or after none; write due:none")]
    DueNone,
}

/// One condition. Texts are in lower case; a column's name is without its blanks, too.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Term {
    Text(String),
    Word {
        text: String,
        word: Word,
    },
    Number(CardId),
    Assignee(Named),
    Label(Named),
    Priority(Option<Priority>),
    Due(Compare, When),
    Overdue,
    In(Named),
    Is(State),
    Has(Part),
    Not(Box<Term>),
    /// Neither in the labels nor in the text.
    Neither(String),
}

/// What a card can be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum State {
    Archived,
    Done,
    Blocked,
}

/// What a card can have.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Part {
    Body,
    Labels,
    Due,
    Checklist,
    Comments,
    Links,
}

/// A name that must be met whole, or just begun with when it is still being typed.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Named {
    name: String,
    begun: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Compare {
    Before,
    UpTo,
    Is,
    From,
    After,
}

impl Query {
    /// Reads a filter.
    ///
    /// # Errors
    /// When a term cannot mean anything.
    pub fn parse(text: &str) -> Result<Self, QueryError> {
        parse::parse(text)
    }

    /// Reads a filter while its last word is still being typed: names are met by their beginning there, and what
    /// means nothing yet matches every card.
    ///
    /// # Errors
    /// When a term before the last one cannot mean anything.
    pub fn typing(text: &str) -> Result<Self, QueryError> {
        parse::typing(text)
    }

    /// Tells whether it matches every card because nothing is asked.
    pub fn is_empty(&self) -> bool {
        self.terms.is_empty()
    }

    /// Tells whether it asks for archived cards, which are left out of account otherwise.
    pub fn wants_archived(&self) -> bool {
        self.terms.contains(&Term::Is(State::Archived))
    }

    /// Returns the texts that it looks for in bodies, in lower case.
    pub fn texts(&self) -> Vec<&str> {
        self.terms.iter().filter_map(Term::text).collect()
    }

    /// Tells whether it asks for what depends on other cards than the one that is asked.
    pub fn asks_others(&self) -> bool {
        self.terms.iter().any(Term::asks_others)
    }

    /// Returns the card it asks for, when it asks for one by its number and for nothing else.
    pub fn number(&self) -> Option<CardId> {
        match self.terms.as_slice() {
            [Term::Number(id)] => Some(*id),
            _ => None,
        }
    }

    /// Returns where in a title its words are: pieces in their order, apart from each other.
    pub fn found_in(&self, title: &str) -> Vec<Range<usize>> {
        let words = self.terms.iter().filter_map(|term| match term {
            Term::Text(text) => Word::new(text).find_exact(title),
            Term::Word { word, .. } => word.find(title),
            _ => None,
        });
        let mut found: Vec<Range<usize>> = words.flatten().collect();
        found.sort_by_key(|piece| (piece.start, piece.end));
        let mut end = 0;
        found.retain(|piece| {
            let apart = piece.start >= end;
            end = end.max(piece.end);
            apart
        });
        found
    }

    /// Tells whether a card is among those asked for.
    pub fn matches(&self, card: &Card, context: &Context<'_>) -> bool {
        self.terms.iter().all(|term| term.matches(card, context))
    }
}

impl Term {
    fn text(&self) -> Option<&str> {
        match self {
            Self::Text(text) | Self::Word { text, .. } | Self::Neither(text) => Some(text),
            Self::Not(term) => term.text(),
            _ => None,
        }
    }

    fn asks_others(&self) -> bool {
        match self {
            Self::Is(State::Blocked) | Self::Has(Part::Links) => true,
            Self::Not(term) => term.asks_others(),
            _ => false,
        }
    }

    fn matches(&self, card: &Card, context: &Context<'_>) -> bool {
        match self {
            Self::Text(text) => context.says(card, text),
            Self::Word { text, word } => word.is_in(&card.title) || context.tells(card, text),
            Self::Number(id) => card.id == *id,
            Self::Assignee(who) => match (who.name.as_str(), card.assignee.as_deref()) {
                ("none", None) => true,
                ("me", Some(name)) if same(name, context.me) => true,
                (_, Some(name)) => who.meets(name),
                (_, None) => false,
            },
            Self::Label(label) => card.labels.iter().any(|name| label.meets(name)),
            Self::Priority(priority) => card.priority == *priority,
            Self::Due(compare, when) => compare.holds(card.due, when, context.today),
            Self::Overdue => context.board.is_late(card, context.today),
            Self::In(name) => context
                .board
                .column(card.place.column)
                .is_some_and(|column| name.meets(&without_blanks(&column.name))),
            Self::Is(state) => match state {
                State::Archived => card.archived,
                State::Done => context.board.is_done(card),
                State::Blocked => context.board.is_blocked(card),
            },
            Self::Has(part) => match part {
                Part::Body => !card.body.is_empty(),
                Part::Labels => !card.labels.is_empty(),
                Part::Due => card.due.is_some(),
                Part::Checklist => !card.checklist.is_empty(),
                Part::Comments => !card.comments.is_empty(),
                Part::Links => context.board.is_linked(card),
            },
            Self::Not(term) => !term.matches(card, context),
            Self::Neither(text) => {
                !context.says(card, text)
                    && !card.labels.iter().any(|name| name.to_lowercase() == *text)
            }
        }
    }
}

impl Context<'_> {
    /// Tells whether a text, in lower case, is anywhere on a card.
    fn says(&self, card: &Card, text: &str) -> bool {
        crate::text::says(&card.title, text) || self.tells(card, text)
    }

    /// Tells whether a text, in lower case, is anywhere on a card but in its title.
    fn tells(&self, card: &Card, text: &str) -> bool {
        let items = card.checklist.iter().map(|item| &*item.text);
        let comments = card.comments.iter().map(|comment| &*comment.text);
        let mut texts = [card.body.text()].into_iter().chain(items).chain(comments);
        let is_found = |found: &Found| {
            found
                .get(text)
                .is_some_and(|cards| cards.contains(&card.id))
        };
        texts.any(|there| crate::text::says(there, text))
            || (card.body.is_away() && self.found.is_some_and(is_found))
    }
}

impl Named {
    fn meets(&self, name: &str) -> bool {
        let name = name.to_lowercase();
        match self.begun {
            true => name.starts_with(&self.name),
            false => name == self.name,
        }
    }
}

impl Compare {
    fn holds(self, due: Option<Date>, when: &When, today: Date) -> bool {
        match (due, when.on(today)) {
            (due, Ok(None)) => self == Self::Is && due.is_none(),
            (Some(due), Ok(Some(day))) => match self {
                Self::Before => due < day,
                Self::UpTo => due <= day,
                Self::Is => due == day,
                Self::From => due >= day,
                Self::After => due > day,
            },
            // No due date, or a day that the calendar does not reach.
            _ => false,
        }
    }
}

fn same(one: &str, other: &str) -> bool {
    one.to_lowercase() == other.to_lowercase()
}

fn without_blanks(name: &str) -> String {
    name.split_whitespace().collect()
}

#[cfg(test)]
mod tests;
