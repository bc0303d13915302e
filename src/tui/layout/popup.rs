//! Where what is open on top of the board is, and what is in its lines.

use super::{Rect, Screen, inside};
use crate::text;
use crate::tui::model::Model;
use crate::tui::model::overlay::{About, Help, Pick};

/// Returns where a box with so much room in it is: in the upper half of the board.
pub(crate) fn area(size: (u16, u16), screen: &Screen) -> Rect {
    let all = screen.board;
    let top = screen.strip.map_or(all.y, |strip| strip.y);
    let space = all.bottom() - top;
    let width = size.0.saturating_add(4).min(all.width);
    let height = size.1.saturating_add(2).min(space);
    let x = all.x + (all.width - width) / 2;
    let y = top + (space - height) / 3;
    Rect::new(x, y, width, height)
}

/// Returns the place in a box.
pub(crate) fn within(area: Rect) -> Rect {
    let inner = inside(area);
    let margin = u16::from(inner.width > 2);
    Rect::new(
        inner.x + margin,
        inner.y,
        inner.width - 2 * margin,
        inner.height,
    )
}

/// Returns the first of `count` rows in view, so that `at` is.
fn first_in_view(at: usize, count: usize, height: u16) -> usize {
    let height = usize::from(height);
    at.saturating_sub(height / 2)
        .min(count.saturating_sub(height))
}

/// Where a list is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct List {
    /// The box.
    pub(crate) area: Rect,
    /// Where the rows are.
    pub(crate) rows: Rect,
    /// The first row in view.
    pub(crate) first: usize,
    /// How many cells the rows' keys take.
    pub(crate) keys: usize,
}

impl List {
    /// Returns the row at a place.
    pub(crate) fn row(&self, x: u16, y: u16) -> Option<usize> {
        let there = self.rows.contains((x, y).into());
        there.then(|| self.first + usize::from(y - self.rows.y))
    }
}

/// Returns where a list to pick from is.
pub(crate) fn pick(pick: &Pick, screen: &Screen) -> List {
    let wide = matches!(pick.about, About::Archived | About::People);
    let keys = pick.rows.iter().map(|row| row.keys.chars().count()).max();
    let keys = keys.unwrap_or_default();
    let widest = pick
        .rows
        .iter()
        .take(200)
        .map(|row| text::width(&text::clean(&row.words)));
    let widest = widest.max().unwrap_or_default() + keys + 4;
    let widest = widest
        .max(text::width(&text::clean(&pick.title)) + 2)
        .max(24);
    let width = u16::try_from(widest)
        .unwrap_or(u16::MAX)
        .min(if wide { 76 } else { 60 });
    let height = u16::try_from(pick.rows.len().max(1)).unwrap_or(u16::MAX);
    let area = area((width, height), screen);
    let rows = within(area);
    let first = first_in_view(pick.at, pick.rows.len(), rows.height);
    List {
        area,
        rows,
        first,
        keys,
    }
}

/// A row of the list of keys.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum HelpRow {
    Blank,
    Heading(&'static str),
    /// A line of the table, by its place among those that are shown.
    Line(usize),
}

/// Returns where the list of keys is, and its rows.
pub(crate) fn help(model: &Model, help: &Help, screen: &Screen) -> (List, Vec<HelpRow>) {
    let width = screen.board.width.saturating_sub(8).min(64);
    let area = area((width, u16::MAX - 4), screen);
    let inner = within(area);
    // Above the rows are what is searched for, and a blank line.
    let above = inner.height.min(2);
    let rows = Rect::new(inner.x, inner.y + above, inner.width, inner.height - above);
    let mut all = Vec::new();
    let (mut group, mut chosen) = ("", 0);
    let lines = model.keys.help(help.of, help.wanted.value());
    for (at, line) in lines.iter().enumerate() {
        // What is searched for stands by how well it fits, not by headings.
        if help.wanted.value().is_empty() && line.binding.group != group {
            group = line.binding.group;
            if !all.is_empty() {
                all.push(HelpRow::Blank);
            }
            all.push(HelpRow::Heading(group));
        }
        if at == help.at {
            chosen = all.len();
        }
        all.push(HelpRow::Line(at));
    }
    let first = first_in_view(chosen, all.len(), rows.height);
    let keys = 0;
    let list = List {
        area,
        rows,
        first,
        keys,
    };
    (list, all)
}
