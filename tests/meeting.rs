//! Two boards open in two terminals, and both people at the same card.
#![allow(
    clippy::disallowed_methods,
    reason = "tests look at files from outside"
)]
#![cfg(unix)]

mod common;
#[path = "common/pty.rs"]
mod pty;

use std::fs;

use common::command::Walboard;
use pty::Pty;

/// Opens the board in a terminal, under that name. The editor is the script `NAME.sh` in the home folder, the file its
/// `$1`.
fn screen(walboard: &Walboard, name: &str) -> Pty {
    let editor = walboard.path(&format!("{name}.sh"));
    let command = pty::walboard(env!("CARGO_BIN_EXE_walboard"), walboard.home())
        .env("WALBOARD", walboard.path("team.db"))
        .env("WALBOARD_USER", name)
        .env("TMPDIR", walboard.home())
        .env("VISUAL", format!("sh -eu '{}'", editor.display()));
    let mut pty = Pty::spawn(command, 24, 100);
    pty.wait_for_text("Door");
    pty.wait_until_quiet();
    pty
}

fn with_card() -> Walboard {
    let walboard = Walboard::new();
    walboard.ok(["add", "Door", "-b", "one\ntwo\nthree"]);
    walboard
}

/// Makes what the editor of that name does next.
fn editor(walboard: &Walboard, name: &str, script: &str) {
    fs::write(walboard.path(&format!("{name}.sh")), script).unwrap();
}

/// An editor that says that it is open, and then waits for the word to go on.
fn waiting(script: &str) -> String {
    format!("touch open; until [ -e go ]; do sleep 0.02; done; {script}")
}

/// Waits until the editor is open, and lets it go on after that was done.
fn while_open(walboard: &Walboard, done: impl FnOnce()) {
    let end = std::time::Instant::now() + pty::DEADLINE;
    while !walboard.path("open").exists() {
        assert!(std::time::Instant::now() < end, "the editor was not opened");
        std::thread::sleep(std::time::Duration::from_millis(5));
    }
    done();
    fs::write(walboard.path("go"), "").unwrap();
}

fn card(walboard: &Walboard) -> serde_json::Value {
    walboard.json(["show", "1"])
}

#[test]
fn two_people_change_two_fields_of_one_card_and_both_stay() {
    let walboard = with_card();
    let (mut ann, mut bob) = (screen(&walboard, "ann"), screen(&walboard, "bob"));
    ann.press("r");
    ann.wait_for_text("Rename #1");
    bob.press("ph");
    ann.wait_for_text("!!");
    ann.press(" to the garden<enter>");
    bob.wait_for_text("Door to the garden");
    let card = card(&walboard);
    assert_eq!(
        (&card["title"], &card["priority"]),
        (&"Door to the garden".into(), &"high".into())
    );
}

#[test]
fn two_people_rename_one_card_and_the_second_chooses() {
    let walboard = with_card();
    let (mut ann, mut bob) = (screen(&walboard, "ann"), screen(&walboard, "bob"));
    ann.press("r!");
    ann.wait_for_text("Door!");
    bob.press("r?<enter>");
    ann.wait_for_text("Door?");
    ann.press("<enter>");
    ann.wait_for_text("bob changed the title of #1 meanwhile");
    ann.wait_for_text("theirs: Door?");
    ann.wait_for_text("yours: Door!");
    assert_eq!(card(&walboard)["title"], "Door?");
    ann.press("y");
    bob.wait_for_text("Door!");
    assert_eq!(card(&walboard)["title"], "Door!");
    // Bob finds that his undo would overwrite it, and skips it or not.
    bob.press("u");
    bob.wait_for_text("ann changed the title of #1 since");
    bob.wait_for_text("undo anyway: Door! → Door");
    bob.press("u");
    ann.wait_for("the first title", |screen| {
        let text = screen.contents();
        text.contains("Door") && !text.contains("Door!") && !text.contains("Door?")
    });
    assert_eq!(card(&walboard)["title"], "Door");
}

#[test]
fn two_people_in_one_text_are_merged_or_choose_in_the_editor() {
    let walboard = with_card();
    let mut ann = screen(&walboard, "ann");
    editor(&walboard, "ann", &waiting("sed -i 's/^one/ONE/' \"$1\""));
    ann.press("e");
    while_open(&walboard, || {
        walboard.ok(["edit", "1", "-b", "one\ntwo\nTHREE", "--as", "bob"]);
    });
    ann.wait_for_text("merged with bob's change of the text");
    assert_eq!(card(&walboard)["body"], "ONE\ntwo\nTHREE");
    // The same line
    for file in ["open", "go"] {
        fs::remove_file(walboard.path(file)).unwrap();
    }
    editor(&walboard, "ann", &waiting("sed -i 's/^two/zwei/' \"$1\""));
    ann.press("e");
    while_open(&walboard, || {
        walboard.ok(["edit", "1", "-b", "ONE\ndeux\nTHREE", "--as", "bob"]);
    });
    ann.wait_for_text("bob changed the same lines of #1");
    // With the marks left in, it is not saved.
    editor(
        &walboard,
        "ann",
        "cat \"$1\" > seen; grep -q '#!' \"$1\" || sed -i '/^<<<<<<</d' \"$1\"",
    );
    ann.press("e");
    ann.wait_for_text("a mark is left");
    let seen = fs::read_to_string(walboard.path("seen")).unwrap();
    let both = "ONE\nzwei\n=======\ndeux\n>>>>>>> bob\nTHREE\n";
    assert!(
        seen.starts_with("#! line ") && seen.ends_with(both),
        "{seen}"
    );
    assert_eq!(card(&walboard)["body"], "ONE\ndeux\nTHREE");
    editor(&walboard, "ann", "sed -i '/^=======/d; /^>>>>>>>/d' \"$1\"");
    ann.press("e");
    ann.wait_for("the text is saved", |_| {
        card(&walboard)["body"] == "ONE\nzwei\ndeux\nTHREE"
    });
}

