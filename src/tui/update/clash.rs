//! A clash: both values are shown, and the person chooses. Until then the words typed are kept.

use crate::edit::{Act, Clash, Side, Takeback, Value};
use crate::tui::model::Model;
use crate::tui::model::overlay::{About, Ask, Overlay, Pick, Row, Then};
use crate::tui::model::pending::Wish;
use crate::tui::words::Clashes;

/// Asks whose value is to stand. What was typed for the refused acts is kept until that is decided.
pub(super) fn open(model: &mut Model, acts: Vec<Act>, typed: Option<(Ask, String)>, clash: &Clash) {
    let said = &model.words.clash;
    let by = other(model, acts.get(clash.act), clash);
    let (by, what) = (by.as_str(), model.words.subject(&clash.what));
    let title = match clash.field {
        "body" => said.same_lines(by, what),
        field => said.meanwhile(by, model.words.field(field), what),
    };
    let settle = |side| Then::Settle {
        acts: clash.settle(acts.clone(), side, &model.board),
        typed: typed.clone(),
    };
    let (theirs, yours) = match clash.field {
        "body" => (lines(said, &clash.theirs), lines(said, &clash.yours)),
        _ => (
            model.words.value(&clash.theirs),
            model.words.value(&clash.yours),
        ),
    };
    let mut rows = vec![
        row("t", said.theirs(theirs), settle(Side::Theirs)),
        row("y", said.yours(yours), settle(Side::Yours)),
    ];
    rows.extend(typed.as_ref().map(|typed| again(model, typed, clash, by)));
    // A key too many must not give the words up.
    let at = typed.as_ref().map_or(0, |_| rows.len() - 1);
    if let Some((ask, text)) = typed {
        model.keep(ask, text);
    }
    ask(model, title, rows, at);
}

/// Opens a list, which says all that there is to say.
fn ask(model: &mut Model, title: String, rows: Vec<Row>, at: usize) {
    model.notice = None;
    let about = About::Clash;
    let pick = Pick::new(title, about, rows, at);
    model.overlays.push(Overlay::Pick(pick));
}

/// Returns the row that asks once more, with the words that were typed.
fn again(model: &Model, (ask, text): &(Ask, String), clash: &Clash, by: &str) -> Row {
    let said = &model.words.clash;
    let Ask::Page { basis, .. } = ask else {
        return row(
            "e",
            said.edit_again().to_owned(),
            Then::Again(ask.clone(), text.clone()),
        );
    };
    let words = match clash.field {
        "body" => said.both(),
        _ => said.edit_again(),
    };
    let clash = Clash {
        by: Some(by.to_owned()),
        ..clash.clone()
    };
    let meanwhile = said.meanwhile_is(
        by,
        model.words.field(clash.field),
        model.words.value(&clash.theirs),
    );
    let again = basis.again(text, &clash, &model.board, &model.me.name, &meanwhile);
    let (basis, marks) = (Box::new(again.basis), again.marks);
    let ask = Ask::Page { basis, marks };
    row("e", words.to_owned(), Then::Again(ask, again.text))
}

/// Asks what becomes of an undo or a redo that was refused.
pub(super) fn open_undo(model: &mut Model, wish: &Wish, clash: &Clash) {
    let (Wish::Undo(refused) | Wish::Redo(refused), Some(undone)) = (wish, &clash.undone) else {
        return;
    };
    let mut again = Takeback::from(model.next_name());
    again.pass.clone_from(&refused.pass);
    let force = Some(undone.clone());
    let by = clash.by.as_deref().unwrap_or(model.words.names.someone());
    let said = &model.words.clash;
    let what = model.words.subject(&clash.what);
    let title = said.since(by, model.words.field(clash.field), what);
    let (now, then) = (
        model.words.value(&clash.theirs),
        model.words.value(&clash.yours),
    );
    let mut pass = Takeback::from(model.next_name());
    pass.pass.clone_from(&refused.pass);
    pass.pass.insert(undone.clone());
    let anyway = Takeback { force, ..again };
    let rows = match wish {
        Wish::Redo(_) => vec![row(
            "r",
            match clash.field {
                "body" => said.redo_anyway().to_owned(),
                _ => said.redo_anyway_to(now, then),
            },
            Then::TakeBack(Wish::Redo(anyway)),
        )],
        _ => vec![
            row(
                "s",
                said.skip().to_owned(),
                Then::TakeBack(Wish::Undo(pass)),
            ),
            row(
                "u",
                match clash.field {
                    "body" => said.undo_anyway().to_owned(),
                    _ => said.undo_anyway_to(now, then),
                },
                Then::TakeBack(Wish::Undo(anyway)),
            ),
        ],
    };
    ask(model, title, rows, 0);
}

/// Says what becomes of a clash that nothing was decided about.
pub(super) fn left(model: &mut Model, rows: &[Row]) {
    let words = rows.iter().find_map(|row| match &row.then {
        Then::Again(ask, _) => Some(ask.action()),
        _ => None,
    });
    model.say(match words {
        Some(action) => model.words.clash.kept(model.keys.key(action)),
        None => model.words.clash.left_as_it_is().to_owned(),
    });
}

/// Commits what is left of the refused acts once it is decided whose value stands.
pub(super) fn settle(model: &mut Model, acts: Vec<Act>, typed: Option<(Ask, String)>) {
    if let Some((ask, _)) = &typed {
        model.drafts.retain(|(draft, _)| !draft.is_like(ask));
    }
    model.notice = None;
    if !acts.is_empty() {
        super::commit_typed(model, acts, typed);
    }
}

fn row(keys: &str, words: String, then: Then) -> Row {
    Row {
        keys: keys.to_owned(),
        words,
        now: false,
        then,
    }
}

/// Returns who is on the other side: the store tells, or else the mark on the card.
fn other(model: &Model, act: Option<&Act>, clash: &Clash) -> String {
    let card = act.and_then(|act| act.subject().0);
    let mark = card.and_then(|card| model.marks.get(&card));
    let by = clash.by.clone().or(mark.map(|mark| mark.who.clone()));
    by.unwrap_or_else(|| model.words.names.someone().to_owned())
}

/// Returns how long a text is, and how it begins.
fn lines(said: &Clashes, text: &Value) -> String {
    let text = text.to_string();
    let first = text.lines().find(|line| !line.trim().is_empty());
    let count = text.lines().count();
    said.lines(count, first.unwrap_or(said.all_blank()))
}
