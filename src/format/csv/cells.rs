//! What stands in the cells: lists as lines, and nothing that a spreadsheet takes for a formula.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use crate::board::LinkKind;
use crate::outline::{Said, Step, Tie};

/// What makes a spreadsheet read a cell as a formula.
const FORMULA: [char; 6] = ['=', '+', '-', '@', '\t', '\r'];

/// Returns a cell that no spreadsheet takes for a formula: with a `'` before it.
pub(super) fn defused(cell: &str) -> String {
    let is_formula = cell.trim_start_matches('\'').starts_with(FORMULA);
    match is_formula {
        true => format!("'{cell}"),
        false => cell.to_owned(),
    }
}

/// Takes back what [`defused`] did.
pub(super) fn bare(cell: &str) -> &str {
    match cell.strip_prefix('\'') {
        Some(bare) if bare.trim_start_matches('\'').starts_with(FORMULA) => bare,
        _ => cell,
    }
}

/// Reads labels between commas; without any comma, between blanks. `\,` is a comma in a label.
pub(super) fn labels(cell: &str) -> BTreeSet<String> {
    let has_comma = has_bare_comma(cell);
    let mut labels = vec![String::new()];
    let mut letters = cell.chars();
    while let Some(letter) = letters.next() {
        let ends = match letter {
            ',' | ';' => true,
            letter => !has_comma && letter.is_whitespace(),
        };
        match (ends, letter) {
            (true, _) => labels.push(String::new()),
            (false, letter) => {
                let letter = if letter == '\\' {
                    letters.next()
                } else {
                    Some(letter)
                };
                if let Some(label) = labels.last_mut() {
                    label.extend(letter);
                }
            }
        }
    }
    let labels = labels.iter().map(|label| label.trim());
    labels
        .filter(|label| !label.is_empty())
        .map(str::to_owned)
        .collect()
}

fn has_bare_comma(cell: &str) -> bool {
    let mut escaped = false;
    cell.chars().any(|letter| {
        let bare = !escaped && matches!(letter, ',' | ';');
        escaped = !escaped && letter == '\\';
        bare
    })
}

pub(super) fn write_labels(labels: &BTreeSet<String>) -> String {
    let escaped = |label: &String| {
        let whole = label.replace('\\', "\\\\");
        whole.replace(',', "\\,").replace(';', "\\;")
    };
    labels.iter().map(escaped).collect::<Vec<_>>().join(" ")
}

/// Reads what people write for yes.
pub(super) fn yes(cell: &str) -> bool {
    matches!(
        cell.trim().to_lowercase().as_str(),
        "yes" | "true" | "1" | "x" | "archived"
    )
}

/// Reads items, a line each: `[x] ticked`, `[ ] not yet`.
pub(super) fn steps(cell: &str) -> Vec<Step> {
    let step = |line: &str| {
        let line = line.trim_start_matches("- ");
        let (done, text) = match (line.strip_prefix("[x] "), line.strip_prefix("[ ] ")) {
            (Some(text), _) => (true, text),
            (None, text) => (false, text.unwrap_or(line)),
        };
        let text = text.trim().to_owned();
        Step { text, done }
    };
    cell.lines().map(step).collect()
}

pub(super) fn write_steps(steps: &[Step]) -> String {
    let line = |step: &Step| format!("[{}] {}", if step.done { 'x' } else { ' ' }, step.text);
    steps.iter().map(line).collect::<Vec<_>>().join("\n")
}

/// Reads comments, a line each: `2026-12-03T09:15:00Z ann: text`, `-` for what is not known.
pub(super) fn comments(cell: &str) -> Vec<Said> {
    let comment = |line: &str| -> Option<Said> {
        let (at, rest) = line.split_once(' ')?;
        let at = match at {
            "-" => None,
            at => Some(at.parse().ok()?),
        };
        let (by, text) = rest.split_at_checked(bare_colon(rest)?)?;
        let by = Some(by).filter(|by| *by != "-").map(unfolded);
        let text = unfolded(text.strip_prefix(": ")?);
        Some(Said { at, by, text })
    };
    let plain = |line: &str| Said {
        at: None,
        by: None,
        text: line.to_owned(),
    };
    let lines = cell.lines().filter(|line| !line.trim().is_empty());
    lines
        .map(|line| comment(line).unwrap_or_else(|| plain(line)))
        .collect()
}

