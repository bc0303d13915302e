//! `walboard show`: one card in full.

use clap::Args;
use jiff::Timestamp;
use jiff::tz::TimeZone;

use super::find;
use super::global::Global;
use super::json;
use super::out::{Line, Out, Style};
use super::values;
use crate::board::{CardId, due};
use crate::edit::Need;

/// Show a card in full
#[derive(Debug, Args)]
pub(super) struct Show {
    /// The card's number
    #[arg(value_parser = values::card)]
    card: CardId,
}

impl Show {
    pub(super) fn run(self, global: &Global, out: &mut Out) -> anyhow::Result<()> {
        let store = global.open()?;
        let card = find::card(&store, self.card)?;
        let board = store.part(&[Need::Card(card.id)])?;
        let position = store.position(card.id)?;
        if out.json {
            return out.value(&json::card(&card, &board, position));
        }
        let today = values::today();
        let mut facts = Vec::new();
        let column = board
            .column(card.place.column)
            .map_or("", |column| &column.name);
        facts.push(match position {
            Some(position) => format!("{column}, place {position}"),
            None => format!("archived, was in {column}"),
        });
        facts.extend(card.priority.map(|priority| format!("!{priority}")));
        facts.extend(card.assignee.as_ref().map(|name| format!("@{name}")));
        facts.extend(card.labels.iter().map(|label| format!("+{label}")));
        facts.extend(
            card.due
                .map(|day| match (due::show(day, today), day.to_string()) {
                    (short, long) if short == long => format!("due {long}"),
                    (short, long) => format!("due {short} ({long})"),
                }),
        );
        let number = format!("{} ", card.id);
        out.line(
            &Line::default()
                .add(Style::Faint, &number)
                .add(Style::Strong, &card.title),
        )?;
        out.line(&Line::new(&facts.join(" · ")))?;
        let times = format!(
            "added {} · changed {} · revision {}",
            local(card.created),
            local(card.updated),
            card.rev
        );
        out.line(&Line::default().add(Style::Faint, &times))?;
        if !card.body.is_empty() {
            out.line(&Line::default())?;
        }
        for line in card.body.lines() {
            out.line(&Line::new(line))?;
        }
        Ok(())
    }
}

/// Returns a time as the user's clock shows it.
pub(super) fn local(at: Timestamp) -> String {
    let at = at.to_zoned(TimeZone::system());
    at.strftime("%Y-%m-%d %H:%M:%S").to_string()
}
