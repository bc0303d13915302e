//! Draws how many cards were finished in each week, as many of the last weeks as there is room for.

use ratatui::buffer::Buffer;
use ratatui::widgets::{Bar, BarChart, Widget};

use crate::stats::Week;
use crate::tui::layout::Rect;
use crate::tui::view::theme::Theme;

/// The width of a bar with its date below it, and of the gap after it.
const BAR: u16 = 6;
const GAP: u16 = 1;

pub(super) fn draw(weeks: &[Week], area: Rect, theme: &Theme, buffer: &mut Buffer) {
    let fitting = usize::from((area.width + GAP) / (BAR + GAP));
    let weeks = &weeks[weeks.len().saturating_sub(fitting)..];
    let bar = |week: &Week| {
        let count = u64::try_from(week.finished).unwrap_or(u64::MAX);
        let label = week.monday.strftime("%-d %b").to_string();
        Bar::with_label(label, count)
            .text_value(week.finished.to_string())
            .style(theme.series(0))
            .value_style(theme.chosen())
    };
    let bars: Vec<Bar<'_>> = weeks.iter().map(bar).collect();
    BarChart::vertical(bars)
        .bar_width(BAR)
        .bar_gap(GAP)
        .label_style(theme.plain())
        .render(area.intersection(buffer.area), buffer);
}
