//! The program measured from end to end, in real terminals and many processes, and beside it in the same run what it
//! is compared with.
//!
//! ```sh
//! cargo bench --bench table             # the table, in a few minutes
//! cargo bench --bench table -- --quick  # the same with a tenth of the repetitions: to see whether it works
//! cargo bench --bench table -- start    # the rows of one part: start, keys, commands, edits, import, writers, pixels, idle
//! cargo bench --bench table -- build    # how large the program is, and how long it takes to build all of it anew
//! cargo bench --bench table -- --curves # the curves, drawn anew into assets/bench: cards, writers, boards, or one of them
//! cargo bench --bench table -- order    # which functions run in a session, written into assets/link-order.ld
//! ```
#![allow(
    clippy::disallowed_methods,
    reason = "looks at files from outside, and never at a board's"
)]
#![allow(clippy::cast_precision_loss, reason = "figures to be looked at")]

#[path = "../common/boards.rs"]
mod boards;
mod build;
mod commands;
mod curves;
mod edits;
mod figures;
mod idle;
mod import;
mod keys;
mod order;
mod pixels;
mod plot;
mod raw;
mod roles;
mod start;
mod term;
mod world;
mod writers;

use figures::Row;
use world::World;

/// A part of the table: its name, and what measures it.
type Part = (&'static str, fn(&World) -> Vec<Row>);

const PARTS: [Part; 8] = [
    ("start", start::rows),
    ("keys", keys::rows),
    ("commands", commands::rows),
    ("edits", edits::rows),
    ("import", import::rows),
    ("writers", writers::rows),
    ("pixels", pixels::rows),
    ("idle", idle::rows),
];

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    if roles::play(&arguments) {
        return;
    }
    let quick = arguments.iter().any(|word| word == "--quick");
    // Cargo itself adds `--bench`.
    let wanted: Vec<&String> = arguments
        .iter()
        .filter(|word| !word.starts_with('-'))
        .collect();
    let world = World::new(quick);
    if arguments.iter().any(|word| word == "--curves") {
        return curves::draw(&world, &wanted);
    }
    if wanted.iter().any(|word| *word == "order") {
        return order::write(&world);
    }
    let mut rows = Vec::new();
    // It takes longer than all the others together, and depends on nothing but the machine.
    if wanted.iter().any(|word| *word == "build") {
        rows.extend(build::rows(&world));
    }
    for (name, part) in PARTS {
        if wanted.is_empty() || wanted.iter().any(|word| *word == name) {
            eprintln!("measuring {name}");
            rows.extend(part(&world));
        }
    }
    figures::print(&rows);
}
