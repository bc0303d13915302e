//! What the screen asks about the past: answered from the journal.

use super::{Desk, Report};
use crate::store::journal;

/// More changes than anybody counts.
const COUNTED: usize = 1_000;
/// As many changes as anybody reads in a list.
const READ: usize = 300;

impl Desk {
    /// Tells how much others did since a change.
    pub(super) fn count_unread(&mut self, since: Option<i64>) {
        let (conn, me) = (&self.store.reader.conn, &self.store.actor().name);
        let count = since.map_or(Ok(0), |since| journal::others(conn, me, since, COUNTED));
        let told = count.and_then(|count| Ok((count, journal::last(conn)?)));
        match told {
            Ok((count, last)) => (self.report)(Report::Unread { count, last }),
            Err(err) => self.tell(Err(err.into())),
        }
    }

    /// Tells what happened last.
    pub(super) fn read_activity(&mut self) {
        match journal::newest(&self.store.reader.conn, READ) {
            Ok(changes) => (self.report)(Report::Activity(changes)),
            Err(err) => self.tell(Err(err)),
        }
    }
}
