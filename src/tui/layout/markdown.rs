//! Markdown as lines of a width. The parser is pulldown-cmark's; the drawing is our own, so that every line is wrapped
//! by what it takes on a screen, every tick box is found again in the text, and nothing reaches a terminal that was not
//! cleaned.

mod blocks;
mod flow;
mod link;
mod table;

use std::ops::Range;
use std::sync::Arc;

use crate::tui::look::Addresses;

pub(crate) use flow::{Run, wrap};

/// A text as lines, and the tick boxes in it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Laid {
    pub(crate) lines: Vec<Line>,
    pub(crate) tasks: Vec<Task>,
}

/// One line on the screen.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Line(pub(crate) Vec<Span>);

/// A piece of a line that looks the same all along. Its text is clean.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Span {
    pub(crate) text: String,
    pub(crate) ink: Ink,
    /// The address it leads to; safe to be told to a terminal.
    pub(crate) link: Option<Arc<str>>,
}

/// How a piece of text looks.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Ink {
    pub(crate) tone: Tone,
    pub(crate) bold: bool,
    pub(crate) italic: bool,
    pub(crate) struck: bool,
}

/// What a piece of text is.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) enum Tone {
    #[default]
    Text,
    /// A heading: the first two levels are underlined.
    Heading(u8),
    Code,
    Link,
    /// What is there but need not be read.
    Faint,
    /// A list's marker.
    Mark,
    /// A key to press.
    Key,
    Strong,
    /// What wants care.
    Careful,
    /// What is wrong.
    Wrong,
    /// Somebody's name, in their colour.
    Person(Arc<str>),
    /// A label, in its colour.
    Label(Arc<str>),
}

/// A tick box in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Task {
    /// Where the blank or the cross is in the text.
    pub(crate) at: usize,
    pub(crate) done: bool,
    /// What stands behind it on its line in the text.
    pub(crate) text: String,
    /// Its lines on the screen.
    pub(crate) lines: Range<usize>,
}

/// Returns Markdown as lines of a width.
pub(crate) fn lay(text: &str, width: usize, addresses: Addresses) -> Laid {
    blocks::lay(text, width.max(2), addresses)
}

impl Ink {
    /// Returns plain ink of a tone.
    pub(crate) fn of(tone: Tone) -> Self {
        Self {
            tone,
            ..Self::default()
        }
    }

    /// Returns the same in bold.
    pub(crate) fn bold(self) -> Self {
        Self { bold: true, ..self }
    }
}

impl Span {
    /// Returns a piece of text, cleaned.
    pub(crate) fn new(text: &str, tone: Tone) -> Self {
        Self {
            text: crate::text::clean(text).into_owned(),
            ink: Ink::of(tone),
            link: None,
        }
    }
}

#[cfg(test)]
mod tests;
