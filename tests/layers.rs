//! The layers of the house: each may use only what stands below it.
#![allow(
    clippy::disallowed_methods,
    reason = "tests look at files from outside"
)]

use std::fs;
use std::path::{Path, PathBuf};

fn sources(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            sources(&path, found);
        } else if path.extension().is_some_and(|end| end == "rs") {
            found.push(path);
        }
    }
}

/// Returns every source file as its path under `src` and its lines of code, without comments and tests.
fn house() -> Vec<(String, Vec<String>)> {
    let src = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut files = Vec::new();
    sources(&src, &mut files);
    assert!(files.len() > 30, "the house was not found");
    let read = |path: PathBuf| {
        let text = fs::read_to_string(&path).unwrap();
        let text = text
            .split("#[cfg(test)]\nmod tests")
            .next()
            .unwrap()
            .to_owned();
        let lines = text
            .lines()
            .filter(|line| !line.trim_start().starts_with("//"))
            .map(str::to_owned)
            .collect();
        (
            path.strip_prefix(&src).unwrap().display().to_string(),
            lines,
        )
    };
    files.into_iter().map(read).collect()
}

/// Is this file the room, or in it?
fn is_in(file: &str, room: &str) -> bool {
    file == format!("{room}.rs") || file.starts_with(&format!("{room}/"))
}

#[track_caller]
fn nobody(house: &[(String, Vec<String>)], who: impl Fn(&str) -> bool, says: &[&str]) {
    for (file, lines) in house.iter().filter(|(file, _)| who(file)) {
        for line in lines {
            let word = says.iter().find(|word| line.contains(**word));
            assert!(
                word.is_none(),
                "{file} may not use {}: {line}",
                word.unwrap()
            );
        }
    }
}

#[test]
fn each_layer_uses_only_what_stands_below() {
    let house = house();
    let board = |file: &str| {
        [
            "board", "change", "edit", "format", "fuzzy", "outline", "query", "stats", "text",
        ]
        .iter()
        .any(|room| is_in(file, room))
    };
    let screen = |file: &str| {
        [
            "keymap", "layout", "look", "model", "update", "view", "msg", "words",
        ]
        .iter()
        .any(|room| is_in(file, &format!("tui/{room}")))
    };
    let impure = [
        "std::fs",
        "std::io",
        "std::env",
        "std::thread",
        "std::process",
        "Instant",
        "SystemTime",
        "Timestamp::now",
        "Zoned::now",
        "crate::clock",
        "now_v7",
        "rusqlite",
    ];
    nobody(&house, board, &impure);
    nobody(
        &house,
        board,
        &[
            "crate::store",
            "crate::tui",
            "crate::cli",
            "crossterm",
            "ratatui",
        ],
    );
    // Tests of the words look at which files of them there are.
    let is_test = |file: &str| file == "tui/words/tests.rs";
    nobody(&house, |file| screen(file) && !is_test(file), &impure);
    nobody(
        &house,
        screen,
        &[
            "crate::cli",
            "crate::config",
            "tui::term",
            "tui::input",
            "Store::",
        ],
    );
    nobody(
        &house,
        |file| is_in(file, "store"),
        &["crate::tui", "crate::cli", "crossterm", "ratatui", "clap"],
    );
    nobody(
        &house,
        |file| !is_in(file, "store"),
        &["rusqlite", "fd_lock", "notify::"],
    );
    nobody(&house, |file| is_in(file, "cli"), &["ratatui"]);
    nobody(
        &house,
        |file| !is_in(file, "tui/view"),
        &["ratatui::widgets"],
    );
    nobody(
        &house,
        |file| !is_in(file, "cli") && file != "main.rs",
        &["clap::", "println!", "print!("],
    );
}

/// Closing any descriptor on a board's files drops SQLite's locks on them. `clippy.toml` bans the ways to open a file;
/// whoever needs one says why with `#[expect]`, which itself fails when the ban does not bite.
#[test]
fn files_are_opened_where_it_is_known_that_they_are_no_boards() {
    const MAY: [&str; 12] = [
        // What is exported and imported, and the manual's pages
        "cli/export.rs",
        "cli/intake.rs",
        "cli/man.rs",
        // The time zone
        "clock.rs",
        // In its tests
        "cli/lookup.rs",
        "config/keep.rs",
        "config/tests.rs",
        // The configuration, before a board is opened
        "config/place.rs",
        // The text under edit
        "editor.rs",
        // The files of the state folder
        "state.rs",
        // The lock file, and files of the system's
        "store/lock.rs",
        // A damaged board, in a process that has none open
        "store/raw.rs",
    ];
    let excused = |lines: &[String]| {
        lines
            .iter()
            .any(|line| line.contains("disallowed_methods") || line.contains("disallowed-methods"))
    };
    for (file, lines) in house() {
        assert!(
            !excused(&lines) || MAY.contains(&file.as_str()),
            "{file} opens files: if they can be no board's, name it here; else let store/lock.rs do it"
        );
    }
    let banned = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("clippy.toml"));
    let banned = banned.unwrap();
    for way in [
        "File::open",
        "File::create",
        "File::create_new",
        "OpenOptions::open",
        "read",
        "read_to_string",
        "write",
        "copy",
        "hard_link",
    ] {
        assert!(
            banned.contains(&format!("\"std::fs::{way}\"")),
            "std::fs::{way} is not banned"
        );
    }
}

/// The lint only denies, for the sake of one test that looks into SQLite; the house itself forbids.
#[test]
fn nothing_in_the_house_is_unsafe() {
    for root in ["lib.rs", "main.rs"] {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("src").join(root);
        let text = fs::read_to_string(path).unwrap();
        assert!(text.contains("#![forbid(unsafe_code)]"), "{root}");
    }
}
