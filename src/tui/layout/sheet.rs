//! A card shown in full, as lines: what it is, its text, checklist, comments, links and history.

mod head;
mod history;
mod page;
mod sections;

use crate::board::CardId;
use crate::tui::layout::{Rect, Screen};
use crate::tui::model::Model;
use crate::tui::model::sheet::Sheet;

pub(crate) use page::Page;

/// Lines longer than this are hard to read.
const WIDEST: u16 = 100;

/// What comments are set in by.
const INDENT: usize = 2;

/// A card on the screen.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Shown<'a> {
    /// It has the keys, and all its parts.
    Full(&'a Sheet),
    /// It stands beside the board, with the parts that there is something in.
    Beside(CardId),
}

impl Shown<'_> {
    /// Returns which card.
    pub(crate) fn card(self) -> CardId {
        match self {
            Self::Full(sheet) => sheet.card,
            Self::Beside(card) => card,
        }
    }
}

/// Returns where the card is shown, border included.
pub(crate) fn area(screen: &Screen) -> Rect {
    let board = screen.board;
    let top = screen.strip.map_or(board.y, |strip| strip.y);
    let width = board.width.min(WIDEST);
    let height = board.height + (board.y - top);
    Rect::new((board.width - width) / 2, top, width, height)
}

/// Returns how wide text is in a box of that inner width: a blank, or the cursor, stands on either side.
pub(crate) fn text_width(inner: u16) -> usize {
    usize::from(inner.saturating_sub(2))
}

/// Returns how wide comments are where text is so wide.
pub(crate) fn comment_width(width: usize) -> usize {
    width.saturating_sub(INDENT)
}

/// Returns a card as lines, in a box of that inner width.
pub(crate) fn page(model: &Model, shown: Shown<'_>, inner: u16) -> Page {
    let mut page = Page::default();
    if let Some(card) = model.board.card(shown.card()) {
        let width = text_width(inner);
        head::write(model, card, width, &mut page);
        sections::write(model, card, shown, width, &mut page);
    }
    page
}
