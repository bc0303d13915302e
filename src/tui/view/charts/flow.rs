//! Draws the cumulative flow: the columns on top of each other, day by day, what is done at the bottom.

use ratatui::buffer::Buffer;
use ratatui::style::Style;
use ratatui::symbols::Marker;
use ratatui::widgets::{Dataset, GraphType};

use super::plot::{legend, plot};
use crate::stats::Flow;
use crate::text;
use crate::tui::layout::Rect;
use crate::tui::model::Model;
use crate::tui::view::theme::Theme;

/// What columns are filled with: neighbours are never alike.
const FILLS: [char; 6] = ['█', '░', '▓', '·', '▒', '+'];
/// The same where there is nothing but ASCII.
const ASCII_FILLS: [char; 6] = ['#', '.', '=', ':', '%', '+'];

pub(super) fn draw(model: &Model, flow: &Flow, area: Rect, theme: &Theme, buffer: &mut Buffer) {
    let fills = match model.look.ascii {
        true => ASCII_FILLS,
        false => FILLS,
    };
    // From the right: what is done has the same fill on every board.
    let count = flow.columns.len();
    let fill = |at: usize| fills[(count - 1 - at) % fills.len()];
    let name = |at: usize| {
        let column = model.board.column(flow.columns[at]);
        column.map_or_else(String::new, |column| text::fit(&column.name, 20))
    };
    let today = flow.days.last().cloned().unwrap_or_default();
    let now = |at: usize| today.get(at).copied().unwrap_or_default();
    let style = |at: usize| theme.series(count - 1 - at);
    let words = |at: usize| format!(" {} {} {}", fill(at), name(at), now(at));
    let lines: Vec<(String, Style)> = (0..count).map(|at| (words(at), style(at))).collect();
    let picture = legend(&lines, area, buffer);
    let highest = flow.days.iter().map(|day| day.iter().sum::<usize>()).max();
    let highest = highest.unwrap_or_default().max(1);
    // One point for each cell: the axis and its numbers take the others.
    let labels = [0, highest / 2, highest].map(|count| count.to_string());
    let taken = labels.iter().map(String::len).max().unwrap_or_default() + 1;
    let cells = usize::from(picture.width).saturating_sub(taken).max(2);
    let heights: Vec<Vec<(f64, f64)>> = (0..count).map(|at| heights(flow, at, cells)).collect();
    let sets = heights.iter().enumerate().map(|(at, heights)| {
        Dataset::default()
            .marker(Marker::Custom(fill(at)))
            .graph_type(GraphType::Bar)
            .style(style(at))
            .data(heights)
    });
    let days = [flow.first, flow.day(flow.days.len().saturating_sub(1))];
    let days = days.map(|day| model.words.date(day));
    let right = f64::from(u32::try_from(cells - 1).unwrap_or(1));
    let top = f64::from(u32::try_from(highest).unwrap_or(u32::MAX));
    let (days, counts) = ((right, days), (top, labels));
    plot(sets.collect(), days, counts, picture, theme, buffer);
}

/// Returns how high a column and all to its right stand in each cell; nothing where there are no cards.
fn heights(flow: &Flow, column: usize, cells: usize) -> Vec<(f64, f64)> {
    let height = |cell: usize| {
        let day = flow.days.get(cell * (flow.days.len() - 1) / (cells - 1))?;
        let height: usize = day[column..].iter().sum();
        let (cell, height) = (u32::try_from(cell).ok()?, u32::try_from(height).ok()?);
        (height > 0).then(|| (f64::from(cell), f64::from(height)))
    };
    (0..cells).filter_map(height).collect()
}
