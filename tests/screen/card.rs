//! A card in full: its parts, its links and its history, and what others do meanwhile.

use crossterm::event::Event;
use insta::assert_snapshot;
use walboard::board::{CardId, Detail, Priority, Relation};
use walboard::edit::{Act, At, CommentAct, Draft, ItemAct, Place, Slot};
use walboard::store::Mode;
use walboard::tui::look::{Addresses, Depth, Look};
use walboard::tui::model::Start;
use walboard::tui::msg::Msg;

use crate::desk::{Desk, Lane, board, said, start, text};

pub(crate) const BODY: &str = "Boil **one litre**, then wait for `80 °C`.\n\n## Needed\n\n- [x] a pot\n- [ ] green tea, *not* the old one\n- [ ] a [timer](https://example.org/timer)\n\n| tea | minutes |\n|:--|--:|\n| green | 2 |\n| 紅茶 | 4 |\n\n> Never let it boil again.\n\n```sh\nsleep 120; say tea\n```";

fn item(card: CardId, text: &str, done: bool) -> Act {
    let (text, at) = (text.to_owned(), Slot::Last);
    let act = ItemAct::Add { text, done, at };
    Act::Item { card, act }
}

fn comment(card: CardId, text: &str) -> Act {
    let text = text.to_owned();
    let act = CommentAct::Add { text };
    Act::Comment { card, act }
}

fn link(card: CardId, relation: Relation, other: i64) -> Act {
    let (other, on) = (CardId(other), true);
    Act::Link {
        card,
        relation,
        other,
        on,
    }
}

pub(crate) fn set(card: CardId, to: Detail) -> Act {
    let base = None;
    Act::SetCard { card, to, base }
}

/// Returns a desk with a card that has something of everything, #1, under the cursor.
pub(crate) fn tea(look: Look, size: (u16, u16)) -> Desk {
    let start = start(board(&[]), size);
    tea_at(Start { look, ..start })
}

/// The same on a screen that begins so, whatever its board.
pub(crate) fn tea_at(start: Start) -> Desk {
    let lanes: &[Lane<'_>] = &[
        ("To do", None, &["Make tea for everybody"]),
        ("Doing", None, &["Buy a pot", "Boil water"]),
        ("Done", None, &["Find the kitchen"]),
    ];
    let mut desk = Desk::with(Start {
        board: board(lanes),
        ..start
    });
    let done = desk.file.column_named("Done").unwrap().id;
    let done = Act::DoneColumn {
        column: done,
        done: true,
    };
    let card = CardId(1);
    let label = |label: &str| Act::Label {
        card,
        label: label.to_owned(),
        on: true,
    };
    desk.other(
        "bob",
        vec![
            done,
            set(card, Detail::Body(BODY.to_owned())),
            set(card, Detail::Priority(Some(Priority::High))),
            set(card, Detail::Assignee(Some("ann".to_owned()))),
            set(card, Detail::Due("2026-11-20".parse().ok())),
            set(card, Detail::Blocked(Some("the power is off".to_owned()))),
            label("kitchen"),
            label("日本"),
            item(card, "ask who wants some", true),
            item(
                card,
                "count the cups, and wash those that nobody washed",
                false,
            ),
            item(card, "carry it in", false),
            comment(
                card,
                "Not the *old* one, please:\n\n- it is bitter\n- it is old",
            ),
            link(card, Relation::BlockedBy, 3),
            link(card, Relation::Parent, 2),
            link(card, Relation::Relates, 4),
        ],
    );
    desk.later(3_600)
        .other("ann", vec![comment(card, "I take the green one.")]);
    desk.later(7_200);
    desk
}

pub(crate) fn open() -> Desk {
    let mut desk = tea(Look::default(), (80, 24));
    desk.press("<enter>").recall();
    desk
}

#[test]
fn a_card_of_everything_at_three_sizes() {
    for (width, height) in [(40, 12), (80, 24), (120, 40)] {
        let mut desk = tea(Look::default(), (width, height));
        desk.press("<enter>").recall();
        let name = format!("card_{width}x{height}");
        assert_snapshot!(format!("{name}_top"), desk.frame(width, height));
        assert_snapshot!(
            format!("{name}_items"),
            desk.press("2j").frame(width, height)
        );
        assert_snapshot!(format!("{name}_end"), desk.press("G").frame(width, height));
    }
}

#[test]
fn a_card_without_colours_tells_as_much() {
    let look = Look {
        depth: Depth::None,
        ..Look::default()
    };
    let mut desk = tea(look, (80, 24));
    desk.press("<enter>2").recall();
    assert_snapshot!("card_mono", desk.frame(80, 24));
    assert_snapshot!("card_ascii", {
        let look = Look {
            ascii: true,
            ..Look::default()
        };
        let mut desk = tea(look, (80, 24));
        desk.press("<enter>2").recall().frame(80, 24)
    });
}

#[test]
fn the_card_beside_the_board_is_drawn_as_the_one_in_full() {
    let mut desk = tea(Look::default(), (120, 40));
    assert_snapshot!("card_beside_120x40", desk.press("z").frame(120, 40));
}

