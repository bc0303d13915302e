//! The body of a card, which may be left in the file.

/// A card's body: Markdown, as many lines as wanted.
///
/// Bodies are most of a board and few of them are looked at, so the screen leaves them in the file until it shows
/// them. Whatever edits or exports a card has read it whole.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Body {
    /// It is here.
    Here(String),
    /// It is in the file, and not empty.
    Away,
}

impl Body {
    /// Returns the text as far as it is here.
    pub fn text(&self) -> &str {
        match self {
            Self::Here(text) => text,
            Self::Away => "",
        }
    }

    /// Tells whether there is none, here or in the file.
    pub fn is_empty(&self) -> bool {
        matches!(self, Self::Here(text) if text.is_empty())
    }

    /// Tells whether it is in the file only.
    pub fn is_away(&self) -> bool {
        *self == Self::Away
    }
}

impl Default for Body {
    fn default() -> Self {
        Self::Here(String::new())
    }
}

impl From<String> for Body {
    fn from(text: String) -> Self {
        Self::Here(text)
    }
}
