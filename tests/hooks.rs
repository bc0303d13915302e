//! Hooks: told each change once, after the answer, with no lock held; and whatever they do, nobody is harmed.
#![allow(
    clippy::disallowed_methods,
    reason = "tests look at files from outside"
)]
#![cfg(unix)]

mod common;
#[path = "common/pty.rs"]
mod pty;

use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use common::command::{Ran, Walboard};
use pty::{DEADLINE, Pty};

/// Puts a shell script into a folder of hooks. Another process writes it: one of ours that is being started might
/// still have it open, and then it could not be run.
fn hook(folder: &Path, name: &str, script: &str) -> PathBuf {
    let path = folder.join(name);
    let write = r#"mkdir -p "$(dirname "$1")" && cat >"$1" && chmod 755 "$1""#;
    let mut sh = Command::new("sh")
        .args(["-c", write, "sh"])
        .arg(&path)
        .stdin(Stdio::piped())
        .spawn()
        .unwrap();
    let mut stdin = sh.stdin.take().unwrap();
    write!(stdin, "#!/bin/sh\n{script}\n").unwrap();
    drop(stdin);
    assert!(sh.wait().unwrap().success());
    path
}

/// The user's own hooks.
fn own(walboard: &Walboard) -> PathBuf {
    walboard.path(".config/walboard/hooks")
}

/// Keeps all that a hook is told.
const TOLD: &str = r#"cat >>"$HOME/told"; echo "$WALBOARD_EVENT $WALBOARD_BOARD" >>"$HOME/events""#;

fn read(walboard: &Walboard, name: &str) -> String {
    fs::read_to_string(walboard.path(name)).unwrap_or_default()
}

#[track_caller]
fn wait_for(file: &Path) {
    let end = Instant::now() + DEADLINE;
    while !file.exists() {
        assert!(Instant::now() < end, "{} never came", file.display());
        std::thread::sleep(Duration::from_millis(5));
    }
}

#[test]
fn a_hook_is_told_each_change_once_as_the_log_tells_it() {
    let walboard = Walboard::new();
    walboard.ok(["add", "Before", "--key", "k"]);
    hook(&own(&walboard), "tell", TOLD);
    walboard.ok(["add", "Door"]);
    walboard.ok(["move", "1", "2", "doing"]);
    walboard.ok(["column", "rename", "doing", "At work"]);
    walboard.ok(["claim", "-c", "At work", "--as", "bo"]);
    walboard.ok(["undo"]);
    // Nothing happens, so nothing is told
    assert_eq!(walboard.ok(["add", "Before", "--key", "k"]), "1\n");
    walboard.ok(["move", "1", "doing", "--top"]);
    walboard.fails(3, ["archive", "9"]);
    walboard.ok(["list"]);
    let told = read(&walboard, "told");
    let log = walboard.ok(["log", "--json"]);
    let log: Vec<&str> = log.lines().collect();
    // The columns and the first card were there before the hook.
    let first = log.len() - told.lines().count();
    assert!(log[first - 1].contains("Before"), "{}", log[first - 1]);
    told.lines()
        .zip(&log[first..])
        .for_each(|(told, log)| assert_eq!(told, *log));
    let board = walboard.path("team.db");
    let events = read(&walboard, "events");
    let kinds = [
        "add",
        "move",
        "move",
        "column rename",
        "edit",
        "column rename",
    ];
    assert_eq!(events.lines().count(), kinds.len(), "{events}");
    for (line, kind) in events.lines().zip(kinds) {
        assert_eq!(line, format!("{kind} {}", board.display()));
    }
}

