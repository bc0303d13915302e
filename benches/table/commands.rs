//! One command, from the start of the process to its end.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use crate::figures::{Row, Times, short};
use crate::world::World;

pub(crate) fn rows(world: &World) -> Vec<Row> {
    let sizes = [0, 10_000, 100_000];
    let least = compile(world.folder.path());
    let boards = sizes.map(|cards| (world.board(cards), world.board(cards)));
    let mut times = [const { (Times::new(), Times::new()) }; 3];
    let (mut nothing, mut begun) = (Times::default(), Times::default());
    for _ in 0..world.times(100) {
        nothing.push(run(&mut Command::new(&least)));
        begun.push(run(walboard(&boards[0].0).arg("--version")));
        for ((ours, theirs), times) in boards.iter().zip(&mut times) {
            times.0.push(run(walboard(ours).args(["add", "x"])));
            times.1.push(run(Command::new(&least).arg(theirs)));
        }
    }
    let small = times[0].0.median();
    let row = |(cards, (ours, least)): (usize, &(Times, Times))| {
        let (ours, least) = (ours.median(), least.median());
        let same = ours <= (small * 1.2).max(small + 0.2);
        Row::new(
            format!("one `add`, start to exit, {cards} cards"),
            format!("{} ms", short(ours)),
        )
        .against(
            format!("{} ms, in C: open, insert, close", short(least)),
            ours / least,
        )
        .must(
            "≤ 1.5×, the same at every size",
            ours <= 1.5 * least && same,
        )
    };
    let mut rows: Vec<Row> = sizes.into_iter().zip(&times).map(row).collect();
    let (least, begun) = (times[0].1.median(), begun.median() - nothing.median());
    rows.push(
        Row::new(
            "… of it in any case, with that: this program's beginning and end (`--version`)",
            format!("{} ms", short(begun)),
        )
        .against(
            format!("{} ms, in C", short(least)),
            (least + begun) / least,
        ),
    );
    rows
}

/// Returns the program, for a board.
pub(crate) fn walboard(board: &Path) -> Command {
    ours(env!("CARGO_BIN_EXE_walboard"), board)
}

/// Returns a program that runs for a board, out of reach of the user's own settings.
pub(crate) fn ours(program: &str, board: &Path) -> Command {
    let mut command = Command::new(program);
    command
        .env_clear()
        .env("PATH", std::env::var_os("PATH").unwrap_or_default())
        .env("HOME", board.parent().expect("a board is in a folder"))
        .env("WALBOARD", board)
        .env("WALBOARD_USER", "ana");
    command
}

/// Runs a command to its end.
pub(crate) fn run(command: &mut Command) -> Duration {
    command.stdin(Stdio::null()).stdout(Stdio::null());
    let began = Instant::now();
    let status = command.status().expect("the program starts");
    let took = began.elapsed();
    assert!(status.success(), "{command:?}: {status}");
    took
}

/// Compiles the least program with the very SQLite that walboard has.
pub(crate) fn compile(folder: &Path) -> PathBuf {
    let program = folder.join("add");
    let status = Command::new("cc")
        .args(["-O2", "-o"])
        .arg(&program)
        .arg(concat!(env!("CARGO_MANIFEST_DIR"), "/benches/table/add.c"))
        .arg(bundled_sqlite())
        .args(["-lm", "-lpthread", "-ldl"])
        .status()
        .expect("there is a C compiler, as SQLite needs one");
    assert!(status.success(), "the reference in C does not compile");
    program
}

/// Finds the library that cargo built last.
fn bundled_sqlite() -> PathBuf {
    let build = Path::new(env!("CARGO_BIN_EXE_walboard")).with_file_name("build");
    let entries = std::fs::read_dir(build).expect("cargo's folder").flatten();
    let libraries = entries
        .map(|entry| entry.path().join("out/libsqlite3.a"))
        .filter_map(|path| Some((path.metadata().ok()?.modified().ok()?, path)));
    libraries.max().expect("SQLite was built").1
}
