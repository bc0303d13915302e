//! Draws a list to pick from.

use ratatui::buffer::Buffer;
use ratatui::layout::Position;
use ratatui::style::Style;

use super::{first_in_view, line, open};
use crate::text;
use crate::tui::keymap::Action;
use crate::tui::layout::Screen;
use crate::tui::model::Model;
use crate::tui::model::overlay::{About, Pick};
use crate::tui::view::pen::Pen;
use crate::tui::view::theme::Theme;

pub(in crate::tui::view) fn pick(
    model: &Model,
    pick: &Pick,
    screen: &Screen,
    theme: &Theme,
    buffer: &mut Buffer,
) -> Option<Position> {
    let wide = matches!(pick.about, About::Archived | About::People);
    let keys = pick.rows.iter().map(|row| row.keys.chars().count()).max();
    let keys = keys.unwrap_or_default();
    let widest = pick
        .rows
        .iter()
        .take(200)
        .map(|row| text::width(&text::clean(&row.words)));
    let widest = widest.max().unwrap_or_default() + keys + 4;
    let widest = widest
        .max(text::width(&text::clean(&pick.title)) + 2)
        .max(24);
    let width = u16::try_from(widest)
        .unwrap_or(u16::MAX)
        .min(if wide { 76 } else { 60 });
    let height = u16::try_from(pick.rows.len().max(1)).unwrap_or(u16::MAX);
    let area = open(&pick.title, (width, height), screen, theme, buffer);
    if pick.rows.is_empty() {
        let nothing = match pick.about {
            About::People => "Nobody else is here.".to_owned(),
            _ => format!(
                "Nothing here; {} archives a card.",
                model.keys.key(Action::Archive)
            ),
        };
        Pen::at(buffer, line(area, 0)).put(&nothing, theme.faint());
    }
    let first = first_in_view(pick.at, pick.rows.len(), area.height);
    for (y, (at, row)) in (0..area.height).zip(pick.rows.iter().enumerate().skip(first)) {
        let at_row = line(area, y);
        let chosen = at == pick.at;
        if chosen {
            buffer.set_style(at_row.intersection(buffer.area), theme.chosen());
        }
        let style = |style: Style| if chosen { theme.strong() } else { style };
        let mark = if chosen { "▸ " } else { "  " };
        let mut pen = Pen::at(buffer, at_row);
        pen.put(mark, style(theme.focus()));
        if keys > 0 {
            pen.put(&format!("{:<keys$} ", row.keys), style(theme.focus()));
        }
        if row.now {
            let _fits = pen.put_right("• ", style(theme.fine()));
        }
        pen.put(&row.words, style(theme.plain()));
    }
    None
}
