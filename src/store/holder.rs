//! Who holds the write lock: a line the holder writes into the lock file, and what the system knows.
//!
//! The line is a hint for people. Nothing is decided by it: a lock whose holder died is free, the system sees to that.

use std::fmt;
use std::path::Path;
use std::sync::OnceLock;

use super::disk::FileId;
use crate::text;

/// Who holds the write lock, as far as it can be told.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Holder {
    /// The process.
    pub pid: u32,
    /// The name it works under; empty when it is not a walboard.
    pub name: String,
    /// What it runs: `walboard add`.
    pub command: String,
    /// Whether the process is stopped (as by Ctrl-Z).
    pub stopped: bool,
}

impl Holder {
    /// Returns its name; of a process that is no walboard, what it runs.
    pub fn who(&self) -> &str {
        if self.name.is_empty() {
            &self.command
        } else {
            &self.name
        }
    }
}

impl fmt::Display for Holder {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let stopped = if self.stopped { ", stopped" } else { "" };
        let command = text::clean(&self.command);
        match text::clean(&self.name) {
            name if name.is_empty() => write!(f, "process {} ({command}{stopped})", self.pid),
            name => write!(f, "{name} (pid {}, {command}{stopped})", self.pid),
        }
    }
}

/// What this process writes about itself, but for its id.
static SELF: OnceLock<(String, String)> = OnceLock::new();

/// Says what this process is called in the lock files it holds. The first call counts.
pub fn introduce(name: &str, command: &str) {
    let one_word = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    let _ = SELF.set((one_word(name).replace(' ', "_"), one_word(command)));
}

/// Returns the line for the lock file: pid, start time, name, command.
pub(super) fn line() -> String {
    /// Asked for once: it is in the way of every write.
    static STARTED: OnceLock<u64> = OnceLock::new();
    let pid = std::process::id();
    let started = STARTED.get_or_init(|| process(pid).map_or(0, |process| process.started));
    let (name, command) = SELF
        .get()
        .map_or(("?", "walboard"), |(name, command)| (name, command));
    format!("{pid} {started} {name} {command}")
}

/// Reads who holds a lock: from the lock file when that process lives, else from the system's list of locks.
pub(super) fn read(lock: &Path) -> Option<Holder> {
    told(lock).or_else(|| listed(lock))
}

fn told(lock: &Path) -> Option<Holder> {
    let text = super::lock::read_record(lock).ok()?;
    let text = String::from_utf8_lossy(&text).into_owned();
    let mut words = text.lines().next()?.trim().splitn(4, ' ');
    let pid: u32 = words.next()?.parse().ok()?;
    let started: u64 = words.next()?.parse().ok()?;
    let (name, command) = (words.next()?.to_owned(), words.next()?.to_owned());
    let process = process(pid);
    // A number used again is not the process that wrote the line.
    if process
        .as_ref()
        .is_none_or(|process| process.started != started)
        && cfg!(target_os = "linux")
    {
        return None;
    }
    let stopped = process.is_some_and(|process| process.stopped);
    Some(Holder {
        pid,
        name,
        command,
        stopped,
    })
}

/// Finds the holder in `/proc/locks`: for a process that could not, or did not, write its line.
fn listed(lock: &Path) -> Option<Holder> {
    let inode = FileId::of_path(lock).ok()?.inode();
    let locks = super::lock::read_system("/proc/locks")?;
    let pid = locks.lines().find_map(|line| {
        let words: Vec<&str> = line.split_whitespace().collect();
        let [_, "FLOCK", _, "WRITE", pid, file, ..] = words[..] else {
            return None;
        };
        let same = file.rsplit(':').next()?.parse() == Ok(inode);
        same.then(|| pid.parse().ok()).flatten()
    })?;
    let process = process(pid)?;
    Some(Holder {
        pid,
        name: String::new(),
        command: process.command,
        stopped: process.stopped,
    })
}

struct Process {
    command: String,
    stopped: bool,
    /// Clock ticks since the machine started.
    started: u64,
}

/// Asks the system about a process (Linux: `/proc/PID/stat`, fields of proc(5)).
fn process(pid: u32) -> Option<Process> {
    let stat = super::lock::read_system(&format!("/proc/{pid}/stat"))?;
    // The command stands in brackets and may hold anything, brackets too.
    let (head, tail) = stat.rsplit_once(')')?;
    let fields: Vec<&str> = tail.split_whitespace().collect();
    Some(Process {
        command: head.split_once('(')?.1.to_owned(),
        stopped: matches!(*fields.first()?, "T" | "t"),
        started: fields.get(19)?.parse().ok()?,
    })
}