#[test]
fn an_editor_that_is_killed_keeps_the_text() {
    let walboard = with_card();
    let mut ann = screen(&walboard, "ann");
    editor(&walboard, "ann", "sed -i 's/^one/half/' \"$1\"; kill -9 $$");
    ann.press("e");
    ann.wait_for_text("e opens your text again");
    assert_eq!(card(&walboard)["body"], "one\ntwo\nthree");
    editor(&walboard, "ann", "sed -i 's/^half/whole/' \"$1\"");
    ann.press("e");
    ann.wait_for("the text is saved", |_| {
        card(&walboard)["body"] == "whole\ntwo\nthree"
    });
}

#[test]
fn a_text_that_was_not_saved_is_in_a_file_when_the_board_is_closed() {
    let walboard = with_card();
    let mut ann = screen(&walboard, "ann");
    editor(
        &walboard,
        "ann",
        "sed -i 's/^column = .*/column = \"Nowhere\"/; s/^one/precious/' \"$1\"",
    );
    ann.press("e");
    ann.wait_for_text("not saved: line 4");
    ann.press("<esc>q");
    let status = ann.wait_for_end();
    assert_eq!(status.code(), Some(1));
    let said = String::from_utf8(ann.since(0)).unwrap();
    let (_, path) = said
        .split_once("not saved: the text of #1 is kept in ")
        .expect(&said);
    let text = fs::read_to_string(path.lines().next().unwrap().trim()).unwrap();
    assert!(
        text.contains("precious") && text.contains("Nowhere"),
        "{text}"
    );
}

#[test]
fn the_editor_of_a_card_with_a_text_has_the_terminal_to_itself() {
    let walboard = with_card();
    editor(
        &walboard,
        "ann",
        "echo editing; read line; printf '%s\\n' \"$line\" >>\"$1\"",
    );
    let mut ann = screen(&walboard, "ann");
    // More than once: whoever else reads the terminal gets some of it only.
    for _ in 0..6 {
        let mark = ann.mark();
        // The text is fetched first; keys in the same breath are nobody's.
        ann.press("ejjd");
        ann.wait_for_bytes(mark, b"editing");
        for letter in "quick d\r".chars() {
            ann.send(letter.to_string().as_bytes());
        }
        ann.wait_for("the board again", vt100::Screen::alternate_screen);
        ann.wait_for_text(" saved");
        ann.wait_until_quiet();
    }
    let now = card(&walboard);
    let each = ["quick d"; 6].join("\n");
    assert_eq!(now["body"], format!("one\ntwo\nthree\n{each}"));
    assert_eq!(now["archived"], false);
    ann.press("q");
    assert!(ann.wait_for_end().success());
}

#[test]
fn two_people_work_at_the_parts_of_one_card() {
    let walboard = Walboard::new();
    walboard.ok(["add", "Door", "--body=- [ ] sand\n- [ ] paint"]);
    walboard.ok(["check-item", "1", "add", "hinges"]);
    walboard.ok(["add", "Window"]);
    walboard.ok(["link", "1", "--blocks", "2"]);
    editor(&walboard, "ann", "printf 'Two\\nlines\\n' > \"$1\"");
    let (mut ann, mut bob) = (screen(&walboard, "ann"), screen(&walboard, "bob"));
    for pty in [&mut ann, &mut bob] {
        pty.press("\r");
        pty.wait_for_text("added the card");
    }
    // Boxes of the text: each ticks one, and both are ticked.
    ann.press("j ");
    bob.wait_for_text("☑ sand");
    bob.press("jj ");
    ann.wait_for_text("☑ paint");
    bob.press("2 ");
    ann.wait_for_text("☑ hinges");
    bob.press("nscrews\r");
    ann.wait_for_text("☐ screws");
    bob.press("\rCFetched them.\r");
    ann.wait_for_text("Fetched them.");
    ann.press("C\x0f");
    bob.wait_for_text("Two");
    // What happened comes in while it is read.
    bob.press("i");
    bob.wait_for_text("ann, just now: comment: + “Two ⏎ lines”");
    ann.press("+");
    bob.wait_for_text("ann, just now: priority: none → low");
    ann.press("4\r");
    ann.wait_for_text("blocked by");
    ann.press("r, too\r");
    ann.wait_for_text("Window, too");
    ann.press("\x1b");
    ann.wait_for_text("#2 Window, too · To do");
    assert_eq!(card(&walboard)["body"], "- [x] sand\n- [x] paint");
    assert_eq!(card(&walboard)["comments"][1]["text"], "Two\nlines");
    for pty in [&mut ann, &mut bob] {
        pty.press("q");
        pty.wait_for_text("/ search");
        pty.press("q");
        assert!(pty.wait_for_exit().success());
    }
}
