//! Draws the charts over the board. What tells two things apart is a sign first, and a colour second.

mod ageing;
mod flow;
mod plot;
mod times;
mod weeks;

use ratatui::buffer::Buffer;
use ratatui::widgets::{Block, BorderType, Widget};

use super::pen::{Pen, clear};
use super::theme::Theme;
use crate::text;
use crate::tui::keymap::Action;
use crate::tui::layout::{Rect, Screen, inside, inside_line};
use crate::tui::model::Model;
use crate::tui::model::charts::{Chart, Charts};

pub(super) fn draw(
    model: &Model,
    charts: &Charts,
    screen: &Screen,
    theme: &Theme,
    buffer: &mut Buffer,
) {
    let top = screen.tabs.or(screen.strip).unwrap_or(screen.board).y;
    let height = screen.board.bottom() - top;
    let width = screen.side.map_or(screen.board.right(), Rect::right);
    let area = Rect::new(0, top, width, height).intersection(buffer.area);
    clear(area, buffer);
    Block::bordered()
        .border_type(BorderType::Thick)
        .border_style(theme.focus())
        .render(area, buffer);
    titles(model, charts, inside_line(area), theme, buffer);
    let inner = inside(area);
    let Some(stats) = charts.stats() else {
        Pen::at(buffer, inner).put(model.words.charts.reading(), theme.faint());
        return;
    };
    match charts.chart {
        Chart::Flow => flow::draw(model, &stats.flow, inner, theme, buffer),
        Chart::Cycle | Chart::Lead | Chart::Weeks if stats.finished.is_empty() => {
            let why = nothing(model, charts.days());
            for (y, line) in (0..).zip(text::wrap(&why, usize::from(inner.width), 4)) {
                Pen::at(buffer, row(inner, y)).put(&line, theme.faint());
            }
        }
        Chart::Cycle => {
            let times = stats.finished.iter().map(|card| (card.at, card.cycle));
            let what = times::Times::new(times, stats.cycle, charts);
            times::draw(model, &what, inner, theme, buffer);
        }
        Chart::Lead => {
            let times = stats.finished.iter().map(|card| (card.at, card.lead));
            let what = times::Times::new(times, stats.lead, charts);
            times::draw(model, &what, inner, theme, buffer);
        }
        Chart::Weeks => weeks::draw(model, &stats.weeks, inner, theme, buffer),
        Chart::Ageing => ageing::draw(model, charts, stats, inner, theme, buffer),
    }
}

/// Draws the names of the charts, the one that is shown in brackets, and for how long it looks back.
fn titles(model: &Model, charts: &Charts, area: Rect, theme: &Theme, buffer: &mut Buffer) {
    let mut pen = Pen::at(buffer, area);
    let days = model.words.charts.days(charts.days());
    let _fits = pen.put_right(&format!(" {days} "), theme.title());
    let name = |chart: Chart| chart.name(model.words);
    let names = Chart::ALL.map(|chart| text::width(name(chart)) + 5);
    let names: usize = names.into_iter().sum();
    let all = names <= pen.room();
    for (at, chart) in Chart::ALL.into_iter().enumerate() {
        let number = at + 1;
        if chart == charts.chart {
            let title = format!("[{number} {}]", name(chart));
            pen.put(&title, theme.focus());
        } else if all {
            pen.put(&format!(" {number} {} ", name(chart)), theme.title());
        } else {
            pen.put(&format!(" {number} "), theme.title());
        }
    }
}

/// Returns why there is nothing to draw.
fn nothing(model: &Model, days: u16) -> String {
    let words = &model.words.charts;
    match model.board.columns().iter().any(|column| column.done) {
        true => words.nothing_finished(days),
        false => words.no_done_column(model.keys.key(Action::EditColumn)),
    }
}

/// Returns a line of an area; without height when there is none.
fn row(area: Rect, y: u16) -> Rect {
    let height = u16::from(y < area.height);
    Rect::new(area.x, area.y + y.min(area.height), area.width, height)
}
