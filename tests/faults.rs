//! Files that are damaged, disks that are full or may not be written, boards that are taken away: a clear word, nothing
//! overwritten, nothing silently empty.
//!
//! `WALBOARD_TEST_FLIPS=1000 cargo test --test faults -- --nocapture` is the long form.
#![allow(
    clippy::disallowed_methods,
    reason = "tests look at files from outside"
)]

mod common;
#[path = "common/disk.rs"]
mod disk;

#[cfg(unix)]
#[path = "common/pty.rs"]
mod pty;

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::{Mutex, MutexGuard, PoisonError};

use common::board::{TestBoard, add, beside, new_board, options};
use common::command::Walboard;
use disk::SmallDisk;
use walboard::store::{Store, health::Verdict};

/// Has the tests of this file run one after the other. A process that one of them starts has, until its program runs,
/// the files that another has open: room on a small disk is not free yet then, nor is the disk at rest.
fn alone() -> MutexGuard<'static, ()> {
    static ALONE: Mutex<()> = Mutex::new(());
    ALONE.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Makes a board of 50 cards in one file, without a log beside it.
fn fifty(dir: &Path) -> PathBuf {
    let board = TestBoard::new();
    let mut store = board.open("ann");
    for n in 0..50 {
        store.write(&add(&format!("card number {n}"))).unwrap();
    }
    let copy = dir.join("whole.db");
    store.backup(&copy, &mut |_, _| {}).unwrap();
    copy
}

/// Opens a damaged board, reads and checks it; tells how that ended. Whatever happens, the file stays as it is.
fn look(path: &Path) -> String {
    let before = fs::read(path).unwrap();
    let outcome = Store::open(path, options("ann")).and_then(|mut store| {
        let board = store.read()?;
        let bad = store
            .check()?
            .iter()
            .any(|finding| finding.verdict != Verdict::Ok);
        assert!(
            bad || board.live_count() == 50,
            "{} cards and nothing to find",
            board.live_count()
        );
        Ok(if bad { "found by check" } else { "whole" })
    });
    assert!(
        fs::read(path).unwrap() == before,
        "{} was written to",
        path.display()
    );
    for side in ["-wal", "-shm", ".lock"] {
        let _ = fs::remove_file(beside(path, side));
    }
    match outcome {
        Ok(how) => how.to_owned(),
        Err(err) => {
            let text = format!("{err:#}");
            assert!(
                text.contains(path.file_name().unwrap().to_str().unwrap()),
                "no path in: {text}"
            );
            "refused".to_owned()
        }
    }
}

fn dice(seed: u64) -> impl FnMut(usize) -> usize {
    let mut state = seed;
    move |sides| {
        state = state
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) as usize % sides
    }
}

/// Returns the cards that plain SQLite reads of a damaged file, from the first one on until it cannot.
fn readable(path: &Path) -> BTreeSet<i64> {
    let look = || -> rusqlite::Result<BTreeSet<i64>> {
        let conn = rusqlite::Connection::open(path)?;
        let mut query = conn.prepare("SELECT id, title, rank, body FROM card ORDER BY id")?;
        let mut rows = query.query([])?;
        let mut ids = BTreeSet::new();
        while let Ok(Some(row)) = rows.next() {
            if row
                .get::<_, String>(1)
                .is_ok_and(|title| title.starts_with("card number "))
            {
                ids.insert(row.get(0)?);
            }
        }
        Ok(ids)
    };
    let ids = look().unwrap_or_default();
    for side in ["-wal", "-shm"] {
        let _ = fs::remove_file(beside(path, side));
    }
    ids
}

/// Repairs a damaged file: what plain SQLite can read is saved, and what comes of it is sound. Returns how many cards
/// were saved; `None` when nothing can be read.
fn repair(walboard: &Walboard, path: &Path) -> Option<usize> {
    let damaged = fs::read(path).unwrap();
    let new = walboard.path("new.db");
    for suffix in ["", "-wal", "-shm", ".lock", ".old-journal.jsonl"] {
        let _ = fs::remove_file(beside(&new, suffix));
    }
    let ran = walboard.run([
        "--json",
        "repair",
        path.to_str().unwrap(),
        "--into",
        "new.db",
    ]);
    assert!(fs::read(path).unwrap() == damaged, "it was written to");
    let readable = readable(path);
    if ran.code != Some(0) {
        assert!(
            ran.code == Some(1) && ran.err.contains("could not"),
            "{ran:?}"
        );
        assert!(
            !new.exists() && readable.is_empty(),
            "{readable:?}: {ran:?}"
        );
        return None;
    }
    let answer: serde_json::Value = serde_json::from_str(&ran.out).unwrap();
    let mut store = Store::open(&new, options("ann")).unwrap();
    for finding in store.check().unwrap() {
        assert_ne!(finding.verdict, Verdict::Bad, "{finding:#?}\n{answer:#}");
    }
    let board = store.read().unwrap();
    let saved: BTreeSet<i64> = board.cards().map(|card| card.id.0).collect();
    assert!(
        readable.is_subset(&saved),
        "{readable:?} {saved:?}\n{answer:#}"
    );
    Some(saved.len())
}

