//! Writes a choice made on the screen into the file, and leaves the rest of it as it is.

use std::io::Write as _;
use std::path::Path;

use anyhow::Context as _;
use toml_edit::{DocumentMut, Item, Table, TomlError, Value};

use super::place;
use crate::store::Why;
use crate::tui::msg::{Choice, Unkept, Wrong};

/// Writes a choice into the file, which is made where there is none.
///
/// # Errors
/// When the file is no TOML, or cannot be written.
pub fn keep(file: &Path, choice: &Choice) -> Result<(), Unkept> {
    // Where the name is a link, the file it leads to is meant.
    let file = file.canonicalize().unwrap_or_else(|_| file.to_owned());
    // Only SQLite may open a board, and a board may have been named by mistake.
    if file.extension().is_none_or(|end| end != "toml") {
        return Err(Unkept::Name(file));
    }
    let text = match place::read(&file) {
        Ok(text) => text,
        Err(why) => return Err(Unkept::Unread { file, why }),
    };
    let text = match with(&text, choice) {
        Ok(text) => text,
        Err(why) => {
            let why = Box::new(why);
            return Err(Unkept::Left { file, why });
        }
    };
    write(&file, &text).map_err(|error| {
        let why = Why::of(&error);
        Unkept::Unwritten { file, why }
    })
}

/// Returns the text with the choice in it.
pub(super) fn with(text: &str, choice: &Choice) -> Result<String, Wrong> {
    let parsed = text.parse();
    let mut document: DocumentMut =
        parsed.map_err(|error: TomlError| Wrong::Toml(error.to_string()))?;
    let (key, mut value) = match choice {
        Choice::Theme(name) => ("theme", Value::from(name)),
        Choice::Mouse(mouse) => ("mouse", Value::from(*mouse)),
        Choice::Language(code) => ("language", Value::from(*code)),
        Choice::Ascii(true) => ("ascii", Value::from("on")),
        Choice::Ascii(false) => ("ascii", Value::from("off")),
    };
    let screen = document.entry("screen");
    let screen = screen.or_insert(Item::Table(Table::new()));
    let no_table = || Wrong::Table("[screen]".to_owned());
    let screen = screen.as_table_like_mut().ok_or_else(no_table)?;
    if let Some(before) = screen.get(key).and_then(Item::as_value) {
        // The comment behind it stays.
        *value.decor_mut() = before.decor().clone();
    }
    screen.insert(key, Item::Value(value));
    Ok(document.to_string())
}

/// Puts a new text in a file's place, so that it is there whole whatever happens.
fn write(file: &Path, text: &str) -> anyhow::Result<()> {
    let folder = file.parent().context("it has no folder")?;
    std::fs::create_dir_all(folder)?;
    let mut new = tempfile::Builder::new();
    let permissions = std::fs::metadata(file).map(|file| file.permissions());
    #[cfg(unix)]
    let permissions =
        permissions.unwrap_or_else(|_| std::os::unix::fs::PermissionsExt::from_mode(0o644));
    #[cfg(unix)]
    new.permissions(permissions);
    let mut new = new.prefix(".config-").tempfile_in(folder)?;
    new.write_all(text.as_bytes())?;
    new.as_file().sync_all()?;
    new.persist(file)?;
    Ok(())
}

#[cfg(test)]
#[allow(
    clippy::disallowed_methods,
    reason = "tests look at files from outside"
)]
mod tests {
    use super::*;

    fn theme(name: &str) -> Choice {
        Choice::Theme(name.to_owned())
    }

    #[test]
    fn the_rest_of_the_file_stays_as_it_is() {
        let text = "# mine\neditor = \"ed\" # old\n\n[screen] # look\ncolor = \"auto\"\ntheme =   \"paper\"  # for the day\n\n[keys]\nboard = { x = \"archive\" } # !\n";
        let now = with(text, &theme("dusk")).expect("it is TOML");
        assert_eq!(now, text.replace("\"paper\"", "\"dusk\""));
        assert_eq!(
            with("", &theme("dusk")).expect("it is TOML"),
            "[screen]\ntheme = \"dusk\"\n"
        );
        let inline = "screen = { color = \"never\" }\n";
        let now = with(inline, &Choice::Ascii(true)).expect("it is TOML");
        assert_eq!(now, "screen = { color = \"never\" , ascii = \"on\" }\n");
        let dotted = "screen.color = \"never\"\n";
        let now = with(dotted, &theme("dusk")).expect("it is TOML");
        assert_eq!(now, "screen.color = \"never\"\nscreen.theme = \"dusk\"\n");
    }

    #[test]
    fn what_cannot_be_read_is_left_as_it_is() {
        for text in ["screen = 1", "[screen", "theme ="] {
            assert!(with(text, &theme("dusk")).is_err(), "{text}");
        }
        let folder = tempfile::tempdir().expect("a folder");
        let file = folder.path().join("config.toml");
        std::fs::write(&file, "[screen").expect("a file");
        let error = keep(&file, &theme("dusk")).expect_err("it is no TOML");
        assert!(
            error.to_string().contains("config.toml was left as it is"),
            "{error}"
        );
        assert_eq!(std::fs::read_to_string(&file).expect("a file"), "[screen");
        let board = folder.path().join("team.db");
        assert!(keep(&board, &theme("dusk")).is_err());
        assert!(!board.exists());
    }

    #[cfg(unix)]
    #[test]
    fn a_link_stays_a_link_and_permissions_stay() {
        use std::os::unix::fs::{PermissionsExt as _, symlink};

        let folder = tempfile::tempdir().expect("a folder");
        let real = folder.path().join("real.toml");
        let link = folder.path().join("new/folder/config.toml");
        keep(&link, &theme("dusk")).expect("it is made");
        std::fs::rename(&link, &real).expect("it is there");
        std::fs::set_permissions(&real, std::fs::Permissions::from_mode(0o600))
            .expect("it is mine");
        symlink(&real, &link).expect("a link");
        keep(&link, &theme("ember")).expect("it is written");
        assert!(link.is_symlink());
        assert_eq!(
            real.metadata().expect("a file").permissions().mode() & 0o777,
            0o600
        );
        let text = std::fs::read_to_string(&real).expect("a file");
        assert_eq!(text, "[screen]\ntheme = \"ember\"\n");
    }
}
