//! The colours that labels and columns can be given: the terminal's own, so that they fit every theme.

use std::fmt;

use serde::{Deserialize, Serialize};

/// A colour by its name; how it looks is for the terminal and the theme to say.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[expect(missing_docs, reason = "each is the colour of its name")]
pub enum Paint {
    Red,
    Green,
    Yellow,
    Blue,
    Magenta,
    Cyan,
    Gray,
    BrightRed,
    BrightGreen,
    BrightYellow,
    BrightBlue,
    BrightMagenta,
    BrightCyan,
}

impl Paint {
    /// Every colour, the plain ones first.
    pub const ALL: [Self; 13] = [
        Self::Red,
        Self::Green,
        Self::Yellow,
        Self::Blue,
        Self::Magenta,
        Self::Cyan,
        Self::Gray,
        Self::BrightRed,
        Self::BrightGreen,
        Self::BrightYellow,
        Self::BrightBlue,
        Self::BrightMagenta,
        Self::BrightCyan,
    ];

    /// Returns the word that names it, as the command line and JSON spell it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Red => "red",
            Self::Green => "green",
            Self::Yellow => "yellow",
            Self::Blue => "blue",
            Self::Magenta => "magenta",
            Self::Cyan => "cyan",
            Self::Gray => "gray",
            Self::BrightRed => "bright-red",
            Self::BrightGreen => "bright-green",
            Self::BrightYellow => "bright-yellow",
            Self::BrightBlue => "bright-blue",
            Self::BrightMagenta => "bright-magenta",
            Self::BrightCyan => "bright-cyan",
        }
    }

    /// Finds a colour by its word, whatever its capitals.
    pub fn parse(word: &str) -> Option<Self> {
        let word = word.trim().to_lowercase().replace("grey", "gray");
        Self::ALL.into_iter().find(|paint| paint.name() == word)
    }
}

impl fmt::Display for Paint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_colour_is_found_by_its_name_and_written_so() {
        for paint in Paint::ALL {
            assert_eq!(Paint::parse(paint.name()), Some(paint));
            let json = serde_json::to_value(paint).expect("JSON");
            assert_eq!(json, paint.name());
        }
        assert_eq!(Paint::parse("Bright-RED "), Some(Paint::BrightRed));
        assert_eq!(Paint::parse("grey"), Some(Paint::Gray));
        assert_eq!(Paint::parse("re"), None);
    }
}
