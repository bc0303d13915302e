//! A first glance: what the first frame needs, and no more.

use std::collections::BTreeMap;

use rusqlite::Connection;

use super::lists::Lists;
use super::{CARD, NO_BODY, board, card};
use crate::board::{Board, ColumnId};

/// Reads all columns, how many cards each has, and the first `rows` cards of each. All but these cards is told by the
/// index of the places.
pub(in crate::store) fn glance(conn: &Connection, rows: usize) -> rusqlite::Result<Board> {
    let rows = i64::try_from(rows).unwrap_or(i64::MAX);
    let mut columns = conn.prepare_cached("SELECT id FROM board_column")?;
    let mut count =
        conn.prepare_cached("SELECT count(*) FROM card WHERE column_id = ?1 AND archived = 0")?;
    let mut first = conn.prepare_cached(
        "SELECT id FROM card WHERE column_id = ?1 AND archived = 0 ORDER BY rank, id LIMIT ?2",
    )?;
    let (mut counts, mut ids) = (BTreeMap::new(), Vec::<i64>::new());
    for column in columns.query_map([], |row| row.get::<_, i64>(0))? {
        let column = column?;
        let count: i64 = count.query_row([column], |row| row.get(0))?;
        counts.insert(ColumnId(column), usize::try_from(count).unwrap_or_default());
        for id in first.query_map((column, rows), |row| row.get(0))? {
            ids.push(id?);
        }
    }
    let ids = serde_json::Value::from(ids).to_string();
    let mut lists = Lists::of_some(conn, &ids)?;
    let mut query = conn.prepare_cached(&format!(
        "SELECT {CARD}, {NO_BODY} FROM card WHERE id IN (SELECT value FROM json_each(?1))"
    ))?;
    let cards = query.query_map([&ids], |row| {
        let mut card = card(row)?;
        lists.put_into(&mut card);
        Ok(card)
    })?;
    let cards = cards.collect::<rusqlite::Result<Vec<_>>>()?;
    Ok(board(conn, cards)?.with_counts(&counts))
}
