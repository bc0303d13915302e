//! A list to pick from: which of its rows are shown, and which one is pointed at.

use std::cmp::Reverse;

use tui_input::Input;

use super::{About, Pick, Row};
use crate::fuzzy::Word;

impl Pick {
    /// Returns a list in which letters are the rows' own keys.
    pub(crate) fn new(title: String, about: About, rows: Vec<Row>, at: usize) -> Self {
        Self {
            title,
            about,
            rows,
            at,
            typed: None,
            offer: None,
        }
    }

    /// Returns the list with letters that narrow it.
    pub(crate) fn typing(self) -> Self {
        Self {
            typed: Some(Input::default()),
            ..self
        }
    }

    /// Returns what the rows are narrowed by.
    pub(crate) fn wanted(&self) -> &str {
        self.typed.as_ref().map_or("", |typed| typed.value().trim())
    }

    /// Returns the rows that are shown: those that have what is typed, the best first, and the one made of it.
    pub(crate) fn shown(&self) -> Vec<&Row> {
        let words: Vec<Word> = self.wanted().split_whitespace().map(Word::new).collect();
        // Which cards can be linked is found among all there are, not among the rows.
        if words.is_empty() || matches!(self.about, About::LinkTo(..)) {
            return self.rows.iter().collect();
        }
        let fit = |row: &Row| {
            let scores = words.iter().map(|word| word.score(&row.words));
            scores
                .map(|score| score.map(u32::from))
                .sum::<Option<u32>>()
        };
        let mut fits: Vec<(u32, &Row)> = self
            .rows
            .iter()
            .filter_map(|row| Some((fit(row)?, row)))
            .collect();
        fits.sort_by_key(|(fit, _)| Reverse(*fit));
        let fits = fits.into_iter().map(|(_, row)| row);
        fits.chain(&self.offer).collect()
    }

    /// Returns the row that is pointed at.
    pub(crate) fn pointed(&self) -> Option<&Row> {
        self.shown().get(self.at).copied()
    }

    /// Puts other rows in the place of its own, and points at the one of the same name again.
    pub(crate) fn renew<Name: PartialEq>(
        &mut self,
        rows: Vec<Row>,
        name: impl Fn(&Row) -> Option<Name>,
    ) {
        let before = self.pointed().and_then(&name);
        self.rows = rows;
        let shown = self.shown();
        let is_it = |row: &&Row| before.is_some() && name(row) == before;
        let again = shown.iter().position(is_it);
        let last = shown.len().saturating_sub(1);
        self.at = again.unwrap_or(self.at.min(last));
    }
}

/// A label in the list of labels, and what is to become of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Ticked {
    pub(crate) label: String,
    /// How many cards of the board have it, archived ones included.
    pub(crate) everywhere: usize,
    /// How many of the cards that the list is about have it.
    pub(crate) on: usize,
    /// How many cards the list is about.
    pub(crate) of: usize,
    /// Whether it is to be on all of them; `None` leaves it as it is.
    pub(crate) want: Option<bool>,
}

impl Ticked {
    /// Tells whether all cards have it, or will; `None` when some do.
    pub(crate) fn is_on(&self) -> Option<bool> {
        self.want.or_else(|| self.was_on())
    }

    fn was_on(&self) -> Option<bool> {
        match self.on {
            0 => Some(false),
            on => (on == self.of).then_some(true),
        }
    }

    /// Puts it on, takes it off, and in the end leaves it as it was.
    pub(crate) fn toggle(&mut self) {
        self.want = match (self.want, self.was_on()) {
            (None, Some(true)) | (Some(true), None) => Some(false),
            (None, _) => Some(true),
            (Some(_), _) => None,
        };
    }
}
