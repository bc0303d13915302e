//! Changes in words.

mod card;

use crate::board::{ColumnField, ColumnId, LabelField, Paint};
use crate::change::{Change, Diff, Names, Touch};

/// Returns a change in words: `#12 moved from “To do” to “Doing”`.
pub(super) fn say(change: &Change, names: &Names) -> String {
    let words = match &change.diff {
        Diff::Card(touch) if let Some((who, end)) = change.ran_out() => {
            format!(
                "{} is free again: the claim of {who} ended at {end}",
                touch.id
            )
        }
        Diff::Card(touch) => format!("{} {}", touch.id, card::say(touch, names)),
        Diff::Column(touch) => format!("column “{}” {}", names.of_change(touch), say_column(touch)),
        Diff::Label(touch) => format!("label “{}” {}", touch.id, say_label(touch)),
    };
    match change.undoes {
        Some(_) => format!("{words} (taking back)"),
        None => words,
    }
}

fn say_column(touch: &Touch<ColumnId, ColumnField>) -> String {
    let (before, after) = match (&touch.before, &touch.after) {
        (None, _) => return "added".to_owned(),
        (_, None) => return "removed".to_owned(),
        (Some(before), Some(after)) => (before, after),
    };
    let limit = |limit: Option<u32>| limit.map_or("none".to_owned(), |limit| limit.to_string());
    let said = after.iter().map(|field| {
        match (before.iter().find(|was| was.name() == field.name()), field) {
            (Some(ColumnField::Name(was)), ColumnField::Name(_)) => format!("renamed from “{was}”"),
            (Some(ColumnField::Limit(was)), ColumnField::Limit(now)) => {
                format!("limit {} → {}", limit(*was), limit(*now))
            }
            (_, ColumnField::Done(true)) => "is where cards are done".to_owned(),
            (_, ColumnField::Done(false)) => "is not where cards are done any more".to_owned(),
            (Some(ColumnField::Color(was)), ColumnField::Color(now)) => recolored(*was, *now),
            _ => "moved".to_owned(),
        }
    });
    said.collect::<Vec<_>>().join(", ")
}

fn say_label(touch: &Touch<String, LabelField>) -> String {
    let color = |side: &Option<Vec<LabelField>>| {
        let fields = side.as_deref().unwrap_or_default();
        fields.first().map(|LabelField::Color(color)| *color)
    };
    recolored(color(&touch.before), color(&touch.after))
}

fn recolored(was: Option<Paint>, now: Option<Paint>) -> String {
    let name = |color: Option<Paint>| color.map_or("none", Paint::name);
    format!("color {} → {}", name(was), name(now))
}

#[cfg(test)]
mod tests;
