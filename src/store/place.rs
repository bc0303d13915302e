//! Whether the files are still those that were opened, where they were opened.

use super::Store;
use super::disk::{self, FileId};

impl Store {
    /// Makes sure that the path still leads to the file that is open: what is written to any other is lost.
    pub(super) fn same_file(&self) -> anyhow::Result<()> {
        match FileId::of_path(&self.reader.path) {
            Ok(file) if file == self.file => self.same_log(),
            Ok(_) => anyhow::bail!(
                "the board {} was replaced by another file; open it again",
                self.reader.path.display()
            ),
            Err(err) => anyhow::bail!(
                "the board {} is not there any more ({err}); put it back, or open it where it is now",
                self.reader.path.display()
            ),
        }
    }

    /// Makes sure that the log is the one that is open: others would not see what is written to another, and it would be
    /// gone with the last process that has it open. What it holds is saved once.
    fn same_log(&self) -> anyhow::Result<()> {
        let now = disk::sides_of(&self.reader.path);
        let Some(at) =
            (0..now.len()).find(|at| self.beside[*at].is_some() && self.beside[*at] != now[*at])
        else {
            return Ok(());
        };
        let rescued = self.rescued.get_or_init(|| match self.take_snapshot() {
            Ok(snapshot) => format!(
                "all that was saved so far is in the snapshot {}",
                snapshot.name
            ),
            Err(err) => format!("what was saved so far could not be copied ({err:#})"),
        });
        let side = disk::beside(&self.reader.path, disk::SIDES[at]);
        anyhow::bail!(
            "{} was removed or replaced while the board was open, so nothing is written any more; {rescued}; close the board everywhere, then see `walboard snapshots`",
            side.display()
        )
    }

    /// Tells what the user should know about the file, in a sentence each; nothing when all is well.
    pub(super) fn troubles(&self) -> Vec<String> {
        let mut troubles: Vec<String> = self
            .same_file()
            .err()
            .iter()
            .map(ToString::to_string)
            .collect();
        if let Some(why) = self.lock.without() {
            troubles.push(format!("no file lock, writing with SQLite's own ({why})"));
        }
        troubles
    }
}
