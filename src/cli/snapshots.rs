//! `walboard snapshots`: the copies that are taken by themselves.

use std::path::PathBuf;

use clap::{Args, Subcommand};
use serde_json::{Value, json};

use super::global::Global;
use super::out::{Line, Out, Style};
use super::show::local;
use crate::store::snapshots::{self, Snapshot};

#[derive(Debug, Args)]
pub(super) struct Snapshots {
    #[command(subcommand)]
    what: Option<What>,
}

#[derive(Debug, Subcommand)]
enum What {
    /// List them, the newest first
    List,
    /// Take one now
    Take,
    /// Make a new board out of one
    Restore {
        /// The snapshot, as the list names it
        name: String,

        /// The new board; nothing may be there yet
        #[arg(long, value_name = "NEW")]
        into: PathBuf,
    },
}

impl Snapshots {
    pub(super) fn run(self, global: &Global, out: &mut Out) -> anyhow::Result<()> {
        match self.what.unwrap_or(What::List) {
            What::List => list(global, out),
            What::Take => {
                let snapshot = global.open()?.take_snapshot()?;
                if out.json {
                    return out.value(&as_json(&snapshot));
                }
                let (name, path) = (&snapshot.name, snapshot.path.display());
                out.line(&Line::new(&format!("took the snapshot {name} in {path}")))
            }
            What::Restore { name, into } => {
                let board = global.path()?;
                let into = snapshots::restore(&board, &name, &into)?;
                if out.json {
                    return out.value(&json!({
                        "board": board.to_string_lossy(),
                        "snapshot": name,
                        "into": into.to_string_lossy(),
                    }));
                }
                let text = format!("made {} out of the snapshot {name}", into.display());
                out.line(&Line::new(&text))
            }
        }
    }
}

fn list(global: &Global, out: &mut Out) -> anyhow::Result<()> {
    // A board that cannot be opened any more is one whose snapshots are wanted.
    let snapshots = snapshots::list(&global.path()?)?;
    if out.json {
        return out.value(&snapshots.iter().map(as_json).collect::<Vec<_>>());
    }
    for snapshot in snapshots {
        let size = format!("{:>7} KB", snapshot.bytes.div_ceil(1024));
        out.row(
            &Line::new(&snapshot.name)
                .add(Style::Plain, &format!("  {}", local(snapshot.at)))
                .add(Style::Faint, &size),
        )?;
    }
    Ok(())
}

fn as_json(snapshot: &Snapshot) -> Value {
    json!({
        "name": snapshot.name,
        "at": snapshot.at.to_string(),
        "path": snapshot.path.to_string_lossy(),
        "bytes": snapshot.bytes,
    })
}
