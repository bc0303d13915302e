//! Damage that is found while the board is open: writing stops, it is said what to do, and a copy is kept, one for each
//! content and three at most.
#![allow(
    clippy::disallowed_methods,
    reason = "tests look at files from outside"
)]
#![allow(missing_docs, reason = "tests")]

mod common;
#[cfg(unix)]
#[path = "common/pty.rs"]
mod pty;

use std::fs;
use std::path::{Path, PathBuf};

use common::board::{add, beside};
use common::command::Walboard;
use walboard::store::health::Verdict;
use walboard::store::{Damaged, Mode, Options, Store};

const PAGE: usize = 4096;

/// A home with `team.db`: 100 cards, and nothing left in the log.
fn home() -> Walboard {
    let walboard = Walboard::new();
    let path = walboard.path("team.db");
    let mut store = Store::open(&path, options("ann")).unwrap();
    for n in 0..100 {
        store.write(&add(&format!("card {n}"))).unwrap();
    }
    empty_the_log(&path);
    walboard
}

fn options(name: &str) -> Options {
    Options {
        program: Some(PathBuf::from(env!("CARGO_BIN_EXE_walboard"))),
        ..common::board::options(name)
    }
}

fn empty_the_log(path: &Path) {
    let conn = rusqlite::Connection::open(path).unwrap();
    conn.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(()))
        .unwrap();
}

/// Writes nonsense over the top of every page of cards; the journal is left as it is.
fn harm(path: &Path, nonsense: u8) {
    let mut bytes = fs::read(path).unwrap();
    for page in bytes.chunks_mut(PAGE).skip(1) {
        let has = |what: &[u8]| page.windows(what.len()).any(|window| window == what);
        if has(b"card 1") && !has(b"title") {
            page[..16].fill(nonsense);
        }
    }
    fs::write(path, bytes).unwrap();
}

fn copies(walboard: &Walboard) -> Vec<PathBuf> {
    let folder = beside(&walboard.path("team.db"), ".damaged");
    let Ok(entries) = fs::read_dir(folder) else {
        return Vec::new();
    };
    let mut copies: Vec<PathBuf> = entries
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.is_dir())
        .collect();
    copies.sort();
    copies
}

#[test]
fn a_store_that_finds_damage_writes_no_more_and_says_what_to_do() {
    let walboard = home();
    let path = walboard.path("team.db");
    let mut store = Store::open(&path, options("ann")).unwrap();
    harm(&path, 0xff);
    let harmed = fs::read(&path).unwrap();
    let err = store.read().unwrap_err();
    let damaged = err.downcast_ref::<Damaged>().expect("it is damage").clone();
    let said = format!("{err:#}");
    assert!(
        said.contains(&format!("walboard repair {} --into NEW", path.display())),
        "{said}"
    );
    assert_eq!(store.mode(), Mode::Damaged(damaged.clone()));
    // Not even an edit that would not touch the bad pages is written.
    let err = store.write(&add("one more")).unwrap_err();
    assert!(err.downcast_ref::<Damaged>().is_some(), "{err:#}");
    assert!(fs::read(&path).unwrap() == harmed, "it was written to");
    assert!(fs::metadata(beside(&path, "-wal")).map_or(0, |meta| meta.len()) == 0);
    let copy = damaged.copy.expect("a copy is kept");
    assert!(
        fs::read(copy).unwrap() == harmed,
        "the copy is as it was found"
    );
    // And it can be repaired from there, too.
    let new = walboard.json(["repair", path.to_str().unwrap(), "--into", "new.db"]);
    assert_eq!(new["cards"], 100, "{new:#}");
}

#[test]
fn ten_detections_make_one_copy_and_five_different_ones_leave_three() {
    let walboard = home();
    let path = walboard.path("team.db");
    harm(&path, 0xff);
    let mut running: Vec<_> = (0..10)
        .map(|_| {
            walboard
                .command(["list"])
                .stderr(std::process::Stdio::piped())
                .spawn()
                .unwrap()
        })
        .collect();
    for child in &mut running {
        assert_eq!(child.wait().unwrap().code(), Some(1));
    }
    let first = copies(&walboard);
    assert_eq!(first.len(), 1, "{first:?}");
    for nonsense in 0xf0..0xf5 {
        harm(&path, nonsense);
        let said = walboard.fails(1, ["list"]);
        assert!(said.contains("is kept in"), "{said}");
    }
    let left = copies(&walboard);
    assert_eq!(left.len(), 3, "{left:?}");
    assert_eq!(left[0], first[0], "the first one is kept");
}

