//! A card as JSON has it: what `show --json` prints, and what else must come back.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use super::super::json::CardJson;
use crate::board::{Board, Card, CardId, ColumnId, Comment, Item, Link, Rank, Spot};
use crate::outline::{Entry, Said, Step};

#[derive(Debug, Clone, Serialize, Deserialize)]
pub(super) struct CardDump {
    #[serde(flatten)]
    told: CardJson,
    pub(super) column_id: ColumnId,
    rank: Rank,
    previous: Option<ColumnId>,
    last_item: i64,
    last_comment: i64,
}

impl CardDump {
    pub(super) fn of(card: &Card, board: &Board) -> Self {
        let position = board.position(card.id).map(|at| at + 1);
        Self {
            told: CardJson::of(card, board, position),
            column_id: card.place.column,
            rank: card.place.rank.clone(),
            previous: card.previous,
            last_item: card.last_item,
            last_comment: card.last_comment,
        }
    }

    pub(super) fn id(&self) -> CardId {
        self.told.id
    }

    /// Returns the cards that it is linked to.
    pub(super) fn linked(&self) -> impl Iterator<Item = CardId> {
        self.told.links.iter().map(|link| link.card)
    }

    /// Returns the links that are kept at this card.
    pub(super) fn own_links(&self) -> BTreeSet<Link> {
        let kept = self.told.links.iter().filter_map(|link| {
            let (at, kept) = link.kind.stored(self.told.id, link.card);
            (at == self.told.id).then_some(kept)
        });
        kept.collect()
    }

    pub(super) fn card(&self) -> Card {
        Card {
            title: self.told.title.clone(),
            body: self.told.body.clone().into(),
            place: Spot {
                column: self.column_id,
                rank: self.rank.clone(),
            },
            labels: self.told.labels.clone(),
            assignee: self.told.assignee.clone(),
            priority: self.told.priority,
            due: self.told.due,
            checklist: self.told.checklist.clone(),
            comments: self.told.comments.clone(),
            links: self.own_links(),
            blocked: self.told.blocked.clone(),
            lease: self.told.lease,
            source: self.told.source.clone(),
            archived: self.told.archived,
            rev: self.told.rev,
            updated: self.told.updated,
            entered: self.told.entered,
            previous: self.previous,
            last_item: self.last_item,
            last_comment: self.last_comment,
            ..Card::blank(self.told.id, self.told.created)
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
            key: self.told.id.0.to_string(),
            column: self.told.column.clone().unwrap_or_default(),
            archived: self.told.archived,
            title: self.told.title.clone(),
            body: self.told.body.clone(),
            labels: (*self.told.labels).clone(),
            assignee: self.told.assignee.clone(),
            priority: self.told.priority,
            due: self.told.due,
            checklist: self.told.checklist.iter().map(step).collect(),
            comments: self.told.comments.iter().map(said).collect(),
            blocked: self.told.blocked.clone(),
            created: Some(self.told.created),
            lease: self.told.lease,
            source: self.told.source.clone(),
        }
    }
}
