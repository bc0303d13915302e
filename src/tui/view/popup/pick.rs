//! Draws a list to pick from.

use ratatui::buffer::Buffer;
use ratatui::layout::Position;
use ratatui::style::Style;
use tui_input::Input;

use super::{line, line_of_text, open_at};
use crate::edit::Act;
use crate::tui::layout::field::narrowing;
use crate::tui::layout::popup::{self, note};
use crate::tui::layout::{Rect, Screen};
use crate::tui::model::Model;
use crate::tui::model::overlay::{About, Pick, Row, Then};
use crate::tui::view::pen::Pen;
use crate::tui::view::theme::Theme;
use crate::tui::words::Words;

pub(in crate::tui::view) fn pick(
    model: &Model,
    pick: &Pick,
    screen: &Screen,
    theme: &Theme,
    buffer: &mut Buffer,
) -> Option<Position> {
    let list = popup::pick(model, pick, screen);
    let keys = list.keys;
    let area = open_at(&pick.title, list.area, theme, buffer);
    let cursor = pick
        .typed
        .as_ref()
        .and_then(|typed| narrowed_by(model.words, pick, typed, line(area, 0), theme, buffer));
    Pen::at(buffer, line(list.rows, 0)).put(&list.nothing, theme.faint());
    let shown = pick.shown();
    for (y, (at, row)) in (0..list.rows.height).zip(shown.iter().enumerate().skip(list.first)) {
        let at_row = line(list.rows, y);
        let chosen = at == pick.at;
        if chosen {
            buffer.set_style(at_row.intersection(buffer.area), theme.chosen());
        }
        let mut pen = Pen::at(buffer, at_row);
        draw_row(model, row, chosen, keys, &mut pen, theme);
        if chosen {
            let lines = popup::whole(model.words, row, keys, area.width);
            for (y, text) in (0..list.more.height).zip(&lines) {
                Pen::at(buffer, line(list.more, y))
                    .put("  ", theme.plain())
                    .put(text, theme.faint());
            }
        }
    }
    cursor
}

/// Draws the line that narrows the list.
fn narrowed_by(
    words: &Words,
    pick: &Pick,
    typed: &Input,
    area: Rect,
    theme: &Theme,
    buffer: &mut Buffer,
) -> Option<Position> {
    let mut pen = Pen::at(buffer, area);
    pen.put("/ ", theme.focus());
    if typed.value().is_empty() {
        let hint = match pick.about {
            About::Labels(_) => words.labels.find_or_new(),
            _ => words.popup.type_to_find(),
        };
        pen.put(&format!("  {hint}"), theme.faint());
    }
    line_of_text(typed, narrowing(area), theme, buffer)
}

fn draw_row(model: &Model, row: &Row, chosen: bool, keys: usize, pen: &mut Pen<'_>, theme: &Theme) {
    let tone = |style: Style| if chosen { theme.strong() } else { style };
    let mark = if chosen { "▸ " } else { "  " };
    pen.put(mark, tone(theme.focus()));
    if keys > 0 {
        pen.put(&format!("{:<keys$} ", row.keys), tone(theme.focus()));
    }
    if row.now {
        let _fits = pen.put_right("• ", tone(theme.fine()));
    }
    let style = match &row.then {
        Then::Tick(tick) => {
            let mark = match tick.is_on() {
                Some(true) => "☑ ",
                Some(false) => "☐ ",
                None => "◪ ",
            };
            pen.put(mark, tone(theme.plain()));
            let _fits = pen.put_right(
                &format!("  {}", note(model.words, tick)),
                tone(theme.faint()),
            );
            theme.label(&model.board, &tick.label)
        }
        Then::Commit(acts) => match acts.as_slice() {
            [
                Act::PaintLabel {
                    color: Some(color), ..
                },
            ] => theme.paint(*color),
            _ => theme.plain(),
        },
        _ => theme.plain(),
    };
    pen.put(&row.words, tone(style));
}
