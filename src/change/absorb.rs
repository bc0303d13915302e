//! How a board takes a change in, and how it is put back.

use super::{Change, Diff, Touch};
use crate::board::{
    Board, Card, CardField, CardId, Column, ColumnField, ColumnId, LabelField, Paint, Rank,
};

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
    /// A label's colour, or that it had none.
    Label(String, Option<Paint>),
    /// Nobody of that name had changed anything.
    Unknown(String),
}

impl Board {
    /// Takes in a change that happened.
    ///
    /// # Errors
    /// When the change is about something this copy does not have, or already has.
    pub fn absorb(&mut self, change: &Change) -> Result<(), Misfit> {
        let fits = match &change.diff {
            Diff::Card(touch) => self.absorb_card(touch, change),
            Diff::Column(touch) => self.absorb_column(touch),
            Diff::Label(touch) => {
                self.put_paint(&touch.id, paint_in(touch.after.as_deref()));
                true
            }
        };
        if !fits {
            return Err(Misfit { seq: change.seq });
        }
        self.meet(&change.actor.name);
        Ok(())
    }

    /// Returns whether it fits.
    fn absorb_card(&mut self, touch: &Touch<CardId, CardField>, change: &Change) -> bool {
        if self.card(touch.id).is_some() == touch.before.is_none() {
            return false;
        }
        match (&touch.before, &touch.after) {
            (None, after) => {
                let mut card = Card::blank(touch.id, change.at);
                let fields = after.iter().flatten();
                fields.for_each(|field| card.put(field.clone()));
                card.rev += 1;
                self.insert_card(card);
            }
            (Some(_), None) => drop(self.remove_card(touch.id)),
            (Some(_), Some(after)) => {
                let moves = |field: &CardField| {
                    matches!(field, CardField::Place(_) | CardField::Archived(_))
                };
                self.touch_card(touch.id, after.iter().any(moves), |card| {
                    let column = card.place.column;
                    after.iter().for_each(|field| card.put(field.clone()));
                    if card.place.column != column {
                        card.previous = Some(column);
                        card.entered = change.at;
                    }
                    card.rev += 1;
                    card.updated = change.at;
                });
            }
        }
        true
    }

    /// Returns whether it fits.
    fn absorb_column(&mut self, touch: &Touch<ColumnId, ColumnField>) -> bool {
        if self.column(touch.id).is_some() == touch.before.is_none() {
            return false;
        }
        let there = self.remove_column(touch.id);
        if let Some(after) = &touch.after {
            let new = || Column::new(touch.id, String::new(), None, Rank::stored(""));
            let mut column = there.unwrap_or_else(new);
            after.iter().for_each(|field| column.put(field.clone()));
            self.insert_column(column);
        }
        true
    }

    /// Returns what a change touches, as it is now.
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
            Diff::Label(touch) => Was::Label(touch.id.clone(), self.paint(&touch.id)),
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
                Was::Label(name, paint) => self.put_paint(&name, paint),
                Was::Unknown(actor) => self.forget(&actor),
            }
        }
    }
}

/// Returns the colour that the fields of a label tell.
fn paint_in(fields: Option<&[LabelField]>) -> Option<Paint> {
    let LabelField::Color(paint) = fields?.first()?;
    Some(*paint)
}
