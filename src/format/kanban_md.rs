//! A kanban-md folder: `config.yml` with the statuses, and a Markdown file a task in `tasks/`.

use jiff::Timestamp;
use serde_json::Value;

use super::front_matter::{self, Matter, quoted};
use super::{Files, Format, Origin, Unreadable};
use crate::board::{LinkKind, Priority};
use crate::outline::{Entry, Field, Heading, Outline};

pub(super) const HOLDS: &[Field] = &[
    Field::Title,
    Field::Columns,
    Field::Limits,
    Field::Archived,
    Field::Body,
    Field::BodyTasks,
    Field::Labels,
    Field::AnyLabel,
    Field::Assignee,
    Field::Priority,
    Field::Urgent,
    Field::Seconds,
    Field::Blocked,
    Field::Blocks,
    Field::Parent,
    Field::Created,
];

/// The status of tasks that are off the board.
const ARCHIVED: &str = "archived";
/// Tasks always have a priority; this one stands for none.
const ORDINARY: &str = "medium";

pub(super) fn read(files: &Files, origin: &Origin) -> Result<Outline, Unreadable> {
    let mut outline = Outline::default();
    let config = files.iter().find(|(path, _)| path.ends_with("config.yml"));
    let mut folder = "tasks/".to_owned();
    if let Some((path, text)) = config {
        let config =
            front_matter::parse(text).map_err(|why| Unreadable(format!("{path}: {why}")))?;
        let tasks = front_matter::text(&config, "tasks_dir");
        let beside = path.strip_suffix("config.yml").unwrap_or_default();
        folder = format!("{beside}{}/", tasks.unwrap_or_else(|| "tasks".to_owned()));
        outline.title = front_matter::text(&config["board"], "name");
        headings(&config, &mut outline);
    }
    let project = outline.title.clone();
    let key = |id: &str| origin.key_in(Format::KanbanMd, project.as_deref(), id);
    let mut numbers = Vec::new();
    let tasks = files
        .iter()
        .filter(|(path, _)| path.starts_with(&folder) && path.ends_with(".md"));
    for (path, text) in tasks {
        let unlike = |why: Unreadable| Unreadable(format!("{path}: {why}"));
        let (matter, body) = front_matter::split(text)
            .ok_or_else(|| unlike(Unreadable::new("it does not begin with front matter (---)")))?;
        let matter = front_matter::parse(matter).map_err(unlike)?;
        let id = front_matter::text(&matter, "id");
        let id = id.ok_or_else(|| unlike(Unreadable::new("the front matter has no id")))?;
        let number: f64 = id.parse().unwrap_or(f64::MAX);
        numbers.push(number);
        task(&id, &matter, body, origin, &mut outline, &key);
    }
    let mut entries: Vec<_> = numbers.into_iter().zip(outline.entries).collect();
    entries.sort_by(|one, other| one.0.total_cmp(&other.0));
    outline.entries = entries.into_iter().map(|(_, entry)| entry).collect();
    Ok(outline)
}

fn headings(config: &Value, outline: &mut Outline) {
    for status in config["statuses"].as_array().into_iter().flatten() {
        let name = status.as_str().or_else(|| status["name"].as_str());
        let Some(name) = name.filter(|name| *name != ARCHIVED) else {
            continue;
        };
        let limit = config["wip_limits"][name].as_u64();
        outline.headings.push(Heading {
            limit: limit.and_then(|limit| u32::try_from(limit).ok()),
            ..Heading::named(name)
        });
    }
}

fn task(
    id: &str,
    matter: &Value,
    body: &str,
    origin: &Origin,
    outline: &mut Outline,
    key: &dyn Fn(&str) -> String,
) {
    let field = |name: &str| front_matter::text(matter, name);
    let status = field("status").unwrap_or_else(|| "backlog".to_owned());
    let archived = status == ARCHIVED;
    let column = match (archived, outline.headings.last()) {
        (true, Some(last)) => last.name.clone(),
        (_, _) => outline.heading(&status),
    };
    for (name, what) in [
        ("started", "when tasks were started"),
        ("completed", "when tasks were completed"),
        ("estimate", "estimates"),
        ("claimed_by", "claims of workers"),
    ] {
        outline.losses.add(what, field(name).is_some().into());
    }
    let class = field("class").map(|class| format!("class:{class}"));
    let blocked = matter["blocked"].as_bool().unwrap_or(false);
    let why = || field("block_reason").unwrap_or_else(|| "blocked".to_owned());
    let me = key(id);
    for before in front_matter::list(matter, "depends_on") {
        outline.tie(&key(&before), LinkKind::Blocks, &me);
    }
    for parent in front_matter::list(matter, "parent") {
        outline.tie(&key(&parent), LinkKind::Parent, &me);
    }
    outline.entries.push(Entry {
        key: me,
        column,
        archived,
        title: field("title").unwrap_or_default(),
        body: body.trim_matches('\n').to_owned(),
        labels: front_matter::list(matter, "tags")
            .into_iter()
            .chain(class)
            .collect(),
        assignee: field("assignee"),
        priority: field("priority").as_deref().and_then(priority),
        due: field("due").and_then(|due| origin.day(&due)),
        blocked: blocked.then(why),
        created: field("created").and_then(|at| at.parse::<Timestamp>().ok()),
        ..Entry::default()
    });
}

