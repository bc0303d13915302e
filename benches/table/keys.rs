//! From a key to the frame that shows what it did.

use std::path::Path;
use std::time::{Duration, Instant};

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
    rows.extend(search(world));
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

/// Types searches on 100,000 cards, letter by letter: the first frame shows what stands at the top, the last one all
/// that was found, in bodies too.
fn search(world: &World) -> Vec<Row> {
    let board = world.board(100_000);
    let mut term = settled(&board);
    let (mut times, mut whole) = (Times::default(), Times::default());
    let words = [
        "kettle", "release", "broken", "zebra", "+bug", "timer wr", "@ana", "日本",
    ];
    let mut dice = Dice::new(7);
    for _ in 0..world.times(20) {
        let at = usize::try_from(dice.roll(words.len() as u64)).expect("short");
        key(&mut term, "/");
        let mut pressed = Instant::now();
        for letter in words[at].chars() {
            term.drain(Duration::from_millis(20));
            pressed = term.press(&letter.to_string());
            times.push(term.frame() - pressed);
        }
        let last = term.last(Duration::from_millis(400));
        whole.push(last.map_or(Duration::ZERO, |last| last - pressed));
        key(&mut term, "\x1b[27u");
        term.drain(Duration::from_millis(100));
    }
    let mut moves = Times::default();
    for letter in "/release\r".chars() {
        key(&mut term, &letter.to_string());
    }
    for turn in 0..world.times(40) {
        term.drain(Duration::from_millis(200));
        moves.push(key(&mut term, if turn % 2 == 0 { "J" } else { "K" }));
    }
    drop(term);
    let raw = Raw::open(&board, Duration::ZERO);
    let like: Times = (0..5)
        .map(|_| {
            let began = Instant::now();
            raw.search("kettle");
            began.elapsed()
        })
        .collect();
    let (half, most) = (times.median(), times.percent(95));
    let (half_whole, most_whole) = (whole.median(), whole.percent(95));
    vec![
        Row::new(
            "search keystroke to frame, 100,000 cards, p50 / p95",
            format!("{} / {} ms", short(half), short(most)),
        )
        .must("≤ 16 ms p95", most <= FRAME),
        Row::new(
            "… and to all that is found, in texts too, p50 / p95",
            format!("{} / {} ms", short(half_whole), short(most_whole)),
        )
        .against(
            format!("{} ms, SQLite's LIKE", short(like.median())),
            half_whole / like.median(),
        ),
        Row::new(
            "a card moved while searching, key to frame, 100,000 cards, p50 / p95",
            format!(
                "{} / {} ms",
                short(moves.median()),
                short(moves.percent(95))
            ),
        ),
    ]
}
