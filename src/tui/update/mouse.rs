//! The mouse: clicks and the wheel. What is under the pointer is told by the layout.

mod drag;

use crossterm::event::{KeyModifiers, MouseButton, MouseEvent, MouseEventKind};
use jiff::SignedDuration;

use crate::board::CardId;
use crate::tui::keymap::{Action, Mode};
use crate::tui::model::Model;
use crate::tui::model::overlay::Overlay;
use crate::tui::model::pointer::{Pointer, Spot};
use crate::tui::model::sheet::Stop;

use super::{bodies, charts, filters, go, help, lists, sheet, typing};

/// How soon the second click of two must come.
const DOUBLE: SignedDuration = SignedDuration::from_millis(400);

/// How many lines of a card the wheel turns.
const LINES: usize = 3;

pub(super) fn mouse(model: &mut Model, event: MouseEvent) {
    // What is done while a card is on its way to the editor was meant for that.
    if bodies::is_for_the_editor(model) {
        return;
    }
    let (x, y) = (event.column, event.row);
    let marks = event.modifiers.contains(KeyModifiers::CONTROL);
    match event.kind {
        MouseEventKind::Down(MouseButton::Left) => press(model, (x, y), marks),
        MouseEventKind::Drag(MouseButton::Left) => drag::to(model, (x, y)),
        MouseEventKind::Up(MouseButton::Left) => release(model, (x, y)),
        MouseEventKind::ScrollDown => wheel(model, (x, y), Action::Down),
        MouseEventKind::ScrollUp => wheel(model, (x, y), Action::Up),
        MouseEventKind::ScrollLeft => sideways(model, Action::Left),
        MouseEventKind::ScrollRight => sideways(model, Action::Right),
        _ => {}
    }
}

/// Lets go of cards that have left the board.
pub(super) fn settle(model: &mut Model) {
    let board = &model.board;
    let live = |card: &CardId| board.card(*card).is_some_and(|card| !card.archived);
    let free = match &mut model.pointer {
        Pointer::Free => true,
        Pointer::Clicked { card, .. } | Pointer::Held { card, .. } => !live(card),
        Pointer::Dragging { cards, .. } => {
            cards.retain(live);
            cards.is_empty()
        }
    };
    if free {
        model.pointer = Pointer::Free;
    }
}

fn press(model: &mut Model, (x, y): (u16, u16), marks: bool) {
    let spot = model.under(x, y);
    let leaving = std::mem::take(&mut model.leaving);
    let before = std::mem::take(&mut model.pointer);
    model.typed.clear();
    let mode = model.mode();
    match spot {
        Spot::Column { card, target } => {
            model.following = None;
            match card {
                Some(card) if marks => mark(model, card),
                Some(card) => on_card(model, card, &before, (x, y)),
                None => model.go_to_column(Some(target.column)),
            }
        }
        Spot::Key(does) => super::act(model, mode, does.action, &does.key, leaving),
        Spot::Tab(search) => filters::find(model, &search),
        Spot::Row(row) => on_row(model, row),
        Spot::Part(part) => on_part(model, part),
        Spot::Text(before) => typing::put_cursor(model, before),
        Spot::Outside => super::act(model, mode, Action::Back, "", leaving),
        Spot::Nothing => {}
    }
}

/// Marks a card, or takes its mark off.
fn mark(model: &mut Model, card: CardId) {
    model.go_to_card(card);
    model.toggle_selected();
}

fn on_card(model: &mut Model, card: CardId, before: &Pointer, from: (u16, u16)) {
    model.go_to_card(card);
    match before {
        Pointer::Clicked { card: clicked, at }
            if *clicked == card && model.now.duration_since(*at) <= DOUBLE =>
        {
            sheet::open(model);
        }
        _ => model.pointer = Pointer::Held { card, from },
    }
}

/// Takes a row of a list; in one that is there to be looked at, the first click only points at it.
fn on_row(model: &mut Model, row: usize) {
    let mode = model.mode();
    let (at, take) = match model.overlays.last_mut() {
        Some(Overlay::Pick(pick)) => {
            let at = std::mem::replace(&mut pick.at, row);
            let take = match mode {
                Mode::Archived => Action::Restore,
                Mode::Labels => Action::Select,
                _ => Action::Accept,
            };
            (at, take)
        }
        Some(Overlay::Help(help)) => (std::mem::replace(&mut help.at, row), Action::Accept),
        _ => return,
    };
    match mode {
        Mode::Archived | Mode::People if at != row => {}
        mode => super::act(model, mode, take, "", false),
    }
}

/// Ticks off what can be ticked off; of the rest of a card the first click points at it, and the next one takes it.
fn on_part(model: &mut Model, part: Stop) {
    let Some(Overlay::Card(sheet)) = model.overlays.last_mut() else {
        return;
    };
    let before = sheet.at.replace(part.clone());
    let does = match &part {
        Stop::Task { .. } | Stop::Item(_) => Action::Tick,
        _ if before.as_ref() == Some(&part) => Action::Accept,
        _ => return,
    };
    super::act(model, Mode::Card, does, "", false);
}

fn release(model: &mut Model, to: (u16, u16)) {
    drag::to(model, to);
    match std::mem::take(&mut model.pointer) {
        Pointer::Held { card, .. } => {
            let at = model.now;
            model.pointer = Pointer::Clicked { card, at };
        }
        Pointer::Dragging {
            cards,
            over: Some(target),
            ..
        } => drag::put(model, &cards, &target),
        _ => {}
    }
}

fn wheel(model: &mut Model, (x, y): (u16, u16), way: Action) {
    let down = way == Action::Down;
    match model.mode() {
        Mode::Board => {
            let screen = model.screen();
            let on_tabs = |area: &crate::tui::layout::Rect| area.contains((x, y).into());
            match model.under(x, y) {
                _ if screen.strip.as_ref().is_some_and(on_tabs) => {
                    sideways(model, if down { Action::Right } else { Action::Left });
                }
                Spot::Column { target, .. } => {
                    model.scroll(target.column, target.lane.as_ref(), down);
                }
                _ => {}
            }
            drag::again(model, (x, y));
        }
        Mode::Card => sheet::roll(model, way, LINES),
        Mode::Pick | Mode::Find | Mode::Labels | Mode::Archived | Mode::People => {
            lists::act(model, way);
        }
        Mode::Help => help(model, way),
        Mode::Charts => charts::act(model, way, ""),
        Mode::Confirm | Mode::Prompt | Mode::Search => {}
    }
}

/// Goes to the column beside, as a wheel that is turned sideways asks.
fn sideways(model: &mut Model, way: Action) {
    if model.mode() == Mode::Board {
        model.following = None;
        go::act(model, way, "");
    }
}
