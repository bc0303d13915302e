//! The write-ahead log stays short, however the board is written.

#![allow(
    clippy::disallowed_methods,
    reason = "tests look at files from outside"
)]

mod common;

use std::fs;
use std::path::Path;

use common::board::{TestBoard, add, beside, edit, options};
use tempfile::TempDir;
use walboard::board::{CardId, Detail};
use walboard::edit::Act;
use walboard::store::Store;

/// The log is emptied at 4 MB; the last edit before that may have been a large one.
const MOST: u64 = 6 << 20;

/// Returns a folder in memory, where there is one: a thousand syncs take long on a slow disk.
fn quick_folder() -> TempDir {
    let memory = Path::new("/dev/shm");
    tempfile::tempdir_in(if memory.is_dir() {
        memory
    } else {
        Path::new(".")
    })
    .unwrap()
}

fn log_size(board: &Path) -> u64 {
    fs::metadata(beside(board, "-wal")).unwrap().len()
}

/// A board that only short commands use must put its log away too.
#[test]
fn the_log_does_not_grow_on_a_board_that_is_opened_for_each_edit() {
    let dir = quick_folder();
    let path = dir.path().join("team.db");
    Store::create(&path, &common::board::new_board(), options("ann")).unwrap();
    for round in 0..1_500 {
        Store::open(&path, options("ann"))
            .unwrap()
            .write(&add("a"))
            .unwrap();
        let log = log_size(&path);
        assert!(log < MOST, "{log} bytes of log after {round} rounds");
    }
}

#[test]
fn who_writes_on_writes_over_the_log_from_its_beginning() {
    let dir = quick_folder();
    let path = dir.path().join("team.db");
    Store::create(&path, &common::board::new_board(), options("ann")).unwrap();
    let mut store = Store::open(&path, options("ann")).unwrap();
    let mut longest = 0;
    for round in 0..1_500 {
        store.write(&add("a")).unwrap();
        let log = log_size(&path);
        assert!(log < MOST, "{log} bytes of log after {round} edits");
        // Making the file longer again is what costs.
        assert!(log >= longest, "the log was cut after {round} edits");
        longest = log;
    }
    assert!(
        longest > 1 << 20,
        "nothing was written over: {longest} bytes"
    );
}

#[test]
fn a_reader_that_does_not_end_makes_the_log_longer_and_no_writer_wait() {
    let board = TestBoard::new();
    let mut store = board.open("ann");
    store.write(&add("a")).unwrap();
    let conn = rusqlite::Connection::open(&board.path).unwrap();
    let reader = conn.unchecked_transaction().unwrap();
    let count = || {
        reader.query_row("SELECT count(*) FROM journal", [], |row| {
            row.get::<_, i64>(0)
        })
    };
    let before = count().unwrap();
    let body = "x".repeat(200_000);
    for round in 0..60 {
        let to = Detail::Body(format!("{body}{round}"));
        let act = Act::SetCard {
            card: CardId(1),
            to,
            base: None,
        };
        store.write(&edit(act)).unwrap();
    }
    assert_eq!(count().unwrap(), before, "a reader sees what it began with");
    assert!(
        log_size(&board.path) > MOST,
        "the log keeps what a reader may still need"
    );
    drop(reader);
    for _ in 0..3 {
        store.write(&add("b")).unwrap();
    }
    assert_eq!(board.open("ben").read().unwrap().live_count(), 4);
}
