//! What values and fields are called on the screen.

use std::fmt::Display;

use jiff::SignedDuration;
use jiff::civil::Date;

use super::Words;
use crate::board::{Paint, Priority, Relation};
use crate::stats;

impl Words {
    /// Returns what a priority is called.
    pub(crate) fn priority(&self, priority: Option<Priority>) -> &str {
        match priority {
            Some(Priority::Low) => self.names.low(),
            Some(Priority::Medium) => self.names.medium(),
            Some(Priority::High) => self.names.high(),
            Some(Priority::Urgent) => self.names.urgent(),
            None => self.names.none(),
        }
    }

    /// Returns what a field is called that two people changed.
    pub(crate) fn field<'w>(&'w self, field: &'w str) -> &'w str {
        let names = &self.names;
        match field {
            "title" => names.title(),
            "body" | "text" => names.body(),
            "assignee" => names.assignee(),
            "priority" => names.priority(),
            "due" => names.due(),
            "blocked" => names.blocked(),
            "lease" => names.lease(),
            "source" => names.source(),
            "labels" => names.labels(),
            "checklist" => names.checklist(),
            "comment" | "comments" => names.comment(),
            "links" => names.links(),
            "archived" => names.archived(),
            "place" | "rank" => names.place(),
            "name" => names.name(),
            "limit" => names.limit(),
            "done" => names.done(),
            "color" => names.color(),
            other => other,
        }
    }

    /// Returns a day in the fewest words that are clear: `today`, `Fri`, `3 Dec`, `2027-01-08`.
    pub(crate) fn day(&self, day: Date, today: Date) -> String {
        let said = &self.days;
        match (day - today).get_days() {
            -1 => said.yesterday().to_owned(),
            0 => said.today().to_owned(),
            1 => said.tomorrow().to_owned(),
            2..=6 => self.weekday(day).to_owned(),
            _ if day.year() == today.year() => self.date(day),
            _ => day.to_string(),
        }
    }

    /// Returns a day without its year: `3 Dec`.
    pub(crate) fn date(&self, day: Date) -> String {
        let month = usize::try_from(day.month() - 1).unwrap_or_default();
        self.days.date(day.day(), &self.calendar.months[month])
    }

    /// Returns how long a time is: `40m`, `5h`, `2.5d`.
    pub(crate) fn time(&self, time: SignedDuration) -> String {
        match stats::length(time) {
            (count, 'm') => self.days.minutes(count),
            (count, 'h') => self.days.hours(count),
            (count, _) => self.days.days(count),
        }
    }

    /// Returns the name of a day of the week.
    pub(crate) fn weekday(&self, day: Date) -> &str {
        let at = day.weekday().to_monday_zero_offset();
        &self.calendar.weekdays[usize::try_from(at).unwrap_or_default()]
    }

    /// Returns what a card is to another one: “#3 *is blocked by #5*”.
    pub(crate) fn relation(&self, relation: Relation, other: impl Display) -> String {
        match relation {
            Relation::Blocks => self.names.blocks(other),
            Relation::BlockedBy => self.names.is_blocked_by(other),
            Relation::Parent => self.names.parent_of(other),
            Relation::Child => self.names.child_of(other),
            Relation::Relates => self.names.relates_to(other),
        }
    }

    /// Returns what a colour is called.
    pub(crate) fn color(&self, color: Option<Paint>) -> &str {
        match color {
            Some(color) => self.colors.get(&color).map_or(color.name(), String::as_str),
            None => self.names.none(),
        }
    }
}
