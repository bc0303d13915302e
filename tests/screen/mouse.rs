//! The mouse: what a click does.

use crossterm::event::{Event, KeyModifiers, MouseButton, MouseEvent, MouseEventKind};
use walboard::tui::msg::{Effect, Msg};

use crate::desk::{Desk, desk};
use crate::look::team;

pub(crate) const LEFT: MouseButton = MouseButton::Left;

pub(crate) fn send(desk: &mut Desk, kind: MouseEventKind, at: (u16, u16)) {
    send_with(desk, kind, at, KeyModifiers::NONE);
}

fn send_with(
    desk: &mut Desk,
    kind: MouseEventKind,
    (column, row): (u16, u16),
    modifiers: KeyModifiers,
) {
    desk.send(Msg::Terminal(Event::Mouse(MouseEvent {
        kind,
        column,
        row,
        modifiers,
    })));
}

fn click(desk: &mut Desk, at: (u16, u16)) {
    send(desk, MouseEventKind::Down(LEFT), at);
    send(desk, MouseEventKind::Up(LEFT), at);
}

/// Returns where a text is on an 80x24 screen.
pub(crate) fn find(desk: &Desk, text: &str) -> (u16, u16) {
    let frame = desk.frame(80, 24);
    for (y, line) in (0..).zip(frame.lines()) {
        if let Some(at) = line.find(text) {
            let x = line[..at].chars().count();
            return (u16::try_from(x).unwrap(), y);
        }
    }
    panic!("{text} is not in\n{frame}");
}

pub(crate) fn click_text(desk: &mut Desk, text: &str) {
    let at = find(desk, text);
    click(desk, at);
}

pub(crate) fn drag(desk: &mut Desk, from: (u16, u16), to: (u16, u16)) {
    send(desk, MouseEventKind::Down(LEFT), from);
    send(desk, MouseEventKind::Drag(LEFT), to);
}

#[test]
fn a_click_goes_to_the_card_or_the_column() {
    let mut desk = desk();
    click_text(&mut desk, "#4");
    assert_eq!(desk.at(), "four");
    // Anywhere on the card, and on nothing but the card.
    let (x, y) = find(&desk, "#5");
    click(&mut desk, (x + 15, y - 1));
    assert_eq!(desk.at(), "five");
    click(&mut desk, (2, 15));
    assert_eq!(desk.at(), "one");
    click_text(&mut desk, "Doing 2");
    assert_eq!(desk.at(), "four");
}

#[test]
fn two_clicks_open_the_card_when_they_come_soon() {
    let mut desk = desk();
    click_text(&mut desk, "#4");
    desk.later(1);
    click_text(&mut desk, "#4");
    assert!(desk.frame(80, 24).contains("┏ Doing 2"));
    click_text(&mut desk, "#4");
    assert!(
        desk.frame(80, 24).contains(" #4 "),
        "{}",
        desk.frame(80, 24)
    );
    assert!(desk.frame(80, 24).contains("added"));
    // Two cards are not one.
    desk.press("<esc>");
    click_text(&mut desk, "#5");
    click_text(&mut desk, "#6");
    assert!(!desk.frame(80, 24).contains("added"));
}

#[test]
fn a_click_with_ctrl_marks() {
    let mut desk = desk();
    for card in ["#1", "#4", "#6", "#1"] {
        let at = find(&desk, card);
        send_with(
            &mut desk,
            MouseEventKind::Down(LEFT),
            at,
            KeyModifiers::CONTROL,
        );
        send_with(
            &mut desk,
            MouseEventKind::Up(LEFT),
            at,
            KeyModifiers::CONTROL,
        );
    }
    assert!(desk.bars().contains("2 marked"), "{}", desk.bars());
    desk.press("d").save();
    assert_eq!(desk.file.archived().len(), 2);
}

#[test]
fn a_click_beside_an_error_has_read_it() {
    let mut desk = desk();
    desk.press("L").fails("the disk is full");
    assert!(desk.frame(80, 24).contains("disk is full"));
    let at = desk.at().to_owned();
    click_text(&mut desk, "#6");
    assert!(!desk.frame(80, 24).contains("disk is full"));
    assert_eq!(desk.at(), at);
    click_text(&mut desk, "#6");
    assert_eq!(desk.at(), "six");
}

#[test]
fn the_card_beside_the_board_is_opened_by_a_click() {
    let mut desk = desk();
    desk.resize(120, 40).press("zj");
    assert!(!desk.frame(120, 40).contains("back"));
    click(&mut desk, (100, 20));
    assert!(
        desk.frame(120, 40).contains("back"),
        "{}",
        desk.frame(120, 40)
    );
}

