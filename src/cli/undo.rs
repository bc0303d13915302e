//! `walboard undo` and `redo`: my last change taken back, and brought back.

use clap::Args;

use super::global::Global;
use super::out::{Line, Out};
use super::report;
use crate::change::Change;
use crate::edit::{Clash, Refusal, Takeback};
use crate::store::Store;

#[derive(Debug, Args)]
pub(super) struct Undo {
    /// Only tell which changes would be taken back
    #[arg(short = 'n', long, conflicts_with_all = ["force", "skip"])]
    dry_run: bool,

    /// Take it back also where others have changed the same field since
    #[arg(short, long, conflicts_with = "skip")]
    force: bool,

    /// Pass over what is refused, and take back the change before it
    #[arg(short, long)]
    skip: bool,
}

#[derive(Debug, Args)]
pub(super) struct Redo {
    /// Bring it back also where others have changed the same field since
    #[arg(short, long)]
    force: bool,
}

impl Undo {
    pub(super) fn run(self, global: &Global, out: &mut Out) -> anyhow::Result<()> {
        let mut store = global.open()?;
        if self.dry_run {
            let (_, changes) = store.undoable()?.ok_or(Refusal::Nothing("undo"))?;
            if !out.json {
                out.line(&Line::new("this would be taken back:"))?;
            }
            return report::changes(out, &store, &changes);
        }
        let over = |wish: &mut Takeback, clash: &Clash| match (self.force, self.skip) {
            (true, _) => force(wish, clash),
            (_, true) => clash
                .undone
                .clone()
                .is_some_and(|edit| wish.pass.insert(edit)),
            _ => false,
        };
        let changes = insisting(&mut store, Store::undo, over).map_err(|refused| match refused
            .downcast_ref::<Refusal>(
        ) {
            Some(Refusal::Clash(_)) => refused
                .context("not undone (--force does it anyway, --skip undoes the one before it)"),
            _ => refused,
        })?;
        report::changes(out, &store, &changes)
    }
}

impl Redo {
    pub(super) fn run(self, global: &Global, out: &mut Out) -> anyhow::Result<()> {
        let mut store = global.open()?;
        let over = |wish: &mut Takeback, clash: &Clash| self.force && force(wish, clash);
        let changes = insisting(&mut store, Store::redo, over)?;
        report::changes(out, &store, &changes)
    }
}

/// Takes back; where that is refused because of a clash, once more in the way that `over` makes of it, if it does.
fn insisting(
    store: &mut Store,
    take_back: impl Fn(&mut Store, Takeback) -> anyhow::Result<Vec<Change>>,
    over: impl Fn(&mut Takeback, &Clash) -> bool,
) -> anyhow::Result<Vec<Change>> {
    let mut wish = Takeback::from(super::new_id());
    loop {
        let refused = match take_back(store, wish.clone()) {
            Err(refused) => refused,
            done => return done,
        };
        match refused.downcast_ref::<Refusal>() {
            Some(Refusal::Clash(clash)) if over(&mut wish, clash) => {}
            _ => return Err(refused),
        }
    }
}

/// Has the edit that was refused taken back anyway; `false` when that was so already.
fn force(wish: &mut Takeback, clash: &Clash) -> bool {
    let undone = clash.undone.clone();
    let is_new = undone != wish.force;
    wish.force = undone;
    is_new
}
