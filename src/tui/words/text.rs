//! Texts with gaps: `moved {card} to {column}`.

use std::fmt::{Display, Write as _};

use serde::{Deserialize, Deserializer};
use toml::{Table, Value};

/// A text, or two of which one is for a single thing.
#[derive(Debug)]
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

/// A section of a file while its texts are taken out of it.
pub(super) struct Section {
    texts: Table,
    /// The first text that is not as it must be.
    wrong: Option<&'static str>,
}

impl Section {
    #[inline(never)]
    pub(super) fn read<'de, D: Deserializer<'de>>(file: D) -> Result<Self, D::Error> {
        let texts = Table::deserialize(file)?;
        Ok(Self { texts, wrong: None })
    }

    /// Takes out a text without gaps.
    pub(super) fn plain(&mut self, name: &'static str) -> String {
        match self.text(name) {
            Text::Any(text) => text,
            Text::Counted { .. } => {
                self.wrong.get_or_insert(name);
                String::new()
            }
        }
    }

    /// Takes out a text.
    pub(super) fn text(&mut self, name: &'static str) -> Text {
        let text = match self.texts.remove(&name.replace('_', "-")) {
            Some(Value::String(text)) => Some(Text::Any(text)),
            Some(Value::Table(forms)) => counted(forms),
            _ => None,
        };
        text.unwrap_or_else(|| {
            self.wrong.get_or_insert(name);
            Text::Any(String::new())
        })
    }

    /// Tells what is wrong with the section: a text that it lacks, or one too many.
    pub(super) fn end(self) -> Result<(), String> {
        match (self.wrong, self.texts.keys().next()) {
            (Some(name), _) => Err(format!(
                "{name} must be a text, or {{ one = …, many = … }} if it counts"
            )),
            (None, Some(name)) => Err(format!("nobody says {name}")),
            (None, None) => Ok(()),
        }
    }
}

fn counted(mut forms: Table) -> Option<Text> {
    match (forms.remove("one")?, forms.remove("many")?) {
        (Value::String(one), Value::String(many)) if forms.is_empty() => {
            Some(Text::Counted { one, many })
        }
        _ => None,
    }
}

/// Declares a section of the words: the names of its texts, each with its gaps. The compiler finds a text that nobody
/// says, one that is not there, and a gap that nobody fills; reading a file finds a text that it lacks or has too many.
macro_rules! texts {
    ($(#[$about:meta])* $section:ident { $($text:ident $(($($gap:ident),+))?),+ $(,)? }) => {
        $(#[$about])*
        #[derive(Debug)]
        pub(crate) struct $section { $($text: texts!(@kind $($($gap)+)?)),+ }

        // Not derived: a megabyte of code for what is read once.
        impl<'de> serde::Deserialize<'de> for $section {
            fn deserialize<D: serde::Deserializer<'de>>(file: D) -> Result<Self, D::Error> {
                let mut section = crate::tui::words::text::Section::read(file)?;
                let texts = Self { $($text: texts!(@take section $text $($($gap)+)?)),+ };
                section.end().map_err(serde::de::Error::custom)?;
                Ok(texts)
            }
        }

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
    (@take $section:ident $text:ident) => { $section.plain(stringify!($text)) };
    (@take $section:ident $text:ident $($gap:ident)+) => { $section.text(stringify!($text)) };
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
