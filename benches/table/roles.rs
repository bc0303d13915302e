//! What this program is when it starts itself again: a bare ratatui program, or one of many writers.

use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::path::Path;
use std::process::{Child, ChildStdin, Command, Stdio};
use std::time::{Duration, Instant};

use crossterm::event::{Event, KeyCode, read};
use walboard::board::{CardId, Detail};
use walboard::change::EditId;
use walboard::edit::{Act, Edit};
use walboard::store::Store;

use crate::boards::options;
use crate::raw::Raw;

/// Plays the role that the arguments tell, if they tell one.
pub(crate) fn play(arguments: &[String]) -> bool {
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match arguments[..] {
        ["--role", "blank"] => blank(),
        ["--role", kind @ ("ours" | "sqlite"), board, name, task] => {
            write(kind, Path::new(board), name, Task::parse(task));
        }
        _ => return false,
    }
    true
}

/// Draws an empty frame, then changes one cell at each key.
fn blank() {
    let mut terminal = ratatui::init();
    let mut drawn = 0;
    loop {
        let frame = terminal.draw(|frame| {
            if drawn > 0 {
                let letter = if drawn % 2 == 0 { 'a' } else { 'b' };
                frame.buffer_mut()[(0, 0)].set_char(letter);
            }
        });
        frame.expect("the terminal can be drawn on");
        drawn += 1;
        while let Ok(event) = read() {
            match event {
                Event::Key(key) if key.code == KeyCode::Char('q') => return ratatui::restore(),
                Event::Key(_) => break,
                _ => {}
            }
        }
    }
}

/// How long a writer writes.
#[derive(Clone, Copy)]
pub(crate) enum Task {
    For(Duration),
    Edits(u64),
}

impl Task {
    fn parse(text: &str) -> Self {
        let (kind, number) = text.split_once('=').expect("a kind and a number");
        let number = number.parse().expect("a number");
        match kind {
            "ms" => Self::For(Duration::from_millis(number)),
            _ => Self::Edits(number),
        }
    }

    fn text(self) -> String {
        match self {
            Self::For(time) => format!("ms={}", time.as_millis()),
            Self::Edits(count) => format!("edits={count}"),
        }
    }

    fn goes_on(self, since: Instant, done: u64) -> bool {
        match self {
            Self::For(time) => since.elapsed() < time,
            Self::Edits(count) => done < count,
        }
    }
}

/// What a writer did.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Wrote {
    pub(crate) edits: u64,
    pub(crate) errors: u64,
    pub(crate) longest: Duration,
}

/// Writes without a pause: the title of one card, again and again.
fn write(kind: &str, board: &Path, name: &str, task: Task) {
    let mut store = (kind == "ours").then(|| Store::open(board, options(name)).expect("it opens"));
    let mut raw = (kind != "ours").then(|| Raw::open(board, Duration::from_secs(5)));
    let card = CardId(name.parse().expect("the name is the card's number"));
    // Once before it counts, so that statements are prepared and pages are at hand.
    println!("ready");
    let mut go = String::new();
    let _ = std::io::stdin().read_line(&mut go);
    let (since, mut wrote) = (Instant::now(), Wrote::default());
    let mut number = 0;
    while task.goes_on(since, wrote.edits) {
        number += 1;
        let began = Instant::now();
        let title = format!("{name} wrote {number}");
        let done = match (&mut store, &mut raw) {
            (Some(store), _) => store.write(&retitle(card, &title, name)).is_ok(),
            (None, Some(raw)) => raw.write(card, &title).is_ok(),
            (None, None) => unreachable!("one of the two is open"),
        };
        wrote.longest = wrote.longest.max(began.elapsed());
        match done {
            true => wrote.edits += 1,
            false => wrote.errors += 1,
        }
    }
    println!(
        "{} {} {}",
        wrote.edits,
        wrote.errors,
        wrote.longest.as_micros()
    );
}

/// Returns the edit that gives a card another title.
pub(crate) fn retitle(card: CardId, title: &str, by: &str) -> Edit {
    let to = Detail::Title(title.to_owned());
    let base = None;
    Edit::new(
        EditId(format!("{by}-{title}")),
        vec![Act::SetCard { card, to, base }],
    )
}

/// Many writers, ready to begin.
pub(crate) struct Writers(Vec<(Child, ChildStdin, BufReader<std::process::ChildStdout>)>);

impl Writers {
    /// Starts writers on the cards with these numbers.
    pub(crate) fn ready(
        kind: &str,
        board: &Path,
        cards: impl Iterator<Item = u32>,
        task: Task,
    ) -> Self {
        let start = |card: u32| {
            let mut child = Command::new(std::env::current_exe().expect("this program has a path"))
                .args(["--role", kind])
                .arg(board)
                .args([card.to_string(), task.text()])
                .stdin(Stdio::piped())
                .stdout(Stdio::piped())
                .spawn()
                .expect("a writer starts");
            let input = child.stdin.take().expect("piped");
            let output = BufReader::new(child.stdout.take().expect("piped"));
            (child, input, output)
        };
        let mut writers: Vec<_> = cards.map(start).collect();
        for (_, _, output) in &mut writers {
            let mut word = String::new();
            output.read_line(&mut word).expect("a writer is ready");
        }
        Self(writers)
    }

    pub(crate) fn go(&mut self) {
        for (_, input, _) in &mut self.0 {
            input.write_all(b"go\n").expect("a writer listens");
        }
    }

    /// Tells whether all have ended.
    pub(crate) fn are_done(&mut self) -> bool {
        self.0
            .iter_mut()
            .all(|(child, _, _)| child.try_wait().is_ok_and(|status| status.is_some()))
    }

    /// Waits for the end of all, and returns what each did.
    pub(crate) fn wait(self) -> Vec<Wrote> {
        let end = |(mut child, _, mut output): (Child, ChildStdin, BufReader<_>)| {
            let mut told = String::new();
            output
                .read_to_string(&mut told)
                .expect("a writer tells what it did");
            let _ = child.wait();
            let mut numbers = told
                .split_whitespace()
                .map(|word| word.parse::<u64>().expect("a number"));
            let mut next = || numbers.next().expect("three numbers");
            Wrote {
                edits: next(),
                errors: next(),
                longest: Duration::from_micros(next()),
            }
        };
        self.0.into_iter().map(end).collect()
    }
}
