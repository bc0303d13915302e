//! Where the tabs of the columns are.

use super::Rect;
use crate::board::Column;
use crate::text;
use crate::tui::model::Model;

/// The tabs in view.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Strip {
    pub(crate) tabs: Vec<Tab>,
    /// Whether there are more on the left.
    pub(crate) before: bool,
    /// Whether there are more on the right.
    pub(crate) after: bool,
}

/// The tab of a column.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Tab {
    /// Which column, from the left.
    pub(crate) column: usize,
    pub(crate) x: u16,
    pub(crate) text: String,
    /// Whether it is there whole.
    pub(crate) whole: bool,
}

impl Tab {
    /// Tells whether a cell of the line is its own.
    pub(crate) fn has(&self, x: u16) -> bool {
        let wide = u16::try_from(text::width(&self.text)).unwrap_or(u16::MAX);
        (self.x..self.x.saturating_add(wide)).contains(&x)
    }
}

/// Returns the tabs of all columns, those in view among them, the focused one in brackets.
pub(crate) fn strip(model: &Model, area: Rect) -> Strip {
    let columns = model.board.columns();
    let focus = model.cursor_column().unwrap_or_default();
    let tab = |at: usize| {
        let column = &columns[at];
        let name = text::fit(&column.name, 20);
        let (open, close) = if at == focus { ("[", "]") } else { (" ", " ") };
        format!("{open}{name} {}{close}", count(model, column))
    };
    // Tabs on the left go until the focused one and the one after it fit.
    let mut from = 0;
    let width = usize::from(area.width);
    let until = (focus + 2).min(columns.len());
    let ahead = |from: usize| -> usize {
        let tabs = (from..until).map(|at| text::width(&tab(at)));
        tabs.sum::<usize>() + usize::from(from > 0)
    };
    while from < focus && ahead(from) + 1 > width {
        from += 1;
    }
    let before = from > 0;
    let mut used = usize::from(before).min(width);
    let mut tabs = Vec::new();
    let mut after = false;
    for at in from..columns.len() {
        let text = tab(at);
        let is_last = at + 1 == columns.len();
        let x = area.x + u16::try_from(used).unwrap_or(area.width);
        let column = at;
        if width - used < text::width(&text) + usize::from(!is_last) {
            after = width > used;
            let room = width - used - usize::from(after);
            if room > 6 {
                let (text, whole) = (text::fit(&text, room), false);
                tabs.push(Tab {
                    column,
                    x,
                    text,
                    whole,
                });
            }
            break;
        }
        used += text::width(&text);
        let whole = true;
        tabs.push(Tab {
            column,
            x,
            text,
            whole,
        });
    }
    Strip {
        tabs,
        before,
        after,
    }
}

/// Returns a column's count as its border and its tab show it: `4/3 !` is one too many.
pub(crate) fn count(model: &Model, column: &Column) -> String {
    let all = column.count();
    let shown = match &model.view.filter {
        Some(_) => {
            let hits = model.shown(column.id).len();
            model.words.board.hits(hits, all)
        }
        None => all.to_string(),
    };
    match column.limit {
        Some(limit) if column.over_limit() => format!("{shown}/{limit} !"),
        Some(limit) => format!("{shown}/{limit}"),
        None => shown,
    }
}
