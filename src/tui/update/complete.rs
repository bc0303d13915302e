//! Completing cards: into the done column, and again back to where they were.

use crate::board::{Board, Card, CardId, Column, ColumnId};
use crate::edit::{Act, At, Place};
use crate::tui::keymap::Action;
use crate::tui::model::Model;

use super::cards::these;
use super::commit;
use super::links::Held;

/// Moves cards to the done column; when all of them are done, back to the columns they were in before.
pub(super) fn complete(model: &mut Model, cards: &[CardId]) {
    let board = &model.board;
    let found: Vec<&Card> = cards.iter().filter_map(|card| board.card(*card)).collect();
    let back = found.iter().all(|card| board.is_done(card));
    let act = |card: &&Card| {
        let column = match back {
            true => before(board, card)?,
            false => done_column(board, card)?,
        };
        let (card, at) = (card.id, At::Bottom);
        let to = Place { column, at };
        Some(Act::MoveCard { card, to })
    };
    let open = found.iter().filter(|card| back || !board.is_done(card));
    let acts: Vec<Act> = open.filter_map(act).collect();
    if acts.is_empty() {
        let edit = model.keys.key(Action::EditColumn);
        model.say(match back {
            true => model.words.cards.no_other_column().to_owned(),
            false => model.words.cards.no_done_column(edit),
        });
        return;
    }
    let moved: Vec<CardId> = acts
        .iter()
        .filter_map(|act| match act {
            Act::MoveCard { card, .. } => Some(*card),
            _ => None,
        })
        .collect();
    let held = Held::by(model, moved.iter().copied());
    if commit(model, acts) {
        let freed = held.and_freed(model);
        let (these, key) = (these(model, &moved), model.keys.key(Action::Complete));
        model.say(match back {
            true => model.words.cards.not_done(these, key),
            false => model.words.cards.completed(these, freed, key),
        });
    }
}

/// Returns the done column a card goes to: the nearest one to the right of its own, else the last one.
fn done_column(board: &Board, card: &Card) -> Option<ColumnId> {
    let columns = board.columns();
    let home = columns
        .iter()
        .position(|column| column.id == card.place.column)?;
    let is_done = |column: &&Column| column.done;
    let right = columns[home..].iter().find(is_done);
    let column = right.or(columns.iter().rev().find(is_done));
    column.map(|column| column.id)
}

/// Returns the column a card was in before it was done; when that is gone, the last one whose cards are not done.
fn before(board: &Board, card: &Card) -> Option<ColumnId> {
    let open = |column: &&Column| !column.done;
    let previous = card.previous.and_then(|column| board.column(column));
    let column = previous
        .filter(open)
        .or(board.columns().iter().rev().find(open));
    column.map(|column| column.id)
}
