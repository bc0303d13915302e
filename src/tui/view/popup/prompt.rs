//! Draws a line of text and what it is asked for.

use ratatui::buffer::Buffer;
use ratatui::layout::Position;

use super::{line, line_of_text, open_at};
use crate::board::{CardId, ColumnId};
use crate::tui::layout::{Screen, prompt};
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
    let asked = prompt::prompt(model, prompt, screen);
    let style = match &prompt.error {
        Some(_) => theme.wrong(),
        None => theme.faint(),
    };
    let area = open_at(&question(model, &prompt.ask), asked.area, theme, buffer);
    for (y, note) in (1..).zip(&asked.notes) {
        Pen::at(buffer, line(area, y)).put(note, style);
    }
    line_of_text(&prompt.input, asked.field, theme, buffer)
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
