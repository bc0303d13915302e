//! What is done to cards: seen on the other board, and taken back as one.

use crate::{card_in, screen, two, wait_for_card, with_cards};

#[test]
fn marked_cards_are_changed_together_and_come_back_together() {
    let walboard = with_cards(&[
        "Paint the fence",
        "Mend the roof",
        "Oil the gate",
        "Cut the hedge",
    ]);
    let (mut ann, mut bob) = two(&walboard, 90);
    // One by itself, then a range of two.
    ann.press("<space>jvj");
    ann.wait_for_text("3 marked");
    ann.press("L");
    for pty in [&mut ann, &mut bob] {
        pty.wait_for("three cards in Doing", |screen| {
            screen.contents().contains("Doing 3") && card_in(screen, "Mend the roof", 0..30)
        });
    }
    ann.wait_for_text("saved");
    ann.press("u");
    bob.wait_for_text("To do 4");
    // Archived at once, back at once.
    ann.wait_for_text("To do 4");
    ann.press("d");
    bob.wait_for_text("To do 1");
    ann.wait_for_text("saved");
    assert_eq!(
        walboard
            .json(["list", "--archived"])
            .as_array()
            .unwrap()
            .len(),
        3
    );
    ann.press("u");
    bob.wait_for_text("To do 4");
}

#[test]
fn cards_are_moved_by_a_list_completed_and_put_back() {
    let walboard = with_cards(&["Paint the fence", "Mend the roof"]);
    let (mut ann, mut bob) = two(&walboard, 90);
    ann.press("m");
    ann.wait_for_text("Move #1 to");
    ann.press("2");
    wait_for_card(&mut bob, "Paint", 30..60);
    ann.wait_for_text("saved");
    ann.press("c");
    for pty in [&mut ann, &mut bob] {
        wait_for_card(pty, "Paint", 60..90);
    }
    ann.wait_for_text("saved");
    ann.press("c");
    wait_for_card(&mut bob, "Paint", 30..60);
}

#[test]
fn what_one_archives_another_brings_back() {
    let walboard = with_cards(&["Paint the fence", "Mend the roof"]);
    let (ann, mut bob) = two(&walboard, 90);
    ann.press("d");
    bob.wait_for_text("To do 1");
    bob.press("A");
    bob.wait_for_text("#1 Paint the fence");
    bob.press("r");
    bob.wait_for_text("restored #1");
    bob.press("<esc>");
    let mut ann = ann;
    ann.wait_for_text("To do 2");
    wait_for_card(&mut ann, "Paint", 0..30);
}

#[test]
fn a_number_and_a_card_are_copied_by_the_terminal() {
    let walboard = with_cards(&["Paint the fence"]);
    let mut ann = screen(&walboard, "ann", 90, &[]);
    // In Base64: `#1`, and the beginning of `# Paint the fence`.
    for (key, text) in [("y", "IzE="), ("Y", "IyBQYWludCB0aGUgZmVuY2")] {
        let mark = ann.mark();
        ann.press(key);
        ann.wait_for_bytes(mark, format!("\x1b]52;c;{text}").as_bytes());
    }
}

#[test]
fn undo_and_redo_go_on_after_a_restart_and_past_what_others_wrote() {
    let walboard = with_cards(&["Paint the fence", "Mend the roof"]);
    let (mut ann, mut bob) = two(&walboard, 90);
    ann.press("L");
    wait_for_card(&mut bob, "Paint", 30..60);
    ann.wait_for_text("saved");
    ann.press("q");
    assert_eq!(ann.wait_for_end().code(), Some(0));
    bob.press("+");
    bob.wait_for_text("saved");
    let mut ann = screen(&walboard, "ann", 90, &[]);
    wait_for_card(&mut ann, "Paint", 30..60);
    ann.press("u");
    for pty in [&mut ann, &mut bob] {
        wait_for_card(pty, "Paint", 0..30);
    }
    ann.wait_for_text("saved");
    ann.press("U");
    for pty in [&mut ann, &mut bob] {
        wait_for_card(pty, "Paint", 30..60);
    }
    assert_eq!(
        walboard.json(["list"])[0]["priority"],
        serde_json::Value::Null
    );
}
