//! A clash: both values are shown, and the person chooses. Until then the words typed are kept.

use crate::edit::{Act, Clash, Side, Takeback};
use crate::tui::model::Model;
use crate::tui::model::overlay::{About, Ask, Overlay, Pick, Row, Then};
use crate::tui::model::pending::Wish;

/// Asks whose value is to stand. What was typed for the refused acts is kept until that is decided.
pub(super) fn open(model: &mut Model, acts: Vec<Act>, typed: Option<(Ask, String)>, clash: &Clash) {
    let by = other(model, acts.get(clash.act), clash);
    let by = by.as_str();
    let title = match clash.field {
        "body" => format!("{by} changed the same lines of {}", clash.what),
        field => format!("{by} changed the {field} of {} meanwhile", clash.what),
    };
    let settle = |side| Then::Settle {
        acts: clash.settle(acts.clone(), side, &model.board),
        typed: typed.clone(),
    };
    let (theirs, yours) = match clash.field {
        "body" => (lines(&clash.theirs), lines(&clash.yours)),
        _ => (clash.theirs.clone(), clash.yours.clone()),
    };
    let mut rows = vec![
        row("t", format!("theirs: {theirs}"), settle(Side::Theirs)),
        row("y", format!("yours: {yours}"), settle(Side::Yours)),
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
    let Ask::Page { basis, .. } = ask else {
        return row(
            "e",
            "edit again".to_owned(),
            Then::Again(ask.clone(), text.clone()),
        );
    };
    let words = match clash.field {
        "body" => "both, in the editor",
        _ => "edit again",
    };
    let clash = Clash {
        by: Some(by.to_owned()),
        ..clash.clone()
    };
    let again = basis.again(text, &clash, &model.board, &model.me.name);
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
    let by = clash.by.as_deref().unwrap_or("someone");
    let title = format!("{by} changed the {} of {} since", clash.field, clash.what);
    let from_to = match clash.field {
        "body" => String::new(),
        _ => format!(": {} → {}", clash.theirs, clash.yours),
    };
    let mut pass = Takeback::from(model.next_name());
    pass.pass.clone_from(&refused.pass);
    pass.pass.insert(undone.clone());
    let anyway = Takeback { force, ..again };
    let rows = match wish {
        Wish::Redo(_) => vec![row(
            "r",
            format!("redo anyway{from_to}"),
            Then::TakeBack(Wish::Redo(anyway)),
        )],
        _ => vec![
            row(
                "s",
                "skip it, undo the one before".to_owned(),
                Then::TakeBack(Wish::Undo(pass)),
            ),
            row(
                "u",
                format!("undo anyway{from_to}"),
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
        Some(action) => format!("kept – {} has your words again", model.keys.key(action)),
        None => "left as it is".to_owned(),
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
    by.unwrap_or_else(|| "someone".to_owned())
}

/// Returns how long a text is, and how it begins.
fn lines(text: &str) -> String {
    let first = text.lines().find(|line| !line.trim().is_empty());
    let count = text.lines().count();
    let unit = if count == 1 { "line" } else { "lines" };
    format!("{count} {unit}, {}", first.unwrap_or("all blank"))
}
