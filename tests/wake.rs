//! Nothing stale: a commit in one process is news in the other, whichever hint of it gets lost.
#![allow(
    clippy::disallowed_methods,
    reason = "tests look at files from outside"
)]
#![cfg(unix)]

mod common;

use std::fs;
use std::io::{BufRead as _, BufReader};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{self, Receiver};
use std::thread;
use std::time::{Duration, Instant};

use common::board::{TestBoard, add, options};
use walboard::store::{News, Report, Store, spawn};

/// What this executable is told to do instead of testing: write to that board, so many times.
const WRITE_TO: &str = "WALBOARD_TEST_WRITE_TO";
/// Slower than this is the slow look, not a notice.
const SLOW: Duration = Duration::from_millis(700);

/// Not a test of its own: what the writing process runs. It names each commit on standard output, after it.
#[test]
fn writer() {
    let Ok(told) = std::env::var(WRITE_TO) else {
        return;
    };
    let mut told = told.splitn(3, ' ');
    let mut next = || told.next().unwrap();
    let (count, pause, path) = (next(), next().parse::<u64>().unwrap(), next());
    let mut store = Store::open(Path::new(path), options("bob")).unwrap();
    let mut dice = 1_u64;
    for n in 0..count.parse().unwrap() {
        let seq = store.write(&add(&format!("card {n}"))).unwrap()[0].seq;
        println!("\ncommitted {seq}");
        // Gaps of 0 to 40 ms, and now and then a longer one: after a burst nothing else comes to wake the reader.
        dice = dice.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
        let gap = if n % 50 == 49 {
            1_500
        } else {
            (dice >> 33) % 40
        };
        thread::sleep(Duration::from_millis(gap + pause));
    }
}

fn write_in_another_process(path: &Path, count: usize, pause: u64, tracer: &[&str]) -> Child {
    let this = std::env::current_exe().unwrap();
    let mut command = match tracer {
        [] => Command::new(&this),
        [program, args @ ..] => {
            let mut command = Command::new(program);
            command.args(args).arg(&this);
            command
        }
    };
    command.args(["--exact", "writer", "--nocapture"]);
    command.env(WRITE_TO, format!("{count} {pause} {}", path.display()));
    command
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap()
}

/// Listens as a board on a screen does; gives the number of each change as it comes.
fn listen(
    path: &Path,
) -> (
    mpsc::Sender<walboard::store::Request>,
    Receiver<(i64, Instant)>,
) {
    let mut store = Store::open(path, options("ann")).unwrap();
    store.read().unwrap();
    let (tell, heard) = mpsc::channel();
    let requests = spawn(store, move |report| {
        if let Report::News(News::Changes(changes)) = report {
            for change in changes {
                let _ = tell.send((change.seq, Instant::now()));
            }
        }
    });
    (requests.unwrap(), heard)
}

/// Has another process commit `count` times, and returns how long each commit took to be news, once it was done.
fn delays(path: &Path, count: usize, pause: u64, tracer: &[&str]) -> Vec<Duration> {
    let (_requests, heard) = listen(path);
    let mut writer = write_in_another_process(path, count, pause, tracer);
    let lines = BufReader::new(writer.stdout.take().unwrap()).lines();
    let mut delays = Vec::new();
    for line in lines {
        let line = line.unwrap();
        let Some(seq) = line.strip_prefix("committed ") else {
            continue;
        };
        let committed = Instant::now();
        let (news, at) = heard
            .recv_timeout(Duration::from_secs(20))
            .expect("a commit that was never news");
        assert_eq!(news.to_string(), seq, "in order, each once");
        delays.push(at.saturating_duration_since(committed));
    }
    assert_eq!(delays.len(), count);
    assert!(writer.wait().unwrap().success());
    delays
}

fn assert_noticed(mut delays: Vec<Duration>) {
    let slow = delays.iter().filter(|delay| **delay > SLOW).count();
    delays.sort_unstable();
    let (median, worst) = (delays[delays.len() / 2], delays[delays.len() - 1]);
    println!(
        "{} commits: median {median:?}, worst {worst:?}, {slow} by the slow look",
        delays.len()
    );
    // Looking once at each notice leaves nearly all to the slow look.
    assert!(
        slow * 5 <= delays.len(),
        "{slow} of {} came by the slow look only",
        delays.len()
    );
}

/// `WALBOARD_TEST_COMMITS=1000` is the long form.
fn commits(short: usize) -> usize {
    std::env::var("WALBOARD_TEST_COMMITS").map_or(short, |count| count.parse().unwrap())
}

#[test]
fn every_commit_of_another_process_is_news() {
    let board = TestBoard::new();
    assert_noticed(delays(&board.path, commits(200), 0, &[]));
}

#[test]
fn every_commit_is_news_without_the_bell() {
    let board = TestBoard::new();
    // Where there is no lock file there is no bell.
    fs::remove_file(board.beside(".lock")).unwrap();
    fs::create_dir(board.beside(".lock")).unwrap();
    assert_noticed(delays(&board.path, commits(100), 0, &[]));
}

#[test]
fn every_commit_is_news_when_the_disk_is_slow() {
    let inject = "inject=fsync,fdatasync:delay_enter=200000";
    let tracer = [
        "strace",
        "-f",
        "-qq",
        "-o",
        "/dev/null",
        "-e",
        "trace=fsync,fdatasync",
        "-e",
        inject,
    ];
    let works = Command::new("strace")
        .args(["-qq", "-o", "/dev/null", "true"])
        .output();
    if !works.is_ok_and(|out| out.status.success()) {
        eprintln!("skipped: strace is not to be had here");
        return;
    }
    let board = TestBoard::new();
    assert_noticed(delays(&board.path, 20, 0, &tracer));
    // Without the bell, only the looks that follow a notice can find a commit that ends 200 ms after it.
    fs::remove_file(board.beside(".lock")).unwrap();
    fs::create_dir(board.beside(".lock")).unwrap();
    // The pause keeps the next commit's notice from finding this one.
    assert_noticed(delays(&board.path, 8, 1_300, &tracer));
}

#[test]
fn a_flood_of_commits_ends_in_the_last_one() {
    let board = TestBoard::new();
    let (_requests, heard) = listen(&board.path);
    let mut bob = board.open("bob");
    let mut last = 0;
    for n in 0..500 {
        last = bob.write(&add(&format!("{n}"))).unwrap()[0].seq;
    }
    let seen: Vec<i64> = std::iter::from_fn(|| heard.recv_timeout(Duration::from_secs(20)).ok())
        .map(|(seq, _)| seq)
        .take_while(|seq| *seq < last)
        .collect();
    assert_eq!(
        seen,
        (4..last).collect::<Vec<_>>(),
        "each once, in order, none left out"
    );
}
