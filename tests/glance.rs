//! A glance at the board: what the first frame needs, without the rest.

mod common;

use std::time::{Duration, Instant};

use common::board::{DOING, TODO, TestBoard, add, edit};
use walboard::board::CardId;
use walboard::edit::{Act, At, Place};
use walboard::store::News;

/// A board with 20 cards in To do, the first of which is archived, and one in Doing.
fn board() -> TestBoard {
    let board = TestBoard::new();
    let mut store = board.open("ann");
    for number in 1..=21 {
        store.write(&add(&format!("card {number}"))).unwrap();
    }
    let (column, at) = (DOING, At::Top);
    let to = Place { column, at };
    store
        .write(&edit(Act::MoveCard {
            card: CardId(21),
            to,
        }))
        .unwrap();
    store.write(&edit(Act::Archive(CardId(1)))).unwrap();
    store
        .write(&edit(Act::Label {
            card: CardId(3),
            label: "bug".into(),
            on: true,
        }))
        .unwrap();
    board
}

#[test]
fn a_glance_has_the_top_cards_and_counts_the_rest() {
    let board = board();
    let mut store = board.open("bob");
    let (glance, whole) = (store.glance(5).unwrap(), store.read().unwrap());
    let counts = |board: &walboard::board::Board| -> Vec<usize> {
        board
            .columns()
            .iter()
            .map(walboard::board::Column::count)
            .collect()
    };
    assert_eq!(counts(&glance), [19, 1, 0]);
    assert_eq!(counts(&glance), counts(&whole));
    let top = glance.column(TODO).unwrap().cards();
    assert_eq!(top, &whole.column(TODO).unwrap().cards()[..5]);
    assert_eq!(glance.cards().count(), 6, "no others are read");
    for card in glance.cards() {
        assert_eq!(Some(card), whole.card(card.id));
    }
}

#[test]
fn after_a_glance_the_board_is_news_as_a_whole_once() {
    let board = board();
    let mut store = board.open("bob");
    store.glance(5).unwrap();
    let whole = board.open("eve").read().unwrap();
    assert_eq!(store.catch_up().unwrap(), News::Whole(whole));
    assert_eq!(store.catch_up().unwrap(), News::Nothing);
}

#[test]
fn who_waits_without_news_does_wait() {
    let board = board();
    let (mut waiting, mut writing) = (board.open("bob"), board.open("ann"));
    // The first time it says that it is time to look, whatever was read before.
    waiting.wait(Duration::from_secs(20)).unwrap();
    let (began, nap) = (Instant::now(), Duration::from_millis(300));
    waiting.wait(nap).unwrap();
    assert!(began.elapsed() >= nap, "it spins");
    writing.write(&add("news")).unwrap();
    let began = Instant::now();
    waiting.wait(Duration::from_secs(20)).unwrap();
    assert!(
        began.elapsed() < Duration::from_secs(15),
        "it does not hear"
    );
}
