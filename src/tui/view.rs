//! Draws the model. It looks at the model only, and changes nothing.

mod bars;
mod card;
mod charts;
mod column;
mod dress;
mod lanes;
mod pen;
mod popup;
mod sheet;
mod theme;

use ratatui::Frame;
use ratatui::buffer::Buffer;

use super::keymap::Action;
use super::layout::{Rect, Screen};
use super::model::Model;
use super::model::overlay::{Ask, Overlay};
use crate::text;
use pen::Pen;
use theme::Theme;

/// Draws the whole screen.
pub fn draw(model: &Model, frame: &mut Frame) {
    let theme = Theme;
    let screen = model.screen();
    let mut cursor = None;
    let buffer = frame.buffer_mut();
    board(model, &screen, &theme, buffer);
    bars::draw(model, &screen, &theme, buffer);
    for (at, overlay) in model.overlays.iter().enumerate() {
        let on_top = at + 1 == model.overlays.len();
        let at = match overlay {
            Overlay::Card(sheet) => {
                self::sheet::draw(model, sheet, &screen, &theme, buffer);
                None
            }
            Overlay::Prompt(prompt) if matches!(prompt.ask, Ask::Search { .. }) => {
                bars::search(model, prompt, &screen, &theme, buffer)
            }
            Overlay::Prompt(prompt) => popup::prompt(model, prompt, &screen, &theme, buffer),
            Overlay::Charts(charts) => {
                charts::draw(model, charts, &screen, &theme, buffer);
                None
            }
            Overlay::Pick(pick) => popup::pick(model, pick, &screen, &theme, buffer),
            Overlay::Confirm(confirm) => {
                popup::confirm(model, confirm, &screen, &theme, buffer);
                None
            }
            Overlay::Help(help) => popup::help(model, help, &screen, &theme, buffer),
        };
        cursor = at.filter(|_| on_top);
    }
    bars::complaint(model, &screen, &theme, buffer);
    dress::dress(&model.look, buffer);
    let area = frame.area();
    if let Some(at) = cursor.filter(|at| area.contains(*at)) {
        frame.set_cursor_position(at);
    }
}

fn board(model: &Model, screen: &Screen, theme: &Theme, buffer: &mut Buffer) {
    if let Some(tabs) = screen.tabs {
        bars::tabs(model, tabs, theme, buffer);
    }
    if let Some(strip) = screen.strip {
        bars::strip(model, screen, strip, theme, buffer);
    }
    let bands = model.bands(screen);
    for pane in &screen.panes {
        column::draw(model, screen, &bands, pane, theme, buffer);
    }
    lanes::draw(model, screen, &bands, theme, buffer);
    if let Some(area) = screen.side {
        sheet::beside(model, area, theme, buffer);
    }
    let said = &model.words.board;
    let found = model.view.filter.as_ref();
    let none_found = found.filter(|filter| filter.hits == 0 && !model.is_sifting());
    let words = if screen.panes.is_empty() {
        let key = model.keys.key(Action::NewColumn);
        [said.no_columns().to_owned(), said.make_column(key)]
    } else if let Some(filter) = none_found {
        let key = match filter.wants_archived() {
            true => said.archived_under(model.keys.key(Action::Archived)),
            false => said.shows_all(model.keys.key(Action::Back)),
        };
        [said.no_match().to_owned(), key]
    } else if model.board.live_count() == 0 {
        let key = model.keys.key(Action::New);
        [said.no_cards().to_owned(), said.write_first(key)]
    } else {
        return;
    };
    // In the focused column, so that no border is written over.
    let focus = model.cursor_column();
    let pane = screen.panes.iter().find(|pane| Some(pane.column) == focus);
    hint(
        &words,
        pane.map_or(screen.board, |pane| pane.inner()),
        theme,
        buffer,
    );
}

/// Draws lines in the middle of an area.
fn hint(words: &[String], area: Rect, theme: &Theme, buffer: &mut Buffer) {
    let lines: Vec<String> = words
        .iter()
        .flat_map(|words| text::wrap(words, usize::from(area.width.saturating_sub(2)), 3))
        .collect();
    let height = u16::try_from(lines.len()).unwrap_or(u16::MAX);
    let top = area.y + area.height.saturating_sub(height) / 2;
    for (y, line) in (top..area.bottom()).zip(&lines) {
        let wide = u16::try_from(text::width(line)).unwrap_or(u16::MAX);
        let x = area.x + area.width.saturating_sub(wide) / 2;
        Pen::at(buffer, Rect::new(x, y, wide, 1)).put(line, theme.strong());
    }
}
