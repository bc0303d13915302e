//! What is done to columns.

use crate::board::ColumnId;
use crate::edit::{Act, Along, Refusal};
use crate::tui::keymap::Action;
use crate::tui::model::Model;
use crate::tui::model::overlay::{About, Ask, Overlay, Pick, Row, Then};

use super::{ask, commit, say_nothing_here};

pub(super) fn act(model: &mut Model, action: Action) {
    if action == Action::NewColumn {
        let after = model.cursor.column;
        ask::open(model, Ask::Column { after }, "");
        return;
    }
    let Some(column) = model.column().map(|column| column.id) else {
        say_nothing_here(model);
        return;
    };
    match action {
        Action::EditColumn => edit(model, column),
        Action::ColumnLeft => shift(model, column, |at| at.checked_sub(1), Along::Before),
        Action::ColumnRight => shift(model, column, |at| Some(at + 1), Along::After),
        _ => {}
    }
}

fn edit(model: &mut Model, id: ColumnId) {
    let Some(column) = model.board.column(id) else {
        return;
    };
    let row = |keys: &str, words: String, then| Row {
        keys: keys.to_owned(),
        words,
        now: false,
        then,
    };
    let said = &model.words.columns;
    let limit = match column.limit {
        Some(limit) => said.limit_now(limit),
        None => said.limit().to_owned(),
    };
    let rename = Ask::ColumnName {
        column: id,
        base: column.name.clone(),
    };
    let limiting = Ask::ColumnLimit {
        column: id,
        base: column.limit,
    };
    let rows = vec![
        row("r", said.rename().to_owned(), Then::Ask(rename)),
        row("l", limit, Then::Ask(limiting)),
        row(
            "c",
            match column.done {
                true => said.not_done(),
                false => said.done(),
            }
            .to_owned(),
            Then::Commit(vec![Act::DoneColumn {
                column: id,
                done: !column.done,
            }]),
        ),
        row("d", said.remove().to_owned(), Then::RemoveColumn(id)),
    ];
    let title = said.one(&column.name);
    let (about, at) = (About::Column(id), 0);
    let pick = Pick::new(title, about, rows, at);
    model.overlays.push(Overlay::Pick(pick));
}

fn shift(
    model: &mut Model,
    column: ColumnId,
    beside: impl FnOnce(usize) -> Option<usize>,
    along: impl FnOnce(ColumnId) -> Along,
) {
    let neighbour = model
        .cursor_column()
        .and_then(beside)
        .and_then(|at| model.board.columns().get(at));
    if let Some(neighbour) = neighbour.map(|column| column.id) {
        let at = along(neighbour);
        commit(model, vec![Act::MoveColumn { column, at }]);
    }
}

/// Removes a column; when it has cards, asks first which column takes them.
pub(super) fn remove(model: &mut Model, id: ColumnId) {
    let Some(name) = model.board.column(id).map(|column| column.name.clone()) else {
        return;
    };
    let into = None;
    match model.commit(vec![Act::RemoveColumn { column: id, into }], None) {
        Ok(_) => {
            let undo = model.keys.key(Action::Undo);
            model.say(model.words.columns.removed(name, undo));
        }
        Err(Refusal::NotEmpty { cards, .. }) => ask_where(model, id, &name, cards),
        Err(refusal) => model.complain(model.words.refused(&refusal)),
    }
}

fn ask_where(model: &mut Model, id: ColumnId, name: &str, cards: usize) {
    let others = model
        .board
        .columns()
        .iter()
        .filter(|column| column.id != id);
    let row = |(at, other): (usize, &crate::board::Column)| Row {
        keys: if at < 9 {
            (at + 1).to_string()
        } else {
            String::new()
        },
        words: other.name.clone(),
        now: false,
        then: Then::Commit(vec![Act::RemoveColumn {
            column: id,
            into: Some(other.id),
        }]),
    };
    let rows: Vec<Row> = others.enumerate().map(row).collect();
    if rows.is_empty() {
        model.complain(model.words.columns.cannot_go(name, cards));
        return;
    }
    let title = model.words.columns.remove_to(name, cards);
    let (about, at) = (About::Column(id), 0);
    let pick = Pick::new(title, about, rows, at);
    model.overlays.push(Overlay::Pick(pick));
}
