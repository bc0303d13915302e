//! Snapshots: taken by whoever has the board open for long, off the write path, few of them, and restored by a command.
#![allow(
    clippy::disallowed_methods,
    reason = "tests look at files from outside"
)]
#![allow(missing_docs, reason = "tests")]

mod common;
#[cfg(unix)]
#[path = "common/pty.rs"]
mod pty;

use std::fs;
use std::io::{BufRead as _, BufReader};
use std::path::PathBuf;
use std::process::{Child, Stdio};
use std::time::{Duration, Instant};

use common::command::Walboard;
use serde_json::Value;

const DEADLINE: Duration = Duration::from_secs(60);

fn names(walboard: &Walboard) -> Vec<String> {
    let list = walboard.json(["snapshots"]);
    let name = |snapshot: &Value| snapshot["name"].as_str().unwrap().to_owned();
    list.as_array().unwrap().iter().map(name).collect()
}

/// Makes a board seem to be made long ago.
fn age(walboard: &Walboard) {
    let conn = rusqlite::Connection::open(walboard.path("team.db")).unwrap();
    conn.execute_batch("UPDATE board SET created = '2026-01-01T00:00:00Z'")
        .unwrap();
}

/// A `watch` that is ended when this is dropped.
struct Watching(Child);

impl Watching {
    fn start(walboard: &Walboard) -> Self {
        let mut command = walboard.command(["watch"]);
        Self(
            command
                .stdout(Stdio::null())
                .stderr(Stdio::piped())
                .spawn()
                .unwrap(),
        )
    }
}