#[test]
fn check_finds_it_and_keeps_a_copy() {
    let walboard = home();
    let path = walboard.path("team.db");
    harm(&path, 0xff);
    let ran = walboard.run(["check"]);
    assert_eq!(ran.code, Some(1), "{ran:?}");
    assert!(ran.out.contains("walboard repair"), "{ran:?}");
    assert_eq!(copies(&walboard).len(), 1);
    let mut store = Store::open(&path, options("ann")).unwrap();
    let findings = store.check().unwrap();
    assert!(
        findings
            .iter()
            .any(|finding| finding.verdict == Verdict::Bad)
    );
    assert!(matches!(store.mode(), Mode::Damaged(_)));
}

#[test]
fn a_board_that_cannot_be_opened_any_more_is_named_with_its_cure() {
    let walboard = home();
    let path = walboard.path("team.db");
    let mut bytes = fs::read(&path).unwrap();
    bytes[..16].fill(0);
    fs::write(&path, bytes).unwrap();
    let said = walboard.fails(1, ["list"]);
    assert!(
        said.contains("walboard repair") && said.contains("team.db"),
        "{said}"
    );
    assert_eq!(copies(&walboard).len(), 1);
    // What never was a board is not copied.
    fs::write(walboard.path("notes.txt"), "no board ".repeat(100)).unwrap();
    let said = walboard.fails(1, ["list", "-B", "notes.txt"]);
    assert!(!said.contains("repair"), "{said}");
    assert!(!walboard.path("notes.txt.damaged").exists());
}

#[test]
fn a_disk_that_refuses_once_does_not_end_the_board() {
    let walboard = home();
    if !common::command::can_strace() {
        return;
    }
    // A quota that is used up: SQLite calls it an I/O error.
    let run = |fault: &str| {
        let mut strace = std::process::Command::new("strace");
        strace
            .args(["-f", "-qq", "-o", "/dev/null", "-e", "trace=pwrite64"])
            .args([
                "-P".as_ref(),
                beside(&walboard.path("team.db"), "-wal").as_os_str(),
            ])
            .args(["-e", &format!("inject=pwrite64:{fault}")])
            .arg(env!("CARGO_BIN_EXE_walboard"))
            .args(["add", "x", "-B"])
            .arg(walboard.path("team.db"))
            .env("HOME", walboard.home())
            .output()
            .unwrap()
    };
    let out = run("error=EDQUOT");
    let said = String::from_utf8_lossy(&out.stderr).into_owned();
    assert!(
        !out.status.success() && said.contains("team.db") && said.contains("quota"),
        "{said}"
    );
    assert!(
        !said.contains("repair") && copies(&walboard).is_empty(),
        "{said}"
    );
    walboard.ok(["add", "there is room again"]);
    assert_eq!(walboard.json(["list"]).as_array().unwrap().len(), 101);
}

#[cfg(unix)]
#[test]
fn the_screen_says_it_and_stays_readable() {
    let walboard = home();
    let path = walboard.path("team.db");
    let command = pty::walboard(env!("CARGO_BIN_EXE_walboard"), walboard.home());
    let mut screen = pty::Pty::spawn(command.arg(&path), 24, 100);
    screen.press("G");
    screen.wait_for_text("card 99");
    harm(&path, 0xff);
    // Somebody writes something else: then what was read before does not count any more.
    let conn = rusqlite::Connection::open(&path).unwrap();
    conn.execute_batch("UPDATE board SET strangers = strangers + 1")
        .unwrap();
    screen.press("gg");
    screen.wait_for("the word of the damage, and the first card", |screen| {
        let text = screen.contents();
        ["walboard repair", "damaged", "card 0"]
            .iter()
            .all(|part| text.contains(part))
    });
    assert_eq!(copies(&walboard).len(), 1);
    screen.press("<esc>q");
    screen.wait_for_end();
}
