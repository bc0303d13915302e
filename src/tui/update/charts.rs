//! The charts: opened, read from the journal bit by bit, leafed through.

use jiff::tz::TimeZone;

use crate::change::Change;
use crate::stats::Step;
use crate::tui::keymap::Action;
use crate::tui::model::Model;
use crate::tui::model::charts::{Chart, Charts};
use crate::tui::model::overlay::Overlay;
use crate::tui::msg::Effect;

/// Opens the charts, and has the past read.
pub(super) fn open(model: &mut Model) {
    model.overlays.push(Overlay::Charts(Charts::new()));
    model.outbox.push(Effect::ReadSteps(0));
}

/// Takes in a part of the past, and has the next one read.
pub(super) fn read(model: &mut Model, steps: Vec<Step>, next: Option<i64>, zone: TimeZone) {
    let now = model.now;
    let Some(charts) = shown(&mut model.overlays) else {
        // Who does not look at charts any more wants no more of it.
        return;
    };
    let last = next.is_none().then_some(zone);
    charts.read(steps, last, &model.board, now);
    if let Some(next) = next {
        model.outbox.push(Effect::ReadSteps(next));
    }
}

/// Takes in what others and I do while the charts are open.
pub(super) fn news(model: &mut Model, changes: &[Change]) {
    let now = model.now;
    if let Some(charts) = shown(&mut model.overlays) {
        charts.news(changes);
        charts.renew(&model.board, now);
    }
}

fn shown(overlays: &mut [Overlay]) -> Option<&mut Charts> {
    overlays.iter_mut().find_map(|overlay| match overlay {
        Overlay::Charts(charts) => Some(charts),
        _ => None,
    })
}

pub(super) fn act(model: &mut Model, action: Action, key: &str) {
    let (now, page) = (model.now, usize::from(model.size.1 / 2).max(1));
    let Some(charts) = shown(&mut model.overlays) else {
        return;
    };
    let all = Chart::ALL;
    let at = all.iter().position(|chart| *chart == charts.chart);
    let at = at.unwrap_or_default();
    let last = charts.stats().map_or(0, |stats| stats.ageing.len());
    let last = last.saturating_sub(1);
    match action {
        Action::Back => {
            model.overlays.pop();
        }
        Action::Column => {
            let number = key.parse::<usize>().unwrap_or_default();
            if let Some(chart) = number.checked_sub(1).and_then(|at| all.get(at)) {
                charts.chart = *chart;
            }
        }
        Action::NextColumn => charts.chart = all[(at + 1) % all.len()],
        Action::PreviousColumn => charts.chart = all[(at + all.len() - 1) % all.len()],
        Action::Raise | Action::Lower => {
            charts.lengthen(if action == Action::Raise { 1 } else { -1 });
            charts.renew(&model.board, now);
        }
        Action::Up => charts.scroll = charts.scroll.saturating_sub(1),
        Action::Down => charts.scroll = (charts.scroll + 1).min(last),
        Action::HalfUp => charts.scroll = charts.scroll.saturating_sub(page),
        Action::HalfDown => charts.scroll = (charts.scroll + page).min(last),
        _ => {}
    }
}
