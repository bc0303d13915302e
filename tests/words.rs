//! What the screen says stands in `assets/words`, and nowhere else: a text in the source would be English in every
//! language.
#![allow(
    clippy::disallowed_methods,
    reason = "tests look at files from outside"
)]

use std::fs;
use std::path::{Path, PathBuf};

/// The rooms of the screen.
const ROOMS: [&str; 4] = ["layout", "model", "update", "view"];

/// Texts that are no words of the screen's: names in files, terms of the filter language, keys, marks of Markdown.
const NO_WORDS: &[(&str, &[&str])] = &[
    // What is written into the state file.
    ("model/lanes.rs", &["assignee", "label", "priority"]),
    (
        "model/order.rs",
        &["priority", "due", "age", "updated", "title"],
    ),
    // What people may type, and what a search is put together from.
    ("update/ask.rs", &["none"]),
    (
        "update/filters.rs",
        &[
            "me",
            "none",
            "overdue",
            "due:today",
            "due<=7d",
            "has:due",
            "due:none",
            "in:",
            "is:blocked",
            "is:done",
            "-is:done",
            "has:checklist",
            "has:comments",
        ],
    ),
    ("update/lists.rs", &["none"]),
    // What another session runs.
    ("update/here.rs", &["screen"]),
    // The name of a field.
    ("update/clash.rs", &["body"]),
    // A copy of a card is for other programs.
    ("update/copy.rs", &["due {due}"]),
    // The schemes of addresses, and what a terminal reads as a link.
    ("layout/markdown/blocks.rs", &["mailto:{dest_url}"]),
    ("layout/markdown/blocks/inline.rs", &["mailto:"]),
    (
        "layout/markdown/link.rs",
        &["https://", "http://", "mailto:", "http"],
    ),
    (
        "view/sheet.rs",
        &["\\u{1b}]8;id={name:x};{address}\\u{1b}\\\\{symbol}\\u{1b}]8;;\\u{1b}\\\\"],
    ),
];

fn sources(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            sources(&path, found);
        } else if path.extension().is_some_and(|end| end == "rs") && !path.ends_with("tests.rs") {
            found.push(path);
        }
    }
}

/// Returns the literal texts of a line, as they are written.
fn literals(line: &str) -> Vec<String> {
    let (mut found, mut open): (Vec<String>, Option<String>) = (Vec::new(), None);
    let mut letters = line.chars().peekable();
    while let Some(letter) = letters.next() {
        match (&mut open, letter) {
            // A character in quotes is no text.
            (None, '\'') if letters.peek() == Some(&'"') => drop(letters.next()),
            (None, '"') => open = Some(String::new()),
            (None, _) => {}
            (Some(_), '"') => found.extend(open.take()),
            (Some(text), '\\') => {
                text.push(letter);
                text.extend(letters.next());
            }
            (Some(text), letter) => text.push(letter),
        }
    }
    found
}

/// Tells whether a text has a word in it, beside what fills its gaps.
fn has_words(text: &str) -> bool {
    let (mut letters, mut in_gap) = (0, false);
    for letter in text.chars() {
        match letter {
            '{' => in_gap = true,
            '}' => in_gap = false,
            letter if letter.is_alphabetic() && !in_gap => letters += 1,
            _ => letters = 0,
        }
        if letters > 1 {
            return true;
        }
    }
    false
}

#[test]
fn the_screen_says_nothing_that_is_not_in_the_words() {
    let tui = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/tui");
    let mut files = Vec::new();
    for room in ROOMS {
        files.push(tui.join(room).with_extension("rs"));
        sources(&tui.join(room), &mut files);
    }
    let mut said = Vec::new();
    for path in files {
        let file = path.strip_prefix(&tui).unwrap().display().to_string();
        let text = fs::read_to_string(&path).unwrap();
        let code = text.split("#[cfg(test)]\nmod tests").next().unwrap();
        let no_words = NO_WORDS.iter().find(|(name, _)| *name == file);
        let no_words = no_words.map_or(&[][..], |(_, texts)| texts);
        for (at, line) in code.lines().enumerate() {
            let code = line.trim_start();
            // An expectation that fails is read by those who mend the program.
            let quiet = ["//", "#[", "#!["]
                .iter()
                .any(|mark| code.starts_with(mark))
                || code.contains(".expect(\"")
                || code.contains("reason = \"");
            let mut words = literals(line);
            words.retain(|text| has_words(text) && !no_words.contains(&text.as_str()));
            if !quiet && !words.is_empty() {
                said.push(format!("{file}:{}: {code}", at + 1));
            }
        }
    }
    assert!(said.is_empty(), "{}", said.join("\n"));
}

#[test]
fn what_is_excused_is_there() {
    let tui = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/tui");
    for (file, texts) in NO_WORDS {
        let code = fs::read_to_string(tui.join(file)).unwrap();
        let all: Vec<String> = code.lines().flat_map(literals).collect();
        for text in *texts {
            assert!(all.iter().any(|found| found == text), "{file}: {text}");
        }
    }
}
