//! What charts of points have in common: the picture between two axes, and beside it what its signs mean.

use ratatui::buffer::Buffer;
use ratatui::style::Style;
use ratatui::widgets::{Axis, Chart, Dataset, Widget};

use super::row;
use crate::text;
use crate::tui::layout::Rect;
use crate::tui::view::pen::Pen;
use crate::tui::view::theme::Theme;

/// Draws lines at the right of an area, as wide as they need but no more than half of it; returns the rest.
pub(super) fn legend(lines: &[(String, Style)], area: Rect, buffer: &mut Buffer) -> Rect {
    let widest = lines.iter().map(|(words, _)| text::width(words)).max();
    let wide = u16::try_from(widest.unwrap_or_default() + 1).unwrap_or(u16::MAX);
    let width = area.width - wide.min(area.width / 2);
    let beside = Rect::new(area.x + width, area.y, area.width - width, area.height);
    for (y, (words, style)) in (0..).zip(lines) {
        Pen::at(buffer, row(beside, y)).put(words, *style);
    }
    Rect::new(area.x, area.y, width, area.height)
}

/// Draws points between two axes from 0 to there: the days below, and the labels beside it.
pub(super) fn plot(
    sets: Vec<Dataset<'_>>,
    (right, days): (f64, [String; 2]),
    (top, labels): (f64, [String; 3]),
    area: Rect,
    theme: &Theme,
    buffer: &mut Buffer,
) {
    let axis = |end| Axis::default().style(theme.faint()).bounds([0.0, end]);
    Chart::new(sets)
        .legend_position(None)
        .x_axis(axis(right).labels(days))
        .y_axis(axis(top).labels(labels))
        .render(area.intersection(buffer.area), buffer);
}
