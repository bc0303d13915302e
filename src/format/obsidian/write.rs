//! Writing what the plugin reads.

use std::fmt::Write as _;

use super::{ARCHIVE, COMPLETE, item};
use crate::outline::{Entry, Heading, Outline};

pub(in super::super) fn write(outline: &Outline) -> String {
    let mut page = "---\n\nkanban-plugin: board\n\n---\n\n".to_owned();
    for heading in &outline.headings {
        let limit = match heading.limit {
            Some(limit) => format!(" ({limit})"),
            // Else the end of the name would be taken for a limit.
            None if super::lane(&heading.name).0 != heading.name => " (0)".to_owned(),
            None => String::new(),
        };
        let _ = writeln!(page, "## {}{limit}\n", heading.name);
        if heading.done {
            let _ = writeln!(page, "{COMPLETE}");
        }
        let cards = outline
            .entries
            .iter()
            .filter(|entry| entry.column == heading.name && !entry.archived);
        for entry in cards {
            card(&mut page, entry, heading);
        }
        page.push_str("\n\n");
    }
    let mut archived = outline
        .entries
        .iter()
        .filter(|entry| entry.archived)
        .peekable();
    if archived.peek().is_some() {
        let _ = writeln!(page, "***\n\n## {ARCHIVE}\n");
        for entry in archived {
            card(&mut page, entry, &Heading::named(&entry.column));
        }
    }
    page.push_str("\n%% kanban:settings\n```\n{\"kanban-plugin\":\"board\"}\n```\n%%\n");
    page
}

fn card(page: &mut String, entry: &Entry, heading: &Heading) {
    let tick = if heading.done { 'x' } else { ' ' };
    let words: Vec<String> = entry.title.split(' ').map(item::escaped).collect();
    let _ = write!(page, "- [{tick}] {}", words.join(" "));
    for label in &entry.labels {
        let _ = write!(page, " #{label}");
    }
    if let Some(due) = entry.due {
        let _ = write!(page, " @{{{due}}}");
    }
    page.push('\n');
    if !entry.body.is_empty() {
        for line in entry.body.split('\n') {
            let _ = writeln!(page, "    {line}");
        }
    }
    for step in &entry.checklist {
        let tick = if step.done { 'x' } else { ' ' };
        let _ = writeln!(page, "    - [{tick}] {}", step.text);
    }
}
