//! The present: columns and cards as rows.
//!
//! Rows may have been written by hand, so reading them never fails on what they hold: text that is not UTF-8 is
//! mended, an unknown priority or day is none.

use std::collections::{BTreeSet, HashMap};

use jiff::Timestamp;
use rusqlite::types::ValueRef;
use rusqlite::{Connection, OptionalExtension as _, Row, named_params};

use crate::board::{Board, Card, CardId, Column, ColumnId, Priority, Rank, Spot};
use crate::change::{Change, Diff};
use crate::edit::{At, Need, Place};

const CARD: &str =
    "id, title, column_id, rank, archived, assignee, priority, due, rev, created, updated, body";

/// Reads everything.
pub(super) fn whole(conn: &Connection) -> rusqlite::Result<Board> {
    let mut labels: HashMap<i64, BTreeSet<String>> = HashMap::new();
    let mut query = conn.prepare_cached("SELECT card_id, label FROM card_label")?;
    let mut rows = query.query([])?;
    while let Some(row) = rows.next()? {
        labels.entry(row.get(0)?).or_default().insert(text(row, 1)?);
    }
    let mut query = conn.prepare_cached(&format!("SELECT {CARD} FROM card"))?;
    let cards = query.query_map([], |row| {
        let mut card = card(row)?;
        card.labels = labels.remove(&card.id.0).unwrap_or_default();
        Ok(card)
    })?;
    let cards = cards.collect::<rusqlite::Result<Vec<_>>>()?;
    board(conn, cards)
}

/// Reads all columns, and just the cards that are needed.
pub(super) fn part(conn: &Connection, needs: &[Need]) -> rusqlite::Result<Board> {
    let mut ids = BTreeSet::new();
    for need in needs {
        find(conn, need, &mut ids)?;
    }
    let mut query = conn.prepare_cached(&format!("SELECT {CARD} FROM card WHERE id = ?1"))?;
    let mut labels =
        conn.prepare_cached("SELECT card_id, label FROM card_label WHERE card_id = ?1")?;
    let mut cards = Vec::with_capacity(ids.len());
    for id in ids {
        let Some(mut card) = query.query_row([id], card).optional()? else {
            continue;
        };
        card.labels = labels
            .query_map([id], |row| text(row, 1))?
            .collect::<Result<_, _>>()?;
        cards.push(card);
    }
    board(conn, cards)
}