fn priority(word: &str) -> Option<Priority> {
    match word {
        ORDINARY => None,
        "critical" => Some(Priority::Urgent),
        word => Priority::ALL.into_iter().find(|known| known.name() == word),
    }
}

pub(super) fn write(outline: &Outline) -> Files {
    let mut files = Files::from([("config.yml".to_owned(), config(outline))]);
    let ties = outline.ties_to();
    for entry in &outline.entries {
        let mut matter = Matter::default();
        let status = if entry.archived {
            ARCHIVED
        } else {
            &entry.column
        };
        let created = entry.created.unwrap_or(Timestamp::UNIX_EPOCH);
        matter
            .plain("id", &entry.key)
            .text("title", &entry.title)
            .text("status", status)
            .plain("priority", entry.priority.map_or(ORDINARY, word))
            .plain("created", created)
            .plain("updated", created);
        if let Some(name) = &entry.assignee {
            matter.text("assignee", name);
        }
        if !entry.labels.is_empty() {
            matter.list("tags", entry.labels.iter().map(String::as_str));
        }
        if let Some(due) = entry.due {
            matter.plain("due", due);
        }
        let ties = ties.get(entry.key.as_str()).into_iter().flatten();
        let (mut parent, mut before) = (None, Vec::new());
        for tie in ties {
            match tie.kind {
                LinkKind::Parent => parent = Some(&tie.from),
                _ => before.push(tie.from.as_str()),
            }
        }
        if let Some(parent) = parent {
            matter.plain("parent", parent);
        }
        if !before.is_empty() {
            matter.plain("depends_on", format!("[{}]", before.join(", ")));
        }
        if let Some(why) = &entry.blocked {
            matter.plain("blocked", true).text("block_reason", why);
        }
        let name = format!("tasks/{:0>3}-{}.md", entry.key, super::slug(&entry.title));
        let blank = if entry.body.is_empty() { "" } else { "\n" };
        let text = format!("---\n{}---\n{blank}{}{blank}", matter.lines(), entry.body);
        files.insert(name, text);
    }
    files
}

fn word(priority: Priority) -> &'static str {
    match priority {
        Priority::Urgent => "critical",
        other => other.name(),
    }
}

fn config(outline: &Outline) -> String {
    let title = outline.title.as_deref().unwrap_or("Board");
    let next = outline
        .entries
        .iter()
        .filter_map(|entry| entry.key.parse::<i64>().ok());
    let next = next.max().unwrap_or(0) + 1;
    let statuses = outline.headings.iter().map(|heading| heading.name.as_str());
    let first = statuses.clone().next().unwrap_or("backlog");
    let lines: Vec<String> = statuses
        .clone()
        .chain([ARCHIVED])
        .map(|name| format!("    - {}", quoted(name)))
        .collect();
    let limits = outline.headings.iter().filter_map(|heading| {
        let limit = heading.limit?;
        Some(format!("    {}: {limit}\n", quoted(&heading.name)))
    });
    let limits: String = limits.collect();
    let wip = if limits.is_empty() {
        ""
    } else {
        "wip_limits:\n"
    };
    format!(
        "version: 1\nboard:\n    name: {}\ntasks_dir: tasks\nstatuses:\n{}\npriorities:\n    - low\n    - medium\n    \
         - high\n    - critical\ndefaults:\n    status: {}\n    priority: {ORDINARY}\n{wip}{limits}next_id: {next}\n",
        quoted(title),
        lines.join("\n"),
        quoted(first),
    )
}
