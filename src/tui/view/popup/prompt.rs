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
    let said = &model.words.prompt;
    let column = |id: &ColumnId| {
        let column = model.board.column(*id);
        column.map_or_else(|| id.to_string(), |column| column.name.clone())
    };
    let card = |id: &CardId| match model.is_guess(*id) {
        true => said.new_card().to_owned(),
        false => id.to_string(),
    };
    let these = |ids: &mut dyn ExactSizeIterator<Item = &CardId>| match ids.len() {
        1 => ids.next().map(card).unwrap_or_default(),
        count => model.words.names.cards(count),
    };
    match ask {
        Ask::New { place, .. } => said.new_in(column(&place.column)),
        Ask::Title { card: id, .. } => said.rename(card(id)),
        Ask::Comment(cards) => said.comment(these(&mut cards.iter())),
        Ask::Blocked(cards) => {
            let cards = &mut cards.iter().map(|(id, _)| id);
            said.blocked(these(cards))
        }
        Ask::LabelName(label) => model.words.labels.rename(label),
        Ask::Due(cards) => {
            let these = these(&mut cards.iter().map(|(id, _)| id));
            said.due(these, cards.len())
        }
        Ask::Column { .. } => said.column().to_owned(),
        Ask::ColumnName { column: id, .. } => said.rename_column(column(id)),
        Ask::ColumnLimit { column: id, .. } => said.limit_column(column(id)),
        Ask::Page { basis, .. } => said.edit(card(&basis.card.id)),
        Ask::NewItem { card: id, .. } => said.new_item(card(id)),
        Ask::ItemText { card: id, .. } => said.item(card(id)),
        Ask::CommentText { card: id, .. } => said.comment(card(id)),
        Ask::SearchName(_) => said.save_search().to_owned(),
        Ask::Search { .. } => said.search().to_owned(),
    }
}

/// Returns what helps to answer.
fn hint(model: &Model, prompt: &Prompt) -> String {
    let said = &model.words.prompt;
    match &prompt.ask {
        Ask::New { body, .. } if !body.is_empty() => said.text_is_kept().to_owned(),
        Ask::Due(_) => {
            meaning(model, prompt.input.value()).unwrap_or_else(|| said.due_hint().to_owned())
        }
        Ask::ColumnLimit { .. } => said.limit_hint().to_owned(),
        Ask::Comment(_) => {
            let key = model.keys.key_in(Mode::Prompt, Action::InEditor);
            said.comment_hint(key)
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
        return Some(model.words.prompt.no_due_date(words));
    };
    let days = model.today.until(day).map_or(0, |span| span.get_days());
    let when = match days {
        -1..=1 => model.words.day(day, model.today),
        days if days < 0 => model.words.days.days_ago(-days),
        days => model.words.days.in_days(days),
    };
    let weekday = model.words.weekday(day);
    Some(model.words.prompt.due_means(words, weekday, day, when))
}
