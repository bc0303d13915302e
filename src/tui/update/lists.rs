//! Lists to pick from, and the one question.

use std::collections::BTreeSet;

use crate::board::{Card, CardId, Column, Detail, Priority};
use crate::edit::{Act, At, Place};
use crate::tui::keymap::Action;
use crate::tui::model::Model;
use crate::tui::model::overlay::{About, Ask, Confirm, Overlay, Pick, Row, Then};
use crate::tui::model::pending::Wish;

use super::cards::{all_same, seen, set, these};
use super::{arrange, ask, boards, clash, columns, commit, filters, here, settings, undo};

/// How many cards of a column are looked at for the names of people: a list must not cost what the board is large.
const LOOK_AT: usize = 1000;

/// Opens a list, on the row that is so already.
pub(super) fn open(model: &mut Model, title: String, about: About, rows: Vec<Row>) {
    let at = rows.iter().position(|row| row.now).unwrap_or_default();
    model.overlays.push(Overlay::Pick(Pick {
        title,
        about,
        rows,
        at,
    }));
}

/// Returns the key that takes a row at once.
pub(super) fn digit(at: usize) -> String {
    match at {
        0..9 => (at + 1).to_string(),
        _ => String::new(),
    }
}

/// Asks which column cards go to: by number, or `h` and `l` for the ones beside.
pub(super) fn move_to(model: &mut Model, cards: &[CardId]) {
    let homes = seen(model, cards, |card| card.place.column);
    let home = all_same(&homes).copied();
    let columns = model.board.columns();
    let here = columns.iter().position(|column| Some(column.id) == home);
    let row = |(at, column): (usize, &Column)| {
        let mut keys = digit(at);
        match here {
            Some(here) if at + 1 == here => keys.push('h'),
            Some(here) if at == here + 1 => keys.push('l'),
            _ => {}
        }
        let to = Place {
            column: column.id,
            at: At::Bottom,
        };
        let others = homes.iter().filter(|(_, home)| *home != column.id);
        Row {
            keys,
            words: column.name.clone(),
            now: Some(column.id) == home,
            then: Then::Commit(
                others
                    .map(|(card, _)| Act::MoveCard { card: *card, to })
                    .collect(),
            ),
        }
    };
    let rows = columns.iter().enumerate().map(row).collect();
    let title = format!("Move {} to", these(cards));
    open(model, title, About::Cards, rows);
}

/// Asks how pressing cards are.
pub(super) fn priority(model: &mut Model, cards: &[CardId]) {
    let now = seen(model, cards, |card| card.priority);
    let all = all_same(&now).copied();
    let row = |priority: Option<Priority>| {
        let words = priority.map_or("none", Priority::name);
        let act = |(card, now): &(CardId, Option<Priority>)| {
            set(*card, Detail::Priority(priority), Detail::Priority(*now))
        };
        Row {
            keys: words[..1].to_owned(),
            words: words.to_owned(),
            now: all == Some(priority),
            then: Then::Commit(now.iter().map(act).collect()),
        }
    };
    let every = Priority::ALL.into_iter().rev().map(Some).chain([None]);
    let rows = every.map(row).collect();
    let title = format!("Priority of {}", these(cards));
    open(model, title, About::Cards, rows);
}

/// Asks who works on cards: me first, then nobody, then whoever works on cards here.
pub(super) fn assign(model: &mut Model, cards: &[CardId]) {
    let now = seen(model, cards, |card| card.assignee.clone());
    let all = all_same(&now).cloned();
    let me = model.me.name.clone();
    let row = |keys: String, words: String, name: Option<String>| {
        let act = |(card, now): &(CardId, Option<String>)| {
            let (to, base) = (name.clone(), now.clone());
            set(*card, Detail::Assignee(to), Detail::Assignee(base))
        };
        Row {
            keys,
            words,
            now: all.as_ref() == Some(&name),
            then: Then::Commit(now.iter().map(act).collect()),
        }
    };
    let mut rows = vec![
        row("a".to_owned(), format!("{me} (me)"), Some(me.clone())),
        row("n".to_owned(), "nobody".to_owned(), None),
    ];
    let others = people(model).into_iter().filter(|name| *name != me);
    rows.extend(
        others
            .enumerate()
            .map(|(at, name)| row(digit(at), name.clone(), Some(name))),
    );
    rows.push(Row {
        keys: "o".to_owned(),
        words: "someone else…".to_owned(),
        now: false,
        then: Then::Ask(Ask::Assignee(now.clone())),
    });
    let title = format!("Assign {} to", these(cards));
    open(model, title, About::Cards, rows);
}

fn people(model: &Model) -> BTreeSet<String> {
    let columns = model.board.columns().iter();
    let cards = columns.flat_map(|column| column.cards().iter().take(LOOK_AT));
    cards
        .filter_map(|card| model.board.card(*card)?.assignee.clone())
        .collect()
}

/// Opens the archived cards.
pub(super) fn archived(model: &mut Model) {
    let rows = archived_rows(model);
    open(model, "Archived cards".to_owned(), About::Archived, rows);
}

fn archived_rows(model: &Model) -> Vec<Row> {
    let row = |card: &Card| Row {
        keys: String::new(),
        words: format!("{} {}", card.id, card.title),
        now: false,
        then: Then::Commit(vec![Act::Restore(card.id)]),
    };
    model.board.archived().into_iter().map(row).collect()
}

