//! Searches put together and kept, and other boards, as far as the screen has a part in it.

use std::path::PathBuf;

use insta::assert_snapshot;
use walboard::board::Detail;
use walboard::edit::Act;
use walboard::state::{Habits, Saved};
use walboard::tui::model::{Before, Start};
use walboard::tui::msg::{Effect, Listed, Msg};

use crate::desk::{Desk, Lane, board, desk, said, start};

fn looks(desk: &mut Desk) -> Vec<Habits> {
    let looks = desk.effects.drain(..).filter_map(|effect| match effect {
        Effect::Remember { now, .. } => Some(*now),
        _ => None,
    });
    looks.collect()
}

// ---- the filter, from lists

#[test]
fn a_filter_is_put_together_and_taken_apart_from_lists() {
    let mut desk = desk();
    let (card, base) = (desk.card("one"), None);
    let to = Detail::Assignee(Some("bob".to_owned()));
    let label = Act::Label {
        card,
        label: "bug".to_owned(),
        on: true,
    };
    desk.other("bob", vec![Act::SetCard { card, to, base }, label])
        .later(10);
    desk.press("f");
    assert_snapshot!("filter_by", desk.frame(80, 24));
    desk.press("l1");
    assert_eq!(desk.model.searched(), Some("+bug"));
    desk.press("fa");
    assert_snapshot!("filter_by_assignee", desk.frame(80, 24));
    desk.press("jj<enter>");
    assert_eq!(desk.model.searched(), Some("+bug @bob"));
    desk.press("fl1");
    assert_eq!(desk.model.searched(), Some("@bob"));
    desk.press("fc1");
    assert_eq!(desk.model.searched(), Some("@bob in:Todo"));
    desk.press("fx");
    assert_eq!(desk.model.searched(), None);
}

// ---- saved searches

#[test]
fn a_search_is_saved_shown_as_a_tab_taken_and_forgotten() {
    let mut desk = desk();
    desk.press("F");
    assert!(
        desk.notice().contains("nothing is saved yet"),
        "{}",
        desk.notice()
    );
    desk.press("/tw<enter>FsTwos<enter>");
    let saved = Saved {
        name: "Twos".to_owned(),
        search: "tw".to_owned(),
    };
    let kept = looks(&mut desk);
    assert_eq!(kept.last().unwrap().searches, [saved]);
    assert_snapshot!("tabs_80x24", desk.frame(80, 24));
    assert_snapshot!("tabs_40x12", {
        desk.resize(40, 12);
        desk.frame(40, 12)
    });
    desk.resize(80, 24).press("F0");
    assert_eq!(desk.model.searched(), None);
    desk.press("F1");
    assert_eq!(desk.model.searched(), Some("tw"));
    // A name that is taken is given the new search.
    desk.press("/<c-u>!high<enter>FsTwos<enter>");
    assert_eq!(looks(&mut desk).last().unwrap().searches[0].search, "!high");
    desk.press("Fx");
    assert!(looks(&mut desk).last().unwrap().searches.is_empty());
    assert!(!desk.frame(80, 24).contains("Twos"));
}

#[test]
fn a_search_needs_a_name() {
    let mut desk = desk();
    desk.press("/tw<enter>Fs<enter>");
    assert!(desk.frame(80, 24).contains("a search needs a name"));
}

// ---- how the board is looked at

#[test]
fn the_board_is_looked_at_as_the_last_time() {
    let mut first = desk();
    assert!(looks(&mut first).is_empty(), "nothing has changed");
    first.press("sd").press("S").press("wp").press("z");
    let habits = looks(&mut first).pop().unwrap();
    assert_eq!(habits.orders.values().collect::<Vec<_>>(), ["-due"]);
    let lanes: &[Lane<'_>] = &[("Todo", None, &["one"]), ("Done", None, &[])];
    let before = Before {
        habits,
        ..Before::default()
    };
    let mut again = Desk::with(Start {
        before,
        ..start(board(lanes), (120, 40))
    });
    let frame = again.frame(120, 40);
    assert!(
        frame.contains("by -due") && frame.contains("no priority 1"),
        "{frame}"
    );
    assert!(
        frame.contains("added"),
        "the card stands beside the board\n{frame}"
    );
    again.press("j");
    assert!(looks(&mut again).is_empty(), "nothing has changed");
}

#[test]
fn a_look_that_does_not_fit_is_no_harm() {
    let mut habits = Habits {
        lanes: Some("weather".to_owned()),
        ..Habits::default()
    };
    habits.orders.insert(99, "due".to_owned());
    habits.orders.insert(1, "colour".to_owned());
    let before = Before {
        habits,
        ..Before::default()
    };
    let lanes: &[Lane<'_>] = &[("Todo", None, &["one"])];
    let desk = Desk::with(Start {
        before,
        ..start(board(lanes), (80, 24))
    });
    assert_eq!(desk.at(), "one");
}

// ---- other boards

#[test]
fn boards_are_listed_and_opened() {
    let mut desk = desk();
    desk.press("b");
    assert_eq!(desk.effects, [Effect::ListBoards]);
    let listed = |title: &str, here| Listed {
        title: title.to_owned(),
        path: PathBuf::from(format!("/srv/{title}.db")),
        here,
    };
    desk.send(Msg::Boards(vec![
        listed("Home", false),
        listed("Team", true),
    ]));
    assert_snapshot!("boards", desk.frame(80, 24));
    desk.press("hom<enter>");
    let wanted = Effect::OpenBoard(PathBuf::from("/srv/Home.db"));
    assert_eq!(desk.effects.pop(), Some(wanted));
    desk.send(Msg::NotOpened(said("it is no board")));
    assert!(
        desk.notice().contains("this board stays open"),
        "{}",
        desk.notice()
    );
    desk.press("<esc>]");
    assert_eq!(desk.effects.pop(), Some(Effect::OpenBeside(1)));
    desk.press("[");
    assert_eq!(desk.effects.pop(), Some(Effect::OpenBeside(-1)));
}

#[test]
fn a_list_of_boards_that_comes_late_is_in_nobodys_way() {
    let mut desk = desk();
    desk.press("bn");
    desk.send(Msg::Boards(Vec::new()));
    desk.press("fix it<enter>").save();
    assert_eq!(desk.column("Todo"), ["one", "two", "fix it"]);
}

#[test]
fn the_board_is_not_left_while_something_is_under_way() {
    let mut desk = desk();
    assert!(desk.model.may_leave());
    desk.press("L");
    assert!(!desk.model.may_leave());
    desk.save();
    assert!(desk.model.may_leave());
    assert!(!{ desk.press("n") }.model.may_leave());
}
