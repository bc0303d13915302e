//! Draws a card in its column: its title, and one line about it.

use std::cmp::Ordering;
use std::ops::Range;

use ratatui::buffer::Buffer;
use ratatui::style::{Modifier, Style};
use unicode_segmentation::UnicodeSegmentation;

use super::pen::Pen;
use super::theme::Theme;
use crate::board::{Card, Priority, due};
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
        about(model, card, at, chosen, theme, buffer);
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

/// Draws the line about a card: number, priority, labels, due date, initials. Who changed it just now stands in the
/// labels' place, so that nothing moves.
fn about(model: &Model, card: &Card, at: Rect, chosen: bool, theme: &Theme, buffer: &mut Buffer) {
    let mut pen = Pen::at(buffer, at);
    let tone = |style: Style| match chosen {
        // Colours on reversed cells are hard to read.
        true => Style::new().add_modifier(style.add_modifier - Modifier::DIM),
        false => style,
    };
    let number = match model.is_guess(card.id) {
        true => "#".to_owned(),
        false => card.id.to_string(),
    };
    pen.put(&number, tone(theme.faint()));
    if model.is_pending(card.id) {
        pen.put("⋯", tone(theme.careful()));
    }
    if let Some((session, focus)) = model.visitor(card.id) {
        let name = &session.actor.name;
        let mark = if focus.editing { " ✎" } else { " ◂" };
        let style = theme.named(name);
        pen.put(mark, tone(style)).put(&initials(name), tone(style));
    }
    if let Some(name) = &card.assignee {
        let style = theme.named(name).add_modifier(Modifier::BOLD);
        pen.put_right(&initials(name), tone(style));
        pen.put_right(" ", theme.plain());
    }
    if let Some(priority) = card.priority {
        let (mark, style) = priority_mark(priority, *theme);
        pen.put(" ", theme.plain()).put(mark, tone(style));
    }
    if let Some(mark) = model.marks.get(&card.id) {
        let style = theme.named(&mark.who).add_modifier(Modifier::BOLD);
        pen.put(" ", theme.plain())
            .put(&format!("● {}", mark.who), tone(style));
        return;
    }
    let labels: Vec<String> = card
        .labels
        .iter()
        .map(|label| format!(" +{label}"))
        .collect();
    let wanted: usize = labels
        .iter()
        .map(|label| text::width(&text::clean(label)))
        .sum();
    if let Some(day) = card.due {
        let when = match model.board.is_done(card) {
            // What is done is never late, nor soon.
            true => Ordering::Greater,
            false => day.cmp(&model.today),
        };
        let shown = due::show(day, model.today);
        due_date(&mut pen, &shown, when, wanted, *theme, tone);
    }
    for (label, name) in labels.iter().zip(&card.labels) {
        // What is left of a label must still tell it from others.
        if pen.room() < text::width(&text::clean(label)).min(6) {
            let _fits = pen.put_right(" …", tone(theme.faint()));
            break;
        }
        pen.put(" ", theme.plain())
            .put(&label[1..], tone(theme.named(name)));
    }
}

/// Draws when a card is due, in fewer words where labels want the room.
fn due_date(
    pen: &mut Pen<'_>,
    shown: &str,
    when: Ordering,
    wanted: usize,
    theme: Theme,
    tone: impl Fn(Style) -> Style,
) {
    let (long, short, style) = match when {
        Ordering::Less => (format!(" late {shown}"), " late".to_owned(), theme.wrong()),
        Ordering::Equal => (format!(" by {shown}"), format!(" {shown}"), theme.careful()),
        Ordering::Greater => (format!(" by {shown}"), format!(" {shown}"), theme.plain()),
    };
    let spare = pen.room().saturating_sub(wanted);
    let _fits = (text::width(&long) <= spare && pen.put_right(&long, tone(style)))
        || pen.put_right(&short, tone(style));
}

/// Returns the mark of a priority: the more, the more pressing.
fn priority_mark(priority: Priority, theme: Theme) -> (&'static str, Style) {
    match priority {
        Priority::Urgent => ("!!!", theme.wrong()),
        Priority::High => ("!!", theme.careful().add_modifier(Modifier::BOLD)),
        Priority::Medium => ("!", theme.careful()),
        Priority::Low => ("↓", theme.faint()),
    }
}

/// Returns the initials of a name, in two cells at most: `ann` is AN, `ann.lee` is AL.
fn initials(name: &str) -> String {
    let name = text::clean(name);
    let mut words = name
        .split(|letter: char| !letter.is_alphanumeric())
        .filter(|word| !word.is_empty());
    let first = words.next().unwrap_or("?");
    let letters: String = match words.next() {
        Some(second) => [first, second]
            .iter()
            .filter_map(|word| word.graphemes(true).next())
            .collect(),
        None => first.graphemes(true).take(2).collect(),
    };
    let mut short = String::new();
    for grapheme in letters.to_uppercase().graphemes(true) {
        if text::width(&short) + text::width(grapheme) > 2 {
            break;
        }
        short.push_str(grapheme);
    }
    short
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn initials_take_two_cells_at_most() {
        assert_eq!(initials("ann"), "AN");
        assert_eq!(initials("ann.lee"), "AL");
        assert_eq!(initials("田中"), "田");
        assert_eq!(initials("ß"), "SS");
        assert_eq!(initials(""), "?");
    }
}
