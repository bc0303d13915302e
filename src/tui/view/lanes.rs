//! Draws the headings of lanes, across all columns.

use ratatui::buffer::Buffer;

use super::pen::Pen;
use super::theme::Theme;
use crate::text;
use crate::tui::layout::{Band, Rect, Screen};
use crate::tui::model::Model;

/// Draws the line at the head of each lane in view: its name and count, and in each column how many cards of the
/// lane are out of view.
pub(super) fn draw(
    model: &Model,
    screen: &Screen,
    bands: &[Band],
    theme: &Theme,
    buffer: &mut Buffer,
) {
    let focus = model.cursor_lane();
    for band in bands {
        let Some((lane, count)) = model.view.lanes().get(band.lane) else {
            continue;
        };
        let focused = focus == Some(band.lane);
        let (line, style) = match focused {
            true => ("━", theme.focus()),
            false => ("─", theme.faint()),
        };
        let width = usize::from(band.heading.width);
        Pen::at(buffer, band.heading).put(&line.repeat(width), style);
        for (at, pane) in screen.panes.iter().enumerate() {
            let segment = Rect::new(pane.area.x, band.heading.y, pane.area.width, 1);
            let mut pen = Pen::at(buffer, segment);
            pen.put(line, style);
            let _margin = pen.put_right(line, style);
            if let Some(hidden) = hidden(model, screen, band, pane) {
                let _fits = pen.put_right(&format!(" {hidden} "), theme.title());
            }
            if at == 0 {
                let name_style = if focused {
                    theme.focus()
                } else {
                    theme.title()
                };
                let count = count.to_string();
                let room = pen.room().saturating_sub(count.len() + 3);
                let name = text::fit(&lane.name(&model.words.names), room);
                pen.put(&format!(" {name} {count} "), name_style);
            }
        }
    }
}

/// Returns how many cards of a column are out of view in a lane: `↑1 ↓12`.
fn hidden(
    model: &Model,
    screen: &Screen,
    band: &Band,
    pane: &crate::tui::layout::Pane,
) -> Option<String> {
    let cells = model.cells(pane, std::slice::from_ref(band));
    let cell = cells.first()?;
    let above = cell.top - cell.rows.start;
    let below = cell.rows.end - cell.top - model.stack(cell, screen.gap).len();
    let some = |arrow: &str, count: usize| (count > 0).then(|| format!("{arrow}{count}"));
    let words: Vec<String> = [some("↑", above), some("↓", below)]
        .into_iter()
        .flatten()
        .collect();
    (!words.is_empty()).then(|| words.join(" "))
}
