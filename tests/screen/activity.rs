//! What happened since I looked last.

use insta::assert_snapshot;
use walboard::board::{Detail, Priority};
use walboard::edit::{Act, At, CommentAct, Place};
use walboard::store::Report;
use walboard::tui::model::Start;
use walboard::tui::msg::Effect;

use crate::desk::{Desk, six, start};

fn rename(desk: &Desk, title: &str, to: &str) -> Act {
    Act::SetCard {
        card: desk.card(title),
        to: Detail::Title(to.to_owned()),
        base: None,
    }
}

/// A desk at which bob and carla have done things.
fn busy() -> Desk {
    busy_at(start(six(), (80, 24)))
}

/// The same on a screen that begins so, whatever its board.
pub(crate) fn busy_at(start: Start) -> Desk {
    let mut desk = Desk::with(Start {
        board: six(),
        ..start
    });
    desk.press("j").count_unread();
    let card = desk.card("five");
    let (doing, text) = (
        desk.model.board().column_named("Doing").unwrap().id,
        "So".to_owned(),
    );
    let to = Place {
        column: doing,
        at: At::Top,
    };
    let urgent = Act::SetCard {
        card,
        to: Detail::Priority(Some(Priority::Urgent)),
        base: None,
    };
    desk.other("bob", vec![Act::MoveCard { card, to }]);
    desk.other("bob", vec![urgent]);
    let act = CommentAct::Add { text };
    desk.later(60)
        .other("bob", vec![Act::Comment { card, act }]);
    let archived = ["six", "four"].map(|title| Act::Archive(desk.card(title)));
    desk.later(3600).other("carla", archived.to_vec());
    desk
}

fn seen(desk: &mut Desk) -> Option<i64> {
    let mut looks = desk.effects.drain(..).filter_map(|effect| match effect {
        Effect::Remember { now, .. } => now.seen.get("ann").copied(),
        _ => None,
    });
    looks.next_back()
}

#[test]
fn what_others_did_is_counted_until_it_is_read() {
    let mut desk = busy();
    assert_eq!(
        seen(&mut desk),
        Some(0),
        "who comes first has missed nothing"
    );
    desk.later(10);
    assert!(desk.bars().contains("I 5 new"), "{}", desk.bars());
    // What I do is no news to me.
    desk.press("r!<enter>").save();
    assert!(desk.bars().contains("I 5 new"), "{}", desk.bars());
    desk.press("I");
    let frame = desk.frame(80, 24);
    assert!(
        frame.contains("▸   1h bob  moved #5 to Doing, set #5 to urgent, commented"),
        "{frame}"
    );
    assert!(
        frame.contains("carla  archived #6 and 1 more card"),
        "{frame}"
    );
    assert!(!desk.bars().contains("new"), "{}", desk.bars());
    assert_eq!(seen(&mut desk), Some(6), "kept");
    // The newest is last; Enter goes to the card.
    desk.press("G");
    assert!(
        desk.frame(80, 24).contains("▸  now ann  renamed #2"),
        "{}",
        desk.frame(80, 24)
    );
    desk.press("gg<enter>");
    assert_eq!(desk.at(), "five");
    assert_eq!(desk.frame(80, 24).matches("What happened").count(), 0);
}

#[test]
fn the_list_starts_at_what_was_not_seen_and_grows_while_it_is_open() {
    let mut desk = busy();
    desk.press("I<esc>");
    let act = rename(&desk, "one", "uno");
    desk.later(3600).other("bob", vec![act]);
    desk.later(10).press("I");
    let frame = desk.frame(80, 24);
    assert!(frame.contains("▸  now bob  renamed #1 · uno"), "{frame}");
    assert!(
        frame.contains("carla  archived"),
        "what was before is there too\n{frame}"
    );
    let act = rename(&desk, "three", "tre");
    desk.later(3600).other("carla", vec![act]);
    let frame = desk.frame(80, 24);
    assert!(frame.contains("▸  now carla  renamed #3 · tre"), "{frame}");
    assert!(!desk.later(10).bars().contains("new"), "it is being read");
    // Who reads further up is left there.
    desk.press("gg");
    let act = rename(&desk, "tre", "drei");
    desk.other("carla", vec![act]);
    assert!(
        desk.frame(80, 24).contains("▸   3h bob  moved #5"),
        "{}",
        desk.frame(80, 24)
    );
}

#[test]
fn what_is_long_ago_leaves_the_list_that_stays_open() {
    let mut desk = busy();
    desk.press("I");
    let act = |number| rename(&desk, "one", &format!("number {number}"));
    let acts = (0..1_001).map(act).collect();
    desk.other("eve", acts).press("gg");
    let frame = desk.frame(80, 24);
    assert!(
        frame.contains("eve  ") && !frame.contains("carla  archived"),
        "{frame}"
    );
}

#[test]
fn it_goes_on_where_it_was_left_the_last_time() {
    let mut before = busy();
    before.press("I");
    let mut start = start(before.file.clone(), (80, 24));
    start.before.habits.seen.insert("ann".to_owned(), 2);
    let mut desk = Desk::with(start);
    desk.press("j").report(Report::Unread { count: 3, last: 5 });
    assert!(desk.bars().contains("I 3 new"), "{}", desk.bars());
    // A board that was made anew under the name has a shorter past.
    desk.report(Report::Unread { count: 0, last: 1 }).press("I");
    desk.report(Report::Activity(Vec::new()));
    assert!(desk.frame(80, 24).contains("Nothing has happened yet"));
    assert_eq!(seen(&mut desk), Some(1));
}

#[test]
fn the_activity_looks_so() {
    for (width, height) in [(40, 12), (80, 24), (120, 40)] {
        let mut desk = busy();
        desk.later(10).resize(width, height);
        let bars = desk.frame(width, height);
        desk.press("I");
        let frame = desk.frame(width, height);
        assert_snapshot!(
            format!("activity_{width}x{height}"),
            format!("{bars}\n{frame}")
        );
    }
}
