//! One's own changes taken back, and brought back: which one is next, the journal tells.

use std::collections::{BTreeSet, HashSet};

use super::journal::{self, Way};
use super::why::Doing;
use super::{Store, Waiting};
use crate::change::{Change, EditId};
use crate::edit::{Edit, Refusal, Takeback};

impl Store {
    /// Returns the changes that an undo would take back; `None` when nothing of the actor's is left.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn undoable(&self) -> anyhow::Result<Option<(EditId, Vec<Change>)>> {
        self.candidate(Way::Undo, &BTreeSet::new())
    }

    /// Takes back the actor's last change that is not taken back yet.
    ///
    /// # Errors
    /// As [`write`](Self::write); refused when somebody has touched the same field since, unless that is forced.
    pub fn undo(&mut self, wish: impl Into<Takeback>) -> anyhow::Result<Vec<Change>> {
        self.undo_waiting(&wish.into(), &mut |_, _, _| {})
    }

    /// Takes back the actor's last undo, unless the actor has done something else since.
    ///
    /// # Errors
    /// As [`write`](Self::write); refused when somebody has touched the same field since, unless that is forced.
    pub fn redo(&mut self, wish: impl Into<Takeback>) -> anyhow::Result<Vec<Change>> {
        self.redo_waiting(&wish.into(), &mut |_, _, _| {})
    }

    pub(super) fn undo_waiting(
        &mut self,
        wish: &Takeback,
        waiting: &mut Waiting<'_>,
    ) -> anyhow::Result<Vec<Change>> {
        self.take_back(Way::Undo, wish, waiting)
    }

    pub(super) fn redo_waiting(
        &mut self,
        wish: &Takeback,
        waiting: &mut Waiting<'_>,
    ) -> anyhow::Result<Vec<Change>> {
        self.take_back(Way::Redo, wish, waiting)
    }

    fn take_back(
        &mut self,
        way: Way,
        wish: &Takeback,
        waiting: &mut Waiting<'_>,
    ) -> anyhow::Result<Vec<Change>> {
        let mut pass = wish.pass.clone();
        loop {
            let Some((edit, changes)) = self.candidate(way, &pass)? else {
                let nothing = if way == Way::Undo { "undo" } else { "redo" };
                return Err(Refusal::Nothing(nothing).into());
            };
            let mut undo = Edit::undoing(wish.id.clone(), edit.clone(), &changes);
            if wish.force.as_ref() == Some(&edit) {
                let now = self.part(&undo.needs())?;
                undo = Edit::undoing_anyway(undo.id, edit.clone(), &changes, &now);
            }
            let done = self.write_waiting(&undo, waiting);
            let done = done.map_err(|err| naming(err, &edit))?;
            if !done.is_empty() {
                return Ok(done);
            }
            // Everything is as it was already: the step before it is the one that is meant.
            pass.insert(edit);
        }
    }

    fn candidate(
        &self,
        way: Way,
        pass: &BTreeSet<EditId>,
    ) -> anyhow::Result<Option<(EditId, Vec<Change>)>> {
        let pass: HashSet<EditId> = pass.iter().cloned().collect();
        let look = || -> anyhow::Result<_> {
            let name = &self.options.actor.name;
            let Some(edit) = journal::candidate(&self.reader.conn, name, way, &pass)? else {
                return Ok(None);
            };
            let changes = journal::of_edit(&self.reader.conn, &edit)?;
            Ok(Some((edit, changes)))
        };
        look().map_err(|err| self.reader.failed(Doing::Read, err))
    }
}

/// Adds to a clash which edit could not be taken back.
fn naming(err: anyhow::Error, edit: &EditId) -> anyhow::Error {
    match err.downcast::<Refusal>() {
        Ok(Refusal::Clash(mut clash)) => {
            clash.undone = Some(edit.clone());
            Refusal::Clash(clash).into()
        }
        Ok(refusal) => refusal.into(),
        Err(err) => err,
    }
}
