//! A list item that is a card.

use super::super::Unreadable;
use super::spans::spans;
use super::{CHECKLIST, COMMENTS};
use crate::board::{LinkKind, Priority};
use crate::outline::{Entry, Said, Step};

/// A card as it was read.
#[derive(Debug, Default)]
pub(super) struct Item {
    pub(super) entry: Entry,
    pub(super) number: Option<String>,
    pub(super) links: Vec<(LinkKind, String)>,
    pub(super) ticked: bool,
}

/// How links are called; the number of the other card follows.
pub(super) const LINKS: [(LinkKind, &str); 3] = [
    (LinkKind::Blocks, "blocks #"),
    (LinkKind::Parent, "parent of #"),
    (LinkKind::Relates, "relates to #"),
];

/// Reads the line behind the bullet, and the lines below it without their indent.
pub(super) fn read(first: &str, below: &[&str], ours: bool) -> Result<Item, Unreadable> {
    let mut item = Item::default();
    let (ticked, title) = match tick(first) {
        Some((ticked, title)) => (ticked, title),
        None => (false, first),
    };
    item.ticked = ticked;
    item.entry.title = title.trim().to_owned();
    let mut below = below;
    if ours {
        while let [line, rest @ ..] = below
            && let Some(spans) = spans(line)
        {
            for span in spans {
                field(&span, &mut item)?;
            }
            below = rest;
        }
    }
    let part = |mark: &str| below.iter().position(|line| *line == mark).filter(|_| ours);
    let end = below.len();
    let comments = part(COMMENTS).unwrap_or(end);
    let checklist = part(CHECKLIST)
        .filter(|at| *at < comments)
        .unwrap_or(comments);
    let body: Vec<&str> = below[..checklist]
        .iter()
        .map(|line| unescaped(line, ours))
        .collect();
    item.entry.body = body.join("\n").trim_matches('\n').to_owned();
    let steps = below[checklist..comments].iter();
    let steps = steps.filter_map(|line| line.strip_prefix("- ").and_then(tick));
    item.entry.checklist = steps
        .map(|(done, text)| Step {
            text: text.trim().to_owned(),
            done,
        })
        .collect();
    item.entry.comments = read_comments(&below[comments..]);
    Ok(item)
}

/// Returns whether it is ticked, and the text behind the box.
fn tick(text: &str) -> Option<(bool, &str)> {
    let text = text.strip_prefix('[')?;
    let done = text.starts_with(['x', 'X']);
    let rest = if done {
        &text[1..]
    } else {
        text.strip_prefix(' ')?
    };
    Some((
        done,
        rest.strip_prefix("] ").or_else(|| rest.strip_prefix(']'))?,
    ))
}

/// Reads one code span.
fn field(span: &str, item: &mut Item) -> Result<(), Unreadable> {
    let odd = || Unreadable(format!("walboard writes no such field: `{span}`"));
    let entry = &mut item.entry;
    if let Some(number) = span.strip_prefix('#') {
        item.number = Some(number.to_owned());
    } else if let Some(label) = span.strip_prefix('+') {
        entry.labels.insert(label.to_owned());
    } else if let Some(name) = span.strip_prefix('@') {
        entry.assignee = Some(name.to_owned());
    } else if let Some(word) = span.strip_prefix('!') {
        let known = Priority::ALL.into_iter().find(|known| known.name() == word);
        entry.priority = Some(known.ok_or_else(odd)?);
    } else if let Some(day) = span.strip_prefix("due ") {
        entry.due = Some(day.parse().map_err(|_| odd())?);
    } else if let Some(at) = span.strip_prefix("made ") {
        entry.created = Some(at.parse().map_err(|_| odd())?);
    } else if let Some(why) = span.strip_prefix("blocked: ") {
        entry.blocked = Some(why.to_owned());
    } else if span == "archived" {
        entry.archived = true;
    } else {
        let link = LINKS
            .iter()
            .find_map(|(kind, word)| Some((*kind, span.strip_prefix(word)?.to_owned())));
        item.links.push(link.ok_or_else(odd)?);
    }
    Ok(())
}

/// Returns a line of the text as it must be written, so that it begins no part of the card.
pub(super) fn escaped(line: &str) -> String {
    match is_mark(line) {
        true => format!("\\{line}"),
        false => line.to_owned(),
    }
}

fn unescaped(line: &str, ours: bool) -> &str {
    let bare = line.strip_prefix('\\');
    bare.filter(|bare| ours && is_mark(bare)).unwrap_or(line)
}

fn is_mark(line: &str) -> bool {
    let bare = line.trim_start_matches('\\');
    bare == CHECKLIST || bare == COMMENTS
}

/// Reads comments: a line `**ann**, 2026-12-03T09:15:00Z:`, and the text quoted below it.
fn read_comments(lines: &[&str]) -> Vec<Said> {
    let mut comments: Vec<Said> = Vec::new();
    let mut begun = false;
    for line in lines {
        if let Some(head) = line
            .strip_prefix("**")
            .and_then(|line| line.strip_suffix(':'))
        {
            let (by, at) = head.rsplit_once("**").unwrap_or((head, ""));
            comments.push(Said {
                at: at.trim_start_matches(", ").parse().ok(),
                by: Some(by.to_owned()).filter(|by| !by.is_empty()),
                text: String::new(),
            });
            begun = false;
        } else if let (Some(quoted), Some(comment)) = (line.strip_prefix('>'), comments.last_mut())
        {
            if begun {
                comment.text.push('\n');
            }
            comment
                .text
                .push_str(quoted.strip_prefix(' ').unwrap_or(quoted));
            begun = true;
        }
    }
    comments
}
