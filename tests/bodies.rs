//! The store thread leaves bodies in the file until it is asked for them.

mod common;

use std::sync::mpsc::{self, Receiver};
use std::time::Duration;

use common::board::{TestBoard, add, edit};
use walboard::board::{Body, CardId, Detail};
use walboard::edit::Act;
use walboard::store::{News, Report, Request, spawn};

/// A board of three cards: with a long body, with a short one, with none.
fn board() -> TestBoard {
    let board = TestBoard::new();
    let mut store = board.open("ann");
    let long = format!("{} the Kettle", "water ".repeat(2_000));
    for (card, body) in [(1, long.as_str()), (2, "Grüße an alle"), (3, "")] {
        store.write(&add("a card")).unwrap();
        let (card, to, base) = (CardId(card), Detail::Body(body.to_owned()), None);
        store.write(&edit(Act::SetCard { card, to, base })).unwrap();
    }
    board
}

/// Waits for the report that is meant; others may come before it.
fn wait<T>(reports: &Receiver<Report>, meant: impl Fn(Report) -> Option<T>) -> T {
    loop {
        let report = reports
            .recv_timeout(Duration::from_secs(20))
            .expect("a report");
        if let Some(meant) = meant(report) {
            return meant;
        }
    }
}

#[test]
fn bodies_stay_in_the_file_until_they_are_asked_for() {
    let board = board();
    let (tell, reports) = mpsc::channel();
    let requests = spawn(board.open("bob"), move |report| drop(tell.send(report))).unwrap();
    let read = wait(&reports, |report| match report {
        Report::News(News::Whole(board)) => Some(board),
        _ => None,
    });
    let body = |card| read.card(CardId(card)).unwrap().body.clone();
    assert_eq!(
        [1, 2, 3].map(body),
        [Body::Away, Body::Away, Body::default()]
    );
    assert!(read.is_sparse());

    requests.send(Request::Body(CardId(2))).unwrap();
    let body = wait(&reports, |report| match report {
        Report::Body(card, body) => Some((card, body)),
        _ => None,
    });
    assert_eq!(body, (CardId(2), "Grüße an alle".to_owned()));

    for (text, cards) in [
        ("kettle", &[1][..]),
        ("grüsse", &[]),
        ("grüße", &[2]),
        ("a", &[1, 2]),
    ] {
        requests.send(Request::Find(text.to_owned())).unwrap();
        let found = wait(&reports, |report| match report {
            Report::Found(of, cards) if of == text => Some(cards),
            _ => None,
        });
        let mut found: Vec<i64> = found.into_iter().map(|card| card.0).collect();
        found.sort_unstable();
        assert_eq!(found, cards, "{text}");
    }
}

#[test]
fn bodies_that_cannot_be_read_are_answered_all_the_same() {
    let board = board();
    let (tell, reports) = mpsc::channel();
    let requests = spawn(board.open("bob"), move |report| drop(tell.send(report))).unwrap();
    wait(&reports, |report| {
        matches!(report, Report::News(News::Whole(_))).then_some(())
    });
    let stranger = rusqlite::Connection::open(&board.path).unwrap();
    let renamed = "ALTER TABLE card RENAME COLUMN body TO text";
    stranger.execute_batch(renamed).unwrap();
    requests.send(Request::Find("kettle".to_owned())).unwrap();
    let found = wait(&reports, |report| match report {
        Report::Found(_, cards) => Some(cards),
        _ => None,
    });
    assert!(found.is_empty());
}

#[test]
fn an_edit_of_a_card_whose_body_stayed_in_the_file_keeps_the_body() {
    let board = board();
    let (tell, reports) = mpsc::channel();
    let requests = spawn(board.open("bob"), move |report| drop(tell.send(report))).unwrap();
    let act = |to| Act::SetCard {
        card: CardId(2),
        to,
        base: None,
    };
    for to in [
        Detail::Title("renamed".to_owned()),
        Detail::Assignee(Some("bob".to_owned())),
    ] {
        requests.send(Request::Write(edit(act(to)))).unwrap();
        wait(&reports, |report| match report {
            Report::Done(done) => Some(done.unwrap()),
            _ => None,
        });
    }
    let whole = board.open("eve").read().unwrap();
    assert_eq!(whole.card(CardId(2)).unwrap().body.text(), "Grüße an alle");
    assert!(!whole.is_sparse());
}
