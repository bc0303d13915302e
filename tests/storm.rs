//! Writers that are killed at any moment cost nobody an edit that was acknowledged.
//!
//! `WALBOARD_TEST_KILLS=1000 cargo test --test storm` is the long form.
#![allow(
    clippy::disallowed_methods,
    reason = "tests look at files from outside"
)]
#![cfg(unix)]

mod common;
#[path = "common/pty.rs"]
mod pty;

use std::collections::HashSet;
use std::io::{BufRead as _, BufReader};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::{Duration, Instant};

use common::board::{TestBoard, add, options};
use pty::Pty;
use walboard::store::{Mode, News, Report, Store, health::Verdict, spawn};

/// What this executable is told to do instead of testing: write to that board until it is killed.
const WRITE_TO: &str = "WALBOARD_TEST_STORM";

/// Not a test of its own: a writer through the library. It names each card on standard output, after the commit.
#[test]
fn writer() {
    let Ok(told) = std::env::var(WRITE_TO) else {
        return;
    };
    let (name, path) = told.split_once(' ').unwrap();
    let mut store = Store::open(Path::new(path), options(name)).unwrap();
    for n in 0.. {
        let title = format!("{name}/{n}");
        store.write(&add_under(&title)).unwrap();
        println!("\nsaved {title}");
    }
}

fn add_under(title: &str) -> walboard::edit::Edit {
    let mut edit = add(title);
    edit.id = walboard::change::EditId(title.to_owned());
    edit
}

fn start(name: &str, path: &Path, by_command: bool) -> Child {
    let mut command = if by_command {
        let mut shell = Command::new("sh");
        let script = r#"n=0; while "$0" add "$2/$n" -B "$1" >/dev/null; do printf '\nsaved %s/%s\n' "$2" "$n"; n=$((n+1)); done"#;
        shell
            .args(["-c", script, env!("CARGO_BIN_EXE_walboard")])
            .arg(path)
            .arg(name);
        shell
    } else {
        let mut this = Command::new(std::env::current_exe().unwrap());
        this.args(["--exact", "writer", "--nocapture"])
            .env(WRITE_TO, format!("{name} {}", path.display()));
        this
    };
    command.stdout(Stdio::piped()).stderr(Stdio::null());
    // A group of its own, so that the command it is running dies with the shell.
    std::os::unix::process::CommandExt::process_group(&mut command, 0);
    command.spawn().unwrap()
}

fn kill(child: &mut Child) {
    let group = rustix::process::Pid::from_child(child);
    rustix::process::kill_process_group(group, rustix::process::Signal::KILL).unwrap();
    child.wait().unwrap();
}

#[test]
fn writers_killed_at_any_moment_lose_nothing_that_was_acknowledged() {
    let kills: usize =
        std::env::var("WALBOARD_TEST_KILLS").map_or(80, |kills| kills.parse().unwrap());
    let board = TestBoard::new();
    // Two boards that stay open all the while: one on a screen, and one in this process.
    let command = pty::walboard(env!("CARGO_BIN_EXE_walboard"), board.dir.path())
        .env("WALBOARD", &board.path)
        .env("WALBOARD_USER", "screen");
    let mut screen = Pty::spawn(command, 24, 80);
    screen.wait_for_text("To do 0");
    let mut open = board.open("watcher");
    let copy = Arc::new(Mutex::new(open.read().unwrap()));
    let _requests = spawn(open, {
        let copy = Arc::clone(&copy);
        move |report| match report {
            Report::News(News::Changes(changes)) => {
                let mut copy = copy.lock().unwrap();
                changes
                    .iter()
                    .for_each(|change| copy.absorb(change).unwrap());
            }
            Report::News(News::Whole(whole)) => *copy.lock().unwrap() = whole,
            _ => {}
        }
    })
    .unwrap();

    // The acknowledgements are kept here, outside of the processes that are killed.
    let saved = Arc::new(Mutex::new(HashSet::new()));
    let listen = |child: &mut Child| {
        let (saved, lines) = (
            Arc::clone(&saved),
            BufReader::new(child.stdout.take().unwrap()).lines(),
        );
        thread::spawn(move || {
            // A line cut short by the kill is none: its newline never came, and a half name is found out below.
            let titles = lines
                .map_while(Result::ok)
                .filter_map(|line| line.strip_prefix("saved ").map(str::to_owned));
            titles.for_each(|title| {
                saved.lock().unwrap().insert(title);
            });
        })
    };
    let mut writers: Vec<(Child, thread::JoinHandle<()>)> = (0..8)
        .map(|n| {
            let mut child = start(&format!("w{n}"), &board.path, n % 4 == 3);
            let heard = listen(&mut child);
            (child, heard)
        })
        .collect();
    let mut dice = 7_u64;
    for kill_number in 0..kills {
        dice = dice.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
        thread::sleep(Duration::from_millis(5 + (dice >> 33) % 26));
        let victim = (dice >> 40) as usize % writers.len();
        kill(&mut writers[victim].0);
        let mut child = start(
            &format!("k{kill_number}"),
            &board.path,
            kill_number % 4 == 3,
        );
        let heard = listen(&mut child);
        writers[victim] = (child, heard);
    }
    for (mut child, heard) in writers {
        kill(&mut child);
        heard.join().unwrap();
    }

    let mut store = board.open("ann");
    let findings = store.check().unwrap();
    assert!(
        findings
            .iter()
            .all(|finding| finding.verdict == Verdict::Ok),
        "{findings:#?}"
    );
    let whole = store.read().unwrap();
    let there: HashSet<&str> = whole.cards().map(|card| card.title.as_str()).collect();
    let saved = saved.lock().unwrap();
    let lost: Vec<_> = saved
        .iter()
        .filter(|title| !there.contains(title.as_str()))
        .collect();
    assert!(
        lost.is_empty(),
        "{} of {} acknowledged cards are lost: {lost:?}",
        lost.len(),
        saved.len()
    );
    assert!(
        saved.len() > kills / 4,
        "only {} cards were saved: nothing was tried",
        saved.len()
    );
    assert_eq!(there.len(), whole.cards().count(), "a card was added twice");
    println!(
        "{kills} kills, {} acknowledged, {} on the board, none lost",
        saved.len(),
        there.len()
    );

    let end = Instant::now() + Duration::from_secs(20);
    while *copy.lock().unwrap() != whole {
        assert!(
            Instant::now() < end,
            "the board that stayed open does not show the last state"
        );
        thread::sleep(Duration::from_millis(10));
    }
    assert_eq!(store.mode(), Mode::ReadWrite);
    screen.wait_for_text(&format!("To do {}", there.len()));
    let column = whole.column(common::board::TODO).unwrap();
    let last = whole.card(*column.cards().last().unwrap()).unwrap();
    screen.press("G");
    screen.wait_for_text(&last.title);
    screen.press("q");
    assert!(screen.wait_for_end().success());
}
