//! The Markdown of Obsidian's kanban plugin: `kanban-plugin` in the front matter, a heading a lane, a list item a
//! card, `**Complete**` in lanes that complete, the archive below `***`.

mod item;
mod write;

use super::{Format, Origin, Unreadable, front_matter};
use crate::outline::{Entry, Field, Heading, Outline};

pub(super) use write::write;

pub(super) const HOLDS: &[Field] = &[
    Field::Order,
    Field::Columns,
    Field::Limits,
    Field::Done,
    Field::Archived,
    Field::Body,
    Field::Labels,
    Field::Checklist,
];

/// The line that makes a lane complete what comes into it.
const COMPLETE: &str = "**Complete**";
/// The name of the archive's heading, below a line of `***`.
const ARCHIVE: &str = "Archive";

pub(super) fn read(text: &str, origin: &Origin) -> Result<Outline, Unreadable> {
    let (_, text) = front_matter::split(text)
        .ok_or_else(|| Unreadable::new("it does not begin with the front matter of a board"))?;
    // The plugin's settings stand in a comment at the end.
    let text = text.split("\n%% kanban:settings").next().unwrap_or(text);
    let mut page = Page::default();
    let mut lines = text.lines().peekable();
    while let Some(line) = lines.next() {
        if let Some(name) = heading(line) {
            page.heading(name);
        } else if matches!(line.trim(), "***" | "---" | "___") {
            page.after_rule = true;
        } else if line.trim() == COMPLETE {
            page.complete();
        } else if let Some(first) = line.strip_prefix("- ").or_else(|| line.strip_prefix("* ")) {
            let mut item = vec![first.to_owned()];
            while let Some(next) = lines.next_if(|next| belongs(next)) {
                item.push(item::dedent(next).to_owned());
            }
            page.item(&item, origin);
        } else if !line.trim().is_empty() {
            page.outline.losses.one("lines between the cards");
        }
    }
    Ok(page.outline)
}

fn heading(line: &str) -> Option<&str> {
    let name = line.trim_start_matches('#');
    let hashes = line.len() - name.len();
    (1..=6).contains(&hashes).then_some(())?;
    name.strip_prefix(' ').map(str::trim)
}

/// Tells whether a line goes on with the item above it: it is indented, or blank.
fn belongs(line: &str) -> bool {
    line.starts_with([' ', '\t']) || line.is_empty()
}

/// What was read so far.
#[derive(Default)]
struct Page {
    outline: Outline,
    column: Option<String>,
    in_archive: bool,
    /// Whether the line above was a rule, so that a heading may be the archive's.
    after_rule: bool,
}

impl Page {
    fn heading(&mut self, name: &str) {
        if self.after_rule && name == ARCHIVE {
            self.in_archive = true;
            return;
        }
        self.after_rule = false;
        let (name, limit) = lane(name);
        let name = self.outline.heading(name);
        if let Some(heading) = self.outline.headings.last_mut() {
            heading.limit = limit;
            heading.done = false;
        }
        self.column = Some(name);
    }

    fn complete(&mut self) {
        if let Some(heading) = self.outline.headings.last_mut() {
            heading.done = true;
        }
    }

    fn item(&mut self, lines: &[String], origin: &Origin) {
        let (mut entry, ticked) = item::read(lines, origin, &mut self.outline.losses);
        if entry.title.is_empty() && entry.body.is_empty() {
            return;
        }
        let column = match &self.column {
            Some(column) => column.clone(),
            None => self.outline.heading("To do"),
        };
        let heading = self.outline.headings.iter().find(|it| it.name == column);
        let done = heading.is_some_and(|heading: &Heading| heading.done);
        if ticked && !done && !self.in_archive {
            self.outline
                .losses
                .one("ticked cards outside a lane that completes");
        }
        entry.key = origin.key_of(Format::Obsidian, &entry.title);
        entry.archived = self.in_archive;
        entry.column = column;
        self.outline.entries.push(Entry { ..entry });
    }
}

/// Returns a lane's name and its limit: `Doing (5)`.
fn lane(title: &str) -> (&str, Option<u32>) {
    let limit = || {
        let (name, limit) = title.strip_suffix(')')?.rsplit_once('(')?;
        Some((name.trim_end(), limit.parse().ok()?))
    };
    match limit() {
        Some((name, limit)) if limit > 0 => (name, Some(limit)),
        Some((name, _)) => (name, None),
        None => (title, None),
    }
}
