//! Draws how long cards took: each one a point at the day of its finishing, and lines below which so many of them lie.

use jiff::{SignedDuration, Timestamp};
use ratatui::buffer::Buffer;
use ratatui::style::Style;
use ratatui::symbols::Marker;
use ratatui::widgets::{Dataset, GraphType};

use super::plot::{legend, plot};
use crate::stats::Spread;
use crate::tui::layout::Rect;
use crate::tui::model::Model;
use crate::tui::model::charts::Charts;
use crate::tui::view::theme::Theme;

const DAY: f64 = 86_400.0;

/// Times, each with the moment it ended.
pub(super) struct Times {
    times: Vec<(Timestamp, SignedDuration)>,
    spread: Option<Spread>,
    days: u16,
}

impl Times {
    pub(super) fn new(
        times: impl Iterator<Item = (Timestamp, SignedDuration)>,
        spread: Option<Spread>,
        charts: &Charts,
    ) -> Self {
        Self {
            times: times.collect(),
            spread,
            days: charts.days(),
        }
    }
}

pub(super) fn draw(model: &Model, what: &Times, area: Rect, theme: &Theme, buffer: &mut Buffer) {
    let Some(spread) = what.spread else {
        return;
    };
    let said = &model.words.charts;
    let time = |time| model.words.time(time);
    let lines = [
        ('─', spread.p95, said.of_hundred(95, time(spread.p95))),
        ('-', spread.p85, said.of_hundred(85, time(spread.p85))),
        ('·', spread.p50, said.half(time(spread.p50))),
    ];
    let more = [
        format!("   {}", said.mean(time(spread.mean))),
        format!(" • {}", said.done(spread.count)),
    ];
    let told = lines.iter().enumerate().map(|(at, (sign, _, words))| {
        let style = theme.series(at + 1);
        (format!(" {sign} {words}"), style)
    });
    let more = more.into_iter().map(|words| (words, theme.plain()));
    let told: Vec<(String, Style)> = told.chain(more).collect();
    let picture = legend(&told, area, buffer);
    let right = f64::from(what.days);
    let ago = |at: Timestamp| model.now.duration_since(at).as_secs_f64() / DAY;
    let points: Vec<(f64, f64)> = what
        .times
        .iter()
        .map(|(at, time)| ((right - ago(*at)).max(0.0), time.as_secs_f64() / DAY))
        .collect();
    let longest = points.iter().map(|(_, time)| *time).fold(0.0, f64::max);
    let top = (longest * 1.05).max(1.0 / 24.0);
    let level = |time: SignedDuration| {
        let time = time.as_secs_f64() / DAY;
        [(0.0, time), (right, time)]
    };
    let levels: Vec<_> = lines.iter().map(|(_, time, _)| level(*time)).collect();
    let mut sets: Vec<Dataset<'_>> = lines
        .iter()
        .zip(&levels)
        .enumerate()
        .map(|(at, ((sign, ..), level))| {
            Dataset::default()
                .marker(Marker::Custom(*sign))
                .graph_type(GraphType::Line)
                .style(theme.series(at + 1))
                .data(level)
        })
        .collect();
    sets.push(
        Dataset::default()
            .marker(Marker::Custom('•'))
            .graph_type(GraphType::Scatter)
            .style(theme.series(0))
            .data(&points),
    );
    let height =
        |part: f64| SignedDuration::try_from_secs_f64(top * DAY * part).unwrap_or_default();
    let labels = [0.0, 0.5, 1.0].map(|part| time(height(part)));
    let first = model
        .today
        .saturating_sub(jiff::Span::new().days(what.days - 1));
    let days = [first, model.today].map(|day| model.words.date(day));
    let (days, times) = ((right, days), (top, labels));
    plot(sets, days, times, picture, theme, buffer);
}
