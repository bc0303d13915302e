//! `walboard show`: one card in full.

use clap::Args;
use jiff::Timestamp;
use jiff::tz::TimeZone;

use super::find;
use super::global::Global;
use super::out::{Line, Out, Style};
use super::values;
use crate::board::{Board, Card, CardId, due};
use crate::clock;
use crate::edit::Refusal;
use crate::format::json::CardJson;

#[derive(Debug, Args)]
pub(super) struct Show {
    /// The card's number
    #[arg(value_parser = values::card)]
    card: CardId,
}

impl Show {
    pub(super) fn run(self, global: &Global, out: &mut Out) -> anyhow::Result<()> {
        let store = global.open()?;
        let board = find::with_linked(&store, self.card)?;
        let card = board.card(self.card).ok_or(Refusal::NoCard(self.card))?;
        let position = store.position(card.id)?;
        if out.json {
            return out.value(&CardJson::of(card, &board, position));
        }
        let title = Line::default()
            .add(Style::Faint, &format!("{} ", card.id))
            .add(Style::Strong, &card.title);
        out.line(&title)?;
        out.line(&Line::new(&facts(card, &board, position).join(" · ")))?;
        let times = format!(
            "added {} · changed {} · here since {} · revision {}",
            local(card.created),
            local(card.updated),
            local(card.entered),
            card.rev
        );
        out.line(&Line::default().add(Style::Faint, &times))?;
        if let Some(source) = &card.source {
            out.line(&Line::default().add(Style::Faint, &format!("from {source}")))?;
        }
        if let Some(why) = &card.blocked {
            out.line(&Line::default().add(Style::Warning, &format!("blocked: {why}")))?;
        }
        links(card, &board, out)?;
        body(card, out)?;
        checklist(card, out)?;
        comments(card, out)
    }
}

fn facts(card: &Card, board: &Board, position: Option<usize>) -> Vec<String> {
    let today = clock::today();
    let column = board
        .column(card.place.column)
        .map_or("", |column| &column.name);
    let mut facts = vec![match position {
        Some(position) => format!("{column}, place {position}"),
        None => format!("archived, was in {column}"),
    }];
    facts.extend(card.priority.map(|priority| format!("!{priority}")));
    facts.extend(card.assignee.as_ref().map(|name| format!("@{name}")));
    facts.extend(
        card.lease
            .map(|end| format!("claimed until {}", local(end))),
    );
    facts.extend(card.labels.iter().map(|label| format!("+{label}")));
    facts.extend(card.due.map(|day| {
        let late = match board.is_late(card, today) {
            true => "overdue since",
            false => "due",
        };
        match (due::show(day, today), day.to_string()) {
            (short, long) if short == long => format!("{late} {long}"),
            (short, long) => format!("{late} {short} ({long})"),
        }
    }));
    facts
}

fn links(card: &Card, board: &Board, out: &mut Out) -> anyhow::Result<()> {
    for (relation, other) in board.links(card) {
        let title = board.card(other).map_or("", |other| &other.title);
        let line = Line::new(&format!("{} {other} ", relation.words())).add(Style::Faint, title);
        out.line(&line)?;
    }
    Ok(())
}

fn body(card: &Card, out: &mut Out) -> anyhow::Result<()> {
    if !card.body.is_empty() {
        out.line(&Line::default())?;
    }
    for line in card.body.text().lines() {
        out.line(&Line::new(line))?;
    }
    Ok(())
}

/// Prints the items with their numbers, which `check-item` wants.
fn checklist(card: &Card, out: &mut Out) -> anyhow::Result<()> {
    if card.checklist.is_empty() {
        return Ok(());
    }
    let (done, items) = card.progress();
    out.line(&Line::default())?;
    out.line(&Line::default().add(Style::Strong, &format!("Checklist {done}/{items}")))?;
    let numbers = card
        .checklist
        .iter()
        .map(|item| item.id.0.to_string().len());
    let wide = numbers.max().unwrap_or(0);
    for item in &card.checklist {
        let tick = if item.done { "[x]" } else { "[ ]" };
        let number = format!("{:>wide$} ", item.id.0);
        let line = Line::default()
            .add(Style::Faint, &number)
            .add(Style::Plain, &format!("{tick} {}", item.text));
        out.line(&line)?;
    }
    Ok(())
}

fn comments(card: &Card, out: &mut Out) -> anyhow::Result<()> {
    for comment in &card.comments {
        out.line(&Line::default())?;
        let head = Line::default().add(Style::Strong, &comment.by).add(
            Style::Faint,
            &format!(" · {} · {}", local(comment.at), comment.id),
        );
        out.line(&head)?;
        for line in comment.text.lines() {
            out.line(&Line::new(line))?;
        }
    }
    Ok(())
}

/// Returns a time as the user's clock shows it.
pub(super) fn local(at: Timestamp) -> String {
    let at = at.to_zoned(TimeZone::system());
    at.strftime("%Y-%m-%d %H:%M:%S").to_string()
}
