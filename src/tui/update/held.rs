//! What is typed before its turn: it waits, in order, and nothing of it is lost.
//!
//! Until the board is there whole, it may be about what cannot be seen yet. And when as many edits as may wait are not
//! saved yet, more would only have the screen run further ahead of the file, without end.

use crossterm::event::{Event, KeyEventKind};

use crate::tui::keymap::{self, Action, Found};
use crate::tui::model::Model;
use crate::tui::msg::{Effect, Msg};

/// Keeps what is typed too early; returns what is to be done at once, which is everything else.
pub(super) fn keep(model: &mut Model, msg: Msg) -> Msg {
    let event = match msg {
        Msg::Terminal(event) if is_typed(&event) && (model.is_busy() || model.holds_keys()) => {
            event
        }
        msg => return msg,
    };
    match leads_out(model, &event) {
        Some((from, effect)) => {
            model.held.truncate(from);
            model.outbox.push(effect);
        }
        None => {
            let complaint = model.complaint().cloned();
            model.held.push_back((event, complaint));
        }
    }
    Msg::Tick
}

/// Tells whether an event is something that was typed, and not about the terminal itself.
fn is_typed(event: &Event) -> bool {
    !matches!(
        event,
        Event::Resize(..) | Event::FocusGained | Event::FocusLost
    )
}

/// Tells of a key that is not to wait: who asks a second time to get out, or who looks at a glance of a board only.
/// What was typed since the first time was for somebody else.
fn leads_out(model: &Model, event: &Event) -> Option<(usize, Effect)> {
    let out = way_out(model, event)?;
    let same = |(other, _): &(Event, _)| way_out(model, other).as_ref() == Some(&out);
    let from = match model.glancing {
        true => model.held.len(),
        false => model.held.iter().position(same)?,
    };
    Some((from, out))
}

/// Returns what a key asks for that leads out, or aside, wherever it is pressed.
fn way_out(model: &Model, event: &Event) -> Option<Effect> {
    let Event::Key(key) = event else { return None };
    let name = keymap::name(key).filter(|_| key.kind != KeyEventKind::Release)?;
    match model.keys.find(model.mode(), &name) {
        _ if name == keymap::WAY_OUT => Some(Effect::Quit),
        Found::Action(Action::Suspend) => Some(Effect::Suspend),
        _ => None,
    }
}

/// Has what was held take its turn, as far as it may by now.
pub(super) fn release(model: &mut Model) {
    while !model.is_busy()
        && let Some((event, seen)) = model.held.pop_front()
    {
        let complaint = model.complaint().cloned();
        super::terminal(model, event);
        // What was typed before it was said is not in answer to it.
        if complaint != seen && complaint.is_some() && !model.complains() {
            model.notice = complaint;
        }
        // The next key is about what this one left in view.
        model.settle();
        // What was typed after these is for somebody else.
        let left = |effect: &Effect| {
            matches!(
                effect,
                Effect::OpenEditor(_) | Effect::Suspend | Effect::Quit
            )
        };
        if model.outbox.iter().any(left) {
            model.held.clear();
        }
    }
}

impl Model {
    /// Tells whether somebody has asked to leave, or begins to.
    pub(crate) fn is_leaving(&self) -> bool {
        let asked = |(event, _): &(Event, _)| way_out(self, event) == Some(Effect::Quit);
        self.leaving || self.held.iter().any(asked)
    }
}
