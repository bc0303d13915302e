//! A card shown in full, as lines.

use crate::board::{Card, CardId, due};
use crate::text;
use crate::tui::keymap::Action;
use crate::tui::layout::{Rect, Screen};
use crate::tui::model::Model;

/// Lines longer than this are hard to read.
const WIDEST: u16 = 100;

/// One line of the card.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Line {
    Title(String),
    /// What it is, and its value.
    Fact(&'static str, String),
    /// A heading of the body.
    Heading(String),
    Text(String),
    /// Something that is said where there is nothing.
    Hint(String),
}

/// Returns where the card is shown, border included.
pub(crate) fn area(screen: &Screen) -> Rect {
    let board = screen.board;
    let top = screen.strip.map_or(board.y, |strip| strip.y);
    let width = board.width.min(WIDEST);
    let height = board.height + (board.y - top);
    Rect::new((board.width - width) / 2, top, width, height)
}

/// Returns a card as lines of a width.
pub(crate) fn lines(model: &Model, id: CardId, width: u16) -> Vec<Line> {
    let Some(card) = model.board.card(id) else {
        return Vec::new();
    };
    // A blank on either side.
    let width = usize::from(width.saturating_sub(2));
    let mut lines: Vec<Line> = text::wrap(&card.title, width, usize::MAX)
        .into_iter()
        .map(Line::Title)
        .collect();
    lines.push(Line::Text(String::new()));
    facts(model, card, width, &mut lines);
    lines.push(Line::Text(String::new()));
    if card.body.is_away() {
        // It is on its way.
        return lines;
    }
    if card.body.text().trim().is_empty() {
        let edit = model.keys.key(Action::EditBody);
        lines.push(Line::Hint(format!(
            "No text yet. {edit} writes some in your editor."
        )));
    }
    body(card.body.text(), width, &mut lines);
    lines
}

/// Adds the lines of a body. What is wrapped of a list item or of an indented line keeps its indent.
fn body(body: &str, width: usize, lines: &mut Vec<Line>) {
    let mut in_code = false;
    for line in body.lines() {
        in_code ^= line.trim_start().starts_with("```");
        let heading = !in_code && line.starts_with('#');
        let blanks = line.len() - line.trim_start().len();
        let from = if in_code { blanks } else { marker(line) };
        let indent = text::width(&text::clean(&line[..from])).min(width / 2);
        let (first, rest) = (text::clean(&line[..from]), " ".repeat(indent));
        let wrapped = text::wrap(&line[from..], width - indent, usize::MAX);
        for (at, line) in wrapped.into_iter().enumerate() {
            let begin = if at == 0 { &first } else { rest.as_str() };
            lines.push(match heading {
                true => Line::Heading(line),
                false => Line::Text(format!("{begin}{line}")),
            });
        }
    }
}

/// Returns how long the indent and the list marker are that a line begins with: `  - [ ] `.
fn marker(line: &str) -> usize {
    let mut from = line.len() - line.trim_start().len();
    let number = line[from..].trim_start_matches(|letter: char| letter.is_ascii_digit());
    let digits = line[from..].len() - number.len();
    if digits > 0 && number.starts_with(". ") {
        return from + digits + 2;
    }
    for marker in ["- ", "* ", "+ ", "> "] {
        if line[from..].starts_with(marker) {
            from += marker.len();
            break;
        }
    }
    let tick = ["[ ] ", "[x] ", "[X] "];
    from + tick
        .iter()
        .find(|tick| line[from..].starts_with(**tick))
        .map_or(0, |tick| tick.len())
}

fn facts(model: &Model, card: &Card, width: usize, lines: &mut Vec<Line>) {
    let mut fact = |name, value: String| {
        let room = width.saturating_sub(FACT_WIDTH);
        for (at, line) in text::wrap(&value, room, 4).into_iter().enumerate() {
            lines.push(Line::Fact(if at == 0 { name } else { "" }, line));
        }
    };
    let column = model.board.column(card.place.column);
    let column = column.map_or("", |column| &column.name);
    match card.archived {
        true => fact("archived", format!("it stood in {column}")),
        false => fact("column", column.to_owned()),
    }
    if !card.labels.is_empty() {
        let labels: Vec<String> = card
            .labels
            .iter()
            .map(|label| format!("+{label}"))
            .collect();
        fact("labels", labels.join(" "));
    }
    if let Some(name) = &card.assignee {
        fact("assigned", format!("@{name}"));
    }
    if let Some(priority) = card.priority {
        fact("priority", priority.to_string());
    }
    if let Some(day) = card.due {
        let late = if model.board.is_late(card, model.today) {
            ", late"
        } else {
            ""
        };
        let shown = due::show(day, model.today);
        let date = day.to_string();
        match shown == date {
            true => fact("due", format!("{date}{late}")),
            false => fact("due", format!("{shown} ({date}){late}")),
        }
    }
    let zone = jiff::tz::TimeZone::UTC;
    let day = |at: jiff::Timestamp| due::show(at.to_zoned(zone.clone()).date(), model.today);
    let (created, updated) = (day(card.created), day(card.updated));
    let added = match card.rev {
        0 | 1 => created,
        2 => format!("{created}, changed {updated}"),
        rev => format!("{created}, changed {} times, last {updated}", rev - 1),
    };
    fact("added", added);
}

/// The width of what stands before a value.
pub(crate) const FACT_WIDTH: usize = 10;
