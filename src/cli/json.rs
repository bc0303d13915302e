//! Cards, columns and changes as JSON. The names are a contract; no field is left out when it is empty.

use std::collections::BTreeSet;

use jiff::Timestamp;
use jiff::civil::Date;
use serde::Serialize;
use serde_json::Value;

use super::words::Names;
use crate::board::{
    Board, Card, CardId, Column, ColumnId, Comment, Item, Paint, Priority, Relation,
};
use crate::change::{Change, Diff, EditId};
use crate::edit::{Clash, Need};
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
    checklist: Vec<Item>,
    comments: Vec<Comment>,
    /// As seen from this card.
    links: Vec<LinkOut>,
    blocked: Option<String>,
    /// When a worker's claim to it ends.
    lease: Option<Timestamp>,
    /// Where an import took it from.
    source: Option<String>,
    created: Timestamp,
    updated: Timestamp,
    /// When it came into its column.
    entered: Timestamp,
    rev: u64,
    archived: bool,
}

/// A link as scripts get it.
#[derive(Debug, Serialize)]
pub(super) struct LinkOut {
    /// What the card is to the other one.
    kind: Relation,
    /// The other one.
    card: CardId,
}

/// A column as scripts get it.
#[derive(Debug, Serialize)]
pub(super) struct ColumnOut {
    id: ColumnId,
    name: String,
    /// The leftmost is 1.
    position: Option<usize>,
    limit: Option<u32>,
    done: bool,
    color: Option<Paint>,
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
    label: Option<String>,
    before: Option<Value>,
    after: Option<Value>,
    edit: EditId,
    undoes: Option<EditId>,
}

fn link((kind, card): (Relation, CardId)) -> LinkOut {
    LinkOut { kind, card }
}

/// A clash as scripts get it.
#[derive(Debug, Serialize)]
pub(super) struct ClashOut<'a> {
    refused: &'static str,
    what: &'a str,
    field: &'a str,
    yours: &'a str,
    theirs: &'a str,
    by: Option<&'a str>,
}

/// Returns a clash for scripts.
pub(super) fn clash(clash: &Clash) -> ClashOut<'_> {
    ClashOut {
        refused: "clash",
        what: &clash.what,
        field: clash.field,
        yours: &clash.yours,
        theirs: &clash.theirs,
        by: clash.by.as_deref(),
    }
}

/// Returns a card for scripts; `position` counts from 1. The board must have the cards that are linked to it.
pub(super) fn card(card: &Card, board: &Board, position: Option<usize>) -> CardOut {
    CardOut {
        id: card.id,
        title: card.title.clone(),
        body: card.body.text().to_owned(),
        column: board
            .column(card.place.column)
            .map(|column| column.name.clone()),
        position,
        labels: card.labels.clone(),
        assignee: card.assignee.clone(),
        priority: card.priority,
        due: card.due,
        checklist: card.checklist.clone(),
        comments: card.comments.clone(),
        links: board.links(card).into_iter().map(link).collect(),
        blocked: card.blocked.clone(),
        lease: card.lease,
        source: card.source.clone(),
        created: card.created,
        updated: card.updated,
        entered: card.entered,
        rev: card.rev,
        archived: card.archived,
    }
}

/// Reads the cards of those numbers as they are now; one that is gone is left out.
pub(super) fn cards(store: &Store, ids: &[CardId]) -> anyhow::Result<Vec<CardOut>> {
    let needs: Vec<Need> = ids.iter().map(|id| Need::Linked(*id)).collect();
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
        done: column.done,
        color: column.color,
        cards: column.cards().len(),
    }
}

/// Returns a change for scripts.
pub(super) fn change(change: &Change, names: &Names) -> ChangeOut {
    let (before, after) = change.diff.to_json();
    let (column, label) = match &change.diff {
        Diff::Card(_) => (None, None),
        Diff::Column(touch) => (Some(names.of_change(touch)), None),
        Diff::Label(touch) => (None, Some(touch.id.clone())),
    };
    ChangeOut {
        seq: change.seq,
        at: change.at,
        actor: change.actor.name.clone(),
        user: change.actor.user.clone(),
        kind: change.kind(),
        card: change.card(),
        column,
        label,
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
