//! Whether the journal tells how the tables came about.

use std::collections::BTreeSet;

use anyhow::Context as _;
use rusqlite::Connection;

use super::{Finding, MOST, bad, note, ok};
use crate::board::{Board, Column, ColumnId};
use crate::change::Diff;
use crate::store::{journal, rows};

/// Replays the journal and compares what comes out with the tables.
pub(super) fn matches_tables(conn: &Connection) -> Vec<Finding> {
    const CHECK: &str = "journal";
    let replayed = match replay(conn) {
        Ok(board) => board,
        Err(err) => {
            return vec![bad(
                CHECK,
                format!("{err:#}"),
                "the tables are the truth; undo and log miss some steps",
            )];
        }
    };
    let tables = match rows::whole(conn) {
        Ok(board) => board,
        Err(err) => return vec![bad(CHECK, err, "restore a backup")],
    };
    let differences = differences(&tables, &replayed);
    if differences.is_empty() {
        let count = journal::last(conn).unwrap_or_default();
        return vec![ok(
            CHECK,
            format!("{count} changes, without a gap; replayed they give the tables"),
        )];
    }
    let mut found = differences[..differences.len().min(MOST)].join("; ");
    if differences.len() > MOST {
        found.push_str(&format!("; and {} more", differences.len() - MOST));
    }
    vec![note(
        CHECK,
        format!("the tables were changed by something that keeps no journal: {found}"),
        "the tables are the truth; nothing needs to be done, but the log and undo do not know of it",
    )]
}

/// Builds the board from the journal alone.
fn replay(conn: &Connection) -> anyhow::Result<Board> {
    let mut board = Board::default();
    let mut next = 1;
    loop {
        let changes = journal::after(conn, None, next - 1, 10_000)?;
        if changes.is_empty() {
            return Ok(board);
        }
        for change in &changes {
            anyhow::ensure!(change.seq == next, "change {next} is missing");
            next += 1;
            board.absorb(change).with_context(|| {
                let what = match &change.diff {
                    Diff::Card(touch) => touch.id.to_string(),
                    Diff::Column(touch) => touch.id.to_string(),
                    Diff::Label(touch) => format!("label “{}”", touch.id),
                };
                format!(
                    "change {} of {what} does not follow from those before it",
                    change.seq
                )
            })?;
        }
    }
}

/// Names what is not the same on two boards.
fn differences(tables: &Board, journal: &Board) -> Vec<String> {
    let mut found = Vec::new();
    let mut columns: Vec<ColumnId> = tables
        .columns()
        .iter()
        .chain(journal.columns())
        .map(|column| column.id)
        .collect();
    columns.sort_unstable();
    columns.dedup();
    for id in columns {
        let of = |board: &Board| board.column(id).map(Column::fields);
        if of(tables) != of(journal) {
            found.push(id.to_string());
        }
    }
    let mut cards: Vec<_> = tables
        .cards()
        .chain(journal.cards())
        .map(|card| card.id)
        .collect();
    cards.sort_unstable();
    cards.dedup();
    for id in cards {
        match (tables.card(id), journal.card(id)) {
            (Some(one), Some(other)) if one == other => {}
            (Some(_), None) => found.push(format!("{id} was added")),
            (None, _) => found.push(format!("{id} was deleted")),
            (Some(_), Some(_)) => found.push(format!("{id} was changed")),
        }
    }
    let labels = tables.painted().keys().chain(journal.painted().keys());
    let labels: BTreeSet<&String> = labels.collect();
    for label in labels {
        if tables.paint(label) != journal.paint(label) {
            found.push(format!("label “{label}” was changed"));
        }
    }
    found
}
