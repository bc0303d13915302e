//! The command line on files that are no boards, may not be written, are locked, or have no home.
#![allow(
    clippy::disallowed_methods,
    reason = "tests look at files from outside"
)]
#![allow(missing_docs, reason = "tests")]

mod common;

use std::fs;
use std::process::Stdio;
use std::time::Instant;

use common::command::{Ran, Walboard};

#[test]
fn a_file_that_is_no_board_is_refused() {
    let walboard = Walboard::new();
    fs::create_dir(walboard.path("folder.db")).unwrap();
    fs::write(
        walboard.path("text.db"),
        "not a database, but longer than the header of one ".repeat(40),
    )
    .unwrap();
    fs::write(walboard.path("empty.db"), "").unwrap();
    let other = rusqlite::Connection::open(walboard.path("other.db")).unwrap();
    other.execute_batch("CREATE TABLE t (x)").unwrap();
    drop(other);
    for (board, code) in [
        ("folder.db", 1),
        ("text.db", 1),
        ("empty.db", 1),
        ("other.db", 1),
        ("none.db", 3),
        ("no/such.db", 3),
        ("team.db/x.db", 3),
    ] {
        for command in [&["list"][..], &["add", "x"], &["check"], &["log", "--json"]] {
            let reason = walboard.fails(code, [&["-B", board], command].concat());
            assert!(reason.contains(board), "{board}: {reason}");
        }
    }
    // Nothing was changed, nothing was made
    assert_eq!(fs::read(walboard.path("empty.db")).unwrap(), b"");
    assert!(!walboard.path("none.db").exists() && !walboard.path("none.db.lock").exists());
    assert!(
        walboard
            .fails(1, ["init", "folder.db"])
            .contains("there already")
    );
    assert!(
        walboard
            .fails(1, ["backup", "no/such/folder.db"])
            .contains("could not back up")
    );
}

/// Returns whether the program can be run as a user who is bound by permissions: root is not, and becomes nobody.
#[cfg(unix)]
fn bound(command: &mut std::process::Command) -> bool {
    use std::os::unix::process::CommandExt as _;

    if rustix::process::getuid().is_root() {
        command.uid(4242).gid(4242);
    }
    match command
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
    {
        Ok(child) => {
            let _ = child.wait_with_output();
            true
        }
        Err(error) => {
            eprintln!("skipped: the program cannot be run as another user here ({error})");
            false
        }
    }
}

#[cfg(unix)]
#[test]
fn a_board_that_may_not_be_written_is_read() {
    use std::os::unix::fs::PermissionsExt as _;

    let walboard = Walboard::new();
    walboard.ok(["add", "readable"]);
    if !bound(&mut walboard.command(["--version"])) {
        return;
    }
    let mode = |path: &std::path::Path, mode| {
        fs::set_permissions(path, fs::Permissions::from_mode(mode)).unwrap();
    };
    for file in fs::read_dir(walboard.home()).unwrap() {
        mode(&file.unwrap().path(), 0o444);
    }
    mode(walboard.home(), 0o555);
    let run = |args: &[&str]| {
        use std::os::unix::process::CommandExt as _;

        let mut command = walboard.command(args);
        if rustix::process::getuid().is_root() {
            command.uid(4242).gid(4242);
        }
        Ran::from(command.output().unwrap())
    };
    assert!(run(&["list"]).ok().contains("readable"));
    let reason = run(&["add", "x"]).fails(1);
    assert!(reason.contains("read-only"), "{reason}");
    mode(walboard.home(), 0o755);
}

#[cfg(unix)]
#[test]
fn a_user_without_a_name_has_a_number() {
    use std::os::unix::fs::PermissionsExt as _;
    use std::os::unix::process::CommandExt as _;

    if !rustix::process::getuid().is_root() {
        return eprintln!("skipped: only root can become a user without a name");
    }
    let walboard = Walboard::homeless();
    fs::set_permissions(walboard.home(), fs::Permissions::from_mode(0o777)).unwrap();
    if !bound(&mut walboard.command(["--version"])) {
        return;
    }
    let run = |args: &[&str]| {
        let mut command = walboard.command(args);
        command.env_remove("WALBOARD_USER").uid(4242).gid(4242);
        Ran::from(command.output().unwrap())
    };
    run(&["init"]).ok();
    let card: serde_json::Value =
        serde_json::from_str(&run(&["add", "x", "-a", "me", "--json"]).ok()).unwrap();
    assert_eq!(card["assignee"], "uid4242");
}

#[test]
fn without_a_home_the_board_must_be_named() {
    let walboard = Walboard::homeless();
    let run = |home: Option<&str>, args: &[&str]| {
        let mut command = walboard.command(args);
        command.env_remove("HOME").env_remove("WALBOARD");
        command.envs(home.map(|home| ("HOME", home)));
        Ran::from(command.output().unwrap())
    };
    // Not set, empty, relative
    for home in [None, Some(""), Some("here")] {
        for command in [&["list"][..], &["add", "x"], &["list", "-B", "name"]] {
            let reason = run(home, command).fails(1);
            assert!(reason.contains("-B"), "{home:?} {command:?}: {reason}");
        }
    }
    run(None, &["init", "./here.db"]).ok();
    assert_eq!(run(None, &["add", "x", "-B", "here.db"]).ok(), "1\n");
    assert!(
        run(None, &["boards", "-B", "here.db"])
            .ok()
            .contains("here.db")
    );
}

#[test]
fn a_lock_that_is_not_free_in_time_says_so() {
    let walboard = Walboard::new();
    let file = fs::File::options()
        .read(true)
        .write(true)
        .open(walboard.path("team.db.lock"))
        .unwrap();
    let mut lock = fd_lock::RwLock::new(file);
    let held = lock.write().unwrap();
    let started = Instant::now();
    let reason = walboard.fails(75, ["add", "x", "--timeout", "0.3"]);
    assert!(
        reason.contains("busy") && reason.contains("nothing was saved"),
        "{reason}"
    );
    assert!(started.elapsed().as_secs() < 5);
    walboard.fails(75, ["move", "1", "done", "--timeout", "0"]);
    // Reading waits for nobody.
    walboard.ok(["list", "--timeout", "0"]);
    drop(held);
    assert_eq!(walboard.ok(["add", "x"]), "1\n");
}
