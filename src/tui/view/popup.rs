//! Draws what is open on top of the board: lines of text, lists, questions, the keys.

mod confirm;
mod help;
mod pick;
mod prompt;

use ratatui::buffer::Buffer;
use ratatui::layout::Position;
use ratatui::widgets::{Block, BorderType, Widget};
use tui_input::Input;
use unicode_segmentation::UnicodeSegmentation;

use super::pen::{Pen, clear};
use super::theme::Theme;
use crate::text;
use crate::tui::layout::{Rect, Screen, inside_line, popup};

pub(super) use confirm::confirm;
pub(super) use help::help;
pub(super) use pick::pick;
pub(super) use prompt::prompt;

/// Opens a box with so much room in the upper half of the board and returns the place in it.
fn open(
    title: &str,
    size: (u16, u16),
    screen: &Screen,
    theme: &Theme,
    buffer: &mut Buffer,
) -> Rect {
    open_at(title, popup::area(size, screen), theme, buffer)
}

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
    // Cleaning keeps the count of characters, for there are no line breaks in it.
    let text = text::clean(input.value());
    let split = text
        .char_indices()
        .nth(input.cursor())
        .map_or(text.len(), |(at, _)| at);
    let room = usize::from(area.width) - 1;
    let (mut before, mut from) = (text::width(&text[..split]), 0);
    for (at, grapheme) in text[..split].grapheme_indices(true) {
        if before <= room {
            break;
        }
        before -= text::width(grapheme).min(before);
        from = at + grapheme.len();
    }
    Pen::at(buffer, area).put(&text[from..], theme.plain());
    let x = area.x + u16::try_from(before.min(room)).unwrap_or_default();
    Some(Position::new(x, area.y))
}
