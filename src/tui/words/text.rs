//! Texts with gaps: `moved {card} to {column}`.

use std::fmt::{Display, Write as _};

use serde::Deserialize;

/// A text, or two of which one is for a single thing.
#[derive(Debug, Deserialize)]
#[serde(untagged, expecting = "must be a text, or { one = …, many = … }")]
pub(crate) enum Text {
    /// One that fits whatever fills its gaps.
    Any(String),
    /// Two: what is said when the gap `count` is filled with 1, and else.
    Counted { one: String, many: String },
}

impl Text {
    /// Returns the text with its gaps filled. What fills a gap is not read again: a card may be called `{card}`.
    pub(crate) fn fill(&self, gaps: &[(&str, &dyn Display)]) -> String {
        let mut rest = match self {
            Self::Any(text) => text.as_str(),
            Self::Counted { one, many } => match gaps.iter().find(|(name, _)| *name == "count") {
                Some((_, count)) if count.to_string() == "1" => one,
                _ => many,
            },
        };
        let mut filled = String::with_capacity(rest.len() + 16);
        while let Some((before, name, after)) = next_gap(rest) {
            filled.push_str(before);
            if let Some((_, value)) = gaps.iter().find(|(gap, _)| *gap == name) {
                let _infallible = write!(filled, "{value}");
            }
            rest = after;
        }
        filled.push_str(rest);
        filled
    }
}

/// Returns what stands before the next gap, its name, and what stands after it.
pub(super) fn next_gap(text: &str) -> Option<(&str, &str, &str)> {
    let (before, rest) = text.split_once('{')?;
    let (name, after) = rest.split_once('}')?;
    Some((before, name, after))
}

/// Declares a section of the words: the names of its texts, each with its gaps. The compiler finds a text that nobody
/// says, one that is not there, and a gap that nobody fills; reading a file finds a text that it lacks or has too many.
macro_rules! texts {
    ($(#[$about:meta])* $section:ident { $($text:ident $(($($gap:ident),+))?),+ $(,)? }) => {
        $(#[$about])*
        #[derive(Debug, serde::Deserialize)]
        #[serde(deny_unknown_fields, rename_all = "kebab-case")]
        pub(crate) struct $section { $($text: texts!(@kind $($($gap)+)?)),+ }

        impl $section {
            /// What gaps each text has.
            #[cfg(test)]
            pub(in crate::tui::words) const GAPS: &[(&str, &[&str])] =
                &[$((stringify!($text), &[$($(stringify!($gap)),+)?])),+];

            $(texts!(@say $text $($($gap)+)?);)+
        }
    };
    (@kind) => { String };
    (@kind $($gap:ident)+) => { crate::tui::words::text::Text };
    (@say $text:ident) => {
        pub(crate) fn $text(&self) -> &str {
            &self.$text
        }
    };
    (@say $text:ident $($gap:ident)+) => {
        pub(crate) fn $text(&self, $($gap: impl std::fmt::Display),+) -> String {
            self.$text.fill(&[$((stringify!($gap), &$gap)),+])
        }
    };
}

pub(super) use texts;
