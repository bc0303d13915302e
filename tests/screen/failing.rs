//! Screens on which something fails.

use std::path::PathBuf;
use std::time::Duration;

use walboard::editor::{Mishap, Spoilt};
use walboard::store::{
    Busy, Cause, Damaged, Deaf, Doing, Holder, Mode, NoBoard, Report, System, Why,
};
use walboard::tui::model::Start;
use walboard::tui::msg::{Msg, Unkept, Warning, Wrong};

use crate::desk::Desk;
use crate::scenes::keys;

fn team() -> PathBuf {
    PathBuf::from("/srv/boards/team.db")
}

fn no_permission() -> Cause {
    let said = "Permission denied (os error 13)".to_owned();
    Cause::System(System::NoPermission, said)
}

/// The disk is full.
pub(crate) fn full(start: Start) -> Desk {
    let mut desk = keys(start, "L");
    let write = Cause::Cannot(Doing::Write, team());
    let said = Cause::Other("database or disk is full".to_owned());
    desk.fails_for(Why(vec![write, Cause::Full, said]));
    desk
}

/// Somebody else wrote all the time.
pub(crate) fn busy(start: Start) -> Desk {
    let mut desk = keys(start, "L");
    let busy = Busy {
        path: team(),
        waited: Duration::from_secs(10),
        holder: Some(Holder {
            pid: 4242,
            name: "bob".to_owned(),
            command: "walboard add".to_owned(),
            stopped: true,
        }),
    };
    desk.fails_for(Cause::Busy(busy).into());
    desk
}

/// There are neither locks nor notices.
pub(crate) fn trouble(start: Start) -> Desk {
    let mut desk = keys(start, "");
    let lock = PathBuf::from("team.db.lock");
    let why = Box::new(no_permission());
    let trouble = [Cause::NoLock { lock, why }, Cause::Deaf(Deaf::Watchers)];
    desk.report(Report::Trouble(trouble.map(Why::from).to_vec()));
    desk
}

/// The board may not be written.
pub(crate) fn read_only(start: Start) -> Start {
    let mode = Mode::ReadOnly(Cause::NoPermission.into());
    Start { mode, ..start }
}

/// Another board is not there.
pub(crate) fn not_opened(start: Start) -> Desk {
    let mut desk = keys(start, "");
    let path = PathBuf::from("/srv/boards/old.db");
    desk.send(Msg::NotOpened(Cause::NoBoard(NoBoard { path }).into()));
    desk
}

/// A theme cannot be kept.
pub(crate) fn not_kept(start: Start) -> Desk {
    let mut desk = keys(start, ",m<esc>");
    let (file, why) = (PathBuf::from("config.toml"), no_permission().into());
    desk.send(Msg::Kept(Err(Unkept::Unwritten { file, why })));
    desk
}

/// The editor says that it failed.
pub(crate) fn editor_failed(start: Start) -> Desk {
    let mut desk = keys(start, "e");
    let (editor, status) = ("vi".to_owned(), "exit status: 1".to_owned());
    let why = Mishap::Failed { editor, status };
    desk.send(Msg::Edited(Err(Spoilt { why, text: None })));
    desk
}

/// Two things are wrong in the configuration.
pub(crate) fn wrong_in_configuration(start: Start) -> Desk {
    let (name, allowed) = ("color", "\"auto\", \"always\", \"never\"".to_owned());
    let warning = Warning {
        file: PathBuf::from("config.toml"),
        line: Some(3),
        wrong: Wrong::OneOf { name, allowed },
    };
    let warnings = vec![warning.clone(), warning];
    Desk::with(Start { warnings, ..start })
}

/// The file is damaged.
pub(crate) fn damaged(start: Start) -> Desk {
    let mut desk = keys(start, "");
    desk.report(Report::Damaged(Damaged {
        path: team(),
        reason: "database disk image is malformed".to_owned(),
        copy: Ok(PathBuf::from("/srv/boards/team.db.damaged/2026-11-23.db")),
    }));
    desk
}
