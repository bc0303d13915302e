//! A fault at every point where a command touches the disk: killed, an I/O error, no space; once and from then on.
//! Afterwards the board is sound, nothing is half done, and what was acknowledged is there.
//!
//! `WALBOARD_TEST_POINTS=all cargo test --test points -- --nocapture` is the long form.
#![allow(
    clippy::disallowed_methods,
    reason = "tests look at files from outside"
)]
#![cfg(target_os = "linux")]

mod common;

use std::fs;
use std::path::Path;
use std::process::{Command, Output};
use std::sync::OnceLock;

use common::board::{FIRST_VERSION, beside};
use common::command::{Walboard, can_strace};

const CALLS: &str = "pwrite64,fsync,fdatasync,ftruncate,unlink,rename,renameat2,fallocate";

/// Runs a command under strace with that fault at the k-th such call of the process (or from there on).
fn faulty(
    walboard: &Walboard,
    args: &[&str],
    fault: &str,
    point: usize,
    on: &str,
    trace: &Path,
) -> Output {
    let mut strace = Command::new("strace");
    strace
        .args(["-f", "-qq", "-o"])
        .arg(trace)
        .args(["-e", &format!("trace={CALLS}")]);
    strace.args(["-e", &format!("inject={CALLS}:{fault}:when={point}{on}")]);
    strace
        .arg(env!("CARGO_BIN_EXE_walboard"))
        .args(args)
        .current_dir(walboard.home());
    strace
        .env("HOME", walboard.home())
        .env_remove("WALBOARD")
        .env("WALBOARD_USER", "tester");
    strace.output().unwrap()
}

/// What there is: the titles on the board, or no board. Whatever happened, what is there is sound.
#[derive(Debug, PartialEq)]
enum State {
    None,
    Cards(Vec<String>),
    /// Of an older version of the tables.
    Old(Vec<String>),
}

fn state(walboard: &Walboard) -> State {
    if !walboard.path("team.db").exists() {
        return State::None;
    }
    let findings = walboard.json(["check"]);
    let bad: Vec<_> = findings
        .as_array()
        .unwrap()
        .iter()
        .filter(|finding| finding["verdict"] != "ok")
        .collect();
    assert!(bad.is_empty(), "{bad:#?}");
    let cards = walboard.json(["list"]);
    let place = |card: &serde_json::Value| format!("{} in {}", card["title"], card["column"]);
    State::Cards(cards.as_array().unwrap().iter().map(place).collect())
}

/// The same, as SQLite sees it: a walboard would bring an old board up to date.
fn bare_state(walboard: &Walboard) -> State {
    let conn = rusqlite::Connection::open(walboard.path("team.db")).unwrap();
    let verdict: String = conn
        .query_row("PRAGMA integrity_check", [], |row| row.get(0))
        .unwrap();
    assert_eq!(verdict, "ok");
    let version: i64 = conn
        .pragma_query_value(None, "user_version", |row| row.get(0))
        .unwrap();
    let mut query = conn.prepare("SELECT title FROM card ORDER BY id").unwrap();
    let titles = query.query_map([], |row| row.get(0)).unwrap();
    let titles = titles.collect::<Result<_, _>>().unwrap();
    match version {
        1 => State::Old(titles),
        _ => State::Cards(titles),
    }
}

/// Tries the points of a command until it runs through untouched: all of them, or in the short form every third. `look`
/// tells what there is, `done` whether the command took effect.
fn every_point(
    args: &[&str],
    prepare: impl Fn() -> Walboard,
    look: impl Fn(&Walboard) -> State,
    done: impl Fn(&Walboard, &State) -> bool,
) {
    if !can_strace() {
        return;
    }
    let all = std::env::var("WALBOARD_TEST_POINTS").is_ok();
    let faults: &[(&str, &str)] = &[
        ("signal=SIGKILL", ""),
        ("error=EIO", ""),
        ("error=ENOSPC", "+"),
        ("error=EIO", "+"),
        ("error=ENOSPC", ""),
    ];
    let (faults, step) = if all { (faults, 1) } else { (&faults[..3], 3) };
    let mut trials = 0;
    for (fault, on) in faults {
        for point in (1..).step_by(step) {
            let walboard = prepare();
            let before = look(&walboard);
            let trace = walboard.path("trace");
            let out = faulty(&walboard, args, fault, point, on, &trace);
            trials += 1;
            let what = format!("{args:?} with {fault} at {point}{on}: {out:?}");
            let hit = fs::read_to_string(&trace)
                .is_ok_and(|trace| trace.contains("INJECTED") || trace.contains("SIGKILL"));
            let after = look(&walboard);
            let took = done(&walboard, &after);
            // It may be in the file although the command could not know; it may never be lost once it said so.
            assert!(
                took || !out.status.success(),
                "acknowledged and lost: {what}"
            );
            assert!(
                took || after == before,
                "half done: {what}\n{before:?}\n{after:?}"
            );
            if !out.status.success() && *fault != "signal=SIGKILL" {
                let err = String::from_utf8_lossy(&out.stderr);
                assert!(
                    err.starts_with("walboard: ") && err.contains(".db"),
                    "no word about it: {what}"
                );
            }
            if !hit {
                assert!(out.status.success(), "{what}");
                break;
            }
        }
    }
    println!("{args:?}: {trials} trials");
}

fn board() -> Walboard {
    let walboard = Walboard::new();
    walboard.ok(["add", "first"]);
    walboard
}

fn sound(walboard: &Walboard, file: &str) -> bool {
    walboard.path(file).exists() && walboard.run(["check", "-B", file]).code == Some(0)
}

