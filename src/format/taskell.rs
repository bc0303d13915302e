//! taskell's Markdown, as its own settings have it: `## list`, `- task`, `    @ due`, `    > description`,
//! `    * [x] subtask`.

use std::fmt::Write as _;

use super::{Format, Origin, Unreadable};
use crate::outline::{Entry, Field, Heading, Outline, Step};

pub(super) const HOLDS: &[Field] = &[Field::Order, Field::Columns, Field::Body, Field::Checklist];

pub(super) fn read(text: &str, origin: &Origin) -> Result<Outline, Unreadable> {
    let mut outline = Outline::default();
    let mut column = None;
    for (at, line) in text.lines().enumerate() {
        let unlike = |what: &str| Unreadable(format!("line {}: {what}: {line:?}", at + 1));
        if line.trim().is_empty() {
            continue;
        }
        if let Some(name) = line.strip_prefix("## ") {
            column = Some(outline.heading(name.trim()));
        } else if let Some(title) = line.strip_prefix("- ") {
            let column = column.as_ref();
            let column = column.ok_or_else(|| unlike("a task before the first list"))?;
            outline.entries.push(Entry {
                key: origin.key_of(Format::Taskell, title),
                column: column.clone(),
                title: title.to_owned(),
                ..Entry::default()
            });
        } else {
            let entry = outline.entries.last_mut();
            let entry = entry.ok_or_else(|| unlike("neither a list nor a task"))?;
            let known =
                detail(line, entry, origin).ok_or_else(|| unlike("taskell has no such line"))?;
            outline.losses.add("times of day", known.had_time.into());
        }
    }
    Ok(outline)
}

/// What a line was that belongs to a task.
struct Known {
    had_time: bool,
}

fn detail(line: &str, entry: &mut Entry, origin: &Origin) -> Option<Known> {
    let mut known = Known { had_time: false };
    // An editor may have taken the blank at the end of an empty line away.
    let line = format!("{line} ");
    if let Some(text) = line.strip_prefix("    > ") {
        if !entry.body.is_empty() {
            entry.body.push('\n');
        }
        entry.body.push_str(text.strip_suffix(' ').unwrap_or(text));
    } else if let Some(due) = line.strip_prefix("    @ ") {
        let due = due.trim();
        known.had_time = due.len() > 10;
        entry.due = Some(origin.day(due)?);
    } else if let Some(step) = line.strip_prefix("    * ") {
        let (tick, text) = step.split_at_checked(4)?;
        let done = tick == "[x] ";
        (done || tick == "[ ] ").then_some(())?;
        let text = text.trim().to_owned();
        entry.checklist.push(Step { text, done });
    } else {
        return None;
    }
    Some(known)
}

pub(super) fn write(outline: &Outline) -> String {
    let list = |heading: &Heading| {
        let mut list = format!("## {}\n\n", heading.name);
        let tasks = outline
            .entries
            .iter()
            .filter(|entry| entry.column == heading.name);
        for entry in tasks {
            task(entry, &mut list);
        }
        list
    };
    let lists: Vec<String> = outline.headings.iter().map(list).collect();
    lists.join("\n")
}

fn task(entry: &Entry, list: &mut String) {
    let _ = writeln!(list, "- {}", entry.title);
    if let Some(due) = entry.due {
        let _ = writeln!(list, "    @ {due}");
    }
    if !entry.body.is_empty() {
        for line in entry.body.split('\n') {
            let _ = writeln!(list, "    > {line}");
        }
    }
    for step in &entry.checklist {
        let tick = if step.done { 'x' } else { ' ' };
        let _ = writeln!(list, "    * [{tick}] {}", step.text);
    }
}
