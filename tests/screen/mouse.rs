//! The mouse: what a click, the wheel and a drag do.

use crossterm::event::{Event, KeyModifiers, MouseButton, MouseEvent, MouseEventKind};
use insta::assert_snapshot;
use ratatui::style::Modifier;
use walboard::edit::Act;
use walboard::store::Mode;
use walboard::tui::model::Start;
use walboard::tui::msg::{Effect, Msg};

use crate::desk::{Desk, Lane, board, desk, start};
use crate::look::team;
use crate::shared::to_column;

const LEFT: MouseButton = MouseButton::Left;

fn send(desk: &mut Desk, kind: MouseEventKind, at: (u16, u16)) {
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
fn find(desk: &Desk, text: &str) -> (u16, u16) {
    let frame = desk.frame(80, 24);
    for (y, line) in (0..).zip(frame.lines()) {
        if let Some(at) = line.find(text) {
            let x = line[..at].chars().count();
            return (u16::try_from(x).unwrap(), y);
        }
    }
    panic!("{text} is not in\n{frame}");
}

fn click_text(desk: &mut Desk, text: &str) {
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
fn a_card_is_dragged_to_another_column() {
    let mut desk = desk();
    let (from, to) = (find(&desk, "#1"), (40, 20));
    drag(&mut desk, from, to);
    assert_snapshot!("dragging", desk.frame(80, 24));
    assert!(desk.asked.is_empty(), "nothing is moved yet");
    send(&mut desk, MouseEventKind::Up(LEFT), to);
    desk.save();
    assert_eq!(desk.column("Doing"), ["three", "four", "one"]);
    assert_eq!(desk.at(), "one");
    desk.press("u").save();
    assert_eq!(desk.column("Todo"), ["one", "two"]);
}

#[test]
fn a_card_is_dropped_above_or_below_another() {
    let mut desk = desk();
    let (x, y) = find(&desk, "#4");
    let one = find(&desk, "#1");
    drag(&mut desk, one, (x, y - 1));
    send(&mut desk, MouseEventKind::Up(LEFT), (x, y - 1));
    desk.save();
    assert_eq!(desk.column("Doing"), ["three", "one", "four"]);
    let (x, y) = find(&desk, "#6");
    let two = find(&desk, "#2");
    drag(&mut desk, two, (x, y));
    send(&mut desk, MouseEventKind::Up(LEFT), (x, y));
    desk.save();
    assert_eq!(desk.column("Done"), ["five", "six", "two"]);
    // In its own column, too.
    let (three, four) = (find(&desk, "#3"), find(&desk, "#4"));
    drag(&mut desk, three, four);
    send(&mut desk, MouseEventKind::Up(LEFT), four);
    desk.save();
    assert_eq!(desk.column("Doing"), ["one", "four", "three"]);
}

#[test]
fn marked_cards_are_dragged_together() {
    let mut desk = desk();
    desk.press("<space><space>");
    let (from, to) = (find(&desk, "#2"), (70, 20));
    drag(&mut desk, from, to);
    assert!(
        desk.bars()
            .contains("Move 2 cards → Done, below #6 – release to move"),
        "{}",
        desk.bars()
    );
    send(&mut desk, MouseEventKind::Up(LEFT), to);
    desk.save();
    assert_eq!(desk.column("Done"), ["five", "six", "one", "two"]);
}

#[test]
fn a_drag_that_is_given_up_changes_nothing() {
    let mut desk = desk();
    let (from, to) = (find(&desk, "#1"), (40, 20));
    drag(&mut desk, from, to);
    desk.press("<esc>");
    assert!(!desk.bars().contains("release"), "{}", desk.bars());
    send(&mut desk, MouseEventKind::Up(LEFT), to);
    // Beside every column.
    let status = (10, 22);
    drag(&mut desk, from, status);
    assert!(
        desk.bars().contains("#1 – release to leave it"),
        "{}",
        desk.bars()
    );
    send(&mut desk, MouseEventKind::Up(LEFT), status);
    // Onto itself.
    drag(&mut desk, from, (from.0 + 1, from.1));
    send(&mut desk, MouseEventKind::Up(LEFT), (from.0 + 1, from.1));
    assert!(desk.asked.is_empty());
    assert_eq!(desk.column("Todo"), ["one", "two"]);
}

#[test]
fn the_place_a_card_is_dragged_to_is_shown_between_the_cards() {
    let mut desk = desk();
    let (one, four) = (find(&desk, "#1"), find(&desk, "#4"));
    let lines = |desk: &Desk| {
        let frame = desk.frame(80, 24);
        let lines = frame.lines().zip(0..);
        let marked = lines.filter(|(line, _)| line.contains('▸') && line.contains('◂'));
        marked.map(|(_, y)| y).collect::<Vec<u16>>()
    };
    // Above the card, below it, above all of them, below all of them.
    for (to, line, words) in [
        ((four.0, four.1 - 1), four.1 - 2, "above #4"),
        (four, four.1 + 1, "below #4"),
        ((four.0, 0), 0, "at the top"),
        ((four.0, 18), four.1 + 1, "below #4"),
    ] {
        drag(&mut desk, one, to);
        assert_eq!(lines(&desk), [line], "{}", desk.frame(80, 24));
        assert!(desk.bars().contains(words), "{}", desk.bars());
        desk.press("<esc>");
    }
    // A low board has no blank between cards: the line is under the words of the upper one.
    desk.resize(60, 10);
    drag(&mut desk, (3, 2), (35, 3));
    let buffer = desk.buffer((60, 10));
    let under = |y: u16| buffer[(35, y)].modifier.contains(Modifier::UNDERLINED);
    assert!(!under(2) && under(3) && !under(4), "{}", desk.frame(60, 10));
    desk.press("<esc>");
    // A column in an order of its own has a place for it already.
    desk.resize(80, 24).press("2st");
    drag(&mut desk, one, four);
    assert!(lines(&desk).is_empty(), "{}", desk.frame(80, 24));
    assert!(desk.bars().contains("→ Doing – release"), "{}", desk.bars());
}

#[test]
fn what_is_pointed_at_stays_whatever_others_change() {
    let mut desk = desk();
    let (one, four) = (find(&desk, "#1"), find(&desk, "#4"));
    drag(&mut desk, one, (four.0, four.1 - 1));
    // The cards under the pointer make room for another one.
    let six = to_column(&desk, "six", "Doing");
    desk.other("bob", vec![six]);
    assert!(desk.bars().contains("above #4"), "{}", desk.bars());
    send(&mut desk, MouseEventKind::Up(LEFT), (four.0, four.1 - 1));
    desk.save();
    assert_eq!(desk.column("Doing"), ["six", "three", "one", "four"]);
    // The card that was pointed at goes, then the column.
    let (two, three) = (find(&desk, "#2"), find(&desk, "#3"));
    drag(&mut desk, two, three);
    let gone = to_column(&desk, "three", "Done");
    desk.other("bob", vec![gone]);
    assert!(desk.bars().contains("Doing, at the end"), "{}", desk.bars());
    let column = desk.file.column_named("Doing").unwrap().id;
    let into = Some(desk.file.column_named("Done").unwrap().id);
    desk.other("bob", vec![Act::RemoveColumn { column, into }]);
    assert!(
        desk.bars().contains("#2 – release to leave it"),
        "{}",
        desk.bars()
    );
    send(&mut desk, MouseEventKind::Up(LEFT), three);
    assert!(desk.asked.is_empty());
    assert_eq!(desk.column("Todo"), ["two"]);
}

#[test]
fn a_card_put_down_where_it_stands_is_no_edit() {
    let mut desk = desk();
    let (one, two) = (find(&desk, "#1"), find(&desk, "#2"));
    for (from, to) in [
        (two, one),
        (one, (two.0, two.1 - 1)),
        (one, (one.0, 0)),
        (two, (2, 18)),
    ] {
        drag(&mut desk, from, to);
        send(&mut desk, MouseEventKind::Up(LEFT), to);
        assert!(desk.asked.is_empty(), "{from:?} to {to:?}");
    }
    drag(&mut desk, two, (two.0, 0));
    send(&mut desk, MouseEventKind::Up(LEFT), (two.0, 0));
    desk.save();
    assert_eq!(desk.column("Todo"), ["two", "one"]);
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
fn a_dragged_card_that_goes_meanwhile_is_let_go() {
    let mut desk = desk();
    let (from, to) = (find(&desk, "#1"), (40, 20));
    drag(&mut desk, from, to);
    let card = desk.card("one");
    desk.other("bob", vec![Act::Archive(card)]);
    assert!(!desk.bars().contains("release"), "{}", desk.bars());
    send(&mut desk, MouseEventKind::Up(LEFT), to);
    assert!(desk.asked.is_empty());
    assert_eq!(desk.column("Doing"), ["three", "four"]);
}

#[test]
fn a_board_that_is_read_only_is_not_dragged_about() {
    let mut desk = Desk::with(Start {
        mode: Mode::ReadOnly("of its file".to_owned()),
        ..start(desk().file, (80, 24))
    });
    let from = find(&desk, "#1");
    drag(&mut desk, from, (40, 20));
    send(&mut desk, MouseEventKind::Up(LEFT), (40, 20));
    assert!(
        desk.notice().contains("read-only: of its file"),
        "{}",
        desk.notice()
    );
    assert_eq!(desk.column("Todo"), ["one", "two"]);
}

#[test]
fn a_hidden_column_is_reached_by_its_tab() {
    let lanes: &[Lane<'_>] = &[
        ("A", None, &["one"]),
        ("B", None, &[]),
        ("C", None, &[]),
        ("D", None, &["four"]),
    ];
    let mut desk = Desk::new(board(lanes), (80, 24));
    let (from, tab) = (find(&desk, "#1"), find(&desk, " D 1"));
    drag(&mut desk, from, tab);
    send(&mut desk, MouseEventKind::Up(LEFT), tab);
    desk.save();
    assert_eq!(desk.column("D"), ["four", "one"]);
    click_text(&mut desk, " A 0");
    assert!(desk.frame(80, 24).contains("[A 0]"));
}

#[test]
fn a_card_dragged_into_another_lane_gets_what_the_lane_stands_for() {
    let mut desk = desk();
    desk.press("p").press("h").save();
    desk.press("wp");
    let frame = desk.frame(80, 24);
    assert!(
        frame.contains("!high 1") && frame.contains("no priority 5"),
        "{frame}"
    );
    let (from, to) = (find(&desk, "#3"), find(&desk, "#1"));
    drag(&mut desk, from, to);
    assert!(desk.bars().contains("→ Todo, !high"), "{}", desk.bars());
    send(&mut desk, MouseEventKind::Up(LEFT), to);
    desk.save();
    let card = desk.file.card(desk.card("three")).unwrap();
    assert_eq!(card.priority.map(|priority| priority.name()), Some("high"));
    assert_eq!(desk.column("Todo"), ["one", "three", "two"]);
    // All of it is one edit.
    desk.press("u").save();
    assert_eq!(desk.column("Doing"), ["three", "four"]);
    // A lane that is empty is its heading.
    let (from, to) = (find(&desk, "#4"), find(&desk, "!urgent"));
    drag(&mut desk, from, to);
    send(&mut desk, MouseEventKind::Up(LEFT), to);
    desk.save();
    assert_eq!(desk.column("Todo"), ["one", "two", "four"]);
    let card = desk.file.card(desk.card("four")).unwrap();
    assert_eq!(
        card.priority.map(|priority| priority.name()),
        Some("urgent")
    );
}

#[test]
fn the_wheel_scrolls_the_column_under_the_pointer() {
    let mut desk = team((80, 24));
    let at = desk.at().to_owned();
    assert!(desk.frame(80, 24).contains("Import boards"));
    send(&mut desk, MouseEventKind::ScrollDown, (5, 10));
    let frame = desk.frame(80, 24);
    assert!(
        !frame.contains("Import boards") && frame.contains("↑1"),
        "{frame}"
    );
    assert_eq!(desk.at(), at, "the cursor is in another column");
    for _ in 0..30 {
        send(&mut desk, MouseEventKind::ScrollDown, (5, 10));
    }
    let frame = desk.frame(80, 24);
    assert!(!frame.contains("↓"), "{frame}");
    for _ in 0..30 {
        send(&mut desk, MouseEventKind::ScrollUp, (5, 10));
    }
    assert!(desk.frame(80, 24).contains("Import boards"));
    // The cursor goes along with its own column.
    desk.press("1gg");
    let first = desk.at().to_owned();
    send(&mut desk, MouseEventKind::ScrollDown, (5, 10));
    assert_ne!(desk.at(), first);
    assert!(!desk.frame(80, 24).contains("Import boards"));
}

#[test]
fn the_wheel_scrolls_the_column_a_card_is_dragged_over() {
    let mut desk = team((80, 24));
    let (from, over) = (find(&desk, "#14"), (5, 10));
    drag(&mut desk, from, over);
    let before = desk.bars();
    send(&mut desk, MouseEventKind::ScrollDown, over);
    assert_ne!(desk.bars(), before, "another card is under the pointer");
    send(&mut desk, MouseEventKind::ScrollUp, over);
    assert_eq!(desk.bars(), before);
}

#[test]
fn the_wheel_scrolls_lanes() {
    let mut desk = team((80, 24));
    desk.press("wl");
    let first = desk.frame(80, 24);
    let mut frames = vec![first.clone()];
    for way in [MouseEventKind::ScrollDown, MouseEventKind::ScrollUp] {
        for _ in 0..60 {
            send(&mut desk, way, (5, 10));
            frames.push(desk.frame(80, 24));
        }
    }
    assert!(frames[60].contains("no label"), "{}", frames[60]);
    assert!(frames[1] != frames[0] && frames[60] != frames[1]);
    let heads = |frame: &str| frame.lines().nth(2).map(str::to_owned);
    assert_eq!(heads(&frames[120]), heads(&first), "{}", frames[120]);
}

#[test]
fn the_wheel_goes_sideways_on_the_tabs_of_columns() {
    let mut desk = team((80, 24));
    desk.press("1");
    send(&mut desk, MouseEventKind::ScrollDown, (5, 0));
    assert!(
        desk.frame(80, 24).contains("[Todo"),
        "{}",
        desk.frame(80, 24)
    );
    send(&mut desk, MouseEventKind::ScrollRight, (5, 10));
    assert!(desk.frame(80, 24).contains("[Doing"));
    send(&mut desk, MouseEventKind::ScrollLeft, (5, 10));
    send(&mut desk, MouseEventKind::ScrollUp, (5, 0));
    assert!(desk.frame(80, 24).contains("[Backlog"));
}

#[test]
fn the_wheel_goes_through_lists_and_cards() {
    let mut desk = team((80, 24));
    desk.press("m");
    send(&mut desk, MouseEventKind::ScrollDown, (0, 0));
    assert!(
        desk.frame(80, 24).contains("▸ 3l Doing"),
        "{}",
        desk.frame(80, 24)
    );
    desk.press("<esc>?");
    send(&mut desk, MouseEventKind::ScrollDown, (0, 0));
    assert!(
        desk.frame(80, 24).contains("▸ j ↓"),
        "{}",
        desk.frame(80, 24)
    );
    desk.press("<esc>").resize(40, 12).press("gg<enter>");
    let before = desk.frame(40, 12);
    send(&mut desk, MouseEventKind::ScrollDown, (0, 0));
    assert_ne!(desk.frame(40, 12), before);
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