fn board(conn: &Connection, cards: Vec<Card>) -> rusqlite::Result<Board> {
    let mut query = conn.prepare_cached(r#"SELECT id, name, "limit", rank FROM board_column"#)?;
    let columns = query.query_map([], |row| {
        let limit: Option<i64> = row.get(2)?;
        let limit = limit.map(|limit| u32::try_from(limit).unwrap_or(u32::MAX));
        let rank = Rank::stored(&text(row, 3)?);
        Ok(Column::new(
            ColumnId(row.get(0)?),
            text(row, 1)?,
            limit,
            rank,
        ))
    })?;
    let columns = columns.collect::<rusqlite::Result<Vec<_>>>()?;
    let last = |table: &str| -> rusqlite::Result<i64> {
        let mut query = conn.prepare_cached("SELECT seq FROM sqlite_sequence WHERE name = ?1")?;
        Ok(query
            .query_row([table], |row| row.get(0))
            .optional()?
            .unwrap_or(0))
    };
    Ok(Board::new(
        columns,
        cards,
        CardId(last("card")?),
        ColumnId(last("board_column")?),
    ))
}

/// Finds the numbers of the cards that are needed. A place needs two cards on either side: the nearer one may be the
/// very card that moves.
fn find(conn: &Connection, need: &Need, ids: &mut BTreeSet<i64>) -> rusqlite::Result<()> {
    const FIRST: &str =
        "SELECT id FROM card WHERE column_id = ?1 AND archived = 0 ORDER BY rank, id LIMIT 2";
    const LAST: &str = "SELECT id FROM card WHERE column_id = ?1 AND archived = 0 ORDER BY rank DESC, id DESC LIMIT 2";
    const ABOVE: &str = "SELECT other.id FROM card AS here JOIN card AS other
        ON other.column_id = here.column_id AND (other.rank, other.id) < (here.rank, here.id)
        WHERE here.id = ?1 AND other.archived = 0 ORDER BY other.rank DESC, other.id DESC LIMIT 2";
    const BELOW: &str = "SELECT other.id FROM card AS here JOIN card AS other
        ON other.column_id = here.column_id AND (other.rank, other.id) > (here.rank, here.id)
        WHERE here.id = ?1 AND other.archived = 0 ORDER BY other.rank, other.id LIMIT 2";
    let mut gather = |sql: &str, id: i64| -> rusqlite::Result<()> {
        let mut query = conn.prepare_cached(sql)?;
        for id in query.query_map([id], |row| row.get(0))? {
            ids.insert(id?);
        }
        Ok(())
    };
    match need {
        Need::Card(card) => {
            ids.insert(card.0);
        }
        Need::Home(card) => {
            ids.insert(card.0);
            let mut query =
                conn.prepare_cached("SELECT column_id, rank FROM card WHERE id = ?1")?;
            let spot = query.query_row([card.0], |row| Ok((ColumnId(row.get(0)?), text(row, 1)?)));
            if let Some((column, rank)) = spot.optional()? {
                find(conn, &Need::From(column, Rank::stored(&rank)), ids)?;
            }
        }
        Need::Beside(Place { column, at }) => match at {
            At::Top => gather(FIRST, column.0)?,
            At::Bottom => gather(LAST, column.0)?,
            At::Before(card) | At::After(card) => {
                gather(ABOVE, card.0)?;
                gather(BELOW, card.0)?;
                // Where the card goes if its neighbour has left.
                gather(LAST, column.0)?;
                ids.insert(card.0);
            }
        },
        Need::From(column, rank) => {
            // Three, because the first may be the card that comes back.
            let mut query = conn.prepare_cached(
                "SELECT id FROM card WHERE column_id = ?1 AND archived = 0 AND rank >= ?2 ORDER BY rank, id LIMIT 3",
            )?;
            for id in query.query_map((column.0, rank.as_str()), |row| row.get(0))? {
                ids.insert(id?);
            }
        }
        Need::All(column) => gather("SELECT id FROM card WHERE column_id = ?1", column.0)?,
    }
    Ok(())
}

/// Returns where a card stands in its column, the top being 1.
pub(super) fn position(conn: &Connection, card: CardId) -> rusqlite::Result<Option<usize>> {
    let mut query = conn.prepare_cached(
        "SELECT count(*) FROM card AS here JOIN card AS other
           ON other.column_id = here.column_id AND (other.rank, other.id) <= (here.rank, here.id)
         WHERE here.id = ?1 AND here.archived = 0 AND other.archived = 0",
    )?;
    let count: i64 = query.query_row([card.0], |row| row.get(0))?;
    Ok(usize::try_from(count).ok().filter(|count| *count > 0))
}

/// Writes what the changes touched, as the board now has it.
pub(super) fn save(conn: &Connection, board: &Board, changes: &[Change]) -> rusqlite::Result<()> {
    let (mut cards, mut columns) = (BTreeSet::new(), BTreeSet::new());
    for change in changes {
        match &change.diff {
            Diff::Card(touch) => cards.insert(touch.id.0),
            Diff::Column(touch) => columns.insert(touch.id.0),
        };
    }
    // Columns that stay come first, because cards point to them; columns that go, last.
    let (stay, go): (Vec<_>, Vec<_>) = columns
        .into_iter()
        .partition(|id| board.column(ColumnId(*id)).is_some());
    for column in stay.into_iter().filter_map(|id| board.column(ColumnId(id))) {
        save_column(conn, column)?;
    }
    for id in cards {
        match board.card(CardId(id)) {
            Some(card) => save_card(conn, card)?,
            None => {
                conn.prepare_cached("DELETE FROM card_label WHERE card_id = ?1")?
                    .execute([id])?;
                conn.prepare_cached("DELETE FROM card WHERE id = ?1")?
                    .execute([id])?;
            }
        }
    }
    for id in go {
        conn.prepare_cached("DELETE FROM board_column WHERE id = ?1")?
            .execute([id])?;
    }
    Ok(())
}

fn save_column(conn: &Connection, column: &Column) -> rusqlite::Result<()> {
    let mut upsert = conn.prepare_cached(
        r#"INSERT INTO board_column (id, name, "limit", rank) VALUES (:id, :name, :limit, :rank)
           ON CONFLICT (id) DO UPDATE SET name = :name, "limit" = :limit, rank = :rank"#,
    )?;
    upsert.execute(named_params! {
        ":id": column.id.0, ":name": column.name, ":limit": column.limit, ":rank": column.rank.as_str(),
    })?;
    Ok(())
}

fn save_card(conn: &Connection, card: &Card) -> rusqlite::Result<()> {
    let mut upsert = conn.prepare_cached(
        "INSERT INTO card (id, title, column_id, rank, archived, assignee, priority, due, rev, created, updated, body)
         VALUES (:id, :title, :column, :rank, :archived, :assignee, :priority, :due, :rev, :created, :updated, :body)
         ON CONFLICT (id) DO UPDATE SET
             title = :title, column_id = :column, rank = :rank, archived = :archived, assignee = :assignee,
             priority = :priority, due = :due, rev = :rev, created = :created, updated = :updated, body = :body",
    )?;
    upsert.execute(named_params! {
        ":id": card.id.0,
        ":title": card.title,
        ":column": card.place.column.0,
        ":rank": card.place.rank.as_str(),
        ":archived": card.archived,
        ":assignee": card.assignee,
        ":priority": card.priority.map(Priority::name),
        ":due": card.due.map(|due| due.to_string()),
        ":rev": i64::try_from(card.rev).unwrap_or(i64::MAX),
        ":created": card.created.to_string(),
        ":updated": card.updated.to_string(),
        ":body": card.body,
    })?;
    let mut had =
        conn.prepare_cached("SELECT card_id, label FROM card_label WHERE card_id = ?1")?;
    let had: BTreeSet<String> = had
        .query_map([card.id.0], |row| text(row, 1))?
        .collect::<Result<_, _>>()?;
    if had != card.labels {
        conn.prepare_cached("DELETE FROM card_label WHERE card_id = ?1")?
            .execute([card.id.0])?;
        let mut insert =
            conn.prepare_cached("INSERT INTO card_label (card_id, label) VALUES (?1, ?2)")?;
        for label in &card.labels {
            insert.execute((card.id.0, label))?;
        }
    }
    Ok(())
}

fn card(row: &Row<'_>) -> rusqlite::Result<Card> {
    let moment = |at| -> rusqlite::Result<Timestamp> {
        Ok(text(row, at)?.parse().unwrap_or(Timestamp::UNIX_EPOCH))
    };
    Ok(Card {
        id: CardId(row.get(0)?),
        title: text(row, 1)?,
        place: Spot {
            column: ColumnId(row.get(2)?),
            rank: Rank::stored(&text(row, 3)?),
        },
        archived: row.get(4)?,
        labels: BTreeSet::new(),
        assignee: maybe(row, 5)?,
        priority: maybe(row, 6)?.and_then(|name| Priority::parse(&name)),
        due: maybe(row, 7)?.and_then(|day| day.parse().ok()),
        rev: u64::try_from(row.get::<_, i64>(8)?).unwrap_or(0),
        created: moment(9)?,
        updated: moment(10)?,
        body: text(row, 11)?,
    })
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
