//! Keys as a user writes them, brought into the one way the table writes them.

use super::BadKey;
use super::press::show;

/// The keys that have a name, besides `f1` and the like.
const NAMES: [&str; 16] = [
    "lt",
    "gt",
    "space",
    "enter",
    "esc",
    "tab",
    "backspace",
    "delete",
    "insert",
    "left",
    "right",
    "up",
    "down",
    "home",
    "end",
    "pageup",
];

/// Returns keys, one after the other, as the table writes them: `<C-X>` is `<c-x>`, `<s-j>` is `J`.
///
/// # Errors
/// Which part is no key, and what could stand there.
pub fn spell(keys: &str) -> Result<String, BadKey> {
    let mut spelt = String::new();
    let mut rest = keys;
    while let Some(letter) = rest.chars().next() {
        let inner = rest.strip_prefix('<').map(|rest| rest.split_once('>'));
        match inner {
            Some(Some((name, after))) => {
                spelt.push_str(&named(name)?);
                rest = after;
            }
            Some(None) => return Err(BadKey::Open),
            None if letter.is_control() => return Err(BadKey::Control),
            None => {
                spelt.push_str(&plain(letter));
                rest = &rest[letter.len_utf8()..];
            }
        }
    }
    match spelt.is_empty() {
        true => Err(BadKey::Nothing),
        false => Ok(spelt),
    }
}

fn plain(letter: char) -> String {
    match letter {
        ' ' => "<space>".to_owned(),
        letter => letter.to_string(),
    }
}

/// Returns what stands between `<` and `>`, in the order of modifiers that pressed keys are named in.
fn named(written: &str) -> Result<String, BadKey> {
    let wrong = || BadKey::Unknown {
        written: written.to_owned(),
        names: NAMES.join(", "),
    };
    let (mut control, mut alt, mut shift) = (false, false, false);
    let mut name = written;
    while let Some((modifier, rest)) = name.split_once('-').filter(|(_, rest)| !rest.is_empty()) {
        match modifier {
            "c" | "C" => control = true,
            "a" | "A" => alt = true,
            "s" | "S" => shift = true,
            _ => return Err(wrong()),
        }
        name = rest;
    }
    let mut letters = name.chars();
    let (first, one) = (letters.next().ok_or_else(wrong)?, letters.next().is_none());
    let lower = name.to_lowercase();
    let mut code = match one {
        true if first == '<' => "lt".to_owned(),
        true if first == '>' && (control || alt) => "gt".to_owned(),
        true if first == ' ' => "space".to_owned(),
        true if shift => first.to_uppercase().to_string(),
        true => first.to_string(),
        false if lower == "gt" && !(control || alt) => return Ok(">".to_owned()),
        false if NAMES.contains(&lower.as_str()) || lower == "pagedown" => lower,
        false if is_function_key(&lower) => lower,
        false => return Err(wrong()),
    };
    if control {
        code = code.to_lowercase();
        // What a terminal sends for both is the same.
        let same = [("i", "<tab>"), ("m", "<enter>"), ("[", "<esc>")];
        if let Some((_, other)) = same.iter().find(|(letter, _)| *letter == code) {
            return Err(BadKey::Same {
                keys: format!("<c-{code}>"),
                shown: show(other),
                other: (*other).to_owned(),
            });
        }
    }
    // A shifted letter is its capital; the shift itself is not told.
    let is_char = one || ["lt", "gt", "space"].contains(&code.as_str());
    let mods = [(control, "c-"), (alt, "a-"), (shift && !is_char, "s-")];
    let mods: String = mods
        .iter()
        .filter(|(on, _)| *on)
        .map(|(_, of)| *of)
        .collect();
    Ok(match mods.is_empty() && code.chars().count() == 1 {
        true => code,
        false => format!("<{mods}{code}>"),
    })
}

fn is_function_key(name: &str) -> bool {
    let number = name.strip_prefix('f').map(str::parse);
    number.is_some_and(|number| number.is_ok_and(|number: u8| (1..=12).contains(&number)))
}

#[cfg(test)]
mod tests {
    use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};

    use super::*;
    use crate::tui::keymap::{TABLE, name};

    #[test]
    fn keys_are_written_in_one_way() {
        for (written, spelt) in [
            ("x", "x"),
            ("gx", "gx"),
            ("<C-X>", "<c-x>"),
            ("<c-s-left>", "<c-s-left>"),
            ("<S-C-left>", "<c-s-left>"),
            ("<s-j>", "J"),
            ("<Enter>", "<enter>"),
            ("< >", "<space>"),
            (" ", "<space>"),
            ("<lt>", "<lt>"),
            ("<a-lt>", "<a-lt>"),
            ("<F5>", "<f5>"),
            ("g<space>ü", "g<space>ü"),
            ("<c-->", "<c-->"),
            ("<tab>", "<tab>"),
        ] {
            assert_eq!(spell(written).as_deref(), Ok(spelt), "{written}");
        }
    }

    #[test]
    fn what_is_no_key_is_refused() {
        for written in [
            "", "<", "a<b", "<>", "<x-a>", "<return>", "<f13>", "<c->", "\t", "<c-i>",
        ] {
            assert!(spell(written).is_err(), "{written}");
        }
    }

    #[test]
    fn the_table_is_written_so() {
        for keys in TABLE.iter().flat_map(|line| line.keys) {
            assert_eq!(spell(keys).as_deref(), Ok(*keys));
        }
    }

    #[test]
    fn every_key_that_can_be_pressed_can_be_written() {
        let mut codes: Vec<KeyCode> = ('!'..='~')
            .chain(['ü', '日', ' '])
            .map(KeyCode::Char)
            .collect();
        codes.extend((1..=12).map(KeyCode::F));
        codes.extend([
            KeyCode::Enter,
            KeyCode::Esc,
            KeyCode::Tab,
            KeyCode::Backspace,
            KeyCode::Delete,
            KeyCode::Insert,
            KeyCode::Left,
            KeyCode::Right,
            KeyCode::Up,
            KeyCode::Down,
            KeyCode::Home,
            KeyCode::End,
            KeyCode::PageUp,
            KeyCode::PageDown,
        ]);
        for code in codes {
            for modifiers in (0..8).map(KeyModifiers::from_bits_truncate) {
                let pressed = name(&KeyEvent::new(code, modifiers)).expect("it has a name");
                match spell(&pressed) {
                    Ok(spelt) => assert_eq!(spelt, pressed),
                    // Terminals do not send these.
                    Err(_) => assert!(["i>", "m>", "[>"].iter().any(|end| pressed.ends_with(end))),
                }
            }
        }
    }
}
