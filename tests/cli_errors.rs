//! What goes wrong is said once, in one line, with an exit code; and nothing hostile reaches the terminal.

#![allow(
    clippy::disallowed_methods,
    reason = "tests look at files from outside"
)]
#![allow(missing_docs, reason = "tests")]

mod common;

use std::fs;
use std::io::{Read as _, Write as _};
use std::process::Stdio;

use common::command::{Ran, Walboard};

/// Text with everything that steers a terminal or fools its reader.
const HOSTILE: &str = "a\u{1b}[31mb\u{9b}2J\u{7}\u{202e}c\u{2066}d\u{200b}\u{feff}e\u{7f}";

#[track_caller]
fn is_harmless(text: &str) {
    let hostile = |letter: char| {
        letter.is_control() && letter != '\n' || "\u{202e}\u{2066}\u{200b}\u{feff}".contains(letter)
    };
    assert!(!text.contains(hostile), "{text:?}");
}

#[test]
fn arguments_that_cannot_be_are_usage() {
    let walboard = Walboard::new();
    walboard.ok(["add", "x"]);
    let table: [&[&str]; 15] = [
        &["nonsense", "x"],
        &["list", "--nonsense"],
        &["add"],
        &["show"],
        &["show", "x"],
        &["move", "1"],
        &["add", "x", "-d", "someday"],
        &["add", "x", "-d", "9999999d"],
        &["add", "x", "-p", "odd"],
        &["list", "due<someday"],
        &["list", "--timeout", "-1"],
        &["list", "--color", "pink"],
        &["column"],
        &["list", "--as", "two words"],
        &["edit", "1", "--if-rev", "x"],
    ];
    for args in table {
        let ran = walboard.run(args);
        assert_eq!(
            (ran.code, ran.out.as_str()),
            (Some(2), ""),
            "{args:?}: {ran:?}"
        );
        assert!(
            ran.err.starts_with("walboard: ") || args == ["column"],
            "{args:?}: {ran:?}"
        );
    }
    assert!(walboard.fails(2, ["--demo", "list"]).contains("-B"));
}

#[cfg(unix)]
#[test]
fn arguments_that_are_no_text_are_refused() {
    use std::ffi::OsStr;
    use std::os::unix::ffi::OsStrExt as _;

    let walboard = Walboard::new();
    let odd = OsStr::from_bytes(b"caf\xe9");
    let ran = walboard.run([OsStr::new("add"), odd]);
    assert_eq!(ran.code, Some(2), "{ran:?}");
    assert!(ran.err.contains("UTF-8"), "{ran:?}");
    // A path may be any bytes.
    let board = walboard.home().join(OsStr::from_bytes(b"caf\xe9.db"));
    walboard.ok([OsStr::new("init"), board.as_os_str()]);
    assert_eq!(
        walboard.ok([
            OsStr::new("-B"),
            board.as_os_str(),
            OsStr::new("add"),
            OsStr::new("x")
        ]),
        "1\n"
    );
    let mut command = walboard.command(["list"]);
    command.env("WALBOARD_USER", odd);
    assert!(
        Ran::from(command.output().unwrap())
            .fails(2)
            .contains("WALBOARD_USER")
    );
}

#[test]
fn too_much_text_is_refused_kindly() {
    let walboard = Walboard::new();
    // The longest argument that Linux takes is 128 KiB.
    let reason = walboard.fails(4, ["add", &"x".repeat(120_000)]);
    assert!(
        reason.contains("a title of 120000 characters is too long"),
        "{reason}"
    );
    let reason = walboard.fails(4, ["add", "  "]);
    assert!(reason.contains("empty"), "{reason}");
    let with_input = |bytes: &[u8]| {
        let mut command = walboard.command(["add", "x", "-b", "-"]);
        command
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped());
        let mut child = command.spawn().unwrap();
        // It may stop reading before all is written.
        let _ = child.stdin.take().unwrap().write_all(bytes);
        Ran::from(child.wait_with_output().unwrap())
    };
    let reason = with_input(&vec![b'x'; (1 << 20) + 1]).fails(4);
    assert!(reason.contains("too long"), "{reason}");
    assert!(with_input(b"caf\xe9").fails(1).contains("UTF-8"));
    with_input(&vec![b'x'; 1 << 20]).ok();
    with_input("朝🎉\n".as_bytes()).ok();
    assert_eq!(walboard.json(["show", "2"])["body"], "朝🎉");
}

