//! `watch --json --since SEQ`: whatever happens to it and to the log, what it tells, put together, is the journal.
#![allow(
    clippy::disallowed_methods,
    reason = "tests look at files from outside"
)]
#![cfg(unix)]

mod common;

use std::io::{BufRead as _, BufReader, Read as _};
use std::process::{Child, Command, Stdio};
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use common::board::{add, edit, options};
use common::command::Walboard;
use rusqlite::Connection;
use rustix::process::{Pid, Signal, kill_process};
use walboard::board::CardId;
use walboard::edit::Act;
use walboard::store::Store;

const WRITERS: usize = 16;
/// What this executable is told to do instead of testing: how often to write, and where.
const WRITE_TO: &str = "WALBOARD_TEST_STREAM_WRITER";

/// Not a test of its own: what each writing process runs.
#[test]
fn writer() {
    let Ok(told) = std::env::var(WRITE_TO) else {
        return;
    };
    let (rounds, path) = told.split_once(' ').unwrap();
    let mut store = Store::open(path.as_ref(), options("w")).unwrap();
    for round in 0..rounds.parse().unwrap() {
        store.write(&add("a card")).unwrap();
        if round % 4 == 3 {
            let card = CardId(round / 4 + 1);
            for act in [Act::Archive(card), Act::Restore(card)] {
                store.write(&edit(act)).unwrap();
            }
        }
    }
}

fn watch(walboard: &Walboard, since: i64) -> Child {
    let mut command = walboard.command(["watch", "--json", "--since", &since.to_string()]);
    command
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap()
}

fn send(child: &Child, signal: Signal) {
    kill_process(Pid::from_child(child), signal).unwrap();
}

fn seq(line: &str) -> i64 {
    let change: serde_json::Value = serde_json::from_str(line).expect(line);
    change["seq"].as_i64().unwrap()
}

/// The ways in which a listener ends.
#[derive(Clone, Copy)]
enum End {
    /// Nobody reads any more.
    Closed,
    Told,
    Killed,
}

/// Listens until so many lines have come, and then ends it; returns the whole lines.
fn listen(walboard: &Walboard, since: i64, count: usize, end: End) -> Vec<String> {
    let mut child = watch(walboard, since);
    let mut out = BufReader::new(child.stdout.take().unwrap());
    let mut lines = Vec::new();
    let mut line = String::new();
    while lines.len() < count && out.read_line(&mut line).unwrap() > 0 {
        lines.push(std::mem::take(&mut line));
    }
    let mut rest = String::new();
    match end {
        End::Closed => drop(out),
        End::Told => {
            send(&child, Signal::TERM);
            out.read_to_string(&mut rest).unwrap();
            assert!(
                rest.is_empty() || rest.ends_with('\n'),
                "it ended within a line: {rest:?}"
            );
        }
        End::Killed => {
            send(&child, Signal::KILL);
            out.read_to_string(&mut rest).unwrap();
        }
    }
    let status = child.wait().unwrap();
    let mut err = String::new();
    child
        .stderr
        .take()
        .unwrap()
        .read_to_string(&mut err)
        .unwrap();
    assert_eq!(err, "");
    assert!(status.success() || matches!(end, End::Killed), "{status}");
    lines.extend(rest.split_inclusive('\n').map(str::to_owned));
    // One that was killed may have been in the middle of a line.
    lines.retain(|line| line.ends_with('\n'));
    lines
}

