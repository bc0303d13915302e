//! A CSV table: a card a row, the first row names the fields.

mod cells;
mod headers;

use csv::{ReaderBuilder, StringRecord, Terminator, WriterBuilder};

use super::{Format, Origin, Unreadable};
use crate::board::Priority;
use crate::outline::{Entry, Field, Outline};
use headers::{Header, header};

pub(super) use headers::looks_like_one;

pub(super) const HOLDS: &[Field] = &[
    Field::Order,
    Field::ColumnNames,
    Field::Archived,
    Field::ArchivedColumn,
    Field::Body,
    Field::BodyTasks,
    Field::Labels,
    Field::AnyLabel,
    Field::Assignee,
    Field::Priority,
    Field::Medium,
    Field::Urgent,
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

pub(super) fn read(text: &str, origin: &Origin) -> Result<Outline, Unreadable> {
    let mut reader = ReaderBuilder::new()
        .delimiter(headers::delimiter(text))
        .flexible(true)
        .from_reader(text.as_bytes());
    let names = reader.headers().map_err(unreadable)?.clone();
    let headers: Vec<Header> = names.iter().map(header).collect();
    if !headers.contains(&Header::Title) {
        let names: Vec<&str> = names.iter().collect();
        return Err(Unreadable(format!(
            "no column of the table is called title; there are: {}",
            names.join(", ")
        )));
    }
    let mut outline = Outline::default();
    for row in reader.records() {
        let row = row.map_err(unreadable)?;
        let line = row.position().map_or(0, csv::Position::line);
        if row.iter().all(|cell| cell.trim().is_empty()) {
            continue;
        }
        if row.len() > headers.len() {
            return Err(Unreadable(format!(
                "line {line}: it has {} cells, but the first row names only {}; is a quote missing?",
                row.len(),
                headers.len()
            )));
        }
        let entry = entry(&row, &headers, &names, origin, &mut outline)
            .map_err(|why| Unreadable(format!("line {line}: {why}")))?;
        outline.entries.push(entry);
    }
    Ok(outline)
}

fn unreadable(error: csv::Error) -> Unreadable {
    Unreadable(format!("it is no CSV table: {error}"))
}

fn entry(
    row: &StringRecord,
    headers: &[Header],
    names: &StringRecord,
    origin: &Origin,
    outline: &mut Outline,
) -> Result<Entry, String> {
    let mut entry = Entry::default();
    let mut links = "";
    let mut id = "";
    let mut column = "";
    for ((header, name), cell) in headers.iter().zip(names).zip(row) {
        let cell = cells::bare(cell);
        if cell.trim().is_empty() {
            continue;
        }
        let odd = |what: &str| format!("{name}: {what}: “{}”", cell.trim());
        match header {
            Header::Id => id = cell.trim(),
            Header::Title => cell.clone_into(&mut entry.title),
            Header::Column => column = cell,
            Header::Body => cell.clone_into(&mut entry.body),
            Header::Labels => entry.labels = cells::labels(cell),
            Header::Assignee => {
                // A name has no blanks, but may have a comma.
                let people = cell.split(", ").flat_map(|part| part.split("; "));
                let mut people = people.map(str::trim);
                entry.assignee = people.next().map(str::to_owned);
                outline
                    .losses
                    .add("people beside the first", people.count());
            }
            Header::Priority => match priority(cell) {
                Some(priority) => entry.priority = priority,
                None => outline.losses.one("priorities of another scale"),
            },
            Header::Due => {
                let day = origin.day(cell);
                let day = day.ok_or_else(|| odd("not a day such as 2026-12-03"))?;
                entry.due = Some(day);
            }
            Header::Checklist => entry.checklist = cells::steps(cell),
            Header::Comments => entry.comments = cells::comments(cell),
            Header::Links => links = cell,
            Header::Blocked => entry.blocked = Some(cell.to_owned()),
            Header::Archived => entry.archived = cells::yes(cell),
            Header::Created => {
                entry.created = cell.trim().parse().ok();
                let known = entry.created.is_some();
                outline.losses.add("when cards were made", (!known).into());
            }
            Header::Other => outline.losses.one(&format!("the table's column {name}")),
        }
    }
    if entry.title.trim().is_empty() {
        return Err("it has no title".to_owned());
    }
    let key = |id: &str| origin.key_in(Format::Csv, None, id);
    entry.key = match id {
        "" => origin.key_of(Format::Csv, &entry.title),
        id => key(id),
    };
    entry.column = outline.heading(if column.is_empty() { "To do" } else { column });
    for (kind, other) in cells::links(links) {
        outline.tie(&entry.key, kind, &key(other));
    }
    Ok(entry)
}

/// Returns the priority, which may be none; `None` when the word is of another scale.
fn priority(cell: &str) -> Option<Option<Priority>> {
    let word = cell.trim().to_lowercase();
    let known = Priority::ALL.into_iter().find(|known| known.name() == word);
    match word.as_str() {
        "none" | "normal" => Some(None),
        "critical" | "highest" | "blocker" => Some(Some(Priority::Urgent)),
        "lowest" => Some(Some(Priority::Low)),
        _ => known.map(Some),
    }
}

pub(super) fn write(outline: &Outline) -> String {
    let mut writer = WriterBuilder::new()
        .terminator(Terminator::CRLF)
        .from_writer(Vec::new());
    let written = "a vector takes every row";
    writer.write_record(headers::NAMES).expect(written);
    let ties = outline.ties_from();
    for entry in &outline.entries {
        let row = [
            entry.key.clone(),
            entry.title.clone(),
            entry.column.clone(),
            entry.body.clone(),
            cells::write_labels(&entry.labels),
            entry.assignee.clone().unwrap_or_default(),
            entry
                .priority
                .map(|it| it.name().to_owned())
                .unwrap_or_default(),
            entry.due.map(|due| due.to_string()).unwrap_or_default(),
            cells::write_steps(&entry.checklist),
            cells::write_comments(&entry.comments),
            cells::write_links(ties.get(entry.key.as_str())),
            entry.blocked.clone().unwrap_or_default(),
            if entry.archived { "yes" } else { "" }.to_owned(),
            entry.created.map(|at| at.to_string()).unwrap_or_default(),
        ];
        writer
            .write_record(row.map(|cell| cells::defused(&cell)))
            .expect(written);
    }
    let bytes = writer.into_inner().expect(written);
    String::from_utf8(bytes).expect("it was made of texts")
}
