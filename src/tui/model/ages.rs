//! How long ago something was, and how long something still is, in a few words.

use jiff::Timestamp;
use jiff::tz::TimeZone;

use crate::board::due;
use crate::tui::model::Model;

impl Model {
    /// Returns how long ago that was: `just now`, `5 min ago`, `3 h ago`, `2 days ago`, and then the day.
    pub(crate) fn ago(&self, at: Timestamp) -> String {
        let minutes = self.now.duration_since(at).as_mins();
        match minutes {
            ..1 => "just now".to_owned(),
            1..60 => format!("{minutes} min ago"),
            60..1_440 => format!("{} h ago", minutes / 60),
            1_440..10_080 => match minutes / 1_440 {
                1 => "1 day ago".to_owned(),
                days => format!("{days} days ago"),
            },
            _ => due::show(at.to_zoned(TimeZone::UTC).date(), self.today),
        }
    }

    /// Returns how long a time is away that is still to come: `in 5 min`; `None` when it is past.
    pub(crate) fn ahead(&self, at: Timestamp) -> Option<String> {
        let minutes = at.duration_since(self.now).as_mins();
        if at <= self.now {
            return None;
        }
        Some(match minutes {
            ..60 => format!("in {} min", minutes + 1),
            60..1_440 => format!("in {} h", minutes / 60),
            _ => format!("in {} days", minutes / 1_440),
        })
    }
}
