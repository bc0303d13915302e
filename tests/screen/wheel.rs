//! The wheel of the mouse.

use crossterm::event::MouseEventKind;

use crate::look::team;
use crate::mouse::send;

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
