//! The examples of the help and of the README are run, and do what they say.
#![allow(
    clippy::disallowed_methods,
    reason = "tests look at files from outside"
)]
#![cfg(unix)]

mod common;

use std::fs;
use std::os::unix::fs::PermissionsExt as _;
use std::path::Path;
use std::process::Command;
use std::thread;

use common::command::Walboard;
use tempfile::TempDir;

/// What stands between what one command of a session prints and what the next one does.
const MARK: &str = "@@@ next @@@";

/// A session on the screen: what is typed, and what comes.
#[derive(Debug, Default)]
struct Step {
    typed: String,
    printed: Vec<String>,
}

/// Reads a session: `$ ` begins what is typed, `> ` goes on with it, a line of `# ` before that explains it.
fn steps(session: &str) -> Vec<Step> {
    let mut steps: Vec<Step> = Vec::new();
    for line in session.lines() {
        if let Some(typed) = line.strip_prefix("$ ") {
            steps.push(Step::default());
            steps.last_mut().unwrap().typed = typed.to_owned();
        } else if let Some(more) = line.strip_prefix("> ") {
            let typed = &mut steps.last_mut().expect("it goes on with something").typed;
            typed.push('\n');
            typed.push_str(more);
        } else if let Some(step) = steps.last_mut().filter(|_| !line.starts_with("# ")) {
            step.printed.push(line.trim_end().to_owned());
        } else {
            assert!(line.starts_with("# "), "{line:?} is typed by nobody");
        }
    }
    steps
}

/// Makes the board that each session begins with, in a file that nobody has open.
fn board() -> (Walboard, std::path::PathBuf) {
    let walboard = Walboard::homeless();
    walboard.ok(["init", "team.db", "--title", "Garden"]);
    let add = |args: &[&str]| walboard.ok(["add", "--as", "ann"].iter().chain(args));
    add(&["Paint the fence", "-l", "garden"]);
    add(&["Mend the gate", "-p", "high", "-a", "bo"]);
    add(&["Buy nails", "-c", "Doing"]);
    walboard.ok(["backup", "garden.db"]);
    let path = walboard.path("garden.db");
    (walboard, path)
}

/// Returns a home with that board, and the folder of programs: this one, and somebody who picks the gate in fzf.
fn home(board: &Path) -> (TempDir, TempDir) {
    let (home, programs) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    fs::copy(board, home.path().join("walboard.db")).unwrap();
    let program = programs.path().join("walboard");
    std::os::unix::fs::symlink(env!("CARGO_BIN_EXE_walboard"), program).unwrap();
    let fzf = programs.path().join("fzf");
    fs::write(&fzf, "#!/bin/sh\ngrep gate\n").unwrap();
    fs::set_permissions(&fzf, fs::Permissions::from_mode(0o755)).unwrap();
    (home, programs)
}

/// Runs a session in one shell; returns what is otherwise than it says.
fn run(session: &str, board: &Path) -> Result<(), String> {
    let (home, programs) = home(board);
    let steps = steps(session);
    let mut script = String::new();
    for step in &steps {
        script.push_str(&format!("{}\necho '{MARK}'\n", step.typed));
    }
    let path = std::env::var("PATH").unwrap_or_default();
    let out = Command::new("sh")
        .args(["-c", &format!("exec 2>&1\n{script}")])
        .env_clear()
        .env("HOME", home.path())
        .env("PATH", format!("{}:{path}", programs.path().display()))
        .env("TZ", "UTC")
        .env("WALBOARD_USER", "ann")
        .current_dir(home.path())
        .stdin(std::process::Stdio::null())
        .output()
        .unwrap();
    let whole = home.path().canonicalize().unwrap();
    let out = String::from_utf8(out.stdout).unwrap();
    let out = out.replace(whole.to_str().unwrap(), "/home/ann");
    let printed: Vec<&str> = out.split(&format!("{MARK}\n")).collect();
    for (step, printed) in steps.iter().zip(&printed) {
        let lines: Vec<&str> = printed.lines().map(str::trim_end).collect();
        let same = lines.len() == step.printed.len()
            && lines
                .iter()
                .zip(&step.printed)
                .all(|(line, said)| is_like(line, said));
        if !same {
            return Err(format!(
                "$ {}\nprints\n{printed}and not\n{:#?}",
                step.typed, step.printed
            ));
        }
    }
    assert_eq!(printed.len(), steps.len() + 1, "all was run");
    Ok(())
}

