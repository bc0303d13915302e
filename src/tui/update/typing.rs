//! Keys and pastes that go into a line of text.

use crossterm::event::{Event, KeyCode, KeyEvent, KeyModifiers};
use tui_input::backend::crossterm::to_input_request;
use tui_input::{Input, InputRequest};

use crate::query::Query;
use crate::tui::keymap::Action;
use crate::tui::model::Model;
use crate::tui::model::overlay::{Ask, Overlay, Pick};

use super::lists;

/// The most that is taken of a paste, in bytes.
const PASTE_MAX: usize = 1 << 20;

/// Gives a key to the line of text.
pub(super) fn press(model: &mut Model, key: KeyEvent) {
    let Some(request) = request(key) else {
        return;
    };
    change(model, |input| {
        input.handle(request);
    });
}

/// Gives a paste to the line of text; on the board a paste does nothing, for pasted text must never run as keys.
pub(super) fn paste(model: &mut Model, text: &str) {
    let mut end = text.len().min(PASTE_MAX);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    let line: String = text[..end]
        .replace("\r\n", "\n")
        .replace(['\n', '\r', '\t'], " ")
        .chars()
        .filter(|letter| !letter.is_control())
        .collect();
    let has_line = matches!(
        model.overlays.last(),
        Some(Overlay::Prompt(_) | Overlay::Help(_) | Overlay::Pick(Pick { typed: Some(_), .. }))
    );
    if !has_line {
        let new = model.keys.key(Action::New);
        model.say(model.words.prompt.paste(new));
        return;
    }
    change(model, |input| insert(input, &line));
}

/// Puts the cursor of the line of text behind so many characters.
pub(super) fn put_cursor(model: &mut Model, before: usize) {
    change(model, |input| {
        input.handle(InputRequest::SetCursor(before));
    });
}

fn insert(input: &mut Input, text: &str) {
    let value = input.value();
    let at = value
        .char_indices()
        .nth(input.cursor())
        .map_or(value.len(), |(at, _)| at);
    let cursor = input.cursor() + text.chars().count();
    let value = format!("{}{text}{}", &value[..at], &value[at..]);
    *input = std::mem::take(input).with_value(value).with_cursor(cursor);
}

/// Changes the line of text on top, and what depends on it.
fn change(model: &mut Model, change: impl FnOnce(&mut Input)) {
    match model.overlays.last_mut() {
        Some(Overlay::Help(help)) => {
            let before = help.wanted.value().to_owned();
            change(&mut help.wanted);
            if help.wanted.value() != before {
                help.at = 0;
            }
        }
        Some(Overlay::Pick(Pick {
            typed: Some(typed), ..
        })) => {
            let before = typed.value().to_owned();
            change(typed);
            if typed.value() != before {
                lists::retyped(model);
            }
        }
        Some(Overlay::Prompt(prompt)) => {
            prompt.error = None;
            change(&mut prompt.input);
            if matches!(prompt.ask, Ask::Search { .. }) {
                let text = prompt.input.value().to_owned();
                let error = model.search(&text, Query::typing).err();
                let error = error.map(|error| model.words.misread(&error));
                if let Some(Overlay::Prompt(prompt)) = model.overlays.last_mut() {
                    prompt.error = error;
                }
            }
        }
        _ => {}
    }
}

fn request(key: KeyEvent) -> Option<InputRequest> {
    // tui-input knows these by a Meta that terminals do not send.
    match (key.code, key.modifiers) {
        (KeyCode::Char('b') | KeyCode::Left, KeyModifiers::ALT) => Some(InputRequest::GoToPrevWord),
        (KeyCode::Char('f') | KeyCode::Right, KeyModifiers::ALT) => {
            Some(InputRequest::GoToNextWord)
        }
        (KeyCode::Char('d') | KeyCode::Delete, KeyModifiers::ALT) => {
            Some(InputRequest::DeleteNextWord)
        }
        _ => to_input_request(&Event::Key(key)),
    }
}
