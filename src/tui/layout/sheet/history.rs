//! What happened to a card, the newest first.

use super::head::person;
use super::page::Page;
use super::sections::{faint, hanging};
use crate::tui::layout::markdown::{Ink, Run, Span, Tone};
use crate::tui::model::Model;
use crate::tui::model::sheet::{Past, Sheet};
use crate::tui::model::story;

/// Writes what happened to a card: when, who, what.
pub(super) fn write(model: &Model, sheet: &Sheet, width: usize, page: &mut Page) {
    let (changes, more) = match &sheet.past {
        Past::Away | Past::Asked => return page.write(faint("…")),
        Past::Here { changes, more } => (changes, *more),
    };
    for change in changes {
        let runs = [
            person(&change.actor.name, ""),
            Run::new(
                &model.words.sheet.when_it_was(model.ago(change.at)),
                Ink::of(Tone::Faint),
            ),
            Run::new(
                &story::told(change, &model.board, model.words),
                Ink::default(),
            ),
        ];
        page.write(hanging(Span::new("· ", Tone::Mark), &runs, width));
    }
    if more {
        page.write(faint(&model.words.sheet.more(sheet.card.0)));
    }
}
