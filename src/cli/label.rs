//! `walboard label`: the labels of the whole board.

use clap::Subcommand;
use serde_json::{Value, json};

use super::global::Global;
use super::out::{Line, Out, Style};
use super::report;
use super::values::{self, Maybe};
use crate::board::{Board, Paint};
use crate::edit::{Act, Edit};
use crate::text;

#[derive(Debug, Subcommand)]
pub(super) enum Label {
    /// List the labels with their colours, and how many cards have them, archived ones included
    List,
    /// Give a label another name on every card; a label that has the name already takes it in
    Rename {
        /// The label
        #[arg(value_parser = values::label)]
        label: String,
        /// The new name
        #[arg(value_name = "NEW-NAME", value_parser = values::label)]
        name: String,
    },
    /// Give a label a colour
    Color {
        /// The label
        #[arg(value_parser = values::label)]
        label: String,
        /// The colour: red, green, yellow, blue, magenta, cyan, gray, bright-red and so on, or none
        #[arg(value_name = "COLOR|none", value_parser = values::paint)]
        paint: Maybe<Paint>,
    },
    /// Take a label off every card
    Remove {
        /// The label
        #[arg(value_parser = values::label)]
        label: String,
    },
}

impl Label {
    pub(super) fn run(self, global: &Global, out: &mut Out) -> anyhow::Result<()> {
        let mut store = global.open()?;
        let (act, label) = match self {
            Self::List => return list(&store.read()?, out),
            Self::Rename { label, name: to } => {
                let name = to.clone();
                (Act::RenameLabel { label, to }, Some(name))
            }
            Self::Color { label, paint } => {
                let (name, color) = (label.clone(), paint.0);
                (Act::PaintLabel { label, color }, Some(name))
            }
            Self::Remove { label } => (Act::RemoveLabel { label }, None),
        };
        let changes = store.write(&Edit::new(super::new_id(), vec![act]))?;
        match label {
            Some(label) if out.json => {
                let board = store.read()?;
                let count = board.labels().get(label.as_str()).copied();
                out.value(&as_json(&label, count.unwrap_or(0), &board))
            }
            _ => report::changes(out, &store, &changes),
        }
    }
}

fn as_json(label: &str, cards: usize, board: &Board) -> Value {
    json!({ "name": label, "color": board.paint(label), "cards": cards })
}

fn list(board: &Board, out: &mut Out) -> anyhow::Result<()> {
    let labels = board.labels();
    if out.json {
        let labels = labels
            .iter()
            .map(|(label, cards)| as_json(label, *cards, board));
        return out.value(&labels.collect::<Vec<_>>());
    }
    let wide = |label: &&str| text::width(&text::clean(label));
    let longest = labels.keys().map(wide).max().unwrap_or(0);
    for (label, cards) in &labels {
        let gap = " ".repeat(longest - wide(label));
        let color = board.paint(label).map_or("", Paint::name);
        let line = Line::default()
            .add(Style::Strong, &format!("+{label}"))
            .add(Style::Plain, &format!("{gap}  {cards:>4}"))
            .add(Style::Faint, &format!("  {color}"));
        out.row(&line)?;
    }
    Ok(())
}
