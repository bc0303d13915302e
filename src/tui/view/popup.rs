//! Draws what is open on top of the board: lines of text, lists, questions, the keys.

mod confirm;
mod help;
mod pick;
mod prompt;

use ratatui::buffer::Buffer;
use ratatui::layout::Position;
use ratatui::widgets::{Block, BorderType, Widget};
use tui_input::Input;

use super::pen::{Pen, clear};
use super::theme::Theme;
use crate::tui::layout::field::Line;
use crate::tui::layout::{Rect, inside_line, popup};

pub(super) use confirm::confirm;
pub(super) use help::help;
pub(super) use pick::pick;
pub(super) use prompt::prompt;

/// Opens a box and returns the place in it.
fn open_at(title: &str, area: Rect, theme: &Theme, buffer: &mut Buffer) -> Rect {
    let area = area.intersection(buffer.area);
    clear(area, buffer);
    Block::bordered()
        .border_type(BorderType::Thick)
        .border_style(theme.focus())
        .render(area, buffer);
    Pen::at(buffer, inside_line(area))
        .put(" ", theme.focus())
        .put(title, theme.focus())
        .put(" ", theme.focus());
    popup::within(area)
}

fn line(area: Rect, y: u16) -> Rect {
    let height = u16::from(y < area.height);
    Rect::new(area.x, area.y + y, area.width, height)
}

/// Draws a line of text scrolled so that its cursor is in view; returns where the cursor is.
pub(super) fn line_of_text(
    input: &Input,
    area: Rect,
    theme: &Theme,
    buffer: &mut Buffer,
) -> Option<Position> {
    if area.is_empty() {
        return None;
    }
    let line = Line::of(input, area.width);
    Pen::at(buffer, area).put(line.shown(), theme.plain());
    Some(Position::new(area.x + line.cursor, area.y))
}
