//! The mouse, in the bytes that terminals send.

use crate::pty::Pty;
use crate::{find, home, screen, two, wait_for_card, with_cards};

/// What has a terminal tell of clicks, of moves with a button down, and of cells beyond the 223rd.
const MODES: [&str; 3] = ["?1000", "?1002", "?1006"];

fn click(pty: &Pty, at: (u16, u16)) {
    pty.mouse(0, at, 'M');
    pty.mouse(0, at, 'm');
}

/// Presses at a text and moves there.
#[track_caller]
fn drag(pty: &Pty, from: &str, to: (u16, u16)) {
    pty.mouse(0, find(&pty.screen(), from), 'M');
    pty.mouse(32, to, 'M');
}

#[test]
fn a_card_dragged_on_one_board_moves_on_the_other_and_one_undo_brings_it_back() {
    let walboard = with_cards(&["Paint the fence", "Mend the roof"]);
    let (mut ann, mut bob) = two(&walboard, 90);
    drag(&ann, "Mend", (40, 20));
    ann.wait_for_text("Move #2 → Doing, at the end – release to move");
    bob.wait_for_text("Mend the roof");
    ann.mouse(0, (40, 20), 'm');
    for pty in [&mut ann, &mut bob] {
        wait_for_card(pty, "Mend", 30..60);
    }
    bob.wait_for_text("ann moved #2 to Doing");
    ann.wait_for_text("saved");
    ann.press("u");
    for pty in [&mut ann, &mut bob] {
        wait_for_card(pty, "Mend", 0..30);
    }
    assert_eq!(walboard.json(["list"])[1]["column"], "To do");
}

#[test]
fn a_drag_goes_where_it_pointed_whatever_another_board_does_meanwhile() {
    let walboard = with_cards(&["Paint the fence", "Mend the roof", "Oil the gate"]);
    let (mut ann, bob) = two(&walboard, 90);
    // Right above the first card.
    let over = find(&ann.screen(), "Paint");
    drag(&ann, "Oil", over);
    ann.wait_for_text("above #1");
    // Bob takes #2 to the top: what is under the pointer is another card now.
    bob.press("jK");
    ann.wait_for("#2 on top", |screen| {
        find(screen, "Mend").1 < find(screen, "Paint").1
    });
    ann.wait_for_text("above #1");
    ann.mouse(0, over, 'm');
    ann.wait_for_text("saved");
    ann.wait_for("#3 above #1", |screen| {
        let rows = ["Mend", "Oil", "Paint"].map(|title| find(screen, title).1);
        rows.is_sorted()
    });
    // A card that bob archives is not dragged any further, and what is let go then moves nothing.
    drag(&ann, "Oil", (40, 20));
    ann.wait_for_text("Move #3");
    walboard.ok(["archive", "3"]);
    ann.wait_for("nothing dragged", |screen| {
        !screen.contents().contains("release to move")
    });
    ann.mouse(0, (40, 20), 'm');
    ann.press("?");
    ann.wait_for_text("type to search");
    let cards = walboard.json(["list"]);
    let ids: Vec<_> = cards
        .as_array()
        .unwrap()
        .iter()
        .map(|card| &card["id"])
        .collect();
    assert_eq!(ids, [2, 1]);
}

#[test]
fn clicks_open_cards_lists_and_what_the_footer_offers() {
    let walboard = with_cards(&["Paint the fence", "Mend the roof"]);
    let mut ann = screen(&walboard, "ann", 90, &[]);
    ann.wait_for_text("Mend the roof");
    // Two clicks open the card, and one on the footer closes it.
    let at = find(&ann.screen(), "Mend");
    click(&ann, at);
    click(&ann, at);
    ann.wait_for_text("added");
    click(&ann, find(&ann.screen(), "back"));
    ann.wait_for_text("n new");
    // A line of the help does what it says; so does a row of a list.
    click(&ann, find(&ann.screen(), "help"));
    ann.wait_for_text("type to search");
    ann.press("move to another");
    ann.wait_for("the line on top", |screen| {
        let contents = screen.contents();
        let mut lines = contents.lines();
        lines.any(|line| line.contains('▸') && line.contains("move to another col"))
    });
    click(&ann, find(&ann.screen(), "move to another col"));
    ann.wait_for_text("Move #2 to");
    let row = ann.screen();
    let y = row
        .contents()
        .lines()
        .position(|line| line.contains("3  Done"));
    click(&ann, (45, u16::try_from(y.unwrap()).unwrap()));
    wait_for_card(&mut ann, "Mend", 60..90);
    ann.wait_for_text("saved");
    ann.press("q");
    assert_eq!(ann.wait_for_end().code(), Some(0));
}

