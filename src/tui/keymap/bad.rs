//! Why a key of the user's own cannot be.

/// Why a key of the user's own cannot be, or what it takes away. Keys are as they are shown.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[cfg_attr(test, derive(strum::EnumCount))]
pub enum BadKey {
    /// There is no end to what is written.
    #[error("the key < is written <lt>")]
    Open,
    /// A letter that nobody sees.
    #[error("a key is no control character")]
    Control,
    /// Nothing is written.
    #[error("there is no key in it")]
    Nothing,
    /// There is no such key.
    #[error(
        "<{written}> is no key; there are letters, {names}, pagedown and f1 to f12, with c-, a- or s- before them"
    )]
    Unknown {
        /// What is written.
        written: String,
        /// The keys that have a name.
        names: String,
    },
    /// Terminals send the same for another key.
    #[error("{keys} is {shown} to a terminal; write {other}")]
    Same {
        /// The key as it is written.
        keys: String,
        /// The other one.
        shown: String,
        /// The other one as it is to be written.
        other: String,
    },
    /// The way out of everything.
    #[error("{0} always leads out, and cannot be bound")]
    WayOut(String),
    /// The key types a letter there.
    #[error("{keys} is text in {mode}; only keys like <c-x> can be bound there")]
    IsText {
        /// The keys.
        keys: String,
        /// Where.
        mode: &'static str,
    },
    /// Nothing tells which column is meant.
    #[error("{0} does not say which column: a key for it has a digit")]
    NoDigit(String),
    /// There is no such action.
    #[error("{mode} has no action “{name}”; it has none, {there}")]
    NoAction {
        /// Where.
        mode: &'static str,
        /// The action's name.
        name: String,
        /// Those that there are.
        there: String,
    },
    /// The key is bound before.
    #[error("{keys} is bound in line {line} already")]
    Bound {
        /// The keys.
        keys: String,
        /// The line.
        line: usize,
    },
    /// Of two keys of the user's own, one is the beginning of the other.
    #[error("{keys} and {other} (line {line}): one is the beginning of the other")]
    Prefix {
        /// The keys.
        keys: String,
        /// The others.
        other: String,
        /// Their line.
        line: usize,
    },
    /// The keys begin with one of the table's, which is gone.
    #[error(
        "{keys} begins with {shown} ({action}), which is gone now; \"{old}\" = \"none\" says that it is meant so"
    )]
    BeginsWith {
        /// The keys.
        keys: String,
        /// The one that is gone.
        shown: String,
        /// What it did.
        action: &'static str,
        /// How it is written.
        old: String,
    },
    /// The keys are the beginning of some of the table's, which are gone.
    #[error(
        "{keys} is the beginning of {shown} ({action}), which is gone now; \"{old}\" = \"none\" says that it is meant so"
    )]
    Begins {
        /// The keys.
        keys: String,
        /// Those that are gone.
        shown: String,
        /// What they did.
        action: &'static str,
        /// How they are written.
        old: String,
    },
}
