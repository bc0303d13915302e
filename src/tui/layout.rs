//! Where everything is on screen: arithmetic only, shared by `update` (to scroll) and `view` (to draw).

pub(crate) mod confirm;
pub(crate) mod field;
pub(crate) mod footer;
pub(crate) mod markdown;
pub(crate) mod popup;
pub(crate) mod prompt;
pub(crate) mod search;
pub(crate) mod sheet;
pub(crate) mod strip;
pub(crate) mod tabs;

pub(crate) use ratatui::layout::Rect;

use crate::board::{Board, CardId};
use crate::text;

/// The narrowest a column may be; below it, fewer columns are shown.
pub(crate) const COLUMN_MIN: u16 = 24;
/// The narrowest screen with room for a card beside the board.
pub(crate) const SIDE_FROM: u16 = 110;
/// The most lines of a title on the board.
const TITLE_LINES: usize = 3;
/// Boards lower than this have no blank lines between cards.
const AIRY_FROM: u16 = 14;

/// What the screen has to hold.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Needs {
    pub(crate) size: (u16, u16),
    pub(crate) columns: usize,
    /// The leftmost column in view.
    pub(crate) left: usize,
    /// Whether there are tabs of saved searches.
    pub(crate) tabs: bool,
    /// Whether the card under the cursor is shown beside the board.
    pub(crate) side: bool,
}

/// Where everything is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Screen {
    /// The tabs of the saved searches, when there are some.
    pub(crate) tabs: Option<Rect>,
    /// The tabs of all columns, when not all fit.
    pub(crate) strip: Option<Rect>,
    /// All columns together.
    pub(crate) board: Rect,
    pub(crate) panes: Vec<Pane>,
    /// The card under the cursor, beside the board.
    pub(crate) side: Option<Rect>,
    /// Blank lines between cards.
    pub(crate) gap: u16,
    pub(crate) status: Option<Rect>,
    pub(crate) footer: Option<Rect>,
}

impl Screen {
    /// Returns where lanes go: across all columns, between their upper and lower borders.
    pub(crate) fn lanes(&self) -> Rect {
        let board = self.board;
        let height = board.height.saturating_sub(2);
        Rect::new(board.x, board.y + 1, board.width, height)
    }
}

/// One lane on screen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Band {
    /// Which lane, from the top.
    pub(crate) lane: usize,
    pub(crate) heading: Rect,
    /// How many lines it has below its heading.
    pub(crate) body: u16,
}

/// One column on screen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Pane {
    /// Which column, from the left.
    pub(crate) column: usize,
    pub(crate) area: Rect,
}

impl Pane {
    /// Returns the place inside the border.
    pub(crate) fn inner(&self) -> Rect {
        inside(self.area)
    }
}

/// Returns the place inside a border.
pub(crate) fn inside(area: Rect) -> Rect {
    if area.width < 2 || area.height < 2 {
        return Rect::new(area.x, area.y, 0, 0);
    }
    Rect::new(area.x + 1, area.y + 1, area.width - 2, area.height - 2)
}

/// Returns the top line of an area between its corners.
pub(crate) fn inside_line(area: Rect) -> Rect {
    let width = area.width.saturating_sub(2);
    Rect::new(area.x + 1, area.y, width, area.height.min(1))
}

/// Returns how many of so many columns fit side by side; at least one.
pub(crate) fn fitting(width: u16, columns: usize) -> usize {
    usize::from(width / COLUMN_MIN).clamp(1, columns.max(1))
}

/// Returns where everything is.
pub(crate) fn screen(needs: Needs) -> Screen {
    let (width, height) = needs.size;
    let side = needs.side && width >= SIDE_FROM;
    let side_width = if side { width * 2 / 5 } else { 0 };
    let board_width = width - side_width;
    let fits = fitting(board_width, needs.columns);
    let has_tabs = needs.tabs && height >= 8;
    let has_strip = needs.columns > fits && height >= 6;
    let footer = (height >= 5).then(|| Rect::new(0, height - 1, width, 1));
    let above_footer = height - u16::from(footer.is_some());
    let status = (height >= 3).then(|| Rect::new(0, above_footer - 1, width, 1));
    let strip_top = u16::from(has_tabs);
    let top = strip_top + u16::from(has_strip);
    let bottom = above_footer - u16::from(status.is_some());
    let board = Rect::new(0, top, board_width, bottom - top);
    Screen {
        tabs: has_tabs.then(|| Rect::new(0, 0, width, 1)),
        strip: has_strip.then(|| Rect::new(0, strip_top, board_width, 1)),
        board,
        panes: panes(board, needs.columns, fits, needs.left),
        side: side.then(|| Rect::new(board_width, strip_top, side_width, bottom - strip_top)),
        gap: u16::from(board.height >= AIRY_FROM),
        status,
        footer,
    }
}

