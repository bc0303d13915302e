//! Cards, columns and changes as JSON. The names are a contract; no field is left out when it is empty.

use std::collections::BTreeSet;

use jiff::Timestamp;
use jiff::civil::Date;
use serde::Serialize;
use serde_json::Value;

use super::words::Names;
use crate::board::{Board, Card, CardId, Column, ColumnId, Priority};
use crate::change::{Change, Diff, EditId};
use crate::edit::Need;
use crate::store::Store;

/// A card as scripts get it.
#[derive(Debug, Serialize)]
pub(super) struct CardOut {
    id: CardId,
    title: String,
    body: String,
    column: Option<String>,
    /// The top one is 1; `null` for an archived card.
    position: Option<usize>,
    labels: BTreeSet<String>,
    assignee: Option<String>,
    priority: Option<Priority>,
    due: Option<Date>,
    checklist: [(); 0],
    comments: [(); 0],
    links: [(); 0],
    blocked: Option<()>,
    created: Timestamp,
    updated: Timestamp,
    rev: u64,
    archived: bool,
}

/// A column as scripts get it.
#[derive(Debug, Serialize)]
pub(super) struct ColumnOut {
    id: ColumnId,
    name: String,
    /// The leftmost is 1.
    position: Option<usize>,
    limit: Option<u32>,
    /// How many cards stand there.
    cards: usize,
}

/// A change as scripts get it.
#[derive(Debug, Serialize)]
pub(super) struct ChangeOut {
    seq: i64,
    at: Timestamp,
    actor: String,
    user: String,
    kind: &'static str,
    card: Option<CardId>,
    column: Option<String>,
    before: Option<Value>,
    after: Option<Value>,
    edit: EditId,
    undoes: Option<EditId>,
}

/// Returns a card for scripts; `position` counts from 1.
pub(super) fn card(card: &Card, board: &Board, position: Option<usize>) -> CardOut {
    CardOut {
        id: card.id,
        title: card.title.clone(),
        body: card.body.clone(),
        column: board
            .column(card.place.column)
            .map(|column| column.name.clone()),
        position,
        labels: card.labels.clone(),
        assignee: card.assignee.clone(),
        priority: card.priority,
        due: card.due,
        checklist: [],
        comments: [],
        links: [],
        blocked: None,
        created: card.created,
        updated: card.updated,
        rev: card.rev,
        archived: card.archived,
    }
}

/// Reads the cards of those numbers as they are now; one that is gone is left out.
pub(super) fn cards(store: &Store, ids: &[CardId]) -> anyhow::Result<Vec<CardOut>> {
    let needs: Vec<Need> = ids.iter().map(|id| Need::Card(*id)).collect();
    let part = store.part(&needs)?;
    let found = ids.iter().filter_map(|id| part.card(*id));
    found
        .map(|found| Ok(card(found, &part, store.position(found.id)?)))
        .collect()
}

/// Returns a column for scripts, of a board that was read whole.
pub(super) fn column(column: &Column, board: &Board) -> ColumnOut {
    let at = board
        .columns()
        .iter()
        .position(|other| other.id == column.id);
    ColumnOut {
        id: column.id,
        name: column.name.clone(),
        position: at.map(|at| at + 1),
        limit: column.limit,
        cards: column.cards().len(),
    }
}

/// Returns a change for scripts.
pub(super) fn change(change: &Change, names: &Names) -> ChangeOut {
    let (before, after) = change.diff.to_json();
    let column = match &change.diff {
        Diff::Card(_) => None,
        Diff::Column(touch) => Some(names.of_change(touch)),
    };
    ChangeOut {
        seq: change.seq,
        at: change.at,
        actor: change.actor.name.clone(),
        user: change.actor.user.clone(),
        kind: change.kind(),
        card: change.card(),
        column,
        before: before.map(|side| placed(side, names)),
        after: after.map(|side| placed(side, names)),
        edit: change.edit.clone(),
        undoes: change.undoes.clone(),
    }
}

/// Puts the column's name and the rank where the journal has a place with a column's number.
fn placed(mut side: Value, names: &Names) -> Value {
    let Some(fields) = side.as_object_mut() else {
        return side;
    };
    if let Some(place) = fields.remove("place") {
        let number = place["column"].as_i64().unwrap_or_default();
        fields.insert("column".to_owned(), names.get(ColumnId(number)).into());
        fields.insert("rank".to_owned(), place["rank"].clone());
    }
    side
}
