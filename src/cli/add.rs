//! `walboard add`: a new card.

use anyhow::Context as _;
use clap::Args;

use super::exit::Usage;
use super::find;
use super::global::Global;
use super::json;
use super::link::Links;
use super::out::{Line, Out};
use super::values::{self, Maybe};
use crate::board::due::When;
use crate::board::{CardId, Priority};
use crate::change::{Change, EditId};
use crate::clock;
use crate::edit::{Act, At, Draft, DraftItem, Edit, Place, Refusal};

#[derive(Debug, Args)]
pub(super) struct Add {
    /// The title, one line of text
    title: String,

    /// The column [default: the first one]
    #[arg(short, long)]
    column: Option<String>,

    /// The body, Markdown; - reads it from the standard input
    #[arg(short, long)]
    body: Option<String>,

    /// A label; may be repeated
    #[arg(short, long, value_name = "LABEL", value_parser = values::label)]
    label: Vec<String>,

    /// Who works on it: a name, or me
    #[arg(short, long, value_name = "USER")]
    assignee: Option<String>,

    /// low, medium, high or urgent
    #[arg(short, long, value_parser = values::priority)]
    priority: Option<Maybe<Priority>>,

    /// The day it is due: 2026-12-03, fri, 2d, 3 weeks, 3 dec
    #[arg(short, long, value_parser = When::parse)]
    due: Option<When>,

    /// An item of its checklist; may be repeated
    #[arg(long, value_name = "TEXT")]
    item: Vec<String>,

    /// Why it cannot go on
    #[arg(long, value_name = "REASON")]
    blocked: Option<String>,

    #[command(flatten)]
    links: Links,

    /// Put it above the column's other cards, not below
    #[arg(long)]
    top: bool,

    /// A name for this adding: repeated under the same name it adds nothing and prints the same number
    #[arg(long)]
    key: Option<String>,
}

impl Add {
    pub(super) fn run(self, global: &Global, out: &mut Out) -> anyhow::Result<()> {
        let id = match self.key.as_deref() {
            Some("") => return Err(Usage::new("a key cannot be empty").into()),
            Some(key) => EditId(format!("key:{key}")),
            None => super::new_id(),
        };
        let (column, at) = (
            self.column.clone(),
            if self.top { At::Top } else { At::Bottom },
        );
        let draft = Box::new(self.draft(global)?);
        let mut store = global.open()?;
        let board = store.part(&[])?;
        let column = find::column_or_first(&board, column.as_deref())?.id;
        let at = Place { column, at };
        let changes = store.write(&Edit::new(id, vec![Act::AddCard { at, draft }]))?;
        let card = added(&changes).context("the key was used for something else")?;
        if !out.json {
            return out.line(&Line::new(&card.0.to_string()));
        }
        match json::cards(&store, &[card])?.first() {
            Some(card) => out.value(card),
            // Added under this key once, deleted since.
            None => Err(Refusal::NoCard(card).into()),
        }
    }

    fn draft(self, global: &Global) -> anyhow::Result<Draft> {
        let item = |text| DraftItem { text, done: false };
        let due = self.due.map(|due| due.on(clock::today())).transpose();
        let assignee = match &self.assignee {
            Some(name) => values::assignee(name, &global.actor()?),
            None => None,
        };
        Ok(Draft {
            title: self.title,
            // The standard input is read before the board is opened, let alone locked.
            body: self
                .body
                .map(|text| values::text(text, "body"))
                .transpose()?
                .unwrap_or_default(),
            labels: self.label.into_iter().collect(),
            assignee,
            priority: self.priority.and_then(|priority| priority.0),
            due: due
                .map_err(|error| Usage::new(error.to_string()))?
                .flatten(),
            checklist: self.item.into_iter().map(item).collect(),
            links: self.links.links(),
            blocked: self.blocked,
            ..Draft::default()
        })
    }
}

fn added(changes: &[Change]) -> Option<CardId> {
    changes.iter().find(|change| change.kind() == "add")?.card()
}
