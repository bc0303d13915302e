//! Draws a line of text and what it is asked for.

use ratatui::buffer::Buffer;
use ratatui::layout::Position;

use super::{line, line_of_text, open};
use crate::board::{CardId, ColumnId, due};
use crate::text;
use crate::tui::keymap::{Action, Mode};
use crate::tui::layout::Screen;
use crate::tui::model::Model;
use crate::tui::model::overlay::{Ask, Prompt};
use crate::tui::view::pen::Pen;
use crate::tui::view::theme::Theme;

pub(in crate::tui::view) fn prompt(
    model: &Model,
    prompt: &Prompt,
    screen: &Screen,
    theme: &Theme,
    buffer: &mut Buffer,
) -> Option<Position> {
    let width = screen.board.width.saturating_sub(8).min(64);
    let (notes, style) = match &prompt.error {
        Some(error) => (format!("! {error}"), theme.wrong()),
        None => (hint(model, prompt), theme.faint()),
    };
    let notes = text::wrap(&notes, usize::from(width), 4);
    let height = 1 + u16::try_from(notes.len()).unwrap_or(1);
    let title = question(model, &prompt.ask);
    let area = open(&title, (width, height), screen, theme, buffer);
    for (y, note) in (1..).zip(&notes) {
        Pen::at(buffer, line(area, y)).put(note, style);
    }
    line_of_text(&prompt.input, line(area, 0), theme, buffer)
}

/// Returns what a line of text is asked for.
fn question(model: &Model, ask: &Ask) -> String {
    let column = |id: &ColumnId| {
        let column = model.board.column(*id);
        column.map_or_else(|| id.to_string(), |column| column.name.clone())
    };
    let card = |id: &CardId| match model.is_guess(*id) {
        true => "the new card".to_owned(),
        false => id.to_string(),
    };
    let these = |ids: &mut dyn ExactSizeIterator<Item = &CardId>| match ids.len() {
        1 => ids.next().map(card).unwrap_or_default(),
        count => format!("{count} cards"),
    };
    match ask {
        Ask::New { place, .. } => format!("New card in {}", column(&place.column)),
        Ask::Title { card: id, .. } => format!("Rename {}", card(id)),
        Ask::Comment(cards) => format!("Comment on {}", these(&mut cards.iter())),
        Ask::Blocked(cards) => {
            let cards = &mut cards.iter().map(|(id, _)| id);
            format!("Why {} cannot go on", these(cards))
        }
        Ask::LabelName(label) => format!("Rename +{label} on all cards"),
        Ask::Due(cards) => {
            let are = if cards.len() == 1 { "is" } else { "are" };
            format!("{} {are} due", these(&mut cards.iter().map(|(id, _)| id)))
        }
        Ask::Column { .. } => "New column".to_owned(),
        Ask::ColumnName { column: id, .. } => format!("Rename column {}", column(id)),
        Ask::ColumnLimit { column: id, .. } => format!("Limit of column {}", column(id)),
        Ask::Page { basis, .. } => format!("Edit {}", card(&basis.card.id)),
        Ask::NewItem { card: id, .. } => format!("New item of {}", card(id)),
        Ask::ItemText { card: id, .. } => format!("Item of {}", card(id)),
        Ask::CommentText { card: id, .. } => format!("Comment on {}", card(id)),
        Ask::SearchName(_) => "Save this search as".to_owned(),
        Ask::Search { .. } => "Search".to_owned(),
    }
}

/// Returns what helps to answer.
fn hint(model: &Model, prompt: &Prompt) -> String {
    match &prompt.ask {
        Ask::New { body, .. } if !body.is_empty() => {
            "The text is kept; give it a title.".to_owned()
        }
        Ask::Due(_) => meaning(model, prompt.input.value())
            .unwrap_or_else(|| "2026-12-03, tomorrow, fri, 2d, 3 dec, none".to_owned()),
        Ask::ColumnLimit { .. } => {
            "how many cards should stand here at most; none takes it off".to_owned()
        }
        Ask::Comment(_) => {
            let key = model.keys.key_in(Mode::Prompt, Action::InEditor);
            format!("{key} goes on in your editor")
        }
        Ask::SearchName(search) => search.clone(),
        _ => String::new(),
    }
}

/// Returns which day the words for it mean, once they mean one.
fn meaning(model: &Model, words: &str) -> Option<String> {
    let words = words.trim();
    if words.is_empty() {
        return None;
    }
    let Some(day) = due::parse(words, model.today).ok()? else {
        return Some(format!("{words} → no due date"));
    };
    let days = model.today.until(day).map_or(0, |span| span.get_days());
    let when = match days {
        0 => "today".to_owned(),
        1 => "tomorrow".to_owned(),
        -1 => "yesterday".to_owned(),
        days if days < 0 => format!("{} days ago", -days),
        days => format!("in {days} days"),
    };
    Some(format!("{words} → {} {day}, {when}", day.strftime("%a")))
}
