//! A card shown in full.

use crate::tui::keymap::Action;
use crate::tui::layout;
use crate::tui::model::Model;
use crate::tui::model::overlay::{Overlay, Sheet};

use super::{cards, say_nothing_here};

pub(super) fn open(model: &mut Model) {
    match model.cursor.card {
        Some(card) => model
            .overlays
            .push(Overlay::Card(Sheet { card, scroll: 0 })),
        None => say_nothing_here(model),
    }
}

pub(super) fn act(model: &mut Model, action: Action) {
    let inner = layout::sheet::area(&model.screen());
    let inner = layout::inside(inner);
    let page = usize::from(inner.height);
    let Some(Overlay::Card(sheet)) = model.overlays.last() else {
        return;
    };
    let lines = layout::sheet::lines(model, sheet.card, inner.width).len();
    let last = lines.saturating_sub(page);
    let Some(Overlay::Card(sheet)) = model.overlays.last_mut() else {
        return;
    };
    let half = (page / 2).max(1);
    let scroll = sheet.scroll.min(last);
    sheet.scroll = match action {
        Action::Up => scroll.saturating_sub(1),
        Action::Down => (scroll + 1).min(last),
        Action::HalfUp => scroll.saturating_sub(half),
        Action::HalfDown => (scroll + half).min(last),
        Action::Top => 0,
        Action::Bottom => last,
        Action::Back => {
            model.overlays.pop();
            return;
        }
        action => return cards::act(model, action),
    };
}
