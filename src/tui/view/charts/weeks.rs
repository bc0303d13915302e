//! Draws how many cards were finished in each week, as many of the last weeks as there is room for.

use ratatui::buffer::Buffer;
use ratatui::widgets::{Bar, BarChart, Widget};

use crate::stats::Week;
use crate::text;
use crate::tui::layout::Rect;
use crate::tui::model::Model;
use crate::tui::view::theme::Theme;

/// The widest bar there is, and the gap after each.
const WIDEST: u16 = 24;
const GAP: u16 = 1;

pub(super) fn draw(model: &Model, weeks: &[Week], area: Rect, theme: &Theme, buffer: &mut Buffer) {
    let date = |week: &Week| model.words.date(week.monday);
    // A bar has room for its date below it.
    let least = weeks.iter().map(|week| text::width(&date(week))).max();
    let least = u16::try_from(least.unwrap_or_default()).unwrap_or(u16::MAX);
    let fitting = usize::from((area.width + GAP) / least.saturating_add(GAP));
    let weeks = &weeks[weeks.len().saturating_sub(fitting)..];
    let count = u16::try_from(weeks.len()).unwrap_or(u16::MAX).max(1);
    let wide = ((area.width + GAP) / count).saturating_sub(GAP);
    let bar = |week: &Week| {
        let count = u64::try_from(week.finished).unwrap_or(u64::MAX);
        Bar::with_label(date(week), count)
            .text_value(week.finished.to_string())
            .style(theme.series(0))
            .value_style(theme.chosen())
    };
    let bars: Vec<Bar<'_>> = weeks.iter().map(bar).collect();
    BarChart::vertical(bars)
        .bar_width(wide.clamp(1, WIDEST))
        .bar_gap(GAP)
        .label_style(theme.plain())
        .render(area.intersection(buffer.area), buffer);
}
