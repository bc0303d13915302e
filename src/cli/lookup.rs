//! Which board is meant.

use std::ffi::OsStr;
use std::path::{MAIN_SEPARATOR, Path, PathBuf};

use anyhow::Context as _;
use etcetera::BaseStrategy as _;

/// The name that makes a board the one of its folder and of all folders below.
pub(super) const FOLDER_BOARD: &str = "walboard.db";

/// Where a board is, or would be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Found {
    /// A board that somebody named or made.
    At(PathBuf),
    /// The user's own board, the only one that is made when it is missing.
    Personal(PathBuf),
}

/// Finds the board: the one that was given, else `$WALBOARD`, else the folder's, else the personal one.
pub(super) fn find(given: Option<&OsStr>) -> anyhow::Result<Found> {
    if let Some(board) = named(given) {
        return Ok(Found::At(path_of(&board)?));
    }
    let here = std::env::current_dir().ok();
    if let Some(path) = here.as_deref().and_then(nearest) {
        return Ok(Found::At(path));
    }
    Ok(Found::Personal(data_folder()?.join("personal.db")))
}

/// Returns the board that was named: by an argument, else by `$WALBOARD`.
pub(super) fn named(given: Option<&OsStr>) -> Option<std::ffi::OsString> {
    given
        .map(OsStr::to_owned)
        .or_else(|| std::env::var_os("WALBOARD"))
        .filter(|board| !board.is_empty())
}

/// Returns the path of a board given as `PATH|NAME`.
pub(super) fn path_of(board: &OsStr) -> anyhow::Result<PathBuf> {
    let path = Path::new(board);
    if !is_name(path) {
        return Ok(path.to_owned());
    }
    let mut file = board.to_owned();
    file.push(".db");
    Ok(data_folder()?.join(file))
}

/// Tells whether a board is given by its name in the data folder: a bare word, and no file of that name is here.
pub(super) fn is_name(path: &Path) -> bool {
    let text = path.as_os_str().to_string_lossy();
    let looks_like_path =
        text.contains(['/', MAIN_SEPARATOR]) || path.extension().is_some() || text == "..";
    !looks_like_path && text != "." && !path.is_file()
}

/// Returns the board of a folder or of the nearest one above it.
fn nearest(folder: &Path) -> Option<PathBuf> {
    folder
        .ancestors()
        .map(|folder| folder.join(FOLDER_BOARD))
        .find(|path| path.is_file())
}

/// Returns the folder of the user's own boards.
pub(super) fn data_folder() -> anyhow::Result<PathBuf> {
    let set = |name| std::env::var_os(name).is_some_and(|value| !value.is_empty());
    // Without $HOME the system's list of users has a folder too, but what runs so has put its home away on purpose.
    let at_home = !cfg!(unix) || set("HOME") || set("XDG_DATA_HOME");
    let folder = etcetera::choose_base_strategy()
        .ok()
        .filter(|_| at_home)
        .map(|base| base.data_dir());
    folder
        // A relative one would be another one in every folder.
        .filter(|folder| folder.is_absolute())
        .map(|folder| folder.join("walboard"))
        .context(
            "there is no home folder ($HOME) to keep boards in; say with -B which file is meant",
        )
}

#[cfg(test)]
#[allow(
    clippy::disallowed_methods,
    reason = "tests look at files from outside"
)]
mod tests {
    use std::fs;

    use super::*;

    #[test]
    fn names_and_paths_are_told_apart() {
        for name in ["team", "Team 2", "päärynä"] {
            assert!(is_name(Path::new(name)), "{name}");
        }
        for path in ["team.db", "./team", "a/b", "/a", ".", "..", "notes.sqlite"] {
            assert!(!is_name(Path::new(path)), "{path}");
        }
    }

    #[test]
    fn the_nearest_board_at_or_above_is_found() {
        let root = tempfile::tempdir().expect("a folder");
        let deep = root.path().join("a/b");
        // A folder of that name is no board.
        fs::create_dir_all(deep.join(FOLDER_BOARD)).expect("folders");
        assert_eq!(nearest(&deep), None);
        fs::write(root.path().join(FOLDER_BOARD), "").expect("a file");
        assert_eq!(nearest(&deep), Some(root.path().join(FOLDER_BOARD)));
        fs::write(root.path().join("a").join(FOLDER_BOARD), "").expect("a file");
        assert_eq!(
            nearest(&deep),
            Some(root.path().join("a").join(FOLDER_BOARD))
        );
    }
}
