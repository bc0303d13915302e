//! Four boards stay open while four processes write: nothing grows, and when the writing ends nothing runs.
//!
//! `WALBOARD_TEST_SOAK=3600 cargo test --test soak -- --nocapture` is the long form, in seconds.
#![allow(
    clippy::disallowed_methods,
    reason = "tests look at files from outside"
)]
#![cfg(target_os = "linux")]

mod common;
#[path = "common/open.rs"]
mod open;
#[path = "common/pty.rs"]
mod pty;

use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};
use std::{env, fs, thread};

use common::board::{TestBoard, add, card_of, edit, options};
use open::{WALBOARD, cpu, wait_until};
use pty::Pty;
use walboard::board::CardId;
use walboard::edit::Act;
use walboard::store::{Store, health::Verdict};

/// What this executable is told to do instead of testing: to write to that board until it is ended.
const WRITE_TO: &str = "WALBOARD_TEST_SOAK_WRITER";
/// How long idle boards are looked at.
const IDLE: Duration = Duration::from_secs(4);
/// After how many changes a board has all the memory that it needs, and how long they may take.
const WARM: i64 = 2_000;
const BUSY: Duration = Duration::from_secs(600);
/// The log is put away at 4 MB; a reader in the way may hold that up for a moment.
const LOG_AT_MOST: u64 = 16 << 20;

/// Not a test of its own: a writer, which leaves the board as large as it was.
#[test]
fn writer() {
    let Ok(told) = env::var(WRITE_TO) else {
        return;
    };
    let (name, path) = told.split_once(' ').unwrap();
    let mut store = Store::open(Path::new(path), options(name)).unwrap();
    loop {
        let card = card_of(&store.write(&add(&format!("of {name}"))).unwrap());
        for on in [true, false] {
            let label = format!("by-{name}");
            for card in [CardId(1), card] {
                let label = label.clone();
                store.write(&edit(Act::Label { card, label, on })).unwrap();
            }
        }
        store.write(&edit(Act::Delete(card))).unwrap();
        thread::sleep(Duration::from_millis(20));
    }
}

fn write_to(path: &Path, name: &str) -> Child {
    Command::new(env::current_exe().unwrap())
        .args(["--exact", "writer", "--nocapture"])
        .env(WRITE_TO, format!("{name} {}", path.display()))
        .stdout(Stdio::null())
        .spawn()
        .unwrap()
}

/// What a process has of the system while it rests.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Has {
    files: usize,
    threads: usize,
}

/// Waits until what is under way on the boards has ended; returns what each of them has then, the least of some looks,
/// for a thread or a file that is there for a moment is none that stays. While there is work, such a thread may be there
/// at every look: the one that waits for the lock.
fn at_rest(screens: &[Pty]) -> Vec<Has> {
    // What was typed ahead may take a while on a busy machine.
    let end = Instant::now() + BUSY;
    for screen in screens {
        while !screen.text().contains(" saved") {
            assert!(Instant::now() < end, "is never saved\n{}", screen.framed());
            thread::sleep(Duration::from_millis(100));
        }
        screen.wait_until_quiet_for(Duration::from_millis(1_500));
    }
    let count = |screen: &Pty, what| {
        let look = |_| {
            thread::sleep(Duration::from_millis(50));
            let all = fs::read_dir(format!("/proc/{}/{what}", screen.child.id()));
            all.unwrap().count()
        };
        (0..10).map(look).min().unwrap()
    };
    let has = |screen| Has {
        files: count(screen, "fd"),
        threads: count(screen, "task"),
    };
    screens.iter().map(has).collect()
}

/// Returns how many kilobytes of memory a process has.
fn memory(pid: u32) -> u64 {
    let status = fs::read_to_string(format!("/proc/{pid}/status")).unwrap();
    let resident = status.lines().find_map(|line| line.strip_prefix("VmRSS:"));
    let kilobytes = resident.unwrap().trim().trim_end_matches(" kB");
    kilobytes.parse().unwrap()
}

/// Looks at the boards for so long while keys are pressed on them; returns the least memory that each one had.
fn look(screens: &[Pty], log: &Path, time: Duration) -> Vec<u64> {
    let end = Instant::now() + time;
    let mut least = vec![u64::MAX; screens.len()];
    while Instant::now() < end {
        for (screen, least) in screens.iter().zip(&mut least) {
            // Faster than they are saved, until keys have to wait: what is not saved yet must not grow without end.
            if !screen.text().contains("and keys") {
                screen.press(&"j+-k+-".repeat(10));
            }
            *least = memory(screen.child.id()).min(*least);
        }
        let log = fs::metadata(log).map_or(0, |meta| meta.len());
        assert!(log < LOG_AT_MOST, "{log} bytes of log");
        thread::sleep(Duration::from_millis(250));
    }
    least
}

