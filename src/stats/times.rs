//! How long cards took, how many were finished, and how old those are that are not.

use std::collections::BTreeMap;

use jiff::civil::{Date, Weekday};
use jiff::{SignedDuration, Timestamp, ToSpan as _};

use super::life::Life;
use super::{Meaning, When};
use crate::board::{CardId, ColumnId};

/// A card that was finished.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Finished {
    /// Which one.
    pub card: CardId,
    /// When.
    pub at: Timestamp,
    /// From its beginning to that.
    pub cycle: SignedDuration,
    /// From its making to that.
    pub lead: SignedDuration,
}

impl Finished {
    pub(super) fn of(card: CardId, life: &Life, meaning: &Meaning) -> Option<Self> {
        let at = finished(life, meaning)?;
        let begun = begun(life, meaning).unwrap_or(at);
        Some(Self {
            card,
            at,
            cycle: at.duration_since(begun),
            lead: at.duration_since(life.made),
        })
    }
}

/// Returns when a card was finished, if it is.
fn finished(life: &Life, meaning: &Meaning) -> Option<Timestamp> {
    let mut finished = None;
    for stay in &life.stays {
        match stay.column {
            Some(column) if meaning.done.contains(&column) => {
                finished = finished.or(Some(stay.from));
            }
            Some(_) => finished = None,
            None => {}
        }
    }
    finished
}

/// Returns when a card was begun, if it was.
fn begun(life: &Life, meaning: &Meaning) -> Option<Timestamp> {
    let is_begun = |column: ColumnId| !meaning.waiting.contains(&column);
    let begun = life
        .stays
        .iter()
        .find(|stay| stay.column.is_some_and(is_begun));
    begun.map(|stay| stay.from)
}

/// How a number of times spread. A percentile is a time that so many of a hundred took at most.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Spread {
    /// How many times there are.
    pub count: usize,
    /// Their mean.
    pub mean: SignedDuration,
    /// Half took at most this.
    pub p50: SignedDuration,
    /// 85 of 100 took at most this.
    pub p85: SignedDuration,
    /// 95 of 100 took at most this.
    pub p95: SignedDuration,
}

impl Spread {
    /// Returns how times spread; `None` when there are none.
    pub fn of(mut times: Vec<SignedDuration>) -> Option<Self> {
        times.sort_unstable();
        let count = times.len();
        let all: SignedDuration = times.iter().sum();
        let mean = all.checked_div(i32::try_from(count).ok()?)?;
        // The nearest rank: always a time that was really taken.
        let at = |percent: usize| times[(count * percent).div_ceil(100).max(1) - 1];
        Some(Self {
            count,
            mean,
            p50: at(50),
            p85: at(85),
            p95: at(95),
        })
    }
}

/// What was finished in a week.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Week {
    /// Its Monday.
    pub monday: Date,
    /// How many cards.
    pub finished: usize,
}

/// Returns how much was finished in each of the weeks that are looked at.
pub(super) fn weeks(finished: &[Finished], when: &When) -> Vec<Week> {
    let last = monday(when.day(when.now));
    let mut weeks = Vec::new();
    let mut week = monday(when.first());
    while week <= last {
        weeks.push(Week {
            monday: week,
            finished: 0,
        });
        week = week.saturating_add(7.days());
    }
    for card in finished {
        let monday = monday(when.day(card.at));
        if let Some(week) = weeks.iter_mut().find(|week| week.monday == monday) {
            week.finished += 1;
        }
    }
    weeks
}

fn monday(day: Date) -> Date {
    let after = day.weekday().since(Weekday::Monday);
    day.saturating_sub(i64::from(after).days())
}

/// A card that is begun and not finished.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Old {
    /// Which one.
    pub card: CardId,
    /// Where it stands.
    pub column: ColumnId,
    /// For how long it is begun.
    pub age: SignedDuration,
    /// For how long it has been in its column.
    pub there: SignedDuration,
}

/// Returns what is begun and not finished, the oldest first.
pub(super) fn ageing(
    lives: &BTreeMap<CardId, Life>,
    meaning: &Meaning,
    now: Timestamp,
) -> Vec<Old> {
    let old = |(card, life): (&CardId, &Life)| {
        let column = life.column()?;
        let is_open = meaning.columns.contains(&column)
            && !meaning.done.contains(&column)
            && !meaning.waiting.contains(&column);
        is_open.then_some(())?;
        Some(Old {
            card: *card,
            column,
            age: now.duration_since(begun(life, meaning)?),
            there: now.duration_since(life.stays.last()?.from),
        })
    };
    let mut ageing: Vec<Old> = lives.iter().filter_map(old).collect();
    ageing.sort_by_key(|old| (std::cmp::Reverse(old.age), old.card));
    ageing
}
