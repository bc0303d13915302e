//! The search: which cards are shown.

use std::collections::{HashMap, HashSet};

use crate::board::{CardId, ColumnId};
use crate::query::{Context, Found, Query, QueryError};
use crate::tui::model::Model;
use crate::tui::model::cursor::Heirs;

/// A search and what it found.
#[derive(Debug)]
pub(crate) struct Filter {
    pub(crate) text: String,
    query: Query,
    /// The cards to show, in their order.
    shown: HashMap<ColumnId, Vec<CardId>>,
    /// How many cards match.
    pub(crate) hits: usize,
    /// The texts that were looked for in the bodies that are left in the file.
    asked: HashSet<String>,
    /// What was found there.
    found: Found,
}

impl Filter {
    /// Returns the texts that are still to be looked for in the bodies that are left in the file, once each.
    pub(crate) fn unasked(&mut self) -> Vec<String> {
        let texts = self.query.texts().into_iter().map(str::to_owned);
        texts
            .filter(|text| self.asked.insert(text.clone()))
            .collect()
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
        let heirs = self.heirs();
        self.filter = None;
        self.follow(&heirs);
    }

    /// Returns the cards of a column that are shown, the top one first.
    pub(crate) fn shown(&self, column: ColumnId) -> &[CardId] {
        match &self.filter {
            Some(filter) => filter
                .shown
                .get(&column)
                .map(Vec::as_slice)
                .unwrap_or_default(),
            None => self
                .board
                .column(column)
                .map_or(&[], |column| column.cards()),
        }
    }

    /// Returns where a card stands among those shown in its column.
    pub(crate) fn row(&self, card: CardId) -> Option<usize> {
        match &self.filter {
            Some(_) => {
                let column = self.board.card(card)?.place.column;
                self.shown(column).iter().position(|id| *id == card)
            }
            None => self.board.position(card),
        }
    }

    /// Shows only the cards that match; an empty search shows all. When it cannot be read, nothing changes.
    pub(crate) fn search(&mut self, text: &str, read: ReadQuery) -> Result<(), QueryError> {
        let query = read(text)?;
        let heirs = self.heirs();
        // What was found for a word stays, for when the next one is typed.
        let before = self.filter.take();
        let (asked, found) = before.map_or_else(Default::default, |old| (old.asked, old.found));
        self.filter = (!query.is_empty()).then(|| Filter {
            text: text.trim().to_owned(),
            query,
            shown: HashMap::new(),
            hits: 0,
            asked,
            found,
        });
        self.show_hits(&heirs);
        Ok(())
    }

    /// Takes in which cards have a text in the body that is left in the file.
    pub(crate) fn found(&mut self, text: String, cards: HashSet<CardId>) {
        let heirs = self.heirs();
        if let Some(filter) = &mut self.filter {
            filter.found.insert(text, cards);
            self.show_hits(&heirs);
        }
    }

    fn show_hits(&mut self, heirs: &Heirs) {
        self.refilter(None);
        self.follow(heirs);
        if self.cursor.card.is_none() {
            self.go_to_hit();
        }
    }

    /// Goes to the nearest column that shows a card, when the cursor's own shows none.
    fn go_to_hit(&mut self) {
        let at = self.cursor_column().unwrap_or_default();
        let columns = self.board.columns().iter().enumerate();
        let nearest = columns
            .filter(|(_, column)| !self.shown(column.id).is_empty())
            .min_by_key(|(other, _)| other.abs_diff(at));
        if let Some(column) = nearest.map(|(_, column)| column.id) {
            self.go_to_column(Some(column));
        }
    }

    /// Finds again which cards match. The card under the cursor is kept even when it no longer does, so that
    /// nobody's change takes it away from under the cursor.
    pub(crate) fn refilter(&mut self, keep: Option<CardId>) {
        let Some(filter) = &mut self.filter else {
            return;
        };
        let Filter {
            query,
            shown: all,
            hits,
            found,
            ..
        } = filter;
        *hits = 0;
        all.clear();
        let context = Context {
            me: &self.me.name,
            today: self.today,
            board: &self.board,
            found: Some(found),
        };
        for column in self.board.columns() {
            let mut shown = Vec::new();
            for id in column.cards() {
                let matches = self
                    .board
                    .card(*id)
                    .is_some_and(|card| query.matches(card, &context));
                *hits += usize::from(matches);
                if matches || Some(*id) == keep {
                    shown.push(*id);
                }
            }
            all.insert(column.id, shown);
        }
    }
}
