//! Comments, reasons, links, and the marks of a card in its column.

use insta::assert_snapshot;
use walboard::board::{CardId, Detail, Relation};
use walboard::edit::{Act, Edit, ItemAct, Slot};
use walboard::editor::{Mishap, Spoilt};
use walboard::tui::msg::{Effect, Msg};

use crate::desk::{Desk, board, desk};

fn card<'a>(desk: &'a Desk, title: &str) -> &'a walboard::board::Card {
    desk.model.board().card(desk.card(title)).unwrap()
}

fn blocks(card: CardId, other: CardId) -> Act {
    Act::Link {
        card,
        relation: Relation::Blocks,
        other,
        on: true,
    }
}

// ---- comments

#[test]
fn a_comment_is_one_line_or_as_many_as_the_editor_gives() {
    let mut desk = desk();
    desk.press("CLooks good<enter>").save();
    assert_eq!(desk.notice(), "commented on #1 – u undo");
    let said = &card(&desk, "one").comments;
    assert_eq!(
        (said[0].by.as_str(), said[0].text.as_str()),
        ("ann", "Looks good")
    );
    // What was begun in the line goes on in the editor.
    desk.press("CTwo");
    assert!(desk.bars().contains("^o editor"), "{}", desk.bars());
    desk.press("<c-o>");
    assert_eq!(
        desk.effects.pop(),
        Some(Effect::OpenEditor("Two".to_owned()))
    );
    desk.send(Msg::Edited(Ok("Two\nlines\n".to_owned()))).save();
    assert_eq!(card(&desk, "one").comments[1].text, "Two\nlines");
    // Nothing said is no comment, and words are not lost with the editor.
    desk.press("C<c-o>").send(Msg::Edited(Ok("\n".to_owned())));
    assert_eq!(desk.notice(), "nothing was said");
    let (why, text) = (
        Mishap::NoText(crate::desk::said("killed")),
        Some("a\nb".to_owned()),
    );
    desk.press("C<c-o>")
        .send(Msg::Edited(Err(Spoilt { why, text })));
    desk.press("<esc>C");
    assert_eq!(
        desk.effects.pop(),
        Some(Effect::OpenEditor("a\nb".to_owned()))
    );
    desk.send(Msg::Edited(Ok("a\nb".to_owned()))).save();
    assert_eq!(card(&desk, "one").comments.len(), 3);
    // On all marked cards at once
    desk.press("V<esc>VCboth<enter>").save();
    assert_eq!(card(&desk, "two").comments.len(), 1);
}

// ---- blocked

#[test]
fn a_card_is_blocked_with_a_reason_and_unblocked_again() {
    let mut desk = desk();
    desk.press("!<enter>");
    assert!(desk.frame(80, 24).contains("! a few words why"));
    desk.press("no flour<enter>").save();
    assert_eq!(card(&desk, "one").blocked.as_deref(), Some("no flour"));
    assert!(desk.frame(80, 24).contains("⊘ no flour"));
    desk.press("!").save();
    assert_eq!(card(&desk, "one").blocked, None);
    assert_eq!(desk.notice(), "unblocked #1 – u undo");
    desk.press("u").save();
    assert_eq!(card(&desk, "one").blocked.as_deref(), Some("no flour"));
}

// ---- links

#[test]
fn links_are_picked_by_kind_then_by_number_or_title() {
    let mut desk = desk();
    desk.press("&b");
    assert!(desk.frame(80, 24).contains("#1 blocks"));
    desk.press("fve");
    assert!(
        desk.frame(80, 24).contains("▸ #5 five"),
        "{}",
        desk.frame(80, 24)
    );
    desk.press("<enter>&r#4<enter>").save();
    let links = desk.model.board().links(card(&desk, "one"));
    assert_eq!(
        links,
        [
            (Relation::Blocks, desk.card("five")),
            (Relation::Relates, desk.card("four"))
        ]
    );
    // A circle is refused in words.
    desk.press("ll&bone<enter>");
    assert!(desk.notice().contains("#"), "{}", desk.notice());
    assert_eq!(desk.model.board().links(card(&desk, "five")).len(), 1);
    desk.press("<esc>hh&");
    assert!(desk.frame(80, 24).contains("1 no longer blocks #5 five"));
    desk.press("1").save();
    assert_eq!(desk.model.board().links(card(&desk, "one")).len(), 1);
}

