//! The cumulative flow: how many cards stood where at the end of each day.

use std::collections::BTreeMap;

use jiff::ToSpan as _;
use jiff::civil::Date;

use super::life::Life;
use super::{Meaning, When};
use crate::board::{CardId, ColumnId};

/// How many cards stood in which column, day by day. What was archived out of a done column still counts there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Flow {
    /// The columns from left to right.
    pub columns: Vec<ColumnId>,
    /// The first day.
    pub first: Date,
    /// For each day, how many cards stood in each column at its end, or stand there now.
    pub days: Vec<Vec<usize>>,
}

impl Flow {
    pub(super) fn of(lives: &BTreeMap<CardId, Life>, meaning: &Meaning, when: &When) -> Self {
        let first = when.first();
        let count = days_between(first, when.day(when.now)) + 1;
        // How many cards come and go on each day: the work is one for each stay, however long it was.
        let mut change = vec![vec![0_i64; meaning.columns.len()]; count + 1];
        for life in lives.values() {
            for (at, stay) in life.stays.iter().enumerate() {
                let Some(column) = counted(life, at, meaning) else {
                    continue;
                };
                let day = |at| days_between(first, when.day(at)).min(count);
                let until = life.stays.get(at + 1).map_or(count, |next| day(next.from));
                change[day(stay.from)][column] += 1;
                change[until][column] -= 1;
            }
        }
        let mut now = vec![0_i64; meaning.columns.len()];
        let mut days = Vec::with_capacity(count);
        for change in &change[..count] {
            for (now, change) in now.iter_mut().zip(change) {
                *now += change;
            }
            let whole = |count: &i64| usize::try_from(*count).unwrap_or_default();
            days.push(now.iter().map(whole).collect());
        }
        Self {
            columns: meaning.columns.clone(),
            first,
            days,
        }
    }

    /// Returns a day by its place among them.
    pub fn day(&self, at: usize) -> Date {
        let at = i64::try_from(at).unwrap_or(i64::MAX);
        self.first.saturating_add(at.min(100_000).days())
    }
}

/// Returns the place of the column that a stay counts for.
fn counted(life: &Life, at: usize, meaning: &Meaning) -> Option<usize> {
    let column = match life.stays[at].column {
        Some(column) => column,
        None => life.stays[..at]
            .iter()
            .rev()
            .find_map(|stay| stay.column)
            .filter(|column| meaning.done.contains(column))?,
    };
    meaning.columns.iter().position(|other| *other == column)
}

/// Returns how many days lie between two; none when the second one is earlier.
fn days_between(first: Date, day: Date) -> usize {
    let days = (day - first).get_days();
    usize::try_from(days).unwrap_or_default()
}
