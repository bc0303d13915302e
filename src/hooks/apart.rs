//! Hooks run by a process of their own, for who must not wait: changes go to it line by line, what is wrong with a hook
//! comes back line by line, and it ends when it has run all of them.

use std::ffi::OsStr;
use std::io::{BufRead as _, BufReader, Write as _};
use std::path::{Path, PathBuf};
use std::process::{ChildStdin, Command, Stdio};
use std::sync::mpsc::Receiver;
use std::sync::{Arc, Condvar, Mutex, PoisonError};
use std::time::Duration;
use std::{io, thread};

use anyhow::Context as _;

use super::{Hooks, Listener, Telling, Wrong};

/// The name of the command that runs hooks for changes on its standard input.
pub const COMMAND: &str = "run-hooks";

/// Says what is wrong with a hook.
type Say = Arc<dyn Fn(Wrong) + Send + Sync>;

/// Hooks that another process runs.
#[derive(Debug)]
pub struct Apart {
    /// Who listens for them.
    pub listener: Listener,
}

impl Apart {
    /// Starts the thread that has them run; it blocks on its inbox, and on the other process.
    ///
    /// # Errors
    /// When the system has no thread left.
    pub fn new(hooks: Hooks, say: impl Fn(Wrong) + Send + Sync + 'static) -> io::Result<Self> {
        let (listener, inbox) = Listener::new(hooks);
        let (handed, say): (_, Say) = (Arc::clone(&listener.handed), Arc::new(say));
        let thread = thread::Builder::new().name("hooks".to_owned());
        thread.spawn(move || pass_on(&inbox, &handed, &say))?;
        Ok(Self { listener })
    }

    /// Waits until the other process has all that was heard so far, but not for long. Then it does without this one.
    pub fn hand_over(&self, at_most: Duration) {
        self.listener.handed.wait(at_most);
    }
}

/// Counts what was heard and is not handed over yet.
#[derive(Debug, Default)]
pub(super) struct Handed {
    left: Mutex<usize>,
    none: Condvar,
}

impl Handed {
    pub(super) fn expect(&self) {
        *self.left.lock().unwrap_or_else(PoisonError::into_inner) += 1;
    }

    fn done(&self) {
        let mut left = self.left.lock().unwrap_or_else(PoisonError::into_inner);
        *left = left.saturating_sub(1);
        if *left == 0 {
            self.none.notify_all();
        }
    }

    fn wait(&self, at_most: Duration) {
        let left = self.left.lock().unwrap_or_else(PoisonError::into_inner);
        let none = &self.none;
        drop(none.wait_timeout_while(left, at_most, |left| *left > 0));
    }
}

/// Passes changes on, to one process for each board in turn.
fn pass_on(inbox: &Receiver<Telling>, handed: &Handed, say: &Say) {
    let mut other: Option<(PathBuf, ChildStdin)> = None;
    for telling in inbox {
        if other
            .as_ref()
            .is_some_and(|(board, _)| *board != telling.board)
        {
            other = None;
        }
        let passed = pass(&telling, &mut other, say);
        if let Err(error) = passed {
            other = None;
            say(Wrong::NoProcess(format!("{error:#}")));
        }
        handed.done();
    }
}

fn pass(
    telling: &Telling,
    other: &mut Option<(PathBuf, ChildStdin)>,
    say: &Say,
) -> anyhow::Result<()> {
    let (_, stdin) = match other {
        Some(other) => other,
        None => other.insert((telling.board.clone(), start(&telling.board, say)?)),
    };
    writeln!(stdin, "{}", telling.change)?;
    Ok(())
}

/// Starts the other process, and a thread that blocks on what it says.
fn start(board: &Path, say: &Say) -> anyhow::Result<ChildStdin> {
    let program = std::env::current_exe().context("this program is not to be found any more")?;
    let mut command = Command::new(program);
    command
        .args([OsStr::new(COMMAND), board.as_os_str()])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null());
    // What the terminal says to this one, such as that it is gone, is not meant for it.
    #[cfg(unix)]
    std::os::unix::process::CommandExt::process_group(&mut command, 0);
    let mut child = command.spawn()?;
    let (stdin, stdout) = (child.stdin.take(), child.stdout.take());
    let say = Arc::clone(say);
    thread::Builder::new()
        .name("hooks-said".to_owned())
        .spawn(move || {
            let lines = stdout.map(|stdout| BufReader::new(stdout).lines());
            let lines = lines.into_iter().flatten().map_while(Result::ok);
            let wrong = lines.filter_map(|line| serde_json::from_str(&line).ok());
            wrong.for_each(|wrong| say(wrong));
            child.wait()
        })?;
    stdin.context("it has no standard input")
}
