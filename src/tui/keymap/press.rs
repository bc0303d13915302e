//! How keys are written in the table, and how people read them.

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};

/// Returns how a pressed key is written; `None` for keys that mean nothing anywhere.
pub fn name(key: &KeyEvent) -> Option<String> {
    let code = match key.code {
        KeyCode::Char('<') => "lt".to_owned(),
        KeyCode::Char('>')
            if key
                .modifiers
                .intersects(KeyModifiers::CONTROL | KeyModifiers::ALT) =>
        {
            "gt".to_owned()
        }
        KeyCode::Char(' ') => "space".to_owned(),
        // Terminals differ in whether a shifted letter comes as a capital.
        KeyCode::Char(letter) if key.modifiers.contains(KeyModifiers::SHIFT) => {
            letter.to_uppercase().to_string()
        }
        KeyCode::Char(letter) => letter.to_string(),
        KeyCode::Enter => "enter".to_owned(),
        KeyCode::Esc => "esc".to_owned(),
        KeyCode::Tab => "tab".to_owned(),
        KeyCode::BackTab => return Some("<s-tab>".to_owned()),
        KeyCode::Backspace => "backspace".to_owned(),
        KeyCode::Delete => "delete".to_owned(),
        KeyCode::Left => "left".to_owned(),
        KeyCode::Right => "right".to_owned(),
        KeyCode::Up => "up".to_owned(),
        KeyCode::Down => "down".to_owned(),
        KeyCode::Home => "home".to_owned(),
        KeyCode::End => "end".to_owned(),
        KeyCode::PageUp => "pageup".to_owned(),
        KeyCode::PageDown => "pagedown".to_owned(),
        KeyCode::Insert => "insert".to_owned(),
        KeyCode::F(number) => format!("f{number}"),
        _ => return None,
    };
    let is_char = matches!(key.code, KeyCode::Char(_));
    let mut mods = String::new();
    for (modifier, letter) in [(KeyModifiers::CONTROL, "c-"), (KeyModifiers::ALT, "a-")] {
        if key.modifiers.contains(modifier) {
            mods.push_str(letter);
        }
    }
    if key.modifiers.contains(KeyModifiers::SHIFT) && !is_char {
        mods.push_str("s-");
    }
    let code = match mods.contains("c-") {
        true => code.to_lowercase(),
        false => code,
    };
    let plain = mods.is_empty() && code.chars().count() == 1;
    Some(match plain {
        true => code,
        false => format!("<{mods}{code}>"),
    })
}

/// Returns keys as people read them: `^d`, `Enter`, `⇧←`, `gg`.
pub fn show(keys: &str) -> String {
    let mut shown = String::new();
    let mut rest = keys;
    while let Some(letter) = rest.chars().next() {
        let named = rest
            .strip_prefix('<')
            .and_then(|inner| inner.split_once('>'));
        if let Some((inner, after)) = named {
            shown.push_str(&show_named(inner));
            rest = after;
        } else {
            shown.push(letter);
            rest = &rest[letter.len_utf8()..];
        }
    }
    shown
}

fn show_named(name: &str) -> String {
    if let Some(inner) = name.strip_prefix("c-") {
        return format!("^{}", show_named(inner));
    }
    if let Some(inner) = name.strip_prefix("a-") {
        return format!("Alt-{}", show_named(inner));
    }
    if let Some(inner) = name.strip_prefix("s-") {
        return format!("⇧{}", show_named(inner));
    }
    let shown = match name {
        "lt" => "<",
        "gt" => ">",
        "left" => "←",
        "right" => "→",
        "up" => "↑",
        "down" => "↓",
        "enter" => "Enter",
        "esc" => "Esc",
        "tab" => "Tab",
        "space" => "Space",
        "home" => "Home",
        "end" => "End",
        "pageup" => "PgUp",
        "pagedown" => "PgDn",
        "backspace" => "Backspace",
        "delete" => "Del",
        "insert" => "Ins",
        other => match other.strip_prefix('f') {
            Some(number) if !number.is_empty() => return format!("F{number}"),
            _ => other,
        },
    };
    shown.to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_are_named_the_same_whatever_the_terminal_says_of_shift() {
        let shifted = |code| KeyEvent::new(code, KeyModifiers::SHIFT);
        assert_eq!(name(&shifted(KeyCode::Char('J'))).as_deref(), Some("J"));
        assert_eq!(name(&shifted(KeyCode::Char('j'))).as_deref(), Some("J"));
        assert_eq!(name(&shifted(KeyCode::Left)).as_deref(), Some("<s-left>"));
        let plain = |code| KeyEvent::new(code, KeyModifiers::NONE);
        assert_eq!(name(&plain(KeyCode::Char('<'))).as_deref(), Some("<lt>"));
        let control = KeyEvent::new(KeyCode::Char('d'), KeyModifiers::CONTROL);
        assert_eq!(name(&control).as_deref(), Some("<c-d>"));
    }

    #[test]
    fn keys_are_shown_as_people_read_them() {
        assert_eq!(show("<c-d>"), "^d");
        assert_eq!(show("gg"), "gg");
        assert_eq!(show("<s-left>"), "⇧←");
        assert_eq!(show("<lt>"), "<");
    }
}