#[test]
fn clicks_go_into_what_is_typed_and_answer_what_is_asked() {
    let walboard = with_cards(&["Paint the fence"]);
    let mut ann = screen(&walboard, "ann", 90, &[]);
    ann.wait_for_text("Paint the fence");
    ann.press("nHang 日本 up");
    ann.wait_for_text("日本 up");
    let (x, y) = find(&ann.screen(), "Hang");
    click(&ann, (x + 5, y));
    ann.press("the ");
    ann.wait_for_text("Hang the 日本 up");
    // The blank is behind two letters of two cells each.
    click(&ann, (x + 13, y));
    ann.press(" flag<enter>");
    ann.wait_for_text("#2");
    assert_eq!(walboard.json(["list"])[1]["title"], "Hang the 日本 flag up");
    ann.press("d");
    ann.wait_for_text("archived #2");
    ann.press("AX");
    ann.wait_for_text("Sure?");
    click(&ann, find(&ann.screen(), "no"));
    ann.wait_for("no question", |screen| !screen.contents().contains("Sure?"));
    ann.press("X");
    ann.wait_for_text("Sure?");
    click(&ann, find(&ann.screen(), "delete it"));
    ann.wait_for_text("Nothing here");
    ann.wait_for_text("saved");
    let archived = walboard.json(["list", "--archived"]);
    assert_eq!(archived.as_array().map(Vec::len), Some(0));
}

#[test]
fn the_wheel_scrolls_the_column_under_the_pointer() {
    let titles: Vec<String> = (10..40).map(|n| format!("card {n}")).collect();
    let titles: Vec<&str> = titles.iter().map(String::as_str).collect();
    let walboard = with_cards(&titles);
    let mut ann = screen(&walboard, "ann", 90, &[]);
    ann.wait_for_text("card 10");
    ann.press("2");
    for _ in 0..40 {
        ann.mouse(65, (5, 10), 'M');
    }
    ann.wait_for_text("card 39");
    assert!(!ann.text().contains("card 10"), "{}", ann.framed());
    for _ in 0..40 {
        ann.mouse(64, (5, 10), 'M');
    }
    ann.wait_for_text("card 10");
}

#[test]
fn the_mouse_is_the_terminals_own_when_that_is_wanted() {
    let walboard = with_cards(&["Paint the fence"]);
    let config = home(&walboard, "ann").join(".config/walboard/config.toml");
    std::fs::create_dir_all(config.parent().unwrap()).unwrap();
    for (text, args) in [
        ("", &["--no-mouse"][..]),
        ("[screen]\nmouse = false\n", &[]),
    ] {
        std::fs::write(&config, text).unwrap();
        let mut ann = screen(&walboard, "ann", 90, args);
        ann.wait_for_text("Paint the fence");
        for mode in MODES {
            let bytes = String::from_utf8_lossy(&ann.since(0)).into_owned();
            assert!(!bytes.contains(mode), "{mode} is in {bytes:?}");
        }
        // It can be had back, and is given back with the rest.
        ann.press(",");
        ann.wait_for_text("Settings");
        let mark = ann.mark();
        ann.press("m");
        for mode in MODES {
            ann.wait_for_bytes(mark, format!("\x1b[{mode}h").as_bytes());
        }
        ann.press("<esc>q");
        assert_eq!(ann.wait_for_end().code(), Some(0));
        for mode in MODES {
            ann.wait_for_bytes(mark, format!("\x1b[{mode}l").as_bytes());
        }
        let kept = std::fs::read_to_string(&config).unwrap();
        assert!(kept.contains("mouse = true"), "{kept}");
    }
}
