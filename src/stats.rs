//! How work flows over a board: what the journal says of when cards came into their columns, reckoned into figures.
//!
//! A card is *begun* when it first leaves the columns in which work waits, and *finished* when it comes into a done
//! column for the last time. From its making to that is its lead time, from its beginning its cycle time. A card that
//! was archived out of a done column stays finished; one that was archived elsewhere was dropped, and counts no more.

mod flow;
mod life;
#[cfg(test)]
mod tests;
mod times;

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp, ToSpan as _};

use crate::board::{Board, CardId, ColumnId};

pub use flow::Flow;
pub(crate) use life::Said;
pub use life::{Event, Life, Step, lives};
pub use times::{Finished, Old, Spread, Week};

/// How many days back figures can go.
pub const DAYS_MAX: u16 = 3660;

/// When it is, and how far back to look.
#[derive(Debug, Clone)]
pub struct When {
    /// The time now.
    pub now: Timestamp,
    /// Whose days are counted.
    pub zone: TimeZone,
    /// How many days, today included.
    pub days: u16,
}

impl When {
    /// Returns the day of a moment.
    pub fn day(&self, at: Timestamp) -> Date {
        at.to_zoned(self.zone.clone()).date()
    }

    /// Returns the first day that is looked at.
    pub fn first(&self) -> Date {
        let back = i64::from(self.days.clamp(1, DAYS_MAX)) - 1;
        self.day(self.now).saturating_sub(back.days())
    }
}

/// Returns a time as people say it: `40m`, `5h`, `2.5d`, `40d`.
pub fn days(time: SignedDuration) -> String {
    let (count, unit) = length(time);
    format!("{count}{unit}")
}

/// Returns how long a time is, and in what: minutes, hours or days, by the first letter.
pub fn length(time: SignedDuration) -> (String, char) {
    let hours = time.as_hours().max(0);
    match hours {
        0 => (time.as_mins().max(0).to_string(), 'm'),
        1..=47 => (hours.to_string(), 'h'),
        48..=239 => {
            let tenths = (time.as_secs() + 4320) / 8640;
            (format!("{}.{}", tenths / 10, tenths % 10), 'd')
        }
        _ => ((hours / 24).to_string(), 'd'),
    }
}

/// Which columns mean what.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Meaning {
    /// From left to right.
    pub columns: Vec<ColumnId>,
    /// In these cards are finished.
    pub done: BTreeSet<ColumnId>,
    /// In these work waits to be begun.
    pub waiting: BTreeSet<ColumnId>,
}

impl Meaning {
    /// Returns what the columns of a board mean; work begins in the column `start`, else in the second one.
    pub fn of(board: &Board, start: Option<ColumnId>) -> Self {
        let columns: Vec<ColumnId> = board.columns().iter().map(|column| column.id).collect();
        let at = columns.iter().position(|column| Some(*column) == start);
        let waiting = columns.iter().take(at.unwrap_or(1));
        let done = board.columns().iter().filter(|column| column.done);
        let done: BTreeSet<ColumnId> = done.map(|column| column.id).collect();
        Self {
            waiting: waiting
                .copied()
                .filter(|column| !done.contains(column))
                .collect(),
            done,
            columns,
        }
    }
}

/// The figures of a board.
#[derive(Debug, Clone, PartialEq)]
pub struct Stats {
    /// How many cards stood where, day by day.
    pub flow: Flow,
    /// What was finished, in the order of its finishing.
    pub finished: Vec<Finished>,
    /// How long work took; `None` when nothing was finished.
    pub cycle: Option<Spread>,
    /// How long it took from the making of a card on.
    pub lead: Option<Spread>,
    /// How much was finished each week, the last week being this one.
    pub weeks: Vec<Week>,
    /// What is begun and not finished, the oldest first.
    pub ageing: Vec<Old>,
}

impl Stats {
    /// Reckons the figures of what happened.
    pub fn of(lives: &BTreeMap<CardId, Life>, meaning: &Meaning, when: &When) -> Self {
        let first = when.first();
        let mut finished: Vec<Finished> = lives
            .iter()
            .filter_map(|(card, life)| Finished::of(*card, life, meaning))
            .filter(|finished| when.day(finished.at) >= first)
            .collect();
        finished.sort_by_key(|finished| (finished.at, finished.card));
        let spread =
            |time: fn(&Finished) -> SignedDuration| Spread::of(finished.iter().map(time).collect());
        Self {
            flow: Flow::of(lives, meaning, when),
            cycle: spread(|finished| finished.cycle),
            lead: spread(|finished| finished.lead),
            weeks: times::weeks(&finished, when),
            ageing: times::ageing(lives, meaning, when.now),
            finished,
        }
    }
}
