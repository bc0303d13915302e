//! Several processes edit one board at random, and what comes out is checked against a simple model of it: the journal
//! tells the order, and the model does, one after the other, what each process was told is saved.
//!
//! `WALBOARD_TEST_EDITS=3000 cargo test --test model -- --nocapture` is the long form; `WALBOARD_TEST_SEED` repeats one.
#![allow(
    clippy::disallowed_methods,
    reason = "tests look at files from outside"
)]
#![cfg(unix)]

#[path = "../common/mod.rs"]
mod common;
mod simple;
mod wish;

use std::collections::{BTreeMap, HashMap, HashSet};
use std::io::{BufRead as _, BufReader};
use std::path::Path;
use std::process::{Command, Stdio};
use std::{env, thread};

use common::board::{TestBoard, options};
use common::command::Walboard;
use serde::{Deserialize, Serialize};
use simple::{Card, Model};
use walboard::board::{Board, ColumnId};
use walboard::change::{Change, EditId};
use walboard::edit::{Edit, Refusal};
use walboard::store::{Store, health::Verdict};
use wish::{Dice, Wish, wish};

const PROCESSES: u64 = 3;
const COLUMNS: [ColumnId; 3] = [ColumnId(1), ColumnId(2), ColumnId(3)];

/// What this executable is told to do instead of testing: which seed, how many edits, who, and on which board.
const ROLE: &str = "WALBOARD_TEST_MODEL";

// ---- the processes

/// What a process was told is saved.
#[derive(Debug, Serialize, Deserialize)]
struct Saved {
    edit: String,
    wish: Wish,
    seqs: Vec<i64>,
}

/// Not a test of its own: a process that edits. It says what was saved when it is.
#[test]
fn role() {
    let Ok(told) = env::var(ROLE) else {
        return;
    };
    let mut told = told.splitn(4, ' ');
    let mut next = || told.next().unwrap();
    let (seed, edits, name, path) = (next(), next(), next(), next());
    let mut dice = Dice(seed.parse().unwrap());
    let mut store = Store::open(Path::new(path), options(name)).unwrap();
    let mut board = store.read().unwrap();
    for n in 0..edits.parse().unwrap() {
        // Not after every edit: what is seen is old, as on a screen that was not drawn yet.
        if dice.roll(3) == 0 {
            board = store.read().unwrap();
        }
        let Some(wish) = wish(&board, &mut dice, name, n) else {
            continue;
        };
        let edit = Edit::new(EditId(format!("{name}-{n}")), vec![wish.act()]);
        let done = match store.write(&edit) {
            Ok(done) => done,
            Err(err) => {
                assert!(err.is::<Refusal>(), "{err:#}");
                board = store.read().unwrap();
                continue;
            }
        };
        say(&edit, &wish, &done);
        if dice.roll(4) == 0 {
            // What changed nothing has left no trace, and may change something by now, or be refused: that is then what
            // it did.
            let again = match store.write(&edit) {
                Err(err) if done.is_empty() && err.is::<Refusal>() => continue,
                again => again.unwrap(),
            };
            if done.is_empty() {
                say(&edit, &wish, &again);
            } else {
                assert_eq!(again, done, "sent again, it was applied again");
            }
        }
        // One edit of every process under one name: whoever is first is the one.
        let shared = Edit::new(
            EditId(format!("shared-{n}")),
            vec![
                Wish::Add {
                    column: 1,
                    top: false,
                    title: format!("shared {n}"),
                }
                .act(),
            ],
        );
        if n % 10 == 0 {
            let one = store.write(&shared).unwrap();
            println!("\nshared {n} {}", one[0].card().unwrap().0);
        }
    }
}

fn say(edit: &Edit, wish: &Wish, done: &[Change]) {
    if done.is_empty() {
        return;
    }
    let saved = Saved {
        edit: edit.id.0.clone(),
        wish: wish.clone(),
        seqs: done.iter().map(|change| change.seq).collect(),
    };
    println!("\nsaved {}", serde_json::to_string(&saved).unwrap());
}

