//! A first glance: what the first frame needs, and no more.

use std::collections::BTreeMap;

use rusqlite::Connection;

use super::lists::Lists;
use super::{CARD, NO_BODY, board, card, columns};
use crate::board::Board;

/// Reads all columns, how many cards each has, and the first `rows` cards of each. All but these cards is told by the
/// index of the places.
pub(in crate::store) fn glance(conn: &Connection, rows: usize) -> rusqlite::Result<Board> {
    let rows = i64::try_from(rows).unwrap_or(i64::MAX);
    let columns = columns(conn)?;
    let mut count =
        conn.prepare_cached("SELECT count(*) FROM card WHERE column_id = ?1 AND archived = 0")?;
    let mut first = conn.prepare_cached(&format!(
        "SELECT {CARD}, {NO_BODY} FROM card WHERE column_id = ?1 AND archived = 0 ORDER BY rank, id LIMIT ?2"
    ))?;
    let (mut counts, mut cards) = (BTreeMap::new(), Vec::new());
    for column in &columns {
        let count: i64 = count.query_row([column.id.0], |row| row.get(0))?;
        counts.insert(column.id, usize::try_from(count).unwrap_or_default());
        for card in first.query_map((column.id.0, rows), card)? {
            cards.push(card?);
        }
    }
    let ids: Vec<i64> = cards.iter().map(|card| card.id.0).collect();
    let mut lists = Lists::of_some(conn, &serde_json::Value::from(ids).to_string())?;
    cards.iter_mut().for_each(|card| lists.put_into(card));
    Ok(board(conn, columns, cards)?.with_counts(&counts))
}
