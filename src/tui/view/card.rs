//! Draws a card in its column: its title, and one line about it.

mod about;

use std::ops::Range;

use ratatui::buffer::Buffer;
use ratatui::style::Style;

use super::pen::Pen;
use super::theme::Theme;
use crate::board::Card;
use crate::text;
use crate::tui::layout::{self, Rect};
use crate::tui::model::Model;

pub(super) fn draw(model: &Model, card: &Card, area: Rect, theme: &Theme, buffer: &mut Buffer) {
    let chosen = model.cursor.card == Some(card.id);
    let selected = model.selection.has(card.id);
    if chosen {
        let bar = Rect::new(area.x, area.y, area.width.min(1), area.height);
        for y in bar.top()..bar.bottom() {
            Pen::at(buffer, Rect::new(bar.x, y, bar.width, 1)).put("▌", theme.focus());
        }
        let rest = Rect::new(
            area.x + bar.width,
            area.y,
            area.width - bar.width,
            area.height,
        );
        buffer.set_style(rest.intersection(buffer.area), theme.chosen());
    }
    if selected {
        let at = Rect::new(area.x, area.y, area.width.min(1), area.height.min(1));
        Pen::at(buffer, at).put("✓", theme.focus());
    }
    let text_area = Rect::new(
        area.x + 1,
        area.y,
        area.width.saturating_sub(2),
        area.height,
    );
    let lines = layout::title_lines(&card.title, area.width);
    let last = area.height.saturating_sub(1);
    let found = found(model, &card.title, &lines);
    for (y, (line, found)) in (0..last.max(1)).zip(lines.iter().zip(&found)) {
        let at = Rect::new(text_area.x, text_area.y + y, text_area.width, 1);
        let style = match (chosen, selected) {
            (true, _) => theme.strong(),
            (false, true) => theme.focus(),
            (false, false) => theme.plain(),
        };
        title(line, found, at, style, theme, buffer);
    }
    if area.height > 1 {
        let at = Rect::new(text_area.x, text_area.y + last, text_area.width, 1);
        about::draw(model, card, chosen, theme, &mut Pen::at(buffer, at));
    }
}

/// Returns where in each line of a title the words of the search are.
fn found(model: &Model, title: &str, lines: &[String]) -> Vec<Vec<Range<usize>>> {
    let Some(filter) = &model.view.filter else {
        return vec![Vec::new(); lines.len()];
    };
    let title = text::clean(title);
    let found = filter.query.found_in(&title);
    let mut from = 0;
    let in_line = |line: &String| {
        // What the lines leave out of the title is blanks, and its end.
        let line = line.strip_suffix('…').unwrap_or(line);
        let Some(start) = title[from..].find(line).map(|at| from + at) else {
            return Vec::new();
        };
        from = start + line.len();
        let end = from;
        let part = |piece: &Range<usize>| {
            let (first, last) = (piece.start.max(start), piece.end.min(end));
            (first < last).then(|| first - start..last - start)
        };
        found.iter().filter_map(part).collect()
    };
    lines.iter().map(in_line).collect()
}

fn title(
    line: &str,
    found: &[Range<usize>],
    at: Rect,
    style: Style,
    theme: &Theme,
    buffer: &mut Buffer,
) {
    let mut pen = Pen::at(buffer, at);
    let mut from = 0;
    for piece in found {
        pen.put(&line[from..piece.start], style);
        pen.put(&line[piece.clone()], style.patch(theme.found()));
        from = piece.end;
    }
    pen.put(&line[from..], style);
}
