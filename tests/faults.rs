//! Files that are damaged, disks that are full: a clear word, nothing overwritten, nothing silently empty.
#![allow(
    clippy::disallowed_methods,
    reason = "tests look at files from outside"
)]

mod common;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use common::board::{TestBoard, add, new_board, options};
use walboard::store::{Store, health::Verdict};

/// Makes a board of 50 cards in one file, without a log beside it.
fn fifty(dir: &Path) -> PathBuf {
    let board = TestBoard::new();
    let mut store = board.open("ann");
    for n in 0..50 {
        store.write(&add(&format!("card number {n}"))).unwrap();
    }
    let copy = dir.join("whole.db");
    store.backup(&copy).unwrap();
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
        let _ = fs::remove_file(common::board::beside(path, side));
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

#[test]
fn a_board_cut_short_is_never_taken_for_a_small_one() {
    let dir = tempfile::tempdir().unwrap();
    let whole = fs::read(fifty(dir.path())).unwrap();
    let mut roll = dice(1);
    for _ in 0..100 {
        let path = dir.path().join("cut.db");
        fs::write(&path, &whole[..roll(whole.len())]).unwrap();
        assert_ne!(look(&path), "whole");
    }
}

#[test]
fn a_flipped_byte_neither_crashes_it_nor_empties_the_board() {
    let dir = tempfile::tempdir().unwrap();
    let whole = fs::read(fifty(dir.path())).unwrap();
    let (mut roll, mut refused) = (dice(2), 0);
    for _ in 0..1_000 {
        let mut bytes = whole.clone();
        // Half of them where they hurt most: the header, the schema and the tops of pages.
        let at = match roll(2) {
            0 => roll(whole.len()),
            _ => roll(whole.len() / 4096) * 4096 + roll(100),
        };
        bytes[at] ^= 1 << roll(8);
        let path = dir.path().join("flipped.db");
        fs::write(&path, &bytes).unwrap();
        if look(&path) == "refused" {
            refused += 1;
        }
    }
    assert!(
        refused > 10,
        "only {refused} of 1,000 were noticed at once: nothing was tried"
    );
}

/// A small disk of its own; gone when dropped.
struct SmallDisk(
    PathBuf,
    #[expect(dead_code, reason = "it goes away after the disk")] tempfile::TempDir,
);

impl SmallDisk {
    fn new() -> Option<Self> {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().canonicalize().unwrap();
        let mount = Command::new("mount")
            .args(["-t", "tmpfs", "-o", "size=600k", "tmpfs"])
            .arg(&path)
            .output();
        if !mount.is_ok_and(|out| out.status.success()) {
            eprintln!("skipped: a small disk cannot be mounted here");
            return None;
        }
        Some(Self(path, dir))
    }

    /// Fills it to the last page.
    fn fill(&self) -> PathBuf {
        let filler = self.0.join("filler");
        let mut bytes = vec![0_u8; 4096];
        let mut file = fs::File::create(&filler).unwrap();
        while std::io::Write::write_all(&mut file, &bytes).is_ok() {}
        bytes.truncate(1);
        while std::io::Write::write_all(&mut file, &bytes).is_ok() {}
        filler
    }
}

impl Drop for SmallDisk {
    fn drop(&mut self) {
        let _ = Command::new("umount").arg("-l").arg(&self.0).status();
    }
}

#[test]
fn on_a_full_disk_an_edit_fails_in_words_and_reading_goes_on() {
    let Some(disk) = SmallDisk::new() else { return };
    let path = disk.0.join("team.db");
    let mut store = Store::create(&path, &new_board(), options("ann")).unwrap();
    store.write(&add("before")).unwrap();
    let filler = disk.fill();
    // The pages of the log that are there already may take a few more.
    let failed =
        (0..200).find_map(|n| store.write(&add(&format!("{n} {}", "x".repeat(900)))).err());
    let err = format!("{:#}", failed.expect("the disk never was full"));
    assert!(err.contains("full") && err.contains("team.db"), "{err}");
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
