//! Clicks in lines of text and on the answers of a question.

use crossterm::event::{Event, KeyModifiers, MouseButton, MouseEvent, MouseEventKind};
use unicode_width::UnicodeWidthStr;
use walboard::tui::msg::Msg;

use crate::desk::{Desk, desk};

fn click(desk: &mut Desk, (column, row): (u16, u16)) {
    let button = MouseButton::Left;
    for kind in [MouseEventKind::Down(button), MouseEventKind::Up(button)] {
        desk.send(Msg::Terminal(Event::Mouse(MouseEvent {
            kind,
            column,
            row,
            modifiers: KeyModifiers::NONE,
        })));
    }
}

/// Returns the cell in which a text begins on an 80x24 screen.
#[track_caller]
fn find(desk: &Desk, text: &str) -> (u16, u16) {
    let buffer = desk.buffer((80, 24));
    let begins = |(x, y): &(u16, u16)| {
        let (mut x, mut row) = (usize::from(*x), String::new());
        while x < 80 {
            let symbol = buffer.content()[usize::from(*y) * 80 + x].symbol();
            row.push_str(symbol);
            x += symbol.width().max(1);
        }
        row.starts_with(text)
    };
    let mut cells = (0..24).flat_map(|y| (0..80).map(move |x| (x, y)));
    let found = cells.find(begins);
    found.unwrap_or_else(|| panic!("{text} is not in\n{}", desk.frame(80, 24)))
}

/// Clicks so many cells behind the beginning of a text, and types.
#[track_caller]
fn type_at(desk: &mut Desk, text: &str, cells: u16, keys: &str) {
    let (x, y) = find(desk, text);
    click(desk, (x + cells, y));
    desk.press(keys);
}

/// Returns the title of the card that is written on.
fn written(desk: &mut Desk) -> String {
    desk.press("<enter>").save();
    (*desk.column("Todo").last().unwrap()).to_owned()
}

#[test]
fn a_click_in_a_line_of_text_puts_the_cursor_there() {
    let mut desk = desk();
    desk.press("nShow the 日本 flag");
    type_at(&mut desk, "the", 0, "1");
    type_at(&mut desk, "日本", 0, "2");
    // Both halves of a wide letter are it.
    type_at(&mut desk, "本", 1, "3");
    // Behind the end is the end.
    type_at(&mut desk, "flag", 20, "4");
    type_at(&mut desk, "flag", 1, "5");
    // What is not the line does nothing to it.
    let (x, y) = find(&desk, "Show");
    for at in [(x - 1, y), (x, y - 1), (x, y + 1), (x, y + 9)] {
        click(&mut desk, at);
    }
    desk.press("6");
    assert_eq!(written(&mut desk), "Show 1the 2日3本 f56lag4");
}

#[test]
fn a_click_in_a_line_that_is_scrolled_is_about_what_is_seen() {
    let mut desk = desk();
    let long = "日本語".repeat(30);
    desk.press(&format!("nBegin {long} and the end"));
    assert!(!desk.frame(80, 24).contains("Begin"));
    type_at(&mut desk, "the", 0, "X");
    // Now the cursor is near the end, and the line still scrolled.
    type_at(&mut desk, "語 and", 0, "Y");
    let long = long.strip_suffix('語').unwrap();
    assert_eq!(written(&mut desk), format!("Begin {long}Y語 and Xthe end"));
}

#[test]
fn a_click_puts_the_cursor_into_a_search() {
    let mut desk = desk();
    desk.press("/three");
    type_at(&mut desk, "/three", 3, "X");
    assert_eq!(desk.model.searched(), Some("thXree"));
    let hit = find(&desk, "0 of 6");
    click(&mut desk, hit);
    desk.press("<backspace>");
    assert_eq!(desk.model.searched(), Some("three"));
}

#[test]
fn a_click_puts_the_cursor_into_what_narrows_a_list() {
    let mut desk = desk();
    desk.press("?undo");
    type_at(&mut desk, "/ undo", 3, "X");
    find(&desk, "/ uXndo");
    desk.press("<esc>").press("tugly");
    type_at(&mut desk, "/ ugly", 2, "X");
    find(&desk, "/ Xugly");
    find(&desk, "make +Xugly");
}

#[test]
fn the_answers_of_a_question_are_clicked() {
    let mut desk = desk();
    desk.press("d").save().press("d").save().press("AX");
    let find_no = |desk: &Desk| {
        let (x, y) = find(desk, "y delete it   n no");
        (x + 16, y)
    };
    // Between the answers is none.
    let (no, y) = find_no(&desk);
    click(&mut desk, (no - 3, y));
    find(&desk, "Sure?");
    // No, in its word, and beside the question.
    for at in [(no, y), (1, 1)] {
        click(&mut desk, at);
        assert!(!desk.frame(80, 24).contains("Sure?"));
        desk.press("X");
        find(&desk, "Sure?");
    }
    assert!(desk.asked.is_empty());
    let yes = find(&desk, "delete it");
    click(&mut desk, yes);
    desk.save();
    assert_eq!(desk.file.archived().len(), 1);
}
