//! Changes in words: what somebody did, in a few words after their name.

use crate::board::{Board, CardField, CardId, ColumnField, ColumnId, Detail};
use crate::change::{Change, Diff, Touch};

/// Returns what a change did, as in "bob *moved #12 to Doing*". Asked after the board took it in.
pub(crate) fn deed(change: &Change, board: &Board) -> String {
    match &change.diff {
        Diff::Card(touch) => card_deed(touch, board),
        Diff::Column(touch) => column_deed(touch, board),
    }
}

fn card_deed(touch: &Touch<CardId, CardField>, board: &Board) -> String {
    let id = touch.id;
    let (before, after) = match (&touch.before, &touch.after) {
        (None, _) => return format!("added {id}"),
        (_, None) => return format!("deleted {id}"),
        (Some(before), Some(after)) => (before, after),
    };
    let archived = after.iter().find_map(|field| match field {
        CardField::Archived(archived) => Some(*archived),
        _ => None,
    });
    match archived {
        Some(true) => return format!("archived {id}"),
        Some(false) => return format!("restored {id}"),
        None => {}
    }
    match after.first() {
        Some(CardField::Place(spot)) => {
            let stayed = before
                .iter()
                .any(|field| matches!(field, CardField::Place(was) if was.column == spot.column));
            match board.column(spot.column).filter(|_| !stayed) {
                Some(column) => format!("moved {id} to {}", column.name),
                None => format!("moved {id}"),
            }
        }
        Some(CardField::Labels(_)) => format!("labelled {id}"),
        Some(CardField::Detail(detail)) => detail_deed(id, detail),
        _ => format!("changed {id}"),
    }
}

fn detail_deed(id: CardId, detail: &Detail) -> String {
    match detail {
        Detail::Title(_) => format!("renamed {id}"),
        Detail::Body(_) => format!("edited the text of {id}"),
        Detail::Assignee(Some(name)) => format!("assigned {id} to {name}"),
        Detail::Assignee(None) => format!("unassigned {id}"),
        Detail::Priority(Some(priority)) => format!("set {id} to {priority}"),
        Detail::Priority(None) => format!("took the priority off {id}"),
        Detail::Due(Some(_)) => format!("set when {id} is due"),
        Detail::Due(None) => format!("took the due date off {id}"),
    }
}

fn column_deed(touch: &Touch<ColumnId, ColumnField>, board: &Board) -> String {
    let named = |fields: &Option<Vec<ColumnField>>| {
        fields.iter().flatten().find_map(|field| match field {
            ColumnField::Name(name) => Some(format!("“{name}”")),
            _ => None,
        })
    };
    let now = board.column(touch.id);
    let now = now.map_or_else(
        || "a column".to_owned(),
        |column| format!("“{}”", column.name),
    );
    match (&touch.before, &touch.after) {
        (None, after) => format!("added column {}", named(after).unwrap_or(now)),
        (before, None) => format!("removed column {}", named(before).unwrap_or(now)),
        (before, Some(after)) => match after.first() {
            Some(ColumnField::Name(name)) => {
                let was = named(before).unwrap_or_else(|| "a column".to_owned());
                format!("renamed {was} to “{name}”")
            }
            Some(ColumnField::Limit(Some(limit))) => format!("limited {now} to {limit}"),
            Some(ColumnField::Limit(None)) => format!("took the limit off {now}"),
            _ => format!("moved column {now}"),
        },
    }
}
