//! Draws the list of keys.

use ratatui::buffer::Buffer;
use ratatui::layout::Position;
use ratatui::style::Style;

use super::{first_in_view, line, line_of_text, open};
use crate::text;
use crate::tui::keymap::{self, show};
use crate::tui::layout::{Rect, Screen};
use crate::tui::model::Model;
use crate::tui::model::overlay::Help;
use crate::tui::view::pen::Pen;
use crate::tui::view::theme::Theme;

pub(in crate::tui::view) fn help(
    model: &Model,
    help: &Help,
    screen: &Screen,
    theme: &Theme,
    buffer: &mut Buffer,
) -> Option<Position> {
    let lines = model.keys.help(help.of, help.wanted.value());
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
    for (at, key_line) in lines.iter().enumerate() {
        let binding = key_line.binding;
        // What is searched for stands by how well it fits, not by headings.
        if help.wanted.value().is_empty() && binding.group != group {
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
    if let Some(card) = help.number() {
        let title = model
            .board
            .card(card)
            .map_or("no such card", |card| &card.title);
        Pen::at(buffer, line(list, 0))
            .put("▸ go to ", theme.focus())
            .put(&format!("{card} "), theme.strong())
            .put(title, theme.plain());
        return cursor;
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

fn help_line(keys: &keymap::Line, chosen: bool, at: Rect, theme: &Theme, buffer: &mut Buffer) {
    if chosen {
        buffer.set_style(at.intersection(buffer.area), theme.chosen());
    }
    let names: Vec<String> = match keys.keys.as_slice() {
        [first, .., last] if keys.keys.len() > 3 => {
            vec![format!("{}–{}", show(first), show(last))]
        }
        keys => keys.iter().map(|keys| show(keys)).collect(),
    };
    let names = names.join(" ");
    let pad = 12_usize.saturating_sub(text::width(&names));
    let style = |style: Style| if chosen { theme.strong() } else { style };
    Pen::at(buffer, at)
        .put(if chosen { "▸ " } else { "  " }, style(theme.focus()))
        .put(&names, style(theme.focus()))
        .put(&" ".repeat(pad), theme.plain())
        .put(keys.binding.words, style(theme.plain()));
}
