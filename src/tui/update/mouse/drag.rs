//! Cards dragged from one place to another.

use crate::board::CardId;
use crate::edit::{Act, At, Place};
use crate::tui::model::Model;
use crate::tui::model::lanes::Lane;
use crate::tui::model::pointer::{Pointer, Spot, Target};

use super::super::{arrange, commit, may_write};

/// Takes in where the pointer is with its button down. As long as it stays there, what it points at stays, too.
pub(super) fn to(model: &mut Model, to: (u16, u16)) {
    match &model.pointer {
        Pointer::Dragging { at, .. } if *at != to => again(model, to),
        Pointer::Held { card, from } if *from != to => begin(model, *card, to),
        _ => {}
    }
}

/// Looks again at what is under the pointer.
pub(super) fn again(model: &mut Model, to: (u16, u16)) {
    let target = target(model, to);
    if let Pointer::Dragging { at, over, .. } = &mut model.pointer {
        (*at, *over) = (to, target);
    }
}

fn target(model: &Model, (x, y): (u16, u16)) -> Option<Target> {
    match model.under(x, y) {
        Spot::Column { target, .. } => Some(target),
        _ => None,
    }
}

fn begin(model: &mut Model, card: CardId, at: (u16, u16)) {
    if !may_write(model) {
        model.pointer = Pointer::Free;
        return;
    }
    model.selection.keep_range();
    // Who takes one of the marked cards takes them all.
    let cards = match model.selection.has(card) {
        true => model.subjects(),
        false => vec![card],
    };
    let over = target(model, at);
    model.pointer = Pointer::Dragging { cards, at, over };
}

/// Puts the cards that were dragged where they are to go. All of it is one edit.
pub(super) fn put(model: &mut Model, cards: &[CardId], target: &Target) {
    let column = target.column;
    if model.board.column(column).is_none() {
        return;
    }
    let (mut acts, mut at) = (Vec::new(), target.at);
    let (mut moved, mut within) = (false, false);
    for id in cards {
        let Some(card) = model.board.card(*id).filter(|card| !card.archived) else {
            continue;
        };
        if let (Some(to), Some(by)) = (&target.lane, model.view.by) {
            let from = Lane::of(card, by);
            if from != *to {
                acts.extend(from.acts(card, to));
            }
        }
        let comes = card.place.column != column;
        within |= !comes;
        // Where one has moved, what stood beside it does so no more.
        if comes || moved || !stands(model, *id, target) {
            moved = true;
            let to = Place { column, at };
            acts.push(Act::MoveCard { card: *id, to });
        }
        at = match at {
            At::Bottom => At::Bottom,
            _ => At::After(*id),
        };
    }
    let order = model.view.orders.get(&column).copied();
    match order.filter(|_| acts.is_empty() && within) {
        Some(order) => arrange::say_ordered(model, order),
        None => {
            commit(model, acts);
        }
    }
}

/// Tells whether a card of the column stands where it is to go.
fn stands(model: &Model, card: CardId, target: &Target) -> bool {
    let shown = model.shown(target.column);
    let at = |row: Option<usize>| row.and_then(|row| shown.get(row)) == Some(&card);
    match target.at {
        // Nothing was pointed at but the column.
        At::Bottom => true,
        At::Top => at(Some(0)),
        At::Before(other) => {
            other == card || at(model.row(other).and_then(|row| row.checked_sub(1)))
        }
        At::After(other) => other == card || at(model.row(other).map(|row| row + 1)),
    }
}