impl Drop for Watching {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

#[track_caller]
fn wait_for<T>(what: &str, mut look: impl FnMut() -> Option<T>) -> T {
    let end = Instant::now() + DEADLINE;
    loop {
        if let Some(found) = look() {
            return found;
        }
        assert!(Instant::now() < end, "waited for {what}");
        std::thread::sleep(Duration::from_millis(50));
    }
}

#[test]
fn a_snapshot_is_taken_listed_and_restored() {
    let walboard = Walboard::new();
    walboard.ok(["add", "first"]);
    assert!(names(&walboard).is_empty());
    let taken = walboard.json(["snapshots", "take"]);
    walboard.ok(["add", "second"]);
    let name = taken["name"].as_str().unwrap();
    assert_eq!(names(&walboard), [name]);
    assert!(walboard.ok(["snapshots"]).contains(name));
    assert!(walboard.ok(["check"]).contains(name));
    let path = PathBuf::from(taken["path"].as_str().unwrap());
    assert_eq!(path.parent().unwrap(), walboard.path("team.db.snapshots"));
    assert_eq!(taken["bytes"], fs::metadata(&path).unwrap().len());
    let bytes = fs::read(&path).unwrap();
    let made = walboard.json(["snapshots", "restore", name, "--into", "then.db"]);
    assert_eq!(made["snapshot"], name);
    let cards = walboard.json(["list", "-B", "then.db"]);
    assert_eq!(cards.as_array().unwrap().len(), 1);
    walboard.ok(["check", "-B", "then.db"]);
    // Never over anything, not even itself; and the snapshot stays as it is.
    let said = walboard.fails(1, ["snapshots", "restore", name, "--into", "team.db"]);
    assert!(said.contains("team.db is there already"), "{said}");
    let said = walboard.fails(1, ["snapshots", "restore", "yesterday", "--into", "x.db"]);
    assert!(said.contains("walboard snapshots"), "{said}");
    assert!(fs::read(&path).unwrap() == bytes);
    // The board may be gone: that is when a snapshot is wanted.
    for side in ["", "-wal", "-shm", ".lock"] {
        let _ = fs::remove_file(common::board::beside(&walboard.path("team.db"), side));
    }
    walboard.ok(["snapshots", "restore", name, "--into", "team.db"]);
    assert!(walboard.ok(["list"]).contains("first"));
}

#[cfg(unix)]
#[test]
fn it_has_the_permissions_of_the_board() {
    use std::os::unix::fs::PermissionsExt as _;

    let walboard = Walboard::homeless();
    walboard.ok(["init", "shared/team.db", "--shared"]);
    let taken = walboard.json(["snapshots", "take", "-B", "shared/team.db"]);
    let mode = |path: &str| fs::metadata(path).unwrap().permissions().mode() & 0o7777;
    let path = taken["path"].as_str().unwrap();
    assert_eq!(mode(path), 0o660);
    let folder = walboard.path("shared/team.db.snapshots");
    assert_eq!(mode(folder.to_str().unwrap()), 0o2770);
}

#[test]
fn who_has_an_old_board_open_takes_one_and_only_one_of_many_does() {
    let walboard = Walboard::new();
    walboard.ok(["add", "first"]);
    // A board that was made just now needs none.
    let early = Watching::start(&walboard);
    std::thread::sleep(Duration::from_secs(2));
    drop(early);
    assert!(names(&walboard).is_empty());
    age(&walboard);
    let _watching: Vec<Watching> = (0..4).map(|_| Watching::start(&walboard)).collect();
    wait_for("a snapshot", || names(&walboard).pop());
    // The others see that there is one by now: none comes until it is old.
    std::thread::sleep(Duration::from_secs(2));
    assert_eq!(names(&walboard).len(), 1);
}

#[test]
fn an_old_one_is_followed_by_another_only_when_the_board_has_changed() {
    let walboard = Walboard::new();
    walboard.ok(["add", "first"]);
    let taken = walboard.json(["snapshots", "take"]);
    let old = walboard.path("team.db.snapshots/2026-01-01T00-00-00Z.db");
    fs::rename(taken["path"].as_str().unwrap(), &old).unwrap();
    let watching = Watching::start(&walboard);
    std::thread::sleep(Duration::from_secs(3));
    assert_eq!(names(&walboard).len(), 1, "nothing has changed");
    drop(watching);
    walboard.ok(["add", "second"]);
    let _watching = Watching::start(&walboard);
    wait_for("another one", || {
        (names(&walboard).len() == 2).then_some(())
    });
}

#[test]
fn a_snapshot_that_cannot_be_taken_is_said_once_and_harms_nobody() {
    let walboard = Walboard::new();
    age(&walboard);
    // Root may write anywhere, but not into a file as if it were a folder.
    fs::write(walboard.path("team.db.snapshots"), "").unwrap();
    let mut watching = Watching::start(&walboard);
    let mut said = BufReader::new(watching.0.stderr.take().unwrap());
    let mut line = String::new();
    said.read_line(&mut line).unwrap();
    assert!(line.contains("team.db.snapshots"), "{line}");
    walboard.ok(["add", "goes through"]);
    std::thread::sleep(Duration::from_secs(2));
    assert!(watching.0.try_wait().unwrap().is_none());
    drop(watching);
    line.clear();
    said.read_line(&mut line).unwrap();
    assert_eq!(line, "", "it was said once");
}

#[cfg(unix)]
#[test]
fn the_screen_takes_them_too() {
    let walboard = Walboard::new();
    walboard.ok(["add", "first"]);
    age(&walboard);
    let path = walboard.path("team.db");
    let command = pty::walboard(env!("CARGO_BIN_EXE_walboard"), walboard.home());
    let mut screen = pty::Pty::spawn(command.arg(&path), 24, 100);
    screen.wait_for_text("first");
    wait_for("a snapshot", || names(&walboard).pop());
    screen.press("q");
    assert!(screen.wait_for_end().success());
}

#[test]
fn a_log_that_is_taken_away_costs_nothing_that_was_saved() {
    for side in ["-wal", "-shm"] {
        let walboard = Walboard::new();
        let path = walboard.path("team.db");
        let mut store = walboard::store::Store::open(&path, common::board::options("ann")).unwrap();
        store.write(&common::board::add("saved")).unwrap();
        fs::remove_file(common::board::beside(&path, side)).unwrap();
        let err = store.write(&common::board::add("refused")).unwrap_err();
        let said = format!("{err:#}");
        assert!(said.contains(side) && said.contains("removed"), "{said}");
        // It is said again, but there is one snapshot, and in it is what was saved.
        store.write(&common::board::add("refused")).unwrap_err();
        let snapshots = names(&walboard);
        assert_eq!(snapshots.len(), 1);
        assert!(said.contains(&snapshots[0]), "{said}");
        drop(store);
        walboard.ok(["snapshots", "restore", &snapshots[0], "--into", "back.db"]);
        let cards = walboard.json(["list", "-B", "back.db"]);
        assert_eq!(cards[0]["title"], "saved");
        assert_eq!(cards.as_array().unwrap().len(), 1);
    }
}
