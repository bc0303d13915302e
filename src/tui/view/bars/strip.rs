//! Draws the tabs.

use ratatui::buffer::Buffer;

use crate::text;
use crate::tui::layout::{Rect, Screen};
use crate::tui::model::Model;
use crate::tui::view::column::count;
use crate::tui::view::pen::Pen;
use crate::tui::view::theme::Theme;

/// Draws the tabs of all columns, those in view among them, the focused one in brackets.
pub(in crate::tui::view) fn strip(
    model: &Model,
    screen: &Screen,
    area: Rect,
    theme: &Theme,
    buffer: &mut Buffer,
) {
    let columns = model.board.columns();
    let focus = model.cursor_column().unwrap_or_default();
    let tab = |at: usize| {
        let column = &columns[at];
        let name = text::fit(&column.name, 20);
        let (open, close) = if at == focus { ("[", "]") } else { (" ", " ") };
        format!("{open}{name} {}{close}", count(model, column))
    };
    // Tabs on the left go until the focused one and the one after it fit.
    let mut from = 0;
    let room = usize::from(area.width);
    let until = (focus + 2).min(columns.len());
    let ahead = |from: usize| -> usize {
        let tabs = (from..until).map(|at| text::width(&tab(at)));
        tabs.sum::<usize>() + usize::from(from > 0)
    };
    while from < focus && ahead(from) + 1 > room {
        from += 1;
    }
    let mut pen = Pen::at(buffer, area);
    if from > 0 {
        pen.put("‹", theme.strong());
    }
    for (at, column) in columns.iter().enumerate().skip(from) {
        let text = tab(at);
        let is_last = at + 1 == columns.len();
        if pen.room() < text::width(&text) + usize::from(!is_last) {
            let more = pen.put_right("›", theme.strong());
            if more && pen.room() > 6 {
                pen.put(&text, theme.faint());
            }
            return;
        }
        let in_view = screen.panes.iter().any(|pane| pane.column == at);
        let style = match (at == focus, in_view) {
            (true, _) => theme.focus(),
            (false, _) if column.over_limit() => theme.wrong(),
            (false, true) => theme.plain(),
            (false, false) => theme.faint(),
        };
        pen.put(&text, style);
    }
}
