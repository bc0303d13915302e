//! From the start of the program to its first whole frame.

use std::path::Path;
use std::process::Command;
use std::time::Duration;

use crate::commands::{compile, run, walboard};
use crate::figures::{Row, Times, short};
use crate::term::Term;
use crate::world::World;

pub(crate) const SIZE: (u16, u16) = (40, 120);

pub(crate) fn rows(world: &World) -> Vec<Row> {
    let sizes = [1_000, 10_000, 100_000];
    let boards = sizes.map(|cards| world.board(cards));
    let (mut bare, mut ours) = (Times::default(), [const { Times::new() }; 3]);
    let mut answered = Times::default();
    let least = compile(world.folder.path());
    let (mut nothing, mut reading, mut begun) =
        (Times::default(), Times::default(), Times::default());
    // In turns, so that whatever else the machine does meets all of them.
    for _ in 0..world.times(40) {
        bare.push(first_frame(Term::bare("blank", SIZE.0, SIZE.1)));
        for (board, times) in boards.iter().zip(&mut ours) {
            times.push(first_frame(open(board)));
        }
        answered.push(first_answer(&boards[2]));
        nothing.push(run(&mut Command::new(&least)));
        reading.push(run(Command::new(&least).arg(&boards[0]).arg("read")));
        begun.push(run(walboard(&boards[0]).arg("--version")));
    }
    let [small, middle, large] = ours.map(|times| times.median());
    let bare = bare.median();
    let part = |what: &str, times: &Times| {
        let taken = times.median() - nothing.median();
        Row::new(what, format!("{} ms", short(taken))).against(
            format!("{} ms, bare ratatui", short(bare)),
            (bare + taken) / bare,
        )
    };
    let row = |cards: &str, ours: f64| {
        Row::new(
            format!("start to first whole frame, {cards} cards"),
            format!("{} ms", short(ours)),
        )
    };
    vec![
        row("1,000", small)
            .against(format!("{} ms, bare ratatui", short(bare)), small / bare)
            .must("≤ 2×", small <= 2.0 * bare),
        part(
            "… of it in any case, with bare ratatui: the board opened and read, in C",
            &reading,
        ),
        part(
            "… and: this program's beginning and end (`--version`)",
            &begun,
        ),
        row("10,000", middle)
            .against(format!("{} ms, 1,000 cards", short(small)), middle / small)
            .must("≤ 2×", middle <= 2.0 * small),
        row("100,000", large)
            .against(format!("{} ms, 1,000 cards", short(small)), large / small)
            .must("≤ 5×", large <= 5.0 * small),
        Row::new(
            "start to the first key answered (`G`), 100,000 cards",
            format!("{} ms", short(answered.median())),
        ),
    ]
}

/// Opens a board in the terminal that the measurements are made in.
pub(crate) fn open(board: &Path) -> Term {
    Term::walboard(board, SIZE.0, SIZE.1)
}

/// Waits for the first frame; returns when it came after the start.
pub(crate) fn first_frame(mut term: Term) -> Duration {
    let started = term.started;
    term.frame() - started
}

/// Types ahead, and waits until the bottom of the column is on the screen.
fn first_answer(board: &Path) -> Duration {
    let mut term = open(board);
    term.press("G");
    let started = term.started;
    let at = term.screen_until("the bottom of the column", |screen| {
        screen.contents().contains('↑')
    });
    at - started
}
