//! How long ago something was, and how long something still is, in a few words.

use jiff::Timestamp;
use jiff::tz::TimeZone;

use crate::tui::model::Model;

impl Model {
    /// Returns how long ago that was: `just now`, `5 min ago`, `3 h ago`, `2 days ago`, and then the day.
    pub(crate) fn ago(&self, at: Timestamp) -> String {
        let minutes = self.now.duration_since(at).as_mins();
        let words = &self.words.ages;
        match minutes {
            ..1 => words.now().to_owned(),
            1..60 => words.minutes(minutes),
            60..1_440 => words.hours(minutes / 60),
            1_440..10_080 => words.days(minutes / 1_440),
            _ => {
                let day = at.to_zoned(TimeZone::UTC).date();
                self.words.day(day, self.today)
            }
        }
    }

    /// Returns how long a time is away that is still to come: `in 5 min`; `None` when it is past.
    pub(crate) fn ahead(&self, at: Timestamp) -> Option<String> {
        let minutes = at.duration_since(self.now).as_mins();
        if at <= self.now {
            return None;
        }
        let words = &self.words.ages;
        Some(match minutes {
            ..60 => words.in_minutes(minutes + 1),
            60..1_440 => words.in_hours(minutes / 60),
            _ => words.in_days(minutes / 1_440),
        })
    }
}
