//! Turns: of sixteen that write as fast as they can, none is left waiting, and nobody is told that the board is busy.
//!
//! `WALBOARD_TEST_FAIR=SECONDS cargo test --test fair -- --nocapture` is the long form: it writes the same load with
//! SQLite's own way of waiting, too, and compares.
#![allow(
    clippy::disallowed_methods,
    reason = "tests look at files from outside"
)]
#![cfg(unix)]

mod common;

use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

use common::board::{TestBoard, add, options};
use rusqlite::{Connection, ErrorCode, Transaction, TransactionBehavior};
use walboard::store::{Busy, Store};

const WRITERS: usize = 16;
/// What this executable is told to do instead of testing: how to write, when to begin and to end (milliseconds of the
/// clock), and where.
const WRITE_TO: &str = "WALBOARD_TEST_FAIR_WRITER";

/// What a writer has to tell.
#[derive(Debug, Default, Clone, Copy)]
struct Tally {
    commits: u64,
    /// The longest time from asking to the commit.
    worst: Duration,
    /// How often it was told that the database is busy.
    busy: u64,
}

/// Not a test of its own: what each writing process runs.
#[test]
fn writer() {
    let Ok(told) = std::env::var(WRITE_TO) else {
        return;
    };
    let mut told = told.splitn(4, ' ');
    let mut next = || told.next().unwrap();
    let (way, begin, end) = (next(), next().parse().unwrap(), next().parse().unwrap());
    let path = Path::new(next());
    let tally = match way {
        "ours" => ours(path, begin, end),
        _ => theirs(path, begin, end),
    };
    let (worst, busy) = (tally.worst.as_micros(), tally.busy);
    println!("\ntally {} {worst} {busy}", tally.commits);
}

fn ours(path: &Path, begin: u64, end: u64) -> Tally {
    let mut store = Store::open(path, options("w")).unwrap();
    tally(begin, end, || match store.write(&add("a")) {
        Ok(_) => true,
        Err(err) if err.is::<Busy>() => false,
        Err(err) => panic!("{err:#}"),
    })
}

/// The same load without our lock: two rows, synced, and SQLite's busy handler.
fn theirs(path: &Path, begin: u64, end: u64) -> Tally {
    let conn = bare(path);
    let write = || -> rusqlite::Result<()> {
        let tx = Transaction::new_unchecked(&conn, TransactionBehavior::Immediate)?;
        tx.execute("INSERT INTO present (text) VALUES ('a')", [])?;
        tx.execute("INSERT INTO past (text) VALUES ('added a')", [])?;
        tx.commit()
    };
    tally(begin, end, || match write() {
        Ok(()) => true,
        Err(err) if err.sqlite_error_code() == Some(ErrorCode::DatabaseBusy) => false,
        Err(err) => panic!("{err}"),
    })
}

fn bare(path: &Path) -> Connection {
    let conn = Connection::open(path).unwrap();
    conn.busy_timeout(Duration::from_secs(5)).unwrap();
    conn.execute_batch(
        "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;
         CREATE TABLE IF NOT EXISTS present (id INTEGER PRIMARY KEY, text TEXT NOT NULL);
         CREATE TABLE IF NOT EXISTS past (id INTEGER PRIMARY KEY, text TEXT NOT NULL);",
    )
    .unwrap();
    conn
}

/// Writes from begin to end. `write` tells whether it did; what it could not in one try counts on.
fn tally(begin: u64, end: u64, mut write: impl FnMut() -> bool) -> Tally {
    let mut tally = Tally::default();
    std::thread::sleep(Duration::from_millis(begin.saturating_sub(clock())));
    while clock() < end {
        let asked = Instant::now();
        while !write() {
            tally.busy += 1;
        }
        tally.commits += 1;
        tally.worst = tally.worst.max(asked.elapsed());
    }
    tally
}

fn clock() -> u64 {
    let now = SystemTime::now().duration_since(UNIX_EPOCH).unwrap();
    u64::try_from(now.as_millis()).unwrap()
}

/// Has sixteen processes write for so long, all from the same moment on.
fn run(way: &str, path: &Path, seconds: u64) -> Vec<Tally> {
    let begin = clock() + 1_000;
    let end = begin + seconds * 1_000;
    let start = |_| {
        let told = format!("{way} {begin} {end} {}", path.display());
        Command::new(std::env::current_exe().unwrap())
            .args(["--exact", "writer", "--nocapture"])
            .env(WRITE_TO, told)
            .stdout(Stdio::piped())
            .spawn()
            .unwrap()
    };
    let children: Vec<Child> = (0..WRITERS).map(start).collect();
    let tally = |child: Child| {
        let out = child.wait_with_output().unwrap();
        let text = String::from_utf8_lossy(&out.stdout).into_owned();
        assert!(out.status.success(), "{text}");
        let line = text.lines().find_map(|line| line.strip_prefix("tally "));
        let numbers: Vec<u64> = line
            .expect("a tally")
            .split(' ')
            .map(|number| number.parse().unwrap())
            .collect();
        Tally {
            commits: numbers[0],
            worst: Duration::from_micros(numbers[1]),
            busy: numbers[2],
        }
    };
    children.into_iter().map(tally).collect()
}

/// The tallies of all writers in one line.
struct Sum {
    most: u64,
    fewest: u64,
    worst: Duration,
    busy: u64,
}

fn sum(way: &str, tallies: &[Tally], seconds: u64) -> Sum {
    let commits = || tallies.iter().map(|tally| tally.commits);
    let sum = Sum {
        most: commits().max().unwrap(),
        fewest: commits().min().unwrap(),
        worst: tallies.iter().map(|tally| tally.worst).max().unwrap(),
        busy: tallies.iter().map(|tally| tally.busy).sum(),
    };
    println!(
        "{way}: {} commits a second, of one writer {} to {}, longest wait {:?}, told busy {} times",
        commits().sum::<u64>() / seconds,
        sum.fewest,
        sum.most,
        sum.worst,
        sum.busy
    );
    sum
}

#[test]
fn of_sixteen_writers_none_is_starved_or_turned_away() {
    let long: Option<u64> = std::env::var("WALBOARD_TEST_FAIR")
        .ok()
        .map(|seconds| seconds.parse().unwrap());
    let seconds = long.unwrap_or(3);
    let board = TestBoard::new();
    let try_once = || {
        let ours = sum("our lock", &run("ours", &board.path, seconds), seconds);
        assert_eq!(ours.busy, 0, "somebody was told that the board is busy");
        ours
    };
    // On a busy machine one short run may give a process no time at all; three in a row are no chance.
    let mut ours = try_once();
    for _ in 0..2 {
        if ours.most < 4 * ours.fewest {
            break;
        }
        ours = try_once();
    }
    assert!(
        ours.most < 4 * ours.fewest,
        "{} commits of one, {} of another",
        ours.most,
        ours.fewest
    );
    if long.is_none() {
        return;
    }
    let bare_path = board.dir.path().join("bare.db");
    drop(bare(&bare_path));
    let theirs = sum(
        "SQLite's busy handler",
        &run("theirs", &bare_path, seconds),
        seconds,
    );
    assert!(
        ours.worst * 4 <= theirs.worst,
        "waited {:?} for our lock, {:?} for SQLite's",
        ours.worst,
        theirs.worst
    );
}
