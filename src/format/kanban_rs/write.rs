//! What `kanban import` of kanban-rs reads: one board, as its own `kanban export` prints it.

use std::collections::HashMap;

use jiff::Timestamp;
use serde::Serialize;
use serde_json::{Value, json};
use uuid::Uuid;

use crate::board::Priority;
use crate::outline::{Entry, Field, Heading, Outline};

/// An export has no ties, and a card no labels, people, items or comments.
pub(crate) const HOLDS: &[Field] = &[
    Field::Title,
    Field::Columns,
    Field::Order,
    Field::ColumnNames,
    Field::Limits,
    Field::Archived,
    Field::ArchivedColumn,
    Field::Body,
    Field::BodyTasks,
    Field::Priority,
    Field::Urgent,
    Field::Created,
    Field::Seconds,
];

#[derive(Serialize)]
struct Card<'a> {
    id: String,
    column_id: String,
    title: &'a str,
    description: Option<&'a str>,
    priority: &'static str,
    status: &'static str,
    position: usize,
    due_date: Option<String>,
    points: Option<u8>,
    card_number: usize,
    created_at: Timestamp,
    updated_at: Timestamp,
}

/// Names things of a board, always alike.
struct Ids<'a>(&'a str);

impl Ids<'_> {
    fn of(&self, kind: &str, name: &str) -> String {
        let name = format!("{}\n{kind}\n{name}", self.0);
        Uuid::new_v5(&Uuid::NAMESPACE_OID, name.as_bytes()).to_string()
    }
}

pub(crate) fn write(outline: &Outline) -> String {
    let title = outline.title.as_deref().unwrap_or_default();
    let ids = Ids(title);
    let board = ids.of("board", "");
    // Every board, column and card must say when it was made; the tool has no word for not knowing.
    let never = Timestamp::UNIX_EPOCH;
    let columns = outline.headings.iter().enumerate().map(|(at, heading)| {
        json!({
            "id": ids.of("column", &heading.name),
            "board_id": board,
            "name": heading.name,
            "position": at,
            "wip_limit": heading.limit,
            "created_at": never,
            "updated_at": never,
        })
    });
    let done = outline.headings.iter().find(|heading| heading.done);
    let mut places: HashMap<&str, usize> = HashMap::new();
    let (mut cards, mut archived) = (Vec::new(), Vec::new());
    for (entry, number) in outline.entries.iter().zip(1..) {
        let place = places.entry(&entry.column).or_default();
        let card = card(entry, *place, number, &ids);
        match entry.archived {
            false => cards.push(json!(card)),
            true => archived.push(json!({
                "card": card,
                "archived_at": entry.created.unwrap_or(never),
                "original_column_id": ids.of("column", &entry.column),
                "original_position": place,
            })),
        }
        *place += 1;
    }
    let exported = json!({"boards": [{
        "board": {
            "id": board,
            "name": title,
            "description": null,
            "completion_column_id": done.map(|heading| ids.of("column", &heading.name)),
            "card_counter": outline.entries.len() + 1,
            "created_at": never,
            "updated_at": never,
        },
        "columns": columns.collect::<Vec<Value>>(),
        "cards": cards,
        "sprints": [],
        "archived_cards": archived,
    }]});
    let text = serde_json::to_string_pretty(&exported).expect("a board is plain data");
    text + "\n"
}

fn card<'a>(entry: &'a Entry, position: usize, card_number: usize, ids: &Ids<'_>) -> Card<'a> {
    let created = entry.created.unwrap_or(Timestamp::UNIX_EPOCH);
    let done = Heading::named(&entry.column).done;
    Card {
        id: ids.of("card", &entry.key),
        column_id: ids.of("column", &entry.column),
        title: &entry.title,
        description: Some(entry.body.as_str()).filter(|body| !body.is_empty()),
        priority: match entry.priority {
            Some(Priority::Low) => "Low",
            Some(Priority::Medium) | None => "Medium",
            Some(Priority::High) => "High",
            Some(Priority::Urgent) => "Critical",
        },
        status: if done { "Done" } else { "Todo" },
        position,
        // Noon, so that it is the same day almost everywhere.
        due_date: entry.due.map(|day| format!("{day}T12:00:00Z")),
        points: None,
        card_number,
        created_at: created,
        updated_at: created,
    }
}
