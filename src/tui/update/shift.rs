//! Moving cards up and down: past their neighbours, and from lane to lane.

use std::ops::Range;

use crate::board::{CardId, Column};
use crate::edit::{Act, At, Place};
use crate::tui::model::Model;

use super::{arrange, commit};

/// Which way cards are moved.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Way {
    Up,
    Down,
}

/// Moves the cards of each column past their neighbour among the cards that are shown; those at the edge of their
/// lane go into the next one. All of it is one edit.
pub(super) fn shift(model: &mut Model, cards: &[CardId], way: Way) {
    let (mut acts, mut ordered) = (Vec::new(), None);
    for column in model.board.columns() {
        let order = model.view.orders.get(&column.id).copied();
        for (rows, cell, lane) in groups(model, cards, column) {
            let at_edge = match way {
                Way::Up => rows.first() == Some(&cell.start),
                Way::Down => rows.last().map(|row| row + 1) == Some(cell.end),
            };
            match (lane, order) {
                (Some(lane), _) if at_edge => {
                    acts.extend(cross(model, column, &rows, lane, way, order.is_none()));
                }
                (_, Some(order)) => ordered = Some(order),
                _ if at_edge => {}
                (_, None) => acts.extend(past(model.shown(column.id), &rows, way, column)),
            }
        }
    }
    if let Some(order) = ordered.filter(|_| acts.is_empty()) {
        arrange::say_ordered(model, order);
        return;
    }
    commit(model, acts);
}

/// Rows of cards that are moved together, the rows of the column or the lane they stand in, and which lane that is.
type Group = (Vec<usize>, Range<usize>, Option<usize>);

fn groups(model: &Model, cards: &[CardId], column: &Column) -> Vec<Group> {
    let home = |card: &CardId| model.board.card(*card).map(|card| card.place.column);
    let here = cards.iter().filter(|card| home(card) == Some(column.id));
    let mut rows: Vec<usize> = here.filter_map(|card| model.row(*card)).collect();
    rows.sort_unstable();
    if model.view.by.is_none() {
        let all = 0..model.shown(column.id).len();
        return vec![(rows, all, None)];
    }
    let mut groups: Vec<Group> = Vec::new();
    for row in rows {
        match groups.last_mut() {
            Some((rows, cell, _)) if cell.contains(&row) => rows.push(row),
            _ => {
                let lane = model.lane_of_row(column.id, row).unwrap_or_default();
                groups.push((vec![row], model.lane_rows(column.id, lane), Some(lane)));
            }
        }
    }
    groups
}

/// Returns the acts that bring cards past the one next to them, together and in their order.
fn past(shown: &[CardId], rows: &[usize], way: Way, column: &Column) -> Vec<Act> {
    let neighbour = match way {
        Way::Up => rows.first().and_then(|row| row.checked_sub(1)),
        Way::Down => rows.last().map(|row| row + 1),
    };
    let neighbour = neighbour.and_then(|row| shown.get(row)).copied();
    let cards: Vec<CardId> = rows
        .iter()
        .filter_map(|row| shown.get(*row).copied())
        .collect();
    match (neighbour, way) {
        (None, _) => Vec::new(),
        (Some(above), Way::Up) => place(&cards, At::Before(above), way, column),
        (Some(below), Way::Down) => place(&cards, At::After(below), way, column),
    }
}

/// Returns the acts that put cards at a place, in their order: the upper or the lower end of them goes there.
fn place(cards: &[CardId], mut at: At, way: Way, column: &Column) -> Vec<Act> {
    let column = column.id;
    let mut act = |card: &CardId| {
        let (card, to) = (*card, Place { column, at });
        at = match way {
            Way::Up => At::After(card),
            Way::Down => At::Before(card),
        };
        Act::MoveCard { card, to }
    };
    match way {
        Way::Up => cards.iter().map(act).collect(),
        Way::Down => cards.iter().rev().map(&mut act).collect(),
    }
}

/// Returns the acts that bring cards into the lane above or below: to its nearest end, unless the column is in an
/// order of its own.
fn cross(
    model: &Model,
    column: &Column,
    rows: &[usize],
    lane: usize,
    way: Way,
    by_hand: bool,
) -> Vec<Act> {
    let beside = match way {
        Way::Up => lane.checked_sub(1),
        Way::Down => Some(lane + 1),
    };
    let lanes = model.view.lanes();
    let Some((to, (from, _))) = beside.and_then(|to| Some((to, lanes.get(lane)?))) else {
        return Vec::new();
    };
    let Some((target, _)) = lanes.get(to) else {
        return Vec::new();
    };
    let shown = model.shown(column.id);
    let cards: Vec<CardId> = rows
        .iter()
        .filter_map(|row| shown.get(*row).copied())
        .collect();
    let found = cards.iter().filter_map(|card| model.board.card(*card));
    let mut acts: Vec<Act> = found.flat_map(|card| from.acts(card, target)).collect();
    let there = model.lane_rows(column.id, to);
    let end = match way {
        Way::Up => shown[there].last().map(|last| At::After(*last)),
        Way::Down => shown[there].first().map(|first| At::Before(*first)),
    };
    if let Some(at) = end.filter(|_| by_hand) {
        acts.extend(place(&cards, at, way, column));
    }
    acts
}
