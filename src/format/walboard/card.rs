//! A card as JSON has it: what `show --json` prints, and what else must come back.

use std::collections::BTreeSet;

use jiff::Timestamp;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::board::{
    Board, Card, CardId, ColumnId, Comment, Item, Link, Priority, Rank, Relation, Spot,
};
use crate::outline::{Entry, Said, Step};

#[derive(Debug, Clone, Serialize, Deserialize)]
pub(super) struct CardDump {
    pub(super) id: CardId,
    title: String,
    body: String,
    /// The column's name.
    column: String,
    pub(super) column_id: ColumnId,
    /// The top one is 1; `null` for an archived card.
    position: Option<usize>,
    rank: Rank,
    labels: BTreeSet<String>,
    assignee: Option<String>,
    priority: Option<Priority>,
    due: Option<Date>,
    checklist: Vec<Item>,
    comments: Vec<Comment>,
    /// As seen from this card, also those that are kept at the other one.
    pub(super) links: Vec<LinkDump>,
    blocked: Option<String>,
    lease: Option<Timestamp>,
    source: Option<String>,
    created: Timestamp,
    updated: Timestamp,
    entered: Timestamp,
    previous: Option<ColumnId>,
    rev: u64,
    archived: bool,
    last_item: i64,
    last_comment: i64,
}

#[derive(Debug, Clone, Serialize, Deserialize)]
pub(super) struct LinkDump {
    kind: Relation,
    pub(super) card: CardId,
}

impl CardDump {
    pub(super) fn of(card: &Card, board: &Board) -> Self {
        let column = board.column(card.place.column);
        let links = board.links(card).into_iter();
        Self {
            id: card.id,
            title: card.title.clone(),
            body: card.body.text().to_owned(),
            column: column.map(|column| column.name.clone()).unwrap_or_default(),
            column_id: card.place.column,
            position: board.position(card.id).map(|at| at + 1),
            rank: card.place.rank.clone(),
            labels: card.labels.clone(),
            assignee: card.assignee.clone(),
            priority: card.priority,
            due: card.due,
            checklist: card.checklist.clone(),
            comments: card.comments.clone(),
            links: links.map(|(kind, card)| LinkDump { kind, card }).collect(),
            blocked: card.blocked.clone(),
            lease: card.lease,
            source: card.source.clone(),
            created: card.created,
            updated: card.updated,
            entered: card.entered,
            previous: card.previous,
            rev: card.rev,
            archived: card.archived,
            last_item: card.last_item,
            last_comment: card.last_comment,
        }
    }

    /// Returns the links that are kept at this card.
    pub(super) fn own_links(&self) -> BTreeSet<Link> {
        let kept = self.links.iter().filter_map(|link| {
            let (at, kept) = link.kind.stored(self.id, link.card);
            (at == self.id).then_some(kept)
        });
        kept.collect()
    }

    pub(super) fn card(&self) -> Card {
        Card {
            title: self.title.clone(),
            body: self.body.clone().into(),
            place: Spot {
                column: self.column_id,
                rank: self.rank.clone(),
            },
            labels: self.labels.clone(),
            assignee: self.assignee.clone(),
            priority: self.priority,
            due: self.due,
            checklist: self.checklist.clone(),
            comments: self.comments.clone(),
            links: self.own_links(),
            blocked: self.blocked.clone(),
            lease: self.lease,
            source: self.source.clone(),
            archived: self.archived,
            rev: self.rev,
            updated: self.updated,
            entered: self.entered,
            previous: self.previous,
            last_item: self.last_item,
            last_comment: self.last_comment,
            ..Card::blank(self.id, self.created)
        }
    }

    pub(super) fn entry(&self) -> Entry {
        let step = |item: &Item| Step {
            text: item.text.clone(),
            done: item.done,
        };
        let said = |comment: &Comment| Said {
            at: Some(comment.at),
            by: Some(comment.by.clone()).filter(|by| !by.is_empty()),
            text: comment.text.clone(),
        };
        Entry {
            key: self.id.0.to_string(),
            column: self.column.clone(),
            archived: self.archived,
            title: self.title.clone(),
            body: self.body.clone(),
            labels: self.labels.clone(),
            assignee: self.assignee.clone(),
            priority: self.priority,
            due: self.due,
            checklist: self.checklist.iter().map(step).collect(),
            comments: self.comments.iter().map(said).collect(),
            blocked: self.blocked.clone(),
            created: Some(self.created),
            lease: self.lease,
            source: self.source.clone(),
        }
    }
}
