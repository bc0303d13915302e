//! Cards dragged with the mouse.

use crossterm::event::MouseEventKind;
use insta::assert_snapshot;
use ratatui::style::Modifier;
use walboard::edit::Act;
use walboard::store::Mode;
use walboard::tui::model::Start;

use crate::desk::{Desk, Lane, board, desk, said, start};
use crate::look::team;
use crate::mouse::{LEFT, click_text, drag, find, send};
use crate::shared::to_column;

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
        mode: Mode::ReadOnly(said("of its file")),
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
