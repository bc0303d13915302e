//! What is to be imported, read whole before the board is opened, let alone locked.

use std::ffi::OsStr;
use std::fs;
use std::io::{self, Read as _};
use std::path::Path;

use anyhow::{Context as _, bail};
use jiff::tz::TimeZone;

use crate::format::walboard::Dump;
use crate::format::{Files, Format, Input, Origin};
use crate::outline::Outline;
use crate::store;

/// The most that is read of one file, in bytes: more than any board anybody has.
const MOST: u64 = 1 << 30;
/// The most files that are read of a folder.
const FILES_MOST: usize = 100_000;

/// What was read.
pub(super) struct Intake {
    /// What it was read as.
    pub(super) format: Format,
    /// What is on it.
    pub(super) outline: Outline,
    /// All of it, when it is walboard's own JSON.
    pub(super) dump: Option<Dump>,
}

/// Reads a file, a folder, or with `-` the standard input; tells how much of how much is read.
pub(super) fn read(
    file: &OsStr,
    wanted: Option<Format>,
    tell: &dyn Fn(usize, usize),
) -> anyhow::Result<Intake> {
    let path = Path::new(file);
    let name = match file == "-" {
        true => "the standard input".to_owned(),
        false => path.display().to_string(),
    };
    let failed = || format!("could not read {name}");
    let input = if file == "-" {
        let bytes = all_of(io::stdin().lock()).with_context(failed)?;
        Input::Text(decoded(bytes).with_context(failed)?)
    } else if fs::metadata(path).with_context(failed)?.is_dir() {
        Input::Folder(folder(path, tell).with_context(failed)?)
    } else {
        // Asked first: a database may be opened by SQLite only.
        if let Some(outline) = store::read_hermes(path).with_context(failed)? {
            let outline = outline.tidied().with_context(failed)?;
            return hermes(outline, wanted).with_context(failed);
        }
        let bytes = content(path).with_context(failed)?;
        Input::Text(decoded(bytes).with_context(failed)?)
    };
    let format = match wanted {
        Some(format) => format,
        None => Format::guess(&input).with_context(failed)?,
    };
    let failed = || format!("could not read {name} as {}", format.said());
    let stem = path.file_stem().unwrap_or(file);
    let origin = Origin {
        name: stem.to_string_lossy().into_owned(),
        zone: TimeZone::system(),
    };
    let dump = match (format, &input) {
        (Format::Json, Input::Text(text)) => Some(Dump::read(text).with_context(failed)?),
        _ => None,
    };
    let outline = match &dump {
        Some(dump) => dump.foreign().tidied().with_context(failed)?,
        None => format.read(&input, &origin).with_context(failed)?,
    };
    Ok(Intake {
        format,
        outline,
        dump,
    })
}

fn hermes(outline: Outline, wanted: Option<Format>) -> anyhow::Result<Intake> {
    if let Some(other) = wanted.filter(|wanted| *wanted != Format::Hermes) {
        bail!("it is a database, not {}", other.said());
    }
    Ok(Intake {
        format: Format::Hermes,
        outline,
        dump: None,
    })
}

/// Reads a file that SQLite says is no database of its own.
#[expect(
    clippy::disallowed_methods,
    reason = "SQLite was asked: it is no database"
)]
fn content(path: &Path) -> anyhow::Result<Vec<u8>> {
    all_of(fs::File::open(path)?)
}

fn all_of(from: impl io::Read) -> anyhow::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    from.take(MOST + 1).read_to_end(&mut bytes)?;
    if bytes.len() as u64 > MOST {
        bail!("it has more than a gigabyte; export less at a time");
    }
    Ok(bytes)
}

/// Returns the text, without a byte order mark, its lines ended as on Unix.
fn decoded(bytes: Vec<u8>) -> anyhow::Result<String> {
    if bytes.starts_with(b"\xFF\xFE") || bytes.starts_with(b"\xFE\xFF") {
        bail!("it is UTF-16 text; save it as UTF-8");
    }
    let text = String::from_utf8(bytes).map_err(|error| {
        let at = error.utf8_error().valid_up_to();
        let line = error.as_bytes()[..at]
            .iter()
            .filter(|byte| **byte == b'\n')
            .count()
            + 1;
        anyhow::anyhow!("line {line} has a byte that is not UTF-8 text; save it as UTF-8")
    })?;
    let text = text
        .strip_prefix('\u{FEFF}')
        .map(str::to_owned)
        .unwrap_or(text);
    Ok(match text.contains('\r') {
        true => text.replace("\r\n", "\n"),
        false => text,
    })
}

/// Reads the Markdown and the settings of a folder and of the folders in it, but of none that is hidden or a link.
fn folder(root: &Path, tell: &dyn Fn(usize, usize)) -> anyhow::Result<Files> {
    let mut found = Vec::new();
    let mut open = vec![root.to_owned()];
    while let Some(folder) = open.pop() {
        for entry in fs::read_dir(&folder)? {
            let entry = entry?;
            let (path, kind) = (entry.path(), entry.file_type()?);
            let hidden = entry.file_name().as_encoded_bytes().starts_with(b".");
            if kind.is_dir() && !hidden {
                open.push(path);
                continue;
            }
            let ends = path.extension().and_then(OsStr::to_str);
            if !kind.is_file() || !matches!(ends, Some("md" | "yml" | "yaml")) {
                continue;
            }
            if found.len() == FILES_MOST {
                bail!("it has more than {FILES_MOST} files; name the folder of the board itself");
            }
            found.push(path);
        }
    }
    let mut files = Files::new();
    for (path, count) in found.iter().zip(1..) {
        let within = path.strip_prefix(root).unwrap_or(path);
        let name = within.to_string_lossy().replace('\\', "/");
        let text = content(path).and_then(decoded);
        files.insert(name.clone(), text.with_context(|| name)?);
        tell(count, found.len());
    }
    Ok(files)
}
