//! What the first row of a table may call the fields.

/// What `write` calls them, in their order.
pub(super) const NAMES: [&str; 14] = [
    "id",
    "title",
    "column",
    "body",
    "labels",
    "assignee",
    "priority",
    "due",
    "checklist",
    "comments",
    "links",
    "blocked",
    "archived",
    "created",
];

/// A field of the table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Header {
    Id,
    Title,
    Column,
    Body,
    Labels,
    Assignee,
    Priority,
    Due,
    Checklist,
    Comments,
    Links,
    Blocked,
    Archived,
    Created,
    Other,
}

/// Finds the field of a name as walboard and other tools call it.
pub(super) fn header(name: &str) -> Header {
    let name = name.trim().trim_start_matches('\u{FEFF}').to_lowercase();
    match name.replace(['_', '-'], " ").as_str() {
        "id" | "key" | "number" | "issue key" | "card id" | "#" => Header::Id,
        "title" | "name" | "summary" | "subject" | "task" | "card name" | "card" => Header::Title,
        "column" | "status" | "list" | "state" | "list name" | "stage" => Header::Column,
        "body" | "description" | "desc" | "notes" | "text" | "card description" => Header::Body,
        "labels" | "label" | "tags" | "tag" => Header::Labels,
        "assignee" | "assigned to" | "owner" | "members" | "assignees" => Header::Assignee,
        "priority" => Header::Priority,
        "due" | "due date" | "deadline" => Header::Due,
        "checklist" => Header::Checklist,
        "comments" => Header::Comments,
        "links" => Header::Links,
        "blocked" => Header::Blocked,
        "archived" => Header::Archived,
        "created" | "created at" | "date created" => Header::Created,
        _ => Header::Other,
    }
}

/// Returns what stands between the cells: whatever there is most of in the first row.
pub(super) fn delimiter(text: &str) -> u8 {
    let first = text.lines().next().unwrap_or_default();
    let count = |delimiter: &u8| first.bytes().filter(|byte| byte == delimiter).count();
    // The last of equals wins: the comma.
    let delimiters = [b'\t', b';', b','];
    delimiters.into_iter().max_by_key(count).unwrap_or(b',')
}

/// Tells whether the first row names a title and something else.
pub(in super::super) fn looks_like_one(text: &str) -> bool {
    let first = text.lines().next().unwrap_or_default();
    let delimiter = char::from(delimiter(text));
    let names = first
        .split(delimiter)
        .map(|name| header(name.trim_matches('"')));
    let names: Vec<Header> = names.collect();
    names.contains(&Header::Title) && (names.len() > 1 || text.lines().count() > 1)
}
