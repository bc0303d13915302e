//! Writes text into cells: cleaned, cut to its place, never outside of the screen.

use ratatui::buffer::{Buffer, CellWidth};
use ratatui::style::Style;
use ratatui::widgets::{Clear, Widget};

use crate::text;
use crate::tui::layout::Rect;

/// A pen on one line: what it writes from the left and from the right never meets.
pub(super) struct Pen<'a> {
    buffer: &'a mut Buffer,
    y: u16,
    left: u16,
    right: u16,
}

impl<'a> Pen<'a> {
    /// Returns a pen for the first line of an area.
    pub(super) fn at(buffer: &'a mut Buffer, area: Rect) -> Self {
        let seen = Rect::new(area.x, area.y, area.width, area.height.min(1));
        let seen = seen.intersection(buffer.area);
        let empty = seen.is_empty();
        Self {
            buffer,
            y: area.y,
            left: if empty { 0 } else { seen.left() },
            right: if empty { 0 } else { seen.right() },
        }
    }

    /// Returns how many cells are left.
    pub(super) fn room(&self) -> usize {
        usize::from(self.right - self.left)
    }

    /// Writes as much of a text as there is room for.
    pub(super) fn put(&mut self, text: &str, style: Style) -> &mut Self {
        let text = text::fit(text, self.room());
        if !text.is_empty() {
            let (x, _) = self
                .buffer
                .set_stringn(self.left, self.y, &text, self.room(), style);
            self.left = x;
        }
        self
    }

    /// Writes a text at the right end, if all of it fits; tells whether it did.
    pub(super) fn put_right(&mut self, text: &str, style: Style) -> bool {
        let text = text::clean(text);
        let wide = text::width(&text);
        if wide > self.room() {
            return false;
        }
        let wide = u16::try_from(wide).unwrap_or(u16::MAX);
        let x = self.right - wide;
        if wide > 0 {
            let room = usize::from(wide);
            self.buffer.set_stringn(x, self.y, &text, room, style);
        }
        self.right = x;
        true
    }
}

/// Empties an area, and the other halves of wide characters that its edges cut in two: a terminal draws such a
/// character over the edge.
pub(super) fn clear(area: Rect, buffer: &mut Buffer) {
    let area = area.intersection(buffer.area);
    Clear.render(area, buffer);
    for y in area.top()..area.bottom() {
        let Some(x) = area.x.checked_sub(1) else {
            break;
        };
        if let Some(cell) = buffer.cell_mut((x, y))
            && cell.cell_width() > 1
        {
            cell.set_symbol(" ");
        }
    }
}
