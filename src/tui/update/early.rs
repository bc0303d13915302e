//! What is typed before the board is there whole: it waits, for it may be about what cannot be seen yet.

use crossterm::event::{Event, KeyEventKind};

use crate::tui::keymap::{self, Action, Found};
use crate::tui::model::Model;
use crate::tui::msg::Msg;

use super::{mouse, typing};

/// Keeps what is typed too early; returns what is to be done at once, which is everything else, and leaving.
pub(super) fn keep(model: &mut Model, msg: Msg) -> Msg {
    let waits = match &msg {
        Msg::Terminal(Event::Key(key)) => {
            let found = keymap::name(key).map(|name| model.keys.find(model.mode(), &name));
            !matches!(found, Some(Found::Action(Action::Quit | Action::Suspend)))
        }
        Msg::Terminal(Event::Paste(_) | Event::Mouse(_)) => true,
        _ => false,
    };
    match (msg, &mut model.early) {
        (Msg::Terminal(event), Some(early)) if waits => {
            early.push(event);
            Msg::Tick
        }
        (msg, _) => msg,
    }
}

/// Makes up for what was typed too early, now that the board is there; returns whether it was not there before.
pub(super) fn made_up_for(model: &mut Model) -> bool {
    let Some(early) = model.early.take() else {
        return false;
    };
    for event in early {
        match event {
            Event::Key(key) if key.kind != KeyEventKind::Release => super::press(model, key),
            Event::Mouse(event) => mouse::mouse(model, event),
            Event::Paste(text) => typing::paste(model, &text),
            _ => {}
        }
        // The next key is about what this one left in view.
        model.settle();
    }
    true
}
