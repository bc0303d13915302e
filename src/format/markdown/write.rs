//! Writing the page.

use std::fmt::Write as _;

use super::spans::{span, write_heading};
use super::{CHECKLIST, COMMENTS, OURS, item};
use crate::outline::{Entry, Outline, Tie};

pub(in super::super) fn write(outline: &Outline) -> String {
    let mut page = format!("{OURS}\n\n");
    if let Some(title) = &outline.title {
        let _ = writeln!(page, "# {title}\n");
    }
    let ties = outline.ties_from();
    for heading in &outline.headings {
        let _ = writeln!(page, "## {}\n", write_heading(heading));
        let entries = outline.entries.iter();
        for entry in entries.filter(|entry| entry.column == heading.name) {
            let ties = ties.get(entry.key.as_str()).map_or(&[][..], Vec::as_slice);
            card(&mut page, entry, heading.done, ties);
        }
    }
    page
}

fn card(page: &mut String, entry: &Entry, done: bool, ties: &[&Tie]) {
    let tick = if done { 'x' } else { ' ' };
    let _ = writeln!(
        page,
        "- [{tick}] {}\n  {}\n",
        entry.title,
        fields(entry, ties)
    );
    if !entry.body.is_empty() {
        for line in entry.body.split('\n') {
            indented(page, &item::escaped(line));
        }
        page.push('\n');
    }
    if !entry.checklist.is_empty() {
        let _ = writeln!(page, "  {CHECKLIST}\n");
        for step in &entry.checklist {
            let tick = if step.done { 'x' } else { ' ' };
            let _ = writeln!(page, "  - [{tick}] {}", step.text);
        }
        page.push('\n');
    }
    if !entry.comments.is_empty() {
        let _ = writeln!(page, "  {COMMENTS}\n");
        for comment in &entry.comments {
            let by = comment.by.as_deref().unwrap_or_default();
            let at = comment.at.map(|at| format!(", {at}")).unwrap_or_default();
            let _ = writeln!(page, "  **{by}**{at}:\n");
            for line in comment.text.split('\n') {
                let blank = if line.is_empty() { "" } else { " " };
                let _ = writeln!(page, "  >{blank}{line}");
            }
            page.push('\n');
        }
    }
}

fn indented(page: &mut String, line: &str) {
    let indent = if line.is_empty() { "" } else { "  " };
    let _ = writeln!(page, "{indent}{line}");
}

fn fields(entry: &Entry, ties: &[&Tie]) -> String {
    let mut fields = vec![format!("#{}", entry.key)];
    fields.extend(entry.priority.map(|priority| format!("!{priority}")));
    fields.extend(entry.labels.iter().map(|label| format!("+{label}")));
    fields.extend(entry.assignee.iter().map(|name| format!("@{name}")));
    fields.extend(entry.due.map(|day| format!("due {day}")));
    fields.extend(entry.archived.then(|| "archived".to_owned()));
    fields.extend(entry.blocked.iter().map(|why| format!("blocked: {why}")));
    for tie in ties {
        let word = item::LINKS.iter().find(|(kind, _)| *kind == tie.kind);
        fields.extend(word.map(|(_, word)| format!("{word}{}", tie.to)));
    }
    fields.extend(entry.created.map(|at| format!("made {at}")));
    let spans: Vec<String> = fields.iter().map(|field| span(field)).collect();
    spans.join(" ")
}
