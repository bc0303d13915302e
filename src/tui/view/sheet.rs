//! Draws a card in full.

use ratatui::buffer::Buffer;
use ratatui::style::Style;
use ratatui::widgets::{Block, BorderType, Widget};

use super::pen::{Pen, clear};
use super::theme::Theme;
use crate::board::CardId;
use crate::tui::layout::sheet::{self, FACT_WIDTH, Line};
use crate::tui::layout::{Rect, Screen, inside, inside_line};
use crate::tui::model::Model;
use crate::tui::model::overlay::Overlay;

pub(super) fn draw(model: &Model, screen: &Screen, theme: &Theme, buffer: &mut Buffer) {
    let sheet = model.overlays.iter().find_map(|overlay| match overlay {
        Overlay::Card(sheet) => Some(sheet),
        _ => None,
    });
    let Some(sheet) = sheet else { return };
    let area = sheet::area(screen);
    let look = (BorderType::Thick, theme.focus());
    card(model, (sheet.card, sheet.scroll), area, look, theme, buffer);
}

/// Draws the card under the cursor beside the board.
pub(super) fn beside(model: &Model, area: Rect, theme: &Theme, buffer: &mut Buffer) {
    let look = (BorderType::Rounded, theme.faint());
    match model.cursor.card {
        Some(id) => card(model, (id, 0), area, look, theme, buffer),
        None => Block::bordered()
            .border_type(look.0)
            .border_style(look.1)
            .render(area.intersection(buffer.area), buffer),
    }
}

/// Draws a card in a box, so many of its lines scrolled away.
fn card(
    model: &Model,
    (id, scroll): (CardId, usize),
    area: Rect,
    (border, style): (BorderType, Style),
    theme: &Theme,
    buffer: &mut Buffer,
) {
    clear(area, buffer);
    Block::bordered()
        .border_type(border)
        .border_style(style)
        .render(area, buffer);
    heading(model, id, area, theme, buffer);
    let inner = inside(area);
    let lines = sheet::lines(model, id, inner.width);
    let page = usize::from(inner.height);
    let scroll = scroll.min(lines.len().saturating_sub(page));
    for (y, line) in (inner.y..inner.bottom()).zip(&lines[scroll.min(lines.len())..]) {
        let at = Rect::new(inner.x + 1, y, inner.width.saturating_sub(2), 1);
        draw_line(line, at, theme, buffer);
    }
    let below = lines.len().saturating_sub(scroll + page);
    if area.height > 1 {
        let bottom = Rect::new(area.x, area.bottom() - 1, area.width, 1);
        let mut pen = Pen::at(buffer, inside_line(bottom));
        if below > 0 {
            let _fits = pen.put_right(&format!(" ↓{below} more "), theme.title());
        }
        if scroll > 0 {
            let _fits = pen.put_right(&format!(" ↑{scroll} more "), theme.title());
        }
    }
}

fn heading(model: &Model, card: CardId, area: Rect, theme: &Theme, buffer: &mut Buffer) {
    let mut pen = Pen::at(buffer, inside_line(area));
    let number = match model.is_guess(card) {
        true => " new card ".to_owned(),
        false => format!(" {card} "),
    };
    pen.put(&number, theme.focus());
    if model.is_pending(card) {
        pen.put("⋯ ", theme.careful());
    }
    if let Some(mark) = model.marks.get(&card) {
        pen.put(&format!("● {} ", mark.who), theme.named(&mark.who));
    }
}

fn draw_line(line: &Line, at: Rect, theme: &Theme, buffer: &mut Buffer) {
    let mut pen = Pen::at(buffer, at);
    match line {
        Line::Title(text) => pen.put(text, theme.strong()),
        Line::Heading(text) => pen.put(text, theme.focus()),
        Line::Text(text) => pen.put(text, theme.plain()),
        Line::Hint(text) => pen.put(text, theme.faint()),
        Line::Fact(name, value) => pen
            .put(&format!("{name:<FACT_WIDTH$}"), theme.faint())
            .put(value, theme.plain()),
    };
}
