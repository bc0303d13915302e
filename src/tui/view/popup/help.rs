//! Draws the list of keys.

use ratatui::buffer::Buffer;
use ratatui::layout::Position;
use ratatui::style::Style;

use super::{first_in_view, line, line_of_text, open};
use crate::text;
use crate::tui::keymap;
use crate::tui::layout::{Rect, Screen};
use crate::tui::model::overlay::Help;
use crate::tui::view::pen::Pen;
use crate::tui::view::theme::Theme;

pub(in crate::tui::view) fn help(
    help: &Help,
    screen: &Screen,
    theme: &Theme,
    buffer: &mut Buffer,
) -> Option<Position> {
    let lines = keymap::help(help.of, help.wanted.value());
    let width = screen.board.width.saturating_sub(8).min(64);
    let area = open("Keys", (width, u16::MAX - 4), screen, theme, buffer);
    let search = line(area, 0);
    let mut pen = Pen::at(buffer, search);
    pen.put("/ ", theme.focus());
    if help.wanted.value().is_empty() {
        pen.put("  type to search", theme.faint());
    }
    let field = Rect::new(
        search.x + 2,
        search.y,
        search.width.saturating_sub(2),
        search.height,
    );
    let cursor = line_of_text(&help.wanted, field, theme, buffer);
    let list = Rect::new(
        area.x,
        area.y + area.height.min(2),
        area.width,
        area.height.saturating_sub(2),
    );
    // Each heading takes a row of its own, and a blank one before it.
    let mut rows: Vec<Option<Result<usize, &str>>> = Vec::new();
    let (mut group, mut chosen) = ("", 0);
    for (at, binding) in lines.iter().enumerate() {
        if binding.group != group {
            if !rows.is_empty() {
                rows.push(None);
            }
            rows.push(Some(Err(binding.group)));
            group = binding.group;
        }
        if at == help.at {
            chosen = rows.len();
        }
        rows.push(Some(Ok(at)));
    }
    if lines.is_empty() {
        Pen::at(buffer, line(list, 0)).put("No key does that.", theme.faint());
    }
    let first = first_in_view(chosen, rows.len(), list.height);
    for (y, row) in (0..list.height).zip(&rows[first..]) {
        let at_row = line(list, y);
        match row {
            None => {}
            Some(Err(group)) => {
                Pen::at(buffer, at_row).put(group, theme.strong());
            }
            Some(Ok(at)) => help_line(lines[*at], *at == help.at, at_row, theme, buffer),
        }
    }
    cursor
}

fn help_line(
    binding: &keymap::Binding,
    chosen: bool,
    at: Rect,
    theme: &Theme,
    buffer: &mut Buffer,
) {
    if chosen {
        buffer.set_style(at.intersection(buffer.area), theme.chosen());
    }
    let keys: Vec<String> = match binding.keys {
        [first, .., last] if binding.keys.len() > 3 => {
            vec![format!("{}–{}", keymap::show(first), keymap::show(last))]
        }
        keys => keys.iter().map(|keys| keymap::show(keys)).collect(),
    };
    let keys = keys.join(" ");
    let pad = 12_usize.saturating_sub(text::width(&keys));
    let style = |style: Style| if chosen { theme.strong() } else { style };
    Pen::at(buffer, at)
        .put(if chosen { "▸ " } else { "  " }, style(theme.focus()))
        .put(&keys, style(theme.focus()))
        .put(&" ".repeat(pad), theme.plain())
        .put(binding.words, style(theme.plain()));
}
