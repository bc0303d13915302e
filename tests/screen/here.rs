//! Who else is here, and where.

use insta::assert_snapshot;
use walboard::board::CardId;
use walboard::store::{Focus, Report, Session};
use walboard::tui::msg::Effect;

use crate::desk::{Desk, actor, desk};

/// A session of that name that came at that minute, on that card.
fn session(name: &str, minute: i8, focus: Option<(i64, bool)>) -> Session {
    Session {
        id: format!("{name}-{minute}"),
        actor: actor(name),
        host: "desk".to_owned(),
        pid: 4242,
        tty: Some("pts/7".to_owned()),
        since: format!("2026-11-23T08:{minute:02}:00Z").parse().unwrap(),
        what: "screen".to_owned(),
        focus: focus.map(|(card, editing)| Focus {
            card: CardId(card),
            editing,
        }),
    }
}

fn with(sessions: Vec<Session>) -> Desk {
    let mut desk = desk();
    desk.report(Report::Here(sessions));
    desk
}

#[test]
fn the_people_here() {
    let mut desk = with(vec![
        session("bob", 5, Some((2, true))),
        session("cleo", 30, Some((5, false))),
        session("nightly", 59, None),
    ]);
    desk.press("P");
    assert_snapshot!(desk.frame(80, 24));
}

#[test]
fn the_others_names_give_way_to_their_number() {
    let crowd = ["bartholomew", "constantine", "ekaterina", "maximilian"];
    let crowd = crowd.map(|name| session(name, 1, None));
    let mut desk = with(crowd.into());
    assert!(
        desk.bars()
            .contains("ann, bartholomew, constantine, ekaterina, maximilian")
    );
    desk.resize(60, 24);
    assert!(
        desk.frame(60, 24).contains("ann +4"),
        "{}",
        desk.frame(60, 24)
    );
    // My other sessions are not others.
    desk.report(Report::Here(vec![session("ann", 1, None)]));
    assert!(!desk.frame(60, 24).contains('+'));
}

#[test]
fn the_others_are_told_where_i_am_and_when_i_edit() {
    let mut desk = desk();
    desk.press("j");
    let at = |card, editing| {
        let card = CardId(card);
        Some(Focus { card, editing })
    };
    assert_eq!(desk.told, [at(2, false)]);
    desk.press("r");
    desk.press("<esc>");
    assert_eq!(desk.told[1..], [at(2, true), at(2, false)]);
    // What nobody else could make sense of is not told: a card without a number.
    desk.press("nfresh<enter>");
    assert_eq!(desk.told.last(), Some(&None));
}

#[test]
fn an_editor_is_opened_at_the_second_press_when_somebody_edits_the_card() {
    let mut desk = with(vec![session("bob", 5, Some((1, true)))]);
    desk.press("e");
    assert_eq!(desk.notice(), "bob is editing #1 – e opens it all the same");
    let opened = |desk: &Desk| {
        let is_open = |effect: &Effect| matches!(effect, Effect::OpenEditor { .. });
        desk.effects.iter().any(is_open)
    };
    assert!(!opened(&desk));
    desk.press("e");
    assert!(opened(&desk));
}

#[test]
fn following_ends_with_a_move_of_mine_or_with_their_leaving() {
    let bob = |card| vec![session("bob", 5, Some((card, false)))];
    let mut desk = with(bob(3));
    desk.press("Pf");
    assert_eq!(desk.at(), "three");
    desk.report(Report::Here(bob(6)));
    assert_eq!(desk.at(), "six");
    assert!(desk.bars().contains("following bob until you move"));
    // Nothing moves under what I am doing.
    desk.press("r");
    desk.report(Report::Here(bob(1)));
    assert_eq!(desk.at(), "six");
    desk.press("<esc>k");
    assert_eq!(desk.at(), "five");
    desk.report(Report::Here(bob(2)));
    assert_eq!(desk.at(), "five");
    desk.press("Pf");
    assert_eq!(desk.at(), "two");
    desk.report(Report::Here(Vec::new()));
    assert_eq!(desk.notice(), "bob has left");
}
