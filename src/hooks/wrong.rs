//! What can be wrong with a hook.

use serde::{Deserialize, Serialize};

/// What is wrong with a hook. It goes from the process that runs hooks to the one that says it, as a line of JSON.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize, thiserror::Error)]
#[cfg_attr(test, derive(strum::EnumCount))]
pub enum Wrong {
    /// It is not to be trusted.
    #[error("the hook {hook} was not run: {why}")]
    Refused {
        /// Its file.
        hook: String,
        /// Why not.
        why: Distrust,
    },
    /// It cannot be run.
    #[error("could not run the hook {hook}: {why}")]
    NoStart {
        /// Its file.
        hook: String,
        /// What the system says.
        why: String,
    },
    /// It says that it failed.
    #[error("the hook {hook} failed: {status}{}", said.as_ref().map(|said| format!(": {said}")).unwrap_or_default())]
    Failed {
        /// Its file.
        hook: String,
        /// How it ended.
        status: String,
        /// The first line that it said.
        said: Option<String>,
    },
    /// It took too long.
    #[error(
        "the hook {hook} was ended, for it took longer than {seconds} s; it is left out from here on"
    )]
    Slow {
        /// Its file.
        hook: String,
        /// How long it may take.
        seconds: String,
    },
    /// There is no process that would run hooks.
    #[error("could not run hooks: {0}")]
    NoProcess(String),
}

/// Why a folder, or a program, is not to be trusted.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize, thiserror::Error)]
#[cfg_attr(test, derive(strum::EnumCount))]
pub enum Distrust {
    /// Whoever is on the machine may change it.
    #[error("everybody may write {0} (chmod o-w)")]
    Open(String),
    /// Another user may change it.
    #[error("{0} belongs to somebody else")]
    Foreign(String),
}
