//! Labels: put on cards and taken off, several at once; made, renamed, coloured and removed for the whole board.

use std::collections::BTreeMap;

use crate::board::{CardId, Paint};
use crate::edit::Act;
use crate::tui::keymap::Action;
use crate::tui::model::Model;
use crate::tui::model::overlay::{About, Ask, Overlay, Pick, Row, Then, Ticked};
use crate::tui::words::Words;

use super::cards::these;
use super::{ask, commit, lists};

/// Opens the labels of the board, those of the cards first.
pub(super) fn open(model: &mut Model, cards: &[CardId]) {
    let rows = rows(model, cards, &BTreeMap::new());
    let title = model.words.labels.of(these(model, cards));
    let pick = Pick::new(title, About::Labels(cards.to_vec()), rows, 0);
    model.overlays.push(Overlay::Pick(pick.typing()));
}

fn rows(model: &Model, cards: &[CardId], wanted: &BTreeMap<String, bool>) -> Vec<Row> {
    let mut counts = model.board.labels();
    for label in wanted.keys() {
        counts.entry(label).or_default();
    }
    let tick = |(label, everywhere): (&str, usize)| {
        let has = |card: &&CardId| {
            let card = model.board.card(**card);
            card.is_some_and(|card| card.labels.contains(label))
        };
        Ticked {
            label: label.to_owned(),
            everywhere,
            on: cards.iter().filter(has).count(),
            of: cards.len(),
            want: wanted.get(label).copied(),
        }
    };
    let mut ticks: Vec<Ticked> = counts.into_iter().map(tick).collect();
    ticks.sort_by_key(|tick| tick.on == 0);
    let row = |tick: Ticked| Row {
        keys: String::new(),
        words: format!("+{}", tick.label),
        now: false,
        then: Then::Tick(tick),
    };
    ticks.into_iter().map(row).collect()
}

/// Returns the row that makes a label of what is typed, if there is none of that name.
pub(super) fn offer(words: &Words, pick: &Pick) -> Option<Row> {
    let name = bare(pick.wanted());
    let is_it = |row: &Row| matches!(&row.then, Then::Tick(tick) if tick.label == name);
    (!name.is_empty() && !pick.rows.iter().any(is_it)).then(|| Row {
        keys: String::new(),
        words: words.labels.make(name),
        now: false,
        then: Then::NewLabel(name.to_owned()),
    })
}

/// Returns a label as it is named, without the sign that people write before it.
fn bare(name: &str) -> &str {
    name.strip_prefix('+').unwrap_or(name)
}

/// Brings the list up to date, if it is open: what was chosen stays chosen.
pub(super) fn refresh(model: &mut Model) {
    let open = model.overlays.iter().find_map(|overlay| match overlay {
        Overlay::Pick(pick) => match &pick.about {
            About::Labels(cards) => Some((cards.clone(), wanted(pick))),
            _ => None,
        },
        _ => None,
    });
    let Some((cards, wanted)) = open else {
        return;
    };
    let words = model.words;
    let mut rows = Some(rows(model, &cards, &wanted));
    for overlay in &mut model.overlays {
        if let Overlay::Pick(pick) = overlay
            && matches!(pick.about, About::Labels(_))
            && let Some(rows) = rows.take()
        {
            pick.renew(rows, |row| label(&row.then).map(str::to_owned));
            pick.offer = offer(words, pick);
        }
    }
}

fn label(then: &Then) -> Option<&str> {
    match then {
        Then::Tick(tick) => Some(&tick.label),
        _ => None,
    }
}

/// Returns what was chosen in the list.
fn wanted(pick: &Pick) -> BTreeMap<String, bool> {
    let wanted = |row: &Row| match &row.then {
        Then::Tick(tick) => Some((tick.label.clone(), tick.want?)),
        _ => None,
    };
    pick.rows.iter().filter_map(wanted).collect()
}

pub(super) fn act(model: &mut Model, action: Action) {
    match action {
        Action::Select => toggle(model),
        Action::Accept => accept(model),
        action => {
            let pointed = match model.overlays.last() {
                Some(Overlay::Pick(pick)) => pick.pointed().and_then(|row| label(&row.then)),
                _ => None,
            };
            if let Some(label) = pointed.map(str::to_owned) {
                manage(model, action, label);
            }
        }
    }
}