/// Returns where the first `:` is that has no `\` before it.
fn bare_colon(text: &str) -> Option<usize> {
    let mut escaped = false;
    text.char_indices().find_map(|(at, letter)| {
        let bare = !escaped && letter == ':';
        escaped = !escaped && letter == '\\';
        bare.then_some(at)
    })
}

pub(super) fn write_comments(comments: &[Said]) -> String {
    let line = |comment: &Said| {
        let at = comment.at.map(|at| at.to_string());
        let by = match comment.by.as_deref() {
            None => "-".to_owned(),
            Some("-") => "\\-".to_owned(),
            Some(by) => folded(by).replace(':', "\\:"),
        };
        let at = at.as_deref().unwrap_or("-");
        format!("{at} {by}: {}", folded(&comment.text))
    };
    comments.iter().map(line).collect::<Vec<_>>().join("\n")
}

/// Returns a text on one line, its line breaks written `\n`.
fn folded(text: &str) -> String {
    text.replace('\\', "\\\\")
        .replace('\n', "\\n")
        .replace('\r', "\\r")
}

fn unfolded(text: &str) -> String {
    let mut letters = text.chars();
    let mut whole = String::with_capacity(text.len());
    while let Some(letter) = letters.next() {
        match letter {
            '\\' => match letters.next() {
                Some('n') => whole.push('\n'),
                Some('r') => whole.push('\r'),
                Some(letter) => whole.push(letter),
                None => whole.push('\\'),
            },
            letter => whole.push(letter),
        }
    }
    whole
}

/// Reads links: `blocks 3, parent 4`.
pub(super) fn links(cell: &str) -> impl Iterator<Item = (LinkKind, &str)> {
    cell.split(',').filter_map(|link| {
        let (kind, other) = link.trim().split_once(' ')?;
        let kind = KINDS.iter().find(|(_, word)| *word == kind)?.0;
        Some((kind, other.trim().trim_start_matches('#')))
    })
}

const KINDS: [(LinkKind, &str); 3] = [
    (LinkKind::Blocks, "blocks"),
    (LinkKind::Parent, "parent"),
    (LinkKind::Relates, "relates"),
];

pub(super) fn write_links(ties: Option<&Vec<&Tie>>) -> String {
    let mut links = String::new();
    for tie in ties.into_iter().flatten() {
        let word = KINDS.iter().find(|(kind, _)| *kind == tie.kind);
        let word = word.map_or("relates", |(_, word)| word);
        let comma = if links.is_empty() { "" } else { ", " };
        let _ = write!(links, "{comma}{word} {}", tie.to);
    }
    links
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_cell_is_a_formula_and_all_come_back() {
        for cell in [
            "=1+1", "+1", "-1", "@x", "\tx", "'=1", "''=1", "'tis", "plain", "", "'",
        ] {
            let written = defused(cell);
            assert!(!written.starts_with(FORMULA), "{written:?}");
            assert_eq!(bare(&written), cell);
        }
    }

    #[test]
    fn a_comment_of_many_lines_stays_whole() {
        let comment = Said {
            at: Some("2026-12-03T09:15:00.5Z".parse().expect("a moment")),
            by: Some("ann".to_owned()),
            text: "one\n\\two: three\\n".to_owned(),
        };
        let silent = Said {
            at: None,
            by: None,
            text: "- : x".to_owned(),
        };
        let odd = Said {
            by: Some("-".to_owned()),
            ..silent.clone()
        };
        let odder = Said {
            by: Some("a: b\\".to_owned()),
            ..silent.clone()
        };
        let all = vec![comment, silent, odd, odder];
        assert_eq!(comments(&write_comments(&all)), all);
    }
}
