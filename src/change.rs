//! What happened: the entries of the journal, and how a board takes them in.

use std::fmt;

use jiff::Timestamp;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use crate::board::{Board, Card, CardField, CardId, Column, ColumnField, ColumnId};

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

/// Why a change could not be taken in: the board is not the one the change was made on.
#[derive(Debug, thiserror::Error)]
#[error("change {seq} does not fit this copy of the board")]
pub struct Misfit {
    /// The change's number.
    pub seq: i64,
}

/// What one touched thing was before: enough to put it back exactly.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Was {
    /// A card, or that there was none of that number; and the highest number given.
    Card(CardId, Option<Box<Card>>, CardId),
    /// A column, or that there was none of that number; and the highest number given.
    Column(ColumnId, Option<Column>, ColumnId),
}

impl Change {
    /// Returns the card it is about, if it is about one.
    pub fn card(&self) -> Option<CardId> {
        match &self.diff {
            Diff::Card(touch) => Some(touch.id),
            Diff::Column(_) => None,
        }
    }

    /// Returns the word for what it did, as in `log` and in JSON: `add`, `edit`, `move`, `column add`, and so on.
    pub fn kind(&self) -> &'static str {
        match &self.diff {
            Diff::Card(touch) => match (&touch.before, &touch.after) {
                (None, _) => "add",
                (_, None) => "delete",
                (_, Some(fields)) => fields
                    .iter()
                    .find_map(|field| match field {
                        CardField::Archived(true) => Some("archive"),
                        CardField::Archived(false) => Some("restore"),
                        CardField::Place(_) => Some("move"),
                        CardField::Labels(_) => Some("label"),
                        _ => None,
                    })
                    .unwrap_or("edit"),
            },
            Diff::Column(touch) => match (&touch.before, &touch.after) {
                (None, _) => "column add",
                (_, None) => "column remove",
                (_, Some(fields)) => match fields.first() {
                    Some(ColumnField::Rank(_)) => "column move",
                    Some(ColumnField::Limit(_)) => "column limit",
                    _ => "column rename",
                },
            },
        }
    }
}

impl Diff {
    /// Puts the fields into the order of their names.
    pub(crate) fn sort(&mut self) {
        match self {
            Self::Card(touch) => {
                for side in [&mut touch.before, &mut touch.after].into_iter().flatten() {
                    side.sort_by_key(CardField::name);
                }
            }
            Self::Column(touch) => {
                for side in [&mut touch.before, &mut touch.after].into_iter().flatten() {
                    side.sort_by_key(ColumnField::name);
                }
            }
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

impl Board {
    /// Takes in a change that happened.
    ///
    /// # Errors
    /// When the change is about something this copy does not have, or already has.
    pub fn absorb(&mut self, change: &Change) -> Result<(), Misfit> {
        let misfit = || Misfit { seq: change.seq };
        match &change.diff {
            Diff::Card(touch) => match (&touch.before, &touch.after) {
                (None, Some(fields)) => {
                    if self.card(touch.id).is_some() {
                        return Err(misfit());
                    }
                    let mut card = Card::blank(touch.id, change.at);
                    fields.iter().for_each(|field| card.put(field.clone()));
                    card.rev += 1;
                    self.insert_card(card);
                }
                (Some(_), None) => {
                    self.remove_card(touch.id).ok_or_else(misfit)?;
                }
                (_, after) => {
                    self.card(touch.id).ok_or_else(misfit)?;
                    self.touch_card(touch.id, |card| {
                        after
                            .iter()
                            .flatten()
                            .for_each(|field| card.put(field.clone()));
                        card.rev += 1;
                        card.updated = change.at;
                    });
                }
            },
            Diff::Column(touch) => match (&touch.before, &touch.after) {
                (None, Some(fields)) => {
                    if self.column(touch.id).is_some() {
                        return Err(misfit());
                    }
                    let mut column = Column::new(
                        touch.id,
                        String::new(),
                        None,
                        crate::board::Rank::stored(""),
                    );
                    fields.iter().for_each(|field| column.put(field.clone()));
                    self.insert_column(column);
                }
                (Some(_), None) => {
                    self.remove_column(touch.id).ok_or_else(misfit)?;
                }
                (_, after) => {
                    let mut column = self.remove_column(touch.id).ok_or_else(misfit)?;
                    after
                        .iter()
                        .flatten()
                        .for_each(|field| column.put(field.clone()));
                    self.insert_column(column);
                }
            },
        }
        Ok(())
    }

    /// Returns what the thing a change is about is now.
    pub(crate) fn was(&self, diff: &Diff) -> Was {
        match diff {
            Diff::Card(touch) => {
                let card = self.card(touch.id).cloned().map(Box::new);
                Was::Card(touch.id, card, self.last_numbers().0)
            }
            Diff::Column(touch) => {
                let column = self.column(touch.id).cloned();
                Was::Column(touch.id, column, self.last_numbers().1)
            }
        }
    }

    /// Puts things back as they were, the last one first. Numbers given meanwhile can be given again.
    pub fn put_back(&mut self, were: Vec<Was>) {
        for was in were.into_iter().rev() {
            match was {
                Was::Card(id, card, last) => {
                    self.remove_card(id);
                    if let Some(card) = card {
                        self.insert_card(*card);
                    }
                    self.give_back_numbers(Some(last), None);
                }
                Was::Column(id, column, last) => {
                    let now = self.remove_column(id);
                    if let Some(mut column) = column {
                        // Its cards are put back one by one; those it has now are the ones that stay.
                        column.cards = now.map_or_else(Vec::new, |now| now.cards);
                        self.insert_column(column);
                    }
                    self.give_back_numbers(None, Some(last));
                }
            }
        }
    }
}
