//! An edit written: applied in the transaction, its rows and its journal entries saved, and told of.

use rusqlite::Transaction;

use super::why::Cause;
use super::{Store, Waiting, journal, now, rows, schema};
use crate::change::{Actor, Change, Diff, Stamp};
use crate::edit::{Act, Edit, Refusal};

/// Is told of changes that this store has just made, once they are committed and the lock is free again.
pub(super) type Told = dyn Fn(&Store, &[Change]) + Send;

impl Store {
    /// Writes an edit: applied to the freshest state of the file, under the lock, in one transaction.
    ///
    /// Returns what happened, once it is committed: nothing when everything was so already. An edit that is sent a
    /// second time under its name is not applied again; what it did the first time is returned.
    ///
    /// # Errors
    /// A [`Refusal`], [`Busy`](super::Busy) when its turn did not come in time, [`Unsure`](super::Unsure) when the
    /// commit failed; anything else is about the file, and then nothing was written.
    pub fn write(&mut self, edit: &Edit) -> anyhow::Result<Vec<Change>> {
        self.write_waiting(edit, &mut |_, _, _| {})
    }

    pub(super) fn write_waiting(
        &mut self,
        edit: &Edit,
        waiting: &mut Waiting<'_>,
    ) -> anyhow::Result<Vec<Change>> {
        let actor = self.options.actor.clone();
        self.telling(|store| store.transaction(waiting, |tx| write_in(tx, edit, &actor)))
    }

    /// Has somebody told of what this store writes from now on; not of a board that it takes over whole.
    pub fn on_commit(&mut self, told: impl Fn(&Store, &[Change]) + Send + 'static) {
        self.told = Some(Box::new(told));
    }

    /// Writes, and tells what was written; an edit that was there before is no news.
    pub(super) fn telling(
        &mut self,
        write: impl FnOnce(&mut Self) -> anyhow::Result<Vec<Change>>,
    ) -> anyhow::Result<Vec<Change>> {
        let before = self.reader.conn.total_changes();
        let changes = write(self)?;
        if let Some(told) = &self.told
            && self.reader.conn.total_changes() != before
        {
            told(self, &changes);
        }
        Ok(changes)
    }
}

/// Applies an edit inside a transaction: rows and journal.
pub(super) fn write_in(
    tx: &Transaction<'_>,
    edit: &Edit,
    actor: &Actor,
) -> anyhow::Result<Vec<Change>> {
    let version = schema::version(tx)?;
    if version != schema::VERSION {
        anyhow::bail!(Cause::Outdated(version));
    }
    let (last, is_done) = journal::last_and(tx, &edit.id)?;
    if is_done {
        return journal::of_edit(tx, &edit.id);
    }
    let mut board = rows::part(tx, &edit.needs())?;
    let stamp = Stamp {
        seq: last + 1,
        at: now(),
        actor: actor.clone(),
    };
    let changes = board
        .apply(edit, &stamp)
        .map_err(|refusal| name_other(tx, edit, refusal))?
        .changes;
    rows::save(tx, &board, &changes)?;
    journal::append(tx, &changes)?;
    Ok(changes)
}

/// Adds to a clash who is on the other side.
fn name_other(tx: &Transaction<'_>, edit: &Edit, refusal: Refusal) -> Refusal {
    match refusal {
        Refusal::Clash(mut clash) => {
            if let Some(act) = edit.acts.get(clash.act) {
                let (card, column) = act.subject();
                let field = match act {
                    Act::Item { .. } => "checklist",
                    Act::Comment { .. } => "comment",
                    _ => clash.field,
                };
                let counts = |diff: &Diff| act.is_about(diff);
                let by = journal::toucher(tx, card, column, field, counts);
                clash.by = by.ok().flatten();
            }
            Refusal::Clash(clash)
        }
        other => other,
    }
}
