//! The past: what happened, in commit order.

use std::collections::HashSet;

use anyhow::Context as _;
use rusqlite::{Connection, Row, named_params};
use serde_json::Value;

use super::rows::{maybe, text};
use crate::board::{CardId, ColumnId};
use crate::change::{Actor, Change, Diff, EditId};
use crate::stats::{Said, Step};

const CHANGE: &str = "seq, at, actor, user, edit, undoes, card_id, column_id, label, before, after";

/// Returns the number of the last change; 0 when there is none.
pub(super) fn last(conn: &Connection) -> rusqlite::Result<i64> {
    let mut query = conn.prepare_cached("SELECT ifnull(max(seq), 0) FROM journal")?;
    query.query_row([], |row| row.get(0))
}

/// Returns the number of the last change, and whether there are changes of that edit.
pub(super) fn last_and(conn: &Connection, edit: &EditId) -> rusqlite::Result<(i64, bool)> {
    let mut query = conn.prepare_cached(
        "SELECT (SELECT ifnull(max(seq), 0) FROM journal), EXISTS (SELECT 1 FROM journal WHERE edit = ?1)",
    )?;
    query.query_row([&edit.0], |row| Ok((row.get(0)?, row.get(1)?)))
}

/// Writes changes down.
pub(super) fn append(conn: &Connection, changes: &[Change]) -> rusqlite::Result<()> {
    let mut insert = conn.prepare_cached(
        "INSERT INTO journal (seq, at, actor, user, edit, undoes, kind, card_id, column_id, label, before, after)
         VALUES (:seq, :at, :actor, :user, :edit, :undoes, :kind, :card, :column, :label, :before, :after)",
    )?;
    for change in changes {
        let (card, column, label) = match &change.diff {
            Diff::Card(touch) => (Some(touch.id.0), None, None),
            Diff::Column(touch) => (None, Some(touch.id.0), None),
            Diff::Label(touch) => (None, None, Some(&touch.id)),
        };
        let (before, after) = change.diff.to_json();
        insert.execute(named_params! {
            ":seq": change.seq,
            ":at": change.at.to_string(),
            ":actor": change.actor.name,
            ":user": change.actor.user,
            ":edit": change.edit.0,
            ":undoes": change.undoes.as_ref().map(|edit| &edit.0),
            ":kind": change.kind(),
            ":card": card,
            ":column": column,
            ":label": label,
            ":before": before.map(|side| side.to_string()),
            ":after": after.map(|side| side.to_string()),
        })?;
    }
    Ok(())
}

/// Reads at most `limit` changes after `since`, of one card if given, oldest first.
pub(super) fn after(
    conn: &Connection,
    card: Option<CardId>,
    since: i64,
    limit: usize,
) -> anyhow::Result<Vec<Change>> {
    let limit = i64::try_from(limit).unwrap_or(i64::MAX);
    match card {
        None => {
            let sql = format!("SELECT {CHANGE} FROM journal WHERE seq > ?1 ORDER BY seq LIMIT ?2");
            read(conn, &sql, (since, limit))
        }
        Some(card) => {
            let sql = format!(
                "SELECT {CHANGE} FROM journal WHERE card_id = ?3 AND seq > ?1 ORDER BY seq LIMIT ?2"
            );
            read(conn, &sql, (since, limit, card.0))
        }
    }
}

/// Counts the changes after one that somebody else made, but no more than `most`.
pub(super) fn others(
    conn: &Connection,
    me: &str,
    since: i64,
    most: usize,
) -> rusqlite::Result<usize> {
    let mut query = conn.prepare_cached(
        "SELECT count(*)
         FROM (SELECT 1 FROM journal WHERE seq > :since AND actor <> :me LIMIT :most)",
    )?;
    let most = i64::try_from(most).unwrap_or(i64::MAX);
    let params = named_params! { ":since": since, ":me": me, ":most": most };
    let count: i64 = query.query_row(params, |row| row.get(0))?;
    Ok(usize::try_from(count).unwrap_or_default())
}

/// Reads the last changes, oldest first; long texts are left out of them.
pub(super) fn newest(conn: &Connection, most: usize) -> anyhow::Result<Vec<Change>> {
    let most = i64::try_from(most).unwrap_or(i64::MAX);
    let short = |side: &str| {
        format!(
            "CASE WHEN length({side}) < 10000 THEN {side} ELSE json_replace({side}, '$.body', '') END"
        )
    };
    let sql = format!(
        "SELECT seq, at, actor, user, edit, undoes, card_id, column_id, label, {}, {}
         FROM journal ORDER BY seq DESC LIMIT ?1",
        short("before"),
        short("after"),
    );
    let mut changes = read(conn, &sql, [most])?;
    changes.reverse();
    Ok(changes)
}

/// Reads what the changes after one, up to another one, did to where cards stand: no more of them than that takes.
pub(super) fn steps(conn: &Connection, since: i64, until: i64) -> anyhow::Result<Vec<Step>> {
    let mut query = conn.prepare_cached(
        "SELECT seq, at, card_id, before IS NULL, after IS NULL,
                json_extract(after, '$.place.column'),
                json_extract(after, '$.archived'),
                json_extract(after, '$.born.created')
         FROM journal
         WHERE seq > :since AND seq <= :until AND card_id IS NOT NULL
         ORDER BY seq",
    )?;
    let mut rows = query.query(named_params! { ":since": since, ":until": until })?;
    let mut steps = Vec::new();
    while let Some(row) = rows.next()? {
        let (seq, at) = (row.get(0)?, text(row, 1)?.parse()?);
        let card = CardId(row.get(2)?);
        let place: Option<i64> = row.get(5)?;
        let said = Said {
            is_new: row.get(3)?,
            is_gone: row.get(4)?,
            place: place.map(ColumnId),
            archived: row.get(6)?,
            made: maybe(row, 7)?.map(|made| made.parse()).transpose()?,
        };
        steps.extend(said.events(at).map(|event| Step {
            seq,
            at,
            card,
            event,
        }));
    }
    Ok(steps)
}

