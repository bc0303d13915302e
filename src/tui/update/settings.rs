//! What the user sets on the screen: taken up at once, and kept in the configuration.

use crate::tui::model::Model;
use crate::tui::model::overlay::{About, Overlay, Pick, Row, Then};
use crate::tui::msg::{Choice, Effect};

/// Opens the list of settings.
pub(super) fn open(model: &mut Model, at: usize) {
    let on = |on: bool| if on { "on" } else { "off" };
    let (ascii, mouse) = (model.look.ascii, model.mouse);
    let row = |key: &str, name: &str, value: &str, then| Row {
        keys: key.to_owned(),
        words: format!("{name:<22}{value}"),
        now: false,
        then,
    };
    let rows = vec![
        row("t", "theme", &model.look.now().name, Then::Themes),
        row(
            "b",
            "borders in ASCII",
            on(ascii),
            Then::Set(Choice::Ascii(!ascii)),
        ),
        row("m", "mouse", on(mouse), Then::Set(Choice::Mouse(!mouse))),
    ];
    let title = "Settings".to_owned();
    let about = About::Settings;
    let pick = Pick::new(title, about, rows, at);
    model.overlays.push(Overlay::Pick(pick));
}

/// Opens the list of themes: the one that is pointed at is shown.
pub(super) fn themes(model: &mut Model) {
    let before = model.look.scheme;
    let row = |(at, name): (usize, &String)| Row {
        keys: match at {
            0..9 => (at + 1).to_string(),
            _ => String::new(),
        },
        words: name.clone(),
        now: at == before,
        then: Then::Set(Choice::Theme(name.clone())),
    };
    let names = model.look.schemes.iter().map(|scheme| &scheme.name);
    let rows = names.enumerate().map(row).collect();
    let title = "Theme".to_owned();
    let about = About::Themes { before };
    let at = before;
    let pick = Pick::new(title, about, rows, at);
    model.overlays.push(Overlay::Pick(pick));
}

/// Shows the theme that is pointed at, if themes are listed.
pub(super) fn preview(model: &mut Model) {
    let Some(Overlay::Pick(pick)) = model.overlays.last() else {
        return;
    };
    if let About::Themes { .. } = pick.about
        && let Some(Then::Set(Choice::Theme(name))) = pick.pointed().map(|row| &row.then)
        && let Some(scheme) = model.look.named(name)
    {
        model.look.scheme = scheme;
    }
}

/// Goes back from a list of themes to the one before, and to the settings.
pub(super) fn leave(model: &mut Model, about: About) {
    if let About::Themes { before } = about {
        model.look.scheme = before;
        open(model, 0);
    }
}

/// Takes a choice up and has it kept.
pub(super) fn set(model: &mut Model, choice: Choice) {
    match &choice {
        Choice::Theme(name) => {
            if let Some(scheme) = model.look.named(name) {
                model.look.scheme = scheme;
            }
            open(model, 0);
        }
        Choice::Ascii(ascii) => {
            model.look.ascii = *ascii;
            open(model, 1);
        }
        Choice::Mouse(mouse) => {
            model.mouse = *mouse;
            model.outbox.push(Effect::Mouse(*mouse));
            open(model, 2);
        }
    }
    model.outbox.push(Effect::Keep(choice));
}

/// Takes in whether a choice was kept.
pub(super) fn kept(model: &mut Model, kept: Result<(), String>) {
    if let Err(why) = kept {
        model.complain(format!("the setting holds until you leave: {why}"));
    }
}
