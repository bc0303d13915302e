//! What happened on the board since I looked last: counted, listed, and looked at.

use crate::change::Change;
use crate::text;
use crate::tui::model::Model;
use crate::tui::model::overlay::{About, Overlay, Pick, Row, Then};
use crate::tui::model::unread::{self, Activity, Group, Unread};
use crate::tui::msg::Effect;

/// How wide most ages are.
const AGE: usize = 4;

/// More changes than anybody reads while the list is open; older ones go, or they would fill the memory.
const LISTED: usize = 1_000;

/// Has the store count what others did since I looked last, once the board is there.
pub(super) fn want(model: &mut Model) {
    if model.unread == Unread::Unasked && !model.glancing {
        model.unread = Unread::Asked;
        let since = model.seen.get(&model.me.name).copied();
        model.outbox.push(Effect::CountUnread(since));
    }
}

/// Takes in how much there is to look at.
pub(super) fn counted(model: &mut Model, count: usize, last: i64) {
    model.unread = Unread::Known { count, last };
    // Who was never here has missed nothing; and a board may have been made anew under the same name.
    let seen = model.seen.entry(model.me.name.clone()).or_insert(last);
    *seen = last.min(*seen);
}

/// Opens the list of what happened.
pub(super) fn open(model: &mut Model) {
    let seen = model.seen.get(&model.me.name).copied();
    let activity = Activity {
        changes: None,
        since: seen.unwrap_or(i64::MAX),
    };
    let title = model.words.popup.happened().to_owned();
    let pick = Pick::new(title, About::Activity(activity), Vec::new(), 0);
    model.overlays.push(Overlay::Pick(pick));
    model.outbox.push(Effect::ReadActivity);
}

/// Takes in what happened, and starts at what I have not looked at.
pub(super) fn read(model: &mut Model, changes: Vec<Change>) {
    let Some(pick) = listed(&mut model.overlays) else {
        return;
    };
    let About::Activity(activity) = &mut pick.about else {
        return;
    };
    activity.changes = Some(changes);
    let since = activity.since;
    renew(model);
    if let Some(pick) = listed(&mut model.overlays) {
        let last = pick.rows.len().saturating_sub(1);
        let new = |row: &Row| matches!(row.then, Then::GoTo(_, seq) if seq > since);
        pick.at = pick.rows.iter().position(new).unwrap_or(last);
    }
}

/// Takes in what others and I do while the board is open.
pub(super) fn news(model: &mut Model, changes: &[Change]) {
    model.unread.add(changes, &model.me.name);
    let Some(pick) = listed(&mut model.overlays) else {
        return;
    };
    let at_end = pick.at + 1 >= pick.rows.len();
    if let About::Activity(Activity {
        changes: Some(all), ..
    }) = &mut pick.about
    {
        let last = all.last().map_or(0, |change| change.seq);
        let new = changes.iter().filter(|change| change.seq > last);
        all.extend(new.cloned());
        all.drain(..all.len().saturating_sub(LISTED));
        renew(model);
    }
    // Who reads the newest goes on reading the newest.
    if let Some(pick) = listed(&mut model.overlays).filter(|_| at_end) {
        pick.at = pick.rows.len().saturating_sub(1);
    }
}

/// Makes the rows anew, and takes all of it for looked at.
fn renew(model: &mut Model) {
    let activity = model.overlays.iter().find_map(|overlay| match overlay {
        Overlay::Pick(Pick {
            about: About::Activity(activity),
            ..
        }) => Some(activity),
        _ => None,
    });
    let Some(Activity {
        changes: Some(changes),
        since,
    }) = activity
    else {
        return;
    };
    let groups = unread::groups(changes, &model.board, model.words);
    let ages: Vec<String> = groups.iter().map(|group| ago(model, group)).collect();
    let widest = ages.iter().map(|age| text::width(age)).max();
    let widest = widest.unwrap_or_default().max(AGE);
    let rows: Vec<Row> = groups
        .into_iter()
        .zip(ages)
        .map(|(group, age)| {
            let age = text::pad_left(&age, widest);
            row(model, group, &age, *since)
        })
        .collect();
    let read = changes.last().map(|change| change.seq);
    if let Some(pick) = listed(&mut model.overlays) {
        pick.renew(rows, |row| match row.then {
            Then::GoTo(_, seq) => Some(seq),
            _ => None,
        });
    }
    if let Unread::Known { count, last } = &mut model.unread {
        *last = read.unwrap_or_default().max(*last);
        *count = 0;
        model.seen.insert(model.me.name.clone(), *last);
    }
}

fn row(model: &Model, group: Group, age: &str, since: i64) -> Row {
    let title = match group.cards.as_slice() {
        [card] => model.board.card(*card),
        _ => None,
    };
    let title = title.map_or(String::new(), |card| format!(" · {}", card.title));
    Row {
        keys: String::new(),
        words: format!("{age} {}  {}{title}", group.who, group.deeds),
        now: group.seq > since && group.who != model.me.name,
        then: Then::GoTo(group.cards.first().copied(), group.seq),
    }
}

/// Returns how long ago something was, in four cells at most.
fn ago(model: &Model, group: &Group) -> String {
    let said = &model.words.days;
    let minutes = model.now.duration_since(group.at).as_mins().max(0);
    match (minutes / 60 / 24, minutes / 60, minutes) {
        (0, 0, 0) => said.now().to_owned(),
        (0, 0, minutes) => said.minutes(minutes),
        (0, hours, _) => said.hours(hours),
        (days @ 1..=99, ..) => said.days(days),
        (days, ..) => said.weeks(days / 7),
    }
}

fn listed(overlays: &mut [Overlay]) -> Option<&mut Pick> {
    overlays.iter_mut().find_map(|overlay| match overlay {
        Overlay::Pick(pick) if matches!(pick.about, About::Activity(_)) => Some(pick),
        _ => None,
    })
}
