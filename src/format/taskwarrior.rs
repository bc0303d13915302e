//! Taskwarrior's `task export`: an array of tasks, or one a line.

use jiff::Timestamp;
use jiff::civil::{Date, DateTime};
use jiff::tz::TimeZone;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use uuid::Uuid;

use super::{Format, Origin, Unreadable};
use crate::board::{LinkKind, Priority};
use crate::outline::{Entry, Field, Heading, Outline, Said};

pub(super) const HOLDS: &[Field] = &[
    Field::Order,
    Field::Labels,
    Field::AnyLabel,
    Field::Priority,
    Field::Medium,
    Field::Blocks,
    Field::Created,
];

/// How Taskwarrior writes moments.
const MOMENT: &str = "%Y%m%dT%H%M%SZ";

/// What Taskwarrior works out by itself.
const DERIVED: [&str; 7] = [
    "id", "urgency", "modified", "end", "mask", "imask", "parent",
];

#[derive(Deserialize)]
struct Task {
    uuid: String,
    description: String,
    status: String,
    entry: Option<String>,
    start: Option<String>,
    due: Option<String>,
    priority: Option<String>,
    project: Option<String>,
    #[serde(default)]
    tags: Vec<String>,
    #[serde(default)]
    annotations: Vec<Annotation>,
    #[serde(default)]
    depends: Depends,
    #[serde(flatten)]
    more: Map<String, Value>,
}

#[derive(Deserialize)]
struct Annotation {
    entry: Option<String>,
    description: String,
}

/// A list of uuids; before Taskwarrior 2.6 one text with commas.
#[derive(Deserialize)]
#[serde(untagged)]
enum Depends {
    List(Vec<String>),
    Text(String),
}

impl Default for Depends {
    fn default() -> Self {
        Self::List(Vec::new())
    }
}

pub(super) fn read(text: &str, origin: &Origin) -> Result<Outline, Unreadable> {
    let tasks: Vec<Task> = match text.trim_start().starts_with('[') {
        true => serde_json::from_str(text)?,
        false => serde_json::Deserializer::from_str(text)
            .into_iter()
            .collect::<Result<_, _>>()?,
    };
    let mut outline = Outline {
        headings: ["To do", "Doing", "Done"].map(Heading::named).to_vec(),
        ..Outline::default()
    };
    for task in tasks {
        let key = key(&task.uuid);
        let depends = match &task.depends {
            Depends::List(uuids) => uuids.clone(),
            Depends::Text(uuids) => uuids.split(',').map(str::to_owned).collect(),
        };
        for before in depends {
            outline.tie(&self::key(before.trim()), LinkKind::Blocks, &key);
        }
        if let Some(entry) = entry(task, key, origin, &mut outline) {
            outline.entries.push(entry);
        }
    }
    outline.used_headings();
    Ok(outline)
}

fn key(uuid: &str) -> String {
    format!("{}:{uuid}", Format::Taskwarrior)
}

fn entry(task: Task, key: String, origin: &Origin, outline: &mut Outline) -> Option<Entry> {
    let column = match (task.status.as_str(), &task.start) {
        ("pending", Some(_)) => "Doing",
        ("completed", _) => "Done",
        ("deleted", _) => {
            outline.losses.one("deleted tasks");
            return None;
        }
        ("recurring", _) => {
            outline.losses.one("templates of recurring tasks");
            return None;
        }
        ("waiting", _) => {
            outline
                .losses
                .one("waiting until a day (they come as to do)");
            "To do"
        }
        _ => "To do",
    };
    for (field, _) in &task.more {
        if !DERIVED.contains(&field.as_str()) {
            outline.losses.one(&format!("the field {field}"));
        }
    }
    let project = task.project.map(|project| format!("project:{project}"));
    let comment = |annotation: Annotation| Said {
        at: annotation.entry.as_deref().and_then(moment),
        by: None,
        text: annotation.description,
    };
    Some(Entry {
        key,
        column: column.to_owned(),
        title: task.description,
        labels: task.tags.into_iter().chain(project).collect(),
        priority: task.priority.as_deref().and_then(priority),
        due: task.due.as_deref().and_then(|due| day(due, &origin.zone)),
        comments: task.annotations.into_iter().map(comment).collect(),
        created: task.entry.as_deref().and_then(moment),
        ..Entry::default()
    })
}

fn priority(letter: &str) -> Option<Priority> {
    match letter {
        "H" => Some(Priority::High),
        "M" => Some(Priority::Medium),
        "L" => Some(Priority::Low),
        _ => None,
    }
}

fn moment(text: &str) -> Option<Timestamp> {
    let civil = DateTime::strptime(MOMENT, text).ok()?;
    Some(civil.to_zoned(TimeZone::UTC).ok()?.timestamp())
}

fn day(text: &str, zone: &TimeZone) -> Option<Date> {
    Some(moment(text)?.to_zoned(zone.clone()).date())
}

#[derive(Serialize)]
struct Written<'a> {
    uuid: String,
    description: &'a str,
    status: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    entry: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    end: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    start: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    due: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    priority: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    project: Option<&'a str>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    tags: Vec<&'a str>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    depends: Vec<String>,
}

pub(super) fn write(outline: &Outline) -> String {
    let uuid = |key: &str| {
        let title = outline.title.as_deref().unwrap_or_default();
        let name = format!("{title}\n{key}");
        Uuid::new_v5(&Uuid::NAMESPACE_OID, name.as_bytes()).to_string()
    };
    let ties = outline.ties_to();
    let written = outline.entries.iter().map(|entry| {
        let done = Heading::named(&entry.column).done;
        let created = entry.created.map(|at| at.strftime(MOMENT).to_string());
        let is_project = |label: &&String| label.starts_with("project:");
        let project = entry.labels.iter().find(is_project);
        let others = entry.labels.iter().filter(|label| Some(*label) != project);
        let before = ties.get(entry.key.as_str()).into_iter().flatten();
        let before = before.filter(|tie| tie.kind == LinkKind::Blocks);
        Written {
            uuid: uuid(&entry.key),
            description: &entry.title,
            status: if done { "completed" } else { "pending" },
            end: created.clone().filter(|_| done),
            start: created.clone().filter(|_| entry.column == "Doing"),
            entry: created,
            // Noon, so that it is the same day almost everywhere.
            due: entry
                .due
                .map(|day| day.strftime("%Y%m%dT120000Z").to_string()),
            priority: entry.priority.map(letter),
            project: project.and_then(|label| label.strip_prefix("project:")),
            tags: others.map(String::as_str).collect(),
            depends: before.map(|tie| uuid(&tie.from)).collect(),
        }
    });
    let lines: Vec<String> = written
        .map(|task| serde_json::to_string(&task).expect("a task is plain data"))
        .collect();
    format!("[\n{}\n]\n", lines.join(",\n"))
}

fn letter(priority: Priority) -> &'static str {
    match priority {
        Priority::Low => "L",
        Priority::Medium => "M",
        Priority::High | Priority::Urgent => "H",
    }
}
