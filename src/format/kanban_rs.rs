//! The JSON of kanban-rs: its board file, and what `kanban export` prints.

mod write;

use std::collections::HashMap;

use jiff::Timestamp;
use serde::Deserialize;

use super::{Format, Origin, Unreadable};
use crate::board::{LinkKind, Priority};
use crate::outline::{Entry, Heading, Losses, Outline};

pub(super) use write::{HOLDS, write};

/// Its board file keeps everything flat under `data`; an export has it board by board.
#[derive(Deserialize)]
struct File {
    data: Option<Content>,
    #[serde(default)]
    boards: Vec<Exported>,
}

#[derive(Deserialize)]
struct Exported {
    board: Board,
    columns: Vec<Column>,
    cards: Vec<Card>,
    #[serde(default)]
    archived_cards: Vec<Archived>,
    #[serde(default)]
    sprints: Vec<Sprint>,
}

#[derive(Deserialize, Default)]
struct Content {
    #[serde(default)]
    boards: Vec<Board>,
    #[serde(default)]
    columns: Vec<Column>,
    #[serde(default)]
    cards: Vec<Card>,
    #[serde(default)]
    archived_cards: Vec<Archived>,
    #[serde(default)]
    sprints: Vec<Sprint>,
    #[serde(default)]
    graph: Graph,
}

#[derive(Deserialize)]
struct Board {
    id: String,
    name: String,
    description: Option<String>,
    #[serde(default)]
    sprint_names: Vec<String>,
    completion_column_id: Option<String>,
    #[serde(default)]
    position: i64,
}

#[derive(Deserialize)]
struct Column {
    id: String,
    board_id: String,
    name: String,
    #[serde(default)]
    position: i64,
    wip_limit: Option<i64>,
}

#[derive(Deserialize)]
struct Card {
    id: String,
    column_id: String,
    title: String,
    description: Option<String>,
    priority: Option<String>,
    status: Option<String>,
    #[serde(default)]
    position: i64,
    due_date: Option<String>,
    points: Option<u32>,
    sprint_id: Option<String>,
    created_at: Option<Timestamp>,
}

#[derive(Deserialize)]
struct Archived {
    card: Card,
}

#[derive(Deserialize)]
struct Sprint {
    id: String,
    sprint_number: Option<u32>,
    name_index: Option<usize>,
    board_id: Option<String>,
}

#[derive(Deserialize, Default)]
struct Graph {
    #[serde(default)]
    blocks: Edges,
    #[serde(default)]
    spawns: Edges,
    #[serde(default)]
    relates: Edges,
}

#[derive(Deserialize, Default)]
struct Edges {
    #[serde(default)]
    edges: Vec<Edge>,
}

#[derive(Deserialize)]
struct Edge {
    source: String,
    target: String,
}

pub(super) fn read(text: &str, origin: &Origin) -> Result<Outline, Unreadable> {
    let file: File = serde_json::from_str(text)?;
    let content = file.data.unwrap_or_else(|| flat(file.boards));
    let mut outline = Outline::default();
    if let [board] = &content.boards[..] {
        outline.title = Some(board.name.clone()).filter(|name| !name.is_empty());
    }
    let descriptions = content
        .boards
        .iter()
        .filter(|board| board.description.is_some());
    outline
        .losses
        .add("descriptions of boards", descriptions.count());
    let columns = columns(&content, &mut outline);
    let sprints = sprints(&content);
    let archived = content.archived_cards.into_iter().map(|it| (it.card, true));
    let mut cards: Vec<(Card, bool)> = content
        .cards
        .into_iter()
        .map(|card| (card, false))
        .collect();
    cards.extend(archived);
    cards.sort_by_key(|(card, _)| card.position);
    for (card, archived) in cards {
        let Some(column) = columns.get(&card.column_id) else {
            let (title, column) = (&card.title, &card.column_id);
            return Err(Unreadable(format!(
                "the card “{title}” is in the column {column}, which is not in the file"
            )));
        };
        let sprint = card.sprint_id.as_ref().and_then(|id| sprints.get(id));
        let mut entry = entry(card, column.clone(), origin, &mut outline.losses);
        entry.archived = archived;
        entry.labels.extend(sprint.cloned());
        outline.entries.push(entry);
    }
    for (edges, kind) in [
        (content.graph.blocks, LinkKind::Blocks),
        (content.graph.spawns, LinkKind::Parent),
        (content.graph.relates, LinkKind::Relates),
    ] {
        for edge in edges.edges {
            outline.tie(&key(&edge.source), kind, &key(&edge.target));
        }
    }
    Ok(outline)
}