/// Brings the list of archived cards up to date, if it is open.
pub(super) fn refresh(model: &mut Model) {
    let is_open =
        |overlay: &Overlay| matches!(overlay, Overlay::Pick(pick) if pick.about == About::Archived);
    if !model.overlays.iter().any(is_open) {
        return;
    }
    let mut rows = Some(archived_rows(model));
    for overlay in &mut model.overlays {
        if let Overlay::Pick(pick) = overlay
            && pick.about == About::Archived
            && let Some(rows) = rows.take()
        {
            let chosen = pick
                .rows
                .get(pick.at)
                .and_then(|row| archived_card(&row.then));
            let again = rows
                .iter()
                .position(|row| chosen.is_some() && archived_card(&row.then) == chosen);
            pick.at = again.unwrap_or(pick.at).min(rows.len().saturating_sub(1));
            pick.rows = rows;
        }
    }
}

fn archived_card(then: &Then) -> Option<CardId> {
    match then {
        Then::Commit(acts) => acts.iter().find_map(|act| match act {
            Act::Restore(card) => Some(*card),
            _ => None,
        }),
        _ => None,
    }
}

pub(super) fn act(model: &mut Model, action: Action) {
    let half = usize::from(model.size.1 / 2).max(1);
    let Some(Overlay::Pick(pick)) = model.overlays.last_mut() else {
        return;
    };
    let last = pick.rows.len().saturating_sub(1);
    match action {
        Action::Up => pick.at = pick.at.saturating_sub(1),
        Action::Down => pick.at = (pick.at + 1).min(last),
        Action::HalfUp => pick.at = pick.at.saturating_sub(half),
        Action::HalfDown => pick.at = (pick.at + half).min(last),
        Action::Top => pick.at = 0,
        Action::Bottom => pick.at = last,
        Action::Back => back(model),
        Action::Accept => {
            let at = pick.at;
            take(model, at);
        }
        Action::Follow => here::toggle(model),
        Action::Restore => restore(model),
        Action::Delete => ask_to_delete(model),
        Action::Undo => undo(model, action),
        _ => {}
    }
    settings::preview(model);
}

/// Closes a list.
fn back(model: &mut Model) {
    if let Some(Overlay::Pick(pick)) = model.overlays.pop() {
        match pick.about {
            About::Clash => clash::left(model, &pick.rows),
            about => settings::leave(model, about),
        }
    }
}

/// Takes the row that has that key.
pub(super) fn shortcut(model: &mut Model, key: &str) {
    let Some(Overlay::Pick(pick)) = model.overlays.last() else {
        return;
    };
    let has = |row: &Row| key.chars().count() == 1 && row.keys.contains(key);
    if let Some(at) = pick.rows.iter().position(has) {
        take(model, at);
    }
}

fn take(model: &mut Model, at: usize) {
    let Some(Overlay::Pick(mut pick)) = model.overlays.pop() else {
        return;
    };
    if at >= pick.rows.len() {
        return;
    }
    match pick.rows.swap_remove(at).then {
        Then::Commit(acts) => {
            commit(model, acts);
        }
        Then::Ask(ask) => {
            let text = shown(&ask);
            ask::open(model, ask, &text);
        }
        Then::Settle { acts, typed } => clash::settle(model, acts, typed),
        Then::Again(ask, text) => ask::again(model, ask, text),
        Then::TakeBack(wish) => {
            if let Wish::Undo(wish) = &wish {
                model.passed.extend(wish.pass.iter().cloned());
            }
            model.ask_store(|_| wish);
        }
        Then::Order(column, field) => arrange::order(model, column, field),
        Then::Lanes(by) => arrange::lanes(model, by),
        Then::Narrow(part) => filters::narrow_by(model, part),
        Then::Search => ask::search(model),
        Then::Find(search) => filters::find(model, &search),
        Then::Forget(name) => filters::forget(model, &name),
        Then::OpenBoard(path) => boards::open(model, path),
        Then::RemoveColumn(column) => columns::remove(model, column),
        Then::Set(choice) => settings::set(model, choice),
        Then::Themes => settings::themes(model),
        Then::Visit(session) => here::visit(model, &session),
    }
}

/// Returns what a line of text begins with.
fn shown(ask: &Ask) -> String {
    match ask {
        Ask::ColumnName { base, .. } => base.clone(),
        Ask::ColumnLimit { base, .. } => base.map(|limit| limit.to_string()).unwrap_or_default(),
        _ => String::new(),
    }
}

fn chosen(model: &Model) -> Option<CardId> {
    match model.overlays.last() {
        Some(Overlay::Pick(pick)) => archived_card(&pick.rows.get(pick.at)?.then),
        _ => None,
    }
}

fn restore(model: &mut Model) {
    if let Some(card) = chosen(model)
        && commit(model, vec![Act::Restore(card)])
    {
        refresh(model);
        model.say(format!("restored {card}"));
    }
}

fn ask_to_delete(model: &mut Model) {
    if let Some(card) = chosen(model).and_then(|card| model.board.card(card)) {
        let question = format!("Delete {} “{}” for good?", card.id, card.title);
        let yes = "delete it".to_owned();
        let acts = vec![Act::Delete(card.id)];
        model.overlays.push(Overlay::Confirm(Confirm {
            question,
            yes,
            acts,
        }));
    }
}

/// Takes the answer to a question.
pub(super) fn answer(model: &mut Model, action: Action) {
    let Some(Overlay::Confirm(confirm)) = model.overlays.pop() else {
        return;
    };
    if action == Action::Accept && commit(model, confirm.acts) {
        refresh(model);
    }
}
