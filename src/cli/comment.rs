//! `walboard comment`: what people say about a card.

use clap::Args;

use super::exit::Usage;
use super::global::Global;
use super::out::Out;
use super::report;
use super::values;
use crate::board::{CardId, CommentId};
use crate::edit::{Act, CommentAct, Edit};

#[derive(Debug, Args)]
pub(super) struct Comment {
    /// The card's number
    #[arg(value_parser = values::card)]
    card: CardId,

    /// What to say, Markdown; - reads it from the standard input
    #[arg(required_unless_present = "remove")]
    text: Option<String>,

    /// Say it in the place of that comment (see `show`)
    #[arg(long, value_name = "N")]
    edit: Option<i64>,

    /// Take that comment away
    #[arg(long, value_name = "N", conflicts_with_all = ["text", "edit"])]
    remove: Option<i64>,
}

impl Comment {
    pub(super) fn run(self, global: &Global, out: &mut Out) -> anyhow::Result<()> {
        let card = self.card;
        let act = self.act()?;
        let mut store = global.open()?;
        let acts = vec![Act::Comment { card, act }];
        let changes = store.write(&Edit::new(super::new_id(), acts))?;
        report::card(out, &store, card, &changes)
    }

    fn act(self) -> anyhow::Result<CommentAct> {
        if let Some(comment) = self.remove.map(CommentId) {
            return Ok(CommentAct::Remove { comment });
        }
        // The standard input is read before the board is opened, let alone locked.
        let text = self.text.map(|text| values::text(text, "comment"));
        let text = text.transpose()?.unwrap_or_default();
        if text.trim().is_empty() {
            return Err(Usage::new("a comment cannot be empty").into());
        }
        Ok(match self.edit.map(CommentId) {
            Some(comment) => CommentAct::Edit {
                comment,
                text,
                base: None,
            },
            None => CommentAct::Add { text },
        })
    }
}
