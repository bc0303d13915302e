//! Change notices that fail: the board looks by itself, says so, and hears again as soon as it can.
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

use std::fs;
use std::path::Path;
use std::process::Command;
use std::thread;
use std::time::{Duration, Instant};

use common::command::{Ran, Walboard};
use open::{WALBOARD, state, wait_until};
use pty::Pty;
use rustix::process::Signal;

/// Slower than this is the slow look of a board that nobody looks at, which comes every five seconds.
const SLOW: Duration = Duration::from_secs(3);

/// Opens the board on a screen wide enough for a sentence, by way of a program if one is given.
fn screen(walboard: &Walboard, by: &[&str]) -> Pty {
    let board = walboard.path("team/team.db");
    let program = by.first().copied().unwrap_or(WALBOARD);
    let command = pty::walboard(program, walboard.home())
        .args(by.iter().skip(1))
        .env("WALBOARD", board)
        .env("WALBOARD_USER", "ann");
    let mut pty = Pty::spawn(command, 60, 220);
    pty.wait_for_text("To do");
    pty.wait_until_quiet();
    pty
}

/// Makes a home whose board has a folder of its own.
fn with_folder() -> Walboard {
    let walboard = Walboard::homeless();
    fs::create_dir(walboard.path("team")).unwrap();
    walboard.ok(["init", "team/team.db"]);
    walboard
}

fn add(walboard: &Walboard, title: &str) {
    let mut command = walboard.command(["add", title, "-B"]);
    Ran::from(command.arg(walboard.path("team/team.db")).output().unwrap()).ok();
}

/// Checks that others' commits come by notice: with the terminal out of focus the board looks only now and then.
#[track_caller]
fn hears(walboard: &Walboard, ann: &mut Pty, prefix: &str) {
    ann.press("<blur>");
    let mut slow = 0;
    for n in 0..3 {
        // Each must be found by itself: by now the looks that follow a notice are over.
        thread::sleep(Duration::from_millis(600));
        let title = format!("{prefix} {n}");
        let start = Instant::now();
        add(walboard, &title);
        ann.wait_for_text(&title);
        slow += usize::from(start.elapsed() > SLOW);
    }
    assert!(slow <= 1, "{slow} of 3 came by the slow look");
    ann.press("<focus>");
}

/// Tells whether a process has asked the system for change notices.
fn listens(pid: u32) -> bool {
    let files = fs::read_dir(format!("/proc/{pid}/fd")).unwrap().flatten();
    let mut files = files.filter_map(|file| fs::read_link(file.path()).ok());
    files.any(|file| file == Path::new("anon_inode:inotify"))
}

fn limit_file(limit: &str) -> String {
    format!("/proc/sys/user/max_inotify_{limit}")
}

/// Returns a shell's words that set a limit of a name space of its own, and set it back once the file `go` is there.
fn limited(limit: &str) -> Vec<String> {
    let file = limit_file(limit);
    // Not for ever: a test that failed leaves no `go`.
    let wait = "for n in $(seq 300); do test -e go && break; sleep 0.1; done";
    let script = format!("echo 0 >{file} || exit 9; ({wait}; echo 99 >{file}) & exec \"$@\"");
    ["unshare", "-Ur", "sh", "-c", &script, "sh"]
        .map(str::to_owned)
        .into()
}

fn can(program: &str, args: &[&str]) -> bool {
    let can = Command::new(program).args(args).output();
    let can = can.is_ok_and(|out| out.status.success());
    if !can {
        eprintln!("skipped: {program} does not work here");
    }
    can
}

#[test]
fn without_watchers_or_watches_to_be_had_it_looks_by_itself_until_there_are_some() {
    if !can("unshare", &["-Ur", "true"]) {
        return;
    }
    for (limit, named) in [
        ("instances", "max_user_instances"),
        ("watches", "max_user_watches"),
    ] {
        let walboard = with_folder();
        let limited = limited(limit);
        let mut by: Vec<&str> = limited.iter().map(String::as_str).collect();
        by.push(WALBOARD);
        let mut ann = screen(&walboard, &by);
        ann.wait_for_text("no change notices");
        ann.wait_for_text(named);
        add(&walboard, "Found by looking");
        ann.wait_for_text("Found by looking");

        fs::write(walboard.path("go"), "").unwrap();
        // The line that complains may tell of the card instead. And asking in vain takes a moment, too.
        let pid = ann.child.id();
        let stays = || {
            (0..20).all(|_| {
                thread::sleep(Duration::from_millis(5));
                listens(pid)
            })
        };
        wait_until(stays, "listening again");
        ann.wait_for("no complaint any more", |screen| {
            !screen.contents().contains("no change notices")
        });
        hears(&walboard, &mut ann, "Heard");

        // The command that looks whether all is well says it, too; it is a note, not a fault.
        let script = format!("echo 0 >{}; exec \"$@\"", limit_file(limit));
        let mut check = Command::new("unshare");
        check.args([
            "-Ur", "sh", "-c", &script, "sh", WALBOARD, "check", "--json", "-B",
        ]);
        let check = check.arg(walboard.path("team/team.db")).output().unwrap();
        let findings: serde_json::Value = serde_json::from_slice(&check.stdout).unwrap();
        let mut all = findings.as_array().unwrap().iter();
        let finding = all.find(|finding| finding["check"] == "change notices");
        let finding = finding.expect("a finding about change notices");
        assert_eq!(finding["verdict"], "note");
        let found = finding["found"].as_str().unwrap();
        assert!(found.contains(named), "{finding}");
    }
}

