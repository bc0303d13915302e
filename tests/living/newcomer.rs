//! Someone new, who knows nothing but what the lowest line says, and `?` where that says nothing of it.

use crate::common::command::Walboard;
use crate::pty::Pty;
use crate::{card_in, find, screen, wait_for_card};

/// Presses a key after having read in the lowest line what it does.
#[track_caller]
fn by_the_footer(pty: &mut Pty, key: &str, words: &str) {
    let hint = format!("{} {words}", key.trim_matches(['<', '>']));
    pty.wait_for(&format!("{hint:?} in the lowest line"), |screen| {
        let contents = screen.contents();
        contents
            .lines()
            .last()
            .is_some_and(|line| line.to_lowercase().contains(&hint.to_lowercase()))
    });
    pty.press(key);
}

/// Opens the help, types what is wanted, and runs the line that is found first.
#[track_caller]
fn by_the_help(pty: &mut Pty, wanted: &str, line: &str) {
    by_the_footer(pty, "?", "help");
    pty.wait_for_text("type to search");
    pty.press(wanted);
    pty.wait_for(&format!("{line:?} on top"), |screen| {
        let contents = screen.contents();
        let mut lines = contents.lines();
        lines.any(|row| row.contains('▸') && row.contains(line))
    });
    pty.press("<enter>");
}

#[test]
fn the_lowest_line_and_the_help_lead_someone_new_through_everything() {
    let walboard = Walboard::new();
    let mut ann = screen(&walboard, "ann", 80, &[]);
    // Make a card.
    ann.wait_for_text("Press n to write the");
    by_the_footer(&mut ann, "n", "new");
    ann.wait_for_text("New card in To do");
    ann.press("Buy paint");
    by_the_footer(&mut ann, "<enter>", "save");
    ann.wait_for_text("#1");
    // Label it.
    by_the_help(&mut ann, "label", "labels");
    ann.wait_for_text("Labels of #1");
    ann.press("shop");
    ann.wait_for_text("make +shop");
    by_the_footer(&mut ann, "<enter>", "apply");
    ann.wait_for_text("+shop");
    // Give it a due date.
    by_the_help(&mut ann, "due", "due date");
    ann.wait_for_text("#1 is due");
    ann.press("2d");
    by_the_footer(&mut ann, "<enter>", "save");
    ann.wait_for_text("by ");
    // Find it among others.
    for title in ["Sand the wood", "Wash the brushes", "Call the neighbours"] {
        walboard.ok(["add", title]);
    }
    ann.wait_for_text("To do 4");
    by_the_footer(&mut ann, "/", "search");
    ann.press("paint");
    ann.wait_for_text("1 of 4 cards");
    by_the_footer(&mut ann, "<enter>", "keep");
    ann.wait_for("the card alone", |screen| {
        screen.contents().contains("Buy paint") && !screen.contents().contains("Sand")
    });
    by_the_footer(&mut ann, "<esc>", "clear");
    ann.wait_for_text("Sand the wood");
    // Move it right, and undo.
    by_the_footer(&mut ann, "L", "move");
    wait_for_card(&mut ann, "Buy paint", 27..54);
    ann.wait_for_text("saved");
    by_the_footer(&mut ann, "u", "undo");
    wait_for_card(&mut ann, "Buy paint", 0..27);
    // Archive three at once.
    ann.wait_for_text("saved");
    ann.press("j");
    for marked in 1..=3 {
        by_the_help(&mut ann, "several", "mark the card");
        ann.wait_for_text(&format!("{marked} marked"));
    }
    by_the_footer(&mut ann, "d", "archive");
    ann.wait_for_text("To do 1");
    ann.wait_for("three are archived, and how to take it back", |screen| {
        screen.contents().contains("archived 3 cards – u undo")
    });
    // Bring one back.
    by_the_help(&mut ann, "bring back", "archived cards");
    ann.wait_for_text("Archived cards");
    by_the_footer(&mut ann, "r", "restore");
    ann.wait_for_text("To do 2");
    by_the_footer(&mut ann, "<esc>", "back");
    // Switch the theme.
    by_the_help(&mut ann, "theme", "settings: theme");
    ann.wait_for_text("Settings");
    by_the_footer(&mut ann, "<enter>", "take");
    ann.wait_for_text("dusk");
    ann.press("j");
    by_the_footer(&mut ann, "<enter>", "take");
    ann.wait_for("the dark ground", |screen| {
        let cell = screen.cell(0, 0).expect("there is one");
        cell.bgcolor() != vt100::Color::Default
    });
    by_the_footer(&mut ann, "<esc>", "back");
    // See who is here.
    let bob = screen(&walboard, "bob", 80, &[]);
    bob.press("j");
    ann.wait_for_text("ann, bob");
    by_the_help(&mut ann, "who", "who is here");
    ann.wait_for_text("Here now");
    ann.wait_for("bob and his card", |screen| {
        let contents = screen.contents();
        let mut lines = contents.lines();
        lines.any(|line| line.contains("bob") && line.contains("at #"))
    });
    by_the_footer(&mut ann, "<esc>", "back");
    assert!(card_in(&ann.screen(), "Buy paint", 0..27));
    // And leave.
    by_the_help(&mut ann, "quit", "quit");
    assert_eq!(ann.wait_for_end().code(), Some(0));
    let _stays = find(&bob.screen(), "Buy paint");
}
