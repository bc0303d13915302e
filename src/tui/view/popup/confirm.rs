//! Draws a question.

use ratatui::buffer::Buffer;
use ratatui::layout::Position;

use super::{line, open};
use crate::text;
use crate::tui::keymap::{Action, Mode};
use crate::tui::layout::Screen;
use crate::tui::model::Model;
use crate::tui::model::overlay::Confirm;
use crate::tui::view::pen::{Pen, clear};
use crate::tui::view::theme::Theme;

pub(in crate::tui::view) fn confirm(
    model: &Model,
    confirm: &Confirm,
    screen: &Screen,
    theme: &Theme,
    buffer: &mut Buffer,
) -> Option<Position> {
    let said = &model.words.popup;
    let width = screen.board.width.saturating_sub(8).min(56);
    let lines = text::wrap(&confirm.question, usize::from(width), 5);
    let height = u16::try_from(lines.len()).unwrap_or(1);
    let area = open(said.sure(), (width, height + 2), screen, theme, buffer);
    for (y, text) in (0..).zip(&lines) {
        Pen::at(buffer, line(area, y)).put(text, theme.strong());
    }
    // The answers stay in view, whatever has to go.
    let last = (height + 1).min(area.height.saturating_sub(1));
    let at = line(area, last);
    clear(at, buffer);
    let key = |action| model.keys.key_in(Mode::Confirm, action);
    Pen::at(buffer, at)
        .put(&key(Action::Accept), theme.wrong())
        .put(" ", theme.plain())
        .put(&confirm.yes, theme.plain())
        .put("   ", theme.plain())
        .put(&key(Action::Back), theme.focus())
        .put(" ", theme.plain())
        .put(said.no(), theme.plain());
    None
}
