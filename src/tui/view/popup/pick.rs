//! Draws a list to pick from.

use ratatui::buffer::Buffer;
use ratatui::layout::Position;
use ratatui::style::Style;

use super::{line, open_at};
use crate::tui::keymap::Action;
use crate::tui::layout::{Screen, popup};
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
    let list = popup::pick(pick, screen);
    let keys = list.keys;
    let area = open_at(&pick.title, list.area, theme, buffer);
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
    let rows = pick.rows.iter().enumerate().skip(list.first);
    for (y, (at, row)) in (0..area.height).zip(rows) {
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