fn cards(state: &State) -> &[String] {
    match state {
        State::Cards(cards) => cards,
        State::None | State::Old(_) => &[],
    }
}

#[test]
fn adding() {
    every_point(
        &["add", "new", "-B", "team.db"],
        board,
        state,
        |_, state| cards(state).len() == 2 && cards(state)[1].contains("new"),
    );
}

#[test]
fn moving() {
    let args = ["move", "1", "Done", "-B", "team.db"];
    every_point(&args, board, state, |_, state| {
        cards(state) == ["\"first\" in \"Done\""]
    });
}

#[test]
fn commenting() {
    let comments = |walboard: &Walboard| walboard.json(["show", "1"])["comments"].clone();
    let args = ["comment", "1", "said", "-B", "team.db"];
    every_point(&args, board, state, |walboard, _| {
        comments(walboard)[0]["text"] == "said"
    });
}

#[test]
fn deleting_a_card_that_others_are_linked_to() {
    // Three cards change, or none does.
    let prepare = || {
        let walboard = board();
        walboard.ok(["add", "second", "--blocks", "1"]);
        walboard.ok(["add", "third", "--parent", "1"]);
        walboard
    };
    let args = ["delete", "1", "--yes", "-B", "team.db"];
    every_point(&args, prepare, state, |walboard, state| {
        let links = |card| walboard.json(["show", card])["links"].clone();
        let left = [links("2"), links("3")]
            .iter()
            .all(|links| links == &serde_json::json!([]));
        let gone = cards(state).len() == 2;
        assert_eq!(left, gone, "half of it");
        gone
    });
}

#[test]
fn making() {
    every_point(
        &["init", "team.db"],
        Walboard::homeless,
        state,
        |_, state| *state == State::Cards(Vec::new()),
    );
}

#[test]
fn backing_up() {
    let args = ["backup", "copy.db", "-B", "team.db"];
    every_point(&args, board, state, |walboard, _| {
        let taken = walboard.path("copy.db").exists();
        assert!(!taken || sound(walboard, "copy.db"), "half a backup");
        taken
    });
}

#[test]
fn repairing() {
    let args = ["repair", "team.db", "--into", "new.db"];
    every_point(&args, board, state, |walboard, _| {
        let saved = walboard.path("new.db").exists();
        assert!(!saved || sound(walboard, "new.db"), "half a board");
        saved
    });
}

#[test]
fn taking_a_snapshot() {
    let args = ["snapshots", "take", "-B", "team.db"];
    every_point(&args, board, state, |walboard, _| {
        let list = walboard.json(["snapshots"]);
        let Some(newest) = list.as_array().unwrap().first() else {
            return false;
        };
        let name = newest["name"].as_str().unwrap();
        walboard.ok(["snapshots", "restore", name, "--into", "then.db"]);
        assert!(sound(walboard, "then.db"));
        true
    });
}

#[test]
fn importing() {
    let prepare = || {
        let walboard = board();
        let text = "title,column\none,Doing\ntwo,Done\nthree,Elsewhere\n";
        fs::write(walboard.path("cards.csv"), text).unwrap();
        walboard
    };
    let args = ["import", "cards.csv", "-B", "team.db"];
    every_point(&args, prepare, state, |_, state| cards(state).len() == 4);
}

/// A board whose log is long enough to be put away by the next edit: the same page over and over.
fn with_a_long_log() -> Walboard {
    static FILES: OnceLock<[Vec<u8>; 2]> = OnceLock::new();
    let files = FILES.get_or_init(|| {
        let walboard = board();
        let path = walboard.path("team.db");
        let conn = rusqlite::Connection::open(&path).unwrap();
        conn.execute_batch("PRAGMA synchronous = OFF; PRAGMA wal_autocheckpoint = 0")
            .unwrap();
        for _ in 0..1050 {
            conn.execute("UPDATE board SET strangers = strangers + 1", [])
                .unwrap();
        }
        // Before the connection is closed, which would put the log away.
        ["", "-wal"].map(|side| fs::read(beside(&path, side)).unwrap())
    });
    let walboard = Walboard::homeless();
    for (side, bytes) in ["", "-wal"].into_iter().zip(files) {
        fs::write(beside(&walboard.path("team.db"), side), bytes).unwrap();
    }
    walboard
}

#[test]
fn putting_the_log_away() {
    let args = ["add", "new", "-B", "team.db"];
    every_point(&args, with_a_long_log, state, |walboard, state| {
        let took = cards(state).len() == 2;
        if took && std::env::var("WALBOARD_TEST_POINTS").is_ok() {
            // Once more, with nothing in the way.
            walboard.ok(["add", "and more"]);
        }
        took
    });
    let walboard = with_a_long_log();
    let log = || {
        fs::metadata(beside(&walboard.path("team.db"), "-wal"))
            .unwrap()
            .len()
    };
    assert!(log() > 4_096_000);
    walboard.ok(["add", "new"]);
    assert!(log() < 100_000, "it was put away");
}

#[test]
fn migrating() {
    let prepare = || {
        let walboard = Walboard::homeless();
        let conn = rusqlite::Connection::open(walboard.path("team.db")).unwrap();
        for sql in FIRST_VERSION {
            conn.execute_batch(sql).unwrap();
        }
        walboard
    };
    let args = ["list", "-B", "team.db"];
    every_point(&args, prepare, bare_state, |walboard, after| {
        let State::Cards(titles) = after else {
            return false;
        };
        assert_eq!(titles.len(), 4);
        assert!(sound(walboard, "team.db"));
        true
    });
}
