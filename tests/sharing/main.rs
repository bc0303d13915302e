//! Several processes on one board: everything everybody saved is there, and everybody sees it.
#![allow(
    clippy::disallowed_methods,
    reason = "tests look at files from outside"
)]
#![cfg(unix)]

#[path = "../common/mod.rs"]
mod common;
#[path = "../common/pty.rs"]
mod pty;
mod stopped;

use std::fs;
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use common::command::{Walboard, can_strace};
use pty::Pty;

/// Opens the board in a terminal, under that name.
fn screen(walboard: &Walboard, name: &str) -> Pty {
    let command = pty::walboard(env!("CARGO_BIN_EXE_walboard"), walboard.home())
        .env("WALBOARD", walboard.path("team.db"))
        .env("WALBOARD_USER", name);
    let mut pty = Pty::spawn(command, 24, 80);
    pty.wait_for_text("To do");
    pty.wait_until_quiet();
    pty
}

/// Runs the same command many times at once and expects each to succeed without a word on standard error.
fn all_at_once(count: usize, command: impl Fn(usize) -> Command) {
    let children: Vec<Child> = (0..count)
        .map(|n| {
            let mut command = command(n);
            command
                .stdout(Stdio::piped())
                .stderr(Stdio::piped())
                .spawn()
                .unwrap()
        })
        .collect();
    for child in children {
        let output = child.wait_with_output().unwrap();
        assert_eq!(String::from_utf8_lossy(&output.stderr), "");
        assert!(output.status.success(), "{output:?}");
    }
}

fn assert_sound(walboard: &Walboard) {
    let findings = walboard.json(["check"]);
    let bad = findings
        .as_array()
        .unwrap()
        .iter()
        .filter(|finding| finding["verdict"] != "ok");
    assert_eq!(bad.count(), 0, "{findings:#}");
}

/// `WALBOARD_TEST_ADDS=N` changes how many cards each of the 16 adds.
#[test]
fn sixteen_processes_that_add_fifty_cards_each_make_eight_hundred() {
    let each: usize = std::env::var("WALBOARD_TEST_ADDS").map_or(50, |n| n.parse().unwrap());
    let walboard = Walboard::new();
    thread::scope(|scope| {
        for writer in 0..16 {
            let walboard = &walboard;
            scope.spawn(move || {
                for n in 0..each {
                    walboard.ok(["add", &format!("card {n} of {writer}")]);
                }
            });
        }
    });
    let cards = walboard.json(["list"]);
    let mut ids: Vec<_> = cards
        .as_array()
        .unwrap()
        .iter()
        .map(|card| card["id"].as_u64().unwrap())
        .collect();
    ids.sort_unstable();
    assert_eq!(ids, (1..=16 * each as u64).collect::<Vec<_>>());
    let log = walboard.ok(["log", "--json"]);
    let seq = |line: &str| {
        serde_json::from_str::<serde_json::Value>(line).unwrap()["seq"]
            .as_u64()
            .unwrap()
    };
    assert!(
        log.lines().map(seq).eq(1..=3 + 16 * each as u64),
        "the journal has gaps"
    );
    assert_sound(&walboard);
}

#[test]
fn twenty_processes_that_open_the_same_missing_board_make_one() {
    for _ in 0..3 {
        let walboard = Walboard::homeless();
        all_at_once(20, |n| {
            let mut command = walboard.command(["add", &format!("card {n}")]);
            command.env_remove("WALBOARD");
            command
        });
        let folder = walboard.home().join(".local/share/walboard");
        let mut names: Vec<_> = fs::read_dir(&folder)
            .unwrap()
            .map(|entry| entry.unwrap().file_name())
            .collect();
        names.sort();
        assert_eq!(
            names,
            [
                "personal.db",
                "personal.db-shm",
                "personal.db-wal",
                "personal.db.lock"
            ]
        );
        let mut list = walboard.command(["list", "--json"]);
        let out = list.env_remove("WALBOARD").output().unwrap().stdout;
        let cards: serde_json::Value = serde_json::from_slice(&out).unwrap();
        assert_eq!(cards.as_array().unwrap().len(), 20);
    }
}

#[test]
fn what_one_board_does_the_other_shows_without_a_key() {
    let walboard = Walboard::new();
    let (ann, mut bob) = (screen(&walboard, "ann"), screen(&walboard, "bob"));
    ann.press("nPaint the fence<enter>");
    bob.wait_for_text("Paint the fence");
    bob.wait_for_text("ann");
    ann.press("L");
    // The header counts: the card has left To do for Doing.
    bob.wait_for("the card in Doing", |screen| {
        screen.contents().contains("Doing 1")
    });
    ann.press("r<c-u>Paint the gate<enter>");
    bob.wait_for_text("Paint the gate");
    ann.press("d");
    bob.wait_for("an empty board", |screen| {
        !screen.contents().contains("Paint the gate\n") && screen.contents().contains("Doing 0")
    });
    let cards = walboard.json(["list", "--archived"]);
    assert_eq!(cards[0]["title"], "Paint the gate");
    assert_sound(&walboard);
}

