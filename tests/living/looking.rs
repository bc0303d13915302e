//! How one looks at a board is one's own: others see nothing of it, but for what is changed by it.

use std::path::PathBuf;
use std::time::{Duration, Instant};
use std::{fs, thread};

use crate::common::command::Walboard;
use crate::pty::DEADLINE;
use crate::{card_in, find, home, screen, two, wait_for_card, with_cards};

/// Tells whether these stand in one column in that order, from the top.
fn are_in_order(screen: &vt100::Screen, titles: &[&str]) -> bool {
    let contents = screen.contents();
    let rows = titles.iter().map(|title| contents.find(title));
    rows.clone().all(|row| row.is_some()) && rows.is_sorted()
}

#[test]
fn a_filter_from_lists_and_a_saved_tab_are_ones_own() {
    let walboard = with_cards(&["Paint the fence", "Mend the roof", "Oil the gate"]);
    walboard.ok(["edit", "2", "-l", "+urgent"]);
    let (mut ann, mut bob) = two(&walboard, 90);
    ann.press("fl");
    ann.wait_for_text("Only label");
    ann.press("1");
    ann.wait_for_text("1 of 3");
    ann.wait_for("only what was found", |screen| {
        !screen.contents().contains("Paint the fence")
    });
    // A search typed narrows it as well; words may be given in part.
    ann.press("F");
    ann.wait_for_text("Saved searches");
    ann.press("sHurry<enter>");
    ann.wait_for_text("[1 Hurry]");
    ann.press("<esc>");
    ann.wait_for_text("[0 All]");
    ann.press("/ftgt<enter>");
    ann.wait_for_text("0 of 3");
    ann.press("<esc>/olgt<enter>");
    ann.wait_for_text("1 of 3");
    ann.wait_for_text("Oil the gate");
    ann.press("F1");
    ann.wait_for_text("[1 Hurry]");
    // What bob adds is found too when it fits.
    walboard.ok(["add", "Call the doctor", "-l", "urgent"]);
    ann.wait_for_text("Call the doctor");
    bob.wait_for_text("To do 4");
    assert!(!bob.text().contains("Hurry"), "{}", bob.framed());
    // And it is still there the next time.
    ann.press("q");
    assert_eq!(ann.wait_for_end().code(), Some(0));
    let mut ann = screen(&walboard, "ann", 90, &[]);
    ann.wait_for_text("1 Hurry");
}

#[test]
fn one_person_at_two_screens_keeps_what_was_changed_on_either() {
    let walboard = with_cards(&["Paint the fence", "Mend the roof"]);
    let open = || screen(&walboard, "ann", 90, &[]);
    let (mut one, mut other) = (open(), open());
    // Each was opened before anything was changed on the other one.
    for (pty, search, name) in [(&mut one, "fence", "Fences"), (&mut other, "roof", "Roofs")] {
        pty.press(&format!("/{search}<enter>"));
        pty.wait_for_text("1 of 2");
        pty.press(&format!("Fs{name}<enter>"));
        pty.wait_for_text(&format!("[1 {name}]"));
        wait_until_kept(&walboard, |kept| kept.contains(name));
    }
    one.press("<esc>wp");
    one.wait_for_text("no priority 2");
    wait_until_kept(&walboard, |kept| kept.contains("\"lanes\": \"priority\""));
    let mut third = open();
    third.wait_for_text("1 Fences  2 Roofs");
    third.wait_for_text("no priority 2");
    // What is forgotten here stays so, though the first one still has it.
    third.press("F1");
    third.wait_for_text("[1 Fences]");
    third.press("Fx");
    wait_until_kept(&walboard, |kept| !kept.contains("Fences"));
    assert!(one.text().contains("1 Fences"), "{}", one.framed());
    one.press("z");
    wait_until_kept(&walboard, |kept| kept.contains("\"beside\": true"));
    let mut last = open();
    last.wait_for_text("1 Roofs");
    assert!(!last.text().contains("Fences"), "{}", last.framed());
}

/// Waits until that is so of what is kept of how ann looks at the board.
#[track_caller]
fn wait_until_kept(walboard: &Walboard, so: impl Fn(&str) -> bool) {
    let folder = home(walboard, "ann").join(".local/state/walboard/boards");
    let is_json = |path: &PathBuf| path.extension().is_some_and(|end| end == "json");
    let kept = || -> Option<String> {
        let entries = fs::read_dir(&folder).ok()?.flatten();
        let file = entries.map(|entry| entry.path()).find(is_json)?;
        fs::read_to_string(file).ok()
    };
    let end = Instant::now() + DEADLINE;
    while !kept().is_some_and(|kept| so(&kept)) {
        assert!(Instant::now() < end, "kept is {:?}", kept());
        thread::sleep(Duration::from_millis(5));
    }
}