#[test]
fn what_lies_beside_a_board_runs_only_where_that_board_was_allowed() {
    let walboard = Walboard::new();
    hook(&walboard.path("team.db.hooks"), "tell", TOLD);
    let told = || read(&walboard, "told").lines().count();
    walboard.ok(["add", "a"]);
    assert_eq!(told(), 0, "nobody has allowed it");
    let said = walboard.ok(["hooks", "list"]);
    assert!(
        said.contains("team.db.hooks  not allowed\n  tell\n"),
        "{said}"
    );
    let said = walboard.ok(["hooks", "allow"]);
    assert!(said.contains("whoever may write there"), "{said}");
    walboard.ok(["add", "b"]);
    assert_eq!(told(), 1);
    assert_eq!(walboard.json(["hooks", "list"])["allowed"], true);
    // Moved with all that is beside it, it is at another place, where others may put programs.
    fs::create_dir(walboard.path("elsewhere")).unwrap();
    for end in ["", "-wal", "-shm", ".lock", ".hooks"] {
        let (from, to) = (format!("team.db{end}"), format!("elsewhere/team.db{end}"));
        if walboard.path(&from).exists() {
            fs::rename(walboard.path(&from), walboard.path(&to)).unwrap();
        }
    }
    walboard.ok(["-B", "elsewhere/team.db", "add", "c"]);
    assert_eq!(told(), 1, "that place was not allowed");
    // Another board at the old place is another board.
    walboard.ok(["init", "team.db"]);
    hook(&walboard.path("team.db.hooks"), "tell", TOLD);
    walboard.ok(["add", "d"]);
    assert_eq!(told(), 1, "that board was not allowed");
    walboard.ok(["hooks", "allow"]);
    walboard.ok(["add", "e"]);
    assert_eq!(told(), 2);
    walboard.ok(["hooks", "deny"]);
    walboard.ok(["add", "f"]);
    assert_eq!(told(), 2, "the word was taken back");
    assert!(walboard.ok(["hooks", "deny"]).contains("was not allowed"));
    walboard.fails(3, ["-B", "none.db", "hooks", "allow"]);
}

#[test]
fn a_hook_that_takes_too_long_is_ended_with_all_that_it_started() {
    let walboard = Walboard::new();
    // Its child holds what it was given open, and would go on for long.
    let script = r#"echo x >>"$HOME/tries"; sleep 600 & echo $! >"$HOME/child"; wait"#;
    hook(&own(&walboard), "slow", script);
    hook(&own(&walboard), "tell", TOLD);
    let mut command = walboard.command(["add", "a"]);
    command.env("WALBOARD_HOOK_TIMEOUT", "0.5");
    let ran = Ran::from(command.output().unwrap());
    assert_eq!((ran.code, ran.out.as_str()), (Some(0), "1\n"), "{ran:?}");
    assert!(
        ran.err
            .contains("slow was ended, for it took longer than 0.5 s"),
        "{ran:?}"
    );
    let child = read(&walboard, "child");
    let proc = PathBuf::from(format!("/proc/{}/cmdline", child.trim()));
    let end = Instant::now() + DEADLINE;
    // A killed process that nobody waits for has no words left.
    while fs::read(&proc).is_ok_and(|words| !words.is_empty()) {
        assert!(Instant::now() < end, "what it started goes on");
        std::thread::sleep(Duration::from_millis(5));
    }
    // Once, however many changes there are; the others run all the same.
    walboard.ok(["config", "--path"]);
    let mut command = walboard.command(["check-item", "1", "add", "x", "y", "z"]);
    command.env("WALBOARD_HOOK_TIMEOUT", "0.2");
    let ran = Ran::from(command.output().unwrap());
    assert_eq!(ran.err.lines().count(), 1, "{ran:?}");
    let changes = read(&walboard, "told").lines().count() - 1;
    assert!(changes >= 1);
    assert_eq!(read(&walboard, "tries").lines().count(), 2);
}

#[test]
fn a_hook_that_fails_is_said_once_and_changes_nothing() {
    let walboard = Walboard::new();
    walboard.ok(["add", "a"]);
    walboard.ok(["add", "b"]);
    hook(
        &own(&walboard),
        "a-fails",
        r"printf 'no mail\033[31m today\n' >&2; exit 3",
    );
    hook(&own(&walboard), "b-dies", "kill -9 $$");
    fs::write(own(&walboard).join("c-notes"), "not to be run").unwrap();
    hook(&own(&walboard), "tell", TOLD);
    let ran = walboard.run(["move", "1", "2", "doing", "--json"]);
    assert_eq!(ran.code, Some(0), "{ran:?}");
    assert_eq!(ran.err.lines().count(), 2, "each is said once: {ran:?}");
    assert!(
        ran.err.contains("a-fails failed: exit status: 3: no mail"),
        "{ran:?}"
    );
    assert!(
        !ran.err.contains('\u{1b}') && ran.err.contains("b-dies failed: signal: 9"),
        "{ran:?}"
    );
    let cards: serde_json::Value = serde_json::from_str(&ran.out).unwrap();
    assert_eq!(cards[1]["column"], "Doing");
    assert_eq!(read(&walboard, "told").lines().count(), 2);
}