/// `WALBOARD_TEST_STREAM=500` writes so often in each of the sixteen processes.
#[test]
fn pieces_of_the_stream_put_together_are_the_journal() {
    let rounds = std::env::var("WALBOARD_TEST_STREAM").unwrap_or_else(|_| "20".to_owned());
    let walboard = Walboard::new();
    let path = walboard.path("team.db");
    let begun = seq(walboard.ok(["log", "--json"]).lines().last().unwrap());
    let writer = |_| {
        Command::new(std::env::current_exe().unwrap())
            .args(["--exact", "writer"])
            .env(WRITE_TO, format!("{rounds} {}", path.display()))
            .stdout(Stdio::null())
            .spawn()
            .unwrap()
    };
    let writers: Vec<Child> = (0..WRITERS).map(writer).collect();
    let written = AtomicBool::new(false);
    let mut pieces: Vec<String> = Vec::new();
    std::thread::scope(|scope| {
        scope.spawn(|| {
            for mut writer in writers {
                assert!(writer.wait().unwrap().success());
            }
            written.store(true, Ordering::Release);
        });
        // The log is put away, and begun anew, again and again.
        scope.spawn(|| {
            let conn = Connection::open(&path).unwrap();
            while !written.load(Ordering::Acquire) {
                let put_away = "PRAGMA busy_timeout = 20; PRAGMA wal_checkpoint(TRUNCATE)";
                let _ = conn.execute_batch(put_away);
                std::thread::sleep(Duration::from_millis(20));
            }
        });
        let ends = [End::Killed, End::Told, End::Closed];
        for round in 0.. {
            let over = written.load(Ordering::Acquire);
            let since = pieces.last().map_or(begun, |line| seq(line));
            let all = walboard.ok(["log", "--json", "--since", &since.to_string()]);
            let left = all.lines().count();
            if over && left == 0 {
                break;
            }
            // Of what there is now; more may come while it listens.
            let count = (round % 7 * 5 + 1).min(left.max(1));
            pieces.extend(listen(&walboard, since, count, ends[round % ends.len()]));
        }
    });
    let journal = walboard.ok(["log", "--json", "--since", &begun.to_string()]);
    assert_eq!(pieces.concat(), journal);
    let numbers: Vec<i64> = pieces.iter().map(|line| seq(line)).collect();
    assert!(
        numbers
            .iter()
            .copied()
            .eq(begun + 1..=begun + numbers.len() as i64)
    );
    assert!(numbers.len() >= WRITERS * rounds.parse::<usize>().unwrap());
}

#[test]
fn a_listener_that_is_told_to_end_ends_at_once_and_is_seen_to_be_gone() {
    let walboard = Walboard::new();
    let here = || walboard.json(["who"]).as_array().unwrap().len();
    for signal in [Signal::TERM, Signal::INT, Signal::HUP] {
        let mut child = watch(&walboard, 0);
        let mut out = BufReader::new(child.stdout.take().unwrap());
        out.read_line(&mut String::new()).unwrap();
        assert_eq!(here(), 1);
        send(&child, signal);
        let status = child.wait().unwrap();
        let by = std::os::unix::process::ExitStatusExt::signal(&status);
        // A shell wants to know of its Ctrl-C; who tells a service to end is content when it did.
        let killed = (signal != Signal::TERM).then_some(signal.as_raw());
        assert_eq!(by, killed, "{status}");
        let left = std::fs::read_dir(walboard.path("team.db.here")).unwrap();
        assert_eq!((here(), left.count()), (0, 0), "{signal:?}");
    }
}

#[test]
fn a_reader_that_stands_still_does_not_keep_a_listener_from_ending() {
    let walboard = Walboard::new();
    for _ in 0..5 {
        let mut command = walboard.command(["add", "a", "-b", "-"]);
        let mut child = command
            .stdin(Stdio::piped())
            .stdout(Stdio::null())
            .spawn()
            .unwrap();
        let body = "x".repeat(100_000);
        std::io::Write::write_all(&mut child.stdin.take().unwrap(), body.as_bytes()).unwrap();
        assert!(child.wait().unwrap().success());
    }
    let mut child = watch(&walboard, 0);
    // It has begun to write, and the pipe is full.
    let mut out = child.stdout.take().unwrap();
    out.read_exact(&mut [0]).unwrap();
    send(&child, Signal::TERM);
    let end = Instant::now() + Duration::from_secs(20);
    while child.try_wait().unwrap().is_none() {
        assert!(Instant::now() < end, "it waits for its reader");
        std::thread::sleep(Duration::from_millis(5));
    }
}
