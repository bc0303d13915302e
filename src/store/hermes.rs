//! The `kanban.db` of the agent hermes: another program's database, read through SQLite like our own and never written.

mod talk;

use std::path::Path;

use anyhow::{Context as _, bail};
use jiff::Timestamp;
use rusqlite::types::ValueRef;
use rusqlite::{Connection, ErrorCode, OpenFlags, Row, Transaction};

use super::{open, schema};
use crate::board::{LinkKind, Priority};
use crate::outline::{Entry, Heading, Losses, Outline, Said};
use talk::{History, Talk};

/// The statuses of hermes from left to right, and what the columns are called.
const STATUSES: [(&str, &str); 8] = [
    ("triage", "Triage"),
    ("todo", "To do"),
    ("scheduled", "Scheduled"),
    ("ready", "Ready"),
    ("running", "Running"),
    ("blocked", "Blocked"),
    ("review", "Review"),
    ("done", "Done"),
];

/// What hermes knows of a task beyond what a card has.
const MORE: [(&str, &str); 8] = [
    ("workspace_path", "workspaces"),
    ("branch_name", "branches"),
    ("claim_lock", "claims of workers"),
    ("skills", "skills"),
    ("model_override", "models"),
    ("max_runtime_seconds", "limits of time"),
    ("session_id", "sessions"),
    ("idempotency_key", "idempotency keys"),
];

/// The size of the smallest database: one page of the smallest size.
const SMALLEST: u64 = 512;

/// Reads the file if it is a database: `None` when it is none.
///
/// Asks SQLite, which opens the file itself; nobody else may (design §4.1), for it may be a board that is in use.
///
/// # Errors
/// When it is a database of something else, or cannot be read.
pub fn read_hermes(path: &Path) -> anyhow::Result<Option<Outline>> {
    let meta = std::fs::metadata(path)?;
    // SQLite would take an empty file for an empty database, and empty a pipe.
    if !meta.is_file() || meta.len() == 0 {
        return Ok(None);
    }
    let conn = open::open_with(path, OpenFlags::SQLITE_OPEN_READ_ONLY);
    let tables = conn.and_then(|conn| Ok((tables(&conn)?, conn)));
    let (tables, conn) = match tables {
        Ok(found) => found,
        Err(err) if is_no_database(&err) => return Ok(None),
        Err(err) => return Err(err),
    };
    // SQLite takes what is too short to be one for an empty one.
    if tables.is_empty() && meta.len() < SMALLEST {
        return Ok(None);
    }
    let has = |table: &str| tables.iter().any(|name| name == table);
    if schema::recognise(&conn).is_ok() {
        bail!(
            "it is a board of walboard's; write it out first: `walboard export -B BOARD -o FILE`"
        );
    }
    if !has("tasks") || !has("task_links") {
        bail!(
            "it is a database, but not the kanban.db of hermes: it has no tables of tasks and task_links"
        );
    }
    let tx = conn.unchecked_transaction()?;
    outline(&tx, &has).map(Some)
}

fn is_no_database(err: &anyhow::Error) -> bool {
    let code = err
        .downcast_ref::<rusqlite::Error>()
        .and_then(rusqlite::Error::sqlite_error_code);
    code == Some(ErrorCode::NotADatabase)
}

fn tables(conn: &Connection) -> anyhow::Result<Vec<String>> {
    let mut query = conn.prepare("SELECT name FROM sqlite_schema WHERE type = 'table'")?;
    let names = query.query_map([], |row| row.get(0))?;
    Ok(names.collect::<Result<_, _>>()?)
}