#[test]
fn what_a_hook_writes_runs_no_hooks() {
    let walboard = Walboard::new();
    let script = r#"echo x >>"$HOME/runs"; "$PROGRAM" add "made by a hook" --as hook"#;
    hook(&own(&walboard), "writes", script);
    let mut command = walboard.command(["add", "a"]);
    let ran = Ran::from(
        command
            .env("PROGRAM", env!("CARGO_BIN_EXE_walboard"))
            .output()
            .unwrap(),
    );
    assert_eq!(ran.ok(), "1\n");
    let titles = walboard.json(["list"]);
    let titles: Vec<_> = titles
        .as_array()
        .unwrap()
        .iter()
        .map(|card| card["title"].clone())
        .collect();
    // It could write at once: no lock was held.
    assert_eq!(titles, ["a", "made by a hook"]);
    assert_eq!(read(&walboard, "runs"), "x\n");
}

#[test]
fn a_hook_that_reads_nothing_holds_up_nothing() {
    let walboard = Walboard::new();
    hook(&own(&walboard), "deaf", "exit 0");
    let body = "x".repeat(900_000);
    let mut command = walboard.command(["add", "a", "-b", "-"]);
    command
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped());
    let mut child = command.spawn().unwrap();
    child
        .stdin
        .take()
        .unwrap()
        .write_all(body.as_bytes())
        .unwrap();
    assert_eq!(Ran::from(child.wait_with_output().unwrap()).ok(), "1\n");
}

#[test]
fn what_others_may_write_is_not_run() {
    use std::os::unix::fs::PermissionsExt as _;

    let walboard = Walboard::new();
    let path = hook(&own(&walboard), "open", TOLD);
    fs::set_permissions(&path, fs::Permissions::from_mode(0o777)).unwrap();
    let ran = walboard.run(["add", "a"]);
    assert!(
        ran.err.contains("open was not run: everybody may write"),
        "{ran:?}"
    );
    fs::set_permissions(&path, fs::Permissions::from_mode(0o755)).unwrap();
    if std::os::unix::fs::chown(&path, Some(1), None).is_ok() {
        let ran = walboard.run(["add", "a"]);
        assert!(ran.err.contains("belongs to somebody else"), "{ran:?}");
    } else {
        eprintln!("skipped: only root can give a file to somebody else");
    }
    assert_eq!(read(&walboard, "told"), "");
}

#[test]
fn on_the_screen_hooks_hold_up_neither_keys_nor_the_end_and_still_run() {
    let walboard = Walboard::new();
    let script = r#"touch "$HOME/begun"; while [ ! -e "$HOME/go" ]; do sleep 0.05; done; cat >>"$HOME/told"; exit 7"#;
    hook(&own(&walboard), "waits", script);
    let command = pty::walboard(env!("CARGO_BIN_EXE_walboard"), walboard.home());
    let mut pty = Pty::spawn(command.arg("team.db"), 24, 80);
    pty.wait_for_text("To do");
    pty.send(b"nFirst\r");
    pty.wait_for_text("#1");
    wait_for(&walboard.path("begun"));
    // The hook waits; the board does not.
    pty.send(b"nSecond\r");
    pty.wait_for_text("#2");
    pty.send(b"q");
    assert!(pty.wait_for_end().success());
    assert!(!walboard.path("told").exists());
    fs::write(walboard.path("go"), "").unwrap();
    let end = Instant::now() + DEADLINE;
    while read(&walboard, "told").lines().count() < 2 {
        assert!(Instant::now() < end, "the hooks ended with the screen");
        std::thread::sleep(Duration::from_millis(5));
    }
    // One that fails is said while somebody looks.
    let command = pty::walboard(env!("CARGO_BIN_EXE_walboard"), walboard.home());
    let mut pty = Pty::spawn(command.arg("team.db"), 24, 80);
    pty.wait_for_text("#2");
    pty.send(b"nThird\r");
    pty.wait_for_text("waits failed");
    pty.send(b"q");
    assert!(pty.wait_for_end().success());
}
