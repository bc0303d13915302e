//! Who is here: told by locks, so that a session is there exactly as long as its process.
#![allow(
    clippy::disallowed_methods,
    reason = "tests look at files from outside"
)]
#![cfg(unix)]

mod common;
#[path = "common/pty.rs"]
mod pty;

use std::fs;
use std::os::unix::fs::FileExt as _;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use common::board::TestBoard;
use common::command::Walboard;
use pty::Pty;
use rustix::process::{Pid, Signal, kill_process};

/// Waits until that is so.
#[track_caller]
fn until(what: &str, so: impl Fn() -> bool) {
    let end = Instant::now() + Duration::from_secs(30);
    while !so() {
        assert!(Instant::now() < end, "never: {what}");
        std::thread::sleep(Duration::from_millis(10));
    }
}

/// A process that has the board open until it is told otherwise: `walboard watch`.
fn watcher(board: &Path, name: &str) -> Child {
    Command::new(env!("CARGO_BIN_EXE_walboard"))
        .args(["watch", "--as", name, "-B"])
        .arg(board)
        .stdout(Stdio::null())
        .spawn()
        .unwrap()
}

fn names(store: &walboard::store::Store) -> Vec<String> {
    let sessions = store.here().into_iter();
    sessions.map(|session| session.actor.name).collect()
}

#[test]
fn a_killed_session_is_gone_a_stopped_one_is_not() {
    let board = TestBoard::new();
    let store = board.open("ann");
    assert_eq!(names(&store), [""; 0], "opening alone is no session");
    let mut bob = watcher(&board.path, "bob");
    let mut cleo = watcher(&board.path, "cleo");
    until("both are seen", || names(&store).len() == 2);
    let of = |child: &Child| Pid::from_child(child);
    kill_process(of(&bob), Signal::STOP).unwrap();
    cleo.kill().unwrap();
    cleo.wait().unwrap();
    assert_eq!(names(&store), ["bob"], "the system knows at once");
    let left = fs::read_dir(board.beside(".here")).unwrap().count();
    assert_eq!(left, 1, "what the dead one left is taken away");
    bob.kill().unwrap();
    bob.wait().unwrap();
    assert_eq!(names(&store), [""; 0]);
}

#[test]
fn thirty_sessions_come_and_go() {
    let board = TestBoard::new();
    let store = board.open("ann");
    let mut crowd: Vec<Child> = (0..30)
        .map(|n| watcher(&board.path, &format!("w{n}")))
        .collect();
    until("all are seen", || names(&store).len() == 30);
    for child in &mut crowd {
        child.kill().unwrap();
        child.wait().unwrap();
    }
    assert_eq!(names(&store), [""; 0]);
    assert_eq!(fs::read_dir(board.beside(".here")).unwrap().count(), 0);
}

#[test]
fn being_here_leaves_no_file_open_and_touches_nothing_of_the_database() {
    let board = TestBoard::new();
    let store = board.open("ann");
    let stamp = |suffix: &str| {
        let meta = fs::metadata(board.beside(suffix)).unwrap();
        (meta.len(), meta.modified().unwrap())
    };
    let open = || fs::read_dir("/proc/self/fd").map_or(0, Iterator::count);
    let before = ([stamp(""), stamp("-wal")], open());
    for _ in 0..200 {
        let here = store.enter("screen").unwrap();
        assert_eq!(store.here().len(), 1);
        drop(here);
    }
    assert_eq!(store.here().len(), 0);
    let after = ([stamp(""), stamp("-wal")], open());
    assert_eq!(before.0, after.0, "the database was not written");
    // The tests beside this one open files, too; two hundred rounds that leave one each are more than they do.
    assert!(after.1 < before.1 + 100, "{} files were left open", after.1);
}

#[test]
fn what_others_put_there_cannot_hurt() {
    let board = TestBoard::new();
    let store = board.open("ann");
    let folder = board.beside(".here");
    let _here = store.enter("screen").unwrap();
    fs::create_dir(folder.join("folder")).unwrap();
    std::os::unix::fs::symlink("/etc/passwd", folder.join("link")).unwrap();
    let made = Command::new("mkfifo").arg(folder.join("pipe")).status();
    assert!(made.is_ok_and(|status| status.success()));
    assert_eq!(names(&store), ["ann"]);
    assert!(fs::exists("/etc/passwd").unwrap());

    // A session that lives, with words that steer a terminal, and one with no words at all.
    let hostile = r#"{"id":"x","name":"e\u001b[2Jve","user":"u","host":"h","pid":1,"tty":null,"since":"2026-11-24T00:00:00Z","what":"\u202escreen","focus":null}"#;
    for (name, text) in [("1-hostile", hostile), ("1-garbage", "\0\0not json")] {
        fs::write(folder.join(name), text).unwrap();
    }
    let held: Vec<fs::File> = ["1-hostile", "1-garbage"]
        .map(|name| fs::File::open(folder.join(name)).unwrap())
        .into();
    held.iter().for_each(|file| file.lock().unwrap());
    let out = Command::new(env!("CARGO_BIN_EXE_walboard"))
        .args(["who", "-B"])
        .arg(&board.path)
        .output()
        .unwrap();
    let said = String::from_utf8(out.stdout).unwrap();
    assert!(said.contains("ve (u)"), "{said}");
    assert!(!said.contains(['\u{1b}', '\u{202e}']), "{said:?}");
    assert_eq!(said.lines().count(), 2, "{said}");
}