#[test]
fn a_terminal_that_keeps_addresses_is_told_them_behind_the_text() {
    let look = Look {
        addresses: Addresses::Behind,
        ..Look::default()
    };
    let mut desk = tea(look, (80, 24));
    let frame = desk.press("<enter>1").buffer((80, 24));
    let told = "\u{1b}]8;id=";
    let linked: Vec<&str> = frame
        .content()
        .iter()
        .map(|cell| cell.symbol())
        .filter(|symbol| symbol.contains('\u{1b}'))
        .collect();
    assert_eq!(linked.len(), "timer".len());
    for (symbol, letter) in linked.iter().zip("timer".chars()) {
        assert!(symbol.starts_with(told), "{symbol:?}");
        let end = format!(";https://example.org/timer\u{1b}\\{letter}\u{1b}]8;;\u{1b}\\");
        assert!(symbol.ends_with(&end), "{symbol:?}");
    }
    // Elsewhere the address is text.
    let plain = tea(Look::default(), (80, 24))
        .press("<enter>")
        .buffer((80, 24));
    assert!(text(&plain).contains("timer (https://example.org/timer)"));
    assert!(!text(&plain).contains('\u{1b}'));
}

#[test]
fn a_link_leads_to_its_card_and_back_again() {
    let mut desk = open();
    desk.press("4<enter>").recall();
    let frame = desk.frame(80, 24);
    assert!(
        frame.contains(" #3 ") && frame.contains("Boil water"),
        "{frame}"
    );
    // What keys are about is that card now.
    desk.press("p").press("u").save();
    let urgent = desk.file.card(CardId(3)).unwrap().priority;
    assert_eq!(urgent, Some(Priority::Urgent));
    desk.press("<esc>");
    let frame = desk.frame(80, 24);
    assert!(
        frame.contains("Make tea for everybody") || frame.contains(" #1 "),
        "{frame}"
    );
    desk.press("X").save();
    let one = desk.file.card(CardId(1)).unwrap();
    assert_eq!(desk.file.links(one).len(), 2);
    desk.press("u").save();
    let one = desk.file.card(CardId(1)).unwrap();
    assert_eq!(desk.file.links(one).len(), 3);
    desk.press("<esc>");
    assert_eq!(desk.at(), "Make tea for everybody");
}

#[test]
fn what_happened_is_told_and_grows_while_it_is_read() {
    let mut desk = tea(Look::default(), (80, 24));
    desk.press("i");
    assert_eq!(desk.recalls, [CardId(1)]);
    assert!(desk.frame(80, 24).contains("5 History"));
    desk.recall();
    assert_snapshot!("card_history", desk.frame(80, 24));
    let card = CardId(1);
    let title = set(card, Detail::Title("Make tea".to_owned()));
    desk.other("bob", vec![title]);
    let frame = desk.frame(80, 24);
    let told = "bob, just now: title: “Make tea for everybody” → “Make tea”";
    assert!(frame.contains(told), "{frame}");
    // My own change is told once it is saved.
    desk.press("+").save();
    let frame = desk.press("i").frame(80, 24);
    assert!(
        frame.contains("ann, just now: priority: high → urgent"),
        "{frame}"
    );
    assert_eq!(frame.matches("title:").count(), 1, "each once");
    assert_eq!(desk.recalls, []);
}

#[test]
fn who_changes_the_card_that_is_open_is_seen_at_once() {
    let mut desk = open();
    let card = CardId(1);
    desk.other("eve", vec![set(card, Detail::Blocked(None))]);
    let frame = desk.frame(80, 24);
    assert!(frame.contains("● eve unblocked #1"), "{frame}");
    assert!(!frame.contains("the power is off"), "{frame}");
    desk.later(60);
    assert!(!desk.frame(80, 24).contains("● eve"));
}

#[test]
fn nothing_is_changed_on_a_board_that_can_only_be_read() {
    let mut desk = tea(Look::default(), (80, 24));
    let mut desk = Desk::with(Start {
        mode: Mode::ReadOnly(said("it is a copy")),
        ..start(desk.press("").file.clone(), (80, 24))
    });
    for keys in ["<enter>2<space>", "<enter>", "X", "J", "n", "C"] {
        desk.press(keys);
        assert!(desk.asked.is_empty(), "{keys}");
        assert!(desk.frame(80, 24).contains("2 Checklist"), "{keys}");
    }
}

#[test]
fn scrolling_goes_through_all_of_a_long_text() {
    let mut desk = Desk::new(board(&[("To do", None, &["long"])]), (80, 24));
    let long: Vec<String> = (0..200).map(|line| format!("line {line}")).collect();
    let card = CardId(1);
    desk.other("bob", vec![set(card, Detail::Body(long.join("\n\n")))]);
    desk.press("<enter>").recall();
    let mut seen = String::new();
    for _ in 0..500 {
        seen.push_str(&desk.frame(80, 24));
        desk.press("j");
    }
    for line in 0..200 {
        assert!(seen.contains(&format!("line {line} ")), "{line}");
    }
    assert!(desk.frame(80, 24).contains("5 History"));
    desk.press("gg");
    assert!(desk.frame(80, 24).contains("line 0"));
    desk.send(Msg::Terminal(Event::Resize(40, 12)))
        .press("G<c-u>");
    assert!(desk.frame(40, 12).contains("more"));
}

#[test]
fn a_card_written_just_now_can_be_filled_before_it_is_saved() {
    let mut desk = Desk::new(board(&[("To do", None, &[])]), (80, 24));
    desk.press("nnew<enter><enter>")
        .press("na<enter>b<enter><enter>2<space>");
    // Somebody was quicker: the numbers are others.
    let column = desk.file.columns()[0].id;
    let draft = Box::new(Draft {
        title: "theirs".to_owned(),
        ..Draft::default()
    });
    let at = Place {
        column,
        at: At::Bottom,
    };
    desk.other("bob", vec![Act::AddCard { at, draft }]).save();
    let card = desk.file.card(CardId(2)).unwrap();
    assert_eq!(card.title, "new");
    assert_eq!(card.progress(), (1, 2));
    assert!(desk.recall().press("i").frame(80, 24).contains("ann"));
}
