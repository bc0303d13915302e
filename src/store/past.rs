//! The past as figures are made of it.

use super::why::Doing;
use super::{Store, journal};
use crate::stats::Step;

/// So many changes are read at a time.
const AT_A_TIME: i64 = 50_000;

impl Store {
    /// Reads where cards stood since when, in the order of the journal.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn steps(&self) -> anyhow::Result<Vec<Step>> {
        let conn = &self.reader.conn;
        let failed = |err| self.reader.failed(Doing::Read, err);
        let last = journal::last(conn).map_err(|err| failed(err.into()))?;
        let (mut steps, mut since) = (Vec::new(), 0);
        while since < last {
            let until = since.saturating_add(AT_A_TIME);
            steps.extend(journal::steps(conn, since, until).map_err(failed)?);
            since = until;
        }
        Ok(steps)
    }
}
