//! Where the file is, and what is in it.

use std::io;
use std::path::{Path, PathBuf};

use etcetera::BaseStrategy as _;

use super::Environment;
use crate::store::Cause;
use crate::tui::msg::Unread;

/// More than anybody writes by hand.
const FILE_MAX: u64 = 1 << 20;

/// Returns the path of the file: `$WALBOARD_CONFIG`, else in the user's configuration folder.
pub(super) fn file(environment: Environment<'_>) -> Option<PathBuf> {
    if let Some(path) = environment("WALBOARD_CONFIG") {
        return std::path::absolute(&path).ok();
    }
    // Without $HOME the system's list of users has a folder too, but what runs so has put its home away on purpose.
    let at_home =
        !cfg!(unix) || environment("HOME").is_some() || environment("XDG_CONFIG_HOME").is_some();
    etcetera::choose_base_strategy()
        .ok()
        .filter(|_| at_home)
        .map(|base| base.config_dir())
        // A relative one would be another one in every folder.
        .filter(|folder| folder.is_absolute())
        .map(|folder| folder.join("walboard").join("config.toml"))
}

/// Reads the file; one that does not exist is empty.
pub(super) fn read(path: &Path) -> Result<String, Unread> {
    match std::fs::metadata(path) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(String::new()),
        Err(error) => return Err(Unread::Closed(Cause::from(&error).into())),
        Ok(file) if file.is_dir() => return Err(Unread::Folder),
        Ok(file) if file.len() > FILE_MAX => return Err(Unread::TooLong(FILE_MAX)),
        Ok(_) => {}
    }
    #[expect(
        clippy::disallowed_methods,
        reason = "read before a board is opened, or by a name that no board has: *.toml"
    )]
    let bytes = std::fs::read(path).map_err(|error| Unread::Closed(Cause::from(&error).into()))?;
    String::from_utf8(bytes).map_err(|_| Unread::NoText)
}
