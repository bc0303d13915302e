//! Whether the files are still those that were opened, where they were opened.

use super::Store;
use super::disk::{self, FileId};
use super::why::{Cause, Why};

impl Store {
    /// Makes sure that the path still leads to the file that is open: what is written to any other is lost.
    pub(super) fn same_file(&self) -> Result<(), Cause> {
        let path = self.reader.path.clone();
        match FileId::of_path(&path) {
            Ok(file) if file == self.file => self.same_log(),
            Ok(_) => Err(Cause::Replaced(path)),
            Err(err) => {
                let why = Box::new(Cause::from(&err));
                Err(Cause::Gone { path, why })
            }
        }
    }

    /// Makes sure that the log is the one that is open: others would not see what is written to another, and it would be
    /// gone with the last process that has it open. What it holds is saved once.
    fn same_log(&self) -> Result<(), Cause> {
        let now = disk::sides_of(&self.reader.path);
        let Some(at) =
            (0..now.len()).find(|at| self.beside[*at].is_some() && self.beside[*at] != now[*at])
        else {
            return Ok(());
        };
        let rescued = self.rescued.get_or_init(|| match self.take_snapshot() {
            Ok(snapshot) => Ok(snapshot.name),
            Err(err) => Err(Why::of(&err)),
        });
        Err(Cause::LogGone {
            log: disk::beside(&self.reader.path, disk::SIDES[at]),
            saved: rescued.clone(),
        })
    }

    /// Tells what the user should know about the file; nothing when all is well.
    pub(super) fn troubles(&self) -> Vec<Why> {
        let mut troubles: Vec<Why> = self.same_file().err().map(Why::from).into_iter().collect();
        if let Some(why) = self.lock.without() {
            let (lock, why) = (self.lock.path().to_owned(), Box::new(why.clone()));
            troubles.push(Cause::NoLock { lock, why }.into());
        }
        troubles
    }
}
