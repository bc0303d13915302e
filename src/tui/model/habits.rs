//! How this person looks at a board, to be kept for the next time.

use std::collections::BTreeSet;

use crate::board::ColumnId;
use crate::change::EditId;
use crate::state::Habits;
use crate::tui::model::Model;
use crate::tui::model::lanes::By;
use crate::tui::model::order::{Field, Order};

/// More clashes than anybody passes over and comes back to.
const MOST_PASSED: usize = 50;

impl Model {
    /// Returns how the board is looked at.
    pub fn habits(&self) -> Habits {
        let view = &self.view;
        let is_there = |column: &ColumnId| self.board.column(*column).is_some();
        let orders = view.orders.iter().filter(|(column, _)| is_there(column));
        Habits {
            orders: orders
                .map(|(column, order)| (column.0, order.name()))
                .collect(),
            lanes: view.by.map(|by| by.name().to_owned()),
            beside: view.side,
            searches: self.searches.clone(),
            seen: self.seen.clone(),
            passed: self.passed.clone(),
        }
    }

    /// Has undo pass over these edits from now on.
    pub(crate) fn pass_over(&mut self, edits: &BTreeSet<EditId>) {
        self.passed.extend(edits.iter().cloned());
        // Sessions are named by the time they began: what goes is the oldest, and is asked about again.
        while self.passed.len() > MOST_PASSED {
            self.passed.pop_first();
        }
    }

    /// Looks at the board as it was looked at before.
    pub(super) fn take_up(&mut self, habits: &Habits) {
        let view = &mut self.view;
        for (column, order) in &habits.orders {
            let column = ColumnId(*column);
            if let Some(order) = order_named(order).filter(|_| self.board.column(column).is_some())
            {
                view.orders.insert(column, order);
            }
        }
        let by = |by: &By| Some(by.name()) == habits.lanes.as_deref();
        view.by = By::ALL.into_iter().find(by);
        view.side = habits.beside;
        self.searches.clone_from(&habits.searches);
        self.seen.clone_from(&habits.seen);
        self.passed.clone_from(&habits.passed);
        self.arrange(None);
    }
}

/// Reads `due` and `-due`.
fn order_named(name: &str) -> Option<Order> {
    let (reversed, name) = match name.strip_prefix('-') {
        Some(name) => (true, name),
        None => (false, name),
    };
    let by = Field::ALL.into_iter().find(|by| by.name() == name)?;
    Some(Order { by, reversed })
}
