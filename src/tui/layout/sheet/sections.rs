//! The parts of a card: its text, checklist, comments, links and history.

use std::collections::HashMap;

use super::head::{line, padded, person};
use super::page::Page;
use super::{INDENT, Shown, comment_width, history};
use crate::board::{Card, CardId, Comment, Item, Relation};
use crate::text;
use crate::tui::keymap::{Action, Mode};
use crate::tui::layout::markdown::{Ink, Line, Run, Span, Tone, wrap};
use crate::tui::model::Model;
use crate::tui::model::sheet::{Section, Stop};
use crate::tui::model::texts::TextOf;

/// The width of what a card is to another one.
const RELATION_WIDTH: usize = 11;

/// Writes the parts of a card: all of them where they can be gone to, else those that there is something in.
pub(super) fn write(model: &Model, card: &Card, shown: Shown<'_>, width: usize, page: &mut Page) {
    let links = model.board.links(card);
    for section in Section::ALL {
        let (count, is_empty) = match section {
            Section::Text => (String::new(), card.body.is_empty()),
            Section::Checklist => {
                let (done, all) = card.progress();
                (format!(" {done}/{all}"), all == 0)
            }
            Section::Comments => (
                format!(" {}", card.comments.len()),
                card.comments.is_empty(),
            ),
            Section::Links => (format!(" {}", links.len()), links.is_empty()),
            Section::History => (String::new(), true),
        };
        let sheet = match shown {
            Shown::Beside(_) if is_empty && section != Section::Text => continue,
            Shown::Beside(_) => None,
            Shown::Full(sheet) => Some(sheet),
        };
        page.sections.push((section, page.len()));
        let count = if is_empty { "" } else { &count };
        let digit = sheet.map(|_| section.digit());
        let name = section.name(model.words);
        page.write(vec![heading(name, digit, count, width)]);
        match (section, sheet) {
            (Section::Text, _) if !is_empty => body(model, card, width, page),
            (Section::Checklist, _) if !is_empty => checklist(card, width, page),
            (Section::Comments, _) if !is_empty => comments(model, card, width, page),
            (Section::Links, _) if !is_empty => self::links(model, &links, width, page),
            (Section::History, Some(sheet)) => history::write(model, sheet, width, page),
            (section, _) => {
                if let Some(hint) = hint(model, section) {
                    let hint = Run::new(&hint, Ink::of(Tone::Faint));
                    page.write(wrap(&[hint], width));
                }
            }
        }
    }
}

/// Returns what helps where there is nothing.
fn hint(model: &Model, section: Section) -> Option<String> {
    let words = &model.words.sheet;
    let key = |action| model.keys.key_in(Mode::Card, action);
    Some(match section {
        Section::Text => words.no_text(key(Action::EditBody)),
        Section::Checklist => words.no_items(key(Action::NewItem)),
        Section::Comments => words.no_comments(key(Action::Comment)),
        Section::Links => words.no_links(key(Action::Link)),
        Section::History => return None,
    })
}

/// Returns the line above a part: the digit that goes to it, what it is, and how much there is.
fn heading(name: &str, digit: Option<usize>, count: &str, width: usize) -> Line {
    let mut spans = vec![Span::new("── ", Tone::Faint)];
    spans.extend(digit.map(|digit| Span::new(&format!("{digit} "), Tone::Key)));
    spans.push(Span::new(name, Tone::Strong));
    spans.push(Span::new(count, Tone::Text));
    let taken: usize = spans.iter().map(|span| text::width(&span.text)).sum();
    let rest = "─".repeat(width.saturating_sub(taken + 1));
    spans.push(Span::new(&format!(" {rest}"), Tone::Faint));
    Line(spans)
}

