//! Which cards an edit needs, by their numbers.

use std::collections::BTreeSet;

use rusqlite::{Connection, OptionalExtension as _, Params};

use super::text;
use crate::board::{CardId, ColumnId, Rank};
use crate::edit::{At, LINKS_MAX, Need, Place};

/// The numbers of the cards that are needed.
#[derive(Default)]
pub(super) struct Wanted {
    /// With all they have.
    pub(super) whole: BTreeSet<i64>,
    /// Without what they have several of.
    pub(super) rows: BTreeSet<i64>,
}

/// Finds the numbers of the cards that are needed. A place needs two cards on either side: the nearer one may be the
/// very card that moves.
pub(super) fn find(conn: &Connection, need: &Need, wanted: &mut Wanted) -> rusqlite::Result<()> {
    const FIRST: &str =
        "SELECT id FROM card WHERE column_id = ?1 AND archived = 0 ORDER BY rank, id LIMIT 2";
    const LAST: &str = "SELECT id FROM card WHERE column_id = ?1 AND archived = 0 ORDER BY rank DESC, id DESC LIMIT 2";
    const ABOVE: &str = "SELECT other.id FROM card AS here JOIN card AS other
        ON other.column_id = here.column_id AND (other.rank, other.id) < (here.rank, here.id)
        WHERE here.id = ?1 AND other.archived = 0 ORDER BY other.rank DESC, other.id DESC LIMIT 2";
    const BELOW: &str = "SELECT other.id FROM card AS here JOIN card AS other
        ON other.column_id = here.column_id AND (other.rank, other.id) > (here.rank, here.id)
        WHERE here.id = ?1 AND other.archived = 0 ORDER BY other.rank, other.id LIMIT 2";
    const UPSTREAM: &str = "WITH RECURSIVE up (id) AS (
           VALUES (?1) UNION SELECT card_id FROM card_link, up WHERE other_id = up.id AND kind = ?2 LIMIT ?3
         ) SELECT id FROM up";
    let Wanted { whole, rows } = wanted;
    match need {
        Need::Card(card) => {
            whole.insert(card.0);
        }
        Need::Row(card) => {
            rows.insert(card.0);
        }
        Need::Home(card) => {
            whole.insert(card.0);
            let mut query =
                conn.prepare_cached("SELECT column_id, rank FROM card WHERE id = ?1")?;
            let spot = query.query_row([card.0], |row| Ok((ColumnId(row.get(0)?), text(row, 1)?)));
            if let Some((column, rank)) = spot.optional()? {
                find(conn, &Need::From(column, Rank::stored(&rank)), wanted)?;
            }
        }
        Need::Beside(Place { column, at }) => match at {
            At::Top => gather(conn, FIRST, [column.0], rows)?,
            At::Bottom => gather(conn, LAST, [column.0], rows)?,
            At::Before(card) | At::After(card) => {
                gather(conn, ABOVE, [card.0], rows)?;
                gather(conn, BELOW, [card.0], rows)?;
                // Where the card goes if its neighbour has left.
                gather(conn, LAST, [column.0], rows)?;
                rows.insert(card.0);
            }
        },
        Need::From(column, rank) => {
            // Three, because the first may be the card that comes back.
            const FROM: &str = "SELECT id FROM card
                WHERE column_id = ?1 AND archived = 0 AND rank >= ?2 ORDER BY rank, id LIMIT 3";
            gather(conn, FROM, (column.0, rank.as_str()), rows)?;
        }
        Need::All(column) => {
            const ALL: &str = "SELECT id FROM card WHERE column_id = ?1";
            gather(conn, ALL, [column.0], whole)?;
        }
        Need::Linked(card) => {
            const LINKED: &str = "SELECT card_id FROM card_link WHERE other_id = ?1";
            gather(conn, LINKED, [card.0], whole)?;
            whole.insert(card.0);
        }
        Need::Upstream(card, kind) => {
            // One more than may be, so that it can be seen that they are too many.
            let most = i64::try_from(LINKS_MAX + 1).unwrap_or(i64::MAX);
            gather(conn, UPSTREAM, (card.0, kind.name(), most), whole)?;
        }
        Need::Bottoms => {
            const COLUMNS: &str = "SELECT id FROM board_column";
            let mut columns = BTreeSet::new();
            gather(conn, COLUMNS, [], &mut columns)?;
            for column in columns {
                gather(conn, LAST, [column], rows)?;
            }
        }
        Need::Source(source) => {
            const SOURCE: &str = "SELECT id FROM card WHERE source = ?1";
            gather(conn, SOURCE, [source], whole)?;
        }
        Need::SourceUpstream(source, kind) => {
            const UPSTREAM: &str = "WITH RECURSIVE up (id) AS (
                   SELECT id FROM card WHERE source = ?1
                   UNION SELECT card_id FROM card_link, up WHERE other_id = up.id AND kind = ?2 LIMIT ?3
                 ) SELECT id FROM up";
            let most = i64::try_from(LINKS_MAX + 1).unwrap_or(i64::MAX);
            gather(conn, UPSTREAM, (source, kind.name(), most), whole)?;
        }
        Need::Labelled(label) => {
            const LABELLED: &str = "SELECT card_id FROM card_label WHERE label = ?1";
            gather(conn, LABELLED, [label], whole)?;
        }
    }
    Ok(())
}

fn gather(
    conn: &Connection,
    sql: &str,
    params: impl Params,
    ids: &mut BTreeSet<i64>,
) -> rusqlite::Result<()> {
    let mut query = conn.prepare_cached(sql)?;
    for id in query.query_map(params, |row| row.get(0))? {
        ids.insert(id?);
    }
    Ok(())
}

/// Returns where a card stands in its column, the top being 1.
pub(in crate::store) fn position(
    conn: &Connection,
    card: CardId,
) -> rusqlite::Result<Option<usize>> {
    let mut query = conn.prepare_cached(
        "SELECT count(*) FROM card AS here JOIN card AS other
           ON other.column_id = here.column_id AND (other.rank, other.id) <= (here.rank, here.id)
         WHERE here.id = ?1 AND here.archived = 0 AND other.archived = 0",
    )?;
    let count: i64 = query.query_row([card.0], |row| row.get(0))?;
    Ok(usize::try_from(count).ok().filter(|count| *count > 0))
}
