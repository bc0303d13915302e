//! Where the user is: a column and a card, by their numbers, never by where they stand.

use crate::board::{CardId, ColumnId};
use crate::tui::model::Model;

/// How many neighbours are remembered on either side, to find the next card when several go at once.
const NEIGHBOURS: usize = 64;

/// Where the user is.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Cursor {
    /// The column; none when the board has none.
    pub column: Option<ColumnId>,
    /// The card; none when the column shows none.
    pub card: Option<CardId>,
}

/// Who gets the cursor if its card or its column goes.
#[derive(Debug, Default)]
pub(crate) struct Heirs {
    /// The cards after it, then those before it, the nearest first.
    cards: Vec<CardId>,
    /// Where its column stands.
    column: usize,
}

impl Heirs {
    /// Returns the cards that may get the cursor.
    pub(super) fn cards(&self) -> &[CardId] {
        &self.cards
    }
}

impl Model {
    /// Puts the cursor into a column, on the card it was on last.
    pub(crate) fn go_to_column(&mut self, column: Option<ColumnId>) {
        let Some(column) = column else {
            self.cursor = Cursor::default();
            return;
        };
        let shown = self.shown(column);
        let last = self.last.get(&column).copied().filter(|card| {
            self.row(*card)
                .is_some_and(|row| shown.get(row) == Some(card))
        });
        let card = last.or_else(|| shown.first().copied());
        let column = Some(column);
        self.cursor = Cursor { column, card };
        self.remember();
    }

    /// Puts the cursor into a column without leaving its lane, when that has a card there: on the card it was on last,
    /// or the first one. Else it goes to the nearest lane that has one.
    pub(crate) fn go_across(&mut self, column: Option<ColumnId>) {
        let (Some(to), Some(lane)) = (column, self.cursor_lane()) else {
            self.go_to_column(column);
            return;
        };
        let lanes = 0..self.view.lanes().len();
        let nearest = lanes
            .map(|at| (at.abs_diff(lane), self.lane_rows(to, at)))
            .filter(|(_, rows)| !rows.is_empty())
            .min_by_key(|(far, _)| *far);
        let Some((_, rows)) = nearest else {
            self.go_to_column(column);
            return;
        };
        let last = self.last.get(&to).and_then(|card| self.row(*card));
        let row = last.filter(|row| rows.contains(row));
        self.cursor.column = column;
        self.go_to_row(row.unwrap_or(rows.start));
    }

    /// Puts the cursor on a card, wherever it stands.
    pub(crate) fn go_to_card(&mut self, card: CardId) {
        if let Some(found) = self.board.card(card).filter(|card| !card.archived) {
            self.cursor.column = Some(found.place.column);
            self.cursor.card = Some(card);
            self.remember();
        }
    }

    /// Puts the cursor on a row of its column, or the last one.
    pub(crate) fn go_to_row(&mut self, row: usize) {
        let Some(column) = self.cursor.column else {
            return;
        };
        let shown = self.shown(column);
        let card = shown.get(row).or(shown.last()).copied();
        self.cursor.card = card;
        self.remember();
    }

    /// Returns the row the cursor is on.
    pub(crate) fn cursor_row(&self) -> usize {
        self.cursor
            .card
            .and_then(|card| self.row(card))
            .unwrap_or_default()
    }

    /// Returns where the cursor's column stands.
    pub(crate) fn cursor_column(&self) -> Option<usize> {
        let columns = self.board.columns();
        columns
            .iter()
            .position(|column| Some(column.id) == self.cursor.column)
    }

    /// Returns who gets the cursor if its card or its column goes.
    pub(crate) fn heirs(&self) -> Heirs {
        let column = self.cursor_column().unwrap_or_default();
        let shown = self.cursor.column.map_or(&[][..], |id| self.shown(id));
        let row = self.cursor.card.and_then(|card| self.row(card));
        let Some(row) = row.filter(|row| *row < shown.len()) else {
            let cards = Vec::new();
            return Heirs { cards, column };
        };
        let after = shown[row + 1..].iter().take(NEIGHBOURS);
        let before = shown[..row].iter().rev().take(NEIGHBOURS);
        let cards = after.chain(before).copied().collect();
        Heirs { cards, column }
    }

    /// Keeps the cursor on its card after the board or the search changed. When the card is gone, an heir gets the
    /// cursor, and the card is returned.
    pub(crate) fn follow(&mut self, heirs: &Heirs) -> Option<CardId> {
        let lost = match self.cursor.card {
            Some(card) if self.row(card).is_some() => {
                self.go_to_card(card);
                return None;
            }
            lost => lost,
        };
        let columns = self.board.columns();
        let still_there = self.column().map(|column| column.id);
        let last = columns.len().saturating_sub(1);
        let column =
            still_there.or_else(|| columns.get(heirs.column.min(last)).map(|column| column.id));
        let in_column = |card: &&CardId| {
            let stands = self.board.card(**card).map(|card| card.place.column) == column;
            stands && self.row(**card).is_some()
        };
        match heirs.cards.iter().find(in_column) {
            Some(heir) => self.go_to_card(*heir),
            None => self.go_to_column(column),
        }
        lost
    }

    fn remember(&mut self) {
        if let (Some(column), Some(card)) = (self.cursor.column, self.cursor.card) {
            self.last.insert(column, card);
        }
    }
}
