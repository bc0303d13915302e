//! The themes: those that come along, and the user's own beside the file.

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use super::Problem;
use super::place;
use super::reader::Reader;
use crate::tui::look::{Colors, NAMES, Rgb, Scheme};
use crate::tui::msg::{Place, Warning, Wrong};

/// Returns a theme of `assets/themes` by its name.
macro_rules! built_in {
    ($name:literal) => {{
        const TEXT: &str = include_str!(concat!("../../assets/themes/", $name, ".toml"));
        let read = || read(TEXT).0.expect("a test reads every theme");
        ($name, LazyLock::new(read))
    }};
}

/// The themes that come along.
static BUILT_IN: [(&str, LazyLock<Colors>); 4] = [
    built_in!("dusk"),
    built_in!("ember"),
    built_in!("paper"),
    built_in!("meadow"),
];

/// The colours of a theme that are not among the sixteen.
const GROUNDS: [&str; 4] = ["text", "ground", "faint", "chosen"];

/// Returns every theme there is, the terminal's own first, and what is wrong in the user's files.
pub(super) fn all(folder: Option<&Path>) -> (Vec<Scheme>, Vec<Warning>) {
    let mut schemes = vec![Scheme::terminal()];
    let mut all_wrong = Vec::new();
    let built_in = BUILT_IN.iter();
    schemes.extend(built_in.map(|(name, colors)| Scheme::unread(name, colors)));
    for path in folder.map(files).unwrap_or_default() {
        let name = path.file_stem().map(|name| name.to_string_lossy());
        let name = name.unwrap_or_default();
        let mut tell = |problem: Problem| {
            let Problem { line, wrong } = problem;
            let file = path.clone();
            all_wrong.push(Warning { file, line, wrong });
        };
        let text = match place::read(&path) {
            Ok(text) => text,
            Err(why) => {
                let (line, wrong) = (None, Wrong::Unread(why));
                tell(Problem { line, wrong });
                continue;
            }
        };
        let (colors, problems) = read(&text);
        problems.into_iter().for_each(tell);
        if let Some(colors) = colors {
            // One's own goes before one that comes along.
            schemes.retain(|scheme| scheme.name != name || scheme.colors().is_none());
            schemes.push(Scheme::new(&name, colors));
        }
    }
    (schemes, all_wrong)
}

/// Returns the files of a folder that may be themes, sorted.
fn files(folder: &Path) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(folder).into_iter().flatten().flatten();
    let mut files: Vec<PathBuf> = entries
        .map(|entry| entry.path())
        .filter(|path| path.extension().is_some_and(|end| end == "toml"))
        .collect();
    files.sort();
    files
}

/// Reads a theme; without what it must have, it is none.
pub(super) fn read(text: &str) -> (Option<Colors>, Vec<Problem>) {
    let (table, mut reader) = Reader::parse(text);
    let mut found: HashMap<&str, Rgb> = HashMap::new();
    for (key, value) in table.get_ref() {
        let name = NAMES
            .iter()
            .chain(&GROUNDS)
            .find(|name| *name == key.get_ref());
        let Some(name) = name else {
            let all: Vec<&str> = GROUNDS.into_iter().chain(NAMES).collect();
            reader.unknown(&key.span(), key.get_ref(), Place::Theme, &all.join(", "));
            continue;
        };
        match value.get_ref().as_str().map(str::parse) {
            Some(Ok(color)) => drop(found.insert(name, color)),
            _ => reader.complain(&value.span(), Wrong::Colour(name)),
        }
    }
    let mut problems = reader.finish();
    // A bright colour that is not given is the plain one; black and white are the ground's and the text's.
    let or = |name: &str, other: &str| found.get(name).or(found.get(other)).copied();
    let sixteen = NAMES.map(|name| match (name, name.strip_prefix("bright-")) {
        ("black", _) => or(name, "ground"),
        ("white" | "bright-white", _) => or(name, "text"),
        ("bright-black", _) => or(name, "faint"),
        (_, Some(plain)) => or(name, plain),
        (_, None) => found.get(name).copied(),
    });
    let needed = GROUNDS.iter().chain(&NAMES[1..7]);
    let missing: Vec<&str> = needed
        .copied()
        .filter(|name| !found.contains_key(name))
        .collect();
    if !missing.is_empty() {
        let (line, wrong) = (None, Wrong::Lacks(missing.join(", ")));
        problems.push(Problem { line, wrong });
        return (None, problems);
    }
    let colors = Colors {
        text: found["text"],
        ground: found["ground"],
        faint: found["faint"],
        chosen: found["chosen"],
        sixteen: sixteen.map(|color| color.unwrap_or(found["text"])),
    };
    (Some(colors), problems)
}
