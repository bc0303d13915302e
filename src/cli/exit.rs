//! How it ends: the words on the standard error, and the exit code.

use std::io::{self, Write as _};
use std::process::ExitCode;

use clap::error::ErrorKind;

use crate::edit::Refusal;
use crate::store::{Busy, NoBoard};
use crate::text;

/// Something else failed.
const FAILED: u8 = 1;
/// The arguments cannot be.
const USAGE: u8 = 2;
/// There is no such card, column or board.
const MISSING: u8 = 3;
/// The board's rules refused it, or somebody was faster.
const REFUSED: u8 = 4;
/// The lock was not free in time; `EX_TEMPFAIL`: try again later.
const BUSY: u8 = 75;

/// The arguments were read but cannot be followed.
#[derive(Debug, thiserror::Error)]
#[error("{0}")]
pub(super) struct Usage(String);

impl Usage {
    pub(super) fn new(text: impl Into<String>) -> Self {
        Self(text.into())
    }
}

/// What was named is not on the board.
#[derive(Debug, thiserror::Error)]
#[error("{0}")]
pub(super) struct Missing(pub(super) String);

/// Nobody reads the output any more: a reason to end, but no error.
#[derive(Debug, thiserror::Error)]
#[error("the output was closed")]
pub(super) struct Closed;

/// Prints an error once, as `walboard: …`, and returns the exit code that goes with it.
pub fn report(error: &anyhow::Error) -> ExitCode {
    if let Some(error) = error.downcast_ref::<clap::Error>() {
        return report_arguments(error);
    }
    if find::<Closed>(error).is_some() {
        return ExitCode::SUCCESS;
    }
    let text = format!("{error:#}");
    // Nobody is left to tell when this fails.
    let _ = writeln!(io::stderr(), "walboard: {}", text::clean(&text));
    ExitCode::from(code(error))
}

/// Prints something that is wrong and stops nothing.
pub(super) fn warn(text: &str) {
    let _ = writeln!(io::stderr(), "walboard: {}", text::clean(text));
}

/// Returns an error in words, for who sees no exit code.
pub(super) fn words(error: &anyhow::Error) -> String {
    match error.downcast_ref::<clap::Error>() {
        Some(error) => error.render().to_string(),
        None => format!("{error:#}"),
    }
}

/// Returns the exit code for an error.
fn code(error: &anyhow::Error) -> u8 {
    if find::<Busy>(error).is_some() {
        return BUSY;
    }
    if find::<NoBoard>(error).is_some() || find::<Missing>(error).is_some() {
        return MISSING;
    }
    if find::<Usage>(error).is_some() {
        return USAGE;
    }
    match find::<Refusal>(error) {
        Some(Refusal::NoCard(_) | Refusal::NoColumn(_) | Refusal::NoSuch(_)) => MISSING,
        Some(_) => REFUSED,
        None => FAILED,
    }
}

/// Finds an error of that kind behind whatever was said around it.
pub(super) fn find<E: std::error::Error + Send + Sync + 'static>(
    error: &anyhow::Error,
) -> Option<&E> {
    error.chain().find_map(|cause| cause.downcast_ref::<E>())
}

/// Prints help where it is asked for, and what is wrong with the arguments otherwise.
fn report_arguments(error: &clap::Error) -> ExitCode {
    if matches!(
        error.kind(),
        ErrorKind::DisplayHelp | ErrorKind::DisplayVersion
    ) {
        let _ = error.print();
        return ExitCode::SUCCESS;
    }
    // The arguments may be anybody's text; clap shows them as they are.
    let text = error.render().to_string();
    let text = text.strip_prefix("error: ").unwrap_or(&text);
    let mut stderr = io::stderr().lock();
    let _ = write!(stderr, "walboard: ");
    for line in text.lines() {
        let _ = writeln!(stderr, "{}", text::clean(line));
    }
    ExitCode::from(USAGE)
}

#[cfg(test)]
mod tests {
    use std::path::PathBuf;
    use std::time::Duration;

    use anyhow::{Context as _, anyhow};

    use super::*;
    use crate::board::{CardId, ColumnId};

    #[test]
    fn each_error_has_its_code() {
        let path = PathBuf::from("b.db");
        let busy = Busy {
            path: path.clone(),
            waited: Duration::from_secs(1),
            holder: None,
        };
        let table: [(anyhow::Error, u8); 9] = [
            (anyhow!("odd"), FAILED),
            (Usage::new("what?").into(), USAGE),
            (NoBoard { path }.into(), MISSING),
            (Missing("no column".into()).into(), MISSING),
            (Refusal::NoCard(CardId(1)).into(), MISSING),
            (Refusal::NoColumn(ColumnId(1)).into(), MISSING),
            (Refusal::NameTaken("x".into()).into(), REFUSED),
            (Refusal::Nothing("undo").into(), REFUSED),
            (busy.into(), BUSY),
        ];
        for (error, expected) in table {
            assert_eq!(code(&error), expected, "{error}");
            let error = error.context("could not do it");
            assert_eq!(code(&error), expected, "{error:#}");
        }
    }

    #[test]
    fn a_cause_in_a_context_is_found() {
        let result: Result<(), Closed> = Err(Closed);
        let error = result.context("could not print").expect_err("closed");
        assert!(find::<Closed>(&error).is_some());
    }
}
