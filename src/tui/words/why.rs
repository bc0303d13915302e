//! Why something could not be done, as the screen says it. What the command line says of it stands at the causes
//! themselves.

use std::fmt::Display;

use super::Words;
use crate::store::{Busy, Cause, Deaf, Doing, Holder, System, Unfit, Why};

impl Words {
    /// Returns why something could not be done.
    pub(crate) fn why(&self, why: &Why) -> String {
        let causes = why.0.iter().map(|cause| self.cause(cause));
        let because = |before: String, cause: String| self.causes.because(before, cause);
        causes.reduce(because).unwrap_or_default()
    }

    fn cause(&self, cause: &Cause) -> String {
        let said = &self.causes;
        match cause {
            Cause::Cannot(doing, path) => self.cannot(*doing, &path.display()),
            Cause::Refused(refusal) => self.refused(refusal),
            Cause::Damaged(damaged) => self.damaged(damaged),
            Cause::Busy(busy) => self.busy(busy),
            Cause::NoBoard(no_board) => said.no_board(no_board.path.display()),
            Cause::Unfit(unfit) => self.unfit(unfit),
            Cause::Newer { version, known } => said.newer(version, known),
            Cause::Outdated(version) => said.outdated(version),
            Cause::NoPermission => said.no_permission().to_owned(),
            Cause::ReadOnly { path, why } => said.read_only(path.display(), self.why(why)),
            Cause::Replaced(path) => said.replaced(path.display()),
            Cause::Gone { path, why } => said.gone(path.display(), self.cause(why)),
            Cause::LogGone { log, saved } => match saved {
                Ok(name) => said.log_gone(log.display(), name),
                Err(why) => said.log_gone_unsaved(log.display(), self.why(why)),
            },
            Cause::Unsure { reason, quota } => match quota {
                true => said.unsure_quota(reason),
                false => said.unsure(reason),
            },
            Cause::Full => said.full().to_owned(),
            Cause::FullAtOpening => said.full_at_opening().to_owned(),
            Cause::NoLock { lock, why } => said.no_lock(lock.display(), self.cause(why)),
            Cause::NeverStays => said.never_stays().to_owned(),
            Cause::Deaf(deaf) => said.deaf(self.deaf(deaf)),
            Cause::NoTurn => said.no_turn().to_owned(),
            Cause::Taken(path) => said.taken(path.display()),
            Cause::NoFolder => said.no_folder().to_owned(),
            Cause::NoProgram => said.no_program().to_owned(),
            Cause::NoColumns => said.no_columns().to_owned(),
            Cause::OnBoth(path) => said.on_both(path.display()),
            Cause::System(system, text) => match system {
                System::Full => said.system_full(text),
                System::Quota => said.system_quota(text),
                System::NoPermission => said.system_no_permission(text),
                System::ReadOnly => said.system_read_only(text),
                System::NoFile => said.system_no_file(text),
            },
            Cause::Other(text) => text.clone(),
        }
    }

    fn cannot(&self, doing: Doing, path: &dyn Display) -> String {
        let said = &self.causes;
        match doing {
            Doing::Open => said.cannot_open(path),
            Doing::Read => said.cannot_read(path),
            Doing::Write => said.cannot_write(path),
            Doing::Check => said.cannot_check(path),
            Doing::Snapshot => said.cannot_snapshot(path),
            Doing::SnapshotIn => said.cannot_snapshot_in(path),
            Doing::Copy => said.cannot_copy(path),
            Doing::List => said.cannot_list(path),
            Doing::Look => said.cannot_look(path),
            Doing::Make => said.cannot_make(path),
            Doing::Keep => said.cannot_keep(path),
            Doing::Remove => said.cannot_remove(path),
            Doing::Run => said.cannot_run(path),
        }
    }

    fn busy(&self, busy: &Busy) -> String {
        let said = &self.causes;
        let seconds = format!("{:.1}", busy.waited.as_secs_f32());
        let holder = busy.holder.as_ref();
        let who = holder.map_or_else(|| said.another_program().to_owned(), |who| self.holder(who));
        said.busy(busy.path.display(), seconds, who)
    }

    fn holder(&self, holder: &Holder) -> String {
        let said = &self.causes;
        let (name, pid) = (&holder.name, holder.pid);
        let what = match holder.stopped {
            true => said.stopped(&holder.command),
            false => holder.command.clone(),
        };
        match name.is_empty() {
            true => said.process(pid, what),
            false => said.holder(name, pid, what),
        }
    }

    fn unfit(&self, unfit: &Unfit) -> String {
        let said = &self.causes;
        let text = match unfit {
            Unfit::Folder => said.is_folder(),
            Unfit::Special => said.is_special(),
            Unfit::Empty => said.is_empty(),
            Unfit::Names => said.has_names(),
            Unfit::Unreadable => said.is_unreadable(),
            Unfit::Database => said.is_database(),
            Unfit::Unfinished => said.is_unfinished(),
            Unfit::Foreign(id) => return said.is_foreign(format_args!("{id:#x}")),
            Unfit::Old { version, why } => return said.is_old(version, self.why(why)),
            Unfit::OldAndBusy => said.is_old_and_busy(),
            Unfit::Untitled => said.is_untitled(),
            Unfit::Moving => said.is_moving(),
        };
        text.to_owned()
    }

    pub(super) fn deaf(&self, deaf: &Deaf) -> String {
        let said = &self.causes;
        let text = match deaf {
            Deaf::Unsafe => said.deaf_unsafe(),
            Deaf::Elsewhere(kind) => return said.deaf_elsewhere(kind),
            Deaf::Watches => said.deaf_watches(),
            Deaf::Watchers => said.deaf_watchers(),
            Deaf::NoFolder => said.deaf_no_folder(),
            Deaf::Other(text) => text,
        };
        text.to_owned()
    }
}
