//! Bodies that were left in the file: asked for when one is to be shown or edited, or when texts are searched for.

use crate::board::CardId;
use crate::tui::keymap::{Action, Found, Mode};
use crate::tui::model::Model;
use crate::tui::model::filter::Filter;
use crate::tui::model::touched::Touched;
use crate::tui::model::wanted::Wanted;
use crate::tui::msg::Effect;

use super::{copy, page};

/// Asks for the body of the card that is shown in full or beside the board, if it is not here.
pub(super) fn want_shown(model: &mut Model) {
    // While a write waits, the store hears of nothing else, and the cursor may have gone on by then.
    if model.waiting.is_none()
        && let Some(card) = model.sheet().or_else(|| model.beside())
        && model.wanted.map(Wanted::card) != Some(card)
        && model
            .board
            .card(card)
            .is_some_and(|card| card.body.is_away())
    {
        want(model, Wanted::Show(card));
    }
}

/// Asks for a body.
pub(super) fn want(model: &mut Model, wanted: Wanted) {
    model.wanted = Some(wanted);
    model.outbox.push(Effect::Fetch(wanted.card()));
}

/// Keeps a key from doing anything while a card is on its way to the editor: it was meant for that. Who does not want
/// to wait any more goes back, or quits.
pub(super) fn keeps_key(model: &mut Model, mode: Mode, key: &str) -> bool {
    if !is_for_the_editor(model) {
        return false;
    }
    match model.keys.find(mode, key) {
        Found::Action(Action::Back) => {
            model.wanted = None;
            true
        }
        Found::Action(Action::Quit | Action::Suspend | Action::Redraw) => false,
        _ => true,
    }
}

/// Tells whether a card is on its way to the editor.
pub(super) fn is_for_the_editor(model: &Model) -> bool {
    matches!(model.wanted, Some(Wanted::Edit(_)))
}

/// Takes in a body that was asked for.
pub(super) fn fetched(model: &mut Model, card: CardId, body: String) {
    model.beneath(Touched::card(card), |board, _, _| {
        board.bring_body(card, body)
    });
    let wanted = model.wanted.take_if(|wanted| wanted.card() == card);
    match wanted {
        Some(Wanted::Edit(_)) => {
            if let Some(card) = model.board.card(card).cloned() {
                page::open(model, &card);
            }
        }
        Some(Wanted::Copy(_)) => copy::again(model, card),
        Some(Wanted::Show(_)) | None => {}
    }
}

/// Has the bodies in the file searched for a text of the search that was not searched for yet.
pub(super) fn search(model: &mut Model) {
    let filter = model.view.filter.as_mut();
    let filter = filter.filter(|_| model.board.is_sparse());
    if let Some(text) = filter.and_then(Filter::ask) {
        model.outbox.push(Effect::Find(text));
    }
}
