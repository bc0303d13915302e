//! How the board looks; each frame was looked at.

use insta::assert_snapshot;
use ratatui::buffer::Cell;
use ratatui::style::{Color, Modifier};
use walboard::board::{Detail, Priority};
use walboard::edit::Act;
use walboard::store::Report;
use walboard::tui::look::{Depth, Look};
use walboard::tui::model::Start;

use crate::desk::{Desk, Lane, board, desk, said, start};

/// A board as a small team may have it.
pub(crate) fn team(size: (u16, u16)) -> Desk {
    let lanes: &[Lane<'_>] = &[
        (
            "Backlog",
            None,
            &[
                "Import boards from Trello",
                "Dark and light themes",
                "Ask the packagers what they need before the first release",
                "Swimlanes by assignee",
                "Export to Markdown",
                "Write the man page",
                "A short film for the README",
                "Measure start-up on a slow disk",
                "日本語のタイトルも折り返されて枠線はまっすぐのまま",
                "Sort the label colours",
            ],
        ),
        (
            "Todo",
            None,
            &[
                "Say who holds the lock when a write waits",
                "Keep the cursor on its card when others move it",
                "Résumé parsing fails for naïve cafés 🍰",
            ],
        ),
        (
            "Doing",
            Some(2),
            &[
                "Undo my own last change after others wrote",
                "Draw 👩‍👩‍👧 and 🇩🇪 without bending the border",
                "Check the file system the board is on",
            ],
        ),
        (
            "Review",
            Some(4),
            &["Bell after commit", "Read-only boards"],
        ),
        ("Done", None, &["Choose a licence", "Schema and migrations"]),
    ];
    let mut desk = Desk::new(board(lanes), (120, 40));
    let set = |desk: &Desk, title: &str, to: Detail| {
        let card = desk.card(title);
        Act::SetCard {
            card,
            to,
            base: None,
        }
    };
    let label = |desk: &Desk, title: &str, label: &str| {
        let (card, label) = (desk.card(title), label.to_owned());
        Act::Label {
            card,
            label,
            on: true,
        }
    };
    let who = |name: &str| Detail::Assignee(Some(name.to_owned()));
    let due = |day: &str| Detail::Due(Some(day.parse().unwrap()));
    let lock = "Say who holds the lock when a write waits";
    let undo = "Undo my own last change after others wrote";
    let keep = "Keep the cursor on its card when others move it";
    let body = "When a write waits for its turn, the status line names the holder.\n\n## Done when\n\n- [x] the name and the pid are shown\n- [ ] a stopped process is told from a busy one, which takes a look at `/proc` and is a hint only\n\nSee also #13.";
    let acts = vec![
        set(&desk, lock, Detail::Priority(Some(Priority::High))),
        set(&desk, lock, who("ann")),
        set(&desk, lock, due("2026-11-27")),
        set(&desk, lock, Detail::Body(body.to_owned())),
        label(&desk, lock, "bug"),
        label(&desk, keep, "ux"),
        set(&desk, keep, who("bob")),
        set(&desk, undo, Detail::Priority(Some(Priority::Urgent))),
        set(&desk, undo, who("eve.lee")),
        set(&desk, undo, due("2026-11-20")),
        label(&desk, undo, "store"),
        label(&desk, undo, "ux"),
        set(
            &desk,
            "Dark and light themes",
            Detail::Priority(Some(Priority::Low)),
        ),
        set(
            &desk,
            "Write the man page",
            Detail::Priority(Some(Priority::Medium)),
        ),
        set(&desk, "Write the man page", due("2026-11-23")),
        label(&desk, "Export to Markdown", "a-rather-long-label"),
        label(&desk, "Export to Markdown", "docs"),
        set(&desk, "Export to Markdown", due("2026-12-24")),
        set(&desk, "Read-only boards", who("ann")),
    ];
    desk.other("bob", acts).later(10);
    desk.resize(size.0, size.1).press("2");
    desk
}

#[test]
fn the_board_at_four_sizes() {
    for (width, height) in [(40, 12), (80, 24), (120, 40), (200, 50)] {
        let desk = team((width, height));
        assert_snapshot!(format!("board_{width}x{height}"), desk.frame(width, height));
    }
}

#[test]
fn the_board_on_one_cell() {
    assert_snapshot!(team((1, 1)).frame(1, 1));
}

#[test]
fn a_column_scrolled_down() {
    assert_snapshot!(team((80, 24)).press("1G").frame(80, 24));
}

#[test]
fn one_column_at_a_time_with_tabs() {
    assert_snapshot!(team((46, 20)).press("3").frame(46, 20));
}

#[test]
fn a_card_in_full() {
    assert_snapshot!(team((80, 24)).press("<enter>").frame(80, 24));
    assert_snapshot!(
        "a_card_in_full_small",
        team((40, 12)).press("<enter>").frame(40, 12)
    );
}

#[test]
fn a_new_card_being_written() {
    assert_snapshot!(team((80, 24)).press("nShow the 日本 flag").frame(80, 24));
}

