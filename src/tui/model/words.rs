//! Changes in words: what somebody did, in a few words after their name.

use std::collections::BTreeSet;

use crate::board::{
    Board, CardField, CardId, ColumnField, ColumnId, Detail, Item, LabelField, Link, Relation,
    Remark,
};
use crate::change::{self, Change, Diff, ItemStep, Touch};

/// Returns what a change did, as in "bob *moved #12 to Doing*". Asked after the board took it in.
pub(crate) fn deed(change: &Change, board: &Board) -> String {
    if let (Some((who, _)), Some(card)) = (change.ran_out(), change.card()) {
        return format!("freed {card}, for the claim of {who} had ended");
    }
    match &change.diff {
        Diff::Card(touch) => card_deed(touch, board),
        Diff::Column(touch) => column_deed(touch, board),
        Diff::Label(touch) => match touch.after.as_deref() {
            Some([LabelField::Color(color), ..]) => format!("coloured +{} {color}", touch.id),
            _ => format!("took the colour off +{}", touch.id),
        },
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
        Some(CardField::Checklist(now)) => match before.first() {
            Some(CardField::Checklist(was)) => item_deed(id, was, now),
            _ => format!("changed the checklist of {id}"),
        },
        Some(CardField::Comment(now)) => match (before.first(), now) {
            (Some(CardField::Comment(Remark::Unsaid { .. })), _) => format!("commented on {id}"),
            (_, Remark::Said(_)) => format!("edited a comment on {id}"),
            (_, Remark::Unsaid { .. }) => format!("removed a comment on {id}"),
        },
        Some(CardField::Links(now)) => match before.first() {
            Some(CardField::Links(was)) => link_deed(id, was, now),
            _ => format!("linked {id}"),
        },
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
        Detail::Blocked(Some(why)) => format!("blocked {id}: {why}"),
        Detail::Blocked(None) => format!("unblocked {id}"),
        Detail::Lease(Some(_)) => format!("claimed {id} for a while"),
        Detail::Lease(None) => format!("let go of {id}"),
        Detail::Source(_) => format!("set where {id} comes from"),
    }
}

fn item_deed(id: CardId, was: &[Item], now: &[Item]) -> String {
    let what = match change::item_steps(was, now).first() {
        Some(ItemStep::Added(item)) => format!("added “{}” to", item.text),
        Some(ItemStep::Removed(item)) => format!("removed “{}” from", item.text),
        Some(ItemStep::Ticked(item)) => format!("ticked “{}” on", item.text),
        Some(ItemStep::Unticked(item)) => format!("unticked “{}” on", item.text),
        Some(ItemStep::Renamed(_, item)) => format!("renamed “{}” on", item.text),
        Some(ItemStep::Moved) | None => "reordered".to_owned(),
    };
    format!("{what} the checklist of {id}")
}

fn link_deed(id: CardId, was: &BTreeSet<Link>, now: &BTreeSet<Link>) -> String {
    match change::link_steps(was, now).next() {
        Some((true, link)) => {
            let words = Relation::from(link.kind).words();
            format!("noted that {id} {words} {}", link.card)
        }
        Some((false, link)) => format!("unlinked {id} and {}", link.card),
        None => format!("changed the links of {id}"),
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
            Some(ColumnField::Done(true)) => format!("made {now} the column of what is done"),
            Some(ColumnField::Done(false)) => format!("made {now} a column like others"),
            Some(ColumnField::Color(Some(color))) => format!("coloured {now} {color}"),
            Some(ColumnField::Color(None)) => format!("took the colour off {now}"),
            _ => format!("moved column {now}"),
        },
    }
}
