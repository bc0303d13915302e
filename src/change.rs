//! What happened: the entries of the journal, and how a board takes them in.

mod absorb;
mod brief;
mod names;
mod steps;

use std::fmt;

use jiff::Timestamp;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

pub use absorb::{Misfit, Was};
pub use names::Names;
pub use steps::{ItemStep, item_steps, link_steps};

use crate::board::{CardField, CardId, ColumnField, ColumnId, Detail, LabelField};

/// The unique name of an edit; an edit sent twice under one name is applied once.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct EditId(pub String);

impl fmt::Display for EditId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// Who acts: the name worked under, and the user of the operating system behind it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Actor {
    /// The name worked under: the user's own, or what `--as` said.
    pub name: String,
    /// The user's own name, from the real user id.
    pub user: String,
}

/// What a change is stamped with when it is made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stamp {
    /// The number of the first change; the next ones count on.
    pub seq: i64,
    /// When.
    pub at: Timestamp,
    /// By whom.
    pub actor: Actor,
}

/// One thing with what it was and what it became. `None` before: it is new; `None` after: it is gone.
///
/// Of a thing that stays, both sides hold the touched fields only. Fields stand in the order of their names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Touch<Id, Field> {
    /// Which one.
    pub id: Id,
    /// The touched fields as they were.
    pub before: Option<Vec<Field>>,
    /// The touched fields as they became.
    pub after: Option<Vec<Field>>,
}

/// What a change did.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Diff {
    /// To a card.
    Card(Touch<CardId, CardField>),
    /// To a column.
    Column(Touch<ColumnId, ColumnField>),
    /// To a label, which its name stands for: its colour. The labels of a card are a field of the card.
    Label(Touch<String, LabelField>),
}

/// What happened: one entry of the journal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// Its number: the journal counts from 1 without gaps.
    pub seq: i64,
    /// When.
    pub at: Timestamp,
    /// By whom.
    pub actor: Actor,
    /// The edit it came from; an edit may bring several changes.
    pub edit: EditId,
    /// The edit that this one took back, when it is an undo or a redo.
    pub undoes: Option<EditId>,
    /// What it did.
    pub diff: Diff,
}

impl Change {
    /// Returns the card it is about, if it is about one.
    pub fn card(&self) -> Option<CardId> {
        match &self.diff {
            Diff::Card(touch) => Some(touch.id),
            Diff::Column(_) | Diff::Label(_) => None,
        }
    }

    /// Returns whose claim had ended when this change freed the card, and when; `None` when it did not do that.
    pub fn ran_out(&self) -> Option<(&str, Timestamp)> {
        let Diff::Card(Touch {
            before: Some(before),
            after: Some(after),
            ..
        }) = &self.diff
        else {
            return None;
        };
        after
            .contains(&CardField::Detail(Detail::Lease(None)))
            .then_some(())?;
        let end = before.iter().find_map(|field| match field {
            CardField::Detail(Detail::Lease(end)) => *end,
            _ => None,
        })?;
        let who = before.iter().find_map(|field| match field {
            CardField::Detail(Detail::Assignee(who)) => who.as_deref(),
            _ => None,
        })?;
        (end <= self.at).then_some((who, end))
    }

    /// Returns the word for what it did, as in `log` and in JSON: `add`, `edit`, `move`, `column add`, and so on.
    pub fn kind(&self) -> &'static str {
        match &self.diff {
            _ if self.ran_out().is_some() => "expire",
            Diff::Card(touch) => match (&touch.before, &touch.after) {
                (None, _) => "add",
                (_, None) => "delete",
                (_, Some(fields)) => fields.iter().find_map(kind_of_field).unwrap_or("edit"),
            },
            Diff::Column(touch) => match (&touch.before, &touch.after) {
                (None, _) => "column add",
                (_, None) => "column remove",
                (_, Some(fields)) => match fields.first() {
                    Some(ColumnField::Rank(_)) => "column move",
                    Some(ColumnField::Limit(_)) => "column limit",
                    Some(ColumnField::Done(_)) => "column done",
                    Some(ColumnField::Color(_)) => "column color",
                    Some(ColumnField::Name(_)) | None => "column rename",
                },
            },
            Diff::Label(_) => "label color",
        }
    }
}

