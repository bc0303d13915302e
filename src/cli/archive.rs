//! `walboard archive`, `restore` and `delete`: cards leave the board, come back, or go for good.

use std::io::{self, IsTerminal as _, Write as _};

use anyhow::{Context as _, bail};
use clap::Args;

use super::exit::Usage;
use super::find;
use super::global::Global;
use super::json;
use super::out::Out;
use super::report;
use super::values;
use crate::board::{Card, CardId};
use crate::edit::{Act, Edit};
use crate::text;

#[derive(Debug, Args)]
pub(super) struct Archive {
    /// The cards' numbers
    #[arg(required = true, value_name = "CARD", value_parser = values::card)]
    cards: Vec<CardId>,
}

#[derive(Debug, Args)]
pub(super) struct Restore {
    /// The cards' numbers
    #[arg(required = true, value_name = "CARD", value_parser = values::card)]
    cards: Vec<CardId>,
}

#[derive(Debug, Args)]
pub(super) struct Delete {
    /// The cards' numbers
    #[arg(required = true, value_name = "CARD", value_parser = values::card)]
    cards: Vec<CardId>,

    /// Do not ask
    #[arg(short, long)]
    yes: bool,
}

impl Archive {
    pub(super) fn run(self, global: &Global, out: &mut Out) -> anyhow::Result<()> {
        each(self.cards, Act::Archive, global, out)
    }
}

impl Restore {
    pub(super) fn run(self, global: &Global, out: &mut Out) -> anyhow::Result<()> {
        each(self.cards, Act::Restore, global, out)
    }
}

/// Does the same to all the cards, in one edit.
fn each(
    cards: Vec<CardId>,
    act: impl Fn(CardId) -> Act,
    global: &Global,
    out: &mut Out,
) -> anyhow::Result<()> {
    let cards = values::distinct(cards);
    let mut store = global.open()?;
    let acts = cards.iter().map(|card| act(*card)).collect();
    let changes = store.write(&Edit::new(super::new_id(), acts))?;
    report::cards(out, &store, &cards, &changes)
}

impl Delete {
    /// With JSON it prints the cards as they were.
    pub(super) fn run(self, global: &Global, out: &mut Out) -> anyhow::Result<()> {
        let ids = values::distinct(self.cards);
        let mut store = global.open()?;
        let cards = find::cards(&store, &ids)?;
        let were = json::cards(&store, &ids)?;
        if !self.yes {
            ask(&cards)?;
        }
        let acts = ids.iter().map(|card| Act::Delete(*card)).collect();
        let changes = store.write(&Edit::new(super::new_id(), acts))?;
        match out.json {
            true => out.value(&were),
            false => report::happened(out, &store, &changes),
        }
    }
}

/// Asks whether the cards may go; anything but a yes is an error.
fn ask(cards: &[Card]) -> anyhow::Result<()> {
    if !(io::stdin().is_terminal() && io::stderr().is_terminal()) {
        return Err(Usage::new("delete asks first, and here is nobody to ask; say --yes").into());
    }
    let mut stderr = io::stderr().lock();
    for card in cards {
        writeln!(stderr, "{} {}", card.id, text::clean(&card.title))?;
    }
    write!(stderr, "delete for good? [y/N] ")?;
    stderr.flush()?;
    let mut answer = String::new();
    io::stdin()
        .read_line(&mut answer)
        .context("could not read the answer")?;
    match answer.trim().to_lowercase().as_str() {
        "y" | "yes" => Ok(()),
        _ => bail!("nothing was deleted"),
    }
}
