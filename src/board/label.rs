//! The colours of labels. A label exists while a card has it, or while it has a colour.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::{Board, Paint};

/// A field of a label that a change can touch, with its value.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum LabelField {
    /// Its colour.
    Color(Paint),
}

impl Board {
    /// Returns the colour a label was given, if it was.
    pub fn paint(&self, label: &str) -> Option<Paint> {
        self.painted.get(label).copied()
    }

    /// Returns every label that exists, with how many cards have it, archived ones included.
    pub fn labels(&self) -> BTreeMap<&str, usize> {
        let painted = self.painted.keys();
        let mut labels: BTreeMap<&str, usize> = painted.map(|label| (label.as_str(), 0)).collect();
        for label in self.cards.values().flat_map(|card| &*card.labels) {
            *labels.entry(label).or_default() += 1;
        }
        labels
    }

    /// Returns the labels that were given a colour.
    pub fn painted(&self) -> &BTreeMap<String, Paint> {
        &self.painted
    }

    /// Gives a label a colour, or takes it away.
    pub(crate) fn put_paint(&mut self, label: &str, paint: Option<Paint>) {
        match paint {
            Some(paint) => self.painted.insert(label.to_owned(), paint),
            None => self.painted.remove(label),
        };
    }
}
