//! From a key to the frame that shows what it did.

use std::path::Path;
use std::time::Duration;

use crate::boards::Dice;
use crate::figures::{Row, Times, short};
use crate::raw::Raw;
use crate::start::{SIZE, open};
use crate::term::Term;
use crate::world::World;

/// One frame at 60 a second.
const FRAME: f64 = 16.0;

pub(crate) fn rows(world: &World) -> Vec<Row> {
    let mut bare = Term::bare("blank", SIZE.0, SIZE.1);
    bare.frame();
    let names = ["1,000", "10,000", "100,000"];
    let mut terms = [1_000, 10_000, 100_000].map(|cards| settled(&world.board(cards)));
    let (mut bare_times, mut times) = (Times::default(), [const { Times::new() }; 3]);
    for turn in 0..world.times(400) {
        bare_times.push(key(&mut bare, "x"));
        for (term, times) in terms.iter_mut().zip(&mut times) {
            times.push(key(term, if turn % 2 == 0 { "j" } else { "k" }));
        }
    }
    let small = times[0].median();
    let mut rows: Vec<Row> = times
        .iter()
        .zip(names)
        .map(|(times, cards)| {
            let (half, most) = (times.median(), times.percent(95));
            // Noise: a fifth, or a tenth of a millisecond.
            let same = half <= (small * 1.2).max(small + 0.1);
            Row::new(
                format!("key to changed frame, {cards} cards, p50 / p95"),
                format!("{} / {} ms", short(half), short(most)),
            )
            .against(
                format!("{} ms, bare ratatui", short(bare_times.median())),
                half / bare_times.median(),
            )
            .must("≤ 2 ms p50, the same at every size", half <= 2.0 && same)
        })
        .collect();
    drop(terms);
    rows.push(search(world));
    rows
}

/// Opens a board and lets it come to rest.
pub(crate) fn settled(board: &Path) -> Term {
    let mut term = open(board);
    term.frame();
    term.drain(Duration::from_millis(1_200));
    term
}

/// Presses a key, and waits for the frame.
pub(crate) fn key(term: &mut Term, key: &str) -> Duration {
    let pressed = term.press(key);
    term.frame() - pressed
}

/// Types searches on 100,000 cards, letter by letter.
fn search(world: &World) -> Row {
    let board = world.board(100_000);
    let mut term = settled(&board);
    let mut times = Times::default();
    let words = [
        "kettle", "release", "broken", "zebra", "+bug", "timer wr", "@ana", "日本",
    ];
    let mut dice = Dice::new(7);
    for _ in 0..world.times(20) {
        let at = usize::try_from(dice.roll(words.len() as u64)).expect("short");
        key(&mut term, "/");
        for letter in words[at].chars() {
            times.push(key(&mut term, &letter.to_string()));
            term.drain(Duration::from_millis(20));
        }
        key(&mut term, "\x1b[27u");
        term.drain(Duration::from_millis(100));
    }
    drop(term);
    let raw = Raw::open(&board, Duration::ZERO);
    let like: Times = (0..5)
        .map(|_| {
            let began = std::time::Instant::now();
            raw.search("kettle");
            began.elapsed()
        })
        .collect();
    let (half, most) = (times.median(), times.percent(95));
    Row::new(
        "search keystroke, 100,000 cards, p50 / p95",
        format!("{} / {} ms", short(half), short(most)),
    )
    .against(
        format!("{} ms, SQLite's LIKE", short(like.median())),
        most / like.median(),
    )
    .must("≤ 16 ms p95", most <= FRAME)
}
