//! One edit, and catching up with one, without a terminal.

use std::time::{Duration, Instant};

use walboard::board::CardId;
use walboard::store::{News, Store};

use crate::boards::options;
use crate::figures::{Row, Times, short};
use crate::raw::Raw;
use crate::roles::retitle;
use crate::world::World;

pub(crate) fn rows(world: &World) -> Vec<Row> {
    vec![one_edit(world), catching_up(world)]
}

/// In turns with the raw transaction, on a board of the same size.
fn one_edit(world: &World) -> Row {
    let mut store = Store::open(&world.board(10_000), options("ana")).expect("the board opens");
    let mut raw = Raw::open(&world.board(10_000), Duration::ZERO);
    let (mut ours, mut theirs) = (Times::default(), Times::default());
    for turn in 0..world.times(2_000) {
        let card = CardId(1 + i64::try_from(turn * 7 % 10_000).expect("small"));
        let title = format!("title {turn}");
        let edit = retitle(card, &title, "ana");
        let began = Instant::now();
        store.write(&edit).expect("it is written");
        ours.push(began.elapsed());
        let began = Instant::now();
        raw.write(card, &title).expect("it is written");
        theirs.push(began.elapsed());
    }
    let (ours, theirs) = (ours.median(), theirs.median());
    Row::new("one edit inside the store", format!("{} ms", short(ours)))
        .against(
            format!("{} ms, raw transaction of two rows", short(theirs)),
            ours / theirs,
        )
        .must("≤ 1.3×", ours <= 1.3 * theirs)
}

/// From another's commit to a board that has it, in turns on a small and a large board.
fn catching_up(world: &World) -> Row {
    let mut boards = [1_000, 100_000].map(|cards| {
        let path = world.board(cards);
        let open = |name| Store::open(&path, options(name)).expect("the board opens");
        let (mut mine, theirs) = (open("ana"), open("ben"));
        let board = mine.read().expect("the board is read");
        (mine, theirs, board)
    });
    let mut times = [const { Times::new() }; 2];
    for turn in 0..world.times(1_000) {
        for ((mine, theirs, board), times) in boards.iter_mut().zip(&mut times) {
            let card = CardId(1 + i64::try_from(turn % 1_000).expect("small"));
            theirs
                .write(&retitle(card, &format!("title {turn}"), "ben"))
                .expect("it is written");
            let began = Instant::now();
            let News::Changes(changes) = mine.catch_up().expect("it is read") else {
                panic!("the other's commit is news");
            };
            for change in &changes {
                board.absorb(change).expect("it fits");
            }
            times.push(began.elapsed());
        }
    }
    let [small, large] = times.map(|times| times.median() * 1000.0);
    Row::new(
        "catching up on one foreign edit, 100,000 cards",
        format!("{} µs", short(large)),
    )
    .against(format!("{} µs, 1,000 cards", short(small)), large / small)
    .must("the same", large <= 1.2 * small)
}
