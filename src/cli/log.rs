//! `walboard log` and `watch`: the journal, up to now and from now on.

use std::io::{self, Write as _};
use std::time::Duration;

use clap::Args;

use super::ending::Ending;
use super::find;
use super::global::Global;
use super::out::{Line, Out, Style};
use super::show::local;
use super::values;
use super::words;
use crate::board::CardId;
use crate::change::{Change, Diff, Names};
use crate::edit::Need;
use crate::format::json::ChangeJson;
use crate::store::Store;
use crate::text;

/// How many journal entries are read at once.
const PAGE: usize = 500;

/// How long `watch` waits before it looks whether anybody still reads.
const NAP: Duration = Duration::from_secs(1);

#[derive(Debug, Args)]
pub(super) struct Log {
    /// To this card only
    #[arg(value_parser = values::card)]
    card: Option<CardId>,

    /// After the change of this number
    #[arg(
        long,
        value_name = "SEQ",
        default_value_t = 0,
        hide_default_value = true
    )]
    since: i64,
}

#[derive(Debug, Args)]
pub(super) struct Watch {
    /// After the change of this number [default: from now on]
    #[arg(long, value_name = "SEQ")]
    since: Option<i64>,
}

impl Log {
    pub(super) fn run(self, global: &Global, out: &mut Out) -> anyhow::Result<()> {
        let store = global.open()?;
        let mut teller = Teller::new(self.card, self.since);
        teller.tell(&store, out)?;
        if let Some(card) = self.card.filter(|_| !teller.told) {
            // A deleted card still has a past; a card that never was has not.
            if store.journal(Some(card), 0, 1)?.is_empty() {
                find::card(&store, card)?;
            }
        }
        Ok(())
    }
}

impl Watch {
    pub(super) fn run(self, global: &Global, out: &mut Out) -> anyhow::Result<()> {
        let mut store = global.open()?;
        let since = match self.since {
            Some(since) => since,
            None => store.last_seq()?,
        };
        let mut teller = Teller::new(None, since);
        // Others see that somebody listens, where they can.
        let ending = Ending::of(store.enter("watch").ok())?;
        let mut said = None;
        loop {
            let telling = ending.keep_off();
            teller.tell(&store, out)?;
            out.flush()?;
            drop(telling);
            if out.is_closed() {
                return Ok(());
            }
            store.wait(NAP)?;
            // Said when it is new, not every second.
            let trouble = store.tend();
            if let Some(why) = trouble.as_ref().filter(|_| trouble != said) {
                let _ = writeln!(io::stderr(), "walboard: {}", text::clean(&why.to_string()));
            }
            said = trouble;
        }
    }
}

/// Tells the journal, each entry once.
struct Teller {
    card: Option<CardId>,
    since: i64,
    names: Names,
    told: bool,
}

impl Teller {
    fn new(card: Option<CardId>, since: i64) -> Self {
        Self {
            card,
            since,
            names: Names::default(),
            told: false,
        }
    }

    /// Prints everything up to the present end of the journal.
    fn tell(&mut self, store: &Store, out: &mut Out) -> anyhow::Result<()> {
        loop {
            let page = store.journal(self.card, self.since, PAGE)?;
            let Some(last) = page.last() else {
                return Ok(());
            };
            self.since = last.seq;
            self.told = true;
            store.name(&page, &mut self.names)?;
            match out.json {
                true => {
                    for change in &page {
                        out.value(&ChangeJson::of(change, &self.names))?;
                    }
                }
                false => self.tell_page(&page, store, out)?,
            }
            if page.len() < PAGE {
                return Ok(());
            }
        }
    }

    fn tell_page(&self, page: &[Change], store: &Store, out: &mut Out) -> anyhow::Result<()> {
        let cards: Vec<Need> = page
            .iter()
            .filter_map(Change::card)
            .map(Need::Card)
            .collect();
        let board = store.part(&cards)?;
        for change in page {
            let who = match change.actor.name == change.actor.user {
                true => change.actor.name.clone(),
                false => format!("{} ({})", change.actor.name, change.actor.user),
            };
            let before = format!("{:>5}  {}  ", change.seq, local(change.at));
            let mut line = Line::default().add(Style::Faint, &before).add(
                Style::Plain,
                &format!("{who}  {}", words::say(change, &self.names)),
            );
            // What is told of a card's fields does not say which card it is.
            if let Diff::Card(touch) = &change.diff
                && touch.before.is_some()
                && touch.after.is_some()
                && let Some(card) = board.card(touch.id)
            {
                line = line.add(Style::Faint, &format!("  · {}", card.title));
            }
            out.row(&line)?;
        }
        Ok(())
    }
}