#[test]
fn what_is_done_or_archived_says_whom_it_unblocks() {
    let mut desk = desk();
    let (one, two, three, four) = (
        desk.card("one"),
        desk.card("two"),
        desk.card("three"),
        desk.card("four"),
    );
    let acts = vec![blocks(one, three), blocks(one, four), blocks(two, four)];
    desk.other("bob", acts).later(10);
    assert!(desk.frame(80, 24).contains("⊘2"), "{}", desk.frame(80, 24));
    desk.press("d").save();
    assert_eq!(desk.notice(), "archived #1, unblocks #3 – u undo");
    desk.press("u").save();
    desk.press("gg<space><space>d").save();
    assert_eq!(desk.notice(), "archived 2 cards, unblocks 2 cards – u undo");
    desk.press("u").save();
    // Into a done column by hand
    let done = desk.model.board().column_named("Done").unwrap().id;
    desk.other(
        "bob",
        vec![Act::DoneColumn {
            column: done,
            done: true,
        }],
    )
    .later(10);
    desk.press("<esc>1ggm3").save();
    assert_eq!(desk.notice(), "unblocks #3");
}

// ---- marks

/// A column of cards with all there can be on them.
fn marked() -> Desk {
    let titles = &["late", "soon", "then", "stuck", "listed", "busy"];
    let lanes = &[
        ("Todo", None, &titles[..]),
        ("Done", None, &["was late"][..]),
    ];
    let mut board = board(lanes);
    let done = board.column_named("Done").unwrap().id;
    let id = |board: &walboard::board::Board, title: &str| {
        board.cards().find(|card| card.title == title).unwrap().id
    };
    let set = |title: &str, to: Detail| Act::SetCard {
        card: id(&board, title),
        to,
        base: None,
    };
    let due = |day: &str| Detail::Due(Some(day.parse().unwrap()));
    let item = |title: &str, done: bool| Act::Item {
        card: id(&board, title),
        act: ItemAct::Add {
            text: "step".to_owned(),
            done,
            at: Slot::Last,
        },
    };
    let label = |title: &str, label: &str| Act::Label {
        card: id(&board, title),
        label: label.to_owned(),
        on: true,
    };
    let say = |title: &str| Act::Comment {
        card: id(&board, title),
        act: walboard::edit::CommentAct::Add {
            text: "so".to_owned(),
        },
    };
    let acts = vec![
        Act::DoneColumn {
            column: done,
            done: true,
        },
        set("late", due("2026-11-20")),
        set("was late", due("2026-11-20")),
        set("soon", due("2026-11-25")),
        set("then", due("2026-11-26")),
        set("stuck", Detail::Blocked(Some("no flour".to_owned()))),
        blocks(id(&board, "late"), id(&board, "stuck")),
        item("listed", true),
        item("listed", false),
        say("listed"),
        set("busy", due("2026-11-20")),
        set("busy", Detail::Assignee(Some("ann".to_owned()))),
        set(
            "busy",
            Detail::Blocked(Some("waits for the very long answer".to_owned())),
        ),
        item("busy", true),
        say("busy"),
        label("busy", "bug"),
        label("busy", "documentation"),
    ];
    let edit = Edit::new(walboard::change::EditId("marks".to_owned()), acts);
    let stamp = walboard::change::Stamp {
        seq: 2,
        at: "2026-11-20T09:00:00Z".parse().unwrap(),
        actor: crate::desk::actor("sam"),
    };
    board.apply(&edit, &stamp).unwrap();
    Desk::new(board, (80, 24))
}

#[test]
fn the_marks_of_cards_fit_any_width_in_a_fixed_order() {
    let mut desk = marked();
    for (width, height) in [(40, 16), (80, 24), (120, 40)] {
        desk.resize(width, height);
        assert_snapshot!(
            format!("card_marks_{width}x{height}"),
            desk.frame(width, height)
        );
    }
    // Narrow columns: what goes first is always the same.
    let narrow = desk.resize(48, 24).frame(48, 24);
    assert_snapshot!("card_marks_narrow", narrow);
}

#[test]
fn a_card_is_old_once_it_stood_for_five_days() {
    let mut desk = marked();
    assert!(!desk.frame(80, 24).contains("3d"));
    desk.later(3 * 24 * 3600);
    desk.press("j");
    let frame = desk.frame(80, 24);
    assert!(frame.contains("6d"), "{frame}");
    let done = frame.lines().filter(|line| line.contains("#7"));
    assert!(
        done.clone().count() == 1 && done.clone().all(|line| !line.contains("6d │")),
        "{frame}"
    );
}
