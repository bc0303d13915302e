//! The charts: which one is shown, and the figures it is drawn from.

use jiff::Timestamp;
use jiff::tz::TimeZone;

use crate::board::Board;
use crate::change::Change;
use crate::stats::{self, Meaning, Stats, Step, When};
use crate::tui::words::Words;

/// For how many days figures are shown, the fewest first.
const PERIODS: [u16; 5] = [14, 30, 60, 120, 365];

/// What is drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Chart {
    /// How many cards stood where, day by day.
    Flow,
    /// How long work on each card took.
    Cycle,
    /// How long each card took from its making on.
    Lead,
    /// How many cards were finished in each week.
    Weeks,
    /// How old the cards are that are begun and not finished.
    Ageing,
}

impl Chart {
    /// Every chart, in the order of their numbers.
    pub(crate) const ALL: [Self; 5] = [
        Self::Flow,
        Self::Cycle,
        Self::Lead,
        Self::Weeks,
        Self::Ageing,
    ];

    /// Returns its name.
    pub(crate) fn name(self, words: &Words) -> &str {
        let words = &words.charts;
        match self {
            Self::Flow => words.flow(),
            Self::Cycle => words.cycle(),
            Self::Lead => words.lead(),
            Self::Weeks => words.weeks(),
            Self::Ageing => words.ageing(),
        }
    }
}

/// What the journal says of where cards stood.
#[derive(Debug)]
pub(crate) enum Past {
    /// So much of it has come.
    Reading(Vec<Step>),
    /// All of it.
    Read {
        steps: Vec<Step>,
        /// Whose days are counted.
        zone: TimeZone,
        /// What is made of it for the days that are shown.
        stats: Box<Stats>,
    },
}

/// The charts.
#[derive(Debug)]
pub(crate) struct Charts {
    pub(crate) chart: Chart,
    /// Which period is shown.
    period: usize,
    pub(crate) past: Past,
    /// How many of the oldest cards are scrolled away.
    pub(crate) scroll: usize,
}

impl Charts {
    /// Returns charts of which nothing is known yet.
    pub(crate) fn new() -> Self {
        Self {
            chart: Chart::Flow,
            period: 1,
            past: Past::Reading(Vec::new()),
            scroll: 0,
        }
    }

    /// Returns how many days are shown.
    pub(crate) fn days(&self) -> u16 {
        PERIODS[self.period]
    }

    /// Shows a longer period, or a shorter one.
    pub(crate) fn lengthen(&mut self, by: isize) {
        let last = PERIODS.len() - 1;
        self.period = self.period.saturating_add_signed(by).min(last);
    }

    /// Returns the figures, once they are known.
    pub(crate) fn stats(&self) -> Option<&Stats> {
        match &self.past {
            Past::Reading(_) => None,
            Past::Read { stats, .. } => Some(stats),
        }
    }

    /// Takes in a part of the past; the last one comes with whose days are counted.
    pub(crate) fn read(
        &mut self,
        more: Vec<Step>,
        last: Option<TimeZone>,
        board: &Board,
        now: Timestamp,
    ) {
        let Past::Reading(steps) = &mut self.past else {
            return;
        };
        steps.extend(more);
        if let Some(zone) = last {
            let steps = std::mem::take(steps);
            let stats = Box::new(self.reckon(&steps, &zone, board, now));
            self.past = Past::Read { steps, zone, stats };
        }
    }

    /// Takes in what happened since. What happens while the past is being read comes with it.
    pub(crate) fn news(&mut self, changes: &[Change]) {
        if let Past::Read { steps, .. } = &mut self.past {
            let last = steps.last().map_or(0, |step| step.seq);
            let new = changes.iter().filter(|change| change.seq > last);
            steps.extend(new.flat_map(Step::of));
        }
    }

    /// Reckons the figures anew.
    pub(crate) fn renew(&mut self, board: &Board, now: Timestamp) {
        let Past::Read { steps, zone, .. } = &self.past else {
            return;
        };
        let new = Box::new(self.reckon(steps, zone, board, now));
        if let Past::Read { stats, .. } = &mut self.past {
            *stats = new;
        }
    }

    fn reckon(&self, steps: &[Step], zone: &TimeZone, board: &Board, now: Timestamp) -> Stats {
        let when = When {
            now,
            zone: zone.clone(),
            days: self.days(),
        };
        Stats::of(&stats::lives(steps), &Meaning::of(board, None), &when)
    }
}
