//! Other boards: listed, and opened in the place of this one.

use std::path::PathBuf;

use crate::tui::keymap::{Action, Mode};
use crate::tui::model::Model;
use crate::tui::model::overlay::{About, Overlay, Pick, Row, Then};
use crate::tui::msg::{Effect, Listed};

pub(super) fn act(model: &mut Model, action: Action) {
    match action {
        Action::NextBoard => beside(model, 1),
        Action::PreviousBoard => beside(model, -1),
        _ => model.outbox.push(Effect::ListBoards),
    }
}

fn beside(model: &mut Model, by: isize) {
    model.say(model.words.looks.opening());
    model.outbox.push(Effect::OpenBeside(by));
}

/// Opens the list of boards, unless something else was opened meanwhile.
pub(super) fn listed(model: &mut Model, boards: Vec<Listed>) {
    if model.mode() != Mode::Board {
        return;
    }
    let at = boards.iter().position(|board| board.here);
    let at = at.unwrap_or_default();
    let row = |board: Listed| Row {
        keys: String::new(),
        words: format!("{}   {}", board.title, board.path.display()),
        now: board.here,
        then: match board.here {
            true => Then::Commit(Vec::new()),
            false => Then::OpenBoard(board.path),
        },
    };
    let rows = boards.into_iter().map(row).collect();
    let pick = Pick::new(
        model.words.looks.boards().to_owned(),
        About::Cards,
        rows,
        at,
    );
    model.overlays.push(Overlay::Pick(pick.typing()));
}

/// Opens a board in the place of this one.
pub(super) fn open(model: &mut Model, path: PathBuf) {
    model.say(model.words.looks.opening());
    model.outbox.push(Effect::OpenBoard(path));
}
