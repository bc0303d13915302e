//! Lanes on screen: which are in view, and how high each is.

use crate::board::ColumnId;
use crate::tui::layout::{self, Band, Rect, Screen};
use crate::tui::model::Model;

impl Model {
    /// Returns the lanes in view, from the top: each as high as its highest cell, the last one as there is room.
    ///
    /// Looks only at the cards in view.
    pub(crate) fn bands(&self, screen: &Screen) -> Vec<Band> {
        let lanes = self.view.lanes();
        let room = screen.lanes();
        let mut bands = Vec::new();
        let mut y = 0;
        for lane in self.first_lane()..lanes.len() {
            if y >= room.height {
                break;
            }
            let heading = Rect::new(room.x, room.y + y, room.width, 1);
            let body = self.lane_height(screen, lane).min(room.height - y - 1);
            bands.push(Band {
                lane,
                heading,
                body,
            });
            y += 1 + body;
        }
        bands
    }

    /// Scrolls to the lane of the cursor.
    pub(super) fn settle_lanes(&mut self, screen: &Screen) {
        let Some(last) = self.view.lanes().len().checked_sub(1) else {
            self.lane = None;
            return;
        };
        let mut first = self.first_lane().min(self.first_lane_for(screen, last));
        if let Some(lane) = self.cursor_lane() {
            first = match lane < first {
                true => lane,
                false => first.max(self.first_lane_for(screen, lane)),
            };
        }
        self.lane = self.view.lanes().get(first).map(|(lane, _)| lane.clone());
    }

    /// Scrolls by a lane. The cursor goes along where its lane would go out of view, if its column has a card in one
    /// that is in view; else nothing moves.
    pub(super) fn scroll_lanes(&mut self, screen: &Screen, down: bool) {
        let Some(last) = self.view.lanes().len().checked_sub(1) else {
            return;
        };
        let first = match down {
            true => (self.first_lane() + 1).min(self.first_lane_for(screen, last)),
            false => self.first_lane().saturating_sub(1),
        };
        let in_view = |lane: &usize| *lane >= first && self.first_lane_for(screen, *lane) <= first;
        let row = |lane: usize| {
            let rows = self.lane_rows(self.cursor.column?, lane);
            (!rows.is_empty()).then_some(rows.start)
        };
        let mut lanes = (first..=last).filter(in_view);
        let row = match self.cursor_lane().filter(|lane| !in_view(lane)) {
            None => None,
            Some(_) if down => lanes.find_map(row),
            Some(_) => lanes.filter_map(row).next_back(),
        };
        self.lane = self.view.lanes().get(first).map(|(lane, _)| lane.clone());
        if let Some(row) = row {
            self.go_to_row(row);
        }
    }

    /// Returns the lane the cursor is in.
    pub(crate) fn cursor_lane(&self) -> Option<usize> {
        let row = self.row(self.cursor.card?)?;
        self.lane_of_row(self.cursor.column?, row)
    }

    fn first_lane(&self) -> usize {
        let lanes = self.view.lanes();
        let first = lanes
            .iter()
            .position(|(lane, _)| Some(lane) == self.lane.as_ref());
        first.unwrap_or_default()
    }

    /// Returns the least lane that can be the first in view with `lane` still in view whole.
    fn first_lane_for(&self, screen: &Screen, lane: usize) -> usize {
        let room = screen.lanes().height;
        let mut used = 0;
        for at in (0..=lane).rev() {
            used += 1 + self.lane_height(screen, at);
            if used > room {
                return (at + 1).min(lane);
            }
        }
        0
    }

    /// Returns how high a lane is without its heading: as its highest cell, but never higher than the screen.
    fn lane_height(&self, screen: &Screen, lane: usize) -> u16 {
        let most = screen.lanes().height.saturating_sub(1);
        let height = |column: ColumnId, width: u16| {
            let rows = self.lane_rows(column, lane);
            let shown = &self.shown(column)[..rows.end];
            let room = Rect::new(0, 0, width, most);
            let stack = layout::stack(&self.board, shown, rows.start, room, screen.gap);
            match stack.last() {
                // There is more than fits.
                Some((row, ..)) if row + 1 < rows.end => most,
                Some((_, y, height)) => (y + height).min(most),
                None => 0,
            }
        };
        let columns = self.board.columns();
        let heights = screen
            .panes
            .iter()
            .map(|pane| height(columns[pane.column].id, pane.inner().width));
        heights.max().unwrap_or_default()
    }
}
