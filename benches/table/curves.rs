//! How the cost grows: with the cards on the board, with the writers, with the boards that are open.

use std::path::Path;
use std::process::Command;
use std::time::Duration;

use crate::commands::{compile, run, walboard};
use crate::figures::Times;
use crate::idle::resident;
use crate::keys::{key, settled};
use crate::pixels::{Other, shown};
use crate::plot::{Curve, Plot};
use crate::start::{SIZE, first_frame, open};
use crate::term::Term;
use crate::world::World;
use crate::writers::together;

/// What the curves go along: its name, and what measures them.
type Along = (&'static str, fn(&World, &Path));

const CURVES: [Along; 3] = [("cards", sizes), ("writers", writers), ("boards", boards)];

/// Measures the curves that are wanted, or all, and draws them into `assets/bench`.
pub(crate) fn draw(world: &World, wanted: &[&String]) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("assets/bench");
    std::fs::create_dir_all(&folder).expect("a folder");
    for (name, curves) in CURVES {
        if wanted.is_empty() || wanted.iter().any(|word| *word == name) {
            curves(world, &folder);
        }
    }
}

fn sizes(world: &World, folder: &Path) {
    let mut start: Vec<Curve> = ["walboard", "bare ratatui"].map(curve).into();
    let mut work: Vec<Curve> = [
        "walboard add",
        "the same in C",
        "key to frame",
        "commit to pixels",
    ]
    .map(curve)
    .into();
    let mut memory = vec![curve("resident")];
    let least = compile(world.folder.path());
    let most = if world.quick { 5 } else { 6 };
    for cards in (2..=most).map(|power| 10_usize.pow(power)) {
        eprintln!("curves: {cards} cards");
        let (board, spare) = (world.board(cards), world.board(cards));
        let times = world.times(20).max(5);
        let point = |curve: &mut Curve, worth| curve.1.push((cards as f64, worth));
        let median = |one: &mut dyn FnMut() -> Duration| {
            (0..times).map(|_| one()).collect::<Times>().median()
        };
        point(&mut start[0], median(&mut || first_frame(open(&board))));
        point(
            &mut start[1],
            median(&mut || first_frame(Term::bare("blank", SIZE.0, SIZE.1))),
        );
        point(
            &mut work[0],
            median(&mut || run(walboard(&board).args(["add", "x"]))),
        );
        point(
            &mut work[1],
            median(&mut || run(Command::new(&least).arg(&spare))),
        );
        let mut term = settled(&board);
        point(&mut memory[0], resident(term.pid()));
        let mut down = false;
        point(
            &mut work[2],
            median(&mut || {
                down = !down;
                key(&mut term, if down { "j" } else { "k" })
            }),
        );
        let mut other = Other::new(&board);
        point(
            &mut work[3],
            median(&mut || {
                term.drain(Duration::from_millis(30));
                let (title, committed) = other.write();
                shown(&mut term, &title, committed)
            }),
        );
    }
    let plot = |title, curves, file: &str| {
        Plot {
            title,
            across: "cards on the board",
            base: 10.0,
            curves,
        }
        .draw(&folder.join(file));
    };
    plot("start to first whole frame, ms", start, "start.svg");
    plot("one edit, one key, ms", work, "work.svg");
    plot("memory, MB", memory, "memory.svg");
}

fn writers(world: &World, folder: &Path) {
    let mut rate: Vec<Curve> = ["walboard", "SQLite's busy handler"].map(curve).into();
    let mut wait = rate.clone();
    let time = Duration::from_secs(if world.quick { 1 } else { 4 });
    for count in [1, 2, 4, 8, 16, 32] {
        eprintln!("curves: {count} writers");
        for (at, kind) in ["ours", "sqlite"].into_iter().enumerate() {
            let wrote = together(kind, &world.board(1_000), count, time);
            rate[at].1.push((f64::from(count), wrote.per_second));
            wait[at].1.push((f64::from(count), wrote.longest));
        }
    }
    let plot = |title, curves, file: &str| {
        Plot {
            title,
            across: "processes that write without a pause",
            base: 2.0,
            curves,
        }
        .draw(&folder.join(file));
    };
    plot("edits a second, all together", rate, "rate.svg");
    plot("longest wait for one edit, ms", wait, "wait.svg");
}

fn boards(world: &World, folder: &Path) {
    let mut late: Vec<Curve> = ["first board", "last board"].map(curve).into();
    let board = world.board(1_000);
    let mut other = Other::new(&board);
    let mut terms = Vec::new();
    for count in [1, 2, 4, 8, 16, 32, 64] {
        eprintln!("curves: {count} open boards");
        while terms.len() < count {
            terms.push(settled(&board));
        }
        let (mut first, mut last) = (Times::new(), Times::new());
        for _ in 0..world.times(40).max(5) {
            terms[0].drain(Duration::from_millis(100));
            let (title, committed) = other.write();
            let seen = terms.iter_mut().map(|term| shown(term, &title, committed));
            let seen: Vec<Duration> = seen.collect();
            first.push(seen[0]);
            last.push(seen.into_iter().max().expect("one at least"));
        }
        late[0].1.push((count as f64, first.median()));
        late[1].1.push((count as f64, last.median()));
    }
    Plot {
        title: "commit to pixels, ms",
        across: "boards open on the same file",
        base: 2.0,
        curves: late,
    }
    .draw(&folder.join("boards.svg"));
}

fn curve(name: &'static str) -> Curve {
    (name, Vec::new())
}