fn body(model: &Model, card: &Card, width: usize, page: &mut Page) {
    if card.body.is_away() {
        // It is on its way.
        page.write(vec![Line::default()]);
        return;
    }
    let laid = model.laid(TextOf::Body(card.id), card.body.text(), width);
    let top = page.len();
    let mut seen: HashMap<&str, usize> = HashMap::new();
    for task in &laid.tasks {
        let count = seen.entry(task.text.as_str()).or_default();
        let (text, nth) = (task.text.clone(), *count);
        *count += 1;
        let lines = top + task.lines.start..top + task.lines.end;
        page.stops.push((Stop::Task { text, nth }, lines));
    }
    page.write_text(laid, 0);
}

fn checklist(card: &Card, width: usize, page: &mut Page) {
    for Item { id, text, done } in &card.checklist {
        let from = page.len();
        let (mark, tone) = match done {
            true => ("☑ ", Tone::Faint),
            false => ("☐ ", Tone::Text),
        };
        let text = Run::new(text, Ink::of(tone));
        page.write(hanging(Span::new(mark, Tone::Mark), &[text], width));
        page.stop(Stop::Item(*id), from);
    }
}

/// Returns runs as lines with a mark before the first one, the others set in by as much.
pub(super) fn hanging(mark: Span, runs: &[Run], width: usize) -> Vec<Line> {
    let indent = text::width(&mark.text);
    let blank = Span::new(&" ".repeat(indent), Tone::Text);
    let mut mark = Some(mark);
    let mut lines = wrap(runs, width.saturating_sub(indent));
    for line in &mut lines {
        line.0
            .insert(0, mark.take().unwrap_or_else(|| blank.clone()));
    }
    lines
}

fn comments(model: &Model, card: &Card, width: usize, page: &mut Page) {
    for comment in &card.comments {
        let Comment { id, at, by, text } = comment;
        let from = page.len();
        let when = Run::new(
            &model.words.sheet.when(model.ago(*at)),
            Ink::of(Tone::Faint),
        );
        page.write(wrap(&[person(by, ""), when], width));
        let of = TextOf::Comment(card.id, *id);
        page.write_text(model.laid(of, text, comment_width(width)), INDENT);
        page.stop(Stop::Comment(*id), from);
    }
}

fn links(model: &Model, links: &[(Relation, CardId)], width: usize, page: &mut Page) {
    for (relation, other) in links {
        let from = page.len();
        page.write(link(model, *relation, *other, width));
        page.stop(Stop::Link(*relation, *other), from);
    }
}

/// Returns the lines of a link: what the card is to the other one, which that is, and how it stands.
fn link(model: &Model, relation: Relation, other: CardId, width: usize) -> Vec<Line> {
    let words = &model.words.sheet;
    let is = match relation {
        Relation::Blocks => words.blocks(),
        Relation::BlockedBy => words.blocked_by(),
        Relation::Parent => words.parent_of(),
        Relation::Child => words.child_of(),
        Relation::Relates => words.relates_to(),
    };
    let mark = Span::new(&padded(is, RELATION_WIDTH), Tone::Faint);
    let mut runs = vec![Run::new(&format!("{other} "), Ink::of(Tone::Link))];
    let Some(card) = model.board.card(other) else {
        return hanging(mark, &runs, width);
    };
    let is_done = card.archived || model.board.is_done(card);
    let tone = if is_done { Tone::Faint } else { Tone::Text };
    runs.push(Run::new(&card.title, Ink::of(tone)));
    let column = model.board.column(card.place.column);
    let stands = match (card.archived, column) {
        (true, _) => words.is_archived(),
        (false, column) => column.map_or("", |column| &column.name),
    };
    let done = if is_done { " ✓" } else { "" };
    let stands = format!(" · {stands}{done}");
    runs.push(Run::new(&stands, Ink::of(Tone::Faint)));
    hanging(mark, &runs, width)
}

/// Returns a line that says that something is on its way, or not there.
pub(super) fn faint(text: &str) -> Vec<Line> {
    vec![line(text, Tone::Faint)]
}
