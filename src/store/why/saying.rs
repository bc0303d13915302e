//! Errors with what could not be done because of them.

use super::Cause;

/// An error, with what could not be done because of it.
#[derive(Debug, thiserror::Error)]
#[error("{cause}")]
pub(super) struct Because {
    pub(super) cause: Cause,
    source: anyhow::Error,
}

/// Says what could not be done because of an error, as `context` does, so that it can be told from other words.
pub(crate) trait Saying<T> {
    /// Returns the error with that before it.
    fn saying(self, cause: impl FnOnce() -> Cause) -> anyhow::Result<T>;
}

impl<T, E: Into<anyhow::Error>> Saying<T> for Result<T, E> {
    fn saying(self, cause: impl FnOnce() -> Cause) -> anyhow::Result<T> {
        self.map_err(|error| because(cause(), error))
    }
}

/// Returns an error with what could not be done because of it.
pub(crate) fn because(cause: Cause, error: impl Into<anyhow::Error>) -> anyhow::Error {
    let source = error.into();
    Because { cause, source }.into()
}
