//! One hook after the other, and none for longer than its time.

use std::collections::HashSet;
use std::fs::File;
use std::io::{Read as _, Seek as _, Write as _};
use std::path::{Path, PathBuf};
use std::process::{Command, ExitStatus, Stdio};
use std::sync::mpsc;
use std::thread;
use std::time::Duration;

use anyhow::Context as _;

use super::{Hooks, MARK, Telling, Wrong};

/// How long a hook may take, unless `$WALBOARD_HOOK_TIMEOUT` says otherwise.
const PATIENCE: Duration = Duration::from_secs(10);
/// How long a killed one may take to be gone.
const DYING: Duration = Duration::from_secs(1);
/// How much of what a hook says is read, in bytes.
const SAID_MOST: u64 = 300;

/// Runs hooks, and says once what is wrong with one.
pub struct Runner<'s> {
    hooks: Hooks,
    patience: Duration,
    /// Those that had to be killed; they are left out from then on, or a thousand changes would take hours.
    slow: HashSet<PathBuf>,
    said: HashSet<Wrong>,
    say: &'s mut dyn FnMut(&Wrong),
}

impl<'s> Runner<'s> {
    /// Returns one who says what is wrong in that way.
    pub fn new(hooks: Hooks, say: &'s mut dyn FnMut(&Wrong)) -> Self {
        let set = std::env::var("WALBOARD_HOOK_TIMEOUT").ok();
        let set = set.and_then(|seconds| seconds.parse().ok());
        let patience = set.map(Duration::try_from_secs_f64);
        Self {
            hooks,
            patience: patience.and_then(Result::ok).unwrap_or(PATIENCE),
            slow: HashSet::new(),
            said: HashSet::new(),
            say,
        }
    }

    /// Runs all hooks for a change.
    pub fn run(&mut self, telling: &Telling) {
        let found = self.hooks.of(&telling.board);
        for (hook, why) in found.refused {
            let hook = hook.display().to_string();
            self.complain(Wrong::Refused { hook, why });
        }
        for hook in found.run {
            if self.slow.contains(&hook) {
                continue;
            }
            let name = hook.display().to_string();
            match run(&hook, telling, self.patience) {
                Ok(End::Well) => {}
                Ok(End::Failed(status, said)) => self.complain(Wrong::Failed {
                    hook: name,
                    status: status.to_string(),
                    said,
                }),
                Ok(End::Slow) => {
                    let seconds = self.patience.as_secs_f64().to_string();
                    self.complain(Wrong::Slow {
                        hook: name,
                        seconds,
                    });
                    self.slow.insert(hook);
                }
                Err(error) => self.complain(Wrong::NoStart {
                    hook: name,
                    why: format!("{error:#}"),
                }),
            }
        }
    }

    fn complain(&mut self, wrong: Wrong) {
        if !self.said.contains(&wrong) {
            (self.say)(&wrong);
            self.said.insert(wrong);
        }
    }
}

/// How a hook ended.
enum End {
    Well,
    /// How, and why if it had a word for that.
    Failed(ExitStatus, Option<String>),
    Slow,
}

/// Runs a hook. What it reads and what it says goes through files: no pipe can fill up, and none be held open.
fn run(hook: &Path, telling: &Telling, patience: Duration) -> anyhow::Result<End> {
    let mut change = tempfile::tempfile()?;
    writeln!(change, "{}", telling.change)?;
    change.rewind()?;
    let mut said = tempfile::tempfile()?;
    let mut command = Command::new(hook);
    command
        .stdin(change)
        .stdout(Stdio::null())
        .stderr(said.try_clone()?)
        .env(MARK, "1")
        .env("WALBOARD", &telling.board)
        .env("WALBOARD_BOARD", &telling.board)
        .env("WALBOARD_EVENT", &telling.event);
    if let Some(folder) = telling.board.parent() {
        command.current_dir(folder);
    }
    #[cfg(unix)]
    std::os::unix::process::CommandExt::process_group(&mut command, 0);
    let mut child = command.spawn()?;
    let id = child.id();
    let (ended, end) = mpsc::channel();
    thread::Builder::new()
        .name("hook".to_owned())
        .spawn(move || ended.send(child.wait()))?;
    let status = match end.recv_timeout(patience) {
        Ok(status) => status.context("could not wait for it")?,
        Err(_) => {
            kill(id);
            // Else it stays with the thread that waits for it.
            let _ = end.recv_timeout(DYING);
            return Ok(End::Slow);
        }
    };
    Ok(match status.success() {
        true => End::Well,
        false => End::Failed(status, first_line(&mut said)),
    })
}

/// Kills a hook and all that it has started.
#[cfg(unix)]
fn kill(id: u32) {
    use rustix::process::{Pid, Signal, kill_process_group};

    let group = i32::try_from(id).ok().and_then(Pid::from_raw);
    if let Some(group) = group {
        // It may have ended just now.
        let _ = kill_process_group(group, Signal::KILL);
    }
}

/// Elsewhere a process can be ended by who has it only, and the thread that waits has it.
#[cfg(not(unix))]
fn kill(_: u32) {}

/// Returns the first line that a hook said.
fn first_line(said: &mut File) -> Option<String> {
    let mut bytes = Vec::new();
    let read = said
        .rewind()
        .and_then(|()| said.take(SAID_MOST).read_to_end(&mut bytes));
    let text = String::from_utf8_lossy(&bytes);
    let line = text.lines().find(|line| !line.trim().is_empty());
    line.filter(|_| read.is_ok())
        .map(|line| line.trim().to_owned())
}
