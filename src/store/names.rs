//! The names that changes are told with.

use super::Store;
use crate::change::{Change, Names};

/// How many journal entries are read at once.
const PAGE: usize = 500;

impl Store {
    /// Returns the names needed to tell of these changes.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn names(&self, changes: &[Change]) -> anyhow::Result<Names> {
        let mut names = Names::default();
        self.name(changes, &mut names)?;
        Ok(names)
    }

    /// Adds the names that these changes need.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn name(&self, changes: &[Change], names: &mut Names) -> anyhow::Result<()> {
        names.know(self.part(&[])?.columns());
        if names.suffice(changes) {
            return Ok(());
        }
        // A column that is gone has its name in the journal only.
        let mut since = 0;
        loop {
            let page = self.journal(None, since, PAGE)?;
            let Some(last) = page.last() else {
                return Ok(());
            };
            since = last.seq;
            page.iter().for_each(|change| names.learn(change));
        }
    }
}
