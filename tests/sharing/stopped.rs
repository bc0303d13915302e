//! Who has the lock and is stopped is named, and nobody else stops.

use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};
use std::{fs, thread};

use rustix::process::{Pid, Signal, kill_process};

use crate::common::command::{Walboard, can_strace};
use crate::{assert_sound, has, pty, screen};

/// Holds the lock of a board as a foreign process, stopped.
struct Stopped(Child);

impl Stopped {
    fn holding(lock: &Path) -> Self {
        // Without -o the sleep would have the lock too.
        let child = Command::new("flock")
            .arg("-o")
            .arg(lock)
            .args(["sleep", "300"])
            .spawn()
            .unwrap();
        let this = Self(child);
        let end = Instant::now() + pty::DEADLINE;
        while fs::File::open(lock).unwrap().try_lock().is_ok() {
            assert!(Instant::now() < end, "the lock is not taken");
            thread::sleep(Duration::from_millis(5));
        }
        this.signal(Signal::STOP);
        this
    }

    fn signal(&self, signal: Signal) {
        kill_process(Pid::from_child(&self.0), signal).unwrap();
    }
}

impl Drop for Stopped {
    fn drop(&mut self) {
        let _ = Command::new("pkill")
            .args(["-P", &self.0.id().to_string()])
            .status();
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

#[test]
fn a_stopped_holder_is_named_and_nobody_else_stops() {
    if !has("flock") {
        eprintln!("skipped: there is no flock");
        return;
    }
    let walboard = Walboard::new();
    walboard.ok(["add", "First"]);
    let mut ann = screen(&walboard, "ann");
    let holder = Stopped::holding(&walboard.path("team.db.lock"));
    let pid = holder.0.id().to_string();

    // The command line gives up in time, says who it was, and reads are free.
    let err = walboard.fails(75, ["add", "x", "--timeout", "0.3"]);
    assert!(
        err.contains(&format!("process {pid}")) && err.contains("stopped"),
        "{err}"
    );
    assert!(walboard.ok(["list"]).contains("First"));

    // The screen goes on, says what it waits for, and takes more keys.
    ann.press("nSecond<enter>");
    ann.wait_for_text("Second");
    ann.wait_for_text(&pid);
    ann.press("?");
    ann.wait_for_text("Look around");
    ann.press("<esc>");
    ann.wait_for("the board again", |screen| {
        !screen.contents().contains("Look around")
    });
    assert_eq!(
        walboard.json(["list"]).as_array().unwrap().len(),
        1,
        "shown is not saved"
    );

    // It can be left, but not by one key: the edit would be lost.
    ann.press("q");
    ann.wait_for_text("not saved");
    ann.press("<esc>");
    drop(holder);
    ann.wait_for("the edit saved", |screen| {
        screen.contents().contains("saved")
    });
    let end = Instant::now() + pty::DEADLINE;
    while walboard.json(["list"]).as_array().unwrap().len() != 2 {
        assert!(Instant::now() < end, "the edit did not go through");
    }
}

#[test]
fn a_stopped_walboard_is_named_by_its_user_and_goes_on_where_it_was() {
    if !can_strace() {
        return;
    }
    let walboard = Walboard::new();
    // Its sync takes long, so it is met while it holds the lock.
    let mut strace = Command::new("strace");
    strace.args([
        "-f",
        "-qq",
        "-o",
        "/dev/null",
        "-e",
        "trace=fsync,fdatasync",
    ]);
    strace.args([
        "-e",
        "inject=fsync,fdatasync:delay_enter=1000000",
        env!("CARGO_BIN_EXE_walboard"),
    ]);
    let mut bob = strace
        .args(["add", "Slow", "--as", "bob", "-B"])
        .arg(walboard.path("team.db"))
        .stdout(Stdio::null())
        .spawn()
        .unwrap();
    let end = Instant::now() + pty::DEADLINE;
    let pid = loop {
        let record = fs::read_to_string(walboard.path("team.db.lock")).unwrap_or_default();
        if let Some(pid) = record
            .split_whitespace()
            .next()
            .and_then(|pid| pid.parse().ok())
            && record.contains(" bob ")
        {
            break Pid::from_raw(pid).unwrap();
        }
        assert!(Instant::now() < end, "bob never had the lock");
    };
    kill_process(pid, Signal::STOP).unwrap();
    let err = walboard.fails(75, ["add", "x", "--timeout", "1.5"]);
    assert!(
        err.contains("bob (pid ") && err.contains("walboard add, stopped"),
        "{err}"
    );
    kill_process(pid, Signal::CONT).unwrap();
    walboard.ok(["add", "After"]);
    assert!(bob.wait().unwrap().success());
    assert_eq!(walboard.json(["list"]).as_array().unwrap().len(), 2);
    assert_sound(&walboard);
}
