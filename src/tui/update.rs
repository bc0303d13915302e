//! The only way the screen changes: a message comes in, the model changes, effects come out. No clock, no file.

mod activity;
mod arrange;
mod ask;
mod boards;
mod bodies;
mod cards;
mod charts;
mod clash;
mod columns;
mod comments;
mod complete;
mod copy;
mod filters;
mod go;
mod held;
mod here;
mod labels;
mod links;
mod lists;
mod mouse;
mod page;
mod remarks;
mod report;
mod send;
mod settings;
mod sheet;
mod shift;
mod typing;

use crossterm::event::{Event, KeyEvent, KeyEventKind};
use jiff::Timestamp;
use jiff::civil::Date;

use crate::board::CardId;
use crate::edit::{Act, Refusal, Takeback};

use super::keymap::{self, Action, Found, Mode};
use super::model::Model;
use super::model::overlay::{Ask, Help, Overlay};
use super::model::pending::Wish;
use super::model::pointer::Pointer;
use super::msg::{Effect, Msg};
use crate::store::{Mode as Access, Report};
use links::Held;

/// Takes a message in and returns what is asked of the world, to be done in that order.
///
/// A commit that stands after a suspension is to be sent after the program was continued.
pub fn update(model: &mut Model, msg: Msg, now: Timestamp, today: Date) -> Vec<Effect> {
    model.now = now;
    if model.today != today {
        model.today = today;
        model.arrange(model.cursor.card);
    }
    model.expire();
    sift(model, &msg);
    match held::keep(model, msg) {
        Msg::Terminal(event) => terminal(model, event),
        Msg::Tick => {}
        Msg::Store(report) => report::report(model, report),
        Msg::Kept(kept) => settings::kept(model, kept),
        Msg::Edited(text) => page::edited(model, text),
        Msg::Boards(boards) => boards::listed(model, boards),
        Msg::BoardsFor(cards, boards) => send::listed(model, &cards, boards),
        Msg::Sent(sent) => send::sent(model, sent),
        Msg::NotOpened(why) => {
            let why = model.words.why(&why);
            model.complain(model.words.looks.stays_open(why));
        }
        Msg::NoOther => {
            let why = model.words.sending.no_other();
            model.complain(model.words.looks.stays_open(why));
        }
        Msg::NotKept(why) => model.complain(model.words.why(&why)),
        Msg::Hook(wrong) => model.complain(model.words.hook(&wrong)),
        Msg::Terminate => model.outbox.push(Effect::Quit),
        Msg::Suspend => suspend(model),
    }
    held::release(model);
    here::tell(model);
    bodies::want_shown(model);
    sheet::want_past(model);
    model.lay_texts();
    bodies::search(model);
    activity::want(model);
    model.settle();
    model.settle_selection();
    mouse::settle(model);
    arrange::keep(model);
    std::mem::take(&mut model.outbox)
}

/// Goes on with a search of which not all is shown yet. What does not go on typing it finds it whole.
fn sift(model: &mut Model, msg: &Msg) {
    match msg {
        Msg::Tick => model.sift_on(),
        Msg::Terminal(Event::Key(_) | Event::Paste(_)) if ask::is_search(model) => {}
        Msg::Terminal(_) | Msg::Store(Report::News(_) | Report::Done(_)) => model.sift_to_the_end(),
        _ => {}
    }
}

fn terminal(model: &mut Model, event: Event) {
    match event {
        Event::Key(key) if key.kind != KeyEventKind::Release => press(model, key),
        Event::Paste(text) => typing::paste(model, &text),
        Event::Resize(width, height) => model.size = (width, height),
        Event::FocusGained => model.outbox.push(Effect::Focus(true)),
        Event::FocusLost => model.outbox.push(Effect::Focus(false)),
        Event::Mouse(event) => mouse::mouse(model, event),
        Event::Key(_) => {}
    }
}

