//! The other sessions on the board: told where I am, listed, visited and followed.

use crate::board::CardId;
use crate::store::Session;
use crate::tui::keymap::Action;
use crate::tui::model::Model;
use crate::tui::model::overlay::{About, Overlay, Pick, Row, Then};
use crate::tui::msg::Effect;

use super::say_nothing_here;

/// Takes in who is here.
pub(super) fn report(model: &mut Model, sessions: Vec<Session>) {
    let led = model.leader().map(|leader| leader.actor.name.clone());
    model.here = sessions;
    match (led, model.leader()) {
        (Some(name), None) => {
            model.following = None;
            model.say(model.words.people.left(name));
        }
        (_, Some(_)) => follow(model),
        (None, None) => {}
    }
    refresh(model);
}

/// Has the others told where I am, if that is news, and tells me who is changing the card that I am about to change.
pub(super) fn tell(model: &mut Model) {
    let focus = model.focus();
    // While a write waits, the store hears of nothing else: every step of the cursor would wait with it, without end.
    // Where it is in the end is told after the answer.
    let in_passing = model.waiting.is_some() && !focus.is_some_and(|focus| focus.editing);
    if focus == model.told || in_passing {
        return;
    }
    let began = focus.filter(|focus| focus.editing && model.told != Some(*focus));
    model.told = focus;
    // Before the rest: an editor that is opened next holds up what comes after it.
    model.outbox.insert(0, Effect::About(focus));
    if let Some((name, card)) = began.and_then(|focus| editor(model, focus.card)) {
        model.say(model.words.people.editing(name, card));
    }
}

/// Says that somebody is changing a card, before an editor hides the screen; `false` when that was said just now, or
/// nobody is.
pub(super) fn warn(model: &mut Model, card: CardId) -> bool {
    let Some((name, card)) = editor(model, card) else {
        return false;
    };
    let key = model.keys.key(Action::EditBody);
    let text = model.words.people.editing_opens(name, card, key);
    if model.notice() == Some(text.as_str()) {
        return false;
    }
    model.say(text);
    true
}

/// Returns who is editing a card.
fn editor(model: &Model, card: CardId) -> Option<(String, CardId)> {
    let name = model.editor_of(card)?.actor.name.clone();
    Some((name, card))
}

// ---- the list of people

/// Opens the list of those who are here.
pub(super) fn open(model: &mut Model) {
    let rows = rows(model);
    if rows.is_empty() {
        model.say(model.words.people.nobody());
        return;
    }
    let pick = Pick::new(
        model.words.people.title().to_owned(),
        About::People,
        rows,
        0,
    );
    model.overlays.push(Overlay::Pick(pick));
}

fn rows(model: &Model) -> Vec<Row> {
    let row = |session: &Session| Row {
        keys: String::new(),
        words: words(model, session),
        now: model.following.as_ref() == Some(&session.id),
        then: Then::Visit(session.id.clone()),
    };
    model.here.iter().map(row).collect()
}

fn words(model: &Model, session: &Session) -> String {
    let said = &model.words.people;
    let actor = &session.actor;
    let mut words = match actor.user == actor.name {
        true => actor.name.clone(),
        false => said.user(&actor.name, &actor.user),
    };
    let what = match session.what.as_str() {
        "screen" => said.screen(),
        command => command,
    };
    let tty = session.tty.as_ref();
    let place = tty.map_or(String::new(), |tty| said.on(tty));
    let minutes = model.now.duration_since(session.since).as_mins().max(0);
    let since = match (minutes / 60, minutes) {
        (0, minutes) => said.minutes(minutes),
        (hours, _) => said.hours(hours),
    };
    let comma = model.words.names.comma();
    words.push_str(&format!("  {what}{place}{comma}{since}"));
    if let Some(focus) = session.focus {
        let title = model.board.card(focus.card).map_or("", |card| &card.title);
        let does = match focus.editing {
            true => said.edits(focus.card, title),
            false => said.looks_at(focus.card, title),
        };
        words.push_str(&format!("  {does}"));
    }
    words
}

/// Brings the list up to date while it is open; the line that is chosen stays with its session.
fn refresh(model: &mut Model) {
    let new = rows(model);
    let Some(Overlay::Pick(pick)) = model.overlays.last_mut() else {
        return;
    };
    if pick.about != About::People {
        return;
    }
    pick.renew(new, |row| Some(row.then.clone()));
}

/// Goes to the card that a session is about.
pub(super) fn visit(model: &mut Model, id: &str) {
    let session = model.here.iter().find(|session| session.id == id);
    let Some(session) = session else { return };
    match session.focus {
        Some(focus) => go_to(model, focus.card),
        None => {
            let name = session.actor.name.clone();
            model.say(model.words.people.at_no_card(name));
        }
    }
}

/// Follows the session that is chosen in the list, or stops following it.
pub(super) fn toggle(model: &mut Model) {
    let Some(Overlay::Pick(pick)) = model.overlays.last() else {
        return;
    };
    let Some(Then::Visit(id)) = pick.pointed().map(|row| row.then.clone()) else {
        say_nothing_here(model);
        return;
    };
    model.overlays.pop();
    model.following = match model.following.take() {
        Some(now) if now == id => None,
        _ => Some(id),
    };
    follow(model);
}

/// Goes where the one is whom I follow, unless something is open: nothing moves under what I am doing.
fn follow(model: &mut Model) {
    let focus = model.leader().and_then(|leader| leader.focus);
    if let Some(focus) = focus.filter(|_| model.overlays.is_empty()) {
        go_to(model, focus.card);
    }
}

fn go_to(model: &mut Model, card: CardId) {
    if model.row(card).is_none() {
        model.arrange(Some(card));
    }
    model.go_to_card(card);
}
