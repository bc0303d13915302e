//! A card in the editor: opened as a page, taken back field by field.

use crate::board::Card;
use crate::edit::page::{self, Around, Basis};
use crate::edit::{At, Place, Refusal};
use crate::editor::Spoilt;
use crate::tui::keymap::Action;
use crate::tui::model::Model;
use crate::tui::model::overlay::Ask;
use crate::tui::model::touched::Touched;
use crate::tui::model::wanted::Wanted;
use crate::tui::msg::Effect;

use super::{ask, bodies, clash, comments, remarks};

/// Opens a card in the editor; a text that could not be saved is opened again.
pub(super) fn open(model: &mut Model, card: &Card) {
    if card.body.is_away() {
        return bodies::want(model, Wanted::Edit(card.id));
    }
    let basis = Box::new(Basis::of(card, &model.board));
    let text = basis.page(&model.board);
    let marks = Vec::new();
    let ask = Ask::Page { basis, marks };
    let (ask, text) = model.draft(&ask).unwrap_or((ask, text));
    edit(model, ask, text);
}

/// Opens a text in the editor.
pub(super) fn edit(model: &mut Model, ask: Ask, text: String) {
    model.outbox.push(Effect::OpenEditor(text.clone()));
    model.editing = Some((ask, text));
}

/// Takes in what came back from the editor.
pub(super) fn edited(model: &mut Model, text: Result<String, Spoilt>) {
    let Some((ask, given)) = model.editing.take() else {
        return;
    };
    let (basis, marks) = match &ask {
        Ask::Page { basis, marks } => (basis, marks),
        Ask::Comment(cards) => return remarks::edited(model, cards.clone(), text),
        Ask::CommentText { .. } => return comments::edited(model, ask, text),
        _ => return,
    };
    // The board may have been read again meanwhile, and the body left in the file.
    let (card, body) = (basis.card.id, basis.card.body.text().to_owned());
    model.beneath(Touched::card(card), |board, _, _| {
        board.bring_body(card, body)
    });
    match text {
        Err(Spoilt { why, text }) => {
            let why = model.words.mishap(&why);
            let text = text.filter(|text| *text != given);
            match text {
                Some(text) => give_back(model, ask, text, &why),
                None => {
                    keep_given(model, ask, given);
                    model.complain(why);
                }
            }
        }
        // An emptied page is how people say that they want nothing of it.
        Ok(text) if text.trim().is_empty() => model.say(model.words.cards.left_as_it_was()),
        Ok(text) => {
            let around = Around {
                board: &model.board,
                me: &model.me.name,
                today: model.today,
            };
            let acts = match page::mark_left(&text, marks) {
                Some(fault) => Err(fault),
                None => basis.acts(&text, &around),
            };
            match acts {
                Ok(acts) if acts.is_empty() => {}
                Ok(acts) => save(model, acts, ask, page::uncomplained(&text).to_owned()),
                // Who closes the editor with nothing mended does not want it open again.
                Err(fault) if text == given => {
                    give_back(model, ask, text, &model.words.fault(&fault))
                }
                Err(fault) => {
                    let text = page::complain(&text, &model.words.fault(&fault));
                    edit(model, ask, text);
                }
            }
        }
    }
}

fn save(model: &mut Model, acts: Vec<crate::edit::Act>, ask: Ask, text: String) {
    let typed = Some((ask.clone(), text.clone()));
    match model.commit(acts.clone(), typed.clone()) {
        Ok(_) => {}
        Err(Refusal::Clash(found)) => clash::open(model, acts, typed, &found),
        Err(refusal) => give_back(model, ask, text, &model.words.refused(&refusal)),
    }
}

/// Keeps a text that was kept before, when nothing was made of it.
fn keep_given(model: &mut Model, ask: Ask, given: String) {
    let untouched = match &ask {
        Ask::Page { basis, .. } => page::body(&given) == basis.card.body.text(),
        _ => true,
    };
    if !untouched {
        model.keep(ask, given);
    }
}

/// Keeps a text that could not be saved where the user finds it again.
pub(super) fn give_back(model: &mut Model, ask: Ask, text: String, why: &str) {
    let Ask::Page { basis, .. } = &ask else {
        return;
    };
    if model.board.card(basis.card.id).is_some() {
        let edit = model.keys.key(Action::EditBody);
        model.keep(ask, text);
        let error = model.words.saving.not_saved(why);
        model.complain(model.words.saving.text_again(error, edit));
        return;
    }
    // The card is gone: its words make a new one.
    let column = model.cursor.column;
    let Some(column) = column.or(model.board.columns().first().map(|column| column.id)) else {
        model.complain(model.words.saving.not_saved(why));
        return;
    };
    let (at, title) = (At::Bottom, basis.card.title.clone());
    let place = Place { column, at };
    let body = page::body(&text).trim_end().to_owned();
    ask::open(model, Ask::New { place, body }, &title);
    ask::fail(model, &model.words.saving.name_a_new_card(why));
}