fn press(model: &mut Model, key: KeyEvent) {
    let leaving = std::mem::take(&mut model.leaving);
    let Some(name) = keymap::name(&key) else {
        return;
    };
    let mode = model.mode();
    if bodies::keeps_key(model, mode, &name) {
        return;
    }
    // A key while cards are dragged puts them down where they were.
    if let Pointer::Dragging { .. } = std::mem::take(&mut model.pointer) {
        return;
    }
    let began = !model.typed.is_empty();
    model.typed.push_str(&name);
    match model.keys.find(mode, &model.typed) {
        Found::Action(action) => {
            model.typed.clear();
            act(model, mode, action, &name, leaving);
        }
        Found::More => {}
        Found::Nothing => {
            model.typed.clear();
            match mode {
                _ if began => {}
                mode if mode.takes_text() => typing::press(model, key),
                Mode::Pick => lists::shortcut(model, &name),
                _ => {}
            }
        }
    }
}

/// Does what a key means. `key` is the key itself, `leaving` whether quitting was waiting for edits to be saved.
fn act(model: &mut Model, mode: Mode, action: Action, key: &str, leaving: bool) {
    match action {
        Action::Quit => quit(model, leaving),
        Action::Suspend => suspend(model),
        Action::Redraw => model.outbox.push(Effect::Redraw),
        Action::Help => {
            let (wanted, at) = (String::new().into(), 0);
            let of = mode;
            model.overlays.push(Overlay::Help(Help { of, wanted, at }));
        }
        action if action.writes() && !may_write(model) => {}
        action => match mode {
            Mode::Board => on_board(model, action, key),
            Mode::Card => sheet::act(model, action, key),
            Mode::Charts => charts::act(model, action, key),
            Mode::Pick | Mode::Find | Mode::Labels | Mode::Archived | Mode::People => {
                lists::act(model, action);
            }
            Mode::Confirm => lists::answer(model, action),
            Mode::Prompt | Mode::Search => ask::act(model, action),
            Mode::Help => help(model, action),
        },
    }
}

/// Tells whether the board can be changed, and the user why not.
fn may_write(model: &mut Model) -> bool {
    match &model.access {
        Access::ReadWrite => return true,
        Access::ReadOnly(why) => {
            let why = model.words.looks.read_only(model.words.why(why));
            model.say(why);
        }
        Access::Damaged(damaged) => model.complain(model.words.damaged(damaged)),
    }
    false
}

fn on_board(model: &mut Model, action: Action, key: &str) {
    match action {
        Action::Open => sheet::open(model),
        Action::History => sheet::history(model),
        Action::Search => ask::search(model),
        Action::Archived => lists::archived(model),
        Action::People => here::open(model),
        Action::Activity => activity::open(model),
        Action::Charts => charts::open(model),
        Action::Order | Action::Reverse | Action::Lanes | Action::Side => {
            arrange::act(model, action)
        }
        Action::Settings => settings::open(model, 0),
        Action::Narrow => filters::narrow(model),
        Action::Searches => filters::saved(model),
        Action::Boards | Action::NextBoard | Action::PreviousBoard => boards::act(model, action),
        Action::Select => select(model),
        Action::SelectRange => model.toggle_range(),
        Action::SelectColumn => model.toggle_column(),
        Action::NewColumn | Action::EditColumn | Action::ColumnLeft | Action::ColumnRight => {
            columns::act(model, action);
        }
        Action::Back => back(model),
        action if go::act(model, action, key) => model.following = None,
        action => cards::act(model, action),
    }
}

fn back(model: &mut Model) {
    let was_error = model.complains();
    model.notice = None;
    // One at a time: who reads an error does not mean the search.
    if was_error || model.select_none() {
        return;
    }
    if model.view.filter.is_some() {
        model.show_all();
    }
}

