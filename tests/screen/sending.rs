//! Cards that go to another board, as the screen asks for it.

use std::path::PathBuf;

use insta::assert_snapshot;
use walboard::board::CardId;
use walboard::tui::msg::{Effect, Listed, Msg, Sent};

use crate::desk::{Desk, desk, said};

fn boards() -> Vec<Listed> {
    let listed = |title: &str| Listed {
        title: title.to_owned(),
        path: PathBuf::from(format!("/srv/{title}.db")),
        here: title == "Team",
    };
    ["Garden", "Home", "Team"].map(listed).to_vec()
}

fn asked(desk: &mut Desk) -> Vec<CardId> {
    match desk.effects.pop() {
        Some(Effect::ListBoardsFor(cards)) => cards,
        other => panic!("{other:?}"),
    }
}

#[test]
fn marked_cards_are_sent_to_a_board_that_is_found_by_a_part_of_its_name() {
    let mut desk = desk();
    desk.press("V<esc>V");
    desk.press("mb");
    let cards = asked(&mut desk);
    assert_eq!(cards, [desk.card("one"), desk.card("two")]);
    desk.send(Msg::BoardsFor(cards.clone(), boards()));
    assert_snapshot!("boards_to_send_to", desk.frame(80, 24));
    desk.press("hm<enter>");
    match desk.effects.pop() {
        Some(Effect::Send(sending)) => {
            assert_eq!(sending.cards, cards);
            assert_eq!(sending.to, PathBuf::from("/srv/Home.db"));
        }
        other => panic!("{other:?}"),
    }
    let board = "Home".to_owned();
    let new = vec![CardId(7), CardId(8)];
    desk.send(Msg::Sent(Ok(Sent { board, new })));
    assert_eq!(desk.notice(), "moved 2 cards to Home");
    desk.send(Msg::Sent(Err(said("it is read-only"))));
    assert_eq!(desk.notice(), "not moved: it is read-only");
}

#[test]
fn what_is_not_saved_yet_does_not_go() {
    let mut desk = desk();
    desk.press("r!<enter>mb");
    assert_eq!(desk.notice(), "not saved yet; once more in a moment");
    assert_eq!(desk.effects, []);
    desk.save().press("mb");
    assert_eq!(asked(&mut desk), [desk.card("one!")]);
    // A list that comes late is in nobody's way.
    desk.press("n");
    desk.send(Msg::BoardsFor(vec![CardId(1)], boards()));
    assert!(!desk.frame(80, 24).contains("Garden"));
}
