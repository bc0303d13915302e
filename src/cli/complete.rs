//! What the shell completes: columns, labels, people and card numbers come from the board itself.
//!
//! Shells ask by running the program with `COMPLETE` set to their name; `walboard completions SHELL` prints what has
//! them do so.

use std::ffi::OsString;
use std::time::Duration;

use clap::builder::StyledStr;
use clap::{Arg, Command};
use clap_complete::engine::{ArgValueCandidates, CompletionCandidate};
use clap_complete::env::CompleteEnv;

use super::lookup::{self, Found};
use crate::board::{Board, Card, Column};
use crate::change::Actor;
use crate::store::{Options, Store};
use crate::text;

/// What a shell sets to its name when it asks.
pub(super) const ASKED: &str = "COMPLETE";
/// How long a board may be busy before nothing is offered.
const PATIENCE: Duration = Duration::from_millis(300);
/// How many words are offered at most; typing on narrows them down.
const MOST: usize = 500;

/// Answers a shell that asks for completions; `false` when none does.
///
/// # Errors
/// When the shell is not known or does not listen.
pub(super) fn answer(args: &[OsString]) -> Result<bool, clap::Error> {
    let here = std::env::current_dir().ok();
    // The other shells quote what they insert themselves.
    let write = match std::env::var_os(ASKED).is_some_and(|shell| shell == "bash") {
        true => quoted,
        false => str::to_owned,
    };
    let arguments = || {
        let mut all = super::arguments();
        // Before that a command has no arguments to offer anything for.
        all.build();
        offer(all, write)
    };
    let complete = CompleteEnv::with_factory(arguments).var(ASKED);
    complete.try_complete(args, here.as_deref())
}

/// Has the arguments of a command, and those of the commands below it, offer what is on the board. What they are for
/// is told by the names of their values, as they stand in the help.
fn offer(command: Command, write: fn(&str) -> String) -> Command {
    // In `move CARD… COLUMN` the column comes where another card could.
    let ends_in_column = command
        .get_positionals()
        .any(|arg| names(arg).any(|name| name == "COLUMN"));
    let command = command.mut_args(|arg| {
        let is_many = arg
            .get_num_args()
            .is_some_and(|count| count.max_values() > 1);
        let offers: Vec<Offer> = names(&arg)
            .flat_map(|name| -> &[Offer] {
                match name {
                    "CARD" if is_many && ends_in_column => &[cards, columns],
                    "CARD" => &[cards],
                    "COLUMN" => &[columns],
                    "LABEL" => &[labels],
                    "+LABEL" => &[signed_labels],
                    "USER" | "NAME" => &[people],
                    _ => &[],
                }
            })
            .copied()
            .collect();
        if offers.is_empty() {
            return arg;
        }
        arg.add(ArgValueCandidates::new(move || {
            let Some(board) = board() else {
                return Vec::new();
            };
            let words = offers.iter().flat_map(|offer| offer(&board));
            let words = words.filter(|word| text::clean(&word.text) == word.text);
            let candidate = |(at, word): (usize, Word)| {
                CompletionCandidate::new(write(&word.text))
                    .help(word.help.map(StyledStr::from))
                    .display_order(Some(at))
            };
            words.take(MOST).enumerate().map(candidate).collect()
        }))
    });
    command.mut_subcommands(|below| offer(below, write))
}

/// Something that an argument can be, by what is on the board.
type Offer = fn(&Board) -> Vec<Word>;

/// A word that can be inserted, and what it stands for.
struct Word {
    text: String,
    help: Option<String>,
}

impl From<&str> for Word {
    fn from(text: &str) -> Self {
        let text = text.to_owned();
        Self { text, help: None }
    }
}

/// Returns the names of an argument's value: `USER|none` are two.
fn names(arg: &Arg) -> impl Iterator<Item = &str> {
    let names = arg.get_value_names().unwrap_or_default();
    names.iter().flat_map(|name| name.split('|'))
}

/// Reads the board that the words on the command line are about; makes none, and complains of none.
fn board() -> Option<Board> {
    let (Found::At(path) | Found::Personal(path)) = lookup::find(named().as_deref()).ok()?;
    let name = "completion".to_owned();
    let options = Options {
        actor: Actor {
            user: name.clone(),
            name,
        },
        patience: Some(PATIENCE),
        program: None,
    };
    Store::open(&path, options).ok()?.read().ok()
}

/// Returns the board that was named among the words typed so far.
fn named() -> Option<OsString> {
    let mut words = std::env::args_os().skip_while(|word| word != "--").skip(1);
    while let Some(word) = words.next() {
        if word == "-B" || word == "--board" {
            return words.next();
        }
        let text = word.to_string_lossy().into_owned();
        let glued = text.strip_prefix("--board=").or(text.strip_prefix("-B"));
        if let Some(board) = glued.filter(|board| !board.is_empty()) {
            return Some(board.into());
        }
    }
    None
}

fn columns(board: &Board) -> Vec<Word> {
    let columns = board.columns().iter();
    columns.map(|column| column.name.as_str().into()).collect()
}

fn cards(board: &Board) -> Vec<Word> {
    let word = |column: &Column, card: &Card| Word {
        text: card.id.0.to_string(),
        help: Some(text::fit(&format!("{} · {}", card.title, column.name), 60)),
    };
    let of_column = |column: &Column| -> Vec<Word> {
        let cards = column.cards().iter().take(MOST);
        cards
            .filter_map(|card| Some(word(column, board.card(*card)?)))
            .collect()
    };
    board.columns().iter().flat_map(of_column).collect()
}

fn labels(board: &Board) -> Vec<Word> {
    board.labels().into_keys().map(Word::from).collect()
}

/// Returns every label as it is put on.
fn signed_labels(board: &Board) -> Vec<Word> {
    let sign = |word: Word| Word {
        text: format!("+{}", word.text),
        ..word
    };
    labels(board).into_iter().map(sign).collect()
}

fn people(board: &Board) -> Vec<Word> {
    let mut people = board.people();
    people.insert("me");
    people.into_iter().map(Word::from).collect()
}

/// Returns a word as bash reads it back.
fn quoted(name: &str) -> String {
    let mut word = String::with_capacity(name.len());
    for letter in name.chars() {
        let plain = letter.is_alphanumeric() || "-_./+:@%,".contains(letter);
        if !plain {
            word.push('\\');
        }
        word.push(letter);
    }
    word
}
