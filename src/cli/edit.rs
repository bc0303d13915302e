//! `walboard edit`: the fields of cards.

use clap::Args;

use super::exit::{self, Usage};
use super::global::Global;
use super::out::Out;
use super::values::{self, Maybe};
use super::{page, report};
use crate::board::due::When;
use crate::board::{CardId, Detail, Priority};
use crate::clock;
use crate::edit::{Act, Edit, Refusal};

#[derive(Debug, Args)]
pub(super) struct EditCard {
    /// The cards' numbers; the same becomes of each
    #[arg(required = true, value_name = "CARD", value_parser = values::card)]
    cards: Vec<CardId>,

    /// Another title
    #[arg(short, long)]
    title: Option<String>,

    /// Another body; - reads it from the standard input
    #[arg(short, long, allow_hyphen_values = true)]
    body: Option<String>,

    /// Put a label on (+x) or take it off (-x); may be repeated
    #[arg(short, long, value_name = "+LABEL|-LABEL", allow_hyphen_values = true)]
    label: Vec<String>,

    /// Who works on it: a name, me or none
    #[arg(short, long, value_name = "USER|none")]
    assignee: Option<String>,

    /// low, medium, high, urgent or none
    #[arg(short, long, value_parser = values::priority)]
    priority: Option<Maybe<Priority>>,

    /// The day it is due: 2026-12-03, fri, 2d, 3 weeks, 3 dec or none
    #[arg(short, long, value_name = "DUE|none", value_parser = When::parse)]
    due: Option<When>,

    /// Refuse when the card is at another revision (see `show`); --json prints it as it is then
    #[arg(long, value_name = "REVISION")]
    if_rev: Option<u64>,
}

impl EditCard {
    pub(super) fn run(self, global: &Global, out: &mut Out) -> anyhow::Result<()> {
        let (cards, if_rev) = (values::distinct(self.cards.clone()), self.if_rev);
        let &[first, ref more @ ..] = &cards[..] else {
            unreachable!("clap asks for one at least")
        };
        if if_rev.is_some() && !more.is_empty() {
            return Err(Usage::new("a revision is that of one card; name one card").into());
        }
        let card = first;
        let expect = if_rev.map(|rev| Act::Expect { card, rev });
        let wanted = self.wanted(global)?;
        let mut store = global.open()?;
        let done = if !wanted.is_empty() {
            let acts = cards.iter().flat_map(|card| wanted.acts(*card));
            let acts = expect.into_iter().chain(acts).collect();
            let written = store.write(&Edit::new(super::new_id(), acts));
            written.and_then(|changes| match more.is_empty() {
                true => report::card(out, &store, first, &changes),
                false => report::cards(out, &store, &cards, &changes),
            })
        } else if more.is_empty() {
            let editor = &global.config.editor.value;
            page::edit(first, expect, editor, &mut store, out)
        } else {
            let text = "the editor takes one card; say with options what becomes of several";
            return Err(Usage::new(text).into());
        };
        if let Err(refused) = &done
            && out.json
            && let Some(Refusal::Stale { card, .. }) = exit::find(refused)
        {
            // Scripts get the card to read again.
            report::card(out, &store, *card, &[])?;
        }
        done
    }

    fn wanted(self, global: &Global) -> anyhow::Result<Wanted> {
        let mut details = Vec::new();
        details.extend(self.title.map(Detail::Title));
        // The standard input is read before the board is opened, let alone locked.
        details.extend(
            self.body
                .map(|text| values::text(text, "body"))
                .transpose()?
                .map(Detail::Body),
        );
        if let Some(name) = &self.assignee {
            details.push(Detail::Assignee(values::assignee(name, &global.actor()?)));
        }
        details.extend(self.priority.map(|priority| Detail::Priority(priority.0)));
        if let Some(due) = &self.due {
            let day = due.on(clock::today());
            details.push(Detail::Due(
                day.map_err(|error| Usage::new(error.to_string()))?,
            ));
        }
        let label = |text: &String| match text.strip_prefix('-') {
            Some(name) => (name.to_owned(), false),
            None => (text.strip_prefix('+').unwrap_or(text).to_owned(), true),
        };
        let labels = self.label.iter().map(label).collect();
        Ok(Wanted { details, labels })
    }
}

/// What is wanted of each of the cards.
struct Wanted {
    details: Vec<Detail>,
    /// Labels to put on, or to take off.
    labels: Vec<(String, bool)>,
}

impl Wanted {
    fn is_empty(&self) -> bool {
        self.details.is_empty() && self.labels.is_empty()
    }

    fn acts(&self, card: CardId) -> Vec<Act> {
        let set = |to: &Detail| Act::SetCard {
            card,
            to: to.clone(),
            base: None,
        };
        let label = |(label, on): &(String, bool)| Act::Label {
            card,
            label: label.clone(),
            on: *on,
        };
        let details = self.details.iter().map(set);
        details.chain(self.labels.iter().map(label)).collect()
    }
}
