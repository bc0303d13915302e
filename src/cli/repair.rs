//! `walboard repair`: what can be read of a damaged board, in a new one.

use std::path::PathBuf;

use clap::Args;
use serde_json::{Value, json};

use super::global::Global;
use super::out::{Line, Out, Style};
use super::progress::Progress;
use crate::store::Store;
use crate::store::repair::{Journal, Repaired, Salvaged};

#[derive(Debug, Args)]
pub(super) struct Repair {
    /// The damaged board
    file: PathBuf,

    /// The new board; nothing may be there yet
    #[arg(long, value_name = "NEW")]
    into: PathBuf,
}

impl Repair {
    pub(super) fn run(self, global: &Global, out: &mut Out) -> anyhow::Result<()> {
        let progress = Progress::new(out, "saving tables");
        let tell = &mut |done, all| progress.count(done, all);
        let repaired = Store::repair(&self.file, &self.into, &global.hasty()?, tell)?;
        drop(progress);
        if out.json {
            return out.value(&self.json(&repaired));
        }
        let (file, into) = (self.file.display(), repaired.into.display());
        let saved = format!(
            "saved {} columns and {} cards of {file} in {into}",
            repaired.columns, repaired.cards
        );
        out.line(&Line::new(&saved))?;
        for line in repaired.tables.iter().flat_map(losses) {
            out.line(&Line::default().add(Style::Warning, &line))?;
        }
        for note in &repaired.notes {
            out.line(&Line::default().add(Style::Warning, note))?;
        }
        out.line(&Line::new(&match &repaired.journal {
            Journal::Kept(entries) => format!("the journal is whole: {entries} changes"),
            Journal::Anew { readable, kept_in } => {
                let kept = kept_in.as_ref().map_or_else(String::new, |list| {
                    format!(", which are kept in {}", list.display())
                });
                format!(
                    "the journal has gaps: it begins anew with what was saved; {readable} of its old entries can be read{kept}"
                )
            }
        }))?;
        let verdict = match (repaired.is_whole(), &repaired.journal) {
            (true, _) => "everything could be read",
            (false, Journal::Kept(_)) => "the journal had what could not be read",
            (false, Journal::Anew { .. }) => {
                "what is named above could not be read; a snapshot (`walboard snapshots`) or a backup may have it"
            }
        };
        out.line(&Line::default().add(Style::Strong, verdict))
    }

    fn json(&self, repaired: &Repaired) -> Value {
        let journal = match &repaired.journal {
            Journal::Kept(entries) => json!({"kept": true, "entries": entries, "kept_in": null}),
            Journal::Anew { readable, kept_in } => json!({
                "kept": false,
                "entries": readable,
                "kept_in": kept_in.as_ref().map(|list| list.to_string_lossy()),
            }),
        };
        let tables = repaired.tables.iter().map(|table| {
            let unread = table.unread.iter().map(|(from, to)| {
                let to = (*to < i64::MAX).then_some(to);
                json!({"from": from, "to": to})
            });
            json!({
                "table": table.table,
                "rows": table.rows,
                "unread": unread.collect::<Vec<_>>(),
                "elsewhere": table.elsewhere,
                "mended": table.mended,
                "refused": table.refused,
            })
        });
        json!({
            "from": self.file.to_string_lossy(),
            "into": repaired.into.to_string_lossy(),
            "whole": repaired.is_whole(),
            "columns": repaired.columns,
            "cards": repaired.cards,
            "tables": tables.collect::<Vec<_>>(),
            "journal": journal,
            "notes": repaired.notes,
        })
    }
}

/// Returns what is missing from a table, a line each.
fn losses(table: &Salvaged) -> Vec<String> {
    let name = &table.table;
    let mut lines = Vec::new();
    if !table.unread.is_empty() {
        let ranges = table.unread.iter().map(|range| match range {
            (from, to) if from == to => from.to_string(),
            (from, i64::MAX) => format!("{from} and after"),
            (from, to) => format!("{from}–{to}"),
        });
        let ranges = ranges.collect::<Vec<_>>().join(", ");
        lines.push(format!(
            "{name}: could not read {ranges}, as far as they were there"
        ));
    }
    if table.elsewhere {
        lines.push(format!("{name}: could not read all rows"));
    }
    if table.refused > 0 {
        let count = table.refused;
        lines.push(format!(
            "{name}: {count} rows make no sense and were left out"
        ));
    }
    lines.extend(
        table
            .mended
            .iter()
            .map(|mended| format!("saved without what could not be read: {mended}")),
    );
    lines
}
