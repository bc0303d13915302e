//! Where what is open on top of the board is, and what is in its lines.

use super::{Rect, Screen, inside};
use crate::text;
use crate::tui::keymap::Action;
use crate::tui::model::Model;
use crate::tui::model::overlay::{About, Help, Pick, Row, Then, Ticked};
use crate::tui::model::unread::Activity;
use crate::tui::words::Words;

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

/// Lines longer than this are hard to read.
const WIDEST: u16 = 112;

/// The most lines that a row which is cut takes below the list.
const MORE: usize = 3;

/// So many rows there are before there is room for one of them to be shown whole.
const ROWS: u16 = 4;

/// Where a list is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct List {
    /// The box.
    pub(crate) area: Rect,
    /// Where the rows are.
    pub(crate) rows: Rect,
    /// Where the row that is pointed at is shown whole, if it is cut.
    pub(crate) more: Rect,
    /// The first row in view.
    pub(crate) first: usize,
    /// How many cells the rows' keys take.
    pub(crate) keys: usize,
    /// What is said where there are no rows.
    pub(crate) nothing: String,
}

impl List {
    /// Returns the row at a place.
    pub(crate) fn row(&self, x: u16, y: u16) -> Option<usize> {
        let there = self.rows.contains((x, y).into());
        there.then(|| self.first + usize::from(y - self.rows.y))
    }
}

/// Returns where a list to pick from is.
pub(crate) fn pick(model: &Model, pick: &Pick, screen: &Screen) -> List {
    let shown = pick.shown().len();
    // With letters to narrow it, no row has a key.
    let keys = match &pick.typed {
        Some(_) => None,
        None => pick.rows.iter().map(|row| row.keys.chars().count()).max(),
    };
    let keys = keys.unwrap_or_default();
    // As wide as all rows want, so that nothing jumps while they are narrowed.
    let widest = pick
        .rows
        .iter()
        .take(200)
        .map(|row| wide_row(model.words, row) + keys);
    let widest = widest.max().unwrap_or_default() + 4;
    let nothing = match shown {
        0 => nothing(model, pick),
        _ => String::new(),
    };
    let widest = widest
        .max(text::width(&nothing))
        .max(text::width(&text::clean(&pick.title)) + 2)
        .max(if pick.typed.is_some() { 44 } else { 24 });
    let width = u16::try_from(widest).unwrap_or(u16::MAX).min(WIDEST);
    let field = u16::from(pick.typed.is_some());
    let count = pick.rows.len().max(1) + usize::from(pick.offer.is_some());
    let count = u16::try_from(count).unwrap_or(u16::MAX);
    let inner = within(area((width, 0), screen)).width;
    let cut = pick.rows.iter().take(200);
    let cut = cut
        .map(|row| whole(model.words, row, keys, inner).len())
        .max();
    let more = u16::try_from(cut.unwrap_or_default()).unwrap_or_default();
    let height = count.saturating_add(field).saturating_add(more);
    let area = area((width, height), screen);
    let inner = within(area);
    let above = inner.height.min(field);
    // The rows come first.
    let more = (inner.height - above)
        .saturating_sub(count.min(ROWS))
        .min(more);
    let room = inner.height - above - more;
    let rows = Rect::new(inner.x, inner.y + above, inner.width, room);
    let more = Rect::new(inner.x, rows.bottom(), inner.width, more);
    let first = first_in_view(pick.at, shown, rows.height);
    List {
        area,
        rows,
        more,
        first,
        keys,
        nothing,
    }
}

/// Returns the words of a row that is cut, as the lines they take below the list; none of one that is there whole.
pub(crate) fn whole(words: &Words, row: &Row, keys: usize, width: u16) -> Vec<String> {
    let width = usize::from(width);
    // The mark of the row that is pointed at, and a blank after the keys.
    let room = width.saturating_sub(3 + keys);
    if wide_row(words, row) <= room {
        return Vec::new();
    }
    text::wrap(&row.words, width.saturating_sub(2), MORE)
}

/// Returns what is said of a list without rows.
fn nothing(model: &Model, pick: &Pick) -> String {
    let said = &model.words.popup;
    let archive = model.keys.key(Action::Archive);
    match &pick.about {
        _ if !pick.wanted().is_empty() => said.no_such_name().to_owned(),
        About::People => said.nobody().to_owned(),
        About::Activity(Activity { changes: None, .. }) => said.reading().to_owned(),
        About::Activity(_) => said.nothing_happened().to_owned(),
        About::Labels(_) => model.words.labels.none_yet().to_owned(),
        _ => said.nothing(archive),
    }
}

/// Returns what is to be known of a label besides its name.
pub(crate) fn note(words: &Words, tick: &Ticked) -> String {
    let some = match tick.is_on() {
        None => format!("{}   ", words.labels.on_some(tick.on, tick.of)),
        Some(_) => String::new(),
    };
    let cards = words.names.cards(tick.everywhere);
    format!("{some}{cards}")
}

/// Returns how many cells a row wants.
fn wide_row(words: &Words, row: &Row) -> usize {
    let more = match &row.then {
        Then::Tick(tick) => text::width(&note(words, tick)) + 6,
        // The mark of what is so already takes a blank and two cells.
        _ if row.now => 3,
        _ => 0,
    };
    text::width(&text::clean(&row.words)) + more
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
    let width = screen.board.width.saturating_sub(8).min(96);
    let area = area((width, u16::MAX - 4), screen);
    let inner = within(area);
    // Above the rows are what is searched for, and a blank line.
    let above = inner.height.min(2);
    let rows = Rect::new(inner.x, inner.y + above, inner.width, inner.height - above);
    let mut all = Vec::new();
    let (mut group, mut chosen) = (None, 0);
    let lines = model.keys.help(help.of, help.wanted.value(), model.words);
    for (at, line) in lines.iter().enumerate() {
        // What is searched for stands by how well it fits, not by headings.
        if help.wanted.value().is_empty() && Some(line.binding.group) != group {
            group = Some(line.binding.group);
            if !all.is_empty() {
                all.push(HelpRow::Blank);
            }
            all.push(HelpRow::Heading(model.words.group(line.binding.group)));
        }
        if at == help.at {
            chosen = all.len();
        }
        all.push(HelpRow::Line(at));
    }
    let first = first_in_view(chosen, all.len(), rows.height);
    let (keys, nothing) = (0, String::new());
    let list = List {
        area,
        rows,
        more: Rect::default(),
        first,
        keys,
        nothing,
    };
    (list, all)
}
