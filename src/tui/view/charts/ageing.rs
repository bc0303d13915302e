//! Draws how old the cards are that are begun and not finished, the oldest on top. Those that are older than most
//! finished cards ever were have a sign.

use ratatui::buffer::Buffer;
use ratatui::widgets::{Bar, BarChart, Widget};

use super::row;
use crate::stats::{Old, Stats};
use crate::text;
use crate::tui::layout::Rect;
use crate::tui::model::Model;
use crate::tui::model::charts::Charts;
use crate::tui::view::pen::Pen;
use crate::tui::view::theme::Theme;

pub(super) fn draw(
    model: &Model,
    charts: &Charts,
    stats: &Stats,
    area: Rect,
    theme: &Theme,
    buffer: &mut Buffer,
) {
    let words = &model.words.charts;
    if stats.ageing.is_empty() {
        Pen::at(buffer, area).put(words.nothing_begun(), theme.faint());
        return;
    }
    let usual = stats.cycle.map(|spread| spread.p85);
    let is_old = |old: &Old| usual.is_some_and(|usual| old.age > usual);
    let note = match usual {
        Some(usual) => words.usual(model.words.time(usual)),
        None => words.nothing_to_compare().to_owned(),
    };
    let below = row(area, area.height.saturating_sub(1));
    let list = Rect::new(area.x, area.y, area.width, area.height.saturating_sub(1));
    let count = usize::from(list.height);
    let first = charts.scroll.min(stats.ageing.len().saturating_sub(count));
    let seen = stats.ageing.iter().skip(first).take(count);
    let ages = seen
        .clone()
        .map(|old| text::width(&model.words.time(old.age)));
    // A blank stands behind the sign.
    let age_room = ages.max().unwrap_or_default() + 1;
    let wide = usize::from(area.width);
    let room = wide * 2 / 5;
    let column_room = if wide < 60 { 0 } else { 10 };
    let bar = |old: &Old| {
        let title = model.board.card(old.card).map_or("", |card| &card.title);
        let column = model.board.column(old.column);
        let column = column.map_or("", |column| &column.name);
        let (sign, style) = match is_old(old) {
            true => ("▲", theme.wrong()),
            false => (" ", theme.series(0)),
        };
        let title = padded(&format!("{} {title}", old.card), room);
        let age = text::pad_left(&model.words.time(old.age), age_room);
        let column = padded(column, column_room);
        // Beside the bar: what is written in a bar is cut in the middle of letters.
        let minutes = u64::try_from(old.age.as_mins()).unwrap_or_default();
        Bar::with_label(format!("{title} {sign}{age} {column}"), minutes)
            .text_value("")
            .style(style)
    };
    let longest = stats.ageing.first().map_or(1, |old| old.age.as_mins());
    BarChart::horizontal(seen.map(bar).collect::<Vec<_>>())
        .bar_width(1)
        .bar_gap(0)
        .max(u64::try_from(longest).unwrap_or(1).max(1))
        .label_style(theme.plain())
        .render(list.intersection(buffer.area), buffer);
    let mut pen = Pen::at(buffer, below);
    let hidden = stats.ageing.len() - first - count.min(stats.ageing.len() - first);
    if hidden > 0 {
        let more = model.words.board.more_below(hidden);
        let _fits = pen.put_right(&format!(" {more} "), theme.title());
    }
    pen.put(&note, theme.faint());
}

/// Returns a text of exactly so many cells.
fn padded(text: &str, cells: usize) -> String {
    let text = text::fit(text, cells);
    let pad = cells - text::width(&text);
    format!("{text}{}", " ".repeat(pad))
}
