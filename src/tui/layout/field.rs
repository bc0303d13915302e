//! Where lines of text are, and which letter of theirs is under the pointer.

use std::borrow::Cow;

use tui_input::Input;
use unicode_segmentation::UnicodeSegmentation;

use super::popup::{self, within};
use super::{Rect, Screen, prompt, search};
use crate::text;
use crate::tui::model::Model;
use crate::tui::model::overlay::{Ask, Overlay};

/// A line of text, scrolled so that its cursor is in view.
pub(crate) struct Line<'a> {
    text: Cow<'a, str>,
    /// The first byte in view.
    from: usize,
    /// How many cells into the line the cursor is.
    pub(crate) cursor: u16,
}

impl<'a> Line<'a> {
    /// Returns the line of an input, in so many cells.
    pub(crate) fn of(input: &'a Input, width: u16) -> Self {
        // Cleaning keeps the count of characters, for there are no line breaks in it.
        let text = text::clean(input.value());
        let split = text
            .char_indices()
            .nth(input.cursor())
            .map_or(text.len(), |(at, _)| at);
        let room = usize::from(width.saturating_sub(1));
        let (mut before, mut from) = (text::width(&text[..split]), 0);
        for (at, grapheme) in text[..split].grapheme_indices(true) {
            if before <= room {
                break;
            }
            before -= text::width(grapheme).min(before);
            from = at + grapheme.len();
        }
        let cursor = u16::try_from(before.min(room)).unwrap_or_default();
        Self { text, from, cursor }
    }

    /// Returns what is in view, and what follows.
    pub(crate) fn shown(&self) -> &str {
        &self.text[self.from..]
    }

    /// Returns how many characters stand before the one in a cell; all of them, where there is none.
    fn before(&self, cell: u16) -> usize {
        let mut taken = 0;
        let at = self.shown().grapheme_indices(true).find(|(_, grapheme)| {
            taken += text::width(grapheme);
            taken > usize::from(cell)
        });
        let at = at.map_or(self.text.len(), |(at, _)| self.from + at);
        self.text[..at].chars().count()
    }
}

/// Returns the place for what narrows a list: behind a slash in its first line.
pub(crate) fn narrowing(inner: Rect) -> Rect {
    let width = inner.width.saturating_sub(2);
    Rect::new(inner.x + 2, inner.y, width, inner.height.min(1))
}

impl Model {
    /// Returns where in the line of text that has the keys a cell is, in characters.
    pub(crate) fn in_text(&self, screen: &Screen, (x, y): (u16, u16)) -> Option<usize> {
        let (input, area) = match self.overlays.last()? {
            Overlay::Prompt(prompt) => {
                let area = match prompt.ask {
                    Ask::Search { .. } => search::search(self, prompt, screen.status?).field,
                    _ => prompt::prompt(self, prompt, screen).field,
                };
                (&prompt.input, area)
            }
            Overlay::Pick(pick) => {
                let list = popup::pick(self, pick, screen);
                (pick.typed.as_ref()?, narrowing(within(list.area)))
            }
            Overlay::Help(help) => {
                let (list, _) = popup::help(self, help, screen);
                (&help.wanted, narrowing(within(list.area)))
            }
            Overlay::Confirm(_) | Overlay::Card(_) | Overlay::Charts(_) => return None,
        };
        let cell = x.checked_sub(area.x)?;
        let is_there = area.contains((x, y).into());
        is_there.then(|| Line::of(input, area.width).before(cell))
    }
}
