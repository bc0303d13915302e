//! The life of a card: where it stood since when.

use std::collections::BTreeMap;

use jiff::Timestamp;

use crate::board::{CardField, CardId, ColumnId};
use crate::change::{Change, Diff};

/// What happened to where a card stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Event {
    /// It was made, or brought in, and stands there. It may be older than that.
    Made(ColumnId, Timestamp),
    /// It came into a column, or moved about in it.
    Entered(ColumnId),
    /// It was archived.
    Archived,
    /// It came back to where it stood.
    Restored,
    /// It was deleted.
    Deleted,
}

/// Something that happened to where a card stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Step {
    /// The number of the change.
    pub seq: i64,
    /// When.
    pub at: Timestamp,
    /// To which card.
    pub card: CardId,
    /// What.
    pub event: Event,
}

/// What a change says of where a card stands.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Said {
    /// It was not there before.
    pub(crate) is_new: bool,
    /// It is not there any more.
    pub(crate) is_gone: bool,
    /// The column it stands in by now, if the place was touched.
    pub(crate) place: Option<ColumnId>,
    /// Whether it is archived by now, if that was touched.
    pub(crate) archived: Option<bool>,
    /// When it was made where it comes from.
    pub(crate) made: Option<Timestamp>,
}

impl Said {
    /// Returns what happened to where the card stands, in order.
    pub(crate) fn events(self, at: Timestamp) -> impl Iterator<Item = Event> {
        let made = |column| Event::Made(column, self.made.unwrap_or(at));
        let moved = match (self.is_gone, self.is_new) {
            (true, _) => Some(Event::Deleted),
            (_, true) => self.place.map(made),
            _ => self.place.map(Event::Entered),
        };
        let shelved = match self.archived {
            Some(true) => Some(Event::Archived),
            Some(false) if !self.is_new => Some(Event::Restored),
            _ => None,
        };
        moved.into_iter().chain(shelved)
    }
}

impl Step {
    /// Returns what a change did to where a card stands, in order.
    pub fn of(change: &Change) -> Vec<Self> {
        let Diff::Card(touch) = &change.diff else {
            return Vec::new();
        };
        let mut said = Said {
            is_new: touch.before.is_none(),
            is_gone: touch.after.is_none(),
            ..Said::default()
        };
        for field in touch.after.iter().flatten() {
            match field {
                CardField::Place(spot) => said.place = Some(spot.column),
                CardField::Archived(archived) => said.archived = Some(*archived),
                CardField::Born(birth) => said.made = Some(birth.created),
                _ => {}
            }
        }
        let step = |event| Self {
            seq: change.seq,
            at: change.at,
            card: touch.id,
            event,
        };
        said.events(change.at).map(step).collect()
    }
}

/// A stay of a card in a column, or off the board.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stay {
    /// Since when.
    pub from: Timestamp,
    /// Where; `None` off the board.
    pub column: Option<ColumnId>,
}

/// The life of a card.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Life {
    /// When it was made.
    pub made: Timestamp,
    /// Where it stood, in order.
    pub stays: Vec<Stay>,
}

impl Life {
    /// Returns where it stands now.
    pub fn column(&self) -> Option<ColumnId> {
        self.stays.last()?.column
    }

    /// Returns where it stands, or stood before it left the board.
    pub fn home(&self) -> Option<ColumnId> {
        self.stays.iter().rev().find_map(|stay| stay.column)
    }

    fn go(&mut self, from: Timestamp, column: Option<ColumnId>) {
        if self.stays.last().is_none_or(|last| last.column != column) {
            self.stays.push(Stay { from, column });
        }
    }
}

/// Returns the lives of the cards that steps tell of, in the order of the journal.
pub fn lives(steps: &[Step]) -> BTreeMap<CardId, Life> {
    let mut lives: BTreeMap<CardId, Life> = BTreeMap::new();
    for step in steps {
        let made = match step.event {
            Event::Made(_, made) => made,
            _ => step.at,
        };
        let stays = Vec::new();
        let life = lives.entry(step.card).or_insert(Life { made, stays });
        let column = match step.event {
            Event::Made(column, _) | Event::Entered(column) => Some(column),
            Event::Archived | Event::Deleted => None,
            Event::Restored => life.home(),
        };
        // An archived card may be given another column; it is off the board all the same.
        life.go(step.at, column);
    }
    lives
}
