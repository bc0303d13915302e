//! Where hooks lie, and which of them may run.

use std::fs;
use std::path::{Path, PathBuf};

use super::{Distrust, MARK};
use crate::state;

/// Where to look for hooks.
#[derive(Debug, Clone, Default)]
pub struct Hooks {
    /// The folder of the user's own, which run after changes of every board.
    own: Option<PathBuf>,
    /// Whether those beside boards count, too.
    beside: bool,
}

/// What lies in the folders of hooks.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Found {
    /// Those that run, in their order.
    pub run: Vec<PathBuf>,
    /// Those that do not, and why.
    pub refused: Vec<(PathBuf, Distrust)>,
}

impl Hooks {
    /// Returns where hooks are, by the file of the configuration; nowhere in what a hook itself runs.
    pub fn new(config: Option<&Path>) -> Self {
        if std::env::var_os(MARK).is_some() {
            return Self::default();
        }
        let folder = config.and_then(Path::parent);
        Self {
            own: folder.map(|folder| folder.join("hooks")),
            beside: true,
        }
    }

    /// Tells whether there can be none.
    pub fn is_none(&self) -> bool {
        self.own.is_none() && !self.beside
    }

    /// Returns the folder of the user's own.
    pub fn own(&self) -> Option<&Path> {
        self.own.as_deref()
    }

    /// Returns the folder of a board's.
    pub fn folder_of(board: &Path) -> PathBuf {
        let mut name = board.as_os_str().to_owned();
        name.push(".hooks");
        PathBuf::from(name)
    }

    /// Returns the hooks of a board: the user's own first, then those beside it if they are allowed, by their names.
    pub fn of(&self, board: &Path) -> Found {
        let mut found = self.mine();
        let beside = Self::folder_of(board);
        if self.beside && beside.is_dir() && state::hooks::are_allowed(board) {
            found.look_in(&beside, Whose::TheBoards);
        }
        found
    }

    /// Returns the user's own.
    pub fn mine(&self) -> Found {
        let mut found = Found::default();
        if let Some(own) = &self.own {
            found.look_in(own, Whose::Mine);
        }
        found
    }

    /// Returns what lies beside a board, allowed or not.
    pub fn beside(board: &Path) -> Found {
        let mut found = Found::default();
        found.look_in(&Self::folder_of(board), Whose::TheBoards);
        found
    }
}

/// Whose programs a folder is meant to hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Whose {
    Mine,
    /// Of those who may write beside the board, whom the user trusts with it.
    TheBoards,
}

impl Found {
    /// Tells whether nothing is there, nor refused.
    pub fn is_empty(&self) -> bool {
        self.run.is_empty() && self.refused.is_empty()
    }

    fn look_in(&mut self, folder: &Path, whose: Whose) {
        let Ok(entries) = fs::read_dir(folder) else {
            return;
        };
        let paths = entries.flatten().map(|entry| entry.path());
        let mut paths: Vec<PathBuf> = paths.filter(|path| is_program(path)).collect();
        paths.sort();
        let folder_is = why_not(folder, whose);
        for path in paths {
            match folder_is.clone().or_else(|| why_not(&path, whose)) {
                None => self.run.push(path),
                Some(why) => self.refused.push((path, why)),
            }
        }
    }
}

/// Tells whether it can be run; what an editor leaves behind cannot.
fn is_program(path: &Path) -> bool {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let is_meant = !name.starts_with('.') && !name.ends_with('~');
    is_meant && fs::metadata(path).is_ok_and(|meta| meta.is_file() && may_run(&meta))
}

#[cfg(unix)]
fn may_run(meta: &fs::Metadata) -> bool {
    std::os::unix::fs::PermissionsExt::mode(&meta.permissions()) & 0o111 != 0
}

#[cfg(not(unix))]
fn may_run(_: &fs::Metadata) -> bool {
    true
}

/// Returns why a folder, or a program, is not to be trusted; `None` when it is.
#[cfg(unix)]
fn why_not(path: &Path, whose: Whose) -> Option<Distrust> {
    use std::os::unix::fs::MetadataExt as _;

    let meta = fs::metadata(path).ok()?;
    let owners = [rustix::process::geteuid().as_raw(), 0];
    let path = path.display().to_string();
    if meta.mode() & 0o002 != 0 {
        return Some(Distrust::Open(path));
    }
    let foreign = whose == Whose::Mine && !owners.contains(&meta.uid());
    foreign.then_some(Distrust::Foreign(path))
}

#[cfg(not(unix))]
fn why_not(_: &Path, _: Whose) -> Option<Distrust> {
    None
}
