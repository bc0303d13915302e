//! Lists to pick from, and the one question.

use crate::board::{Card, CardId, Column, Detail, Priority};
use crate::edit::{Act, At, Place};
use crate::tui::keymap::Action;
use crate::tui::model::Model;
use crate::tui::model::overlay::{About, Ask, Confirm, Overlay, Pick, Row, Then};
use crate::tui::model::pending::Wish;

use super::cards::{all_same, seen, set, these};
use super::{
    arrange, ask, boards, clash, columns, commit, filters, go_to, here, labels, links, send,
    settings, undo,
};

/// Opens a list, on the row that is so already.
pub(super) fn open(model: &mut Model, title: String, about: About, rows: Vec<Row>) {
    let at = rows.iter().position(|row| row.now).unwrap_or_default();
    let pick = Pick::new(title, about, rows, at);
    model.overlays.push(Overlay::Pick(pick));
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
    let mut rows: Vec<Row> = columns.iter().enumerate().map(row).collect();
    rows.push(Row {
        keys: "b".to_owned(),
        words: model.words.sending.other_board().to_owned(),
        now: false,
        then: Then::Send(cards.to_vec()),
    });
    let title = model.words.cards.move_to(these(model, cards));
    open(model, title, About::Cards, rows);
}

/// Asks how pressing cards are.
pub(super) fn priority(model: &mut Model, cards: &[CardId]) {
    let now = seen(model, cards, |card| card.priority);
    let all = all_same(&now).copied();
    let row = |priority: Option<Priority>| {
        let name = priority.map_or("none", Priority::name);
        let act = |(card, now): &(CardId, Option<Priority>)| {
            set(*card, Detail::Priority(priority), Detail::Priority(*now))
        };
        Row {
            keys: name[..1].to_owned(),
            words: model.words.priority(priority).to_owned(),
            now: all == Some(priority),
            then: Then::Commit(now.iter().map(act).collect()),
        }
    };
    let every = Priority::ALL.into_iter().rev().map(Some).chain([None]);
    let rows = every.map(row).collect();
    let title = model.words.cards.priority_of(these(model, cards));
    open(model, title, About::Cards, rows);
}

/// Asks who works on cards: me first, then nobody, then whoever is known here.
pub(super) fn assign(model: &mut Model, cards: &[CardId]) {
    let me = model.me.name.clone();
    let row = |keys: &str, words: String, name: Option<String>| Row {
        keys: keys.to_owned(),
        words,
        now: cards.iter().all(|card| {
            let card = model.board.card(*card);
            card.is_some_and(|card| card.assignee == name)
        }),
        then: Then::Commit(assigning(model, cards, name.as_deref())),
    };
    let said = &model.words.cards;
    let mut rows = vec![
        row("a", said.me(&me), Some(me.clone())),
        row("n", said.nobody().to_owned(), None),
    ];
    let others = model.board.people();
    let others = others.into_iter().filter(|name| *name != me).enumerate();
    rows.extend(others.map(|(at, name)| row(&digit(at), name.to_owned(), Some(name.to_owned()))));
    let title = said.assign_to(these(model, cards));
    open(model, title, About::Assign(cards.to_vec()), rows);
}

/// Returns the acts that give cards to somebody, or to nobody.
fn assigning(model: &Model, cards: &[CardId], name: Option<&str>) -> Vec<Act> {
    let act = |(card, now): (CardId, Option<String>)| {
        let to = Detail::Assignee(name.map(str::to_owned));
        set(card, to, Detail::Assignee(now))
    };
    let now = seen(model, cards, |card| card.assignee.clone());
    now.into_iter().map(act).collect()
}

/// Returns the row that gives cards to whoever is typed, when nobody of that name is known.
fn somebody_else(model: &Model, pick: &Pick, cards: &[CardId]) -> Option<Row> {
    let name = pick.wanted();
    let name = name.strip_prefix('@').unwrap_or(name);
    let known = name == model.me.name || model.board.people().contains(name);
    (!name.is_empty() && !known).then(|| Row {
        keys: String::new(),
        words: model.words.cards.assign_to_name(name),
        now: false,
        then: Then::Commit(assigning(model, cards, Some(name))),
    })
}

/// Narrows the list by what is typed from now on.
fn narrow(model: &mut Model) {
    if let Some(Overlay::Pick(pick)) = model.overlays.last_mut() {
        pick.typed = Some(String::new().into());
    }
}

