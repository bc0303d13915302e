//! Cards, columns and changes as JSON. The names are a contract; no field is left out when it is empty.

use jiff::Timestamp;
use jiff::civil::Date;
use serde::Serialize;
use serde_json::{Value, json};

use super::words::Names;
use crate::board::{Board, Card, CardId, Column, Priority};
use crate::change::{Change, Diff};
use crate::edit::Need;
use crate::store::Store;

/// A card as scripts get it.
#[derive(Debug, Serialize)]
pub(super) struct CardOut<'a> {
    id: CardId,
    title: &'a str,
    body: &'a str,
    column: Option<&'a str>,
    /// The top one is 1; `null` for an archived card.
    position: Option<usize>,
    labels: Vec<&'a str>,
    assignee: Option<&'a str>,
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

/// Returns a card for scripts; `position` counts from 1.
pub(super) fn card<'a>(card: &'a Card, board: &'a Board, position: Option<usize>) -> CardOut<'a> {
    CardOut {
        id: card.id,
        title: &card.title,
        body: &card.body,
        column: board
            .column(card.place.column)
            .map(|column| column.name.as_str()),
        position,
        labels: card.labels.iter().map(String::as_str).collect(),
        assignee: card.assignee.as_deref(),
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
pub(super) fn cards(store: &Store, ids: &[CardId]) -> anyhow::Result<Vec<Value>> {
    let needs: Vec<Need> = ids.iter().map(|id| Need::Card(*id)).collect();
    let part = store.part(&needs)?;
    let mut values = Vec::with_capacity(ids.len());
    for found in ids.iter().filter_map(|id| part.card(*id)) {
        let out = card(found, &part, store.position(found.id)?);
        values.push(serde_json::to_value(out)?);
    }
    Ok(values)
}

/// Returns a column for scripts, of a board that was read whole.
pub(super) fn column(column: &Column, board: &Board) -> Value {
    let at = board
        .columns()
        .iter()
        .position(|other| other.id == column.id);
    json!({
        "id": column.id,
        "name": column.name,
        "position": at.map(|at| at + 1),
        "limit": column.limit,
        "cards": column.cards().len(),
    })
}

/// Returns a change for scripts.
pub(super) fn change(change: &Change, names: &Names) -> Value {
    let (before, after) = change.diff.to_json();
    let column = match &change.diff {
        Diff::Card(_) => None,
        Diff::Column(touch) => Some(names.of_change(touch)),
    };
    json!({
        "seq": change.seq,
        "at": change.at,
        "actor": change.actor.name,
        "user": change.actor.user,
        "kind": change.kind(),
        "card": change.card(),
        "column": column,
        "before": before.map(|side| placed(side, names)),
        "after": after.map(|side| placed(side, names)),
        "edit": change.edit,
        "undoes": change.undoes,
    })
}

/// Puts the column's name and the rank where the journal has a place with a column's number.
fn placed(mut side: Value, names: &Names) -> Value {
    let Some(fields) = side.as_object_mut() else {
        return side;
    };
    if let Some(place) = fields.remove("place") {
        let number = place["column"].as_i64().unwrap_or_default();
        fields.insert(
            "column".to_owned(),
            names.get(crate::board::ColumnId(number)).into(),
        );
        fields.insert("rank".to_owned(), place["rank"].clone());
    }
    side
}
