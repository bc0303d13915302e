//! Two real users on one board. Needs to be root, to act as the others; elsewhere it says that it was skipped.
#![allow(
    clippy::disallowed_methods,
    reason = "tests look at files from outside"
)]
#![cfg(target_os = "linux")]

mod common;
#[path = "common/pty.rs"]
mod pty;

use std::fs;
use std::os::unix::fs::{MetadataExt as _, PermissionsExt as _, chown};
use std::path::{Path, PathBuf};
use std::process::Command;

use common::board::FIRST_VERSION;
use common::command::Ran;

const GROUP: u32 = 54_321;

/// A folder that everybody may enter, with a copy of the program that everybody may run.
struct Place {
    dir: tempfile::TempDir,
    program: PathBuf,
}

fn place() -> Option<Place> {
    if !rustix::process::geteuid().is_root()
        || Command::new("setpriv").arg("--version").output().is_err()
    {
        eprintln!("skipped: acting as another user needs root and setpriv");
        return None;
    }
    let dir = tempfile::tempdir().unwrap();
    fs::set_permissions(dir.path(), fs::Permissions::from_mode(0o755)).unwrap();
    let program = dir.path().join("walboard");
    // By another process: were it open for writing here while a test beside this one starts a process, that would
    // inherit it, and nobody could run it.
    let copied = Command::new("cp")
        .arg(env!("CARGO_BIN_EXE_walboard"))
        .arg(&program)
        .status();
    assert!(copied.unwrap().success());
    fs::set_permissions(&program, fs::Permissions::from_mode(0o755)).unwrap();
    Some(Place { dir, program })
}

impl Place {
    fn path(&self, name: &str) -> PathBuf {
        self.dir.path().join(name)
    }

    /// Runs the program as that user of the group, or of no group.
    fn run(&self, user: u32, group: bool, umask: &str, board: &Path, args: &[&str]) -> Ran {
        let groups = if group {
            format!("--groups={GROUP}")
        } else {
            "--clear-groups".to_owned()
        };
        let mut command = Command::new("setpriv");
        command.args([
            format!("--reuid={user}"),
            "--regid=65534".to_owned(),
            groups,
        ]);
        command.args(["sh", "-c", &format!("umask {umask}; exec \"$@\""), "sh"]);
        command
            .arg(&self.program)
            .args(args)
            .arg("-B")
            .arg(board)
            .env("HOME", "/nonexistent");
        command.env_remove("WALBOARD").env_remove("WALBOARD_USER");
        Ran::from(command.output().unwrap())
    }
}

/// Makes the folder of a group's board, as its owner would: the group is the folder's.
fn group_folder(place: &Place, mode: u32) -> PathBuf {
    let folder = place.path("shared");
    fs::create_dir(&folder).unwrap();
    chown(&folder, Some(4001), Some(GROUP)).unwrap();
    fs::set_permissions(&folder, fs::Permissions::from_mode(mode)).unwrap();
    folder
}

#[test]
fn a_shared_board_takes_both_users_whatever_their_umask() {
    for umask in ["022", "077"] {
        let Some(place) = place() else { return };
        let board = group_folder(&place, 0o2770).join("team.db");
        place
            .run(4001, true, umask, &board, &["init", "--shared"])
            .ok();
        for round in 0..3 {
            place
                .run(4001, true, umask, &board, &["add", &format!("one {round}")])
                .ok();
            place
                .run(4002, true, umask, &board, &["add", &format!("two {round}")])
                .ok();
        }
        let log = place
            .run(4002, true, umask, &board, &["log", "--json"])
            .ok();
        let users: Vec<String> = log
            .lines()
            .map(|line| serde_json::from_str::<serde_json::Value>(line).unwrap())
            .filter(|change| change["kind"] == "add")
            .map(|change| change["user"].as_str().unwrap().to_owned())
            .collect();
        assert_eq!(users.len(), 6);
        // Who it was comes from the system, whatever the environment says.
        assert!(
            users[0] != users[1] && users[0] == users[2] && users[1] == users[3],
            "{users:?}"
        );
        let check = place.run(4002, true, umask, &board, &["check"]).ok();
        assert!(check.contains("shared with the group"), "{check}");
        let lock = fs::metadata(common::board::beside(&board, ".lock")).unwrap();
        assert_eq!((lock.mode() & 0o777, lock.gid()), (0o660, GROUP));
    }
}

#[test]
fn a_folder_that_keeps_the_group_out_is_named_with_its_cure() {
    let Some(place) = place() else { return };
    let board = group_folder(&place, 0o770).join("team.db");
    let out = place.run(4001, true, "022", &board, &["init", "--shared"]);
    let check = place.run(4001, true, "022", &board, &["check"]);
    let said = format!("{}{}{}{}", out.out, out.err, check.out, check.err);
    assert!(said.contains("chmod 2770"), "{said}");
}

#[test]
fn who_may_only_read_reads_and_is_told_why_not_more() {
    let Some(place) = place() else { return };
    let folder = place.path("open");
    fs::create_dir(&folder).unwrap();
    chown(&folder, Some(4001), Some(GROUP)).unwrap();
    let board = folder.join("team.db");
    place.run(4001, false, "022", &board, &["init"]).ok();
    place
        .run(4001, false, "022", &board, &["add", "For all to read"])
        .ok();
    assert!(
        place
            .run(4002, false, "022", &board, &["list"])
            .ok()
            .contains("For all to read")
    );
    let err = place
        .run(4002, false, "022", &board, &["add", "x"])
        .fails(1);
    assert!(err.contains("read-only"), "{err}");
    place
        .run(4001, false, "022", &board, &["add", "Another"])
        .ok();
    assert!(
        place
            .run(4002, false, "022", &board, &["list"])
            .ok()
            .contains("Another")
    );
    fs::set_permissions(&board, fs::Permissions::from_mode(0o600)).unwrap();
    let err = place.run(4002, false, "022", &board, &["list"]).fails(1);
    assert!(err.contains("team.db"), "{err}");
}

