//! Tables: columns as wide as they must be, or narrower, with their cells wrapped.

use pulldown_cmark::Alignment;

use super::flow::{Run, width, wrap};
use super::{Line, Span, Tone};
use crate::text;

/// A column narrower than this is not worth drawing.
const NARROWEST: usize = 4;

/// What stands between two columns.
const BETWEEN: &str = " │ ";

/// A table as it is read; the first row is its head.
#[derive(Debug, Default)]
pub(super) struct Table {
    pub(super) alignments: Vec<Alignment>,
    pub(super) rows: Vec<Vec<Vec<Run>>>,
}

impl Table {
    /// Returns the table as lines of a width; where there is no room for its columns, as one line for each cell.
    pub(super) fn lay(&self, room: usize) -> Vec<Line> {
        let columns = self.rows.iter().map(Vec::len).max().unwrap_or_default();
        let between = text::width(BETWEEN) * columns.saturating_sub(1);
        match room.checked_sub(between) {
            Some(room) if columns > 0 && room >= NARROWEST * columns => {
                self.grid(&self.widths(columns, room))
            }
            _ => self.list(room),
        }
    }

    /// Returns how wide each column is: what it wants, or else what is left when none may be wider than that.
    fn widths(&self, columns: usize, room: usize) -> Vec<usize> {
        let wanted = |column: usize| {
            let cells = self.rows.iter().filter_map(|row| row.get(column));
            cells
                .map(|cell| width(cell))
                .max()
                .unwrap_or_default()
                .max(1)
        };
        let wanted: Vec<usize> = (0..columns).map(wanted).collect();
        let mut narrow: Vec<usize> = wanted.clone();
        narrow.sort_unstable();
        let (mut left, mut most) = (room, usize::MAX);
        for (at, want) in narrow.iter().enumerate() {
            let share = left / (columns - at);
            if *want > share {
                most = share.max(1);
                break;
            }
            left -= want;
        }
        wanted.into_iter().map(|want| want.min(most)).collect()
    }

    fn grid(&self, widths: &[usize]) -> Vec<Line> {
        let mut lines = Vec::new();
        for (at, row) in self.rows.iter().enumerate() {
            let cells: Vec<Vec<Line>> = widths
                .iter()
                .enumerate()
                .map(|(column, width)| {
                    let cell = row.get(column).map_or(&[][..], Vec::as_slice);
                    wrap(cell, *width)
                })
                .collect();
            let height = cells.iter().map(Vec::len).max().unwrap_or_default();
            for y in 0..height {
                let mut spans = Vec::new();
                for (column, cell) in cells.iter().enumerate() {
                    if column > 0 {
                        spans.push(Span::new(BETWEEN, Tone::Faint));
                    }
                    let line = cell.get(y).cloned().unwrap_or_default();
                    let last = column + 1 == widths.len();
                    self.put(line, column, widths[column], last, &mut spans);
                }
                lines.push(Line(spans));
            }
            if at == 0 {
                let rules: Vec<String> = widths.iter().map(|width| "─".repeat(*width)).collect();
                lines.push(Line(vec![Span::new(&rules.join("─┼─"), Tone::Faint)]));
            }
        }
        lines
    }

    /// Adds a line of a cell with the blanks around it.
    fn put(&self, line: Line, column: usize, width: usize, last: bool, spans: &mut Vec<Span>) {
        let taken: usize = line.0.iter().map(|span| text::width(&span.text)).sum();
        let spare = width.saturating_sub(taken);
        if taken == 0 && last {
            return;
        }
        let before = match self.alignments.get(column) {
            Some(Alignment::Right) => spare,
            Some(Alignment::Center) => spare / 2,
            _ => 0,
        };
        let blanks = |count: usize| Span::new(&" ".repeat(count), Tone::Text);
        spans.extend((before > 0).then(|| blanks(before)));
        spans.extend(line.0);
        let after = spare - before;
        spans.extend((after > 0 && !last).then(|| blanks(after)));
    }

    fn list(&self, room: usize) -> Vec<Line> {
        let Some((head, rows)) = self.rows.split_first() else {
            return Vec::new();
        };
        let mut lines = Vec::new();
        for (at, row) in rows.iter().enumerate() {
            if at > 0 {
                lines.push(Line::default());
            }
            for (column, cell) in row.iter().enumerate() {
                let mut runs = head.get(column).cloned().unwrap_or_default();
                runs.push(Run::new(": ", super::Ink::default()));
                runs.extend(cell.iter().cloned());
                lines.extend(wrap(&runs, room));
            }
        }
        if rows.is_empty() {
            head.iter().for_each(|cell| lines.extend(wrap(cell, room)));
        }
        lines
    }
}
