//! Draws the tabs of the saved searches.

use ratatui::buffer::Buffer;

use crate::tui::layout::{Rect, tabs};
use crate::tui::model::Model;
use crate::tui::view::pen::Pen;
use crate::tui::view::theme::Theme;

/// Draws the key of the saved searches and their tabs.
pub(in crate::tui::view) fn draw_tabs(
    model: &Model,
    area: Rect,
    theme: &Theme,
    buffer: &mut Buffer,
) {
    let tabs = tabs::tabs(model, area);
    let mut pen = Pen::at(buffer, area);
    pen.put(&tabs.key, theme.faint());
    if tabs.more {
        let _fits = pen.put_right("›", theme.strong());
    }
    for tab in &tabs.tabs {
        let style = match tab.now {
            true => theme.focus(),
            false => theme.plain(),
        };
        let at = Rect::new(tab.x, area.y, area.right() - tab.x, area.height);
        Pen::at(buffer, at).put(&tab.text, style);
    }
}
