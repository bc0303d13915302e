//! `walboard edit`: the fields of a card.

use clap::Args;

use super::exit::Usage;
use super::global::Global;
use super::out::Out;
use super::values::{self, Maybe};
use super::{page, report};
use crate::board::due::When;
use crate::board::{CardId, Detail, Priority};
use crate::edit::{Act, Edit};

/// Change a card; without an option the whole card is opened in $VISUAL, $EDITOR or vi
#[derive(Debug, Args)]
pub(super) struct EditCard {
    /// The card's number
    #[arg(value_parser = values::card)]
    card: CardId,

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

    /// Refuse when the card is at another revision (see `show`)
    #[arg(long, value_name = "REVISION")]
    if_rev: Option<u64>,
}

impl EditCard {
    pub(super) fn run(self, global: &Global, out: &mut Out) -> anyhow::Result<()> {
        let (card, if_rev) = (self.card, self.if_rev);
        let expect = if_rev.map(|rev| Act::Expect { card, rev });
        let wanted = self.acts(global)?;
        let mut store = global.open()?;
        if wanted.is_empty() {
            let editor = &global.config.editor.value;
            return page::edit(card, expect, editor, &mut store, out);
        }
        let acts = expect.into_iter().chain(wanted).collect();
        let changes = store.write(&Edit::new(super::new_id(), acts))?;
        report::card(out, &store, card, &changes)
    }

    fn acts(self, global: &Global) -> anyhow::Result<Vec<Act>> {
        let card = self.card;
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
            let day = due.on(values::today());
            details.push(Detail::Due(
                day.map_err(|error| Usage::new(error.to_string()))?,
            ));
        }
        let set = |to| Act::SetCard {
            card,
            to,
            base: None,
        };
        let label = |text: &String| {
            let (on, name) = match text.strip_prefix('-') {
                Some(name) => (false, name),
                None => (true, text.strip_prefix('+').unwrap_or(text)),
            };
            let label = name.to_owned();
            Act::Label { card, label, on }
        };
        let mut acts: Vec<Act> = details.into_iter().map(set).collect();
        acts.extend(self.label.iter().map(label));
        Ok(acts)
    }
}
