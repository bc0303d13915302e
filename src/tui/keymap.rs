//! The keys: one table of which keys each action has at first, so a key is written in one place only. Dispatch, footer,
//! help and messages read [`Keys`], which is that table with the user's own keys in it. What an action does is said by
//! [`words`](super::words).
//!
//! A key is written as in the help of vim: `j`, `J`, `<enter>`, `<c-d>`, `<s-left>`; `<lt>` is `<`. Keys pressed one
//! after the other are written so: `gg`.

use serde::Deserialize;
use strum::{EnumString, IntoStaticStr, VariantArray};

mod bad;
mod keys;
mod own;
mod press;
mod spell;
mod table;

pub use bad::BadKey;
pub use keys::{Found, Keys, Line, Offer};
pub use own::Own;
pub(crate) use own::WAY_OUT;
pub use press::{name, show};
pub use spell::spell;
pub use table::TABLE;

/// What has the keys.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, Hash, Deserialize, EnumString, IntoStaticStr, VariantArray,
)]
#[serde(rename_all = "kebab-case")]
#[strum(serialize_all = "kebab-case")]
pub enum Mode {
    /// The columns.
    Board,
    /// A card shown in full.
    Card,
    /// The charts.
    Charts,
    /// A list to pick from.
    Pick,
    /// A list that is narrowed by what is typed.
    Find,
    /// The list of labels, narrowed by what is typed.
    Labels,
    /// The list of archived cards.
    Archived,
    /// The list of those who are here.
    People,
    /// A question.
    Confirm,
    /// A line of text.
    Prompt,
    /// The line of text that filters the board.
    Search,
    /// The list of keys.
    Help,
}

/// What a key means in the mode it was pressed in. Its name in the configuration is the variant's, as in `move-to`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Deserialize, EnumString, IntoStaticStr)]
#[serde(rename_all = "kebab-case")]
#[strum(serialize_all = "kebab-case")]
#[expect(missing_docs, reason = "the words of the table tell")]
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
    People,
    Activity,
    Charts,
    Follow,
    Restore,
    Delete,
    Undo,
    Redo,
    Search,
    Select,
    SelectRange,
    SelectColumn,
    Order,
    Reverse,
    Lanes,
    Side,
    Narrow,
    Searches,
    Boards,
    NextBoard,
    PreviousBoard,
    NextShown,
    PreviousShown,
    Complete,
    CopyNumber,
    CopyCard,
    Labels,
    Paint,
    Comment,
    InEditor,
    Block,
    Link,
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
    Section,
    Tick,
    NewItem,
    History,
    Settings,
    Help,
    Redraw,
    Suspend,
    Quit,
}

impl Mode {
    /// Tells whether letters are typed into a line of text in it, and mean nothing else.
    pub fn takes_text(self) -> bool {
        matches!(
            self,
            Self::Prompt | Self::Search | Self::Help | Self::Find | Self::Labels
        )
    }

    /// Returns its name in the configuration.
    pub fn name(self) -> &'static str {
        self.into()
    }
}

impl Action {
    /// Returns its name in the configuration.
    pub fn name(self) -> &'static str {
        self.into()
    }

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
                | A::Complete
                | A::Restore
                | A::Delete
                | A::Tick
                | A::NewItem
                | A::Comment
                | A::Undo
                | A::Redo
                | A::Labels
                | A::Paint
                | A::Block
                | A::Link
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
#[derive(Debug, PartialEq)]
pub struct Binding {
    /// Where the keys mean this.
    pub modes: &'static [Mode],
    /// The keys it has unless the user says otherwise, any of which will do; the first ones are shown first.
    pub keys: &'static [&'static str],
    /// What they mean.
    pub action: Action,
    /// The heading it stands under in the help.
    pub group: Group,
    /// How early the footer names it, if at all: the least is the last to go. Lines of the same word share one place.
    pub foot: Option<u8>,
}

/// A heading of the help.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[expect(missing_docs, reason = "the words tell")]
pub enum Group {
    LookAround,
    Cards,
    Columns,
    Board,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_key_means_two_things_in_one_mode() {
        for mode in Mode::VARIANTS {
            let mut seen: Vec<&str> = Vec::new();
            for binding in TABLE.iter().filter(|binding| binding.modes.contains(mode)) {
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
