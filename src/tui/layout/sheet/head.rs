//! The head of a card: its title, and what is known about it.

use std::sync::Arc;

use jiff::tz::TimeZone;

use super::page::Page;
use crate::board::{Card, Priority};
use crate::text;
use crate::tui::layout::markdown::{Ink, Line, Run, Span, Tone, wrap};
use crate::tui::model::Model;

/// The width of what stands before a value.
const NAME_WIDTH: usize = 10;

/// Days that are no more than so many away are soon.
const SOON: i32 = 2;

/// Writes the head of a card.
pub(super) fn write(model: &Model, card: &Card, width: usize, page: &mut Page) {
    let title = Run::new(&card.title, Ink::of(Tone::Strong));
    page.write(wrap(&[title], width));
    let words = &model.words.sheet;
    let mut fact = |name: &str, value: Vec<Run>| {
        let room = width.saturating_sub(NAME_WIDTH);
        let mut lines = wrap(&value, room);
        lines.truncate(6);
        for (at, line) in lines.iter_mut().enumerate() {
            let name = if at == 0 { name } else { "" };
            let name = padded(name, NAME_WIDTH);
            line.0.insert(0, Span::new(&name, Tone::Faint));
        }
        page.write(lines);
    };
    let plain = |text: &str| vec![Run::new(text, Ink::default())];
    let (name, place) = place(model, card);
    fact(name, plain(&place));
    if !card.labels.is_empty() {
        fact(words.labels(), labels(card));
    }
    if let Some(name) = &card.assignee {
        let mut who = vec![person(name, "@")];
        if *name == model.me.name {
            who.push(Run::new(words.me(), Ink::of(Tone::Faint)));
        }
        fact(words.assigned(), who);
    }
    if let Some(priority) = card.priority {
        let tone = match priority {
            Priority::Urgent => Tone::Wrong,
            Priority::High | Priority::Medium => Tone::Careful,
            Priority::Low => Tone::Faint,
        };
        fact(
            words.priority(),
            vec![Run::new(
                model.words.priority(Some(priority)),
                Ink::of(tone),
            )],
        );
    }
    if let Some(due) = due_words(model, card) {
        fact(words.due(), vec![due]);
    }
    if let Some(why) = &card.blocked {
        fact(words.blocked(), vec![Run::new(why, Ink::of(Tone::Careful))]);
    }
    let before: Vec<String> = model
        .board
        .open_blockers(card)
        .map(|before| format!("{} {}", before.id, before.title))
        .collect();
    if !before.is_empty() {
        let before = Run::new(
            &before.join(model.words.names.between()),
            Ink::of(Tone::Careful),
        );
        fact(words.waits_for(), vec![before]);
    }
    if let Some(end) = card.lease {
        fact(
            words.claimed(),
            match model.ahead(end) {
                Some(left) => plain(&words.claim_ends(left)),
                None => plain(words.claim_ended()),
            },
        );
    }
    if let Some((session, focus)) = model.visitor(card.id) {
        let does = match focus.editing {
            true => words.editing(),
            false => words.looking(),
        };
        let who = person(&session.actor.name, "");
        fact(
            words.here(),
            vec![who, Run::new(&format!(" {does}"), Ink::default())],
        );
    }
    if let Some(source) = &card.source {
        fact(words.source(), plain(source));
    }
    fact(words.added(), plain(&added(model, card)));
}

/// Returns the lines in which a card is in a column, and for how long.
fn place<'m>(model: &'m Model, card: &Card) -> (&'m str, String) {
    let words = &model.words.sheet;
    let column = model.board.column(card.place.column);
    let column = column.map_or("", |column| &column.name);
    if card.archived {
        return (words.archived(), words.stood_in(column));
    }
    let days = model.now.duration_since(card.entered).as_hours() / 24;
    let place = match days {
        ..1 => column.to_owned(),
        days => words.in_column(column, days),
    };
    (words.column(), place)
}

fn labels(card: &Card) -> Vec<Run> {
    let mut runs = Vec::new();
    for label in card.labels.iter() {
        if !runs.is_empty() {
            runs.push(Run::new(" ", Ink::default()));
        }
        let name: Arc<str> = label.as_str().into();
        runs.push(Run::new(&format!("+{label}"), Ink::of(Tone::Label(name))));
    }
    runs
}

/// Returns somebody's name in their colour.
pub(super) fn person(name: &str, before: &str) -> Run {
    let who: Arc<str> = name.into();
    Run::new(&format!("{before}{name}"), Ink::of(Tone::Person(who)))
}

/// Returns when a card is due, and what that means today.
fn due_words(model: &Model, card: &Card) -> Option<Run> {
    let day = card.due?;
    let shown = model.words.day(day, model.today);
    let date = day.to_string();
    let words = &model.words.sheet;
    let when = match shown == date {
        true => date,
        false => words.dated(shown, date),
    };
    let away = (day - model.today).get_days();
    let is_done = model.board.is_done(card);
    let (means, tone) = match away {
        _ if is_done => (None, Tone::Text),
        ..0 => (Some(words.late(-away)), Tone::Wrong),
        // Those have words of their own.
        0..=1 => (None, Tone::Careful),
        2..=SOON => (Some(words.ahead(away)), Tone::Careful),
        _ => (Some(words.ahead(away)), Tone::Text),
    };
    let all: Vec<String> = [when].into_iter().chain(means).collect();
    Some(Run::new(
        &all.join(model.words.names.comma()),
        Ink::of(tone),
    ))
}

fn added(model: &Model, card: &Card) -> String {
    let day = |at: jiff::Timestamp| {
        let day = at.to_zoned(TimeZone::UTC).date();
        model.words.day(day, model.today)
    };
    let (created, updated) = (day(card.created), model.ago(card.updated));
    match card.rev {
        0 | 1 => created,
        2 => model.words.sheet.changed(created, updated),
        rev => model.words.sheet.changed_times(created, rev - 1, updated),
    }
}

/// Returns a text with blanks up to a width.
pub(super) fn padded(text: &str, width: usize) -> String {
    let blanks = width.saturating_sub(text::width(text)).max(1);
    format!("{text}{}", " ".repeat(blanks))
}

/// Returns a line of its own.
pub(super) fn line(text: &str, tone: Tone) -> Line {
    Line(vec![Span::new(text, tone)])
}
