//! A card shown in full: the cursor goes from one thing to the next, and text in between is scrolled.

mod parts;

use std::ops::Range;

use crate::board::CardId;
use crate::change::Change;
use crate::tui::keymap::Action;
use crate::tui::layout::sheet::{Page, Shown};
use crate::tui::layout::{self, sheet as lines};
use crate::tui::model::Model;
use crate::tui::model::overlay::Overlay;
use crate::tui::model::sheet::{Past, Section, Sheet, Stop};
use crate::tui::msg::Effect;

use super::{cards, say_nothing_here};

pub(super) use parts::go_to_item;

/// Shows the card under the cursor in full.
pub(super) fn open(model: &mut Model) {
    match model.cursor.card {
        Some(card) => model.overlays.push(Overlay::Card(Sheet::of(card))),
        None => say_nothing_here(model),
    }
}

/// Shows what happened to the card under the cursor.
pub(super) fn history(model: &mut Model) {
    open(model);
    go_to(model, Section::History);
}

/// Does what a key means. `key` is the key itself.
pub(super) fn act(model: &mut Model, action: Action, key: &str) {
    match action {
        Action::Up | Action::Down => step(model, action),
        Action::HalfUp | Action::HalfDown | Action::Top | Action::Bottom => scroll(model, action),
        Action::Section => {
            let digit = key.chars().find_map(|letter| letter.to_digit(10));
            let is_it =
                |section: &Section| Some(section.digit()) == digit.map(|digit| digit as usize);
            if let Some(section) = Section::ALL.into_iter().find(is_it) {
                go_to(model, section);
            }
        }
        Action::History => go_to(model, Section::History),
        Action::Back => drop(model.overlays.pop()),
        action => match parts::act(model, action) {
            true => show_cursor(model),
            false => cards::act(model, action),
        },
    }
}

/// The lines of the card on top, and the part of them that is in view.
struct View {
    page: Page,
    height: usize,
    scroll: usize,
    at: Option<Stop>,
}

impl View {
    fn of(model: &Model) -> Option<Self> {
        let Some(Overlay::Card(sheet)) = model.overlays.last() else {
            return None;
        };
        let inner = layout::inside(lines::area(&model.screen()));
        let page = lines::page(model, Shown::Full(sheet), inner.width);
        let height = usize::from(inner.height);
        let scroll = sheet.scroll.min(page.len().saturating_sub(height));
        let at = sheet.at.clone();
        Some(Self {
            page,
            height,
            scroll,
            at,
        })
    }

    fn last(&self) -> usize {
        self.page.len().saturating_sub(self.height)
    }

    fn sees(&self, lines: &Range<usize>) -> bool {
        lines.start < self.scroll + self.height && lines.end > self.scroll
    }

    /// Scrolls so that lines are in view; when they are too many, the first ones.
    fn show(&mut self, lines: &Range<usize>) {
        let least = lines.end.saturating_sub(self.height).min(lines.start);
        self.scroll = self.scroll.clamp(least, lines.start).min(self.last());
    }

    /// Lets the cursor go once what it is on is out of view; where `again`, it goes to what is in view.
    fn settle(&mut self, again: bool) {
        let lines = self.at.as_ref().and_then(|at| self.page.lines_of(at));
        if lines.is_some_and(|lines| self.sees(&lines)) {
            return;
        }
        let first = self.page.stops.iter().find(|(_, lines)| self.sees(lines));
        self.at = first.filter(|_| again).map(|(stop, _)| stop.clone());
    }

    fn take(self, model: &mut Model) {
        if let Some(Overlay::Card(sheet)) = model.overlays.last_mut() {
            (sheet.scroll, sheet.at) = (self.scroll, self.at);
        }
    }
}

/// Goes to the next thing that keys can be about when it is in view, or else scrolls a line.
fn step(model: &mut Model, action: Action) {
    let Some(mut view) = View::of(model) else {
        return;
    };
    let stops = &view.page.stops;
    let here = view.at.as_ref();
    let here = here.and_then(|at| stops.iter().position(|(stop, _)| stop == at));
    let bottom = view.scroll + view.height;
    let next = match (action, here) {
        (Action::Down, Some(here)) => stops.get(here + 1),
        (Action::Down, None) => stops.iter().find(|(_, lines)| lines.start >= view.scroll),
        (_, Some(here)) => here.checked_sub(1).and_then(|before| stops.get(before)),
        (_, None) => stops.iter().rev().find(|(_, lines)| lines.end <= bottom),
    };
    let next = next.filter(|(_, lines)| match action {
        Action::Down => lines.start < bottom,
        _ => lines.end > view.scroll,
    });
    match next.cloned() {
        Some((stop, lines)) => {
            view.at = Some(stop);
            view.show(&lines);
        }
        None => {
            view.scroll = match action {
                Action::Down => (view.scroll + 1).min(view.last()),
                // From the first thing of all the way leads off it.
                _ if view.scroll == 0 => {
                    view.at = None;
                    0
                }
                _ => view.scroll - 1,
            };
            view.settle(false);
        }
    }
    view.take(model);
}