fn flat(boards: Vec<Exported>) -> Content {
    let mut content = Content::default();
    for exported in boards {
        content.boards.push(exported.board);
        content.columns.extend(exported.columns);
        content.cards.extend(exported.cards);
        content.archived_cards.extend(exported.archived_cards);
        content.sprints.extend(exported.sprints);
    }
    content
}

/// Notes the columns and returns their names. Of several boards, columns of one name become one.
fn columns(content: &Content, outline: &mut Outline) -> HashMap<String, String> {
    let place = |id: &str| content.boards.iter().find(|board| board.id == id);
    let mut columns: Vec<&Column> = content.columns.iter().collect();
    columns.sort_by_key(|column| {
        let board = place(&column.board_id).map_or(i64::MAX, |board| board.position);
        (board, &column.board_id, column.position)
    });
    let mut names = HashMap::new();
    for column in columns {
        let name = outline.heading(&column.name);
        let board = place(&column.board_id);
        let done = board.and_then(|board| board.completion_column_id.as_ref()) == Some(&column.id);
        let heading: Option<&mut Heading> = outline
            .headings
            .iter_mut()
            .find(|heading| heading.name == name);
        if let Some(heading) = heading {
            heading.done |= done;
            let limit = column.wip_limit.and_then(|limit| u32::try_from(limit).ok());
            heading.limit = heading.limit.or(limit);
        }
        names.insert(column.id.clone(), name);
    }
    names
}

/// Returns what each sprint is called as a label.
fn sprints(content: &Content) -> HashMap<String, String> {
    let label = |sprint: &Sprint| {
        let board = content
            .boards
            .iter()
            .find(|board| Some(&board.id) == sprint.board_id.as_ref());
        let name = board
            .zip(sprint.name_index)
            .and_then(|(board, at)| board.sprint_names.get(at).cloned());
        let number = sprint.sprint_number.unwrap_or_default();
        format!("sprint:{}", name.unwrap_or_else(|| number.to_string()))
    };
    content
        .sprints
        .iter()
        .map(|sprint| (sprint.id.clone(), label(sprint)))
        .collect()
}

fn key(id: &str) -> String {
    format!("{}:{id}", Format::KanbanRs)
}

fn entry(card: Card, column: String, origin: &Origin, losses: &mut Losses) -> Entry {
    let done = Heading::named(&column).done;
    let is_done = card.status.as_deref() == Some("Done");
    losses.add("done outside a done column", (is_done && !done).into());
    let blocked = (card.status.as_deref() == Some("Blocked")).then(|| "blocked".to_owned());
    let points = card.points.map(|points| format!("points:{points}"));
    Entry {
        key: key(&card.id),
        column,
        title: card.title,
        body: card.description.unwrap_or_default().trim_end().to_owned(),
        labels: points.into_iter().collect(),
        priority: card.priority.as_deref().and_then(priority),
        due: card.due_date.as_deref().and_then(|due| origin.day(due)),
        blocked,
        created: card.created_at.filter(|at| *at != Timestamp::UNIX_EPOCH),
        ..Entry::default()
    }
}

/// Every card there has a priority, and nobody has chosen `Medium`.
fn priority(word: &str) -> Option<Priority> {
    match word {
        "Low" => Some(Priority::Low),
        "High" => Some(Priority::High),
        "Critical" => Some(Priority::Urgent),
        _ => None,
    }
}
