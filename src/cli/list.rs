//! `walboard list`: the cards, column by column.

use clap::Args;
use jiff::civil::Date;

use super::column::heading;
use super::exit::Usage;
use super::find;
use super::global::Global;
use super::out::{Line, Out, Style};
use crate::board::{Board, Card, ColumnId, due};
use crate::clock;
use crate::format::json::CardJson;
use crate::query::{Context, Query};
use crate::text;

#[derive(Debug, Args)]
pub(super) struct List {
    /// Which cards: words, #12, @me, +label, !high, due<fri, overdue, in:column, is:blocked (done, archived),
    /// has:comments (body, labels, due, checklist, links), - before any;
    /// all must match; write -- before a query that begins with -
    #[arg(value_name = "QUERY")]
    query: Vec<String>,

    /// Of this column only
    #[arg(short, long)]
    column: Option<String>,

    /// The archived cards instead of those on the board
    #[arg(long)]
    archived: bool,
}

/// Cards under one heading.
struct Group<'a> {
    heading: Line,
    /// With the place in the column, the top being 1.
    cards: Vec<(&'a Card, Option<usize>)>,
}

impl List {
    pub(super) fn run(self, global: &Global, out: &mut Out) -> anyhow::Result<()> {
        let query =
            Query::parse(&self.query.join(" ")).map_err(|error| Usage::new(error.to_string()))?;
        let actor = global.actor()?;
        let today = clock::today();
        let board = global.open()?.read()?;
        let only = match &self.column {
            Some(name) => Some(find::column(&board, name)?.id),
            None => None,
        };
        let context = Context {
            me: &actor.name,
            today,
            board: &board,
            found: None,
        };
        let wanted = |card: &Card| {
            only.is_none_or(|only| card.place.column == only) && query.matches(card, &context)
        };
        let groups = match self.archived || query.wants_archived() {
            true => archived(&board, &wanted),
            false => on_board(&board, &wanted, only, !query.is_empty()),
        };
        if out.json {
            let cards = groups.iter().flat_map(|group| &group.cards);
            let cards = cards.map(|(card, position)| CardJson::of(card, &board, *position));
            return out.value(&cards.collect::<Vec<_>>());
        }
        let board = &board;
        let look = Look { board, today };
        match out.is_terminal() {
            true => print(&groups, &look, out),
            false => lines(&groups, &look, out),
        }
    }
}

/// Returns a group for each column; one without cards only when nothing was filtered away.
fn on_board<'a>(
    board: &'a Board,
    wanted: &dyn Fn(&Card) -> bool,
    only: Option<ColumnId>,
    filtered: bool,
) -> Vec<Group<'a>> {
    let mut groups = Vec::new();
    for column in board
        .columns()
        .iter()
        .filter(|column| only.is_none_or(|only| only == column.id))
    {
        let cards = column.cards().iter().zip(1..).filter_map(|(id, position)| {
            let card = board.card(*id).filter(|card| wanted(card))?;
            Some((card, Some(position)))
        });
        let cards: Vec<_> = cards.collect();
        if !(filtered && cards.is_empty()) {
            let heading = heading(column);
            groups.push(Group { heading, cards });
        }
    }
    groups
}

fn archived<'a>(board: &'a Board, wanted: &dyn Fn(&Card) -> bool) -> Vec<Group<'a>> {
    let cards = board.archived().into_iter().filter(|card| wanted(card));
    let cards: Vec<_> = cards.map(|card| (card, None)).collect();
    let heading = Line::default()
        .add(Style::Strong, "Archived")
        .add(Style::Faint, &format!("  {}", cards.len()));
    vec![Group { heading, cards }]
}

/// What the rows are looked at with.
struct Look<'a> {
    board: &'a Board,
    today: Date,
}

fn print(groups: &[Group<'_>], look: &Look<'_>, out: &mut Out) -> anyhow::Result<()> {
    let cards = || {
        groups
            .iter()
            .flat_map(|group| &group.cards)
            .map(|(card, _)| *card)
    };
    let numbers = cards()
        .map(|card| card.id.to_string().len())
        .max()
        .unwrap_or(0);
    let tails = cards()
        .map(|card| text::width(&tail(card, look)))
        .max()
        .unwrap_or(0);
    let longest = cards()
        .map(|card| text::width(&text::clean(&card.title)))
        .max()
        .unwrap_or(0);
    // The titles give way first, but not below a length that still tells cards apart.
    let titles = match out.width() {
        Some(width) => longest.min(width.saturating_sub(numbers + tails + 6).max(24)),
        None => longest.min(60),
    };
    for (at, group) in groups.iter().enumerate() {
        if at > 0 {
            out.line(&Line::default())?;
        }
        out.row(&group.heading)?;
        for (card, _) in &group.cards {
            out.row(&row(card, numbers, titles, out.width().is_some(), look))?;
        }
    }
    Ok(())
}

/// Prints a line for each card: its number, column, title, and the rest.
fn lines(groups: &[Group<'_>], look: &Look<'_>, out: &mut Out) -> anyhow::Result<()> {
    for (card, _) in groups.iter().flat_map(|group| &group.cards) {
        let column = look.board.column(card.place.column);
        out.fields(vec![
            Line::default().add(Style::Faint, &card.id.0.to_string()),
            Line::new(column.map_or("", |column| &column.name)),
            Line::new(&card.title),
            Line::default().add(weight(card, look), &tail(card, look)),
        ])?;
    }
    Ok(())
}

/// Returns how much weight the rest of a card has.
fn weight(card: &Card, look: &Look<'_>) -> Style {
    match look.board.is_late(card, look.today) || look.board.is_blocked(card) {
        true => Style::Warning,
        false => Style::Faint,
    }
}

/// Returns a card's row: number, title, and the rest. A title is cut only on a terminal.
fn row(card: &Card, numbers: usize, titles: usize, cut: bool, look: &Look<'_>) -> Line {
    let number = format!("  {:>numbers$}  ", card.id.to_string());
    let title = match cut {
        true => text::fit(&card.title, titles),
        false => text::clean(&card.title).into_owned(),
    };
    let gap = " ".repeat(titles.saturating_sub(text::width(&title)) + 2);
    Line::default()
        .add(Style::Faint, &number)
        .add(Style::Plain, &title)
        .add(Style::Plain, &gap)
        .add(weight(card, look), &tail(card, look))
}

/// Returns what is on a card beside its title, in the words of the filter language.
fn tail(card: &Card, look: &Look<'_>) -> String {
    let (board, today) = (look.board, look.today);
    let mut words = Vec::new();
    words.extend(board.is_blocked(card).then(|| "blocked".to_owned()));
    words.extend(card.priority.map(|priority| format!("!{priority}")));
    words.extend(card.assignee.as_ref().map(|name| format!("@{name}")));
    words.extend(card.labels.iter().map(|label| format!("+{label}")));
    let (done, items) = card.progress();
    words.extend((items > 0).then(|| format!("{done}/{items}")));
    words.extend(card.due.map(|due| match board.is_late(card, today) {
        true => format!("overdue since {}", due::show(due, today)),
        false => format!("due {}", due::show(due, today)),
    }));
    text::clean(&words.join(" ")).into_owned()
}