/// Marks the card under the cursor and goes on to the next one.
fn select(model: &mut Model) {
    if model.cursor.card.is_none() {
        say_nothing_here(model);
        return;
    }
    model.toggle_selected();
    model.go_to_row(model.cursor_row() + 1);
}

fn help(model: &mut Model, action: Action) {
    let page = usize::from(model.size.1 / 2).max(1);
    let Some(Overlay::Help(help)) = model.overlays.last_mut() else {
        return;
    };
    let lines = model.keys.help(help.of, help.wanted.value(), model.words);
    let last = lines.len().saturating_sub(1);
    match action {
        Action::Up => help.at = help.at.saturating_sub(1),
        Action::Down => help.at = (help.at + 1).min(last),
        Action::HalfUp => help.at = help.at.saturating_sub(page),
        Action::HalfDown => help.at = (help.at + page).min(last),
        Action::Back => {
            model.overlays.pop();
        }
        Action::Accept => {
            let (of, number) = (help.of, help.number());
            if let Some(card) = number {
                go_to(model, card);
                return;
            }
            let chosen = lines.get(help.at).map(|line| {
                let key = line.keys.first().cloned().unwrap_or_default();
                (line.binding.action, key)
            });
            if let Some((action, key)) = chosen {
                model.overlays.pop();
                act(model, of, action, &key, false);
            }
        }
        _ => {}
    }
}

/// Closes everything and goes to a card, whatever is searched for.
fn go_to(model: &mut Model, card: CardId) {
    match model.board.card(card) {
        Some(found) if !found.archived => {
            model.overlays.clear();
            model.show_all();
            model.go_to_card(card);
        }
        Some(_) => {
            let archived = model.keys.key(Action::Archived);
            model.say(model.words.cards.is_archived(card, archived));
        }
        None => model.say(model.words.cards.no_such(card)),
    }
}

/// Says that there is nothing to do it to, and what to press.
fn say_nothing_here(model: &mut Model) {
    model.say(match model.board.columns().is_empty() {
        true => {
            let key = model.keys.key(Action::NewColumn);
            model.words.cards.no_column(key)
        }
        false => model.words.cards.none_here(model.keys.key(Action::New)),
    });
}

fn quit(model: &mut Model, leaving: bool) {
    if model.pending.is_empty() || leaving {
        model.outbox.push(Effect::Quit);
        return;
    }
    model.leaving = true;
}

fn suspend(model: &mut Model) {
    if model.pending.is_empty() || model.stopping {
        model.stopping = false;
        model.outbox.push(Effect::Suspend);
        return;
    }
    model.stopping = true;
    model.say(model.words.looks.suspends());
}

/// Commits acts, and says why when they cannot be. Tells whether anything changed.
fn commit(model: &mut Model, acts: Vec<Act>) -> bool {
    commit_typed(model, acts, None)
}

/// Commits acts with what was typed for them.
fn commit_typed(model: &mut Model, acts: Vec<Act>, typed: Option<(Ask, String)>) -> bool {
    let moved = acts.iter().filter_map(|act| match act {
        Act::MoveCard { card, .. } => Some(*card),
        _ => None,
    });
    let held = Held::by(model, moved);
    match model.commit(acts.clone(), typed.clone()) {
        Ok(changed) => {
            if let Some(freed) = held.freed(model) {
                model.say(freed);
            }
            changed
        }
        Err(Refusal::Clash(found)) => {
            clash::open(model, acts, typed, &found);
            false
        }
        Err(refusal) => {
            if let Some((ask, text)) = typed {
                model.keep(ask, text);
            }
            model.complain(model.words.refused(&refusal));
            false
        }
    }
}

fn undo(model: &mut Model, action: Action) {
    let pass = model.passed.clone();
    match action {
        Action::Redo => model.ask_store(|id| Wish::Redo(id.into())),
        _ => model.ask_store(|id| {
            let plain = Takeback::from(id);
            Wish::Undo(Takeback { pass, ..plain })
        }),
    }
}
