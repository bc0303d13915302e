//! From a commit in one process to the screen of another.

use std::path::Path;
use std::time::{Duration, Instant};

use walboard::board::CardId;
use walboard::store::Store;

use crate::boards::{Dice, first_card, options};
use crate::figures::{Row, Times, ms, short};
use crate::keys::settled;
use crate::roles::{Task, Writers, retitle};
use crate::term::Term;
use crate::world::World;

pub(crate) fn rows(world: &World) -> Vec<Row> {
    let mut rows = vec![
        quiet(world, 1_000, "1,000"),
        quiet(world, 100_000, "100,000"),
    ];
    rows.push(busy(world));
    rows.extend(burst(world));
    rows
}

/// Somebody who changes the card at the top of the screen.
pub(crate) struct Other {
    store: Store,
    card: CardId,
    count: usize,
}

impl Other {
    pub(crate) fn new(board: &Path) -> Self {
        let mut store = Store::open(board, options("ben")).expect("the board opens");
        let card = first_card(&store.read().expect("the board is read"));
        let count = 0;
        Self { store, card, count }
    }

    /// Commits, and returns the title to look for, and when the commit was acknowledged.
    pub(crate) fn write(&mut self) -> (String, Instant) {
        self.count += 1;
        let title = format!("seen? {}.", self.count);
        let edit = retitle(self.card, &title, "ben");
        self.store.write(&edit).expect("it is written");
        (title, Instant::now())
    }
}

/// Waits until a title is on the screen; returns how long after the commit it was.
pub(crate) fn shown(term: &mut Term, title: &str, committed: Instant) -> Duration {
    let at = term.screen_until(title, |screen| screen.contents().contains(title));
    at.saturating_duration_since(committed)
}

fn quiet(world: &World, cards: usize, name: &str) -> Row {
    let board = world.board(cards);
    let mut term = settled(&board);
    let mut other = Other::new(&board);
    let (mut dice, mut times) = (Dice::new(3), Times::default());
    for _ in 0..world.times(300) {
        // Longer than the looks that follow a notice for most of them, and never in step with them.
        term.drain(Duration::from_millis(20 + dice.roll(60)));
        let (title, committed) = other.write();
        times.push(shown(&mut term, &title, committed));
    }
    let [half, most, all] = [50, 95, 99].map(|of| times.percent(of));
    Row::new(
        format!("commit here to pixels there, {name} cards, p50 / p95 / p99"),
        format!("{} / {} / {} ms", short(half), short(most), short(all)),
    )
    .must(
        "≤ 5 / 20 / 50 ms",
        half <= 5.0 && most <= 20.0 && all <= 50.0,
    )
}

fn busy(world: &World) -> Row {
    let board = world.board(1_000);
    let mut term = settled(&board);
    let mut other = Other::new(&board);
    let time = Duration::from_secs(if world.quick { 2 } else { 8 });
    let first = u32::try_from(other.card.0).expect("small");
    let cards = (1..=17).filter(|card| *card != first).take(16);
    let mut writers = Writers::ready("ours", &board, cards, Task::For(time));
    let mut times = Times::default();
    writers.go();
    while !writers.are_done() {
        let (title, committed) = other.write();
        times.push(shown(&mut term, &title, committed));
    }
    let (title, committed) = other.write();
    let last = ms(shown(&mut term, &title, committed));
    let [half, most, all] = [50, 95, 99].map(|of| times.percent(of));
    Row::new(
        "the same with 16 tight writers, p50 / p95 / p99",
        format!(
            "{} / {} / {} ms; the last commit {} ms",
            short(half),
            short(most),
            short(all),
            short(last)
        ),
    )
    .must("never stale after the last", last <= 1_000.0)
}

/// Ten thousand edits by four writers, while somebody walks up and down.
fn burst(world: &World) -> [Row; 2] {
    let board = world.board(10_000);
    let mut term = settled(&board);
    let mut other = Other::new(&board);
    let each = u64::try_from(world.times(2_500)).expect("small");
    let mut writers = Writers::ready("ours", &board, 2..=5, Task::Edits(each));
    let mut keys = Times::default();
    writers.go();
    let began = Instant::now();
    while !writers.are_done() {
        for key in ["j", "k"] {
            let row = bar(&mut term);
            let pressed = term.press(key);
            let at =
                term.screen_until("the cursor on another card", |screen| bar_of(screen) != row);
            keys.push(at - pressed);
            term.drain(Duration::from_millis(5));
        }
    }
    let took = began.elapsed();
    let (title, committed) = other.write();
    let late = ms(shown(&mut term, &title, committed));
    let most = keys.percent(95);
    [
        Row::new(
            format!(
                "{} foreign edits in {} s: key to frame meanwhile, p50 / p95",
                4 * each,
                short(took.as_secs_f64())
            ),
            format!("{} / {} ms", short(keys.median()), short(most)),
        )
        .must("< 50 ms p95", most < 50.0),
        Row::new(
            "… and all on the screen after the last",
            format!("{} ms", short(late)),
        )
        .must("< 1 s", late < 1_000.0),
    ]
}

/// Returns the rows that the cursor's bar is on.
fn bar(term: &mut Term) -> Vec<usize> {
    term.look(bar_of)
}

fn bar_of(screen: &vt100::Screen) -> Vec<usize> {
    let rows = screen.rows(0, screen.size().1.get()).enumerate();
    rows.filter(|(_, row)| row.contains('▌'))
        .map(|(at, _)| at)
        .collect()
}
