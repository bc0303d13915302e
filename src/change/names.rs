//! The names that columns have or had.

use std::collections::HashMap;

use super::{Change, Diff, Touch};
use crate::board::{CardField, Column, ColumnField, ColumnId};

/// The names of columns: today's, and for columns that are gone the last one they had.
#[derive(Debug, Default)]
pub struct Names {
    names: HashMap<ColumnId, String>,
}

impl Names {
    /// Takes in the names of the columns that there are.
    pub fn know(&mut self, columns: &[Column]) {
        for column in columns {
            self.names.insert(column.id, column.name.clone());
        }
    }

    /// Takes in the name of a column that is gone.
    pub fn learn(&mut self, change: &Change) {
        if let Diff::Column(touch) = &change.diff
            && touch.after.is_none()
            && let Some(name) = name_in(touch.before.as_deref())
        {
            self.names
                .entry(touch.id)
                .or_insert_with(|| name.to_owned());
        }
    }

    /// Tells whether all names are there that are needed to tell of these changes.
    pub fn suffice(&self, changes: &[Change]) -> bool {
        let mut ids = changes.iter().flat_map(columns_of);
        ids.all(|id| self.names.contains_key(&id))
    }

    /// Returns the name of a column.
    pub fn get(&self, id: ColumnId) -> String {
        self.names
            .get(&id)
            .cloned()
            .unwrap_or_else(|| id.to_string())
    }

    /// Returns the name of the column that a change is about: the one it then had, if the change tells.
    pub fn of_change(&self, touch: &Touch<ColumnId, ColumnField>) -> String {
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
