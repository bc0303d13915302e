//! A body that was left in the file and asked for.

use crate::board::CardId;

/// A body that was asked for, and what for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Wanted {
    /// It is on the screen.
    Show(CardId),
    /// It is to be edited.
    Edit(CardId),
    /// It is to be copied.
    Copy(CardId),
}

impl Wanted {
    /// Returns whose body it is.
    pub(crate) fn card(self) -> CardId {
        match self {
            Self::Show(card) | Self::Edit(card) | Self::Copy(card) => card,
        }
    }
}
