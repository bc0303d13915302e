//! `walboard keep-evidence`: what walboard runs when it finds a board damaged.

use std::path::PathBuf;

use clap::Args;

use super::out::{Line, Out};
use crate::store::evidence;

#[derive(Debug, Args)]
pub(super) struct KeepEvidence {
    /// The board
    file: PathBuf,
}

impl KeepEvidence {
    pub(super) fn run(self, out: &mut Out) -> anyhow::Result<()> {
        let copy = evidence::keep(&self.file)?;
        out.line(&Line::new(&copy.to_string_lossy()))
    }
}