#[test]
fn a_board_cut_short_is_never_taken_for_a_small_one() {
    let _alone = alone();
    let walboard = Walboard::homeless();
    let whole = fs::read(fifty(walboard.home())).unwrap();
    let all = std::env::var_os("WALBOARD_TEST_FLIPS").is_some();
    let (mut roll, mut saved, mut repairs) = (dice(1), Vec::new(), 0);
    for round in 0..100 {
        let path = walboard.path("cut.db");
        fs::write(&path, &whole[..roll(whole.len())]).unwrap();
        assert_ne!(look(&path), "whole");
        if all || round % 3 == 0 {
            repairs += 1;
            saved.extend(repair(&walboard, &path));
        }
    }
    // The list of tables of so small a board stands near its end.
    println!(
        "{} of {repairs} could be repaired, with {} of 50 cards on average",
        saved.len(),
        saved.iter().sum::<usize>() / saved.len().max(1)
    );
    assert!(saved.iter().any(|saved| *saved > 25), "{saved:?}");
}

#[test]
fn a_flipped_byte_neither_crashes_it_nor_empties_the_board() {
    let _alone = alone();
    let flips = std::env::var("WALBOARD_TEST_FLIPS").map_or(60, |flips| flips.parse().unwrap());
    let walboard = Walboard::homeless();
    let whole = fs::read(fifty(walboard.home())).unwrap();
    let (mut roll, mut refused, mut saved) = (dice(2), 0, Vec::new());
    for _ in 0..flips {
        let mut bytes = whole.clone();
        // Half of them where they hurt most: the header, the schema and the tops of pages.
        let at = match roll(2) {
            0 => roll(whole.len()),
            _ => roll(whole.len() / 4096) * 4096 + roll(100),
        };
        bytes[at] ^= 1 << roll(8);
        let path = walboard.path("flipped.db");
        fs::write(&path, &bytes).unwrap();
        if look(&path) == "refused" {
            refused += 1;
        }
        saved.extend(repair(&walboard, &path));
    }
    println!(
        "{flips} flips: {refused} were noticed at once, {} could be repaired, {} of them with all cards",
        saved.len(),
        saved.iter().filter(|saved| **saved == 50).count()
    );
    assert!(refused > 0, "nothing was tried");
    assert!(saved.len() * 10 > flips * 8, "too few could be repaired");
}

#[test]
fn on_a_full_disk_an_edit_fails_in_words_and_reading_goes_on() {
    let _alone = alone();
    let Some(disk) = SmallDisk::new() else { return };
    let path = disk.path.join("team.db");
    let mut store = Store::create(&path, &new_board(), options("ann")).unwrap();
    store.write(&add("before")).unwrap();
    let filler = disk.fill();
    // The pages of the log that are there already may take a few more.
    let failed =
        (0..200).find_map(|n| store.write(&add(&format!("{n} {}", "x".repeat(900)))).err());
    let err = format!("{:#}", failed.expect("the disk never was full"));
    assert!(
        err.contains("the disk is full, nothing was saved") && err.contains("team.db"),
        "{err}"
    );
    let cards = store.read().unwrap().live_count();
    assert!(cards >= 1);
    // A cold start there may fail, but it says why.
    if let Err(err) = Store::open(&path, options("bob")).and_then(|mut store| store.read()) {
        assert!(format!("{err:#}").contains("team.db"), "{err:#}");
    }
    fs::remove_file(filler).unwrap();
    store.write(&add("after")).unwrap();
    assert_eq!(store.read().unwrap().live_count(), cards + 1);
    let findings = store.check().unwrap();
    assert!(
        findings
            .iter()
            .all(|finding| finding.verdict != Verdict::Bad),
        "{findings:#?}"
    );
}

