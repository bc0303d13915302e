//! Changes of cards in words.

use crate::board::{CardField, CardId, Detail, Link, Relation, Remark};
use crate::change::{self, ItemStep, Names, Touch};

/// Returns what a change did to a card.
pub(super) fn say(touch: &Touch<CardId, CardField>, names: &Names) -> String {
    match (&touch.before, &touch.after) {
        (None, after) => {
            let after = after.as_deref().unwrap_or_default();
            format!("added to “{}”: {}", place_in(after, names), title_in(after))
        }
        (Some(before), None) => {
            format!(
                "deleted from “{}”: {}",
                place_in(before, names),
                title_in(before)
            )
        }
        (Some(before), Some(after)) => {
            let archiving = after
                .iter()
                .any(|field| matches!(field, CardField::Archived(_)));
            let said = after
                .iter()
                // An archived card that comes back says where it stands by its column, if at all.
                .filter(|field| !(archiving && matches!(field, CardField::Place(_))))
                .map(|field| {
                    let was = before.iter().find(|was| was.name() == field.name());
                    say_field(was, field, names)
                });
            said.collect::<Vec<_>>().join(", ")
        }
    }
}

fn say_field(was: Option<&CardField>, now: &CardField, names: &Names) -> String {
    match (was, now) {
        (_, CardField::Archived(true)) => "archived".to_owned(),
        (_, CardField::Archived(false)) => "restored".to_owned(),
        (Some(CardField::Place(from)), CardField::Place(to)) if from.column == to.column => {
            format!("moved within “{}”", names.get(to.column))
        }
        (Some(CardField::Place(from)), CardField::Place(to)) => {
            format!(
                "moved from “{}” to “{}”",
                names.get(from.column),
                names.get(to.column)
            )
        }
        (Some(CardField::Labels(was)), CardField::Labels(now)) => {
            let on = now.difference(was).map(|label| format!("+{label}"));
            let off = was.difference(now).map(|label| format!("-{label}"));
            format!("labels {}", on.chain(off).collect::<Vec<_>>().join(" "))
        }
        (Some(CardField::Checklist(was)), CardField::Checklist(now)) => {
            let steps = change::item_steps(was, now);
            steps
                .into_iter()
                .map(say_item)
                .collect::<Vec<_>>()
                .join(", ")
        }
        (Some(CardField::Comment(was)), CardField::Comment(now)) => say_comment(was, now),
        (Some(CardField::Links(was)), CardField::Links(now)) => {
            let steps = change::link_steps(was, now);
            steps.map(say_link).collect::<Vec<_>>().join(", ")
        }
        (_, CardField::Detail(Detail::Blocked(Some(why)))) => format!("blocked: {why}"),
        (_, CardField::Detail(Detail::Blocked(None))) => "unblocked".to_owned(),
        (_, CardField::Detail(Detail::Title(title))) => format!("renamed: {title}"),
        (_, CardField::Detail(Detail::Body(body))) if body.is_empty() => "body emptied".to_owned(),
        (_, CardField::Detail(Detail::Body(_))) => "body changed".to_owned(),
        (Some(CardField::Detail(was)), CardField::Detail(now)) => {
            format!("{} {was} → {now}", now.name())
        }
        (_, now) => format!("{} changed", now.name()),
    }
}

fn say_item(step: ItemStep<'_>) -> String {
    match step {
        ItemStep::Added(item) => format!("{} added: {}", item.id, item.text),
        ItemStep::Removed(item) => format!("{} removed: {}", item.id, item.text),
        ItemStep::Ticked(item) => format!("{} ticked: {}", item.id, item.text),
        ItemStep::Unticked(item) => format!("{} unticked: {}", item.id, item.text),
        ItemStep::Renamed(_, item) => format!("{} renamed: {}", item.id, item.text),
        ItemStep::Moved => "checklist put into another order".to_owned(),
    }
}

fn say_comment(was: &Remark, now: &Remark) -> String {
    let id = now.id();
    match (was, now) {
        (Remark::Unsaid { .. }, Remark::Said(comment)) => {
            let mut lines = comment.text.lines().filter(|line| !line.trim().is_empty());
            let first = lines.next().unwrap_or_default();
            let more = lines.next().map_or("", |_| " …");
            format!("{id}: {first}{more}")
        }
        (_, Remark::Said(_)) => format!("{id} edited"),
        (_, Remark::Unsaid { .. }) => format!("{id} removed"),
    }
}

fn say_link((made, link): (bool, &Link)) -> String {
    let words = Relation::from(link.kind).words();
    match made {
        true => format!("{words} {}", link.card),
        false => format!("no longer {words} {}", link.card),
    }
}

fn title_in(fields: &[CardField]) -> &str {
    let title = |field| match field {
        &CardField::Detail(Detail::Title(ref title)) => Some(title.as_str()),
        _ => None,
    };
    fields.iter().find_map(title).unwrap_or_default()
}

fn place_in(fields: &[CardField], names: &Names) -> String {
    let place = |field: &CardField| match field {
        CardField::Place(spot) => Some(names.get(spot.column)),
        _ => None,
    };
    fields.iter().find_map(place).unwrap_or_default()
}