#[test]
fn a_title_that_cannot_be_saved() {
    assert_snapshot!(team((80, 24)).press("r<c-u><enter>").frame(80, 24));
}

#[test]
fn the_pickers() {
    assert_snapshot!("pick_move", team((80, 24)).press("m").frame(80, 24));
    assert_snapshot!("pick_priority", team((40, 12)).press("p").frame(40, 12));
    assert_snapshot!("pick_assign", team((80, 24)).press("a").frame(80, 24));
    assert_snapshot!("pick_column", team((80, 24)).press("3E").frame(80, 24));
    assert_snapshot!("archived", team((80, 24)).press("ddA").frame(80, 24));
    assert_snapshot!("delete", team((80, 24)).press("dAX").frame(80, 24));
}

#[test]
fn marked_cards() {
    for (width, height) in [(40, 12), (80, 24)] {
        let mut desk = team((width, height));
        desk.press("<space>vj");
        assert_snapshot!(
            format!("marked_{width}x{height}"),
            desk.frame(width, height)
        );
    }
}

#[test]
fn the_keys() {
    assert_snapshot!(team((80, 24)).press("?").frame(80, 24));
    assert_snapshot!(
        "the_keys_searched",
        team((80, 24)).press("?move").frame(80, 24)
    );
    assert_snapshot!("the_keys_small", team((40, 12)).press("?").frame(40, 12));
}

#[test]
fn a_search_being_typed() {
    assert_snapshot!(team((80, 24)).press("/the @ann").frame(80, 24));
    assert_snapshot!(
        "a_search_kept",
        team((80, 24)).press("/the<enter>").frame(80, 24)
    );
}

#[test]
fn a_search_that_finds_nothing() {
    assert_snapshot!(team((80, 24)).press("/zzz<enter>").frame(80, 24));
}

#[test]
fn edits_not_saved_yet_wait_for_somebody() {
    let mut desk = team((80, 24));
    desk.press("nNot saved yet<enter>r!<enter>").waits(3, true);
    assert_snapshot!(desk.frame(80, 24));
    desk.press("q");
    assert_snapshot!("leaving", desk.frame(80, 24));
}

#[test]
fn somebody_else_changed_a_card() {
    let mut desk = team((80, 24));
    let card = desk.card("Undo my own last change after others wrote");
    desk.other(
        "eve.lee",
        vec![Act::Archive(desk.card("Bell after commit"))],
    );
    desk.other(
        "bob",
        vec![Act::Label {
            card,
            label: "now".to_owned(),
            on: true,
        }],
    );
    assert_snapshot!(desk.frame(80, 24));
}

#[test]
fn an_error_is_read_in_full() {
    let mut desk = team((80, 24));
    desk.press("L").fails("could not write the board: the disk is full (/srv/boards/team.db); make room, then do it again");
    assert_snapshot!(desk.frame(80, 24));
}

#[test]
fn trouble_with_the_file() {
    let mut desk = team((80, 24));
    let trouble = vec![said("file locking is not to be had here"), said("x")];
    desk.report(Report::Trouble(trouble));
    assert_snapshot!(desk.frame(80, 24));
}

#[test]
fn boards_with_nothing_to_show() {
    assert_snapshot!("no_columns", Desk::new(board(&[]), (80, 24)).frame(80, 24));
    let lanes: &[Lane<'_>] = &[("Todo", None, &[]), ("Done", None, &[])];
    assert_snapshot!("no_cards", Desk::new(board(lanes), (80, 24)).frame(80, 24));
}

#[test]
fn hostile_text() {
    let mut desk = desk();
    desk.other(
        "eve\u{1b}[31m",
        vec![Act::SetCard {
            card: desk.card("one"),
            to: Detail::Title("\u{202E}gnp.exe \u{200B}\u{2066}x e\u{301} 👩‍👩‍👧".to_owned()),
            base: None,
        }],
    );
    assert_snapshot!(desk.frame(80, 24));
}

#[test]
fn without_colours_everything_is_told_by_more_than_colour() {
    let lanes: &[Lane<'_>] = &[
        ("Todo", Some(1), &["one", "two"]),
        ("Done", None, &["three"]),
    ];
    let mut desk = Desk::with(Start {
        look: Look {
            depth: Depth::None,
            ..Look::default()
        },
        ..start(board(lanes), (80, 24))
    });
    desk.press("ph").waits(3, true);
    let card = desk.card("three");
    desk.other(
        "bob",
        vec![Act::Label {
            card,
            label: "now".to_owned(),
            on: true,
        }],
    );
    for keys in ["", "p", "<esc>?", "<esc>/o", "<esc><enter>", "<esc>n"] {
        desk.press(keys);
        let buffer = desk.buffer((80, 24));
        for cell in buffer.content() {
            assert_eq!((cell.fg, cell.bg), (Color::Reset, Color::Reset));
        }
        let reversed = |cell: &Cell| cell.modifier.contains(Modifier::REVERSED);
        let is_chosen = buffer.content().iter().any(reversed);
        assert_eq!(is_chosen, keys != "<esc><enter>", "{keys}");
    }
    assert_snapshot!(desk.press("<esc>").frame(80, 24));
}
