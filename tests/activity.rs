//! Two boards open in two terminals: what one person sets on cards the other one sees, and what happened while nobody
//! looked is told when they come back.
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

/// Opens the board in a terminal, under that name.
fn screen(walboard: &Walboard, name: &str) -> Pty {
    let command = pty::walboard(env!("CARGO_BIN_EXE_walboard"), walboard.home())
        .env("WALBOARD", walboard.path("team.db"))
        .env("WALBOARD_USER", name)
        .env("TMPDIR", walboard.home())
        .env(
            "VISUAL",
            format!("sh '{}'", walboard.path("editor.sh").display()),
        );
    let mut pty = Pty::spawn(command, 24, 100);
    pty.wait_for_text("Fence");
    pty.wait_until_quiet();
    pty
}

fn with_cards() -> Walboard {
    let walboard = Walboard::new();
    walboard.ok(["column", "done", "Done"]);
    for title in ["Door", "Fence", "Gate"] {
        walboard.ok(["add", title]);
    }
    walboard
}

/// Tells whether the status line counts what was not seen.
fn is_news(screen: &vt100::Screen) -> bool {
    let status = screen.rows(0, 100).nth(22).unwrap_or_default();
    status.contains(" new ")
}

#[test]
fn labels_and_people_that_one_picks_the_other_sees() {
    let walboard = with_cards();
    let (mut ann, mut bob) = (screen(&walboard, "ann"), screen(&walboard, "bob"));
    // Made on the spot, two at once, on two marked cards
    ann.press("<space><space>tpaint");
    ann.wait_for_text("make +paint");
    ann.press("<space>urgent<enter>");
    bob.wait_for("both labels on both cards", |screen| {
        screen.contents().matches("+paint +urgent").count() == 2
    });
    // Bob finds it by a part of its name, for his card.
    bob.press("Gtpnt");
    bob.wait_for_text("☐ +paint");
    bob.press("<enter>");
    ann.wait_for("a third one", |screen| {
        screen.contents().matches("+paint").count() == 3
    });
    assert_eq!(
        walboard.json(["show", "3"])["labels"],
        serde_json::json!(["paint"])
    );
    // One undo takes all of it back, also after bob wrote.
    ann.press("u");
    bob.wait_for("only his own is left", |screen| {
        screen.contents().matches("+paint").count() == 1
    });
    // Whom ann names, bob finds.
    ann.press("<esc>gga/carla");
    ann.wait_for_text("assign to carla");
    ann.press("<enter>");
    bob.wait_for_text("CA");
    bob.press("a/crl");
    bob.wait_for_text("▸ carla");
    bob.press("<enter>");
    ann.wait_for("carla has two", |screen| {
        screen.contents().matches("CA").count() == 2
    });
}

#[test]
fn reasons_links_and_comments_show_on_the_other_board() {
    let walboard = with_cards();
    let (mut ann, mut bob) = (screen(&walboard, "ann"), screen(&walboard, "bob"));
    ann.press("&bgate");
    ann.wait_for_text("▸ #3 Gate");
    ann.press("<enter>");
    bob.wait_for_text("⊘1");
    bob.press("G!");
    bob.wait_for_text("Why #3 cannot go on");
    bob.press("no hinges<enter>");
    ann.wait_for_text("⊘1 no hinges");
    bob.press("!");
    bob.wait_for_text("unblocked #3, which others still block");
    ann.wait_for("no reason any more", |screen| {
        !screen.contents().contains("hinges")
    });
    ann.press("c");
    ann.wait_for_text("completed #1, unblocks #3");
    bob.wait_for("nothing in the way", |screen| {
        !screen.contents().contains('⊘')
    });
    // One line, and several in the editor
    fs::write(
        walboard.path("editor.sh"),
        "printf 'A gate of oak\\nor pine' > \"$1\"",
    )
    .unwrap();
    bob.press("CA gate<c-o>");
    bob.wait_for_text("commented on #3");
    ann.wait_for_text("“1");
    let comment = walboard.json(["show", "3"])["comments"][0]["text"].clone();
    assert_eq!(comment, "A gate of oak\nor pine");
}

#[test]
fn what_happened_while_i_was_away_is_counted_listed_and_then_read() {
    let walboard = with_cards();
    // The first look misses nothing.
    let mut ann = screen(&walboard, "ann");
    assert!(!is_news(&ann.screen()), "{}", ann.framed());
    ann.press("q");
    assert!(ann.wait_for_end().success());
    walboard.ok(["move", "1", "Doing", "--as", "bob"]);
    walboard.ok(["comment", "1", "Blue?", "--as", "bob"]);
    let mut ann = screen(&walboard, "ann");
    ann.wait_for_text("I 2 new");
    // More comes in while she is here; it counts for her, not for who did it.
    let bob = screen(&walboard, "bob");
    bob.press("lr the front<enter>");
    ann.wait_for_text("I 3 new");
    ann.press("I");
    ann.wait_for_text("bob  moved #1 to Doing, commented on #1, renamed #1");
    ann.wait_for("it is read", |screen| !is_news(screen));
    bob.press("d");
    ann.wait_for_text("archived #1");
    ann.press("<esc>q");
    assert!(ann.wait_for_end().success());
    // It was kept, outside of the board.
    let mut ann = screen(&walboard, "ann");
    ann.wait_until_quiet();
    assert!(!is_news(&ann.screen()), "{}", ann.framed());
    walboard.ok(["edit", "3", "-p", "high", "--as", "bob"]);
    ann.wait_for_text("I 1 new");
    ann.press("I");
    ann.wait_for_text("bob  set #3 to high");
    ann.press("<enter>");
    ann.wait_for("the cursor on the card", |screen| {
        screen.contents().lines().any(|line| line.contains("▌Gate"))
    });
}
