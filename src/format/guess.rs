//! What a file or folder looks like, from its content alone.

use std::collections::HashMap;

use serde::de::IgnoredAny;

use super::{Files, Format, Unreadable, csv, front_matter, markdown};

/// Only the names of an object's fields matter here.
type Names = HashMap<String, IgnoredAny>;

pub(super) fn text(text: &str) -> Result<Format, Unreadable> {
    let start = text.trim_start();
    if start.is_empty() {
        return Err(Unreadable::new("it is empty"));
    }
    if start.starts_with('{') {
        return object(start);
    }
    if start.starts_with('[') {
        return array(start);
    }
    if let Some((matter, _)) = front_matter::split(text)
        && matter.contains("kanban-plugin:")
    {
        return Ok(Format::Obsidian);
    }
    if csv::looks_like_one(text) {
        return Ok(Format::Csv);
    }
    match page(text) {
        Some(format) => Ok(format),
        None => Err(unknown()),
    }
}

fn unknown() -> Unreadable {
    let names: Vec<&str> = Format::ALL.iter().map(|format| format.name()).collect();
    Unreadable(format!(
        "it looks like none of the known formats; say with --from which it is: {}",
        names.join(", ")
    ))
}

fn object(text: &str) -> Result<Format, Unreadable> {
    let mut objects = serde_json::Deserializer::from_str(text).into_iter::<Names>();
    let names = objects.next().transpose()?.unwrap_or_default();
    let has = |all: &[&str]| all.iter().all(|name| names.contains_key(*name));
    Ok(match () {
        () if has(&["walboard", "cards"]) => Format::Json,
        () if has(&["lists", "cards"]) => Format::Trello,
        () if has(&["items", "totalCount"]) => Format::GithubProject,
        () if has(&["version", "data"]) || has(&["boards"]) => Format::KanbanRs,
        () if has(&["uuid", "description", "status"]) => Format::Taskwarrior,
        () => return Err(unknown()),
    })
}

fn array(text: &str) -> Result<Format, Unreadable> {
    let all: Vec<Names> = serde_json::from_str(text)?;
    // What `gh issue list` leaves out depends on what it was asked for.
    let every = |fields: &[&str]| {
        let has = |names: &Names| fields.iter().all(|name| names.contains_key(*name));
        all.iter().all(has)
    };
    Ok(match () {
        () if all.is_empty() => return Err(Unreadable::new("it is an empty list")),
        () if every(&["uuid", "description", "status"]) => Format::Taskwarrior,
        () if every(&["title", "number"]) || every(&["title", "url"]) => Format::Github,
        () => return Err(unknown()),
    })
}

/// Tells the Markdowns apart: taskell's has nothing but lists, tasks, and lines indented by four.
fn page(text: &str) -> Option<Format> {
    if markdown::is_our_own(text) {
        return Some(Format::Markdown);
    }
    let lines = || text.lines().filter(|line| !line.trim().is_empty());
    let of_taskell = |line: &str| {
        let task = line.starts_with("- ") && !line.starts_with("- [");
        let detail = ["    >", "    @ ", "    * ["]
            .iter()
            .any(|start| line.starts_with(start));
        line.starts_with("## ") || task || detail
    };
    if text.starts_with("## ") && lines().all(of_taskell) {
        return Some(Format::Taskell);
    }
    lines()
        .any(|line| line.starts_with("- ") || line.starts_with("* "))
        .then_some(Format::Markdown)
}

pub(super) fn folder(files: &Files) -> Result<Format, Unreadable> {
    let has = |line: &str, name: &str| {
        let ends = |path: &&String| path.rsplit('/').next() == Some(name);
        let path = files.keys().find(ends)?;
        let mut lines = files[path].lines();
        lines.any(|it| it.starts_with(line)).then_some(())
    };
    let config = |line: &str| has(line, "config.yml").or_else(|| has(line, "config.yaml"));
    if config("tasks_dir:").is_some() || config("next_id:").is_some() {
        return Ok(Format::KanbanMd);
    }
    let tasks = files
        .keys()
        .any(|path| path.ends_with(".md") && path.contains("tasks/"));
    let root = has("project_name:", "backlog.config.yml").is_some();
    if config("project_name:").is_some() || root || tasks {
        return Ok(Format::Backlog);
    }
    Err(Unreadable::new(
        "it is neither a Backlog.md folder nor a kanban-md folder: there is no config.yml of theirs in it, and no tasks folder",
    ))
}
