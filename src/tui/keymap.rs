//! The keys: one table that dispatch, footer and help all read, so a key is written in one place only.
//!
//! A key is written as in the help of vim: `j`, `J`, `<enter>`, `<c-d>`, `<s-left>`; `<lt>` is `<`. Keys pressed one
//! after the other are written so: `gg`.

mod table;

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};

pub use table::TABLE;

/// What has the keys.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mode {
    /// The columns.
    Board,
    /// A card shown in full.
    Card,
    /// A list to pick from.
    Pick,
    /// The list of archived cards.
    Archived,
    /// A question.
    Confirm,
    /// A line of text.
    Prompt,
    /// The line of text that filters the board.
    Search,
    /// The list of keys.
    Help,
}

/// What a key means in the mode it was pressed in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(missing_docs, reason = "the words in the table tell")]
pub enum Action {
    Left,
    Right,
    Up,
    Down,
    Top,
    Bottom,
    HalfUp,
    HalfDown,
    PreviousColumn,
    NextColumn,
    Column,
    MoveLeft,
    MoveRight,
    MoveUp,
    MoveDown,
    MoveTo,
    New,
    NewBelow,
    NewAbove,
    Open,
    EditBody,
    Rename,
    Archive,
    Archived,
    Restore,
    Delete,
    Undo,
    Redo,
    Search,
    Labels,
    Assign,
    Priority,
    Raise,
    Lower,
    Due,
    NewColumn,
    EditColumn,
    ColumnLeft,
    ColumnRight,
    Accept,
    Back,
    Help,
    Redraw,
    Suspend,
    Quit,
}

impl Action {
    /// Tells whether it changes the board.
    pub fn writes(self) -> bool {
        match self {
            Self::MoveLeft | Self::MoveRight | Self::MoveUp | Self::MoveDown => true,
            Self::MoveTo | Self::New | Self::NewBelow | Self::NewAbove => true,
            Self::EditBody | Self::Rename | Self::Archive | Self::Restore | Self::Delete => true,
            Self::Undo | Self::Redo | Self::Labels | Self::Assign | Self::Priority => true,
            Self::Raise | Self::Lower | Self::Due => true,
            Self::NewColumn | Self::EditColumn | Self::ColumnLeft | Self::ColumnRight => true,
            _ => false,
        }
    }
}

/// One line of the table.
#[derive(Debug)]
pub struct Binding {
    /// Where the keys mean this.
    pub modes: &'static [Mode],
    /// The keys, any of which will do; the first ones are shown first.
    pub keys: &'static [&'static str],
    /// What they mean.
    pub action: Action,
    /// What the help says about it.
    pub words: &'static str,
    /// The heading it stands under in the help.
    pub group: &'static str,
    /// What the footer says about it, and how early: the least is the last to go. Lines that say the same share one place.
    pub foot: Option<(u8, &'static str)>,
}

/// What the keys typed so far mean.
#[derive(Debug, Clone, Copy)]
pub enum Found {
    /// This.
    Binding(&'static Binding),
    /// Something once more keys follow.
    More,
    /// Nothing.
    Nothing,
}

/// Finds what the keys typed so far mean in a mode.
pub fn find(mode: Mode, typed: &str) -> Found {
    let of_mode = || {
        TABLE
            .iter()
            .filter(move |binding| binding.modes.contains(&mode))
    };
    if let Some(binding) = of_mode().find(|binding| binding.keys.contains(&typed)) {
        return Found::Binding(binding);
    }
    let begins =
        |binding: &&'static Binding| binding.keys.iter().any(|keys| keys.starts_with(typed));
    match of_mode().find(begins) {
        Some(_) => Found::More,
        None => Found::Nothing,
    }
}

/// Returns how a pressed key is written; `None` for keys that mean nothing anywhere.
pub fn name(key: &KeyEvent) -> Option<String> {
    let code = match key.code {
        KeyCode::Char('<') => "lt".to_owned(),
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
    if let Some(inner) = name.strip_prefix("s-") {
        return format!("⇧{}", show_named(inner));
    }
    let shown = match name {
        "lt" => "<",
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
        other => other,
    };
    shown.to_owned()
}

/// Returns what the footer offers in a mode of what can be done: how early each is, its keys and words.
pub fn footer(mode: Mode, can: impl Fn(Action) -> bool) -> Vec<(u8, String, &'static str)> {
    let mut offers: Vec<(u8, String, &'static str)> = Vec::new();
    let of_mode = TABLE
        .iter()
        .filter(|binding| binding.modes.contains(&mode) && can(binding.action));
    for binding in of_mode {
        let Some((rank, words)) = binding.foot else {
            continue;
        };
        let keys = show(binding.keys[0]);
        match offers.iter_mut().find(|offer| offer.2 == words) {
            Some(offer) => {
                let apart = offer.1.chars().count() > 1 && keys.chars().count() > 1;
                offer.1.push_str(if apart { " " } else { "" });
                offer.1.push_str(&keys);
            }
            None => offers.push((rank, keys, words)),
        }
    }
    offers
}

/// Returns the lines of the table that the help shows in a mode, those that have `wanted` in keys or words.
pub fn help(mode: Mode, wanted: &str) -> Vec<&'static Binding> {
    let words: Vec<String> = wanted
        .to_lowercase()
        .split_whitespace()
        .map(str::to_owned)
        .collect();
    let has = |binding: &&Binding| {
        let text = format!("{} {}", binding.words, binding.group).to_lowercase();
        words.iter().all(|word| {
            text.contains(word.as_str()) || binding.keys.iter().any(|keys| show(keys) == wanted)
        })
    };
    TABLE
        .iter()
        .filter(|binding| binding.modes.contains(&mode) && !binding.words.is_empty())
        .filter(has)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_key_means_two_things_in_one_mode() {
        let all = [
            Mode::Board,
            Mode::Card,
            Mode::Pick,
            Mode::Archived,
            Mode::Confirm,
            Mode::Prompt,
            Mode::Search,
            Mode::Help,
        ];
        for mode in all {
            let mut seen: Vec<&str> = Vec::new();
            for binding in TABLE.iter().filter(|binding| binding.modes.contains(&mode)) {
                for keys in binding.keys {
                    let clash = seen
                        .iter()
                        .find(|other| other.starts_with(keys) || keys.starts_with(**other));
                    assert_eq!(clash, None, "{keys} in {mode:?}");
                    seen.push(keys);
                }
            }
        }
    }

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
