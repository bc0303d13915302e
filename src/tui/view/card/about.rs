//! Draws the line about a card: what is set on it, as much as there is room for.
//!
//! What goes first when the room is scarce is always the same: the age, the words beside the signs, the labels, the
//! comments, the checklist. No sign is told by its colour alone.

use std::cmp::Ordering;

use jiff::SignedDuration;
use ratatui::style::{Modifier, Style};
use unicode_segmentation::UnicodeSegmentation;

use crate::board::{Card, Priority};
use crate::text;
use crate::tui::model::Model;
use crate::tui::view::pen::Pen;
use crate::tui::view::theme::Theme;

/// A card that is due in so many days, or fewer, is due soon.
const SOON: i32 = 2;

/// A card that has been in its column for so many days is old.
const OLD: i64 = 5;

/// A mark, as it is written in little room and in more.
struct Mark {
    /// The shortest one first.
    forms: Vec<String>,
    style: Style,
}

impl Mark {
    /// Returns how many cells it takes at least, with the blank before it.
    fn least(&self) -> usize {
        text::width(&text::clean(&self.forms[0])) + 1
    }

    /// Takes the longest form that fits into what is to spare.
    fn grow(&mut self, spare: &mut usize) {
        let more = |form: &String| text::width(&text::clean(form)) + 1 - self.least();
        let fitting = self.forms.iter().rposition(|form| more(form) <= *spare);
        let at = fitting.unwrap_or_default();
        *spare -= more(&self.forms[at]);
        self.forms.swap(0, at);
    }

    /// Returns the form that was taken.
    fn text(&self) -> &str {
        &self.forms[0]
    }

    /// Returns its sign, if it has one.
    fn sign(&self) -> Option<char> {
        let first = self.text().chars().next();
        first.filter(|sign| !sign.is_alphanumeric())
    }
}

/// Draws the line about a card. Who changed it just now stands in the place of what comes after the priority, so that
/// nothing moves.
pub(super) fn draw(model: &Model, card: &Card, chosen: bool, theme: &Theme, pen: &mut Pen<'_>) {
    let tone = |style: Style| match chosen {
        // Colours on reversed cells are hard to read.
        true => Style::new().add_modifier(style.add_modifier - Modifier::DIM),
        false => style,
    };
    who_and_which(model, card, *theme, tone, pen);
    if let Some(mark) = model.marks.get(&card.id) {
        let style = theme.named(&mark.who).add_modifier(Modifier::BOLD);
        pen.put(" ", theme.plain())
            .put(&format!("● {}", mark.who), tone(style));
        return;
    }
    let labels: Vec<String> = card
        .labels
        .iter()
        .map(|label| format!("+{label}"))
        .collect();
    let wanted: usize = labels
        .iter()
        .map(|label| text::width(&text::clean(label)) + 1)
        .sum();
    let mut due = due_mark(model, card, *theme);
    let mut state: Vec<Mark> = [
        blocked_mark(model, card, *theme),
        checklist_mark(card, *theme),
        comments_mark(card, *theme),
    ]
    .into_iter()
    .flatten()
    .collect();
    let least: usize = due.iter().chain(&state).map(Mark::least).sum();
    let mut spare = pen.room().saturating_sub(least + wanted);
    for mark in due.iter_mut().chain(&mut state) {
        mark.grow(&mut spare);
    }
    if let Some(mark) = due {
        let style = tone(mark.style);
        let _fits = pen.put_right(&format!(" {}", mark.text()), style)
            || mark
                .sign()
                .is_some_and(|sign| pen.put_right(&format!(" {sign}"), style));
    }
    if let Some(age) = age(model, card) {
        let age = format!(" {age}");
        if text::width(&age) <= spare {
            let _fits = pen.put_right(&age, tone(theme.faint()));
        }
    }
    for mark in &state {
        if text::width(&text::clean(mark.text())) < pen.room() {
            pen.put(" ", theme.plain())
                .put(mark.text(), tone(mark.style));
        }
    }
    for (label, name) in labels.iter().zip(card.labels.iter()) {
        // What is left of a label must still tell it from others.
        if pen.room() < (text::width(&text::clean(label)) + 1).min(6) {
            let _fits = pen.put_right(" …", tone(theme.faint()));
            break;
        }
        pen.put(" ", theme.plain())
            .put(label, tone(theme.label(&model.board, name)));
    }
}

/// Draws what is always there: number, who is at it, whose it is, priority.
fn who_and_which(
    model: &Model,
    card: &Card,
    theme: Theme,
    tone: impl Fn(Style) -> Style,
    pen: &mut Pen<'_>,
) {
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
        let (mark, style) = priority_mark(priority, theme);
        pen.put(" ", theme.plain()).put(mark, tone(style));
    }
}

/// Returns when a card is due: late and soon have a sign. What is done is neither.
fn due_mark(model: &Model, card: &Card, theme: Theme) -> Option<Mark> {
    let day = card.due?;
    let (said, shown) = (&model.words.days, model.words.day(day, model.today));
    let days = model.today.until(day).map_or(0, |span| span.get_days());
    let is_done = model.board.is_done(card);
    let (forms, style) = match (days.cmp(&0), days <= SOON) {
        // That it is late says more than when it was due.
        (Ordering::Less, _) if !is_done => (
            vec![
                "▲".to_owned(),
                format!("▲{shown}"),
                format!("▲ {}", said.late(&shown)),
            ],
            theme.wrong(),
        ),
        (_, true) if !is_done => (
            vec![format!("△{shown}"), format!("△ {}", said.by(&shown))],
            theme.careful(),
        ),
        _ => (vec![shown.clone(), said.by(&shown)], theme.plain()),
    };
    Some(Mark { forms, style })
}

/// Returns why a card cannot go on, or how many cards are in its way. What is done has nothing in its way.
fn blocked_mark(model: &Model, card: &Card, theme: Theme) -> Option<Mark> {
    if model.board.is_done(card) {
        return None;
    }
    let forms = match (&card.blocked, model.board.open_blockers(card).count()) {
        (None, 0) => return None,
        (Some(why), 0) => vec!["⊘".to_owned(), format!("⊘ {why}")],
        (None, count) => vec![format!("⊘{count}")],
        (Some(why), count) => vec![format!("⊘{count}"), format!("⊘{count} {why}")],
    };
    let style = theme.wrong();
    Some(Mark { forms, style })
}

fn checklist_mark(card: &Card, theme: Theme) -> Option<Mark> {
    let (done, all) = card.progress();
    let style = match done == all {
        true => theme.fine(),
        false => theme.plain(),
    };
    (all > 0).then(|| Mark {
        forms: vec![format!("{done}/{all}"), format!("☑ {done}/{all}")],
        style,
    })
}

fn comments_mark(card: &Card, theme: Theme) -> Option<Mark> {
    let count = card.comments.len();
    (count > 0).then(|| Mark {
        forms: vec![format!("“{count}")],
        style: theme.plain(),
    })
}

/// Returns for how long a card has been in its column, when that is long. What is done may rest.
fn age(model: &Model, card: &Card) -> Option<String> {
    let age: SignedDuration = model.now.duration_since(card.entered);
    let days = age.as_hours() / 24;
    (days >= OLD && !model.board.is_done(card)).then(|| model.words.days.days(days))
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
