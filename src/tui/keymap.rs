//! The keys: one table that dispatch, footer and help all read, so a key is written in one place only.
//!
//! A key is written as in the help of vim: `j`, `J`, `<enter>`, `<c-d>`, `<s-left>`; `<lt>` is `<`. Keys pressed one
//! after the other are written so: `gg`.

mod press;
mod table;

pub use press::{name, show};
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
        use Action as A;
        matches!(
            self,
            A::MoveLeft
                | A::MoveRight
                | A::MoveUp
                | A::MoveDown
                | A::MoveTo
                | A::New
                | A::NewBelow
                | A::NewAbove
                | A::EditBody
                | A::Rename
                | A::Archive
                | A::Restore
                | A::Delete
                | A::Undo
                | A::Redo
                | A::Labels
                | A::Assign
                | A::Priority
                | A::Raise
                | A::Lower
                | A::Due
                | A::NewColumn
                | A::EditColumn
                | A::ColumnLeft
                | A::ColumnRight
        )
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

/// Returns the key that does something on the board, as people read it: for messages that name it.
pub fn key(action: Action) -> String {
    let does =
        |binding: &&Binding| binding.action == action && binding.modes.contains(&Mode::Board);
    let keys = TABLE.iter().find(does).map(|binding| binding.keys[0]);
    show(keys.unwrap_or_default())
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
}
