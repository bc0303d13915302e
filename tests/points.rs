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

/// Returns the titles on the board and the findings that are not well; `None` when there is no board.
fn state(walboard: &Walboard) -> Option<Vec<String>> {
    if !walboard.path("team.db").exists() {
        return None;
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
    Some(cards.as_array().unwrap().iter().map(place).collect())
}

/// Tries every point of a command until it runs through untouched; `done` tells from the state that it took effect.
fn every_point(
    args: &[&str],
    prepare: impl Fn() -> Walboard,
    done: impl Fn(&Walboard, Option<&[String]>) -> bool,
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
    let mut trials = 0;
    for (fault, on) in &faults[..if all { faults.len() } else { 3 }] {
        for point in 1.. {
            let walboard = prepare();
            let before = state(&walboard);
            let trace = walboard.path("trace");
            let out = faulty(&walboard, args, fault, point, on, &trace);
            trials += 1;
            let what = format!("{args:?} with {fault} at {point}{on}: {out:?}");
            let hit = fs::read_to_string(&trace)
                .is_ok_and(|trace| trace.contains("INJECTED") || trace.contains("SIGKILL"));
            let after = state(&walboard);
            let took = done(&walboard, after.as_deref());
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

#[test]
fn adding() {
    every_point(&["add", "new", "-B", "team.db"], board, |_, cards| {
        cards.is_some_and(|cards| cards.len() == 2 && cards[1].contains("new"))
    });
}

#[test]
fn moving() {
    every_point(
        &["move", "1", "Done", "-B", "team.db"],
        board,
        |_, cards| cards.is_some_and(|cards| cards == ["\"first\" in \"Done\""]),
    );
}

#[test]
fn commenting() {
    let comments = |walboard: &Walboard| walboard.json(["show", "1"])["comments"].clone();
    every_point(
        &["comment", "1", "said", "-B", "team.db"],
        board,
        |walboard, _| comments(walboard)[0]["text"] == "said",
    );
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
    every_point(
        &["delete", "1", "--yes", "-B", "team.db"],
        prepare,
        |walboard, cards| {
            let links = |card| walboard.json(["show", card])["links"].clone();
            let left = [links("2"), links("3")]
                .iter()
                .all(|links| links == &serde_json::json!([]));
            let gone = cards.is_some_and(|cards| cards.len() == 2);
            assert_eq!(left, gone, "half of it");
            gone
        },
    );
}

#[test]
fn migrating() {
    every_point(
        &["list", "-B", "team.db"],
        || {
            let walboard = Walboard::homeless();
            let conn = rusqlite::Connection::open(walboard.path("team.db")).unwrap();
            for sql in common::board::FIRST_VERSION {
                conn.execute_batch(sql).unwrap();
            }
            walboard
        },
        |_, cards| cards.is_some_and(|cards| cards.len() == 3),
    );
}

#[test]
fn making() {
    every_point(&["init", "team.db"], Walboard::homeless, |_, cards| {
        cards.is_some_and(<[String]>::is_empty)
    });
}

#[test]
fn backing_up() {
    every_point(
        &["backup", "copy.db", "-B", "team.db"],
        board,
        |walboard, _| {
            walboard.path("copy.db").exists()
                && walboard.run(["check", "-B", "copy.db"]).code == Some(0)
        },
    );
}

#[test]
fn repairing() {
    every_point(
        &["repair", "team.db", "--into", "new.db"],
        board,
        |walboard, _| {
            walboard.path("new.db").exists()
                && walboard.run(["check", "-B", "new.db"]).code == Some(0)
        },
    );
}
