//! What is scrolled into view, so that the cursor always is.

use std::ops::Range;

use crate::board::{CardId, ColumnId};
use crate::tui::layout::{self, Band, Needs, Pane, Rect, Screen};
use crate::tui::model::Model;
use crate::tui::model::lanes::Lane;

/// The top card on screen of a column, or of a lane of it: the card, and the row it had, for when it goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Top {
    pub(crate) card: CardId,
    pub(crate) row: usize,
}

/// A column, or a lane of it, on screen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Cell {
    pub(crate) column: ColumnId,
    /// Which lane, when there are lanes.
    pub(crate) lane: Option<usize>,
    /// Its rows among those that the column shows.
    pub(crate) rows: Range<usize>,
    /// The first row in view.
    pub(crate) top: usize,
    pub(crate) area: Rect,
}

impl Model {
    /// Returns where everything is on screen.
    pub(crate) fn screen(&self) -> Screen {
        let columns = self.board.columns();
        let left = columns
            .iter()
            .position(|column| Some(column.id) == self.left)
            .unwrap_or_default();
        layout::screen(Needs {
            size: self.size,
            columns: columns.len(),
            left,
            tabs: !self.searches.is_empty(),
            side: self.view.side,
        })
    }

    /// Returns the cells of a column in view: one without lanes, else one for each lane in view.
    pub(crate) fn cells(&self, pane: &Pane, bands: &[Band]) -> Vec<Cell> {
        let Some(column) = self.board.columns().get(pane.column) else {
            return Vec::new();
        };
        let inner = pane.inner();
        let cell = |lane: Option<usize>, rows: Range<usize>, area: Rect| {
            let column = column.id;
            let top = self.top_row(column, lane, &rows);
            Cell {
                column,
                lane,
                rows,
                top,
                area,
            }
        };
        if self.view.by.is_none() {
            let rows = 0..self.shown(column.id).len();
            return vec![cell(None, rows, inner)];
        }
        let in_band = |band: &Band| {
            let rows = self.lane_rows(column.id, band.lane);
            let y = band.heading.y + 1;
            let area = Rect::new(inner.x, y, inner.width, band.body);
            cell(Some(band.lane), rows, area)
        };
        bands.iter().map(in_band).collect()
    }

    /// Returns the first row on screen of a column, or of a lane of it.
    fn top_row(&self, column: ColumnId, lane: Option<usize>, rows: &Range<usize>) -> usize {
        let Some(top) = self.tops.get(&(column, self.lane_at(lane))) else {
            return rows.start;
        };
        let shown = self.shown(column);
        let row = self
            .row(top.card)
            .filter(|row| shown.get(*row) == Some(&top.card) && rows.contains(row));
        let last = rows.end.saturating_sub(1).max(rows.start);
        row.unwrap_or(top.row).clamp(rows.start, last)
    }

    /// Returns which lane stands at a place, when there are lanes.
    pub(crate) fn lane_at(&self, lane: Option<usize>) -> Option<Lane> {
        let (lane, _) = self.view.lanes().get(lane?)?;
        Some(lane.clone())
    }

    /// Scrolls so that the cursor is in view and no room is wasted.
    pub(crate) fn settle(&mut self) {
        self.settle_columns();
        let screen = self.screen();
        self.settle_lanes(&screen);
        let bands = self.bands(&screen);
        for pane in &screen.panes {
            for cell in self.cells(pane, &bands) {
                let top = self.settled_top(&cell, screen.gap);
                let key = (cell.column, self.lane_at(cell.lane));
                match self.shown(cell.column).get(top) {
                    Some(card) if top > cell.rows.start => {
                        let card = *card;
                        self.tops.insert(key, Top { card, row: top });
                    }
                    _ => {
                        self.tops.remove(&key);
                    }
                }
            }
        }
    }

    fn settle_columns(&mut self) {
        let columns = self.board.columns();
        let fits = self.screen().panes.len().max(1);
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

    fn settled_top(&self, cell: &Cell, gap: u16) -> usize {
        let shown = &self.shown(cell.column)[..cell.rows.end];
        let Some(last) = shown.len().checked_sub(1) else {
            return 0;
        };
        let first_for = |row| {
            let top = layout::top_for(&self.board, shown, row, cell.area, gap);
            top.max(cell.rows.start)
        };
        let mut top = cell.top.min(first_for(last));
        let row = self.cursor_row();
        if self.cursor.column == Some(cell.column) && cell.rows.contains(&row) {
            top = if row < top {
                row
            } else {
                top.max(first_for(row))
            };
        }
        top
    }

    /// Scrolls a column, or a lane of it, by a card; where that goes no further, the lanes. The cursor goes along where
    /// it would go out of view.
    pub(crate) fn scroll(&mut self, column: ColumnId, lane: Option<&Lane>, down: bool) {
        let screen = self.screen();
        let bands = self.bands(&screen);
        let columns = self.board.columns();
        let mut panes = screen.panes.iter();
        let pane = panes.find(|pane| columns.get(pane.column).map(|at| at.id) == Some(column));
        let cells = pane
            .map(|pane| self.cells(pane, &bands))
            .into_iter()
            .flatten();
        let mut cells = cells.filter(|cell| self.lane_at(cell.lane).as_ref() == lane);
        let scrolled = cells
            .next()
            .is_some_and(|cell| self.scroll_cell(cell, screen.gap, down));
        if !scrolled && lane.is_some() {
            self.scroll_lanes(&screen, down);
        }
    }

    /// Scrolls a cell by a card; tells whether it went any further.
    fn scroll_cell(&mut self, mut cell: Cell, gap: u16, down: bool) -> bool {
        let shown = &self.shown(cell.column)[..cell.rows.end];
        let Some(last) = cell.rows.end.checked_sub(1) else {
            return false;
        };
        let lowest = layout::top_for(&self.board, shown, last, cell.area, gap);
        let top = match down {
            true => (cell.top + 1).min(lowest).max(cell.top),
            false => cell.top.saturating_sub(1).max(cell.rows.start),
        };
        let Some(card) = shown.get(top).copied().filter(|_| top != cell.top) else {
            return false;
        };
        cell.top = top;
        let key = (cell.column, self.lane_at(cell.lane));
        self.tops.insert(key, Top { card, row: top });
        let in_view = self.stack(&cell, gap);
        let lowest = in_view.last().map_or(top, |(row, ..)| *row);
        let row = self.cursor_row();
        let is_here = self.cursor.column == Some(cell.column) && cell.rows.contains(&row);
        if is_here && self.cursor.card.is_some() {
            self.go_to_row(row.clamp(top, lowest));
        }
        true
    }

    /// Returns how many cards around the cursor are in view.
    pub(crate) fn page(&self) -> usize {
        let screen = self.screen();
        let bands = self.bands(&screen);
        let columns = self.board.columns();
        let row = self.cursor_row();
        let pane = screen
            .panes
            .iter()
            .find(|pane| Some(columns[pane.column].id) == self.cursor.column);
        let cells = pane.map(|pane| self.cells(pane, &bands));
        let cell = cells
            .into_iter()
            .flatten()
            .find(|cell| cell.rows.contains(&row));
        cell.map_or(1, |cell| self.stack(&cell, screen.gap).len().max(1))
    }

    /// Returns the cards of a cell in view: their rows, where they are from its top, and their heights.
    pub(crate) fn stack(&self, cell: &Cell, gap: u16) -> Vec<(usize, u16, u16)> {
        let shown = &self.shown(cell.column)[..cell.rows.end];
        layout::stack(&self.board, shown, cell.top, cell.area, gap)
    }
}