#[test]
fn a_task_in_a_card_is_ticked_off_by_a_click() {
    let mut desk = team((80, 24));
    desk.press("<enter>");
    let body = |desk: &Desk| {
        let card = desk.card("Say who holds the lock when a write waits");
        desk.file.card(card).unwrap().body.text().to_owned()
    };
    assert!(body(&desk).contains("[ ] a stopped process"));
    click_text(&mut desk, "a stopped process");
    desk.save();
    assert!(body(&desk).contains("[x] a stopped process"));
    // Beside it nothing happens.
    click_text(&mut desk, "When a write waits");
    assert!(desk.asked.is_empty());
    desk.press("u").save();
    assert!(body(&desk).contains("[ ] a stopped process"));
}

#[test]
fn the_tabs_of_saved_searches_are_clicked() {
    let mut desk = desk();
    desk.press("/three<enter>")
        .press("Fs")
        .press("Mine<enter>")
        .press("<esc>");
    assert_eq!(desk.model.searched(), None);
    click_text(&mut desk, "1 Mine");
    assert_eq!(desk.model.searched(), Some("three"));
    click_text(&mut desk, "0 All");
    assert_eq!(desk.model.searched(), None);
    click(&mut desk, (1, 0));
    assert!(desk.frame(80, 24).contains("Saved searches"));
}

#[test]
fn keys_in_the_footer_are_clicked() {
    let mut desk = desk();
    click_text(&mut desk, "new");
    assert!(desk.frame(80, 24).contains("New card in Todo"));
    click_text(&mut desk, "Esc");
    // Each of several keys does its own.
    let (x, y) = find(&desk, "HJKL");
    click(&mut desk, (x + 3, y));
    desk.save();
    assert_eq!(desk.column("Doing"), ["three", "four", "one"]);
    click_text(&mut desk, "help");
    assert!(desk.frame(80, 24).contains("type to search"));
}

#[test]
fn rows_of_lists_are_clicked_and_beside_them_is_back() {
    let mut desk = desk();
    desk.press("m");
    let (x, y) = find(&desk, "1");
    assert_ne!((x, y), (0, 0));
    let row = desk.frame(80, 24);
    let y = row
        .lines()
        .position(|line| line.contains("3  Done"))
        .unwrap();
    click(&mut desk, (40, u16::try_from(y).unwrap()));
    desk.save();
    assert_eq!(desk.column("Done"), ["five", "six", "one"]);
    desk.press("m");
    click(&mut desk, (1, 20));
    assert!(desk.bars().contains("new"), "{}", desk.bars());
    desk.press("?undo my");
    click_text(&mut desk, "undo my last");
    desk.save();
    assert_eq!(desk.column("Todo"), ["one", "two"]);
    // What is typed is not lost by a click.
    desk.press("nA card");
    click(&mut desk, (1, 20));
    assert!(desk.frame(80, 24).contains("A card"));
}

#[test]
fn the_first_click_in_the_archive_points_and_the_second_restores() {
    let mut desk = desk();
    desk.press("d").save().press("d").save().press("A");
    click_text(&mut desk, "#2 two");
    assert!(desk.frame(80, 24).contains("▸ #2 two"));
    assert!(desk.asked.is_empty());
    click_text(&mut desk, "#2 two");
    desk.save();
    assert_eq!(desk.file.archived().len(), 1);
}

#[test]
fn the_mouse_is_given_up_and_taken_in_the_settings() {
    let mut desk = desk();
    desk.press(",m");
    assert!(desk.effects.contains(&Effect::Mouse(false)));
    assert!(desk.frame(80, 24).contains("mouse                 off"));
}

#[test]
fn no_place_on_any_screen_is_the_ruin_of_it() {
    for size in [(1, 1), (20, 6), (80, 24)] {
        for keys in ["", "m", "?", "<enter>", "A", "n", ",", "wa", "z", "sd"] {
            let mut desk = team(size);
            desk.press(keys);
            for y in (0..size.1 + 1).step_by(2) {
                for x in (0..size.0 + 1).step_by(9) {
                    let other = (size.0 - x.min(size.0), size.1 - y.min(size.1));
                    drag(&mut desk, (x, y), other);
                    desk.frame(size.0, size.1);
                    desk.press("<esc>");
                    send(&mut desk, MouseEventKind::ScrollDown, (x, y));
                }
            }
        }
    }
}
