//! Cards, columns and changes as scripts get them. The names are a contract; no field is left out when it is empty.
//!
//! `assets/schema` describes them.

use std::collections::BTreeSet;
use std::sync::Arc;

use jiff::Timestamp;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::board::{
    Board, Card, CardId, Column, ColumnId, Comment, Item, Paint, Priority, Relation,
};
use crate::change::{Change, Diff, EditId, Names};

/// A card.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct CardJson {
    pub(crate) id: CardId,
    pub(crate) title: String,
    pub(crate) body: String,
    pub(crate) column: Option<String>,
    /// The top one is 1; `null` for an archived card.
    pub(crate) position: Option<usize>,
    pub(crate) labels: Arc<BTreeSet<String>>,
    pub(crate) assignee: Option<String>,
    pub(crate) priority: Option<Priority>,
    pub(crate) due: Option<Date>,
    pub(crate) checklist: Vec<Item>,
    pub(crate) comments: Vec<Comment>,
    /// As seen from this card, also those that are kept at the other one.
    pub(crate) links: Vec<LinkJson>,
    pub(crate) blocked: Option<String>,
    /// When a worker's claim to it ends.
    pub(crate) lease: Option<Timestamp>,
    /// Where an import took it from.
    pub(crate) source: Option<String>,
    pub(crate) created: Timestamp,
    pub(crate) updated: Timestamp,
    /// When it came into its column.
    pub(crate) entered: Timestamp,
    pub(crate) rev: u64,
    pub(crate) archived: bool,
}

/// A link.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct LinkJson {
    /// What the card is to the other one.
    pub(crate) kind: Relation,
    /// The other one.
    pub(crate) card: CardId,
}

/// A column.
#[derive(Debug, Serialize)]
pub(crate) struct ColumnJson {
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

/// A change.
#[derive(Debug, Serialize)]
pub(crate) struct ChangeJson {
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

impl CardJson {
    /// Returns a card; `position` counts from 1. The board must have the cards that are linked to it.
    pub(crate) fn of(card: &Card, board: &Board, position: Option<usize>) -> Self {
        let column = board.column(card.place.column);
        let links = board.links(card).into_iter();
        Self {
            id: card.id,
            title: card.title.clone(),
            body: card.body.text().to_owned(),
            column: column.map(|column| column.name.clone()),
            position,
            labels: card.labels.clone(),
            assignee: card.assignee.clone(),
            priority: card.priority,
            due: card.due,
            checklist: card.checklist.clone(),
            comments: card.comments.clone(),
            links: links.map(|(kind, card)| LinkJson { kind, card }).collect(),
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
}

impl ColumnJson {
    /// Returns a column of a board that was read whole.
    pub(crate) fn of(column: &Column, board: &Board) -> Self {
        let mut columns = board.columns().iter();
        let at = columns.position(|other| other.id == column.id);
        Self {
            id: column.id,
            name: column.name.clone(),
            position: at.map(|at| at + 1),
            limit: column.limit,
            done: column.done,
            color: column.color,
            cards: column.cards().len(),
        }
    }
}

impl ChangeJson {
    /// Returns a change.
    pub(crate) fn of(change: &Change, names: &Names) -> Self {
        let (before, after) = change.diff.to_json();
        let (column, label) = match &change.diff {
            Diff::Card(_) => (None, None),
            Diff::Column(touch) => (Some(names.of_change(touch)), None),
            Diff::Label(touch) => (None, Some(touch.id.clone())),
        };
        Self {
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
