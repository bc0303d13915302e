//! A Backlog.md folder: `config.yml` with the statuses, and a Markdown file a task, off the board in `archive/tasks`.

mod sections;
mod write;

use jiff::Timestamp;
use jiff::civil::DateTime;
use jiff::tz::TimeZone;
use serde_json::Value;

use super::{Files, Format, Origin, Unreadable, front_matter};
use crate::board::{LinkKind, Priority};
use crate::outline::{Entry, Field, Heading, Outline};

pub(super) use write::write;

pub(super) const HOLDS: &[Field] = &[
    Field::Title,
    Field::Columns,
    Field::Order,
    Field::Archived,
    Field::ArchivedColumn,
    Field::Body,
    Field::BodyTasks,
    Field::Labels,
    Field::AnyLabel,
    Field::Assignee,
    Field::Priority,
    Field::Medium,
    Field::Checklist,
    Field::Comments,
    Field::Blocks,
    Field::Parent,
    Field::Created,
];

/// Where its tasks lie; those of the first folder are on the board.
const FOLDERS: [&str; 3] = ["tasks/", "completed/", "archive/tasks/"];
/// How it writes moments, in UTC.
const MOMENT: &str = "%Y-%m-%d %H:%M";

pub(super) fn read(files: &Files, origin: &Origin) -> Result<Outline, Unreadable> {
    let mut outline = Outline::default();
    let is_config = |path: &str| {
        let name = path.rsplit('/').next();
        matches!(
            name,
            Some("config.yml" | "config.yaml" | "backlog.config.yml")
        )
    };
    if let Some((path, text)) = files.iter().find(|(path, _)| is_config(path)) {
        let config =
            front_matter::parse(text).map_err(|why| Unreadable(format!("{path}: {why}")))?;
        outline.title = front_matter::text(&config, "project_name");
        let statuses = front_matter::list(&config, "statuses");
        outline.headings = statuses.iter().map(|name| Heading::named(name)).collect();
    }
    let mut tasks = Vec::new();
    for (path, text) in files.iter().filter(|(path, _)| path.ends_with(".md")) {
        let folder = FOLDERS.iter().rposition(|folder| in_folder(path, folder));
        match folder {
            Some(folder) => tasks.push(task(path, text, folder > 0, origin, &mut outline)?),
            None if in_folder(path, "drafts/") => outline.losses.one("drafts"),
            None => outline.losses.one("documents and decisions"),
        }
    }
    tasks.sort_by(|one, other| one.0.total_cmp(&other.0));
    outline.entries = tasks.into_iter().map(|(_, entry)| entry).collect();
    Ok(outline)
}

fn in_folder(path: &str, folder: &str) -> bool {
    let before = path
        .rsplit_once('/')
        .map(|(before, _)| format!("{before}/"));
    before.is_some_and(|before| before == folder || before.ends_with(&format!("/{folder}")))
}

/// Returns the task and where it stands among the others.
fn task(
    path: &str,
    text: &str,
    archived: bool,
    origin: &Origin,
    outline: &mut Outline,
) -> Result<(f64, Entry), Unreadable> {
    let unlike = |why: Unreadable| Unreadable(format!("{path}: {why}"));
    let (matter, below) = front_matter::split(text)
        .ok_or_else(|| unlike(Unreadable::new("it does not begin with front matter (---)")))?;
    let matter = front_matter::parse(matter).map_err(unlike)?;
    let field = |name: &str| front_matter::text(&matter, name);
    let id = field("id").ok_or_else(|| unlike(Unreadable::new("the front matter has no id")))?;
    let project = outline.title.clone();
    let key = |id: &str| origin.key_in(Format::Backlog, project.as_deref(), number(id));
    let me = key(&id);
    for before in front_matter::list(&matter, "dependencies") {
        outline.tie(&key(&before), LinkKind::Blocks, &me);
    }
    if let Some(parent) = field("parent_task_id") {
        outline.tie(&key(&parent), LinkKind::Parent, &me);
    }
    for name in [
        "reporter",
        "references",
        "documentation",
        "modified_files",
        "onStatusChange",
    ] {
        let count = front_matter::list(&matter, name).len();
        outline.losses.add(&format!("the field {name}"), count);
    }
    let mut people = front_matter::list(&matter, "assignee").into_iter();
    let assignee = people
        .next()
        .map(|name| name.trim_start_matches('@').to_owned());
    outline
        .losses
        .add("assignees beside the first", people.count());
    let named = |name: &str| field(name).map(|value| format!("{name}:{value}"));
    let labels = front_matter::list(&matter, "labels").into_iter();
    let below = sections::read(below);
    let entry = Entry {
        column: outline.heading(field("status").as_deref().unwrap_or("To Do")),
        archived,
        title: field("title").unwrap_or_default(),
        body: below.body,
        labels: labels
            .chain(named("milestone"))
            .chain(named("type"))
            .collect(),
        assignee,
        priority: field("priority").as_deref().and_then(priority),
        due: field("due_date").and_then(|due| origin.day(&due)),
        checklist: below.checklist,
        comments: below.comments,
        created: field("created_date").as_deref().and_then(moment),
        key: me,
        ..Entry::default()
    };
    Ok((rank(&matter, &id), entry))
}

/// Returns the number in `TASK-12.3`: its prefix has changed over time, and links may still have the old one.
fn number(id: &str) -> &str {
    id.rsplit('-').next().unwrap_or(id)
}

/// Tasks stand in the order that somebody gave them, the others after them by their numbers.
fn rank(matter: &Value, id: &str) -> f64 {
    let number: f64 = number(id).parse().unwrap_or(0.0);
    matter["ordinal"].as_f64().unwrap_or(1e12 + number)
}

fn priority(word: &str) -> Option<Priority> {
    let word = word.to_lowercase();
    Priority::ALL.into_iter().find(|known| known.name() == word)
}

fn moment(text: &str) -> Option<Timestamp> {
    if let Ok(at) = text.parse() {
        return Some(at);
    }
    let civil = DateTime::strptime(MOMENT, text)
        .or_else(|_| text.parse::<DateTime>())
        .ok()?;
    Some(civil.to_zoned(TimeZone::UTC).ok()?.timestamp())
}
