//! The items of a GitHub project, as `gh project item-list NUMBER --format json` prints them.

use serde::Deserialize;
use serde_json::{Map, Value};

use super::{Format, Origin, Unreadable, github};
use crate::board::Priority;
use crate::outline::{Entry, Outline};

#[derive(Deserialize)]
struct Project {
    items: Vec<Item>,
    #[serde(default, rename = "totalCount")]
    total_count: usize,
}

#[derive(Deserialize)]
struct Item {
    id: String,
    title: Option<String>,
    status: Option<String>,
    content: Option<Content>,
    #[serde(default)]
    assignees: Vec<String>,
    #[serde(default)]
    labels: Vec<String>,
    /// The project's own fields, by their names.
    #[serde(flatten)]
    fields: Map<String, Value>,
}

#[derive(Deserialize)]
struct Content {
    #[serde(default)]
    title: String,
    #[serde(default)]
    body: String,
    url: Option<String>,
}

pub(super) fn read(text: &str, origin: &Origin) -> Result<Outline, Unreadable> {
    let project: Project = serde_json::from_str(text)?;
    let mut outline = Outline::default();
    let more = project.total_count.saturating_sub(project.items.len());
    outline
        .losses
        .add("items that gh left out (give it a higher --limit)", more);
    for item in project.items {
        let Some(content) = item.content else {
            outline.losses.one("items that you may not see");
            continue;
        };
        let column = outline.heading(item.status.as_deref().unwrap_or("No status"));
        let mut people = item.assignees.into_iter();
        let mut entry = Entry {
            key: match &content.url {
                Some(url) => github::key(url),
                None => format!("{}:{}", Format::Github, item.id),
            },
            column,
            title: item.title.unwrap_or(content.title),
            body: content.body,
            labels: item.labels.into_iter().collect(),
            assignee: people.next(),
            ..Entry::default()
        };
        outline
            .losses
            .add("assignees beside the first", people.count());
        for (name, value) in &item.fields {
            field(name, value, &mut entry, origin, &mut outline);
        }
        outline.entries.push(entry);
    }
    Ok(outline)
}

/// Takes over a field of the project's own as far as a card has the like.
fn field(name: &str, value: &Value, entry: &mut Entry, origin: &Origin, outline: &mut Outline) {
    let text = value.as_str();
    let known = name.to_lowercase();
    match known.as_str() {
        // It is in the address.
        "repository" => {}
        "milestone" => {
            let title = value["title"]
                .as_str()
                .map(|title| format!("milestone:{title}"));
            entry.labels.extend(title);
        }
        "priority" => match text.and_then(priority) {
            Some(priority) => entry.priority = Some(priority),
            None => outline.losses.one("priorities of another scale"),
        },
        "due" | "due date" | "deadline" | "target date" | "end date" => {
            match text.and_then(|day| origin.day(day)) {
                Some(day) => entry.due = Some(day),
                None => outline.losses.one(&format!("the field {name}")),
            }
        }
        _ => match (text, value["title"].as_str()) {
            (Some(text), _) | (None, Some(text)) if text.chars().count() <= 40 => {
                entry.labels.insert(format!("{name}:{text}"));
            }
            _ => outline.losses.one(&format!("the field {name}")),
        },
    }
}

/// Reads the scales that projects use: `P0` to `P3`, and words.
fn priority(text: &str) -> Option<Priority> {
    let word: String = text.chars().filter(char::is_ascii_alphanumeric).collect();
    Some(match word.to_lowercase().as_str() {
        "p0" | "critical" => Priority::Urgent,
        "p1" => Priority::High,
        "p2" => Priority::Medium,
        "p3" => Priority::Low,
        "" => return None,
        word => return Priority::ALL.into_iter().find(|known| known.name() == word),
    })
}
