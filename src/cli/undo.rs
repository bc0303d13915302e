//! `walboard undo` and `redo`: my last change taken back, and brought back.

use clap::Args;

use super::global::Global;
use super::out::{Line, Out};
use super::report;
use crate::edit::Refusal;

/// Take back my last change; refused when others have changed the same field since
#[derive(Debug, Args)]
pub(super) struct Undo {
    /// Only tell which changes would be taken back
    #[arg(short = 'n', long)]
    dry_run: bool,
}

/// Bring back what my last undo took back
#[derive(Debug, Args)]
pub(super) struct Redo {}

impl Undo {
    pub(super) fn run(self, global: &Global, out: &mut Out) -> anyhow::Result<()> {
        let mut store = global.open()?;
        if !self.dry_run {
            let changes = store.undo(super::new_id())?;
            return report::changes(out, &store, &changes);
        }
        let (_, changes) = store.undoable()?.ok_or(Refusal::Nothing("undo"))?;
        if !out.json {
            out.line(&Line::new("this would be taken back:"))?;
        }
        report::changes(out, &store, &changes)
    }
}

impl Redo {
    pub(super) fn run(self, global: &Global, out: &mut Out) -> anyhow::Result<()> {
        let mut store = global.open()?;
        let changes = store.redo(super::new_id())?;
        report::changes(out, &store, &changes)
    }
}