#[test]
fn nothing_hostile_is_printed() {
    let walboard = Walboard::new();
    walboard.ok(["add", HOSTILE, "-b", &format!("{HOSTILE}\n{HOSTILE}")]);
    walboard.ok(["column", "add", HOSTILE]);
    // Written past the rules, as by a stranger.
    let conn = rusqlite::Connection::open(walboard.path("team.db")).unwrap();
    conn.execute("UPDATE card SET title = ?1, assignee = ?1", [HOSTILE])
        .unwrap();
    drop(conn);
    let commands: [&[&str]; 8] = [
        &["list", "--json"],
        &["show", "1"],
        &["show", "1", "--json"],
        &["log"],
        &["log", "--json"],
        &["column", "list"],
        &["move", "1", "done"],
        &["undo", "--dry-run"],
    ];
    for command in commands {
        is_harmless(&walboard.ok(command));
    }
    // Between what it tells are tabs of its own, and no others.
    let listed = walboard.ok(["list"]);
    assert_eq!(listed.matches('\t').count(), 3, "{listed:?}");
    is_harmless(&listed.replace('\t', " "));
    let title = &walboard.json(["show", "1"])["title"];
    assert_eq!(title, HOSTILE, "JSON gives back what is there");
    // In errors
    is_harmless(&walboard.fails(3, ["list", "-c", HOSTILE]));
    is_harmless(&walboard.fails(3, ["list", "-B", &format!("{HOSTILE}.db")]));
    is_harmless(
        &walboard
            .run(["list", "-c", "x", &format!("--{HOSTILE}")])
            .err,
    );
    is_harmless(&walboard.run(["show", HOSTILE]).err);
    is_harmless(&walboard.fails(2, ["list", "--as", HOSTILE]));
}

#[test]
fn the_screen_needs_a_terminal() {
    let walboard = Walboard::homeless();
    for args in [&[][..], &["--demo"], &["team.db"]] {
        assert!(
            walboard.fails(2, args).contains("walboard list"),
            "{args:?}"
        );
    }
    assert!(
        walboard
            .fails(2, ["lst"])
            .contains("no command is called lst")
    );
    assert_eq!(
        fs::read_dir(walboard.home()).unwrap().count(),
        0,
        "nothing was made"
    );
}

#[test]
fn a_reader_that_goes_away_is_no_error() {
    let walboard = Walboard::new();
    for _ in 0..3 {
        walboard.ok(["add", &"long ".repeat(190)]);
    }
    for args in [
        &["list"][..],
        &["list", "--json"],
        &["log"],
        &["completions", "zsh"],
        &["--help"],
        &["show", "1"],
    ] {
        let mut command = walboard.command(args);
        let mut child = command
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        drop(child.stdout.take());
        let mut err = String::new();
        child
            .stderr
            .take()
            .unwrap()
            .read_to_string(&mut err)
            .unwrap();
        assert_eq!(
            (child.wait().unwrap().code(), err.as_str()),
            (Some(0), ""),
            "{args:?}"
        );
    }
}

#[cfg(target_os = "linux")]
#[test]
fn an_output_that_fails_is_an_error() {
    let walboard = Walboard::new();
    walboard.ok(["add", "x"]);
    for args in [&["list"][..], &["log", "--json"], &["completions", "bash"]] {
        let full = fs::File::options().write(true).open("/dev/full").unwrap();
        let mut command = walboard.command(args);
        let ran = Ran::from(command.stdout(full).output().unwrap());
        assert!(
            ran.fails(1)
                .contains("could not write to the standard output")
        );
    }
}

#[test]
fn completions_are_printed_for_every_shell() {
    let walboard = Walboard::homeless();
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        assert!(
            walboard.ok(["completions", shell]).contains("walboard"),
            "{shell}"
        );
    }
}

#[test]
fn colours_are_only_where_they_are_wanted() {
    let walboard = Walboard::new();
    walboard.ok(["add", "x"]);
    let plain = walboard.ok(["list"]);
    assert_eq!(walboard.ok(["list", "--color", "never"]), plain);
    let coloured = walboard.ok(["list", "--color", "always"]);
    assert!(
        coloured.starts_with("\u{1b}[2m1\u{1b}[0m\tTo do\tx\t"),
        "{coloured:?}"
    );
    assert!(
        !walboard
            .ok(["list", "--json", "--color", "always"])
            .contains('\u{1b}')
    );
}
