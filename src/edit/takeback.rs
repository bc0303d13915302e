//! The wish to take back what was done.

use std::collections::BTreeSet;

use crate::change::EditId;

/// The wish to take back one's own last change, or to bring it back. Which one that is, the journal tells.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Takeback {
    /// Its unique name, for it is an edit like any other.
    pub id: EditId,
    /// The edits that are passed over on the way to the one that is meant.
    pub pass: BTreeSet<EditId>,
    /// The edit that is taken back even where others have touched the same fields since.
    pub force: Option<EditId>,
}

impl From<EditId> for Takeback {
    /// Returns the plain wish.
    fn from(id: EditId) -> Self {
        let (pass, force) = (BTreeSet::new(), None);
        Self { id, pass, force }
    }
}