/// Tells whether a line is as it was said to be, `…` being anything.
fn is_like(line: &str, said: &str) -> bool {
    let mut parts = said.split('…');
    let Some(mut rest) = line.strip_prefix(parts.next().unwrap_or_default()) else {
        return false;
    };
    let mut open = false;
    for part in parts {
        open = part.is_empty();
        let Some(at) = rest.find(part) else {
            return false;
        };
        rest = &rest[at + part.len()..];
    }
    open || rest.is_empty()
}

/// Runs sessions, several at a time.
#[track_caller]
fn run_all(sessions: &[(String, String)]) {
    let (_home, board) = board();
    let board = &board;
    let wrong: Vec<String> = thread::scope(|scope| {
        let parts = sessions.chunks(sessions.len().div_ceil(4)).map(|part| {
            scope.spawn(move || {
                let wrong = part.iter().filter_map(|(name, session)| {
                    run(session, board)
                        .err()
                        .map(|why| format!("{name}: {why}"))
                });
                wrong.collect::<Vec<_>>()
            })
        });
        let parts: Vec<_> = parts.collect();
        parts
            .into_iter()
            .flat_map(|part| part.join().unwrap())
            .collect()
    });
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn each_command_has_examples_that_do_what_they_say() {
    let program = walboard::cli::arguments();
    let commands = program
        .get_subcommands()
        .filter(|command| !command.is_hide_set());
    let examples = commands.map(|command| {
        let name = command.get_name().to_owned();
        let help = command.get_after_long_help().map(ToString::to_string);
        let help = help.unwrap_or_else(|| panic!("{name} has no examples"));
        let session = help.strip_prefix("Examples:\n").expect(&name).lines();
        let session: Vec<&str> = session
            .map(|line| line.strip_prefix("  ").expect(line))
            .collect();
        assert!(
            session
                .iter()
                .any(|line| line.contains(&format!("walboard {name}"))),
            "{name}"
        );
        (name, session.join("\n"))
    });
    run_all(&examples.collect::<Vec<_>>());
}

#[test]
fn the_worked_examples_of_the_readme_do_what_they_say() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("README.md");
    let text = fs::read_to_string(path).unwrap();
    let blocks = text.split("```console\n").skip(1);
    let blocks = blocks.map(|block| block.split("\n```").next().unwrap());
    let blocks: Vec<_> = blocks
        .map(|block| (block.lines().next().unwrap().to_owned(), block.to_owned()))
        .collect();
    assert!(blocks.len() >= 5);
    run_all(&blocks);
}

#[test]
fn help_and_manual_show_the_examples() {
    let walboard = Walboard::new();
    let help = walboard.ok(["help", "move"]);
    assert!(
        help.contains("Examples:\n  $ walboard move 1 2 Doing\n"),
        "{help}"
    );
    assert_eq!(walboard.ok(["move", "--help"]), help);
    assert!(
        !walboard.ok(["move", "-h"]).contains("Examples"),
        "the short help is short"
    );
    fs::create_dir(walboard.path("man1")).unwrap();
    walboard.ok(["man", "--to", "man1"]);
    let page =
        |name: &str| fs::read_to_string(walboard.path(&format!("man1/walboard-{name}.1"))).unwrap();
    assert!(
        page("move").contains(".SH EXAMPLES\n.nf\n\\&$ walboard move 1 2 Doing\n"),
        "{}",
        page("move")
    );
    assert!(!page("label-list").contains("EXAMPLES"));
}

#[test]
fn anything_is_like_an_ellipsis() {
    for (line, said) in [
        ("a", "a"),
        ("abc", "…"),
        ("abc", "a…c"),
        ("abc", "ab…"),
        ("x … y", "x … y"),
    ] {
        assert!(is_like(line, said), "{line} {said}");
    }
    for (line, said) in [("a", "b"), ("abc", "a…b"), ("abc", "b…"), ("ab", "abc")] {
        assert!(!is_like(line, said), "{line} {said}");
    }
}
