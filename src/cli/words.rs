//! Changes in words, and the names that columns have or had.

mod card;

use std::collections::HashMap;

use crate::board::{CardField, ColumnField, ColumnId, LabelField, Paint};
use crate::change::{Change, Diff, Touch};
use crate::store::Store;

/// How many journal entries are read at once.
pub(super) const PAGE: usize = 500;

/// The names of columns: today's, and for columns that are gone the last one they had.
#[derive(Debug, Default)]
pub(super) struct Names {
    names: HashMap<ColumnId, String>,
}

impl Names {
    /// Returns the names needed to tell of these changes.
    pub(super) fn of(store: &Store, changes: &[Change]) -> anyhow::Result<Self> {
        let mut names = Self::default();
        names.refresh(store, changes)?;
        Ok(names)
    }

    /// Learns the names that these changes need.
    pub(super) fn refresh(&mut self, store: &Store, changes: &[Change]) -> anyhow::Result<()> {
        for column in store.part(&[])?.columns() {
            self.names.insert(column.id, column.name.clone());
        }
        let unknown = |names: &Self| {
            let mut ids = changes.iter().flat_map(columns_of);
            ids.any(|id| !names.names.contains_key(&id))
        };
        if !unknown(self) {
            return Ok(());
        }
        // A column that is gone has its name in the journal only.
        let mut since = 0;
        loop {
            let page = store.journal(None, since, PAGE)?;
            let Some(last) = page.last() else {
                return Ok(());
            };
            since = last.seq;
            page.iter().for_each(|change| self.learn(change));
        }
    }

    /// Takes in the name of a column that is gone.
    fn learn(&mut self, change: &Change) {
        if let Diff::Column(touch) = &change.diff
            && touch.after.is_none()
            && let Some(name) = name_in(touch.before.as_deref())
        {
            self.names
                .entry(touch.id)
                .or_insert_with(|| name.to_owned());
        }
    }

    /// Returns the name of a column.
    pub(super) fn get(&self, id: ColumnId) -> String {
        self.names
            .get(&id)
            .cloned()
            .unwrap_or_else(|| id.to_string())
    }

    /// Returns the name of the column that a change is about: the one it then had, if the change tells.
    pub(super) fn of_change(&self, touch: &Touch<ColumnId, ColumnField>) -> String {
        let told = name_in(touch.after.as_deref()).or_else(|| name_in(touch.before.as_deref()));
        told.map_or_else(|| self.get(touch.id), str::to_owned)
    }
}

fn name_in(fields: Option<&[ColumnField]>) -> Option<&str> {
    fields?.iter().find_map(|field| match field {
        ColumnField::Name(name) => Some(name.as_str()),
        _ => None,
    })
}

/// Returns the columns whose names are needed to tell of a change.
fn columns_of(change: &Change) -> Vec<ColumnId> {
    match &change.diff {
        Diff::Column(touch) => vec![touch.id],
        Diff::Label(_) => Vec::new(),
        Diff::Card(touch) => {
            let fields = touch.before.iter().chain(&touch.after).flatten();
            let column = |field: &CardField| match field {
                CardField::Place(spot) => Some(spot.column),
                _ => None,
            };
            fields.filter_map(column).collect()
        }
    }
}

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
