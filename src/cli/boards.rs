//! `walboard boards`: the boards of the data folder, and the one in use here.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::Context as _;
use clap::Args;
use serde_json::json;

use super::global::Global;
use super::lookup::{self, Found};
use super::out::{Line, Out, Style};
use crate::store::{Options, Store};
use crate::tui::Shelf;

#[derive(Debug, Args)]
pub(super) struct Boards {}

impl Boards {
    pub(super) fn run(self, global: &Global, out: &mut Out) -> anyhow::Result<()> {
        let here = match lookup::find(global.board.as_deref())? {
            Found::At(path) | Found::Personal(path) => path,
        };
        let mut boards = match lookup::data_folder() {
            Ok(folder) => boards_in(&folder)?,
            // Without a home folder there is still the board that was named.
            Err(_) => Vec::new(),
        };
        if !boards.iter().any(|(_, path)| *path == here) && here.exists() {
            boards.push((None, here.clone()));
        }
        if out.json {
            let boards = boards.iter().map(|(name, path)| {
                json!({"name": name, "path": path.to_string_lossy(), "current": *path == here})
            });
            return out.value(&boards.collect::<Vec<_>>());
        }
        for (name, path) in boards {
            let mark = if path == here { "* " } else { "  " };
            let name = name.unwrap_or_else(|| "(by its path)".to_owned());
            let line = Line::new(mark)
                .add(Style::Strong, &name)
                .add(Style::Faint, &format!("  {}", path.display()));
            out.line(&line)?;
        }
        Ok(())
    }
}

/// Returns the boards that the screen can go to.
pub(super) fn shelf(options: Options, keeps: bool) -> Shelf {
    let boards = || {
        let found = lookup::data_folder().and_then(|folder| boards_in(&folder));
        let found = found.unwrap_or_default();
        found.into_iter().map(|(_, path)| path).collect()
    };
    Shelf {
        boards: Box::new(boards),
        open: Box::new(move |path| Store::open(path, options.clone())),
        keeps,
    }
}

/// Returns the names and paths of the boards in a folder, sorted.
fn boards_in(folder: &Path) -> anyhow::Result<Vec<(Option<String>, PathBuf)>> {
    let entries = match fs::read_dir(folder) {
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(Vec::new()),
        entries => {
            entries.with_context(|| format!("could not read the folder {}", folder.display()))?
        }
    };
    let mut boards = Vec::new();
    for entry in entries {
        let path = entry?.path();
        if path.extension().is_some_and(|extension| extension == "db") && path.is_file() {
            let name = path
                .file_stem()
                .map(|name| name.to_string_lossy().into_owned());
            boards.push((name, path));
        }
    }
    boards.sort();
    Ok(boards)
}
