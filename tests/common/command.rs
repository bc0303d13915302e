//! The real program, run in a home folder of its own.

use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use serde_json::Value;
use tempfile::TempDir;

/// The program with its own home, where `team.db` is the board.
pub struct Walboard {
    home: TempDir,
}

/// What one run brought.
#[derive(Debug)]
pub struct Ran {
    pub code: Option<i32>,
    pub out: String,
    pub err: String,
}

impl Walboard {
    /// Makes a home without any board.
    pub fn homeless() -> Self {
        let home = tempfile::tempdir().unwrap();
        Self { home }
    }

    /// Makes a home with the board `team.db`: To do, Doing, Done.
    pub fn new() -> Self {
        let walboard = Self::homeless();
        walboard.ok(["init", "team.db", "--title", "Team"]);
        walboard
    }

    pub fn home(&self) -> &Path {
        self.home.path()
    }

    /// Returns the path of a file in the home folder.
    pub fn path(&self, name: &str) -> PathBuf {
        self.home().canonicalize().unwrap().join(name)
    }

    /// Returns the command, to be changed before it is run.
    pub fn command<A: AsRef<OsStr>>(&self, args: impl IntoIterator<Item = A>) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_walboard"));
        command
            .env_clear()
            .env("HOME", self.home())
            .env("PATH", std::env::var_os("PATH").unwrap_or_default())
            .env("TZ", "UTC")
            .env("WALBOARD", self.home().join("team.db"))
            .env("WALBOARD_USER", "tester")
            .current_dir(self.home())
            .stdin(Stdio::null())
            .args(args);
        command
    }

    /// Runs it, however it ends.
    pub fn run<A: AsRef<OsStr>>(&self, args: impl IntoIterator<Item = A>) -> Ran {
        Ran::from(self.command(args).output().unwrap())
    }

    /// Runs it, and it must succeed without a word on the standard error.
    #[track_caller]
    pub fn ok<A: AsRef<OsStr>>(&self, args: impl IntoIterator<Item = A>) -> String {
        self.run(args).ok()
    }

    /// Runs it with `--json`, and it must succeed.
    #[track_caller]
    pub fn json<A: AsRef<OsStr>>(&self, args: impl IntoIterator<Item = A>) -> Value {
        // Before the rest, where no `--` can make it a value.
        let mut command = self.command(["--json"]);
        let out = Ran::from(command.args(args).output().unwrap()).ok();
        serde_json::from_str(&out).expect(&out)
    }

    /// Runs it, and it must fail with that code and say why in one line, which is returned.
    #[track_caller]
    pub fn fails<A: AsRef<OsStr>>(&self, code: i32, args: impl IntoIterator<Item = A>) -> String {
        self.run(args).fails(code)
    }
}

impl From<Output> for Ran {
    fn from(output: Output) -> Self {
        Self {
            code: output.status.code(),
            out: String::from_utf8(output.stdout).unwrap(),
            err: String::from_utf8(output.stderr).unwrap(),
        }
    }
}

impl Ran {
    #[track_caller]
    pub fn ok(self) -> String {
        assert_eq!((self.code, self.err.as_str()), (Some(0), ""), "{self:?}");
        self.out
    }

    #[track_caller]
    pub fn fails(self, code: i32) -> String {
        assert_eq!((self.code, self.out.as_str()), (Some(code), ""), "{self:?}");
        let reason = self.err.strip_prefix("walboard: ").expect(&self.err);
        let reason = reason.strip_suffix('\n').expect(&self.err);
        assert!(!reason.is_empty() && !reason.contains('\n'), "{reason}");
        assert!(
            !self.err.contains(char::is_control) || self.err.matches(char::is_control).count() == 1,
            "{reason:?}"
        );
        reason.to_owned()
    }
}

/// Tells whether faults can be injected here.
pub fn can_strace() -> bool {
    let works = Command::new("strace")
        .args(["-qq", "-o", "/dev/null", "true"])
        .output();
    let works = works.is_ok_and(|out| out.status.success());
    if !works {
        eprintln!("skipped: strace is not to be had here");
    }
    works
}
