//! Draws errors that are too long for the status line.

use ratatui::buffer::Buffer;
use ratatui::widgets::{Block, BorderType, Widget};

use super::status::saved;
use crate::text;
use crate::tui::keymap::Action;
use crate::tui::layout::{Rect, Screen, inside, inside_line};
use crate::tui::model::Model;
use crate::tui::view::pen::{Pen, clear};
use crate::tui::view::theme::Theme;

/// Draws an error in a box over the lowest lines of the board when it is too long for the status line.
pub(in crate::tui::view) fn complaint(
    model: &Model,
    screen: &Screen,
    theme: &Theme,
    buffer: &mut Buffer,
) {
    let Some(status) = screen.status else { return };
    let Some(mut lines) = lines(model, status) else {
        return;
    };
    let tallest = usize::from(screen.board.height).saturating_sub(2);
    lines.truncate(tallest);
    let height = u16::try_from(lines.len()).unwrap_or_default() + 2;
    let height = height.min(screen.board.height);
    let area = Rect::new(status.x, status.y - height, status.width, height);
    clear(area, buffer);
    Block::bordered()
        .border_type(BorderType::Rounded)
        .border_style(theme.wrong())
        .render(area.intersection(buffer.area), buffer);
    Pen::at(buffer, inside_line(area)).put(" ! ", theme.wrong());
    let bottom = Rect::new(area.x, area.bottom().saturating_sub(1), area.width, 1);
    let _fits = Pen::at(buffer, inside_line(bottom)).put_right(
        &format!(" {} ", model.words.bars.read(model.keys.key(Action::Back))),
        theme.title(),
    );
    let inner = inside(area);
    for (y, text) in (inner.y..inner.bottom()).zip(&lines) {
        let line = Rect::new(inner.x + 1, y, inner.width.saturating_sub(2), 1);
        Pen::at(buffer, line).put(text, theme.plain());
    }
}

/// Returns an error as the lines of its box; `None` when the status line has room for it, or the screen has none
/// for a box.
pub(super) fn lines(model: &Model, status: Rect) -> Option<Vec<String>> {
    let notice = model.notice.as_ref().filter(|_| model.complains())?;
    let (state, _) = saved(model, Theme);
    let room = usize::from(status.width).saturating_sub(text::width(&text::clean(&state)) + 6);
    let fits = text::width(&text::clean(&notice.text)) <= room;
    let no_box = status.width < 20 || status.y < 4;
    if fits || no_box {
        return None;
    }
    let width = usize::from(status.width - 4);
    Some(text::wrap(&notice.text, width, 6))
}
