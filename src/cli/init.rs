//! `walboard init`: a new board.

use std::ffi::OsString;
use std::path::{Path, PathBuf};

use clap::Args;
use serde_json::json;

use super::global::{Global, make_folder};
use super::lookup;
use super::out::{Line, Out};
use crate::store::{NewBoard, Store};

#[derive(Debug, Args)]
pub(super) struct Init {
    /// A file, or a name in the data folder [default: --board, $WALBOARD, or walboard.db in this folder]
    #[arg(value_name = "BOARD")]
    path: Option<OsString>,

    /// Its title [default: after the file]
    #[arg(short, long)]
    title: Option<String>,

    /// Its columns from left to right [default: as configured, else To do,Doing,Done]
    #[arg(short, long, value_name = "A,B,C", value_delimiter = ',')]
    columns: Vec<String>,

    /// Let the file's group write too: a folder that is made gets the mode 2770, the file 0660
    #[arg(long)]
    shared: bool,
}

impl Init {
    pub(super) fn run(self, global: &Global, out: &mut Out) -> anyhow::Result<()> {
        let given = self.path.as_deref().or(global.board.as_deref());
        let path = match lookup::named(given) {
            Some(board) => lookup::path_of(&board)?,
            None => PathBuf::from(lookup::FOLDER_BOARD),
        };
        if let Ok(data) = lookup::data_folder()
            && path.parent() == Some(&data)
        {
            make_folder(&data)?;
        }
        let new = NewBoard {
            title: self.title.unwrap_or_else(|| title_of(&path)),
            columns: global.columns(&self.columns),
            done: global.done_column(),
            shared: self.shared,
        };
        let store = Store::create(&path, &new, global.hasty()?)?;
        let path = store.path();
        if out.json {
            let columns: Vec<String> = new.columns.into_iter().map(|(name, _)| name).collect();
            return out.value(&json!({
                "path": path.to_string_lossy(),
                "title": store.title(),
                "columns": columns,
            }));
        }
        let text = format!("made the board “{}” in {}", store.title(), path.display());
        out.line(&Line::new(&text))
    }
}

/// Returns a title after the file's name, or after its folder when the file has the name that all folders' boards have.
fn title_of(path: &Path) -> String {
    let whole = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
    let of_folder = path
        .file_name()
        .is_some_and(|name| name == lookup::FOLDER_BOARD);
    let name = match of_folder {
        true => whole.parent().and_then(Path::file_name),
        false => whole.file_stem(),
    };
    let name = name.map(|name| name.to_string_lossy().trim().to_owned());
    name.filter(|name| !name.is_empty())
        .unwrap_or_else(|| "Board".to_owned())
}