fn scroll(model: &mut Model, action: Action) {
    let Some(mut view) = View::of(model) else {
        return;
    };
    let half = (view.height / 2).max(1);
    view.scroll = match action {
        Action::HalfUp => view.scroll.saturating_sub(half),
        Action::HalfDown => (view.scroll + half).min(view.last()),
        Action::Top => 0,
        _ => view.last(),
    };
    let had_one = view.at.is_some();
    view.settle(had_one);
    view.take(model);
}

/// Scrolls so many lines.
pub(super) fn roll(model: &mut Model, way: Action, lines: usize) {
    if let Some(mut view) = View::of(model) {
        view.scroll = match way {
            Action::Up => view.scroll.saturating_sub(lines),
            _ => (view.scroll + lines).min(view.last()),
        };
        view.settle(false);
        view.take(model);
    }
}

/// Goes to a part of the card, and to the first thing in it.
fn go_to(model: &mut Model, section: Section) {
    let Some(mut view) = View::of(model) else {
        return;
    };
    let found = view
        .page
        .sections
        .iter()
        .find(|(other, _)| *other == section);
    let Some((_, line)) = found else { return };
    view.scroll = match section {
        Section::Text => 0,
        _ => (*line).min(view.last()),
    };
    let mut stops = view.page.stops.iter();
    let first = stops.find(|(stop, _)| section != Section::Text && Section::of(stop) == section);
    view.at = first.map(|(stop, _)| stop.clone());
    view.take(model);
}

/// Scrolls to what the cursor is on, after it was moved or made.
fn show_cursor(model: &mut Model) {
    if let Some(mut view) = View::of(model)
        && let Some(lines) = view.at.as_ref().and_then(|at| view.page.lines_of(at))
    {
        view.show(&lines);
        view.take(model);
    }
}

/// Keeps the cursors on things that are there.
pub(super) fn tidy(model: &mut Model) {
    for at in 0..model.overlays.len() {
        let Overlay::Card(sheet) = &model.overlays[at] else {
            continue;
        };
        let Some(stop) = &sheet.at else { continue };
        if !is_there(model, sheet.card, stop)
            && let Overlay::Card(sheet) = &mut model.overlays[at]
        {
            sheet.at = None;
        }
    }
}

fn is_there(model: &Model, card: CardId, stop: &Stop) -> bool {
    let Some(card) = model.board.card(card) else {
        return false;
    };
    match stop {
        // What the text says is found when it is needed.
        Stop::Task { .. } => true,
        Stop::Item(item) => card.item(*item).is_some(),
        Stop::Comment(comment) => card.comment(*comment).is_some(),
        Stop::Link(relation, other) => model.board.links(card).contains(&(*relation, *other)),
    }
}

/// Asks for what happened to the card on top, if it is not here.
pub(super) fn want_past(model: &mut Model) {
    let mut sheets = model.overlays.iter_mut().rev();
    let top = sheets.find_map(|overlay| match overlay {
        Overlay::Card(sheet) => Some(sheet),
        _ => None,
    });
    let Some(sheet) = top.filter(|sheet| sheet.past == Past::Away) else {
        return;
    };
    sheet.past = Past::Asked;
    let card = sheet.card;
    model.outbox.push(Effect::History(card));
}

/// Takes in what happened to a card.
pub(super) fn told(model: &mut Model, card: CardId, changes: &[Change], more: bool) {
    for overlay in &mut model.overlays {
        if let Overlay::Card(sheet) = overlay
            && sheet.card == card
        {
            let changes = changes.to_vec();
            sheet.past = Past::Here { changes, more };
        }
    }
}

/// Takes in what happened just now.
pub(super) fn learn(model: &mut Model, changes: &[Change]) {
    for overlay in &mut model.overlays {
        if let Overlay::Card(sheet) = overlay {
            changes.iter().for_each(|change| sheet.learn(change));
        }
    }
}

/// Forgets what happened, for it may have been otherwise.
pub(super) fn forget(model: &mut Model) {
    for overlay in &mut model.overlays {
        if let Overlay::Card(sheet) = overlay {
            sheet.past = Past::Away;
        }
    }
}
