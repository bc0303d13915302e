//! `walboard backup`: a copy that is whole, while others go on writing.

use std::path::PathBuf;

use clap::Args;
use serde_json::json;

use super::global::Global;
use super::out::{Line, Out};
use super::progress::Progress;

#[derive(Debug, Args)]
pub(super) struct Backup {
    /// The new file
    file: PathBuf,
}

impl Backup {
    pub(super) fn run(self, global: &Global, out: &mut Out) -> anyhow::Result<()> {
        let store = global.open()?;
        let progress = Progress::new(out, "copying");
        store.backup(&self.file, &mut |done, all| progress.count(done, all))?;
        drop(progress);
        if out.json {
            return out.value(&json!({
                "board": store.path().to_string_lossy(),
                "backup": self.file.to_string_lossy(),
            }));
        }
        let text = format!(
            "copied {} to {}",
            store.path().display(),
            self.file.display()
        );
        out.line(&Line::new(&text))
    }
}
