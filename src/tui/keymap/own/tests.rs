use super::*;
use crate::tui::keymap::Found;

fn own(mode: Mode, keys: &str, action: &str, line: usize) -> Own {
    let (keys, action) = (keys.to_owned(), action.to_owned());
    Own {
        mode,
        keys,
        action,
        line,
    }
}

fn on_board(pairs: &[(&str, &str)]) -> (Keys, Vec<(usize, String)>) {
    let lines = pairs.iter().zip(1..);
    let all: Vec<Own> = lines
        .map(|((keys, action), line)| own(Mode::Board, keys, action, line))
        .collect();
    let (keys, wrong) = Keys::with(&all);
    let wrong = wrong.into_iter().map(|(line, bad)| (line, bad.to_string()));
    (keys, wrong.collect())
}

fn find(keys: &Keys, typed: &str) -> Found {
    keys.find(Mode::Board, typed)
}

#[test]
fn a_key_of_ones_own_comes_first_and_the_old_one_stays() {
    let (keys, wrong) = on_board(&[("x", "archive"), ("<C-X>", "archive"), ("RR", "move-to")]);
    assert_eq!(wrong, []);
    for typed in ["x", "<c-x>", "d"] {
        assert_eq!(find(&keys, typed), Found::Action(Action::Archive));
    }
    assert_eq!(keys.key(Action::Archive), "x");
    assert_eq!(find(&keys, "R"), Found::More);
    assert_eq!(find(&keys, "RR"), Found::Action(Action::MoveTo));
}

#[test]
fn none_takes_a_key_away() {
    let (keys, wrong) = on_board(&[("d", "none"), ("D", "archive")]);
    assert_eq!(wrong, []);
    assert_eq!(find(&keys, "d"), Found::Nothing);
    assert_eq!(keys.key(Action::Archive), "D");
    // In the other modes it is what it was.
    assert_eq!(keys.find(Mode::Card, "d"), Found::Action(Action::Archive));
}

#[test]
fn an_action_without_a_key_is_named() {
    let (keys, _) = on_board(&[("u", "none")]);
    assert_eq!(keys.key(Action::Undo), "“undo”");
}

#[test]
fn a_key_changes_hands_without_a_word() {
    let (keys, wrong) = on_board(&[("n", "down"), ("j", "new")]);
    assert_eq!(wrong, []);
    assert_eq!(find(&keys, "n"), Found::Action(Action::Down));
    assert_eq!(find(&keys, "j"), Found::Action(Action::New));
}

#[test]
fn a_key_that_hides_longer_ones_is_told_unless_that_is_meant() {
    let (keys, wrong) = on_board(&[("g", "archive")]);
    assert_eq!(wrong.len(), 1);
    assert!(
        wrong[0].1.contains("g is the beginning of gg (top)"),
        "{wrong:?}"
    );
    assert_eq!(find(&keys, "g"), Found::Action(Action::Archive));
    assert_eq!(find(&keys, "gg"), Found::Nothing);
    assert_eq!(on_board(&[("g", "archive"), ("gg", "none")]).1, []);
    let (keys, wrong) = on_board(&[("dd", "archive")]);
    assert!(
        wrong[0].1.contains("dd begins with d (archive)"),
        "{wrong:?}"
    );
    assert_eq!(find(&keys, "d"), Found::More);
}

#[test]
fn what_cannot_be_is_told_by_its_line_and_the_rest_counts() {
    let (keys, wrong) = on_board(&[
        ("x", "archiv"),
        ("<hyper-x>", "archive"),
        ("x", "archive"),
        ("<c-c>", "none"),
        ("y", "new-column"),
        ("yy", "undo"),
        ("<s-x>", "top"),
        ("X", "bottom"),
        ("<f1>", "column"),
        ("<f2>", "help"),
        ("<a-3>", "column"),
        ("Q", "restore"),
    ]);
    let lines: Vec<usize> = wrong.iter().map(|(line, _)| *line).collect();
    // F1 has a digit in its name.
    assert_eq!(lines, [1, 2, 4, 6, 8, 12], "{wrong:?}");
    assert!(wrong[0].1.contains("no action “archiv”") && wrong[0].1.contains("archive"));
    assert!(wrong[3].1.contains("line 5"), "{wrong:?}");
    assert_eq!(find(&keys, "x"), Found::Action(Action::Archive));
    assert_eq!(find(&keys, "X"), Found::Action(Action::Top));
    assert_eq!(find(&keys, "<c-c>"), Found::Action(Action::Quit));
}

#[test]
fn letters_are_text_where_text_is_typed() {
    for mode in [Mode::Prompt, Mode::Search, Mode::Help] {
        let (keys, wrong) = Keys::with(&[
            own(mode, "x", "accept", 1),
            own(mode, "<space>", "accept", 2),
            own(mode, "<c-o>", "accept", 3),
        ]);
        assert_eq!(wrong.len(), 2, "{wrong:?}");
        assert_eq!(keys.find(mode, "<c-o>"), Found::Action(Action::Accept));
    }
}