#[test]
fn what_three_processes_were_told_is_saved_gives_the_board_in_the_journals_order() {
    let edits: usize = env::var("WALBOARD_TEST_EDITS").map_or(150, |edits| edits.parse().unwrap());
    let seed: u64 = env::var("WALBOARD_TEST_SEED").map_or(1, |seed| seed.parse().unwrap());
    println!("WALBOARD_TEST_SEED={seed}");
    let board = TestBoard::new();
    let (mut saved, mut shared) = (HashMap::new(), HashMap::<String, HashSet<i64>>::new());
    let said: Vec<Vec<String>> = thread::scope(|scope| {
        let started: Vec<_> = (0..PROCESSES)
            .map(|process| {
                let told = format!(
                    "{} {edits} p{process} {}",
                    seed * 1_000 + process,
                    board.path.display()
                );
                scope.spawn(move || {
                    let mut child = Command::new(env::current_exe().unwrap())
                        .args(["--exact", "role", "--nocapture"])
                        .env(ROLE, told)
                        .stdout(Stdio::piped())
                        .spawn()
                        .unwrap();
                    let lines = BufReader::new(child.stdout.take().unwrap()).lines();
                    let lines = lines.map_while(Result::ok).collect();
                    assert!(child.wait().unwrap().success());
                    lines
                })
            })
            .collect();
        started.into_iter().map(|one| one.join().unwrap()).collect()
    });
    for line in said.iter().flatten() {
        if let Some(json) = line.strip_prefix("saved ") {
            let one: Saved = serde_json::from_str(json).unwrap();
            assert!(saved.insert(one.edit.clone(), one).is_none());
        } else if let Some(told) = line.strip_prefix("shared ") {
            let (n, card) = told.split_once(' ').unwrap();
            let cards = shared.entry(format!("shared-{n}")).or_default();
            cards.insert(card.parse().unwrap());
        }
    }
    for (edit, cards) in &shared {
        assert_eq!(cards.len(), 1, "{edit} was applied more than once");
    }

    let mut store = board.open("ann");
    let journal = store.journal(None, 0, usize::MAX).unwrap();
    assert!(
        journal
            .iter()
            .map(|change| change.seq)
            .eq(1..=journal.len() as i64)
    );
    let model = replay(&journal, &saved, &shared);
    let whole = store.read().unwrap();
    assert_same(&model, &whole);
    let counts: u64 = model.cards.values().map(|card| card.count).sum();
    println!(
        "{} edits saved, {} sent by all, {counts} counted, {} cards left",
        saved.len(),
        shared.len(),
        model.cards.len()
    );
    assert!(saved.len() > edits, "hardly anything was tried");
    let findings = store.check().unwrap();
    assert!(
        findings
            .iter()
            .all(|finding| finding.verdict == Verdict::Ok),
        "{findings:#?}"
    );
}

/// Has the model do, in the journal's order, what was saved. Everything in the journal must have been told to somebody,
/// and everything that was told must be in it, once.
fn replay(
    journal: &[Change],
    saved: &HashMap<String, Saved>,
    shared: &HashMap<String, HashSet<i64>>,
) -> Model {
    let (mut model, mut seen) = (Model::default(), HashSet::new());
    for change in journal {
        let Some(card) = change.card() else {
            continue;
        };
        let edit = &change.edit.0;
        if !seen.insert(edit.clone()) {
            // Another change of the same edit.
            assert!(saved[edit].seqs.contains(&change.seq), "{change:?}");
            continue;
        }
        if let Some(cards) = shared.get(edit) {
            assert!(cards.contains(&card.0));
            let title = edit.replace('-', " ");
            let add = Wish::Add {
                column: 1,
                top: false,
                title,
            };
            model.make(&add, card.0);
        } else {
            let one = saved
                .get(edit)
                .unwrap_or_else(|| panic!("nobody was told of {edit}"));
            assert_eq!(one.seqs[0], change.seq);
            model.make(&one.wish, card.0);
        }
    }
    for edit in saved.keys().chain(shared.keys()) {
        assert!(
            seen.contains(edit),
            "{edit} was told to be saved, and is lost"
        );
    }
    model
}

