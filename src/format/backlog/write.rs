//! Writing the folder that Backlog.md reads.

use std::fmt::Write as _;

use super::super::front_matter::{Matter, quoted};
use super::super::{Files, slug};
use super::{MOMENT, sections};
use crate::board::LinkKind;
use crate::outline::{Entry, Outline, Tie};

pub(in super::super) fn write(outline: &Outline) -> Files {
    let mut files = Files::from([("config.yml".to_owned(), config(outline))]);
    let ties = outline.ties_to();
    for (at, entry) in outline.entries.iter().enumerate() {
        let folder = if entry.archived {
            "archive/tasks"
        } else {
            "tasks"
        };
        let name = format!("{folder}/task-{} - {}.md", entry.key, slug(&entry.title));
        let ties = ties.get(entry.key.as_str()).map_or(&[][..], Vec::as_slice);
        files.insert(name, task(entry, at, ties));
    }
    files
}

fn config(outline: &Outline) -> String {
    let title = outline.title.as_deref().unwrap_or("Board");
    let names: Vec<String> = outline.headings.iter().map(|it| quoted(&it.name)).collect();
    let first = names.first().cloned().unwrap_or_else(|| quoted("To Do"));
    format!(
        "project_name: {}\ndefault_status: {first}\nstatuses: [{}]\nlabels: []\ndate_format: yyyy-mm-dd hh:mm\n\
         task_prefix: \"task\"\n",
        quoted(title),
        names.join(", "),
    )
}

fn task(entry: &Entry, at: usize, ties: &[&Tie]) -> String {
    let mut matter = Matter::default();
    matter
        .plain("id", format!("TASK-{}", entry.key))
        .text("title", &entry.title)
        .text("status", &entry.column);
    let at_name = entry.assignee.as_ref().map(|name| format!("@{name}"));
    matter.list("assignee", at_name.as_deref());
    if let Some(created) = entry.created {
        matter.text("created_date", &created.strftime(MOMENT).to_string());
    }
    if let Some(due) = entry.due {
        matter.text("due_date", &due.to_string());
    }
    matter.list("labels", entry.labels.iter().map(String::as_str));
    let before = ties.iter().filter(|tie| tie.kind == LinkKind::Blocks);
    let before: Vec<String> = before.map(|tie| format!("TASK-{}", tie.from)).collect();
    matter.list("dependencies", before.iter().map(String::as_str));
    if let Some(parent) = ties.iter().find(|tie| tie.kind == LinkKind::Parent) {
        matter.plain("parent_task_id", format!("TASK-{}", parent.from));
    }
    if let Some(priority) = entry.priority {
        matter.plain("priority", priority);
    }
    matter.plain("ordinal", (at + 1) * 1000);
    let mut text = format!("---\n{}---\n\n", matter.lines());
    let _ = write!(
        text,
        "## Description\n\n<!-- SECTION:DESCRIPTION:BEGIN -->\n{}\n<!-- SECTION:DESCRIPTION:END -->\n",
        entry.body
    );
    checklist(entry, &mut text);
    comments(entry, &mut text);
    text
}

fn checklist(entry: &Entry, text: &mut String) {
    if entry.checklist.is_empty() {
        return;
    }
    text.push_str("\n## Acceptance Criteria\n<!-- AC:BEGIN -->\n");
    for (at, step) in entry.checklist.iter().enumerate() {
        let tick = if step.done { 'x' } else { ' ' };
        let _ = writeln!(text, "- [{tick}] #{} {}", at + 1, step.text);
    }
    text.push_str("<!-- AC:END -->\n");
}

fn comments(entry: &Entry, text: &mut String) {
    if entry.comments.is_empty() {
        return;
    }
    text.push_str("\n## Comments\n\n<!-- COMMENTS:BEGIN -->\n");
    for comment in &entry.comments {
        if let Some(by) = &comment.by {
            let _ = writeln!(text, "author: @{by}");
        }
        if let Some(at) = comment.at {
            let _ = writeln!(text, "created: {}", at.strftime(MOMENT));
        }
        text.push_str("---\n");
        for line in comment.text.split('\n') {
            let escape = if sections::is_rule(line) { "\\" } else { "" };
            let _ = writeln!(text, "{escape}{line}");
        }
        text.push_str("---\n\n");
    }
    text.push_str("<!-- COMMENTS:END -->\n");
}
