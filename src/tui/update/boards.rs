//! Other boards: listed, and opened in the place of this one.

use std::path::PathBuf;

use crate::tui::keymap::{Action, Mode};
use crate::tui::model::Model;
use crate::tui::model::overlay::{About, Row, Then};
use crate::tui::msg::{Effect, Listed};

use super::lists;

pub(super) fn act(model: &mut Model, action: Action) {
    match action {
        Action::NextBoard => beside(model, 1),
        Action::PreviousBoard => beside(model, -1),
        _ => model.outbox.push(Effect::ListBoards),
    }
}

fn beside(model: &mut Model, by: isize) {
    model.say("opening…");
    model.outbox.push(Effect::OpenBeside(by));
}

/// Opens the list of boards, unless something else was opened meanwhile.
pub(super) fn listed(model: &mut Model, boards: Vec<Listed>) {
    if model.mode() != Mode::Board {
        return;
    }
    let row = |(at, board): (usize, Listed)| Row {
        keys: lists::digit(at),
        words: format!("{}   {}", board.title, board.path.display()),
        now: board.here,
        then: match board.here {
            true => Then::Commit(Vec::new()),
            false => Then::OpenBoard(board.path),
        },
    };
    let rows = boards.into_iter().enumerate().map(row).collect();
    lists::open(model, "Boards".to_owned(), About::Cards, rows);
}

/// Opens a board in the place of this one.
pub(super) fn open(model: &mut Model, path: PathBuf) {
    model.say("opening…");
    model.outbox.push(Effect::OpenBoard(path));
}
