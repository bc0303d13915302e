//! What is done to the card under the cursor, or to the one shown in full.

use crate::board::{Card, CardId, Detail, Priority};
use crate::edit::{Act, At, Place};
use crate::tui::keymap::Action;
use crate::tui::model::Model;
use crate::tui::model::overlay::Ask;

use super::links::Held;
use super::shift::{Way, shift};
use super::{
    ask, commit, complete, copy, here, labels, links, lists, page, remarks, say_nothing_here, undo,
};

pub(super) fn act(model: &mut Model, action: Action) {
    match action {
        Action::Undo | Action::Redo => undo(model, action),
        Action::New | Action::NewBelow | Action::NewAbove => new(model, action),
        action => {
            model.selection.keep_range();
            match (model.subject().cloned(), model.subjects()) {
                (_, cards) if cards.is_empty() => say_nothing_here(model),
                (Some(card), _) if matches!(action, Action::Rename | Action::EditBody) => {
                    on_card(model, action, &card);
                }
                (_, cards) => on_cards(model, action, &cards),
            }
        }
    }
}

/// Does what is done to one card at a time, whatever is marked.
fn on_card(model: &mut Model, action: Action, card: &Card) {
    match action {
        Action::Rename => {
            let (card, base) = (card.id, card.title.clone());
            let title = base.clone();
            ask::open(model, Ask::Title { card, base }, &title);
        }
        _ if here::warn(model, card.id) => {}
        _ => page::open(model, card),
    }
}

fn on_cards(model: &mut Model, action: Action, cards: &[CardId]) {
    match action {
        Action::MoveLeft => sideways(model, cards, |at| at.checked_sub(1)),
        Action::MoveRight => sideways(model, cards, |at| Some(at + 1)),
        Action::MoveUp => shift(model, cards, Way::Up),
        Action::MoveDown => shift(model, cards, Way::Down),
        Action::MoveTo => lists::move_to(model, cards),
        Action::Priority => lists::priority(model, cards),
        Action::Assign => lists::assign(model, cards),
        Action::Raise => set_priority(model, cards, raised),
        Action::Lower => set_priority(model, cards, lowered),
        Action::Labels => labels::open(model, cards),
        Action::Comment => remarks::comment(model, cards),
        Action::Block => remarks::block(model, cards),
        Action::Link => links::open(model, cards),
        Action::Due => {
            let due = seen(model, cards, |card| card.due);
            let shown = all_same(&due).copied().flatten();
            let shown = shown.map(|due| due.to_string()).unwrap_or_default();
            ask::open(model, Ask::Due(due), &shown);
        }
        Action::Archive => archive(model, cards),
        Action::Complete => complete::complete(model, cards),
        Action::CopyNumber | Action::CopyCard => copy::copy(model, action, cards),
        _ => {}
    }
}

/// Returns how cards are spoken of: `#12`, `3 cards`.
pub(super) fn these(model: &Model, cards: &[CardId]) -> String {
    match cards {
        [card] => card.to_string(),
        cards => model.words.names.cards(cards.len()),
    }
}

/// Returns cards with what the user sees on each.
pub(super) fn seen<T>(
    model: &Model,
    cards: &[CardId],
    get: impl Fn(&Card) -> T,
) -> Vec<(CardId, T)> {
    let cards = cards.iter().filter_map(|card| model.board.card(*card));
    cards.map(|card| (card.id, get(card))).collect()
}

/// Returns the value that all cards have.
pub(super) fn all_same<T: PartialEq>(seen: &[(CardId, T)]) -> Option<&T> {
    let (_, first) = seen.first()?;
    seen.iter()
        .all(|(_, value)| value == first)
        .then_some(first)
}

fn archive(model: &mut Model, cards: &[CardId]) {
    let held = Held::by(model, cards.iter().copied());
    if commit(model, cards.iter().copied().map(Act::Archive).collect()) {
        model.overlays.clear();
        let (these, undo) = (these(model, cards), model.keys.key(Action::Undo));
        let freed = held.and_freed(model);
        model.say(model.words.cards.archived(these, freed, undo));
    }
}

/// Opens the line for a new card's title.
fn new(model: &mut Model, action: Action) {
    let Some(column) = model.cursor.column else {
        say_nothing_here(model);
        return;
    };
    let at = match (action, model.cursor.card) {
        (Action::NewBelow, Some(card)) => At::After(card),
        (Action::NewAbove, Some(card)) => At::Before(card),
        _ => At::Bottom,
    };
    let place = Place { column, at };
    let body = String::new();
    ask::open(model, Ask::New { place, body }, "");
}

/// Moves each card to the column beside its own.
fn sideways(model: &mut Model, cards: &[CardId], beside: impl Fn(usize) -> Option<usize>) {
    let columns = model.board.columns();
    let act = |card: &CardId| {
        let home = model.board.card(*card)?.place.column;
        let at = columns.iter().position(|column| column.id == home)?;
        let column = columns.get(beside(at)?)?.id;
        let (card, at) = (*card, At::Bottom);
        let to = Place { column, at };
        Some(Act::MoveCard { card, to })
    };
    let acts = cards.iter().filter_map(act).collect();
    commit(model, acts);
}

fn set_priority(model: &mut Model, cards: &[CardId], to: fn(Option<Priority>) -> Option<Priority>) {
    let act = |(card, now): (CardId, Option<Priority>)| {
        set(card, Detail::Priority(to(now)), Detail::Priority(now))
    };
    let now = seen(model, cards, |card| card.priority);
    commit(model, now.into_iter().map(act).collect());
}

/// Returns the act that sets a detail that the user saw as `base`.
pub(super) fn set(card: CardId, to: Detail, base: Detail) -> Act {
    let base = Some(base);
    Act::SetCard { card, to, base }
}

fn raised(priority: Option<Priority>) -> Option<Priority> {
    let up = |now: Priority| Priority::ALL.into_iter().find(|other| *other > now);
    match priority {
        None => Some(Priority::Low),
        Some(now) => up(now).or(Some(now)),
    }
}

fn lowered(priority: Option<Priority>) -> Option<Priority> {
    let now = priority?;
    Priority::ALL.into_iter().rev().find(|other| *other < now)
}
