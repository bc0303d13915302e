//! Many processes that write without a pause.

use std::path::Path;
use std::time::Duration;

use crate::figures::{Row, ms, short};
use crate::roles::{Task, Writers, Wrote};
use crate::world::World;

/// What many writers did together.
pub(crate) struct Together {
    pub(crate) per_second: f64,
    /// In milliseconds.
    pub(crate) longest: f64,
    /// The busiest writer's edits by the least busy one's.
    spread: f64,
    errors: u64,
}

pub(crate) fn rows(world: &World) -> Vec<Row> {
    let time = Duration::from_secs(if world.quick { 2 } else { 8 });
    let ours = together("ours", &world.board(1_000), 16, time);
    let theirs = together("sqlite", &world.board(1_000), 16, time);
    let alone = together("sqlite", &world.board(1_000), 1, time);
    let reference = |what: String| format!("{what}, SQLite's busy handler");
    vec![
        Row::new("16 tight writers: edits a second", short(ours.per_second))
            .against(
                reference(short(theirs.per_second)),
                ours.per_second / theirs.per_second,
            )
            .must("≥ 1.5×", ours.per_second >= 1.5 * theirs.per_second),
        // Commits follow each other, each with a sync: nobody who syncs each commit can be faster than this.
        Row::new("… by what the disk allows", short(ours.per_second)).against(
            format!("{}, one raw writer alone", short(alone.per_second)),
            ours.per_second / alone.per_second,
        ),
        Row::new(
            "16 tight writers: longest wait",
            format!("{} ms", short(ours.longest)),
        )
        .against(
            reference(format!("{} ms", short(theirs.longest))),
            ours.longest / theirs.longest,
        )
        .must("≤ 0.25×", ours.longest * 4.0 <= theirs.longest),
        Row::new("16 tight writers: most edits by fewest", short(ours.spread))
            .against(reference(short(theirs.spread)), ours.spread / theirs.spread)
            .must("< 4", ours.spread < 4.0),
        Row::new("16 tight writers: errors", ours.errors.to_string())
            .against(reference(theirs.errors.to_string()), f64::NAN)
            .must("0", ours.errors == 0),
    ]
}

/// Has so many processes write for so long.
pub(crate) fn together(kind: &str, board: &Path, writers: u32, time: Duration) -> Together {
    let mut writers = Writers::ready(kind, board, 1..=writers, Task::For(time));
    writers.go();
    let wrote = writers.wait();
    let edits = |wrote: &Wrote| wrote.edits;
    let (most, fewest) = (wrote.iter().map(edits).max(), wrote.iter().map(edits).min());
    let all: u64 = wrote.iter().map(edits).sum();
    Together {
        per_second: all as f64 / time.as_secs_f64(),
        longest: wrote
            .iter()
            .map(|wrote| ms(wrote.longest))
            .fold(0.0, f64::max),
        spread: most.unwrap_or(0) as f64 / fewest.unwrap_or(0) as f64,
        errors: wrote.iter().map(|wrote| wrote.errors).sum(),
    }
}
