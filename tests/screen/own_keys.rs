//! Keys of one's own: what they do, and that everything that names keys names them.

use walboard::tui::keymap::{Keys, Mode, Own};
use walboard::tui::model::Start;
use walboard::tui::msg::{Warning, Wrong};

use crate::desk::{Desk, board, desk, start};

fn own(mode: Mode, keys: &str, action: &str) -> Own {
    let (keys, action, line) = (keys.to_owned(), action.to_owned(), 1);
    Own {
        mode,
        keys,
        action,
        line,
    }
}

fn with(own: &[Own]) -> Desk {
    let (keys, wrong) = Keys::with(own);
    assert_eq!(wrong, []);
    Desk::with(Start {
        keys,
        ..start(desk().file, (80, 24))
    })
}

#[test]
fn a_key_of_ones_own_does_what_it_is_bound_to() {
    let mut desk = with(&[
        own(Mode::Board, "x", "archive"),
        own(Mode::Board, "Rm", "move-right"),
    ]);
    desk.press("Rm").save();
    assert_eq!(desk.column("Doing"), ["three", "four", "one"]);
    desk.press("x").save();
    assert_eq!(desk.column("Doing"), ["three", "four"]);
}

#[test]
fn footer_help_and_messages_name_the_keys_of_ones_own() {
    let mut desk = with(&[
        own(Mode::Board, "x", "archive"),
        own(Mode::Board, "d", "none"),
        own(Mode::Board, "<c-y>", "undo"),
        own(Mode::Board, "<a-n>", "new"),
    ]);
    let bars = desk.bars();
    assert!(bars.contains(" Alt-n new "), "{bars}");
    desk.press("x").save();
    assert!(desk.notice().ends_with("^y undo"), "{}", desk.notice());
    let help = desk.press("?archive").frame(80, 24);
    assert!(
        help.contains("x           archive\n") || help.contains("x           archive "),
        "{help}"
    );
    // The help runs the line whatever its key is.
    desk.press("<esc>?undo my<enter>").save();
    assert_eq!(desk.column("Todo"), ["one", "two"]);
    // The sequence under way offers what can follow.
    let mut desk = with(&[own(Mode::Board, "Rx", "archive")]);
    assert!(
        desk.press("R").bars().contains("R…  x archive"),
        "{}",
        desk.bars()
    );
}

#[test]
fn a_question_names_the_keys_of_ones_own() {
    let mut desk = with(&[
        own(Mode::Confirm, "j", "accept"),
        own(Mode::Confirm, "y", "none"),
    ]);
    let frame = desk.press("d").save().press("AX").frame(80, 24);
    assert!(frame.contains("j delete it   n no"), "{frame}");
    desk.press("y").press("j").save();
    assert_eq!(desk.file.archived().len(), 0);
}

#[test]
fn a_board_without_cards_names_the_keys_of_ones_own() {
    let (keys, _) = Keys::with(&[own(Mode::Board, "<f2>", "new")]);
    let desk = Desk::with(Start {
        keys,
        ..start(board(&[("Todo", None, &[])]), (80, 24))
    });
    assert!(desk.frame(80, 24).contains("Press F2 to"));
}

#[test]
fn what_is_wrong_in_the_configuration_is_said_until_it_is_read() {
    let wrong = |line, wrong| Warning {
        file: "config.toml".into(),
        line: Some(line),
        wrong,
    };
    let mut desk = Desk::with(Start {
        warnings: vec![wrong(3, Wrong::YesOrNo("mouse")), wrong(4, Wrong::Editor)],
        ..start(desk().file, (80, 24))
    });
    assert_eq!(
        desk.notice(),
        "config.toml:3: mouse: must be true or false (and 1 more: walboard config)"
    );
    assert!(desk.later(60).frame(80, 24).contains("config.toml:3"));
    assert_eq!(desk.press("<esc>").notice(), "");
}