/// Chooses the label that is pointed at, and makes room for the next one to be typed.
fn toggle(model: &mut Model) {
    let Some(Overlay::Pick(pick)) = model.overlays.last_mut() else {
        return;
    };
    let About::Labels(cards) = &pick.about else {
        return;
    };
    let mut wanted = wanted(pick);
    let cards = cards.clone();
    let label = match pick.pointed().map(|row| &row.then) {
        Some(Then::Tick(tick)) => {
            let mut tick = tick.clone();
            tick.toggle();
            match tick.want {
                Some(want) => wanted.insert(tick.label.clone(), want),
                None => wanted.remove(&tick.label),
            };
            tick.label
        }
        Some(Then::NewLabel(name)) => {
            wanted.insert(name.clone(), true);
            name.clone()
        }
        _ => return,
    };
    pick.typed = Some(String::new().into());
    pick.offer = None;
    let rows = rows(model, &cards, &wanted);
    if let Some(Overlay::Pick(pick)) = model.overlays.last_mut() {
        let at = rows
            .iter()
            .position(|row| self::label(&row.then) == Some(&label));
        pick.rows = rows;
        pick.at = at.unwrap_or_default();
    }
}

/// Commits what was chosen. What is typed, or pointed at when nothing was chosen, is chosen too.
fn accept(model: &mut Model) {
    let Some(Overlay::Pick(pick)) = model.overlays.last() else {
        return;
    };
    let About::Labels(cards) = &pick.about else {
        return;
    };
    let mut wanted = wanted(pick);
    if wanted.is_empty() || !pick.wanted().is_empty() {
        match pick.pointed().map(|row| &row.then) {
            Some(Then::Tick(tick)) if tick.want.is_none() => {
                wanted.insert(tick.label.clone(), tick.is_on() != Some(true));
            }
            Some(Then::NewLabel(name)) => {
                wanted.insert(name.clone(), true);
            }
            _ => {}
        }
    }
    let act = |(label, on): (&String, &bool)| {
        let (label, on) = (label.clone(), *on);
        let act = move |card: &CardId| {
            let (card, label) = (*card, label.clone());
            Act::Label { card, label, on }
        };
        cards.iter().map(act).collect::<Vec<_>>()
    };
    let acts: Vec<Act> = wanted.iter().flat_map(act).collect();
    match model.commit(acts, None) {
        Ok(_) => drop(model.overlays.pop()),
        // The words stay where they can be mended.
        Err(refusal) => model.complain(model.words.refused(&refusal)),
    }
}

/// Changes a label of the whole board.
fn manage(model: &mut Model, action: Action, label: String) {
    match action {
        Action::Rename => ask::open(model, Ask::LabelName(label.clone()), &label),
        Action::Paint => paint(model, &label),
        Action::Delete => {
            let cards = model.board.labels().get(label.as_str()).copied();
            let remove = Act::RemoveLabel {
                label: label.clone(),
            };
            if commit(model, vec![remove]) {
                refresh(model);
                let undo = model.keys.key(Action::Undo);
                let from = model.words.names.cards(cards.unwrap_or_default());
                model.say(model.words.labels.took_off(label, from, undo));
            }
        }
        _ => {}
    }
}

/// Asks which colour a label gets.
fn paint(model: &mut Model, label: &str) {
    let now = model.board.paint(label);
    let row = |(at, color): (usize, Option<Paint>)| Row {
        keys: match color {
            None => "n".to_owned(),
            Some(_) => lists::digit(at),
        },
        words: model.words.color(color).to_owned(),
        now: color == now,
        then: Then::Commit(vec![Act::PaintLabel {
            label: label.to_owned(),
            color,
        }]),
    };
    let all = Paint::ALL.into_iter().map(Some).chain([None]);
    let rows = all.enumerate().map(row).collect();
    let title = model.words.labels.colour_of(label);
    lists::open(model, title, About::Cards, rows);
}

/// Returns the acts that give a label another name.
pub(super) fn renaming(label: &str, name: &str) -> Vec<Act> {
    vec![Act::RenameLabel {
        label: label.to_owned(),
        to: bare(name).to_owned(),
    }]
}