/// From the key in one terminal to the words in the other: the file in between is synced, read and drawn.
#[test]
fn a_key_here_is_on_the_screen_there_soon() {
    let walboard = Walboard::new();
    let (ann, mut bob) = (screen(&walboard, "ann"), screen(&walboard, "bob"));
    let mut times: Vec<Duration> = (10..40)
        .map(|n| {
            ann.press("n");
            ann.wait_until_read();
            let start = Instant::now();
            ann.press(&format!("card-{n}-of-ann<enter>"));
            // Counted, because a full column does not show its last card.
            bob.wait_for("one more card", |screen| {
                screen.contents().contains(&format!("To do {}", n - 9))
            });
            start.elapsed()
        })
        .collect();
    times.sort_unstable();
    let (median, worst) = (times[times.len() / 2], times[times.len() - 1]);
    println!("from key to screen: median {median:?}, worst {worst:?}");
    assert!(
        median < Duration::from_secs(1),
        "not by a notice, but by the slow look: {median:?}"
    );
}

#[test]
fn what_the_command_line_and_the_sqlite_shell_write_is_on_the_screen() {
    let walboard = Walboard::new();
    let mut ann = screen(&walboard, "ann");
    walboard.ok(["add", "From a script"]);
    ann.wait_for_text("From a script");
    if !has("sqlite3") {
        eprintln!("skipped the shell: there is no sqlite3");
        return;
    }
    // Nobody else writes meanwhile: this shell may be one with SQLite's old fault.
    let shell = Command::new("sqlite3")
        .arg(walboard.path("team.db"))
        .arg("UPDATE card SET title = 'By hand' WHERE id = 1; SELECT changes();")
        .output()
        .unwrap();
    assert_eq!(String::from_utf8_lossy(&shell.stdout), "1\n", "{shell:?}");
    ann.wait_for_text("By hand");
    // And the board goes on from there.
    ann.press("+");
    ann.wait_for("the card at a priority", |screen| {
        screen.contents().contains("saved")
    });
    assert!(walboard.ok(["show", "1"]).contains("By hand"));
}

#[test]
fn without_notices_the_board_says_so_and_looks_by_itself() {
    if !can_strace() {
        return;
    }
    let walboard = Walboard::new();
    let command = pty::walboard("strace", walboard.home())
        .args(["-f", "-qq", "-o", "/dev/null", "-e", "trace=inotify_init1"])
        .args([
            "-e",
            "inject=inotify_init1:error=EMFILE",
            env!("CARGO_BIN_EXE_walboard"),
        ])
        .env("WALBOARD", walboard.path("team.db"));
    let mut ann = Pty::spawn(command, 24, 100);
    ann.wait_for_text("no change notices");
    walboard.ok(["add", "Found by looking"]);
    ann.wait_for_text("Found by looking");
}

#[test]
fn a_lock_that_the_system_does_not_have_is_done_without() {
    if !can_strace() {
        return;
    }
    let walboard = Walboard::new();
    let mut strace = Command::new("strace");
    strace.args([
        "-f",
        "-qq",
        "-o",
        "/dev/null",
        "-e",
        "trace=flock",
        "-e",
        "inject=flock:error=ENOLCK",
    ]);
    let out = strace
        .arg(env!("CARGO_BIN_EXE_walboard"))
        .args(["add", "x", "-B"])
        .arg(walboard.path("team.db"));
    let out = out.output().unwrap();
    assert!(out.status.success(), "{out:?}");
    let mut strace = Command::new("strace");
    strace.args([
        "-f",
        "-qq",
        "-o",
        "/dev/null",
        "-e",
        "trace=flock",
        "-e",
        "inject=flock:error=ENOLCK",
    ]);
    let check = strace
        .arg(env!("CARGO_BIN_EXE_walboard"))
        .args(["check", "-B"])
        .arg(walboard.path("team.db"));
    let check = String::from_utf8(check.output().unwrap().stdout).unwrap();
    assert!(
        check.contains("not to be had") && check.contains("No locks available"),
        "{check}"
    );
    assert_eq!(walboard.json(["list"]).as_array().unwrap().len(), 1);
}

/// Closing any other descriptor on these files would drop SQLite's locks, so nobody else may open them.
#[test]
fn only_sqlite_opens_the_database_and_its_two_files() {
    if !can_strace() {
        return;
    }
    let walboard = Walboard::new();
    let trace = walboard.path("trace");
    for command in [
        &["add", "x"][..],
        &["list"],
        &["check"],
        &["log"],
        &["move", "1", "Doing"],
        &["undo"],
    ] {
        let mut strace = Command::new("strace");
        strace
            .args(["-f", "-qq", "-e", "trace=open,openat,openat2,creat", "-o"])
            .arg(&trace);
        let out = strace
            .arg(env!("CARGO_BIN_EXE_walboard"))
            .args(command)
            .arg("-B")
            .arg(walboard.path("team.db"));
        let out = out.output().unwrap();
        assert!(out.status.success(), "{command:?}: {out:?}");
        let trace = fs::read_to_string(&trace).unwrap();
        for file in ["team.db\"", "team.db-wal\"", "team.db-shm\""] {
            let opens: Vec<&str> = trace.lines().filter(|line| line.contains(file)).collect();
            // SQLite's own way of opening, once in a process.
            assert_eq!(opens.len(), 1, "{command:?} {file}: {opens:#?}");
            assert!(opens[0].contains("O_NOFOLLOW"), "{command:?}: {}", opens[0]);
        }
    }
}

fn has(tool: &str) -> bool {
    Command::new(tool)
        .arg("--version")
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status()
        .is_ok()
}
