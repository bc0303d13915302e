//! Draws the list of keys.

use ratatui::buffer::Buffer;
use ratatui::layout::Position;
use ratatui::style::Style;

use super::{line, line_of_text, open_at};
use crate::text;
use crate::tui::keymap::{self, show};
use crate::tui::layout::field::narrowing;
use crate::tui::layout::popup::{self, HelpRow};
use crate::tui::layout::{Rect, Screen, inside_line};
use crate::tui::model::Model;
use crate::tui::model::overlay::Help;
use crate::tui::view::pen::Pen;
use crate::tui::view::theme::Theme;
use crate::tui::words::Words;

pub(in crate::tui::view) fn help(
    model: &Model,
    help: &Help,
    screen: &Screen,
    theme: &Theme,
    buffer: &mut Buffer,
) -> Option<Position> {
    let said = &model.words.popup;
    let lines = model.keys.help(help.of, help.wanted.value(), model.words);
    let (list, rows) = popup::help(model, help, screen);
    let area = open_at(said.keys(), list.area, theme, buffer);
    if model.mouse {
        let bottom = list.area.bottom().saturating_sub(1);
        let border = Rect::new(list.area.x, bottom, list.area.width, 1);
        let words = format!(" {} ", model.words.mouse.selects());
        let _fits = Pen::at(buffer, inside_line(border)).put_right(&words, theme.title());
    }
    let mut pen = Pen::at(buffer, area);
    pen.put("/ ", theme.focus());
    if help.wanted.value().is_empty() {
        pen.put(&format!("  {}", said.type_to_search()), theme.faint());
    }
    let cursor = line_of_text(&help.wanted, narrowing(area), theme, buffer);
    let (list, first) = (list.rows, list.first);
    if let Some(card) = help.number() {
        let title = model
            .board
            .card(card)
            .map_or(said.no_such_card(), |card| &card.title);
        Pen::at(buffer, line(list, 0))
            .put(&format!("▸ {} ", said.go_to()), theme.focus())
            .put(&format!("{card} "), theme.strong())
            .put(title, theme.plain());
        return cursor;
    }
    if lines.is_empty() {
        Pen::at(buffer, line(list, 0)).put(said.no_key(), theme.faint());
    }
    for (y, row) in (0..list.height).zip(&rows[first..]) {
        let at_row = line(list, y);
        match row {
            HelpRow::Blank => {}
            HelpRow::Heading(group) => {
                Pen::at(buffer, at_row).put(group, theme.strong());
            }
            HelpRow::Line(at) => help_line(
                lines[*at],
                model.words,
                *at == help.at,
                at_row,
                theme,
                buffer,
            ),
        }
    }
    cursor
}

fn help_line(
    keys: &keymap::Line,
    words: &Words,
    chosen: bool,
    at: Rect,
    theme: &Theme,
    buffer: &mut Buffer,
) {
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
        .put(words.does(keys.binding), style(theme.plain()));
}
