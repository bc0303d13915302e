//! What is scrolled into view, so that the cursor always is.

use crate::board::{CardId, ColumnId};
use crate::tui::layout::{self, Screen};
use crate::tui::model::Model;

/// The top card on screen of a column: the card, and the row it had, for when it goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Top {
    pub(crate) card: CardId,
    pub(crate) row: usize,
}

impl Model {
    /// Returns where everything is on screen.
    pub(crate) fn screen(&self) -> Screen {
        let columns = self.board.columns();
        let left = columns
            .iter()
            .position(|column| Some(column.id) == self.left)
            .unwrap_or_default();
        layout::screen(self.size, columns.len(), left)
    }

    /// Returns the first row on screen of a column.
    pub(crate) fn top_row(&self, column: ColumnId) -> usize {
        let Some(top) = self.tops.get(&column) else {
            return 0;
        };
        let shown = self.shown(column);
        let row = self
            .row(top.card)
            .filter(|row| shown.get(*row) == Some(&top.card));
        row.unwrap_or(top.row).min(shown.len().saturating_sub(1))
    }

    /// Scrolls so that the cursor is in view and no room is wasted.
    pub(crate) fn settle(&mut self) {
        self.settle_columns();
        let screen = self.screen();
        for pane in &screen.panes {
            let column = self.board.columns()[pane.column].id;
            let top = self.settled_top(column, pane.inner(), screen.gap);
            match self.shown(column).get(top) {
                Some(card) if top > 0 => {
                    let card = *card;
                    self.tops.insert(column, Top { card, row: top });
                }
                _ => {
                    self.tops.remove(&column);
                }
            }
        }
    }

    fn settle_columns(&mut self) {
        let columns = self.board.columns();
        let fits = layout::fitting(self.size.0, columns.len());
        let at = columns
            .iter()
            .position(|column| Some(column.id) == self.left)
            .unwrap_or_default();
        let focus = self.cursor_column().unwrap_or_default();
        let least = (focus + 1).saturating_sub(fits);
        let left = at
            .min(columns.len().saturating_sub(fits))
            .clamp(least, focus);
        self.left = columns.get(left).map(|column| column.id);
    }

    fn settled_top(&self, column: ColumnId, inner: layout::Rect, gap: u16) -> usize {
        let shown = self.shown(column);
        let Some(last) = shown.len().checked_sub(1) else {
            return 0;
        };
        let first_for = |row| layout::top_for(&self.board, shown, row, inner, gap);
        let mut top = self.top_row(column).min(first_for(last));
        if self.cursor.column == Some(column) {
            let row = self.cursor_row();
            top = if row < top {
                row
            } else {
                top.max(first_for(row))
            };
        }
        top
    }

    /// Returns how many cards of the cursor's column are in view.
    pub(crate) fn page(&self) -> usize {
        let screen = self.screen();
        let columns = self.board.columns();
        let pane = screen
            .panes
            .iter()
            .find(|pane| Some(columns[pane.column].id) == self.cursor.column);
        let (Some(pane), Some(column)) = (pane, self.cursor.column) else {
            return 1;
        };
        let shown = self.shown(column);
        let from = self.top_row(column);
        layout::stack(&self.board, shown, from, pane.inner(), screen.gap)
            .len()
            .max(1)
    }
}