#[cfg(unix)]
#[test]
fn the_screen_on_a_full_disk_says_so_and_goes_on_when_there_is_room() {
    let _alone = alone();
    let Some(disk) = SmallDisk::new() else { return };
    let path = disk.path.join("team.db");
    let mut store = Store::create(&path, &new_board(), options("ann")).unwrap();
    store.write(&add("before")).unwrap();
    let home = tempfile::tempdir().unwrap();
    let command = pty::walboard(env!("CARGO_BIN_EXE_walboard"), home.path());
    let mut screen = pty::Pty::spawn(command.arg(&path), 24, 100);
    screen.wait_for_text("before");
    let filler = disk.fill();
    // What is left of the log takes a few more.
    while store.write(&add(&"x".repeat(900))).is_ok() {}
    screen.press("ntoo much for it<enter>");
    screen.wait_for("the disk is full", |screen| {
        screen.contents().contains("full") && screen.contents().contains("not saved")
    });
    // What was typed is at hand still, and the board can be walked about.
    screen.wait_for_text("too much for it");
    fs::remove_file(filler).unwrap();
    screen.press("<enter>");
    screen.wait_for("it is saved", |screen| {
        let text = screen.contents();
        text.contains("saved") && !text.contains("not saved") && !text.contains("saving")
    });
    assert!(
        !beside(&path, ".damaged").exists(),
        "a full disk is no damage"
    );
    screen.press("<esc>q");
    assert!(screen.wait_for_end().success());
    let board = store.read().unwrap();
    assert!(board.cards().any(|card| card.title == "too much for it"));
}

#[test]
fn a_cold_start_on_a_full_disk_says_what_is_the_matter() {
    let _alone = alone();
    let Some(disk) = SmallDisk::new() else { return };
    let path = disk.path.join("team.db");
    drop(Store::create(&path, &new_board(), options("ann")).unwrap());
    for side in ["-wal", "-shm"] {
        let _ = fs::remove_file(beside(&path, side));
    }
    let filler = disk.fill();
    let walboard = Walboard::homeless();
    let said = walboard.fails(1, ["list", "-B", path.to_str().unwrap()]);
    assert!(said.contains("team.db") && said.contains("full"), "{said}");
    assert!(!said.contains("repair"), "{said}");
    fs::remove_file(filler).unwrap();
    walboard.ok(["list", "-B", path.to_str().unwrap()]);
}

#[cfg(target_os = "linux")]
#[test]
fn on_a_disk_that_may_not_be_written_the_board_is_read_only() {
    let _alone = alone();
    let Some(disk) = SmallDisk::new() else { return };
    let path = disk.path.join("team.db");
    let mut store = Store::create(&path, &new_board(), options("ann")).unwrap();
    store.write(&add("readable")).unwrap();
    drop(store);
    let remount = |how: &str| {
        let mut mount = Command::new("mount");
        mount
            .args(["-o", &format!("remount,{how}")])
            .arg(&disk.path);
        assert!(mount.status().unwrap().success());
    };
    remount("ro");
    let walboard = Walboard::homeless();
    let board = path.to_str().unwrap();
    assert!(walboard.ok(["list", "-B", board]).contains("readable"));
    let said = walboard.fails(1, ["add", "x", "-B", board]);
    assert!(
        said.contains("read-only") && said.contains("team.db"),
        "{said}"
    );
    assert!(!said.contains("repair"), "{said}");
    remount("rw");
    walboard.ok(["add", "x", "-B", board]);
}

/// What the screen says when its board is gone from under it; whatever it is, nothing is written to another file.
#[cfg(unix)]
#[test]
fn a_board_that_is_taken_away_under_the_screen_is_noticed_and_not_made_anew() {
    let _alone = alone();
    for what in ["renamed", "deleted", "replaced"] {
        let walboard = Walboard::new();
        walboard.ok(["add", "the card"]);
        walboard.ok(["backup", "other.db"]);
        let path = walboard.path("team.db");
        let command = pty::walboard(env!("CARGO_BIN_EXE_walboard"), walboard.home());
        let mut screen = pty::Pty::spawn(command.arg(&path), 24, 100);
        screen.wait_for_text("the card");
        match what {
            "renamed" => fs::rename(&path, walboard.path("elsewhere.db")).unwrap(),
            "deleted" => fs::remove_file(&path).unwrap(),
            _ => fs::rename(walboard.path("other.db"), &path).unwrap(),
        }
        screen.wait_for(what, |screen| {
            let text = screen.contents();
            text.contains("is not there any more") || text.contains("was replaced")
        });
        screen.press("nlost otherwise<enter>");
        screen.wait_for_text("not saved");
        screen.wait_for_text("lost otherwise");
        assert_eq!(path.exists(), what == "replaced", "{what}");
        screen.press("<esc><esc><c-c>");
        screen.wait_for_end();
        if what == "replaced" {
            let cards = walboard.json(["list"]);
            assert_eq!(cards.as_array().unwrap().len(), 1, "{cards:#}");
        }
    }
}
