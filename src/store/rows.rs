//! The present: columns and cards as rows.
//!
//! Rows may have been written by hand, so reading them never fails on what they hold: text that is not UTF-8 is
//! mended, an unknown priority, colour or day is none.

mod bodies;
mod find;
mod free;
mod glance;
mod lists;
mod save;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use jiff::Timestamp;
use rusqlite::types::ValueRef;
use rusqlite::{Connection, OptionalExtension as _, Row};

use crate::board::{Board, Body, Card, CardId, Column, ColumnId, Paint, Priority, Rank, Spot};
use crate::edit::Need;

pub(super) use bodies::{body, having};
pub(super) use find::position;
pub(super) use free::{free_card, leased_before};
pub(super) use glance::glance;
pub(super) use save::{save, save_whole};

use find::Wanted;
use lists::Lists;

const CARD: &str =
    "id, title, column_id, rank, archived, assignee, priority, due, blocked, lease, source,
    rev, created, updated, entered, previous_id, last_item, last_comment";
/// The body, where it is read.
const BODY: &str = "body";
/// The same where it is left in the file: nothing, unless there is none. The file need not be asked for more than its
/// length, which stands with the row.
const NO_BODY: &str = "CASE WHEN octet_length(body) = 0 THEN '' END";

/// Reads everything.
pub(super) fn whole(conn: &Connection) -> rusqlite::Result<Board> {
    all(conn, BODY)
}

/// Reads everything but the bodies.
pub(super) fn sparse(conn: &Connection) -> rusqlite::Result<Board> {
    all(conn, NO_BODY)
}

fn all(conn: &Connection, body: &str) -> rusqlite::Result<Board> {
    let mut lists = Lists::whole(conn)?;
    let mut query = conn.prepare_cached(&format!("SELECT {CARD}, {body} FROM card"))?;
    let cards = query.query_map([], |row| {
        let mut card = card(row)?;
        lists.put_into(&mut card);
        Ok(Box::new(card))
    })?;
    let cards = cards.collect::<rusqlite::Result<Vec<_>>>()?;
    // In boxes: a long array of cards would be as large as the board once more.
    let cards = cards.into_iter().map(|card| *card);
    Ok(board(conn, columns(conn)?, cards)?.with_actors(actors(conn)?))
}

/// Reads all columns, and just the cards that are needed.
pub(super) fn part(conn: &Connection, needs: &[Need]) -> rusqlite::Result<Board> {
    let mut wanted = Wanted::default();
    for need in needs {
        find::find(conn, need, &mut wanted)?;
    }
    let mut query =
        conn.prepare_cached(&format!("SELECT {CARD}, {BODY} FROM card WHERE id = ?1"))?;
    let mut cards = Vec::new();
    for id in wanted.whole.union(&wanted.rows) {
        let Some(mut card) = query.query_row([id], card).optional()? else {
            continue;
        };
        if wanted.whole.contains(id) {
            Lists::of(conn, card.id)?.put_into(&mut card);
        }
        cards.push(card);
    }
    board(conn, columns(conn)?, cards)
}

