//! What is done to the card under the cursor, or to the one shown in full.

use crate::board::{Card, CardId, Detail, Priority};
use crate::edit::{Act, At, Place};
use crate::tui::keymap::Action;
use crate::tui::model::Model;
use crate::tui::model::overlay::Ask;
use crate::tui::msg::Effect;

use super::{ask, commit, here, lists, say_nothing_here, undo};

pub(super) fn act(model: &mut Model, action: Action) {
    match action {
        Action::Undo | Action::Redo => undo(model, action),
        Action::New | Action::NewBelow | Action::NewAbove => new(model, action),
        action => match model.subject().cloned() {
            Some(card) => on_card(model, action, &card),
            None => say_nothing_here(model),
        },
    }
}

fn on_card(model: &mut Model, action: Action, card: &Card) {
    let id = card.id;
    match action {
        Action::MoveLeft => sideways(model, card, |at| at.checked_sub(1)),
        Action::MoveRight => sideways(model, card, |at| Some(at + 1)),
        Action::MoveUp => shift(model, card, |row| row.checked_sub(1), At::Before),
        Action::MoveDown => shift(model, card, |row| Some(row + 1), At::After),
        Action::MoveTo => lists::move_to(model, card),
        Action::Priority => lists::priority(model, card),
        Action::Assign => lists::assign(model, card),
        Action::Raise => set_priority(model, card, raised(card.priority)),
        Action::Lower => set_priority(model, card, lowered(card.priority)),
        Action::Labels => ask::open(model, Ask::Labels(id), ""),
        Action::Due => {
            let shown = card.due.map(|due| due.to_string()).unwrap_or_default();
            let (card, base) = (id, card.due);
            ask::open(model, Ask::Due { card, base }, &shown);
        }
        Action::Rename => {
            let (card, base) = (id, card.title.clone());
            let title = base.clone();
            ask::open(model, Ask::Title { card, base }, &title);
        }
        Action::Archive => archive(model, id),
        Action::EditBody if here::warn(model, id) => {}
        Action::EditBody => edit_body(model, card),
        _ => {}
    }
}

fn archive(model: &mut Model, id: CardId) {
    if commit(model, vec![Act::Archive(id)]) {
        model.overlays.clear();
        model.say(format!(
            "archived {id} – {} undo",
            model.keys.key(Action::Undo)
        ));
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

/// Moves a card to the column beside its own.
fn sideways(model: &mut Model, card: &Card, beside: impl FnOnce(usize) -> Option<usize>) {
    let columns = model.board.columns();
    let at = columns
        .iter()
        .position(|column| column.id == card.place.column);
    let to = at.and_then(beside).and_then(|to| columns.get(to));
    if let Some(column) = to.map(|column| column.id) {
        let at = At::Bottom;
        move_card(model, card.id, Place { column, at });
    }
}

/// Moves a card past its neighbour among the cards that are shown.
fn shift(
    model: &mut Model,
    card: &Card,
    beside: impl FnOnce(usize) -> Option<usize>,
    at: impl FnOnce(CardId) -> At,
) {
    let column = card.place.column;
    let neighbour = model
        .row(card.id)
        .and_then(beside)
        .and_then(|row| model.shown(column).get(row).copied());
    if let Some(neighbour) = neighbour {
        let at = at(neighbour);
        move_card(model, card.id, Place { column, at });
    }
}

fn move_card(model: &mut Model, card: CardId, to: Place) {
    commit(model, vec![Act::MoveCard { card, to }]);
}

fn set_priority(model: &mut Model, card: &Card, priority: Option<Priority>) {
    let (to, base) = (Detail::Priority(priority), Detail::Priority(card.priority));
    commit(model, vec![set(card.id, to, base)]);
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

// ---- the body

fn edit_body(model: &mut Model, card: &Card) {
    let id = card.id;
    let kept = model.kept.as_ref().filter(|(kept, _)| *kept == id);
    let text = kept.map_or_else(|| card.body.clone(), |(_, text)| text.clone());
    // What the board has now is what the user is taken to have seen.
    model.editing = Some((id, card.body.clone()));
    model.outbox.push(Effect::OpenEditor { card: id, text });
}

/// Takes in what came back from the editor. The card may have got its true number meanwhile.
pub(super) fn edited(model: &mut Model, card: CardId, base: &str, text: Result<String, String>) {
    let (card, seen) = model
        .editing
        .take()
        .unwrap_or_else(|| (card, base.to_owned()));
    let text = match text {
        Ok(text) => text,
        Err(why) => {
            model.complain(format!("the editor failed: {why}"));
            return;
        }
    };
    // Editors end a text with a line break; that is not the user's doing.
    let text = text.trim_end_matches(['\n', '\r']);
    if text == seen.trim_end_matches(['\n', '\r']) {
        model.kept = model.kept.take().filter(|(kept, _)| *kept != card);
        return;
    }
    let (to, was) = (Detail::Body(text.to_owned()), Detail::Body(seen));
    match model.commit(vec![set(card, to, was)], None) {
        Ok(_) => model.kept = model.kept.take().filter(|(kept, _)| *kept != card),
        Err(refusal) => keep_body(model, card, text.to_owned(), &refusal.to_string()),
    }
}

/// Keeps a body that could not be saved where the user finds it again.
pub(super) fn keep_body(model: &mut Model, card: CardId, text: String, why: &str) {
    if model.board.card(card).is_some() {
        model.kept = Some((card, text));
        let edit = model.keys.key(Action::EditBody);
        model.complain(format!("not saved: {why} – {edit} opens your text again"));
        return;
    }
    let column = model.cursor.column;
    let Some(column) = column.or(model.board.columns().first().map(|column| column.id)) else {
        model.complain(format!("not saved: {why}"));
        return;
    };
    let at = At::Bottom;
    let place = Place { column, at };
    let ask = Ask::New { place, body: text };
    ask::open(model, ask, "");
    ask::fail(model, &format!("{why}; name a new card for your text"));
}
