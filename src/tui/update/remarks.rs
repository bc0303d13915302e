//! What is said about cards: comments, and why they cannot go on.

use crate::board::{CardId, Detail};
use crate::edit::{Act, CommentAct};
use crate::editor::Spoilt;
use crate::tui::keymap::Action;
use crate::tui::model::Model;
use crate::tui::model::overlay::{Ask, Overlay};

use super::cards::{all_same, seen, set, these};
use super::{ask, commit, commit_typed, page};

/// Opens the line for a comment.
pub(super) fn comment(model: &mut Model, cards: &[CardId]) {
    ask::open(model, Ask::Comment(cards.to_vec()), "");
}

/// Goes on in the editor with a comment that was begun in a line.
pub(super) fn in_editor(model: &mut Model) {
    let is_comment = |overlay: &mut Overlay| matches!(overlay, Overlay::Prompt(prompt) if prompt.ask.takes_lines());
    if let Some(Overlay::Prompt(prompt)) = model.overlays.pop_if(is_comment) {
        let text = prompt.input.value().to_owned();
        page::edit(model, prompt.ask, text);
    }
}

/// Takes in a comment that came back from the editor.
pub(super) fn edited(model: &mut Model, cards: Vec<CardId>, text: Result<String, Spoilt>) {
    match text {
        Err(Spoilt { why, text }) => {
            let text = text.filter(|text| !text.trim().is_empty());
            if let Some(text) = text {
                model.keep(Ask::Comment(cards), text);
            }
            model.complain(model.words.mishap(&why));
        }
        Ok(text) if text.trim().is_empty() => model.say(model.words.cards.nothing_said()),
        Ok(text) => {
            let text = text.trim_end().to_owned();
            let acts = commenting(&cards, &text);
            if commit_typed(model, acts, Some((Ask::Comment(cards.clone()), text))) {
                said(model, &cards);
            }
        }
    }
}

/// Returns the acts that say something about cards.
pub(super) fn commenting(cards: &[CardId], text: &str) -> Vec<Act> {
    let add = |card: &CardId| Act::Comment {
        card: *card,
        act: CommentAct::Add {
            text: text.to_owned(),
        },
    };
    cards.iter().map(add).collect()
}

/// Says that a comment was made.
pub(super) fn said(model: &mut Model, cards: &[CardId]) {
    let undo = model.keys.key(Action::Undo);
    model.say(model.words.cards.commented(these(model, cards), undo));
}

/// Asks why cards cannot go on; lets them go on when all of them have a reason already.
pub(super) fn block(model: &mut Model, cards: &[CardId]) {
    let reasons = seen(model, cards, |card| card.blocked.clone());
    if reasons.iter().any(|(_, why)| why.is_none()) {
        let shown = all_same(&reasons).cloned().flatten().unwrap_or_default();
        ask::open(model, Ask::Blocked(reasons), &shown);
        return;
    }
    let unblock = |(card, why)| set(card, Detail::Blocked(None), Detail::Blocked(why));
    if commit(model, reasons.into_iter().map(unblock).collect()) {
        let (these, undo) = (these(model, cards), model.keys.key(Action::Undo));
        let blocked = cards
            .iter()
            .filter_map(|card| model.board.card(*card))
            .any(|card| model.board.is_blocked(card));
        model.say(match blocked {
            true => model.words.cards.unblocked_still(these, undo),
            false => model.words.cards.unblocked(these, undo),
        });
    }
}
