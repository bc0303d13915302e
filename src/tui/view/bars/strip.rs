//! Draws the tabs.

use ratatui::buffer::Buffer;

use crate::tui::layout::strip::strip;
use crate::tui::layout::{Rect, Screen};
use crate::tui::model::Model;
use crate::tui::view::pen::Pen;
use crate::tui::view::theme::Theme;

/// Draws the tabs of all columns, those in view among them, the focused one in brackets.
pub(in crate::tui::view) fn draw_strip(
    model: &Model,
    screen: &Screen,
    area: Rect,
    theme: &Theme,
    buffer: &mut Buffer,
) {
    let strip = strip(model, area);
    let columns = model.board.columns();
    let focus = model.cursor_column();
    if strip.before {
        Pen::at(buffer, area).put("‹", theme.strong());
    }
    if strip.after {
        let _fits = Pen::at(buffer, area).put_right("›", theme.strong());
    }
    for tab in &strip.tabs {
        let column = &columns[tab.column];
        let in_view = screen.panes.iter().any(|pane| pane.column == tab.column);
        let style = match (Some(tab.column) == focus, in_view) {
            _ if !tab.whole => theme.faint(),
            (true, _) => theme.focus(),
            (false, _) if column.over_limit() => theme.wrong(),
            (false, true) => theme.plain(),
            (false, false) => theme.faint(),
        };
        let at = Rect::new(tab.x, area.y, area.right() - tab.x, area.height);
        Pen::at(buffer, at).put(&tab.text, style);
    }
}
