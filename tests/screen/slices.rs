//! A search on a large board: what is typed shows at once what stands at the top, and no key waits for the rest.

use std::collections::HashSet;

use walboard::board::{Board, CardId};
use walboard::store::Report;

use crate::bodies::without_bodies;
use crate::desk::{Desk, Lane, board};

/// How many cards each column has: more than a slice, all together.
const CARDS: usize = 4_000;

fn desk(left: &[usize], middle: &[usize], right: &[usize]) -> Desk {
    Desk::new(large(left, middle, right), (120, 24))
}

/// Returns a board with three columns of cards `left 1`, `middle 1`, `right 1` and so on, of which these are needles.
fn large(left: &[usize], middle: &[usize], right: &[usize]) -> Board {
    let titles = |name: &str, needles: &[usize]| -> Vec<String> {
        (1..=CARDS)
            .map(|number| match needles.contains(&number) {
                true => format!("needle {name} {number}"),
                false => format!("{name} {number}"),
            })
            .collect()
    };
    let columns = [("left", left), ("middle", middle), ("right", right)];
    let columns = columns.map(|(name, needles)| (name, titles(name, needles)));
    let columns: Vec<(&str, Vec<&str>)> = columns
        .iter()
        .map(|(name, titles)| (*name, titles.iter().map(String::as_str).collect()))
        .collect();
    let lanes: Vec<Lane<'_>> = columns
        .iter()
        .map(|(name, titles)| (*name, None, titles.as_slice()))
        .collect();
    board(&lanes)
}

/// Lets the search go on to its end; returns how many slices there were.
fn rest(desk: &mut Desk) -> usize {
    let mut slices = 0;
    while desk.model.is_sifting() {
        desk.send(walboard::tui::msg::Msg::Tick);
        slices += 1;
    }
    slices
}

fn frame(desk: &Desk) -> String {
    desk.frame(120, 24)
}

#[test]
fn what_stands_at_the_top_shows_at_once_and_the_rest_as_it_comes() {
    let mut desk = desk(&[1, 2, 3_900], &[5], &[3_999]);
    desk.press("/needle");
    assert_eq!(desk.at(), "needle left 1");
    let first = frame(&desk);
    assert!(first.contains("needle left 2"), "{first}");
    assert!(first.contains("needle middle 5"), "{first}");
    assert!(!first.contains("needle left 3900"), "{first}");
    assert!(
        first.contains("3 of 12000 cards …"),
        "there may be more: {first}"
    );
    assert!(!first.contains("No card matches"), "{first}");
    assert!(rest(&mut desk) >= 2, "a slice is a part");
    assert_eq!(desk.at(), "needle left 1", "nothing moved");
    let whole = frame(&desk);
    for title in ["needle left 3900", "needle middle 5", "needle right 3999"] {
        assert!(whole.contains(title), "{title}: {whole}");
    }
    assert!(whole.contains("5 of 12000 cards"), "{whole}");
    assert!(!whole.contains('…'), "{whole}");
}

#[test]
fn the_cursor_stays_on_its_card_wherever_that_stands() {
    let mut desk = desk(&[1, 3_000, 3_990, 4_000], &[1], &[]);
    desk.press("G");
    assert_eq!(desk.at(), "needle left 4000");
    desk.press("/n");
    assert_eq!(desk.at(), "needle left 4000");
    rest(&mut desk);
    assert_eq!(desk.at(), "needle left 4000");
    // The card before it is one of its neighbours, and is found: it gets the cursor.
    desk.press("<esc>k");
    assert_eq!(desk.at(), "left 3999");
    desk.press("/needle");
    assert_eq!(desk.at(), "needle left 4000");
}

#[test]
fn the_first_card_found_gets_the_cursor_when_it_comes() {
    let mut desk = desk(&[3_500], &[1], &[]);
    desk.press("/needle");
    assert_eq!(desk.at(), "", "nothing here so far, and perhaps later");
    rest(&mut desk);
    assert_eq!(desk.at(), "needle left 3500");
}

