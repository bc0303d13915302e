//! Cards that go to another board.

use std::path::PathBuf;

use crate::board::CardId;
use crate::store::Why;
use crate::tui::keymap::Mode;
use crate::tui::model::Model;
use crate::tui::model::overlay::{About, Overlay, Pick, Row, Then};
use crate::tui::msg::{Effect, Listed, Sending, Sent};

use super::cards::these;

/// Has the boards listed that cards can go to.
pub(super) fn ask(model: &mut Model, cards: Vec<CardId>) {
    if cards.iter().any(|card| model.is_pending(*card)) {
        model.say(model.words.sending.unsaved());
        return;
    }
    model.outbox.push(Effect::ListBoardsFor(cards));
}

/// Opens the list of the boards that cards can go to, unless something else was opened meanwhile.
pub(super) fn listed(model: &mut Model, cards: &[CardId], boards: Vec<Listed>) {
    if !matches!(model.mode(), Mode::Board | Mode::Card) {
        return;
    }
    let others = boards.into_iter().filter(|board| !board.here);
    let row = |board: Listed| Row {
        keys: String::new(),
        words: format!("{}   {}", board.title, board.path.display()),
        now: false,
        then: Then::SendTo(cards.to_vec(), board.path),
    };
    let rows: Vec<Row> = others.map(row).collect();
    if rows.is_empty() {
        model.say(model.words.sending.no_other());
        return;
    }
    let title = model.words.sending.to_which(these(model, cards));
    let pick = Pick::new(title, About::Cards, rows, 0);
    model.overlays.push(Overlay::Pick(pick.typing()));
}

/// Sends cards to a board.
pub(super) fn to(model: &mut Model, cards: Vec<CardId>, to: PathBuf) {
    let edit = model.next_name();
    model.say(model.words.sending.under_way());
    model.outbox.push(Effect::Send(Sending { cards, to, edit }));
}

/// Takes in where the cards are.
pub(super) fn sent(model: &mut Model, sent: Result<Sent, Why>) {
    let words = &model.words.sending;
    match sent {
        Ok(Sent { board, new }) => {
            let said = match new.as_slice() {
                [new] => words.sent(new, board),
                new => words.sent_together(new.len(), board),
            };
            model.say(said);
        }
        Err(why) => {
            let said = words.not_sent(model.words.why(&why));
            model.complain(said);
        }
    }
}