fn panes(board: Rect, columns: usize, fits: usize, left: usize) -> Vec<Pane> {
    let left = left.min(columns.saturating_sub(fits));
    let shown = fits.min(columns - left);
    let count = u16::try_from(shown).unwrap_or(1).max(1);
    let (each, more) = (board.width / count, board.width % count);
    let mut x = board.x;
    let mut panes = Vec::with_capacity(shown);
    for column in left..left + shown {
        let width = each + u16::from(panes.len() < usize::from(more));
        let area = Rect::new(x, board.y, width, board.height);
        panes.push(Pane { column, area });
        x += width;
    }
    panes
}

/// Returns the title of a card as the lines it takes in a column of that inner width.
pub(crate) fn title_lines(title: &str, inner: u16) -> Vec<String> {
    // A blank or the cursor's bar on the left, a blank on the right.
    text::wrap(title, usize::from(inner.saturating_sub(2)), TITLE_LINES)
}

fn card_height(board: &Board, card: CardId, inner: Rect) -> u16 {
    let title = board.card(card).map_or("", |card| &card.title);
    // At least one line of title, and the line about it.
    u16::try_from(title_lines(title, inner.width).len().max(1) + 1).unwrap_or(u16::MAX)
}

/// Returns the cards in view from a row on: their rows, where they are from the top, and their heights.
///
/// Looks only at the cards in view.
pub(crate) fn stack(
    board: &Board,
    shown: &[CardId],
    from: usize,
    inner: Rect,
    gap: u16,
) -> Vec<(usize, u16, u16)> {
    let mut stack: Vec<(usize, u16, u16)> = Vec::new();
    let mut y = 0;
    for (row, card) in shown.iter().enumerate().skip(from) {
        let height = card_height(board, *card, inner);
        // A card too high for the column is cut, or it would never be seen.
        let cut = stack.is_empty() && inner.height > 0;
        if y + height > inner.height && !cut {
            break;
        }
        stack.push((row, y, height.min(inner.height)));
        y += height + gap;
        if y >= inner.height {
            break;
        }
    }
    stack
}

/// Returns the least row that can be the first in view with `row` still in view.
pub(crate) fn top_for(board: &Board, shown: &[CardId], row: usize, inner: Rect, gap: u16) -> usize {
    let row = row.min(shown.len().saturating_sub(1));
    let mut used = 0;
    for (at, card) in shown.iter().enumerate().take(row + 1).rev() {
        used += card_height(board, *card, inner);
        if used > inner.height {
            return (at + 1).min(row);
        }
        used += gap;
    }
    0
}

#[cfg(test)]
mod tests {
    use super::*;

    fn screen(size: (u16, u16), columns: usize, left: usize) -> Screen {
        super::screen(Needs {
            size,
            columns,
            left,
            ..Needs::default()
        })
    }

    #[test]
    fn columns_share_the_width_without_a_cell_left_over() {
        for width in 0..300 {
            for columns in 0..12 {
                let screen = screen((width, 24), columns, 3);
                let taken: u16 = screen.panes.iter().map(|pane| pane.area.width).sum();
                assert!(columns == 0 || taken == width, "{width} {columns}");
                assert_eq!(screen.panes.len(), fitting(width, columns).min(columns));
            }
        }
    }

    #[test]
    fn a_strip_is_shown_only_when_columns_are_hidden() {
        assert!(screen((80, 24), 3, 0).strip.is_none());
        assert!(screen((80, 24), 4, 0).strip.is_some());
        assert!(screen((40, 12), 2, 0).strip.is_some());
    }
}