#[test]
fn the_order_of_a_column_is_ones_own() {
    let walboard = with_cards(&["Paint the fence", "Mend the roof", "Oil the gate"]);
    walboard.ok(["edit", "3", "-p", "urgent"]);
    walboard.ok(["edit", "2", "-p", "low"]);
    let (mut ann, mut bob) = two(&walboard, 90);
    ann.press("sp");
    ann.wait_for("the pressing one on top", |screen| {
        are_in_order(screen, &["Oil", "Mend", "Paint"])
    });
    ann.press("S");
    ann.wait_for("the other way round", |screen| {
        are_in_order(screen, &["Mend", "Oil", "Paint"])
    });
    bob.wait_for("the board's own", |screen| {
        are_in_order(screen, &["Paint", "Mend", "Oil"])
    });
    // What others change takes its place in ann's order.
    ann.press("S");
    walboard.ok(["edit", "1", "-p", "high"]);
    ann.wait_for("the next one", |screen| {
        are_in_order(screen, &["Oil", "Paint", "Mend"])
    });
}

#[test]
fn a_card_moved_into_another_lane_is_changed_for_all() {
    let walboard = with_cards(&["Paint the fence", "Mend the roof"]);
    walboard.ok(["edit", "1", "-a", "bob"]);
    let (mut ann, mut bob) = two(&walboard, 90);
    ann.press("wa");
    ann.wait_for_text("@bob 1");
    ann.wait_for_text("nobody 1");
    ann.press("J");
    ann.wait_for_text("nobody 2");
    bob.wait_for_text("ann");
    ann.wait_for_text("saved");
    assert_eq!(
        walboard.json(["list"])[0]["assignee"],
        serde_json::Value::Null
    );
    assert!(!bob.text().contains("nobody"), "{}", bob.framed());
    ann.press("u");
    ann.wait_for_text("@bob 1");
}

#[test]
fn the_card_beside_the_board_follows_the_cursor_and_others_changes() {
    let walboard = with_cards(&["Paint the fence", "Mend the roof"]);
    walboard.ok(["edit", "2", "-b", "Slates are in the shed."]);
    let (mut ann, mut bob) = two(&walboard, 120);
    ann.press("zj");
    ann.wait_for_text("Slates are in the shed.");
    bob.press("j@fri<enter>");
    bob.wait_for_text("saved");
    ann.wait_for("the due date beside the board", |screen| {
        let contents = screen.contents();
        let mut lines = contents.lines();
        lines.any(|line| line.contains("due ") && find(screen, "due ").0 > 70)
    });
    // There is no room for it in a narrow terminal, and the board has it all.
    ann.resize(24, 80);
    ann.wait_for("the board alone", |screen| {
        !screen.contents().contains("Slates") && card_in(screen, "Mend the roof", 0..30)
    });
}

#[test]
fn the_palette_finds_an_action_and_does_it() {
    let walboard = with_cards(&["Paint the fence"]);
    let (mut ann, mut bob) = two(&walboard, 90);
    for open in [":", "<c-p>"] {
        ann.press(open);
        ann.wait_for_text("type to search");
        ann.press("column on the right");
        ann.wait_for("the line on top", |screen| {
            let contents = screen.contents();
            let mut lines = contents.lines();
            lines.any(|line| line.contains('▸') && line.contains("move the card to the column on"))
        });
        ann.press("<enter>");
        ann.wait_for_text("saved");
        if open == ":" {
            wait_for_card(&mut bob, "Paint", 30..60);
        }
    }
    wait_for_card(&mut bob, "Paint", 60..90);
    // A number goes to the card.
    ann.press("h:1<enter>");
    wait_for_card(&mut ann, "▌Paint", 60..90);
}

#[test]
fn without_colours_none_is_sent_and_the_chosen_card_is_told_from_others() {
    let walboard = with_cards(&["Paint the fence", "Mend the roof"]);
    walboard.ok(["edit", "1", "-p", "urgent", "-l", "+bug", "-a", "bob"]);
    let command = crate::pty::walboard(env!("CARGO_BIN_EXE_walboard"), walboard.home())
        .env("WALBOARD", walboard.path("team.db"))
        .env("NO_COLOR", "1");
    let mut pty = crate::pty::Pty::spawn(command, 24, 90);
    pty.wait_for_text("Mend the roof");
    for keys in ["", "p", "<esc>?", "<esc>,t", "<esc><esc>/roof"] {
        pty.press(keys);
        pty.wait_until_quiet();
        let screen = pty.screen();
        let mut reversed = false;
        for y in 0..24 {
            for x in 0..90 {
                let cell = screen.cell(y, x).unwrap();
                let plain = vt100::Color::Default;
                assert_eq!((cell.fgcolor(), cell.bgcolor()), (plain, plain), "{keys}");
                reversed |= cell.inverse();
            }
        }
        assert!(reversed, "{keys}\n{}", pty.framed());
    }
}