/// Returns the word for a field of a card that got another value, if it has one of its own.
fn kind_of_field(field: &CardField) -> Option<&'static str> {
    Some(match field {
        CardField::Archived(true) => "archive",
        CardField::Archived(false) => "restore",
        CardField::Place(_) => "move",
        CardField::Labels(_) => "label",
        CardField::Checklist(_) => "checklist",
        CardField::Comment(_) | CardField::Comments(_) => "comment",
        CardField::Links(_) => "link",
        CardField::Detail(Detail::Lease(Some(_))) => "claim",
        CardField::Detail(Detail::Lease(None)) => "release",
        CardField::Detail(Detail::Blocked(Some(_))) => "block",
        CardField::Detail(Detail::Blocked(None)) => "unblock",
        CardField::Detail(_) | CardField::Born(_) => return None,
    })
}

impl Diff {
    /// Puts the fields into the order of their names.
    pub(crate) fn sort(&mut self) {
        match self {
            Self::Card(touch) => touch.sort_by(CardField::name),
            Self::Column(touch) => touch.sort_by(ColumnField::name),
            Self::Label(_) => {}
        }
    }

    /// Returns the two sides as JSON objects of the touched fields; `None` where there was or is nothing.
    pub fn to_json(&self) -> (Option<Value>, Option<Value>) {
        fn side<F: Serialize>(fields: Option<&Vec<F>>) -> Option<Value> {
            let mut object = Map::new();
            for field in fields? {
                match serde_json::to_value(field) {
                    Ok(Value::Object(one)) => object.extend(one),
                    other => unreachable!("a field is an object of one entry: {other:?}"),
                }
            }
            Some(Value::Object(object))
        }
        match self {
            Self::Card(touch) => (side(touch.before.as_ref()), side(touch.after.as_ref())),
            Self::Column(touch) => (side(touch.before.as_ref()), side(touch.after.as_ref())),
            Self::Label(touch) => (side(touch.before.as_ref()), side(touch.after.as_ref())),
        }
    }

    /// Reads what [`Diff::to_json`] wrote about a card.
    ///
    /// # Errors
    /// When a side is not an object of known fields.
    pub fn card(
        id: CardId,
        before: Option<Value>,
        after: Option<Value>,
    ) -> Result<Self, serde_json::Error> {
        Ok(Self::Card(Touch::read(id, before, after)?))
    }

    /// Reads what [`Diff::to_json`] wrote about a column.
    ///
    /// # Errors
    /// When a side is not an object of known fields.
    pub fn column(
        id: ColumnId,
        before: Option<Value>,
        after: Option<Value>,
    ) -> Result<Self, serde_json::Error> {
        Ok(Self::Column(Touch::read(id, before, after)?))
    }

    /// Reads what [`Diff::to_json`] wrote about a label.
    ///
    /// # Errors
    /// When a side is not an object of known fields.
    pub fn label(
        name: String,
        before: Option<Value>,
        after: Option<Value>,
    ) -> Result<Self, serde_json::Error> {
        Ok(Self::Label(Touch::read(name, before, after)?))
    }
}

impl<Id, Field> Touch<Id, Field> {
    fn sort_by(&mut self, name: impl Fn(&Field) -> &'static str) {
        for side in [&mut self.before, &mut self.after].into_iter().flatten() {
            side.sort_by_key(&name);
        }
    }
}

impl<Id, Field: DeserializeOwned> Touch<Id, Field> {
    fn read(
        id: Id,
        before: Option<Value>,
        after: Option<Value>,
    ) -> Result<Self, serde_json::Error> {
        let side = |value: Option<Value>| -> Result<Option<Vec<Field>>, serde_json::Error> {
            let Some(value) = value else { return Ok(None) };
            let object: Map<String, Value> = serde_json::from_value(value)?;
            let field = |(name, value)| {
                serde_json::from_value(Value::Object(Map::from_iter([(name, value)])))
            };
            object
                .into_iter()
                .map(field)
                .collect::<Result<_, _>>()
                .map(Some)
        };
        Ok(Self {
            id,
            before: side(before)?,
            after: side(after)?,
        })
    }
}