fn outline(tx: &Transaction<'_>, has: &impl Fn(&str) -> bool) -> anyhow::Result<Outline> {
    let mut outline = Outline::default();
    let mut talk = Talk::read(tx, has)?;
    let mut query = tx.prepare("SELECT * FROM tasks ORDER BY created_at, id")?;
    let mut rows = query.query([])?;
    let mut used = Vec::new();
    while let Some(row) = rows.next()? {
        let status = text(row, "status")?.unwrap_or_default();
        let entry = entry(row, &status, &mut talk, &mut outline.losses)
            .context("a row of the table tasks cannot be read")?;
        used.push(status);
        outline.entries.push(entry);
    }
    let known = STATUSES
        .iter()
        .filter(|(status, _)| used.iter().any(|it| it == status));
    outline.headings = known.map(|(_, name)| Heading::named(name)).collect();
    let mut query = tx.prepare("SELECT parent_id, child_id FROM task_links")?;
    let mut rows = query.query([])?;
    while let Some(row) = rows.next()? {
        // A task waits for its parents.
        let (parent, child) = (super::rows::text(row, 0)?, super::rows::text(row, 1)?);
        outline.tie(&key(&parent), LinkKind::Blocks, &key(&child));
    }
    Ok(outline)
}

fn key(id: &str) -> String {
    format!("hermes:{id}")
}

fn entry(
    row: &Row<'_>,
    status: &str,
    talk: &mut Talk,
    losses: &mut Losses,
) -> anyhow::Result<Entry> {
    let id = text(row, "id")?.context("it has no id")?;
    for (column, what) in MORE {
        losses.add(what, text(row, column)?.is_some().into());
    }
    let archived = status == "archived";
    let column = STATUSES.iter().find(|(known, _)| *known == status);
    let column = match column {
        Some((_, name)) => (*name).to_owned(),
        None if archived => "Done".to_owned(),
        None => status.to_owned(),
    };
    let mut labels = Vec::new();
    for field in ["tenant", "project_id"] {
        let name = field.trim_end_matches("_id");
        labels.extend(text(row, field)?.map(|value| format!("{name}:{value}")));
    }
    let body = text(row, "body")?.unwrap_or_default();
    let files = talk.files.remove(&id).unwrap_or_default();
    let files = files.trim_end();
    let blank = if body.is_empty() || files.is_empty() {
        ""
    } else {
        "\n\n"
    };
    let mut comments = talk.comments.remove(&id).unwrap_or_default();
    let finished = moment(row, "completed_at")?;
    comments.extend(text(row, "result")?.map(|result| Said {
        at: finished,
        by: Some("hermes".to_owned()),
        text: format!("Result: {result}"),
    }));
    let history = talk.history.remove(&id);
    let blocked = (status == "blocked").then(|| {
        let why = history.as_ref().and_then(|history| history.blocked.clone());
        why.unwrap_or_else(|| "blocked".to_owned())
    });
    comments.extend(history.map(History::told));
    Ok(Entry {
        key: key(&id),
        column,
        archived,
        title: text(row, "title")?.unwrap_or_default(),
        body: format!("{body}{blank}{files}"),
        labels: labels.into_iter().collect(),
        assignee: text(row, "assignee")?,
        priority: text(row, "priority")?
            .and_then(|it| it.parse().ok())
            .and_then(priority),
        comments,
        blocked,
        created: moment(row, "created_at")?,
        ..Entry::default()
    })
}

/// Hermes has numbers, 0 being the ordinary; the higher, the sooner.
fn priority(number: i64) -> Option<Priority> {
    match number {
        ..0 => Some(Priority::Low),
        0 => None,
        1 => Some(Priority::Medium),
        2 => Some(Priority::High),
        3.. => Some(Priority::Urgent),
    }
}

/// Returns a value as text; `None` when there is nothing, or no such column: hermes has added some over time.
fn text(row: &Row<'_>, column: &str) -> anyhow::Result<Option<String>> {
    let value = match row.get_ref(column) {
        Err(rusqlite::Error::InvalidColumnName(_)) => return Ok(None),
        value => value?,
    };
    let text = match value {
        ValueRef::Text(bytes) | ValueRef::Blob(bytes) => {
            Some(String::from_utf8_lossy(bytes).into_owned())
        }
        ValueRef::Integer(number) => Some(number.to_string()),
        ValueRef::Real(number) => Some(number.to_string()),
        ValueRef::Null => None,
    };
    Ok(text.filter(|text| !text.is_empty()))
}

/// Returns a moment that is kept as seconds.
fn moment(row: &Row<'_>, column: &str) -> anyhow::Result<Option<Timestamp>> {
    let second = text(row, column)?.and_then(|second| second.parse().ok());
    Ok(second.and_then(|second| Timestamp::from_second(second).ok()))
}
