//! Cards that a worker can take, and claims that ran out.

use jiff::{SignedDuration, Timestamp};
use rusqlite::{Connection, OptionalExtension as _};

use super::text;
use crate::board::{CardId, ColumnId, Rank};

/// Returns the topmost card of a column that nobody has and that states no reason why it is blocked, below a place.
pub(in crate::store) fn free_card(
    conn: &Connection,
    column: ColumnId,
    below: Option<&(Rank, CardId)>,
) -> rusqlite::Result<Option<CardId>> {
    let mut query = conn.prepare_cached(
        "SELECT id FROM card
         WHERE column_id = ?1 AND archived = 0 AND assignee IS NULL AND blocked IS NULL AND (rank, id) > (?2, ?3)
         ORDER BY rank, id LIMIT 1",
    )?;
    let (rank, id) = below.map_or(("", i64::MIN), |(rank, id)| (rank.as_str(), id.0));
    let found = query.query_row((column.0, rank, id), |row| row.get(0).map(CardId));
    found.optional()
}

/// Returns the cards whose claims ended before a moment, at most so many.
pub(in crate::store) fn leased_before(
    conn: &Connection,
    moment: Timestamp,
    most: usize,
) -> rusqlite::Result<Vec<CardId>> {
    let mut query =
        conn.prepare_cached("SELECT id, lease FROM card WHERE lease < ?1 ORDER BY lease LIMIT ?2")?;
    // As text, two moments of one second may stand the wrong way round; so they are compared again as moments.
    let bound = (moment + SignedDuration::from_secs(1)).to_string();
    let limit = i64::try_from(most).unwrap_or(i64::MAX);
    let rows = query.query_map((bound, limit), |row| {
        Ok((CardId(row.get(0)?), text(row, 1)?))
    })?;
    let rows = rows.collect::<rusqlite::Result<Vec<_>>>()?;
    let ended = |(card, lease): (CardId, String)| {
        let end: Timestamp = lease.parse().ok()?;
        (end <= moment).then_some(card)
    };
    Ok(rows.into_iter().filter_map(ended).collect())
}
