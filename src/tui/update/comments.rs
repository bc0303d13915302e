//! Comments of one's own, changed: one line at a prompt, several in the editor.

use crate::board::{Card, CommentId};
use crate::edit::{Act, CommentAct};
use crate::editor::Spoilt;
use crate::tui::keymap::{Action, Mode};
use crate::tui::model::Model;
use crate::tui::model::overlay::Ask;

use super::{ask, commit_typed, page};

/// Opens a comment again, if it is one's own.
pub(super) fn edit(model: &mut Model, card: &Card, comment: CommentId) {
    let Some(now) = card.comment(comment) else {
        return;
    };
    if now.by != model.me.name {
        let by = now.by.clone();
        return model.say(model.words.sheet.said_by(by));
    }
    let (card, base) = (card.id, now.text.clone());
    let text = base.clone();
    let ask = Ask::CommentText {
        card,
        comment,
        base,
    };
    match text.contains('\n') {
        true => {
            let (ask, text) = model.draft(&ask).unwrap_or((ask, text));
            page::edit(model, ask, text);
        }
        false => ask::open(model, ask, &text),
    }
}

/// Takes in what came back from the editor.
pub(super) fn edited(model: &mut Model, ask: Ask, text: Result<String, Spoilt>) {
    match text {
        Err(Spoilt { why, text }) => {
            let why = model.words.mishap(&why);
            let key = model.keys.key_in(Mode::Card, Action::Accept);
            match text.filter(|text| !text.trim().is_empty()) {
                Some(text) => {
                    model.keep(ask, text);
                    let error = model.words.saving.not_saved(why);
                    model.complain(model.words.saving.words_again(error, key));
                }
                None => model.complain(why),
            }
        }
        Ok(text) if text.trim().is_empty() => model.say(model.words.sheet.left_as_it_was()),
        Ok(text) => {
            let acts = acts(&ask, &text);
            commit_typed(model, acts, Some((ask, text)));
        }
    }
}

/// Returns the acts that give a comment another text.
pub(super) fn acts(ask: &Ask, text: &str) -> Vec<Act> {
    let Ask::CommentText {
        card,
        comment,
        base,
    } = ask
    else {
        return Vec::new();
    };
    let (card, comment, base) = (*card, *comment, Some(base.clone()));
    let text = text.trim_end().to_owned();
    let act = CommentAct::Edit {
        comment,
        text,
        base,
    };
    vec![Act::Comment { card, act }]
}
