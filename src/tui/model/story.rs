//! What a change did to a card, field by field, what was and what is: for the history of that card.

use crate::board::{Board, CardField, CardId, Detail, Item, Link, Relation, Remark};
use crate::change::{self, Change, Diff, ItemStep, Touch};

/// Returns what a change did, as in "bob: *title: “a” → “b”*".
pub(crate) fn told(change: &Change, board: &Board) -> String {
    let Diff::Card(touch) = &change.diff else {
        return String::new();
    };
    let did = match change.ran_out() {
        Some((who, _)) => format!("free again, for the claim of {who} had ended"),
        None => card(touch, board),
    };
    match change.undoes {
        Some(_) => format!("took back – {did}"),
        None => did,
    }
}

fn card(touch: &Touch<CardId, CardField>, board: &Board) -> String {
    match (&touch.before, &touch.after) {
        (None, _) => "added the card".to_owned(),
        (_, None) => "deleted the card".to_owned(),
        (Some(before), Some(after)) => {
            let archived = |field: &CardField| matches!(field, CardField::Archived(_));
            let pairs = before.iter().zip(after);
            let told = pairs
                // A card that comes back says where it stands by its column.
                .filter(|(_, now)| archived(now) || !after.iter().any(archived))
                .filter_map(|(was, now)| field(was, now, board));
            told.collect::<Vec<_>>().join("; ")
        }
    }
}

fn field(was: &CardField, now: &CardField, board: &Board) -> Option<String> {
    Some(match (was, now) {
        (_, CardField::Archived(true)) => "archived it".to_owned(),
        (_, CardField::Archived(false)) => "restored it".to_owned(),
        (CardField::Place(was), CardField::Place(now)) => {
            let name = |id| {
                let column = board.column(id);
                column.map_or_else(|| id.to_string(), |column| column.name.clone())
            };
            match was.column == now.column {
                true => format!("moved it within {}", name(now.column)),
                false => format!("column: {} → {}", name(was.column), name(now.column)),
            }
        }
        (CardField::Labels(was), CardField::Labels(now)) => {
            let on = now.difference(was).map(|label| format!("+{label}"));
            let off = was.difference(now).map(|label| format!("-{label}"));
            let steps: Vec<String> = on.chain(off).collect();
            format!("labels: {}", steps.join(" "))
        }
        (CardField::Checklist(was), CardField::Checklist(now)) => checklist(was, now),
        (CardField::Comment(was), CardField::Comment(now)) => comment(was, now),
        (CardField::Links(was), CardField::Links(now)) => {
            let step = |(made, link): (bool, &Link)| {
                let words = Relation::from(link.kind).words();
                match made {
                    true => format!("{words} {}", link.card),
                    false => format!("no more: {words} {}", link.card),
                }
            };
            let steps: Vec<String> = change::link_steps(was, now).map(step).collect();
            steps.join("; ")
        }
        (CardField::Detail(was), CardField::Detail(now)) => detail(was, now),
        _ => return None,
    })
}

fn detail(was: &Detail, now: &Detail) -> String {
    let says = |value: Option<String>| value.unwrap_or_else(|| "none".to_owned());
    let pair = |name: &str, was: Option<String>, now: Option<String>| {
        format!("{name}: {} → {}", says(was), says(now))
    };
    match (was, now) {
        (Detail::Title(was), Detail::Title(now)) => format!("title: {}", step(was, now)),
        (Detail::Body(was), Detail::Body(now)) => format!("text: {}", step(was, now)),
        (Detail::Assignee(was), Detail::Assignee(now)) => {
            pair("assigned", was.clone(), now.clone())
        }
        (Detail::Priority(was), Detail::Priority(now)) => pair(
            "priority",
            was.map(|was| was.to_string()),
            now.map(|now| now.to_string()),
        ),
        (Detail::Due(was), Detail::Due(now)) => pair(
            "due",
            was.map(|was| was.to_string()),
            now.map(|now| now.to_string()),
        ),
        (_, Detail::Blocked(Some(why))) => format!("blocked: {why}"),
        (_, Detail::Blocked(None)) => "unblocked it".to_owned(),
        (_, Detail::Lease(Some(_))) => "claimed it for a while".to_owned(),
        (_, Detail::Lease(None)) => "let go of it".to_owned(),
        (_, Detail::Source(source)) => format!("source: {}", says(source.clone())),
        _ => "changed it".to_owned(),
    }
}

/// Returns a text that became another; how they differ is all that is left of long ones.
fn step(was: &str, now: &str) -> String {
    let quoted = |text: &str| format!("“{}”", text.replace('\n', " ⏎ "));
    match (was.is_empty(), now.is_empty()) {
        (true, true) => "blank lines".to_owned(),
        (true, false) => format!("+ {}", quoted(now)),
        (false, true) => format!("− {}", quoted(was)),
        (false, false) => format!("{} → {}", quoted(was), quoted(now)),
    }
}

fn checklist(was: &[Item], now: &[Item]) -> String {
    let say = |step: ItemStep<'_>| match step {
        ItemStep::Added(item) => format!("new item “{}”", item.text),
        ItemStep::Removed(item) => format!("removed the item “{}”", item.text),
        ItemStep::Ticked(item) => format!("ticked “{}”", item.text),
        ItemStep::Unticked(item) => format!("unticked “{}”", item.text),
        ItemStep::Renamed(was, now) => format!("item: {}", step_of(was, now)),
        ItemStep::Moved => "put the items in another order".to_owned(),
    };
    let steps = change::item_steps(was, now).into_iter().map(say);
    steps.collect::<Vec<_>>().join(", ")
}

fn step_of(was: &Item, now: &Item) -> String {
    step(&was.text, &now.text)
}

fn comment(was: &Remark, now: &Remark) -> String {
    match (was, now) {
        (Remark::Unsaid { .. }, Remark::Said(now)) => format!("comment: {}", step("", &now.text)),
        (Remark::Said(was), Remark::Said(now)) => {
            format!("comment: {}", step(&was.text, &now.text))
        }
        (Remark::Said(was), Remark::Unsaid { .. }) => format!("comment: {}", step(&was.text, "")),
        (Remark::Unsaid { .. }, Remark::Unsaid { .. }) => "comment".to_owned(),
    }
}
