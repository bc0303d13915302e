//! What is wrong with a page in the editor, in the configuration, with a hook, as the screen says it.

use super::Words;
use crate::edit::page::{FENCE, Fault, KEYS, Slip};
use crate::editor::Mishap;
use crate::hooks::{self, Distrust};
use crate::store::{Cause, Doing, Why};
use crate::tui::keymap::BadKey;
use crate::tui::msg::{Place, Unkept, Unread, Warning, Wrong};

/// How the system says that a process ended with a code of its own.
const EXIT_STATUS: &str = "exit status: ";

impl Words {
    /// Returns what happened to a text in the editor.
    pub(crate) fn mishap(&self, mishap: &Mishap) -> String {
        let said = &self.mishaps;
        match mishap {
            Mishap::NoFile(why) => said.no_file(self.why(why)),
            Mishap::NoStart { editor, why } => said.no_start(editor, self.why(why)),
            Mishap::NoText(why) => said.no_text(self.why(why)),
            Mishap::NotUtf8(path) => said.not_utf8(path.display()),
            Mishap::Failed { editor, status } => said.failed(editor, self.status(status)),
            Mishap::Kept {
                editor,
                status,
                kept,
            } => said.kept(editor, self.status(status), kept.display()),
        }
    }

    /// Returns how a process ended.
    fn status(&self, status: &str) -> String {
        let code = status.strip_prefix(EXIT_STATUS);
        code.map_or_else(|| status.to_owned(), |code| self.mishaps.exit_status(code))
    }

    /// Returns what is wrong with a page.
    pub(crate) fn fault(&self, fault: &Fault) -> String {
        self.slips.line(fault.line, self.slip(&fault.why))
    }

    pub(super) fn slip(&self, slip: &Slip) -> String {
        let said = &self.slips;
        match slip {
            Slip::Fences => said.fences(FENCE),
            Slip::Field(name) => said.field(name, KEYS.join(", ")),
            Slip::Text(name) => said.text(name),
            Slip::List(name) => said.list(name),
            Slip::Bare(name, value) => said.bare(name, value),
            Slip::Toml(text) => text.clone(),
            Slip::Priority(word) => said.priority(word),
            Slip::Due(error) => self.no_day(error),
            Slip::Column { name, there } => said.column(name, there),
            Slip::Refused(refusal) => self.refused(refusal),
            Slip::Mark => said.mark().to_owned(),
        }
    }

    /// Returns what is wrong in the configuration, and where.
    pub(crate) fn warning(&self, warning: &Warning) -> String {
        self.causes
            .because(warning.place(), self.wrong(&warning.wrong))
    }

    pub(super) fn wrong(&self, wrong: &Wrong) -> String {
        let said = &self.setup;
        match wrong {
            Wrong::Toml(text) => text.clone(),
            Wrong::Unread(unread) => self.unread(unread),
            Wrong::Unknown { place, name, there } => {
                let place = match place {
                    Place::File => said.the_file().to_owned(),
                    Place::Theme => said.a_theme().to_owned(),
                    Place::Screen | Place::NewBoard | Place::Keys => place.to_string(),
                };
                said.unknown(place, name, there)
            }
            Wrong::OneOf { name, allowed } => said.one_of(name, allowed),
            Wrong::YesOrNo(name) => said.yes_or_no(name),
            Wrong::Name(name) => said.name(name),
            Wrong::Table(name) => said.table(name),
            Wrong::Editor => said.editor().to_owned(),
            Wrong::Done => said.done().to_owned(),
            Wrong::Columns => said.columns().to_owned(),
            Wrong::NoColumns(refusal) => said.no_columns(self.refused(refusal)),
            Wrong::Action(keys) => said.action(keys),
            Wrong::Key(bad) => said.key(self.bad_key(bad)),
            Wrong::Colour(name) => said.colour(name),
            Wrong::NoTheme { name, there } => said.no_theme(name, there),
            Wrong::Lacks(missing) => said.lacks(missing),
        }
    }

    pub(super) fn unread(&self, unread: &Unread) -> String {
        let said = &self.setup;
        match unread {
            Unread::Closed(why) => said.closed(self.why(why)),
            Unread::Folder => said.folder().to_owned(),
            Unread::TooLong(max) => said.too_long(max),
            Unread::NoText => said.no_text().to_owned(),
        }
    }

    /// Returns why a choice was not kept.
    pub(crate) fn unkept(&self, unkept: &Unkept) -> String {
        let said = &self.setup;
        match unkept {
            Unkept::NoHome => said.no_home().to_owned(),
            Unkept::Name(file) => said.not_named(file.display()),
            Unkept::Unread { file, why } => said.unread(file.display(), self.unread(why)),
            Unkept::Left { file, why } => said.left(file.display(), self.wrong(why)),
            Unkept::Unwritten { file, why } => {
                let mut causes = vec![Cause::Cannot(Doing::Keep, file.clone())];
                causes.extend_from_slice(&why.0);
                self.why(&Why(causes))
            }
        }
    }

    pub(super) fn bad_key(&self, bad: &BadKey) -> String {
        let said = &self.bad_keys;
        match bad {
            BadKey::Open => said.open().to_owned(),
            BadKey::Control => said.control().to_owned(),
            BadKey::Nothing => said.nothing().to_owned(),
            BadKey::Unknown { written, names } => said.unknown(written, names),
            BadKey::Same { keys, shown, other } => said.same(keys, shown, other),
            BadKey::WayOut(keys) => said.way_out(keys),
            BadKey::IsText { keys, mode } => said.is_text(keys, mode),
            BadKey::NoDigit(keys) => said.no_digit(keys),
            BadKey::NoAction { mode, name, there } => said.no_action(mode, name, there),
            BadKey::Bound { keys, line } => said.bound(keys, line),
            BadKey::Prefix { keys, other, line } => said.prefix(keys, other, line),
            BadKey::BeginsWith {
                keys,
                shown,
                action,
                old,
            } => said.begins_with(keys, shown, action, old),
            BadKey::Begins {
                keys,
                shown,
                action,
                old,
            } => said.begins(keys, shown, action, old),
        }
    }

    /// Returns what is wrong with a hook.
    pub(crate) fn hook(&self, wrong: &hooks::Wrong) -> String {
        use hooks::Wrong;

        let said = &self.hooks;
        match wrong {
            Wrong::Refused { hook, why } => said.refused(hook, self.distrust(why)),
            Wrong::NoStart { hook, why } => said.no_start(hook, why),
            Wrong::Failed {
                hook,
                status,
                said: own,
            } => {
                let status = self.status(status);
                match own {
                    Some(own) => said.failed(hook, self.causes.because(status, own)),
                    None => said.failed(hook, status),
                }
            }
            Wrong::Slow { hook, seconds } => said.slow(hook, seconds),
            Wrong::NoProcess(why) => said.no_process(why),
        }
    }

    pub(super) fn distrust(&self, distrust: &Distrust) -> String {
        match distrust {
            Distrust::Open(path) => self.hooks.open(path),
            Distrust::Foreign(path) => self.hooks.foreign(path),
        }
    }
}