#[test]
fn after_more_notices_than_the_system_keeps_it_shows_the_last_state() {
    let walboard = with_folder();
    let mut ann = screen(&walboard, &[]);
    let most = fs::read_to_string("/proc/sys/fs/inotify/max_queued_events").unwrap();
    let most: usize = most.trim().parse().unwrap();
    if most > 100_000 {
        eprintln!("skipped: the system keeps {most} notices");
        return;
    }
    ann.press("<blur>");
    ann.wait_until_quiet();
    ann.kill(Signal::STOP);
    wait_until(|| state(ann.child.id()) == Some('T'), "stopped");
    // Two files in turn, since the same notice twice is kept once.
    let files = ["one", "two"].map(|name| walboard.path("team").join(name));
    for n in 0..most / 2 + 1_000 {
        fs::write(&files[n % 2], "").unwrap();
    }
    add(&walboard, "After the flood");
    ann.kill(Signal::CONT);
    ann.wait_for_text("After the flood");
    hears(&walboard, &mut ann, "And on");
}

#[test]
fn a_folder_that_was_away_is_heard_of_again() {
    let walboard = with_folder();
    let mut ann = screen(&walboard, &[]);
    let (team, away) = (walboard.path("team"), walboard.path("away"));

    // Moved away and back.
    fs::rename(&team, &away).unwrap();
    ann.wait_for_text("not there");
    fs::rename(&away, &team).unwrap();
    ann.wait_for("no complaint any more", |screen| {
        !screen.contents().contains("not there")
    });
    hears(&walboard, &mut ann, "Moved");

    // Removed and made anew, which may give it the same number; the files come back as they were.
    fs::create_dir(&away).unwrap();
    let move_all = |from: &Path, to: &Path| {
        for entry in fs::read_dir(from).unwrap() {
            let name = entry.unwrap().file_name();
            fs::rename(from.join(&name), to.join(&name)).unwrap();
        }
    };
    move_all(&team, &away);
    fs::remove_dir(&team).unwrap();
    ann.wait_for_text("not there");
    ann.press("nWritten meanwhile<enter>");
    ann.wait_for_text("not saved");
    fs::create_dir(&team).unwrap();
    move_all(&away, &team);
    fs::remove_dir(&away).unwrap();
    // What was typed is still there.
    ann.press("<enter>");
    ann.wait_for("the card saved", |screen| {
        screen.contents().contains("Written meanwhile") && !screen.contents().contains("not there")
    });
    hears(&walboard, &mut ann, "Anew");

    // The same between two looks: nobody saw it gone.
    fs::create_dir(&away).unwrap();
    move_all(&team, &away);
    fs::remove_dir(&team).unwrap();
    fs::create_dir(&team).unwrap();
    move_all(&away, &team);
    fs::remove_dir(&away).unwrap();
    hears(&walboard, &mut ann, "At once");
}

#[test]
fn on_a_file_system_of_another_machine_it_looks_by_itself_and_says_whose_it_is() {
    if !can("strace", &["-qq", "-o", "/dev/null", "true"]) {
        return;
    }
    let walboard = with_folder();
    // The system's answer, with the number of NFS written into it.
    let nfs = [
        "strace",
        "-f",
        "-qq",
        "-o",
        "/dev/null",
        "-e",
        "trace=statfs",
        "-e",
        "inject=statfs:poke_exit=@arg2=6969000000000000",
        WALBOARD,
    ];
    let mut ann = screen(&walboard, &nfs);
    ann.wait_for_text("NFS does not tell of changes made elsewhere");
    add(&walboard, "Found by looking");
    ann.wait_for_text("Found by looking");
    let mut check = Command::new(nfs[0]);
    check.args(&nfs[1..]).args(["check", "-B"]);
    let check = check.arg(walboard.path("team/team.db")).output().unwrap();
    let said = String::from_utf8_lossy(&check.stdout).into_owned();
    assert_eq!(check.status.code(), Some(1), "{said}");
    assert!(
        said.contains("file system: NFS") && said.contains("change notices: not to be had: NFS"),
        "{said}"
    );
}