#[test]
fn a_folder_that_is_taken_away_or_cannot_be_made_is_no_trouble() {
    let board = TestBoard::new();
    // A file stands in its place.
    fs::write(board.beside(".here"), "").unwrap();
    let mut store = board.open("ann");
    assert!(store.enter("screen").is_err());
    assert!(store.here().is_empty());
    store
        .write(&common::board::add("saved all the same"))
        .unwrap();
    fs::remove_file(board.beside(".here")).unwrap();
    let _here = store.enter("screen").unwrap();
    assert_eq!(names(&store), ["ann"]);
}

/// Opens the board in a terminal, under that name.
fn screen(walboard: &Walboard, name: &str) -> Pty {
    let command = pty::walboard(env!("CARGO_BIN_EXE_walboard"), walboard.home())
        .env("WALBOARD", walboard.path("team.db"))
        .env("WALBOARD_USER", name);
    let mut pty = Pty::spawn(command, 24, 80);
    pty.wait_for_text("To do");
    pty
}

#[test]
fn screens_show_who_is_here_where_they_are_and_that_they_are_gone() {
    let walboard = Walboard::new();
    for title in ["one", "two", "three"] {
        walboard.ok(["add", title]);
    }
    let mut ann = screen(&walboard, "ann");
    let bob = screen(&walboard, "bob");
    ann.wait_for_text("ann, bob");
    bob.send(b"j");
    ann.wait_for_text("#2 ◂BO");
    // He begins to edit: I see it, and am told before I do the same.
    bob.send(b"r");
    ann.wait_for_text("#2 ✎BO");
    ann.send(b"jr");
    ann.wait_for_text("bob is editing #2");
    ann.send(b"\x1b");
    bob.send(b"\x1b");
    ann.wait_for_text("#2 ◂BO");
    // Following goes where he goes, until I move.
    ann.send(b"P");
    ann.wait_for_text("Here now");
    ann.send(b"f");
    ann.wait_for_text("following bob");
    bob.send(b"j");
    ann.wait_for("the cursor on the third card", |screen| {
        screen.contents().contains("▌#3 ◂BO")
    });
    ann.send(b"k");
    ann.wait_for("not following any more", |screen| {
        !screen.contents().contains("following")
    });
    let who = walboard.json(["who"]);
    let bobs = who
        .as_array()
        .unwrap()
        .iter()
        .find(|one| one["name"] == "bob");
    assert_eq!(bobs.unwrap()["card"], 3);
    assert_eq!(bobs.unwrap()["what"], "screen");
    // However he ends.
    let pid = bobs.unwrap()["pid"].as_i64().unwrap();
    let pid = Pid::from_raw(i32::try_from(pid).unwrap()).unwrap();
    kill_process(pid, Signal::KILL).unwrap();
    ann.wait_for("bob is gone", |screen| !screen.contents().contains("BO"));
}

#[test]
fn a_session_whose_lock_is_free_after_the_notice_leaves_the_screens_all_the_same() {
    let walboard = Walboard::new();
    walboard.ok(["add", "one"]);
    let mut ann = screen(&walboard, "ann");
    let record = |name: &str| {
        format!(
            r#"{{"id":"x","name":"{name}","user":"u","host":"h","pid":1,"tty":null,"since":"2026-11-24T00:00:00Z","what":"screen","focus":null}}"#
        )
    };
    let folder = walboard.path("team.db.here");
    until("ann is here", || folder.is_dir());
    let [unfinished, path] = [".1-eve", "1-eve"].map(|name| folder.join(name));
    fs::write(&unfinished, record("eve")).unwrap();
    let session = fs::File::options().write(true).open(&unfinished).unwrap();
    session.lock().unwrap();
    fs::rename(&unfinished, &path).unwrap();
    ann.wait_for_text("eve");
    // As the system does when a process ends: first the notice, then the lock. The file stays open, or there would be
    // another notice.
    session.write_all_at(record("eva").as_bytes(), 0).unwrap();
    ann.wait_for_text("eva");
    session.unlock().unwrap();
    ann.wait_for("eva is gone", |screen| !screen.contents().contains("eva"));
}
