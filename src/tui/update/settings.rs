//! What the user sets on the screen: taken up at once, and kept in the configuration.

use crate::text;
use crate::tui::model::Model;
use crate::tui::model::overlay::{About, Overlay, Pick, Row, Then};
use crate::tui::msg::{Choice, Effect, Unkept};
use crate::tui::words::{LANGUAGES, Language};

use super::lists;

/// The rows of the list of settings.
const THEME: usize = 0;
const ASCII: usize = 1;
const MOUSE: usize = 2;
const LANGUAGE: usize = 3;

/// Opens the list of settings.
pub(super) fn open(model: &mut Model, at: usize) {
    let words = &model.words.settings;
    let names = [
        words.theme(),
        words.ascii(),
        words.mouse(),
        words.language(),
    ];
    let widest = names.iter().map(|name| text::width(name)).max();
    let width = widest.unwrap_or_default() + 6;
    let (ascii, mouse) = (model.look.ascii, model.mouse);
    let row = |at: usize, value: &str, then| Row {
        keys: ["t", "b", "m", "l"][at].to_owned(),
        words: format!("{}{value}", text::pad(names[at], width)),
        now: false,
        then,
    };
    let on = |on: bool| if on { words.on() } else { words.off() };
    let rows = vec![
        row(THEME, &model.look.now().name, Then::Themes),
        row(ASCII, on(ascii), Then::Set(Choice::Ascii(!ascii))),
        row(MOUSE, on(mouse), Then::Set(Choice::Mouse(!mouse))),
        row(LANGUAGE, model.words.language(), Then::Languages),
    ];
    let title = words.title().to_owned();
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
    let title = model.words.settings.themes().to_owned();
    let about = About::Themes { before };
    let at = before;
    let pick = Pick::new(title, about, rows, at);
    model.overlays.push(Overlay::Pick(pick));
}

/// Opens the list of languages, each called as those who speak it call it.
pub(super) fn languages(model: &mut Model) {
    let code = model.words.code;
    let row = |(at, language): (usize, &Language)| Row {
        keys: lists::digit(at),
        words: language.words().language().to_owned(),
        now: language.code == code,
        then: Then::Set(Choice::Language(language.code)),
    };
    let rows = LANGUAGES.iter().enumerate().map(row).collect();
    let title = model.words.settings.languages().to_owned();
    let at = LANGUAGES.iter().position(|one| one.code == code);
    let pick = Pick::new(title, About::Languages, rows, at.unwrap_or_default());
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

/// Goes back from a list of themes to the one before, and from it and that of languages to the settings.
pub(super) fn leave(model: &mut Model, about: About) {
    match about {
        About::Themes { before } => {
            model.look.scheme = before;
            open(model, THEME);
        }
        About::Languages => open(model, LANGUAGE),
        _ => {}
    }
}

/// Takes a choice up and has it kept.
pub(super) fn set(model: &mut Model, choice: Choice) {
    match &choice {
        Choice::Theme(name) => {
            if let Some(scheme) = model.look.named(name) {
                model.look.scheme = scheme;
            }
            open(model, THEME);
        }
        Choice::Ascii(ascii) => {
            model.look.ascii = *ascii;
            open(model, ASCII);
        }
        Choice::Language(code) => {
            if let Some(language) = Language::named(code) {
                model.words = language.words();
            }
            open(model, LANGUAGE);
        }
        Choice::Mouse(mouse) => {
            model.mouse = *mouse;
            model.outbox.push(Effect::Mouse(*mouse));
            open(model, MOUSE);
        }
    }
    model.outbox.push(Effect::Keep(choice));
}

/// Takes in whether a choice was kept.
pub(super) fn kept(model: &mut Model, kept: Result<(), Unkept>) {
    if let Err(why) = kept {
        let why = model.words.unkept(&why);
        model.complain(model.words.settings.until_you_leave(why));
    }
}
