//! Bodies that were left in the file: one is fetched, all are searched.

use std::collections::HashSet;

use rusqlite::types::ValueRef;
use rusqlite::{Connection, OptionalExtension as _};

use super::text;
use crate::board::CardId;
use crate::text::says;

/// Reads the body of a card; `None` when there is no such card.
pub(in crate::store) fn body(conn: &Connection, card: CardId) -> rusqlite::Result<Option<String>> {
    let mut query = conn.prepare_cached("SELECT body FROM card WHERE id = ?1")?;
    query.query_row([card.0], |row| text(row, 0)).optional()
}

/// Finds the cards that have a text, in lower case, in their body.
pub(in crate::store) fn having(
    conn: &Connection,
    wanted: &str,
) -> rusqlite::Result<HashSet<CardId>> {
    let mut query =
        conn.prepare_cached("SELECT id, body FROM card WHERE octet_length(body) > 0")?;
    let mut rows = query.query([])?;
    let mut found = HashSet::new();
    while let Some(row) = rows.next()? {
        // As it lies there: a copy of each would take longer than the search.
        if let ValueRef::Text(body) = row.get_ref(1)?
            && says(&String::from_utf8_lossy(body), wanted)
        {
            found.insert(CardId(row.get(0)?));
        }
    }
    Ok(found)
}
