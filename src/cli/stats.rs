//! `walboard stats`: how work flows over the board, in figures.

use clap::Args;
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};
use serde_json::{Value, json};

use super::find;
use super::global::Global;
use super::out::{Line, Out, Style};
use crate::board::{Board, ColumnId};
use crate::stats::{self, DAYS_MAX, Meaning, Spread, Stats, When};

/// How many of the oldest cards are listed.
const OLDEST: usize = 10;

#[derive(Debug, Args)]
pub(super) struct Figures {
    /// How many days back, today included
    #[arg(long, value_name = "DAYS", default_value_t = 30, value_parser = clap::value_parser!(u16).range(1..=i64::from(DAYS_MAX)))]
    days: u16,

    /// The column in which work begins [default: the second one]
    #[arg(long, value_name = "COLUMN")]
    start: Option<String>,
}

impl Figures {
    pub(super) fn run(self, global: &Global, out: &mut Out) -> anyhow::Result<()> {
        let mut store = global.open()?;
        let board = store.read()?;
        let start = self.start.as_deref();
        let start = start.map(|name| find::column(&board, name)).transpose()?;
        let meaning = Meaning::of(&board, start.map(|column| column.id));
        let when = When {
            now: Timestamp::now(),
            zone: TimeZone::system(),
            days: self.days,
        };
        let lives = stats::lives(&store.steps()?);
        let stats = Stats::of(&lives, &meaning, &when);
        if out.json {
            return out.value(&value(&stats, &board, &meaning, &when));
        }
        tell(&stats, &board, &meaning, &when, out)
    }
}

fn name(board: &Board, column: ColumnId) -> String {
    let column = board.column(column);
    column.map_or_else(String::new, |column| column.name.clone())
}

fn value(stats: &Stats, board: &Board, meaning: &Meaning, when: &When) -> Value {
    let names = |columns: &mut dyn Iterator<Item = &ColumnId>| -> Vec<String> {
        columns.map(|column| name(board, *column)).collect()
    };
    let days = stats.flow.days.iter().enumerate();
    let flow: Vec<Value> = days
        .map(|(at, cards)| json!({ "day": stats.flow.day(at), "cards": cards }))
        .collect();
    let finished = stats.finished.iter().map(|card| {
        json!({ "card": card.card, "at": card.at, "cycle": days_of(card.cycle), "lead": days_of(card.lead) })
    });
    let weeks = stats.weeks.iter();
    let weeks = weeks.map(|week| json!({ "monday": week.monday, "finished": week.finished }));
    let ageing = stats.ageing.iter().map(|old| {
        let title = board.card(old.card).map(|card| &card.title);
        json!({
            "card": old.card,
            "title": title,
            "column": name(board, old.column),
            "age": days_of(old.age),
            "in_column": days_of(old.there),
        })
    });
    json!({
        "first": stats.flow.first,
        "last": when.day(when.now),
        "columns": names(&mut stats.flow.columns.iter()),
        "waiting": names(&mut meaning.waiting.iter()),
        "done": names(&mut meaning.done.iter()),
        "flow": flow,
        "cycle": spread(stats.cycle),
        "lead": spread(stats.lead),
        "weeks": weeks.collect::<Vec<_>>(),
        "finished": finished.collect::<Vec<_>>(),
        "ageing": ageing.collect::<Vec<_>>(),
    })
}

fn spread(spread: Option<Spread>) -> Option<Value> {
    let spread = spread?;
    Some(json!({
        "count": spread.count,
        "mean": days_of(spread.mean),
        "p50": days_of(spread.p50),
        "p85": days_of(spread.p85),
        "p95": days_of(spread.p95),
    }))
}

/// Returns a time in days, of which hundredths are told.
fn days_of(time: SignedDuration) -> f64 {
    (time.as_secs_f64() / 864.0).round() / 100.0
}

fn tell(
    stats: &Stats,
    board: &Board,
    meaning: &Meaning,
    when: &When,
    out: &mut Out,
) -> anyhow::Result<()> {
    let (first, last) = (stats.flow.first, when.day(when.now));
    let head = format!(
        "{first} to {last}, {} finished",
        cards(stats.finished.len())
    );
    out.line(&Line::new(&head))?;
    if meaning.done.is_empty() {
        let hint = "no column is for what is done: walboard column done COLUMN makes one so";
        out.line(&Line::default().add(Style::Faint, hint))?;
    }
    for (what, spread) in [("cycle time", stats.cycle), ("lead time", stats.lead)] {
        if let Some(spread) = spread {
            let time = |time| stats::days(time);
            let text = format!(
                "{what:<11} half within {}, 85 % within {}, 95 % within {}, mean {}",
                time(spread.p50),
                time(spread.p85),
                time(spread.p95),
                time(spread.mean),
            );
            out.line(&Line::new(&text))?;
        }
    }
    let weeks: Vec<String> = stats
        .weeks
        .iter()
        .map(|week| format!("{} {}", week.monday.strftime("%-d %b"), week.finished))
        .collect();
    out.line(&Line::new(&format!(
        "finished a week: {}",
        weeks.join(", ")
    )))?;
    let today = stats.flow.days.last();
    let columns = stats.flow.columns.iter().zip(today.into_iter().flatten());
    let columns: Vec<String> = columns
        .map(|(column, count)| format!("{} {count}", name(board, *column)))
        .collect();
    out.line(&Line::new(&format!("now: {}", columns.join(", "))))?;
    for old in stats.ageing.iter().take(OLDEST) {
        let title = board.card(old.card).map_or("", |card| &card.title);
        let (age, column) = (stats::days(old.age), name(board, old.column));
        let line = Line::new(&format!("{age:>6}  {} {title}", old.card));
        out.row(&line.add(Style::Faint, &format!("  {column}")))?;
    }
    if stats.ageing.len() > OLDEST {
        let more = format!("{:>6}  and {} more", "", stats.ageing.len() - OLDEST);
        out.line(&Line::default().add(Style::Faint, &more))?;
    }
    Ok(())
}

fn cards(count: usize) -> String {
    match count {
        1 => "1 card".to_owned(),
        count => format!("{count} cards"),
    }
}
