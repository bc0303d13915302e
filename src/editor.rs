//! The user's editor, run on a text.

use std::io::{self, Write as _};
use std::path::{Path, PathBuf};
use std::process::{Command, ExitStatus};

use anyhow::{Context as _, bail};

/// Why the editor brought no text that may be taken.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{why}")]
pub struct Spoilt {
    /// In words.
    pub why: String,
    /// What it wrote all the same.
    pub text: Option<String>,
}

/// Opens a text in an editor, given as a command line, waits until it is closed, and returns the text as it is then.
///
/// The terminal belongs to the editor meanwhile. An ended line at the text's end is an editor's habit and no change.
///
/// # Errors
/// When the editor cannot be started, says that it failed, or leaves no text.
pub fn edit_text(editor: &str, text: &str) -> Result<String, Spoilt> {
    let edited = attempt(editor, text).map_err(|error| {
        let (why, text) = (format!("{error:#}"), None);
        Spoilt { why, text }
    })?;
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
    failed: Option<String>,
}

fn attempt(editor: &str, text: &str) -> anyhow::Result<Edited> {
    let mut file = tempfile::Builder::new()
        .prefix("walboard-")
        .suffix(".md")
        .tempfile()
        .context("could not make a file for the editor")?;
    let ends_open = !text.is_empty() && !text.ends_with('\n');
    file.write_all(text.as_bytes())?;
    if ends_open {
        file.write_all(b"\n")?;
    }
    // Closed, and read again by its path: many editors put a new file in its place.
    let path = file.into_temp_path();
    let status =
        run(editor, &path).with_context(|| format!("could not start the editor {editor}"))?;
    #[expect(clippy::disallowed_methods, reason = "the temporary file is no board")]
    let edited = std::fs::read(&path).context("the editor left no text behind")?;
    let edited = match String::from_utf8(edited) {
        Ok(edited) => edited.replace("\r\n", "\n"),
        Err(_) => {
            let path = path.keep()?;
            bail!("the text is not UTF-8; it is kept in {}", path.display());
        }
    };
    let edited = match edited.strip_suffix('\n') {
        Some(without) if !text.ends_with('\n') => without.to_owned(),
        _ => edited,
    };
    let failed = match status.success() {
        true => None,
        false if edited == text => Some(format!(
            "the editor {editor} failed ({status}); nothing was changed"
        )),
        false => {
            let path = path.keep()?;
            Some(format!(
                "the editor {editor} failed ({status}); what it wrote was not taken and is kept in {}",
                path.display()
            ))
        }
    };
    let text = edited;
    Ok(Edited { text, failed })
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