#[test]
fn four_boards_beside_four_writers_do_not_grow_and_then_rest() {
    let time: u64 = env::var("WALBOARD_TEST_SOAK").map_or(10, |time| time.parse().unwrap());
    let board = TestBoard::new();
    let mut ann = board.open("ann");
    for n in 0..40 {
        ann.write(&add(&format!("card {n}"))).unwrap();
    }
    let begun = ann.last_seq().unwrap();
    let screens: Vec<Pty> = (0..4)
        .map(|n| {
            let command = pty::walboard(WALBOARD, board.dir.path())
                .env("WALBOARD", &board.path)
                .env("WALBOARD_USER", format!("s{n}"));
            let mut pty = Pty::spawn(command, 24, 80);
            pty.wait_for_text("card 1");
            // Each at cards of its own, or they would clash, and ask.
            pty.press(&"jj".repeat(n));
            // The file that is locked is opened for the first edit.
            pty.press("+-");
            pty
        })
        .collect();
    wait_until(|| ann.last_seq().unwrap() == begun + 8, "saved by all");
    let rested = at_rest(&screens);
    let mut writers: Vec<Child> = (0..4)
        .map(|n| write_to(&board.path, &format!("w{n}")))
        .collect();
    let warm = Duration::from_secs((time / 4).clamp(3, 60));
    let log = board.beside("-wal");
    // A slow machine is not warm after a few seconds, but after so much work.
    let (end, begun) = (Instant::now() + BUSY, ann.last_seq().unwrap());
    while ann.last_seq().unwrap() < begun + WARM {
        assert!(Instant::now() < end, "the writers do not write");
        look(&screens, &log, warm);
    }
    let before = look(&screens, &log, warm);
    let started = ann.last_seq().unwrap();
    look(
        &screens,
        &log,
        Duration::from_secs(time).saturating_sub(3 * warm),
    );
    let after = look(&screens, &log, warm);
    for writer in &mut writers {
        assert!(writer.try_wait().unwrap().is_none(), "a writer has ended");
        writer.kill().unwrap();
        writer.wait().unwrap();
    }
    let journal = ann.last_seq().unwrap();
    println!(
        "{} changes while it was looked at, {journal} in all; KB of memory: {before:?} → {after:?}",
        journal - started
    );
    for (before, after) in before.iter().zip(&after) {
        let grown = after.saturating_sub(*before);
        assert!(grown < 4 << 10, "grown by {grown} KB");
    }

    // What is under way ends; then nobody has more than before, nor anything to do.
    let rest = at_rest(&screens);
    println!("{rested:?} → {rest:?}");
    // The file by which a snapshot was read stays open: SQLite does not close it while it has locks on the board.
    let kept = usize::from(board.beside(".snapshots").exists());
    let same = |(before, now): (&Has, &Has)| {
        let files = before.files..=before.files + kept;
        now.threads == before.threads && files.contains(&now.files)
    };
    assert!(rested.iter().zip(&rest).all(same), "{rested:?} → {rest:?}");
    let used = |screens: &[Pty]| -> Vec<f64> {
        screens
            .iter()
            .map(|screen| cpu(screen.child.id()).unwrap())
            .collect()
    };
    let (busy, marks): (_, Vec<_>) = (used(&screens), screens.iter().map(Pty::mark).collect());
    thread::sleep(IDLE);
    for ((screen, mark), (busy, idle)) in screens
        .iter()
        .zip(marks)
        .zip(busy.iter().zip(used(&screens)))
    {
        // Two ticks of the clock that the system counts by, which may be begun already.
        assert!(
            idle - busy < 0.025,
            "used {} s of CPU while idle",
            idle - busy
        );
        assert_eq!(
            String::from_utf8_lossy(&screen.since(mark)),
            "",
            "drawn while idle"
        );
    }
    let findings = ann.check().unwrap();
    assert!(
        findings
            .iter()
            .all(|finding| finding.verdict == Verdict::Ok),
        "{findings:#?}"
    );
    for mut screen in screens {
        screen.press("q");
        assert!(screen.wait_for_end().success());
    }
}
