//! What gets lost, counted and named: nothing is dropped without a word.

use std::collections::BTreeMap;

/// What got lost, each kind with how many there were.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Losses(BTreeMap<String, usize>);

impl Losses {
    /// Notes that so many of something got lost; none is no loss.
    pub fn add(&mut self, what: &str, count: usize) {
        if count > 0 {
            *self.0.entry(what.to_owned()).or_default() += count;
        }
    }

    /// Notes that one more got lost.
    pub fn one(&mut self, what: &str) {
        self.add(what, 1);
    }

    /// Tells whether nothing got lost.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Returns what got lost, in the order of its names.
    pub fn iter(&self) -> impl Iterator<Item = (&str, usize)> {
        self.0.iter().map(|(what, count)| (what.as_str(), *count))
    }
}