#[test]
fn the_nearest_column_gets_the_cursor_when_all_were_asked() {
    let mut desk = desk(&[], &[3_500], &[1]);
    desk.press("/needle");
    assert_eq!(desk.at(), "");
    rest(&mut desk);
    assert_eq!(desk.at(), "needle middle 3500");
}

#[test]
fn other_keys_find_the_search_whole() {
    let mut desk = desk(&[1, 3_900], &[], &[]);
    desk.press("/needle<enter>G");
    assert!(!desk.model.is_sifting());
    assert_eq!(desk.at(), "needle left 3900");
    // What somebody else does, too.
    desk.press("<esc>/left");
    assert!(desk.model.is_sifting());
    desk.other("bob", Vec::new());
    assert!(!desk.model.is_sifting());
}

#[test]
fn what_is_typed_next_does_not_wait_for_what_was_typed_before() {
    let mut desk = desk(&[3_900], &[], &[]);
    desk.press("/needle");
    assert!(desk.model.is_sifting());
    desk.press("<backspace><backspace><backspace><backspace><backspace><backspace>left 7");
    rest(&mut desk);
    assert_eq!(desk.at(), "left 7");
    desk.press("<esc>");
    assert!(!desk.model.is_sifting(), "all are shown");
}

#[test]
fn lanes_stay_as_they_are_until_all_were_asked() {
    let mut desk = desk(&[1], &[2], &[]);
    // By who works on them: nobody, here.
    desk.press("wj<enter>");
    let before = frame(&desk);
    assert!(before.contains("left 2"), "{before}");
    desk.press("/needle");
    let typed = frame(&desk);
    assert!(typed.contains("/needle"), "{typed}");
    assert!(typed.contains("left 2"), "{typed}");
    rest(&mut desk);
    let after = frame(&desk);
    assert!(!after.contains(" left 2"), "{after}");
    assert_eq!(desk.at(), "needle left 1");
    assert!(after.contains("2 of 12000 cards"), "{after}");
}

#[test]
fn what_is_found_in_bodies_shows_when_all_were_asked_again() {
    let board = without_bodies(&large(&[], &[2], &[]));
    let mut desk = Desk::new(board, (120, 24));
    let found = |number: usize| {
        let card = CardId(i64::try_from(number).unwrap());
        Report::Found("needle".to_owned(), HashSet::from([card]))
    };
    desk.press("/needle");
    assert!(desk.model.is_sifting());
    // Those who were asked before it was known are asked once more.
    desk.report(found(1));
    assert!(!frame(&desk).contains("left 1 "), "{}", frame(&desk));
    rest(&mut desk);
    assert!(frame(&desk).contains("left 1 "), "{}", frame(&desk));
    assert!(
        frame(&desk).contains("2 of 12000 cards"),
        "{}",
        frame(&desk)
    );
}

#[test]
fn what_is_shown_stays_while_it_is_worked_out_anew() {
    let board = without_bodies(&large(&[], &[2], &[]));
    let mut desk = Desk::new(board, (120, 24));
    desk.press("/needle");
    rest(&mut desk);
    assert_eq!(desk.at(), "needle middle 2");
    let last = CardId(i64::try_from(3 * CARDS).unwrap());
    let found = HashSet::from([CardId(1), last]);
    desk.report(Report::Found("needle".to_owned(), found));
    assert!(desk.model.is_sifting());
    let meanwhile = frame(&desk);
    assert!(meanwhile.contains("1 of 12000 cards"), "{meanwhile}");
    assert!(!meanwhile.contains("left 1 "), "{meanwhile}");
    rest(&mut desk);
    assert_eq!(desk.at(), "needle middle 2");
    let whole = frame(&desk);
    assert!(whole.contains("3 of 12000 cards"), "{whole}");
    assert!(whole.contains("left 1 "), "{whole}");
    assert!(whole.contains("right 4000"), "{whole}");
}