/// Reads the last changes of a card, at most `limit`, newest first, each without what is long in it: bodies may be large,
/// so no two of them are held at once.
pub(super) fn latest(conn: &Connection, card: CardId, limit: usize) -> anyhow::Result<Vec<Change>> {
    let limit = i64::try_from(limit).unwrap_or(i64::MAX);
    let mut query = conn.prepare_cached(&format!(
        "SELECT {CHANGE} FROM journal WHERE card_id = ?1 ORDER BY seq DESC LIMIT ?2"
    ))?;
    let mut rows = query.query((card.0, limit))?;
    let mut changes = Vec::new();
    while let Some(row) = rows.next()? {
        changes.push(change(row)?.brief());
    }
    Ok(changes)
}

/// Reads the changes of one edit, oldest first.
pub(super) fn of_edit(conn: &Connection, edit: &EditId) -> anyhow::Result<Vec<Change>> {
    read(
        conn,
        &format!("SELECT {CHANGE} FROM journal WHERE edit = ?1 ORDER BY seq"),
        [&edit.0],
    )
}

/// Returns who last touched that field of that card or that column, in a way that counts.
pub(super) fn toucher(
    conn: &Connection,
    card: Option<CardId>,
    column: Option<ColumnId>,
    field: &str,
    counts: impl Fn(&Diff) -> bool,
) -> anyhow::Result<Option<String>> {
    let (thing, id) = match (card, column) {
        (Some(card), _) => ("card_id", card.0),
        (None, Some(column)) => ("column_id", column.0),
        (None, None) => return Ok(None),
    };
    let sql = format!(
        "SELECT {CHANGE} FROM journal WHERE {thing} = ?1 AND json_type(after, '$.' || ?2) IS NOT NULL
         ORDER BY seq DESC"
    );
    let mut query = conn.prepare_cached(&sql)?;
    let mut rows = query.query((id, field))?;
    while let Some(row) = rows.next()? {
        let change = change(row)?;
        if counts(&change.diff) {
            return Ok(Some(change.actor.name));
        }
    }
    Ok(None)
}

/// Which way to go along one's own edits.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Way {
    Undo,
    Redo,
}

/// Finds the edit of the actor's that an undo (or redo) takes back next; `skip` names edits to pass over.
///
/// From the newest edit backwards: an undo takes the edit it names out of account, a redo is the undo of an undo. The
/// first edit left that is none of both can be undone; the first undo left, with no such edit after it, redone.
pub(super) fn candidate(
    conn: &Connection,
    actor: &str,
    way: Way,
    skip: &HashSet<EditId>,
) -> rusqlite::Result<Option<EditId>> {
    let mut query =
        conn.prepare_cached("SELECT edit, undoes FROM journal WHERE actor = ?1 ORDER BY seq DESC")?;
    let mut is_undo = conn.prepare_cached(
        "SELECT EXISTS (SELECT 1 FROM journal WHERE edit = ?1 AND undoes IS NOT NULL)",
    )?;
    let mut rows = query.query([actor])?;
    // The changes of an edit stand together, so an edit seen once is done with.
    let mut done: HashSet<EditId> = skip.clone();
    while let Some(row) = rows.next()? {
        let edit = EditId(text(row, 0)?);
        if !done.insert(edit.clone()) {
            continue;
        }
        let Some(undone) = maybe(row, 1)? else {
            return Ok((way == Way::Undo).then_some(edit));
        };
        let is_redo: bool = is_undo.query_row([&undone], |row| row.get(0))?;
        if way == Way::Redo && !is_redo {
            return Ok(Some(edit));
        }
        done.insert(EditId(undone));
    }
    Ok(None)
}

fn read(
    conn: &Connection,
    sql: &str,
    params: impl rusqlite::Params,
) -> anyhow::Result<Vec<Change>> {
    let mut query = conn.prepare_cached(sql)?;
    let mut rows = query.query(params)?;
    let mut changes = Vec::new();
    while let Some(row) = rows.next()? {
        let seq: i64 = row.get(0)?;
        changes.push(change(row).with_context(|| format!("journal entry {seq} cannot be read"))?);
    }
    Ok(changes)
}

fn change(row: &Row<'_>) -> anyhow::Result<Change> {
    let side = |at| -> anyhow::Result<Option<Value>> {
        maybe(row, at)?
            .map(|json| serde_json::from_str(&json))
            .transpose()
            .map_err(Into::into)
    };
    let (before, after) = (side(9)?, side(10)?);
    let diff = match (row.get(6)?, row.get(7)?) {
        (Some(card), _) => Diff::card(CardId(card), before, after)?,
        (None, Some(column)) => Diff::column(ColumnId(column), before, after)?,
        (None, None) => Diff::label(text(row, 8)?, before, after)?,
    };
    Ok(Change {
        seq: row.get(0)?,
        at: text(row, 1)?.parse()?,
        actor: Actor {
            name: text(row, 2)?,
            user: text(row, 3)?,
        },
        edit: EditId(text(row, 4)?),
        undoes: maybe(row, 5)?.map(EditId),
        diff,
    })
}
