//! What an open board costs while nothing happens, and how much memory it has.

use std::time::{Duration, Instant};

use crate::figures::{Row, short};
use crate::keys::settled;
use crate::start::SIZE;
use crate::term::Term;
use crate::world::World;

pub(crate) fn rows(world: &World) -> Vec<Row> {
    let mut bare = Term::bare("blank", SIZE.0, SIZE.1);
    bare.frame();
    let least = resident(bare.pid());
    let mut rows = vec![idle(world)];
    let most = [(0, 8.0), (1_000, 9.0), (10_000, 16.0), (100_000, 90.0)];
    rows.extend(most.map(|(cards, most)| {
        let term = settled(&world.board(cards));
        let (mb, own) = (resident(term.pid()), own(term.pid()));
        Row::new(
            format!("resident memory, {cards} cards"),
            format!(
                "{} MB, {} without the program's own code",
                short(mb),
                short(own)
            ),
        )
        .against(format!("{} MB, bare ratatui", short(least)), mb / least)
        .must(format!("≤ {most} MB"), mb <= most)
    }));
    rows
}

/// Three other boards are open on the same file, and nobody does anything.
fn idle(world: &World) -> Row {
    let board = world.board(1_000);
    let mut terms: Vec<_> = (0..4).map(|_| settled(&board)).collect();
    for term in &mut terms {
        term.drain(Duration::from_millis(500));
    }
    let time = Duration::from_secs(if world.quick { 5 } else { 20 });
    let pid = terms[0].pid();
    let (bytes, before, began) = (terms[0].bytes, Spent::of(pid), Instant::now());
    std::thread::sleep(time);
    let (after, took) = (Spent::of(pid), began.elapsed().as_secs_f64());
    terms[0].drain(Duration::from_millis(1));
    let bytes = terms[0].bytes - bytes;
    let wakes = (after.wakes - before.wakes) as f64 / took;
    let cpu = (after.nanoseconds - before.nanoseconds) as f64 / 1e9 / took * 100.0;
    Row::new(
        format!("idle {} s, three others open", time.as_secs()),
        format!("{bytes} bytes, {} wake-ups/s, {cpu:.3} % CPU", short(wakes)),
    )
    .must(
        "0 bytes, ≤ 1.2/s, CPU not measurable",
        bytes == 0 && wakes <= 1.2 && cpu < 0.1,
    )
}

/// What a process has used so far, all its threads together.
struct Spent {
    wakes: u64,
    nanoseconds: u64,
}

impl Spent {
    fn of(pid: u32) -> Self {
        let threads = std::fs::read_dir(format!("/proc/{pid}/task")).expect("the process is there");
        let mut spent = Self {
            wakes: 0,
            nanoseconds: 0,
        };
        for thread in threads.flatten() {
            let read = |file| std::fs::read_to_string(thread.path().join(file)).unwrap_or_default();
            spent.wakes += field(&read("status"), "voluntary_ctxt_switches:");
            let schedule = read("schedstat");
            let first = schedule.split_whitespace().next();
            spent.nanoseconds += first
                .and_then(|word| word.parse::<u64>().ok())
                .unwrap_or_default();
        }
        spent
    }
}

/// Returns the resident memory of a process, in megabytes.
pub(crate) fn resident(pid: u32) -> f64 {
    megabytes(pid, "VmRSS:")
}

/// Returns the part of it that is nobody else's: without what is only mapped from files, the program's code above all.
fn own(pid: u32) -> f64 {
    megabytes(pid, "RssAnon:")
}

fn megabytes(pid: u32, name: &str) -> f64 {
    let status =
        std::fs::read_to_string(format!("/proc/{pid}/status")).expect("the process is there");
    field(&status, name) as f64 / 1024.0
}

fn field(status: &str, name: &str) -> u64 {
    let line = status.lines().find_map(|line| line.strip_prefix(name));
    let word = line.and_then(|line| line.split_whitespace().next());
    word.and_then(|word| word.parse().ok()).unwrap_or_default()
}
