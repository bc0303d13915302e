//! How this person looks at the board: the order of a column, the lanes.

use crate::tui::keymap::Action;
use crate::tui::layout::SIDE_FROM;
use crate::tui::model::Model;
use crate::tui::model::lanes::By;
use crate::tui::model::order::{Field, Order};
use crate::tui::model::overlay::{About, Row, Then};
use crate::tui::msg::Effect;

use super::{lists, say_nothing_here};

pub(super) fn act(model: &mut Model, action: Action) {
    match action {
        Action::Order => ask_order(model),
        Action::Reverse => reverse(model),
        Action::Lanes => ask_lanes(model),
        Action::Side => side(model),
        _ => {}
    }
}

/// Has it kept how the board is looked at, when that has changed.
pub(super) fn keep(model: &mut Model) {
    let habits = model.habits();
    if !model.glancing && habits != model.kept {
        let was = Box::new(std::mem::replace(&mut model.kept, habits.clone()));
        let now = Box::new(habits);
        model.outbox.push(Effect::Remember { was, now });
    }
}

/// Shows the card under the cursor beside the board, or no longer.
fn side(model: &mut Model) {
    model.view.side = !model.view.side;
    if model.view.side && model.size.0 < SIDE_FROM {
        let open = model.keys.key(Action::Open);
        model.say(model.words.looks.beside(SIDE_FROM, open));
    }
}

fn ask_order(model: &mut Model) {
    let Some(column) = model.column() else {
        say_nothing_here(model);
        return;
    };
    let said = &model.words.looks;
    let (id, title) = (column.id, said.order_of(&column.name));
    let now = model.view.orders.get(&id).map(|order| order.by);
    let row = |field: Option<Field>| Row {
        keys: field.map_or("b", |field| &field.name()[..1]).to_owned(),
        words: match field {
            Some(field) => field.says(said).to_owned(),
            None => said.own_order().to_owned(),
        },
        now: field == now,
        then: Then::Order(id, field),
    };
    let rows = [None].into_iter().chain(Field::ALL.map(Some)).map(row);
    let rows = rows.collect();
    lists::open(model, title, About::Column(id), rows);
}

/// Puts a column into the order of a field, or back into the board's own.
pub(super) fn order(model: &mut Model, column: crate::board::ColumnId, field: Option<Field>) {
    model.rearrange(|view| {
        view.orders.remove(&column);
        if let Some(by) = field {
            let reversed = false;
            view.orders.insert(column, Order { by, reversed });
        }
    });
}

fn reverse(model: &mut Model) {
    let column = model.cursor.column;
    let order = column.and_then(|column| model.view.orders.get(&column).copied());
    let (Some(column), Some(Order { by, reversed })) = (column, order) else {
        let order = model.keys.key(Action::Order);
        model.say(model.words.looks.no_other_way(order));
        return;
    };
    let reversed = !reversed;
    model.rearrange(|view| {
        view.orders.insert(column, Order { by, reversed });
    });
}

/// Says why cards cannot be moved up and down here.
pub(super) fn say_ordered(model: &mut Model, order: Order) {
    let key = model.keys.key(Action::Order);
    let order = order.words(&model.words.names);
    model.say(model.words.looks.ordered(order, key));
}

fn ask_lanes(model: &mut Model) {
    let now = model.view.by;
    let names = &model.words.names;
    let row = |by: Option<By>| Row {
        keys: by.map_or("n", |by| &by.name()[..1]).to_owned(),
        words: by.map_or(names.none(), |by| by.words(names)).to_owned(),
        now: by == now,
        then: Then::Lanes(by),
    };
    let rows = [None].into_iter().chain(By::ALL.map(Some)).map(row);
    let rows = rows.collect();
    let title = model.words.looks.lanes_by().to_owned();
    lists::open(model, title, About::Cards, rows);
}

/// Makes lanes, or none.
pub(super) fn lanes(model: &mut Model, by: Option<By>) {
    model.rearrange(|view| view.by = by);
}
