//! Draws a list to pick from.

use ratatui::buffer::Buffer;
use ratatui::layout::Position;
use ratatui::style::Style;
use tui_input::Input;

use super::{first_in_view, line, line_of_text, open};
use crate::edit::Act;
use crate::text;
use crate::tui::keymap::Action;
use crate::tui::layout::{Rect, Screen};
use crate::tui::model::Model;
use crate::tui::model::overlay::{About, Pick, Row, Then, Ticked};
use crate::tui::model::unread::Activity;
use crate::tui::view::pen::Pen;
use crate::tui::view::theme::Theme;

pub(in crate::tui::view) fn pick(
    model: &Model,
    pick: &Pick,
    screen: &Screen,
    theme: &Theme,
    buffer: &mut Buffer,
) -> Option<Position> {
    let wide = matches!(
        pick.about,
        About::Archived | About::People | About::Activity(_)
    );
    let shown = pick.shown();
    // With letters to narrow it, no row has a key.
    let keys = match &pick.typed {
        Some(_) => None,
        None => pick.rows.iter().map(|row| row.keys.chars().count()).max(),
    };
    let keys = keys.unwrap_or_default();
    // As wide as all rows want, so that nothing jumps while they are narrowed.
    let widest = pick.rows.iter().take(200).map(|row| wide_row(row) + keys);
    let widest = widest.max().unwrap_or_default() + 4;
    let nothing = match shown.is_empty() {
        true => nothing(model, pick),
        false => String::new(),
    };
    let widest = widest
        .max(text::width(&nothing))
        .max(text::width(&text::clean(&pick.title)) + 2)
        .max(if pick.typed.is_some() { 44 } else { 24 });
    let width = u16::try_from(widest)
        .unwrap_or(u16::MAX)
        .min(if wide { 76 } else { 60 });
    let field = u16::from(pick.typed.is_some());
    let count = pick.rows.len().max(1) + usize::from(pick.offer.is_some());
    let height = u16::try_from(count).unwrap_or(u16::MAX);
    let size = (width, height.saturating_add(field));
    let area = open(&pick.title, size, screen, theme, buffer);
    let cursor = pick
        .typed
        .as_ref()
        .and_then(|typed| narrowed_by(pick, typed, line(area, 0), theme, buffer));
    let list = Rect::new(
        area.x,
        area.y + field.min(area.height),
        area.width,
        area.height.saturating_sub(field),
    );
    Pen::at(buffer, line(list, 0)).put(&nothing, theme.faint());
    let first = first_in_view(pick.at, shown.len(), list.height);
    for (y, (at, row)) in (0..list.height).zip(shown.iter().enumerate().skip(first)) {
        let at_row = line(list, y);
        let chosen = at == pick.at;
        if chosen {
            buffer.set_style(at_row.intersection(buffer.area), theme.chosen());
        }
        let mut pen = Pen::at(buffer, at_row);
        draw_row(model, row, chosen, keys, &mut pen, theme);
    }
    cursor
}

/// Draws the line that narrows the list.
fn narrowed_by(
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
            About::Labels(_) => "  type to find, or a new name",
            _ => "  type to find",
        };
        pen.put(hint, theme.faint());
    }
    let width = area.width.saturating_sub(2);
    let field = Rect::new(area.x + 2, area.y, width, area.height);
    line_of_text(typed, field, theme, buffer)
}

/// Returns what is said of a list without rows.
fn nothing(model: &Model, pick: &Pick) -> String {
    let archive = model.keys.key(Action::Archive);
    match &pick.about {
        _ if !pick.wanted().is_empty() => "Nothing of that name.".to_owned(),
        About::People => "Nobody else is here.".to_owned(),
        About::Activity(Activity { changes: None, .. }) => "Reading…".to_owned(),
        About::Activity(_) => "Nothing has happened yet.".to_owned(),
        About::Labels(_) => "No labels yet: type a name.".to_owned(),
        _ => format!("Nothing here; {archive} archives a card."),
    }
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
            let _fits = pen.put_right(&format!("  {}", note(tick)), tone(theme.faint()));
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

/// Returns what is to be known of a label besides its name.
fn note(tick: &Ticked) -> String {
    let some = match tick.is_on() {
        None => format!("on {} of {}   ", tick.on, tick.of),
        Some(_) => String::new(),
    };
    let cards = match tick.everywhere {
        1 => "1 card".to_owned(),
        count => format!("{count} cards"),
    };
    format!("{some}{cards}")
}

/// Returns how many cells a row wants.
fn wide_row(row: &Row) -> usize {
    let more = match &row.then {
        Then::Tick(tick) => text::width(&note(tick)) + 6,
        _ => 0,
    };
    text::width(&text::clean(&row.words)) + more
}
