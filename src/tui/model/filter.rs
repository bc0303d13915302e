//! The search: which cards are shown.

use std::collections::HashSet;

use crate::board::CardId;
use crate::query::{Found, Query, QueryError};
use crate::tui::model::Model;

/// A search and what it found.
#[derive(Debug)]
pub(crate) struct Filter {
    pub(crate) text: String,
    pub(crate) query: Query,
    /// How many cards match, as far as they were asked.
    pub(crate) hits: usize,
    /// The text that is being looked for in the bodies that are left in the file.
    asked: Option<String>,
    /// What was found there.
    pub(crate) found: Found,
}

impl Filter {
    /// Returns a text that is still to be looked for in the bodies that are left in the file: one at a time, for by then
    /// more may have been typed.
    pub(crate) fn ask(&mut self) -> Option<String> {
        if self.asked.is_some() {
            return None;
        }
        let mut texts = self.query.texts().into_iter();
        let unknown = texts.find(|text| !self.found.contains_key(*text));
        self.asked = unknown.map(str::to_owned);
        self.asked.clone()
    }

    /// Tells whether it asks for archived cards, which are not on the board.
    pub(crate) fn wants_archived(&self) -> bool {
        self.query.wants_archived()
    }
}

/// How a search is read: [`Query::typing`] while it is typed, [`Query::parse`] once it is complete.
pub(crate) type ReadQuery = fn(&str) -> Result<Query, QueryError>;

impl Model {
    /// Shows all cards.
    pub(crate) fn show_all(&mut self) {
        self.rearrange(|view| view.filter = None);
    }

    /// Shows only the cards that match; an empty search shows all. When it cannot be read, nothing changes.
    pub(crate) fn search(&mut self, text: &str, read: ReadQuery) -> Result<(), QueryError> {
        let query = read(text)?;
        let heirs = self.heirs();
        // What was found for a word stays, for when the next one is typed.
        let before = self.view.filter.take();
        let (asked, found) = before.map_or_else(Default::default, |old| (old.asked, old.found));
        let filter = (!query.is_empty()).then(|| Filter {
            text: text.trim().to_owned(),
            query,
            hits: 0,
            asked,
            found,
        });
        self.view.filter = filter;
        self.sift_typed(&heirs);
        Ok(())
    }

    /// Takes in which cards have a text in the body that is left in the file.
    pub(crate) fn found(&mut self, text: String, cards: HashSet<CardId>) {
        let Some(filter) = &mut self.view.filter else {
            return;
        };
        filter.asked.take_if(|asked| *asked == text);
        let is_news = !cards.is_empty() && filter.query.texts().contains(&text.as_str());
        filter.found.insert(text.clone(), cards);
        if is_news {
            self.sift_anew(text);
        }
    }

    /// Goes to the nearest column that shows a card, when the cursor's own shows none.
    pub(super) fn go_to_hit(&mut self) {
        let at = self.cursor_column().unwrap_or_default();
        let columns = self.board.columns().iter().enumerate();
        let nearest = columns
            .filter(|(_, column)| !self.shown(column.id).is_empty())
            .min_by_key(|(other, _)| other.abs_diff(at));
        if let Some(column) = nearest.map(|(_, column)| column.id) {
            self.go_to_column(Some(column));
        }
    }
}