#[test]
fn who_may_only_read_an_older_board_is_told_that_it_must_be_opened_by_others_first() {
    let Some(place) = place() else { return };
    let folder = place.path("old");
    fs::create_dir(&folder).unwrap();
    let board = folder.join("team.db");
    let conn = rusqlite::Connection::open(&board).unwrap();
    for sql in FIRST_VERSION {
        conn.execute_batch(sql).unwrap();
    }
    for path in ["", "team.db", "team.db-wal", "team.db-shm"] {
        chown(folder.join(path), Some(4001), Some(GROUP)).unwrap();
    }
    let err = place.run(4002, false, "022", &board, &["list"]).fails(1);
    assert!(
        err.contains("older walboard") && err.contains("somebody who may write"),
        "{err}"
    );
    let list = |user| place.run(user, false, "022", &board, &["list"]).ok();
    assert!(list(4001).contains("Paint the fence"));
    assert!(list(4002).contains("Paint the fence"));
    drop(conn);
}

/// Every umask, with and without the bit that hands the folder's group on: it works, or one line says what to do.
#[test]
fn with_any_umask_and_folder_it_works_or_is_named_with_its_cure() {
    for umask in ["022", "077"] {
        for (mode, works) in [(0o2770, true), (0o770, false)] {
            let Some(place) = place() else { return };
            let board = group_folder(&place, mode).join("team.db");
            let made = place.run(4001, true, umask, &board, &["init", "--shared"]);
            let added = place.run(4001, true, umask, &board, &["add", "one"]);
            let theirs = place.run(4002, true, umask, &board, &["add", "two"]);
            let check = place.run(4001, true, umask, &board, &["check"]);
            let what = format!("{umask} {mode:o}: {made:?} {added:?} {theirs:?} {check:?}");
            if works {
                assert_eq!((theirs.code, check.code), (Some(0), Some(0)), "{what}");
                continue;
            }
            // The folder lets the group in, but what is made in it stays its maker's: the cure is named, and it is one.
            let said = format!("{}{}{}", made.out, made.err, check.out);
            assert!(said.contains("chmod 2770"), "{what}");
            fs::set_permissions(board.parent().unwrap(), fs::Permissions::from_mode(0o2770))
                .unwrap();
            chown(&board, None, Some(GROUP)).unwrap();
            for side in ["-wal", "-shm", ".lock"] {
                let _ = chown(common::board::beside(&board, side), None, Some(GROUP));
            }
            place.run(4002, true, umask, &board, &["add", "three"]).ok();
        }
    }
}

#[test]
fn whatever_name_is_worked_under_the_journal_keeps_the_real_user() {
    let Some(place) = place() else { return };
    let board = group_folder(&place, 0o2770).join("team.db");
    place
        .run(4001, true, "022", &board, &["init", "--shared"])
        .ok();
    place.run(4001, true, "022", &board, &["add", "plain"]).ok();
    // The environment and the option name whom they like.
    let script = format!(
        "WALBOARD_USER=boss USER=root LOGNAME=root exec {} add posing -B {}",
        place.program.display(),
        board.display()
    );
    let posing = Command::new("setpriv")
        .args([
            "--reuid=4002",
            "--regid=65534",
            &format!("--groups={GROUP}"),
        ])
        .args(["sh", "-c", &script])
        .env("HOME", "/nonexistent")
        .output()
        .unwrap();
    assert!(posing.status.success(), "{posing:?}");
    let log = place
        .run(4001, true, "022", &board, &["log", "--json"])
        .ok();
    let changes: Vec<serde_json::Value> = log
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .filter(|change: &serde_json::Value| change["kind"] == "add")
        .collect();
    let [plain, posing] = &changes[..] else {
        panic!("{changes:#?}")
    };
    assert_eq!(plain["actor"], plain["user"]);
    assert_eq!(posing["actor"], "boss");
    let user = posing["user"].as_str().unwrap();
    assert!(user.contains("4002"), "{user}");
    assert_ne!(posing["user"], plain["user"]);
}

#[test]
fn the_screen_of_a_reader_follows_what_others_write() {
    let Some(place) = place() else { return };
    let folder = place.path("open");
    fs::create_dir(&folder).unwrap();
    chown(&folder, Some(4001), Some(GROUP)).unwrap();
    let board = folder.join("team.db");
    place.run(4001, false, "022", &board, &["init"]).ok();
    place
        .run(4001, false, "022", &board, &["add", "to be read"])
        .ok();
    let home = place.path("home");
    fs::create_dir(&home).unwrap();
    chown(&home, Some(4002), None).unwrap();
    let command = pty::walboard("setpriv", &home)
        .args(["--reuid=4002", "--regid=65534", "--clear-groups"])
        .arg(&place.program)
        .arg(&board);
    let mut screen = pty::Pty::spawn(command, 24, 100);
    screen.wait_for_text("to be read");
    screen.wait_for_text("read-only");
    place
        .run(4001, false, "022", &board, &["add", "written later"])
        .ok();
    screen.wait_for_text("written later");
    // And it leaves no trace where it may not.
    assert!(!common::board::beside(&board, ".snapshots").exists());
    screen.press("q");
    assert!(screen.wait_for_end().success());
}
