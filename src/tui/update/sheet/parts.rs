//! What is done to the thing under the cursor of a card: an item, a tick box of the text, a comment, a link.

use crate::board::{Card, CardId, Detail, ItemId};
use crate::edit::{Act, CommentAct, ItemAct, Slot};
use crate::store::Mode as Access;
use crate::tui::keymap::Action;
use crate::tui::layout::{self, sheet as lines};
use crate::tui::model::Model;
use crate::tui::model::overlay::{Ask, Overlay};
use crate::tui::model::sheet::{Sheet, Stop};
use crate::tui::model::texts::TextOf;
use crate::tui::update::cards::set;
use crate::tui::update::{ask, comments, commit};

/// Does what the action means to what is under the cursor; `false` when it means something else.
pub(super) fn act(model: &mut Model, action: Action) -> bool {
    let Some(Overlay::Card(Sheet { card, at, .. })) = model.overlays.last() else {
        return false;
    };
    let (id, at) = (*card, at.clone());
    let Some(card) = model.board.card(id).cloned() else {
        return false;
    };
    match (action, at) {
        (Action::NewItem, at) => {
            let after = match at {
                Some(Stop::Item(item)) => Some(item),
                _ => None,
            };
            ask::open(model, Ask::NewItem { card: id, after }, "");
        }
        (Action::Accept, None) => drop(model.overlays.pop()),
        (Action::Accept, Some(Stop::Link(_, other))) => {
            if model.board.card(other).is_some() {
                model.overlays.push(Overlay::Card(Sheet::of(other)));
            }
        }
        (Action::Accept, Some(stop)) => edit(model, &card, &stop),
        (Action::Tick, Some(stop)) => tick(model, &card, &stop),
        (Action::Tick, None) => model.say(model.words.sheet.nothing_to_tick()),
        (Action::MoveUp | Action::MoveDown, Some(Stop::Item(item))) => {
            shift(model, &card, item, action);
        }
        (Action::Delete, Some(stop)) => remove(model, &card, &stop),
        (Action::MoveUp | Action::MoveDown | Action::Delete, _) => {}
        _ => return false,
    }
    true
}

fn edit(model: &mut Model, card: &Card, stop: &Stop) {
    if model.access != Access::ReadWrite {
        return;
    }
    match stop {
        Stop::Item(item) => {
            if let Some(item) = card.item(*item) {
                let (card, base) = (card.id, item.text.clone());
                let item = item.id;
                let text = base.clone();
                ask::open(model, Ask::ItemText { card, item, base }, &text);
            }
        }
        Stop::Comment(comment) => comments::edit(model, card, *comment),
        Stop::Task { .. } => tick(model, card, stop),
        Stop::Link(..) => {}
    }
}

fn tick(model: &mut Model, card: &Card, stop: &Stop) {
    let act = match stop {
        Stop::Item(item) => card.item(*item).map(|now| {
            let (item, done) = (*item, !now.done);
            let (card, act) = (card.id, ItemAct::Tick { item, done });
            Act::Item { card, act }
        }),
        Stop::Task { text, nth } => tick_in_text(model, card, text, *nth),
        Stop::Comment(_) | Stop::Link(..) => None,
    };
    match act {
        Some(act) => drop(commit(model, vec![act])),
        None => model.say(model.words.sheet.nothing_to_tick()),
    }
}

/// Returns the act that ticks a box in the text: another text, based on this one, so that what others write meanwhile
/// stays.
fn tick_in_text(model: &Model, card: &Card, text: &str, nth: usize) -> Option<Act> {
    let inner = layout::inside(lines::area(&model.screen()));
    let body = card.body.text();
    let laid = model.laid(TextOf::Body(card.id), body, lines::text_width(inner.width));
    let mut alike = laid.tasks.iter().filter(|task| task.text == text);
    let task = alike.nth(nth)?;
    let mark = if task.done { " " } else { "x" };
    let mut ticked = body.to_owned();
    ticked.replace_range(task.at..=task.at, mark);
    let base = Detail::Body(body.to_owned());
    Some(set(card.id, Detail::Body(ticked), base))
}

fn shift(model: &mut Model, card: &Card, item: ItemId, action: Action) {
    let items = &card.checklist;
    let Some(here) = items.iter().position(|other| other.id == item) else {
        return;
    };
    let beside = match action {
        Action::MoveUp => here.checked_sub(1).and_then(|at| items.get(at)),
        _ => items.get(here + 1),
    };
    let Some(beside) = beside.map(|item| item.id) else {
        return;
    };
    let at = match action {
        Action::MoveUp => Slot::Before(beside),
        _ => Slot::After(beside),
    };
    let (card, act) = (card.id, ItemAct::Move { item, at });
    commit(model, vec![Act::Item { card, act }]);
}

fn remove(model: &mut Model, card: &Card, stop: &Stop) {
    let id = card.id;
    let (act, what) = match stop {
        Stop::Item(item) => {
            let Some(now) = card.item(*item) else { return };
            let act = ItemAct::Remove { item: *item };
            (Act::Item { card: id, act }, format!("“{}”", now.text))
        }
        Stop::Comment(comment) => {
            let Some(now) = card.comment(*comment) else {
                return;
            };
            if now.by != model.me.name {
                let by = now.by.clone();
                return model.say(model.words.sheet.said_by(by));
            }
            let act = CommentAct::Remove { comment: *comment };
            (
                Act::Comment { card: id, act },
                model.words.sheet.the_comment().to_owned(),
            )
        }
        Stop::Link(relation, other) => {
            let (relation, other, on) = (*relation, *other, false);
            let act = Act::Link {
                card: id,
                relation,
                other,
                on,
            };
            (act, model.words.sheet.the_link(other))
        }
        Stop::Task { .. } => {
            let edit = model.keys.key(Action::EditBody);
            return model.say(model.words.sheet.a_line_of_text(edit));
        }
    };
    let next = neighbour(model, card, stop);
    if commit(model, vec![act]) {
        let undo = model.keys.key(Action::Undo);
        model.say(model.words.sheet.removed(what, undo));
        if let Some(Overlay::Card(sheet)) = model.overlays.last_mut()
            && sheet.card == id
        {
            sheet.at = next;
        }
    }
}

/// Returns what the cursor goes to when that is gone: the next one of its kind, or the one before.
fn neighbour(model: &Model, card: &Card, stop: &Stop) -> Option<Stop> {
    let all: Vec<Stop> = match stop {
        Stop::Item(_) => card
            .checklist
            .iter()
            .map(|item| Stop::Item(item.id))
            .collect(),
        Stop::Comment(_) => {
            let comments = card.comments.iter();
            comments.map(|comment| Stop::Comment(comment.id)).collect()
        }
        Stop::Link(..) => {
            let links = model.board.links(card).into_iter();
            links
                .map(|(relation, other)| Stop::Link(relation, other))
                .collect()
        }
        Stop::Task { .. } => Vec::new(),
    };
    let here = all.iter().position(|other| other == stop)?;
    let before = here.checked_sub(1).and_then(|at| all.get(at));
    all.get(here + 1).or(before).cloned()
}

/// Puts the cursor on an item that was written just now.
pub(in crate::tui::update) fn go_to_item(model: &mut Model, card: CardId, item: ItemId) {
    for overlay in &mut model.overlays {
        if let Overlay::Card(sheet) = overlay
            && sheet.card == card
        {
            sheet.at = Some(Stop::Item(item));
        }
    }
}
