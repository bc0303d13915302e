//! One Markdown page for people to read: a heading a column, a task a card, its fields in code spans below the title,
//! its text indented. Reads any page of headings and list items, too.

mod item;
mod spans;
mod write;

use super::{Format, Origin, Unreadable};
use crate::outline::{Entry, Field, Heading, Outline};
use item::Item;

pub(super) use write::write;

pub(super) const HOLDS: &[Field] = &[
    Field::Title,
    Field::Columns,
    Field::ColumnNames,
    Field::Order,
    Field::Limits,
    Field::Done,
    Field::Archived,
    Field::ArchivedColumn,
    Field::Body,
    Field::BodyTasks,
    Field::Labels,
    Field::AnyLabel,
    Field::Assignee,
    Field::Priority,
    Field::Urgent,
    Field::Medium,
    Field::Checklist,
    Field::Comments,
    Field::Seconds,
    Field::Blocked,
    Field::Blocks,
    Field::Parent,
    Field::Parents,
    Field::Relates,
    Field::Created,
];

/// The first line of what `write` makes.
const OURS: &str = "<!-- a board of walboard -->";
/// What the parts of a card below its text begin with.
const CHECKLIST: &str = "### Checklist";
const COMMENTS: &str = "### Comments";

pub(super) fn is_our_own(text: &str) -> bool {
    text.starts_with(OURS)
}

pub(super) fn read(text: &str, origin: &Origin) -> Result<Outline, Unreadable> {
    let mut page = Page {
        origin,
        ours: is_our_own(text),
        outline: Outline::default(),
        column: None,
    };
    let mut lines = text.lines().enumerate().peekable();
    while let Some((at, line)) = lines.next() {
        if let Some((depth, name)) = heading(line) {
            page.heading(depth, name);
        } else if let Some(first) = line.strip_prefix("- ").or_else(|| line.strip_prefix("* ")) {
            let mut below = Vec::new();
            while let Some((_, next)) = lines.next_if(|(_, next)| belongs(next)) {
                below.push(dedent(next));
            }
            page.item(first, &below)
                .map_err(|why| Unreadable(format!("line {}: {why}", at + 1)))?;
        } else if !line.trim().is_empty() && line != OURS {
            page.outline.losses.one("lines between the cards");
        }
    }
    if page.outline.entries.is_empty() && page.outline.headings.is_empty() {
        return Err(Unreadable::new(
            "it has neither headings nor list items, so there are no columns and no cards in it",
        ));
    }
    Ok(page.outline)
}

fn heading(line: &str) -> Option<(usize, &str)> {
    let name = line.trim_start_matches('#');
    let depth = line.len() - name.len();
    let name = name.strip_prefix(' ')?;
    (1..=6).contains(&depth).then_some((depth, name.trim()))
}

/// Tells whether a line goes on with the item above it: it is indented, or blank.
fn belongs(line: &str) -> bool {
    line.starts_with([' ', '\t']) || line.is_empty()
}

fn dedent(line: &str) -> &str {
    let two = line.strip_prefix("  ");
    two.or_else(|| line.strip_prefix('\t'))
        .unwrap_or_else(|| line.trim_start())
}

/// What was read so far.
struct Page<'a> {
    origin: &'a Origin,
    /// Whether it was written by walboard.
    ours: bool,
    outline: Outline,
    column: Option<String>,
}

impl Page<'_> {
    fn heading(&mut self, depth: usize, name: &str) {
        let first = self.outline.headings.is_empty() && self.outline.entries.is_empty();
        if depth == 1 && first && self.outline.title.is_none() {
            self.outline.title = Some(name.to_owned());
            return;
        }
        let mut heading = spans::heading(name);
        if !self.ours {
            heading = Heading::named(name);
        }
        let known = self.outline.heading(&heading.name);
        if let Some(last) = self.outline.headings.last_mut()
            && last.name == known
        {
            last.limit = heading.limit;
            last.done = heading.done;
        }
        self.column = Some(known);
    }

    fn item(&mut self, first: &str, below: &[&str]) -> Result<(), Unreadable> {
        let Item {
            mut entry,
            number,
            links,
            ticked,
        } = item::read(first, below, self.ours)?;
        let column = match (&self.column, ticked) {
            (Some(column), _) => column.clone(),
            (None, true) => self.outline.heading("Done"),
            (None, false) => self.outline.heading("To do"),
        };
        let heading = self.outline.headings.iter().find(|it| it.name == column);
        let done = heading.is_some_and(|heading| heading.done);
        if ticked && !done {
            self.outline
                .losses
                .one("ticked cards outside a done column");
        }
        let title = self.outline.title.clone();
        let key = |number: &str| {
            self.origin
                .key_in(Format::Markdown, title.as_deref(), number)
        };
        entry.key = match &number {
            Some(number) => key(number),
            None => self.origin.key_of(Format::Markdown, &entry.title),
        };
        for (kind, other) in links {
            self.outline.tie(&entry.key, kind, &key(&other));
        }
        self.outline.entries.push(Entry { column, ..entry });
        Ok(())
    }
}
