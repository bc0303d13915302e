//! A list item that is a card: `- [ ] Title #label @{2026-12-03}`, its text indented below.

use super::super::Origin;
use crate::outline::{Entry, Losses, Step};

/// Returns a line without the indent of what belongs to an item.
pub(super) fn dedent(line: &str) -> &str {
    let tab = line.strip_prefix('\t');
    let four = || line.strip_prefix("    ");
    tab.or_else(four).unwrap_or_else(|| line.trim_start())
}

/// Returns the card and whether it is ticked.
pub(super) fn read(lines: &[String], origin: &Origin, losses: &mut Losses) -> (Entry, bool) {
    let (ticked, first) = match tick(&lines[0]) {
        Some((ticked, text)) => (ticked, text),
        None => (false, lines[0].as_str()),
    };
    let mut entry = Entry::default();
    // A plugin of long standing writes line breaks as `<br>`.
    let mut texts = without_block_id(first).split("<br>");
    let title = texts.next().unwrap_or_default();
    read_title(title, &mut entry, origin, losses);
    let mut body: Vec<&str> = texts.collect();
    for line in &lines[1..] {
        match line.strip_prefix("- ").and_then(tick) {
            Some((done, text)) => entry.checklist.push(Step {
                text: text.trim().to_owned(),
                done,
            }),
            None => body.push(line),
        }
    }
    entry.body = body.join("\n").trim_matches('\n').to_owned();
    (entry, ticked)
}

/// Returns whether it is ticked, and the text behind the box.
pub(super) fn tick(text: &str) -> Option<(bool, &str)> {
    let rest = text.strip_prefix('[')?;
    let mark = rest.chars().next()?;
    let rest = rest[mark.len_utf8()..].strip_prefix(']')?;
    let text = rest
        .strip_prefix(' ')
        .or_else(|| rest.is_empty().then_some(rest))?;
    Some((mark != ' ', text))
}

/// Returns the line without the name that links lead to: `^a1b2c3` at its end.
fn without_block_id(line: &str) -> &str {
    match line.trim_end().rsplit_once(" ^") {
        Some((text, id)) if id.chars().all(|it| it.is_ascii_alphanumeric() || it == '-') => text,
        _ => line,
    }
}

/// Takes labels and days out of the title.
fn read_title(title: &str, entry: &mut Entry, origin: &Origin, losses: &mut Losses) {
    let mut words = Vec::new();
    for word in title.split(' ') {
        if let Some(label) = word.strip_prefix('#').filter(|label| is_tag(label)) {
            entry.labels.insert(label.to_owned());
        } else if let Some(day) = within(word, "@{", "}").or_else(|| within(word, "@[[", "]]")) {
            match origin.day(day) {
                Some(day) => entry.due = Some(day),
                None => words.push(word.to_owned()),
            }
        } else if within(word, "@@{", "}").is_some() {
            losses.one("times of day");
        } else {
            words.push(unescaped(word));
        }
    }
    entry.title = words.join(" ").trim().to_owned();
}

fn within<'a>(word: &'a str, open: &str, close: &str) -> Option<&'a str> {
    word.strip_prefix(open)?.strip_suffix(close)
}

/// Tells whether Obsidian takes it for a tag.
pub(super) fn is_tag(label: &str) -> bool {
    !label.is_empty() && label.chars().all(is_tag_letter)
}

/// Tells whether a tag of Obsidian's may have that letter.
pub(super) fn is_tag_letter(letter: char) -> bool {
    let spaces = '\u{2000}'..='\u{206F}';
    let marks = '\u{2E00}'..='\u{2E7F}';
    !letter.is_whitespace()
        && !letter.is_control()
        && !spaces.contains(&letter)
        && !marks.contains(&letter)
        && !"'!\"#$%&()*+,.:;<=>?@^`{|}~[]\\".contains(letter)
}

/// Returns a word of a title as it must be written, so that it is read as it is.
pub(super) fn escaped(word: &str) -> String {
    let reads_otherwise = word.trim_start_matches('\\').starts_with(['#', '@', '^']);
    match reads_otherwise {
        true => format!("\\{word}"),
        false => word.to_owned(),
    }
}

fn unescaped(word: &str) -> String {
    let bare = word.trim_start_matches('\\');
    match bare.starts_with(['#', '@', '^']) && bare.len() < word.len() {
        true => word[1..].to_owned(),
        false => word.to_owned(),
    }
}