/// Takes in that what is typed in a list is another text.
pub(super) fn retyped(model: &mut Model) {
    let Some(Overlay::Pick(pick)) = model.overlays.last() else {
        return;
    };
    let offer = match &pick.about {
        About::Labels(_) => labels::offer(model.words, pick),
        About::Assign(cards) => somebody_else(model, pick, cards),
        _ => None,
    };
    let found = match &pick.about {
        About::LinkTo(cards, relation) => Some(links::rows(model, cards, *relation, pick.wanted())),
        _ => None,
    };
    if let Some(Overlay::Pick(pick)) = model.overlays.last_mut() {
        (pick.at, pick.offer) = (0, offer);
        if let Some(rows) = found {
            pick.rows = rows;
        }
    }
}

/// Opens the archived cards.
pub(super) fn archived(model: &mut Model) {
    let rows = archived_rows(model);
    let title = model.words.cards.archived_cards().to_owned();
    open(model, title, About::Archived, rows);
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

/// Brings the lists of archived cards and of labels up to date, if they are open.
pub(super) fn refresh(model: &mut Model) {
    labels::refresh(model);
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
            pick.renew(rows, |row| archived_card(&row.then));
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
    let last = pick.shown().len().saturating_sub(1);
    match action {
        Action::Up => pick.at = pick.at.saturating_sub(1),
        Action::Down => pick.at = (pick.at + 1).min(last),
        Action::HalfUp => pick.at = pick.at.saturating_sub(half),
        Action::HalfDown => pick.at = (pick.at + half).min(last),
        Action::Top => pick.at = 0,
        Action::Bottom => pick.at = last,
        Action::Back => back(model),
        Action::Accept | Action::Select | Action::Rename | Action::Paint | Action::Delete
            if matches!(pick.about, About::Labels(_)) =>
        {
            labels::act(model, action);
        }
        Action::Accept => {
            let then = pick.pointed().map(|row| row.then.clone());
            take(model, then);
        }
        Action::Search => narrow(model),
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
    if let Some(row) = pick.rows.iter().find(|row| has(row)) {
        let then = row.then.clone();
        take(model, Some(then));
    }
}

/// Closes the list, and does what a row of it says.
fn take(model: &mut Model, then: Option<Then>) {
    model.overlays.pop();
    let Some(then) = then else {
        return;
    };
    match then {
        Then::Commit(acts) => {
            if commit(model, acts) {
                refresh(model);
            }
        }
        // A list of labels takes several.
        Then::Tick(_) | Then::NewLabel(_) => {}
        Then::LinkTo(cards, relation) => links::to(model, cards, relation),
        Then::Ask(ask) => {
            let text = shown(&ask);
            ask::open(model, ask, &text);
        }
        Then::Settle { acts, typed } => clash::settle(model, acts, typed),
        Then::Again(ask, text) => ask::again(model, ask, text),
        Then::TakeBack(wish) => {
            if let Wish::Undo(wish) = &wish {
                model.pass_over(&wish.pass);
            }
            model.ask_store(|_| wish);
        }
        Then::Order(column, field) => arrange::order(model, column, field),
        Then::Lanes(by) => arrange::lanes(model, by),
        Then::Narrow(part) => filters::narrow_by(model, part),
        Then::Search => ask::search(model),
        Then::Find(search) => filters::find(model, &search),
        Then::Forget(name) => filters::forget(model, &name),
        Then::Send(cards) => send::ask(model, cards),
        Then::SendTo(cards, to) => send::to(model, cards, to),
        Then::OpenBoard(path) => boards::open(model, path),
        Then::RemoveColumn(column) => columns::remove(model, column),
        Then::Set(choice) => settings::set(model, choice),
        Then::Themes => settings::themes(model),
        Then::Languages => settings::languages(model),
        Then::Visit(session) => here::visit(model, &session),
        Then::GoTo(Some(card), _) => go_to(model, card),
        Then::GoTo(None, _) => {}
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
        Some(Overlay::Pick(pick)) => archived_card(&pick.pointed()?.then),
        _ => None,
    }
}

fn restore(model: &mut Model) {
    if let Some(card) = chosen(model)
        && commit(model, vec![Act::Restore(card)])
    {
        refresh(model);
        model.say(model.words.cards.restored(card));
    }
}

fn ask_to_delete(model: &mut Model) {
    if let Some(card) = chosen(model).and_then(|card| model.board.card(card)) {
        let question = model.words.cards.delete(card.id, &card.title);
        let yes = model.words.cards.delete_it().to_owned();
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
