//! Draws a column: its border with name, count and what is out of view, and its cards.

use ratatui::buffer::Buffer;
use ratatui::widgets::{Block, BorderType, Widget};

use super::card;
use super::pen::Pen;
use super::theme::Theme;
use crate::board::Column;
use crate::text;
use crate::tui::layout::strip::count;
use crate::tui::layout::{self, Band, Pane, Rect, Screen};
use crate::tui::model::Model;
use crate::tui::model::scroll::Cell;

pub(super) fn draw(
    model: &Model,
    screen: &Screen,
    bands: &[Band],
    pane: &Pane,
    theme: &Theme,
    buffer: &mut Buffer,
) {
    let Some(column) = model.board.columns().get(pane.column) else {
        return;
    };
    let focused = model.cursor.column == Some(column.id);
    let target = model.pointer.target();
    let is_target = target.is_some_and(|target| target.column == column.id);
    let (border, style) = match (is_target, focused) {
        (true, _) => (BorderType::Thick, theme.careful()),
        (false, true) => (BorderType::Thick, theme.focus()),
        (false, false) => (BorderType::Rounded, theme.faint()),
    };
    Block::bordered()
        .border_type(border)
        .border_style(style)
        .render(pane.area, buffer);
    let cells = model.cells(pane, bands);
    // With lanes, each lane's heading tells what is out of view in it.
    let whole = cells.first().filter(|cell| cell.lane.is_none());
    let above = whole.map_or(0, |cell| cell.top);
    heading(model, column, focused, above, pane.area, theme, buffer);
    for cell in &cells {
        let stack = model.stack(cell, screen.gap);
        let mut below = cell.rows.end - cell.top - stack.len();
        if cell.lane.is_none() {
            below += column.unread;
        }
        if cell.lane.is_none() && below > 0 && pane.area.height > 1 {
            let line = Rect::new(pane.area.x, pane.area.bottom() - 1, pane.area.width, 1);
            let mut pen = Pen::at(buffer, layout::inside_line(line));
            let short = format!("↓{below}");
            more(
                &mut pen,
                &model.words.board.more_below(below),
                &short,
                theme,
            );
        }
        let shown = model.shown(column.id);
        for (row, y, height) in stack {
            let area = Rect::new(cell.area.x, cell.area.y + y, cell.area.width, height);
            if let Some(card) = model.board.card(shown[row]) {
                card::draw(model, card, area, theme, buffer);
            }
        }
        if let Some(y) = model.drop_line(cell, screen.gap) {
            drop_line(pane, cell, y, screen.gap, theme, buffer);
        }
    }
}

/// Draws where dragged cards would go: between two signs in the border, a line in the blank between two cards, or under
/// the last words of the upper one when there is no blank.
fn drop_line(pane: &Pane, cell: &Cell, y: u16, gap: u16, theme: &Theme, buffer: &mut Buffer) {
    let inside = (cell.area.top()..cell.area.bottom()).contains(&y);
    if inside {
        let line = Rect::new(cell.area.x, y, cell.area.width, 1).intersection(buffer.area);
        match gap {
            0 => buffer.set_style(line, theme.under()),
            _ => {
                let width = usize::from(line.width);
                Pen::at(buffer, line).put(&"━".repeat(width), theme.careful());
            }
        }
    }
    let border = Rect::new(pane.area.x, y, pane.area.width, 1);
    let mut pen = Pen::at(buffer, border);
    pen.put("▸", theme.careful());
    let _fits = pen.put_right("◂", theme.careful());
}

/// Writes how many cards are out of view, in fewer words where there is no room.
fn more(pen: &mut Pen<'_>, long: &str, short: &str, theme: &Theme) {
    let style = theme.title();
    let arrow: String = short.chars().take(1).collect();
    let _fits = pen.put_right(&format!(" {long} "), style)
        || pen.put_right(short, style)
        || pen.put_right(&arrow, style);
}

fn heading(
    model: &Model,
    column: &Column,
    focused: bool,
    above: usize,
    area: Rect,
    theme: &Theme,
    buffer: &mut Buffer,
) {
    let mut pen = Pen::at(buffer, layout::inside_line(area));
    let count = count(model, column);
    // The count is worth more than the end of a long name; what is above is worth less than the name.
    let wide = text::width(&text::clean(&column.name)) + text::width(&count) + 3;
    if above > 0 {
        let spare = pen.room().saturating_sub(wide);
        let (long, short) = (model.words.board.more_above(above), format!("↑{above}"));
        if spare >= text::width(&long) + 2 {
            more(&mut pen, &long, &short, theme);
        } else {
            let _fits = pen.put_right(&short, theme.title());
        }
    }
    let name_room = pen.room().saturating_sub(text::width(&count) + 3);
    let name = text::fit(&column.name, name_room);
    let target = model.pointer.target();
    let name_style = match target.is_some_and(|target| target.column == column.id) {
        true => theme.careful().patch(theme.chosen()),
        false if focused => theme.focus(),
        false => theme.title(),
    };
    let count_style = match column.over_limit() {
        true => theme.title().patch(theme.wrong()),
        false => name_style,
    };
    if !name.is_empty() {
        pen.put(" ", name_style).put(&name, name_style);
    }
    pen.put(" ", name_style)
        .put(&count, count_style)
        .put(" ", name_style);
    if let Some(order) = model.view.orders.get(&column.id) {
        let order = order.words(&model.words.names);
        let by = format!("{} ", model.words.board.ordered(order));
        if pen.room() >= text::width(&by) {
            pen.put(&by, theme.title());
        }
    }
}
