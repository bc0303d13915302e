//! Keys as they are written in tests.

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};

/// Returns the keys of `jj<enter><c-d><lt>`.
pub(super) fn spell(keys: &str) -> Vec<KeyEvent> {
    let mut events = Vec::new();
    let mut rest = keys;
    while let Some(letter) = rest.chars().next() {
        let named = rest.strip_prefix('<').and_then(|rest| rest.split_once('>'));
        if let Some((name, after)) = named {
            events.push(named_key(name));
            rest = after;
        } else {
            let modifiers = match letter.is_uppercase() {
                true => KeyModifiers::SHIFT,
                false => KeyModifiers::NONE,
            };
            events.push(KeyEvent::new(KeyCode::Char(letter), modifiers));
            rest = &rest[letter.len_utf8()..];
        }
    }
    events
}

fn named_key(name: &str) -> KeyEvent {
    let (mut modifiers, mut name) = (KeyModifiers::NONE, name);
    let prefixes = [
        ("c-", KeyModifiers::CONTROL),
        ("a-", KeyModifiers::ALT),
        ("s-", KeyModifiers::SHIFT),
    ];
    for (prefix, modifier) in prefixes {
        if let Some(rest) = name.strip_prefix(prefix) {
            modifiers |= modifier;
            name = rest;
        }
    }
    let code = match name {
        "enter" => KeyCode::Enter,
        "esc" => KeyCode::Esc,
        "tab" if modifiers.contains(KeyModifiers::SHIFT) => KeyCode::BackTab,
        "tab" => KeyCode::Tab,
        "backspace" => KeyCode::Backspace,
        "delete" => KeyCode::Delete,
        "left" => KeyCode::Left,
        "right" => KeyCode::Right,
        "up" => KeyCode::Up,
        "down" => KeyCode::Down,
        "home" => KeyCode::Home,
        "end" => KeyCode::End,
        "pageup" => KeyCode::PageUp,
        "pagedown" => KeyCode::PageDown,
        "space" => KeyCode::Char(' '),
        "lt" => KeyCode::Char('<'),
        letter => KeyCode::Char(letter.chars().next().unwrap()),
    };
    KeyEvent::new(code, modifiers)
}
