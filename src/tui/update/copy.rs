//! Copying cards out of the terminal: their numbers, or all that is on them as Markdown.

use std::fmt::Write as _;

use crate::board::{Board, Card, CardId};
use crate::tui::keymap::Action;
use crate::tui::model::Model;
use crate::tui::model::wanted::Wanted;
use crate::tui::msg::Effect;

use super::bodies;
use super::cards::these;

/// The most that is sent, in bytes: terminals drop what is longer.
const MOST: usize = 100_000;

/// Copies the numbers of cards, or the cards as Markdown.
pub(super) fn copy(model: &mut Model, action: Action, cards: &[CardId]) {
    let found = cards.iter().filter_map(|card| model.board.card(*card));
    let mut away = found.clone().filter(|card| card.body.is_away());
    if action == Action::CopyCard
        && let Some(card) = away.next().map(|card| card.id)
    {
        bodies::want(model, Wanted::Copy(card));
        return;
    }
    let (text, what) = match action {
        Action::CopyNumber => {
            let numbers: Vec<String> = found.map(|card| card.id.to_string()).collect();
            let text = numbers.join(" ");
            let what = text.clone();
            (text, what)
        }
        _ => {
            let pages: Vec<String> = found.map(|card| markdown(&model.board, card)).collect();
            let what = model.words.cards.as_markdown(these(model, cards));
            (pages.join("\n"), what)
        }
    };
    if text.len() > MOST {
        model.say(model.words.cards.too_long(what));
        return;
    }
    model.outbox.push(Effect::Copy(text));
    model.say(model.words.cards.copied(what));
}

/// Goes on with copying now that the body of one of the cards is here.
pub(super) fn again(model: &mut Model, card: CardId) {
    let cards = model.subjects();
    if cards.contains(&card) {
        copy(model, Action::CopyCard, &cards);
    }
}

/// Returns a card as Markdown.
fn markdown(board: &Board, card: &Card) -> String {
    let column = board.column(card.place.column);
    let mut facts = vec![card.id.to_string()];
    facts.extend(column.map(|column| column.name.clone()));
    facts.extend(card.priority.map(|priority| format!("!{priority}")));
    facts.extend(card.labels.iter().map(|label| format!("+{label}")));
    facts.extend(card.assignee.as_ref().map(|name| format!("@{name}")));
    facts.extend(card.due.map(|due| format!("due {due}")));
    let mut text = format!("# {}\n\n{}\n", card.title, facts.join(" · "));
    let body = card.body.text().trim_end();
    if !body.is_empty() {
        let _infallible = write!(text, "\n{body}\n");
    }
    if !card.checklist.is_empty() {
        text.push('\n');
    }
    for item in &card.checklist {
        let tick = if item.done { 'x' } else { ' ' };
        let _infallible = writeln!(text, "- [{tick}] {}", item.text);
    }
    text
}
