//! Cost follows what is in view: keys and frames on a board of 100,000 cards look at next to none of them.
//!
//! Told by the memory that is touched, which does not depend on how busy the machine is. The system tells it of the
//! whole process, so this test is alone in its own.
#![allow(
    clippy::disallowed_methods,
    reason = "tests look at files from outside"
)]
#![cfg(target_os = "linux")]

#[allow(dead_code, reason = "the tests of the screen use the rest")]
mod screen {
    pub(crate) mod desk;
}

use std::fs;
use std::hint::black_box;

use screen::desk::{Desk, actor, board};
use walboard::change::{EditId, Stamp};
use walboard::edit::{Act, At, Draft, Edit, Place};

const CARDS: usize = 100_000;

/// Returns a desk with that many cards in one column.
fn large() -> Desk {
    let mut board = board(&[("Todo", None, &[]), ("Done", None, &["x"])]);
    let column = board.columns()[0].id;
    let add = |at: usize| Act::AddCard {
        at: Place {
            column,
            at: At::Bottom,
        },
        draft: Box::new(Draft {
            title: format!("card {at}"),
            ..Draft::default()
        }),
    };
    let edit = Edit::new(EditId("many".to_owned()), (0..CARDS).map(add).collect());
    let (seq, at, actor) = (1, "2026-11-20T09:00:00Z".parse().unwrap(), actor("sam"));
    board.apply(&edit, &Stamp { seq, at, actor }).unwrap();
    Desk::new(board, (80, 24))
}

/// Returns how many kilobytes of memory are looked at or changed by that work.
fn touched(work: impl FnOnce()) -> u64 {
    fs::write("/proc/self/clear_refs", "1").unwrap();
    work();
    let memory = fs::read_to_string("/proc/self/smaps_rollup").unwrap();
    let touched = memory
        .lines()
        .find_map(|line| line.strip_prefix("Referenced:"));
    let kilobytes = touched.unwrap().trim().trim_end_matches(" kB");
    kilobytes.parse().unwrap()
}

#[test]
fn keys_and_frames_touch_what_is_in_view() {
    if fs::write("/proc/self/clear_refs", "1").is_err() {
        eprintln!("skipped: the system does not tell here which memory is touched");
        return;
    }
    let mut desk = large();
    let mut round = || {
        desk.press("kk<c-u>jlhggG");
        black_box(desk.buffer((80, 24)));
    };
    round();
    let seen = touched(round);
    let walk = touched(|| {
        let cards = desk.model.board().cards();
        black_box(cards.filter(|card| card.title.is_empty()).count());
    });
    println!("{seen} KB, a walk through all cards {walk} KB");
    assert!(
        seen < walk / 10,
        "{seen} KB, a walk through all cards {walk} KB"
    );
}