fn assert_same(model: &Model, board: &Board) {
    for column in COLUMNS {
        let cards: Vec<i64> = board
            .column(column)
            .unwrap()
            .cards()
            .iter()
            .map(|id| id.0)
            .collect();
        let empty = Vec::new();
        let expected = model.columns.get(&column.0).unwrap_or(&empty);
        assert_eq!(&cards, expected, "the order of {column:?}");
    }
    let cards: BTreeMap<i64, Card> = board
        .cards()
        .map(|card| {
            let plain = Card {
                title: card.title.clone(),
                count: card.body.text().parse().unwrap_or_default(),
                assignee: card.assignee.clone(),
                labels: (*card.labels).clone(),
                archived: card.archived,
            };
            (card.id.0, plain)
        })
        .collect();
    assert_eq!(cards, model.cards);
}

/// Killed between the commit and the answer, a command does not know whether it was saved. Sent again under its key,
/// by another process, it is there once.
#[test]
fn a_card_whose_answer_was_lost_is_there_once_when_it_is_sent_again() {
    let works = Command::new("strace")
        .args(["-qq", "-o", "/dev/null", "true"])
        .output();
    if !works.is_ok_and(|out| out.status.success()) {
        eprintln!("skipped: strace is not to be had here");
        return;
    }
    let mut lost_answers = 0;
    for when in 1..=4 {
        let walboard = Walboard::new();
        // The lock is taken and tried before the commit, and let go after it.
        let inject = format!("inject=flock:signal=SIGKILL:when={when}");
        let args = ["-f", "-qq", "-o", "/dev/null", "-e", "trace=flock", "-e"];
        let killed = Command::new("strace")
            .args(args)
            .arg(&inject)
            .args([
                env!("CARGO_BIN_EXE_walboard"),
                "add",
                "Once",
                "--key",
                "k1",
                "-B",
            ])
            .arg(walboard.path("team.db"))
            .output()
            .unwrap();
        let was_killed = !killed.status.success();
        assert_eq!(killed.stdout.is_empty(), was_killed, "{killed:?}");
        let saved = walboard.json(["list"]).as_array().unwrap().len();
        lost_answers += usize::from(was_killed && saved == 1);
        let answer = walboard.ok(["add", "Once", "--key", "k1"]);
        assert_eq!(
            answer,
            walboard.ok(["add", "Once", "--key", "k1", "--as", "bob"])
        );
        let cards = walboard.json(["list"]);
        assert_eq!(cards.as_array().unwrap().len(), 1, "killed at flock {when}");
    }
    assert!(
        lost_answers > 0,
        "no kill hit between the commit and the answer"
    );
}

/// `--if-rev` is a compare-and-swap: of eight that saw the same card, one writes.
#[test]
fn of_eight_that_saw_the_same_card_one_writes_it() {
    let walboard = Walboard::new();
    walboard.ok(["add", "0"]);
    for round in 1..=5 {
        let rev = walboard.json(["show", "1"])["rev"].to_string();
        let codes: Vec<Option<i32>> = thread::scope(|scope| {
            let started: Vec<_> = (0..8)
                .map(|writer| {
                    let (walboard, rev) = (&walboard, &rev);
                    scope.spawn(move || {
                        let title = format!("{round} by {writer}");
                        walboard
                            .run(["edit", "1", "-t", &title, "--if-rev", rev])
                            .code
                    })
                })
                .collect();
            started.into_iter().map(|one| one.join().unwrap()).collect()
        });
        let of = |code| codes.iter().filter(|one| **one == Some(code)).count();
        assert_eq!((of(0), of(4)), (1, 7), "{codes:?}");
    }
    assert_eq!(walboard.json(["show", "1"])["rev"], 6);
}