fn columns(conn: &Connection) -> rusqlite::Result<Vec<Column>> {
    let mut query =
        conn.prepare_cached(r#"SELECT id, name, "limit", rank, done, color FROM board_column"#)?;
    let columns = query.query_map([], |row| {
        let limit: Option<i64> = row.get(2)?;
        let limit = limit.map(|limit| u32::try_from(limit).unwrap_or(u32::MAX));
        let rank = Rank::stored(&text(row, 3)?);
        let mut column = Column::new(ColumnId(row.get(0)?), text(row, 1)?, limit, rank);
        column.done = row.get(4)?;
        column.color = paint(row, 5)?;
        Ok(column)
    })?;
    columns.collect()
}

fn board(
    conn: &Connection,
    columns: Vec<Column>,
    cards: impl IntoIterator<Item = Card>,
) -> rusqlite::Result<Board> {
    let mut query = conn.prepare_cached(
        "SELECT (SELECT seq FROM sqlite_sequence WHERE name = 'card'),
                (SELECT seq FROM sqlite_sequence WHERE name = 'board_column')",
    )?;
    let last = |row: &Row<'_>, at| row.get::<_, Option<i64>>(at).map(Option::unwrap_or_default);
    let (card, column) = query.query_row([], |row| Ok((last(row, 0)?, last(row, 1)?)))?;
    let board = Board::new(columns, cards, CardId(card), ColumnId(column));
    Ok(board.with_paints(paints(conn)?))
}

fn paints(conn: &Connection) -> rusqlite::Result<BTreeMap<String, Paint>> {
    let mut query = conn.prepare_cached("SELECT name, color FROM label")?;
    let labels = query.query_map([], |row| Ok((text(row, 0)?, paint(row, 1)?)))?;
    let labels = labels.collect::<rusqlite::Result<Vec<_>>>()?;
    let painted = labels.into_iter();
    Ok(painted
        .filter_map(|(name, paint)| Some((name, paint?)))
        .collect())
}

/// Returns who ever changed something: a step in the index for each, however long the journal is.
fn actors(conn: &Connection) -> rusqlite::Result<BTreeSet<String>> {
    let mut query = conn.prepare_cached(
        "WITH RECURSIVE people (name) AS (
           SELECT min(actor) FROM journal
           UNION ALL SELECT (SELECT min(actor) FROM journal WHERE actor > name) FROM people WHERE name IS NOT NULL
         ) SELECT name FROM people WHERE name IS NOT NULL",
    )?;
    query.query_map([], |row| text(row, 0))?.collect()
}

fn card(row: &Row<'_>) -> rusqlite::Result<Card> {
    let moment = |at| -> rusqlite::Result<Option<Timestamp>> {
        Ok(maybe(row, at)?.and_then(|moment| moment.parse().ok()))
    };
    let created = moment(12)?.unwrap_or(Timestamp::UNIX_EPOCH);
    Ok(Card {
        id: CardId(row.get(0)?),
        title: text(row, 1)?,
        place: Spot {
            column: ColumnId(row.get(2)?),
            rank: Rank::stored(&text(row, 3)?),
        },
        archived: row.get(4)?,
        labels: Arc::default(),
        checklist: Vec::new(),
        comments: Vec::new(),
        links: BTreeSet::new(),
        assignee: maybe(row, 5)?,
        priority: maybe(row, 6)?.and_then(|name| Priority::parse(&name)),
        due: maybe(row, 7)?.and_then(|day| day.parse().ok()),
        blocked: maybe(row, 8)?,
        lease: moment(9)?,
        source: maybe(row, 10)?,
        rev: u64::try_from(row.get::<_, i64>(11)?).unwrap_or(0),
        created,
        updated: moment(13)?.unwrap_or(Timestamp::UNIX_EPOCH),
        entered: moment(14)?.unwrap_or(created),
        previous: row.get::<_, Option<i64>>(15)?.map(ColumnId),
        last_item: row.get(16)?,
        last_comment: row.get(17)?,
        body: maybe(row, 18)?.map_or(Body::Away, Body::Here),
    })
}

fn paint(row: &Row<'_>, at: usize) -> rusqlite::Result<Option<Paint>> {
    Ok(maybe(row, at)?.and_then(|name| Paint::parse(&name)))
}

/// Reads text, mended where it is not UTF-8.
pub(super) fn text(row: &Row<'_>, at: usize) -> rusqlite::Result<String> {
    Ok(maybe(row, at)?.unwrap_or_default())
}

pub(super) fn maybe(row: &Row<'_>, at: usize) -> rusqlite::Result<Option<String>> {
    Ok(match row.get_ref(at)? {
        ValueRef::Text(bytes) | ValueRef::Blob(bytes) => {
            Some(String::from_utf8_lossy(bytes).into_owned())
        }
        _ => None,
    })
}
