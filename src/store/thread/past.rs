//! What the screen asks about the past: answered from the journal.

use jiff::tz::TimeZone;

use super::{Desk, Report};
use crate::store::journal;

/// More changes than anybody counts.
const COUNTED: usize = 1_000;
/// As many changes as anybody reads in a list.
const READ: usize = 300;
/// So many changes are read at a time, for what others ask must not wait for long.
const AT_A_TIME: i64 = 5_000;

impl Desk {
    /// Tells how much others did since a change.
    pub(super) fn count_unread(&mut self, since: Option<i64>) {
        let (conn, me) = (&self.store.reader.conn, &self.store.actor().name);
        let count = since.map_or(Ok(0), |since| journal::others(conn, me, since, COUNTED));
        let told = count.and_then(|count| Ok((count, journal::last(conn)?)));
        match told {
            Ok((count, last)) => (self.report)(Report::Unread { count, last }),
            Err(err) => self.unread(err),
        }
    }

    /// Tells what happened last.
    pub(super) fn read_activity(&mut self) {
        match journal::newest(&self.store.reader.conn, READ) {
            Ok(changes) => (self.report)(Report::Activity(changes)),
            Err(err) => self.unread(err),
        }
    }

    /// Tells where cards stood, and where to go on reading.
    pub(super) fn read_steps(&mut self, since: i64) {
        let conn = &self.store.reader.conn;
        let until = since.saturating_add(AT_A_TIME);
        let steps = journal::steps(conn, since, until);
        match steps.and_then(|steps| Ok((steps, journal::last(conn)?))) {
            Ok((steps, last)) => (self.report)(Report::Steps {
                steps,
                next: (until < last).then_some(until),
                zone: TimeZone::system(),
            }),
            Err(err) => self.unread(err),
        }
    }
}
