//! The user's editor, run on a text.

use std::io::{self, Write as _};
use std::path::{Path, PathBuf};
use std::process::{Command, ExitStatus};

use crate::store::{Cause, Why};

/// The editor brought no text that may be taken.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{why}")]
pub struct Spoilt {
    /// Why not.
    pub why: Mishap,
    /// What it wrote all the same.
    pub text: Option<String>,
}

/// What can happen to a text in the editor.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[cfg_attr(test, derive(strum::EnumCount))]
pub enum Mishap {
    /// There is no file for it.
    #[error("could not make a file for the editor: {0}")]
    NoFile(Why),
    /// The editor cannot be started.
    #[error("could not start the editor {editor}: {why}")]
    NoStart {
        /// Its command.
        editor: String,
        /// What the system says.
        why: Why,
    },
    /// The file cannot be read any more.
    #[error("the editor left no text behind: {0}")]
    NoText(Why),
    /// What is in the file is no text.
    #[error("the text is not UTF-8; it is kept in {}", .0.display())]
    NotUtf8(PathBuf),
    /// The editor said that it failed, and nothing was changed.
    #[error("the editor {editor} failed ({status}); nothing was changed")]
    Failed {
        /// Its command.
        editor: String,
        /// How it ended.
        status: String,
    },
    /// The editor said that it failed, and something was changed.
    #[error(
        "the editor {editor} failed ({status}); what it wrote was not taken and is kept in {}",
        kept.display()
    )]
    Kept {
        /// Its command.
        editor: String,
        /// How it ended.
        status: String,
        /// The file with what it wrote.
        kept: PathBuf,
    },
}

/// Opens a text in an editor, given as a command line, waits until it is closed, and returns the text as it is then.
///
/// The terminal belongs to the editor meanwhile. An ended line at the text's end is an editor's habit and no change.
///
/// # Errors
/// When the editor cannot be started, says that it failed, or leaves no text.
pub fn edit_text(editor: &str, text: &str) -> Result<String, Spoilt> {
    let edited = attempt(editor, text).map_err(|why| Spoilt { why, text: None })?;
    let Some(why) = edited.failed else {
        return Ok(edited.text);
    };
    let text = (edited.text != text).then_some(edited.text);
    Err(Spoilt { why, text })
}

/// What an editor left.
struct Edited {
    text: String,
    /// Why it is not to be taken.
    failed: Option<Mishap>,
}

fn attempt(editor: &str, text: &str) -> Result<Edited, Mishap> {
    let no_file = |error| Mishap::NoFile(why(&error));
    let mut file = tempfile::Builder::new()
        .prefix("walboard-")
        .suffix(".md")
        .tempfile()
        .map_err(no_file)?;
    let ends_open = !text.is_empty() && !text.ends_with('\n');
    let end = if ends_open { "\n" } else { "" };
    write!(file, "{text}{end}").map_err(no_file)?;
    // Closed, and read again by its path: many editors put a new file in its place.
    let path = file.into_temp_path();
    let status = run(editor, &path).map_err(|error| {
        let (editor, why) = (editor.to_owned(), why(&error));
        Mishap::NoStart { editor, why }
    })?;
    #[expect(clippy::disallowed_methods, reason = "the temporary file is no board")]
    let edited = std::fs::read(&path).map_err(|error| Mishap::NoText(why(&error)))?;
    let edited = match String::from_utf8(edited) {
        Ok(edited) => edited.replace("\r\n", "\n"),
        Err(_) => {
            let path = path.keep().map_err(|error| no_file(error.error))?;
            return Err(Mishap::NotUtf8(path));
        }
    };
    let edited = match edited.strip_suffix('\n') {
        Some(without) if !text.ends_with('\n') => without.to_owned(),
        _ => edited,
    };
    let (editor, how) = (editor.to_owned(), status.to_string());
    let failed = match status.success() {
        true => None,
        false if edited == text => Some(Mishap::Failed {
            editor,
            status: how,
        }),
        false => Some(Mishap::Kept {
            editor,
            status: how,
            kept: path.keep().map_err(|error| no_file(error.error))?,
        }),
    };
    let text = edited;
    Ok(Edited { text, failed })
}

fn why(error: &io::Error) -> Why {
    Cause::from(error).into()
}

/// Keeps a text that could not be saved elsewhere; returns the file it is in.
///
/// # Errors
/// When the file cannot be written.
pub fn keep(text: &str) -> io::Result<PathBuf> {
    let mut file = tempfile::Builder::new()
        .prefix("walboard-")
        .suffix(".md")
        .disable_cleanup(true)
        .tempfile()?;
    file.write_all(text.as_bytes())?;
    Ok(file.path().to_owned())
}

/// Runs the editor through a shell, so that `$EDITOR` may have arguments and quotes.
#[cfg(unix)]
fn run(editor: &str, path: &Path) -> io::Result<ExitStatus> {
    // A Ctrl-C meant for the editor reaches every process of the terminal; it must not end this one.
    let heard = std::sync::Arc::default();
    let guard = signal_hook::flag::register(signal_hook::consts::SIGINT, heard)?;
    let status = Command::new("sh")
        .arg("-c")
        .arg(format!("{editor} \"$1\""))
        .arg(editor)
        .arg(path)
        .status();
    signal_hook::low_level::unregister(guard);
    status
}

#[cfg(not(unix))]
fn run(editor: &str, path: &Path) -> io::Result<ExitStatus> {
    let mut words = editor.split_whitespace();
    let program = words.next().unwrap_or(editor);
    Command::new(program).args(words).arg(path).status()
}
