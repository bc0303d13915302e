//! An entry of the journal as JSON has it: as it is in the table, columns by their numbers.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::Unreadable;
use crate::board::{CardId, ColumnId};
use crate::change::{Actor, Change, Diff, EditId};

#[derive(Debug, Clone, Serialize, Deserialize)]
pub(super) struct PastDump {
    pub(super) seq: i64,
    at: Timestamp,
    actor: String,
    user: String,
    kind: String,
    card: Option<CardId>,
    column_id: Option<ColumnId>,
    label: Option<String>,
    before: Option<Value>,
    after: Option<Value>,
    edit: EditId,
    undoes: Option<EditId>,
}

impl PastDump {
    pub(super) fn of(change: &Change) -> Self {
        let (before, after) = change.diff.to_json();
        let (card, column_id, label) = match &change.diff {
            Diff::Card(touch) => (Some(touch.id), None, None),
            Diff::Column(touch) => (None, Some(touch.id), None),
            Diff::Label(touch) => (None, None, Some(touch.id.clone())),
        };
        Self {
            seq: change.seq,
            at: change.at,
            actor: change.actor.name.clone(),
            user: change.actor.user.clone(),
            kind: change.kind().to_owned(),
            card,
            column_id,
            label,
            before,
            after,
            edit: change.edit.clone(),
            undoes: change.undoes.clone(),
        }
    }

    pub(super) fn change(&self) -> Result<Change, Unreadable> {
        let unlike = |why: &dyn std::fmt::Display| {
            Unreadable(format!(
                "the journal's entry {} cannot be read: {why}",
                self.seq
            ))
        };
        let (before, after) = (self.before.clone(), self.after.clone());
        if before.is_none() && after.is_none() {
            return Err(unlike(&"it has neither before nor after"));
        }
        let diff = match (self.card, self.column_id, &self.label) {
            (Some(card), None, None) => Diff::card(card, before, after),
            (None, Some(column), None) => Diff::column(column, before, after),
            (None, None, Some(label)) => Diff::label(label.clone(), before, after),
            _ => return Err(unlike(&"it is not about one card, column or label")),
        };
        Ok(Change {
            seq: self.seq,
            at: self.at,
            actor: Actor {
                name: self.actor.clone(),
                user: self.user.clone(),
            },
            edit: self.edit.clone(),
            undoes: self.undoes.clone(),
            diff: diff.map_err(|why| unlike(&why))?,
        })
    }
}
