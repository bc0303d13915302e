//! What hermes keeps beside the tasks: comments, events, attached files.

use std::collections::HashMap;
use std::fmt::Write as _;

use jiff::Timestamp;
use rusqlite::{Row, Transaction};
use serde_json::Value;

use super::{moment, text};
use crate::outline::Said;

/// What hermes keeps beside the tasks, by their ids.
#[derive(Default)]
pub(super) struct Talk {
    pub(super) comments: HashMap<String, Vec<Said>>,
    pub(super) history: HashMap<String, History>,
    /// The files attached to a task, as links of Markdown.
    pub(super) files: HashMap<String, String>,
}

/// What happened to a task, a line each.
#[derive(Default)]
pub(super) struct History {
    lines: String,
    last: Option<Timestamp>,
    /// The last reason it was blocked for.
    pub(super) blocked: Option<String>,
}

impl History {
    /// Returns it as a comment: a card's own history begins with the import.
    pub(super) fn told(self) -> Said {
        Said {
            at: self.last,
            by: Some("hermes".to_owned()),
            text: format!("What happened in hermes:\n\n{}", self.lines.trim_end()),
        }
    }
}

impl Talk {
    pub(super) fn read(tx: &Transaction<'_>, has: &impl Fn(&str) -> bool) -> anyhow::Result<Self> {
        let mut talk = Self::default();
        if has("task_comments") {
            each(
                tx,
                "SELECT * FROM task_comments ORDER BY created_at, id",
                |row, id| {
                    talk.comments.entry(id).or_default().push(Said {
                        at: moment(row, "created_at")?,
                        by: text(row, "author")?,
                        text: text(row, "body")?.unwrap_or_default(),
                    });
                    Ok(())
                },
            )?;
        }
        if has("task_events") {
            each(
                tx,
                "SELECT * FROM task_events ORDER BY created_at, id",
                |row, id| talk.history.entry(id).or_default().event(row),
            )?;
        }
        if has("task_attachments") {
            each(
                tx,
                "SELECT * FROM task_attachments ORDER BY id",
                |row, id| {
                    let name = text(row, "filename")?.unwrap_or_default();
                    let path = text(row, "stored_path")?.unwrap_or_default();
                    let files = talk.files.entry(id).or_default();
                    let _ = writeln!(files, "- [{name}](<{path}>)");
                    Ok(())
                },
            )?;
        }
        Ok(talk)
    }
}

impl History {
    fn event(&mut self, row: &Row<'_>) -> anyhow::Result<()> {
        let kind = text(row, "kind")?.unwrap_or_default();
        let payload = text(row, "payload")?.unwrap_or_default();
        let at = moment(row, "created_at")?;
        let when = at.map(|at| at.to_string()).unwrap_or_default();
        let _ = writeln!(self.lines, "- {when} {kind} {payload}");
        self.last = at.or(self.last);
        if kind == "blocked" {
            let payload: Value = serde_json::from_str(&payload).unwrap_or_default();
            self.blocked = payload["reason"].as_str().map(str::to_owned);
        }
        Ok(())
    }
}

/// Calls with every row and the task it belongs to.
fn each(
    tx: &Transaction<'_>,
    sql: &str,
    mut with: impl FnMut(&Row<'_>, String) -> anyhow::Result<()>,
) -> anyhow::Result<()> {
    let mut query = tx.prepare(sql)?;
    let mut rows = query.query([])?;
    while let Some(row) = rows.next()? {
        let id = text(row, "task_id")?.unwrap_or_default();
        with(row, id)?;
    }
    Ok(())
}
