//! Long walks: keys, other people, failures and new sizes in any order leave the screen whole.

use proptest::prelude::*;
use walboard::board::{CardId, Detail, Relation};
use walboard::edit::{Act, At, Draft, Place};
use walboard::tui::msg::Msg;

use crate::desk::{Desk, desk};

/// Something that happens to a screen.
#[derive(Debug, Clone)]
enum Step {
    Press(&'static str),
    /// Somebody else does one of several things to a card.
    Other(usize, usize),
    Answer,
    Fails,
    Later,
    Resize(u16, u16),
}

const KEYS: &[&str] = &[
    "j",
    "k",
    "h",
    "l",
    "gg",
    "G",
    "<c-d>",
    "<tab>",
    "2",
    "H",
    "J",
    "K",
    "L",
    "ml",
    "mh",
    "m3",
    "nnew<enter>",
    "obelow<enter>",
    "Oabove<enter>",
    "nhalf<esc>",
    "r!<enter>",
    "d",
    "u",
    "U",
    "t+bug<enter>",
    "aa",
    "an",
    "ph",
    "+",
    "-",
    "@tomorrow<enter>",
    "NMore<enter>",
    "Er!<enter>",
    "El1<enter>",
    "Ed",
    "1",
    "<lt>",
    ">",
    "/o<enter>",
    "/zzz<enter>",
    "<esc>",
    "<enter>",
    "A",
    "r",
    "X",
    "y",
    "?",
    "?move<enter>",
    "q<esc>",
    "<c-z>",
    "n",
    "p",
    "a",
    "x<enter>",
];

fn step() -> impl Strategy<Value = Step> {
    prop_oneof![
        8 => proptest::sample::select(KEYS).prop_map(Step::Press),
        3 => (0_usize..6, 0_usize..12).prop_map(|(what, card)| Step::Other(what, card)),
        4 => Just(Step::Answer),
        1 => Just(Step::Fails),
        1 => Just(Step::Later),
        1 => (0_u16..90, 0_u16..30).prop_map(|(width, height)| Step::Resize(width, height)),
    ]
}

fn take(desk: &mut Desk, step: &Step) {
    match step {
        Step::Press(keys) => drop(desk.press(keys)),
        Step::Other(what, card) => other(desk, *what, *card),
        Step::Answer if !desk.asked.is_empty() => drop(desk.answer()),
        Step::Fails if !desk.asked.is_empty() => drop(desk.fails("no luck")),
        Step::Answer | Step::Fails => {}
        Step::Later => drop(desk.later(5)),
        Step::Resize(width, height) => drop(desk.resize(*width, *height)),
    }
}

fn other(desk: &mut Desk, what: usize, which: usize) {
    let mut cards: Vec<CardId> = desk.file.cards().map(|card| card.id).collect();
    cards.sort_unstable();
    let columns = desk.file.columns();
    let (Some(card), Some(column)) = (cards.get(which % cards.len().max(1)), columns.first())
    else {
        return;
    };
    let (card, column, at) = (*card, column.id, At::Top);
    let place = Place { column, at };
    let archived = desk.file.card(card).is_some_and(|card| card.archived);
    let act = match what {
        0 => Act::Delete(card),
        1 if !archived => Act::Archive(card),
        2 if !archived => Act::MoveCard { card, to: place },
        3 => Act::SetCard {
            card,
            to: Detail::Title("theirs".to_owned()),
            base: None,
        },
        4 if cards[0] != card => Act::Link {
            card: cards[0],
            relation: Relation::Blocks,
            other: card,
            on: true,
        },
        _ => {
            let draft = Box::new(Draft {
                title: "added".to_owned(),
                ..Draft::default()
            });
            Act::AddCard { at: place, draft }
        }
    };
    let before = desk.model.cursor().card;
    desk.other("bob", vec![act]);
    // Only who takes its card away moves the cursor; a number above the first six may be a guess.
    let taken = what < 2 && before == Some(card);
    if !taken && before.is_some_and(|card| card.0 <= 6) {
        assert_eq!(desk.model.cursor().card, before, "nobody moves my cursor");
    }
}

fn is_whole(desk: &Desk) -> Result<(), TestCaseError> {
    let (board, cursor) = (desk.model.board(), desk.model.cursor());
    match cursor.card {
        Some(card) => {
            let card = board
                .card(card)
                .expect("the card under the cursor is on the board");
            prop_assert!(!card.archived);
            prop_assert_eq!(Some(card.place.column), cursor.column);
        }
        None => {
            let cards = cursor.column.and_then(|column| board.column(column));
            let is_empty = cards.is_none_or(|column| column.cards().is_empty());
            prop_assert!(is_empty || desk.model.searched().is_some());
        }
    }
    prop_assert_eq!(cursor.column.is_none(), board.columns().is_empty());
    let _frame = desk.buffer((60, 20));
    Ok(())
}

/// Searches of every kind that depends on something else.
const SEARCHES: [&str; 8] = [
    "/o<enter>",
    "/-o<enter>",
    "/theirs<enter>",
    "/+bug<enter>",
    "/in:doing<enter>",
    "/is:done<enter>",
    "/is:blocked<enter>",
    "/-has:links<enter>",
];

/// What I do while I search; all of it ends on the board.
const DEEDS: &[&str] = &[
    "j",
    "k",
    "l",
    "H",
    "J",
    "K",
    "L",
    "d",
    "u",
    "t+bug<enter>",
    "c",
    "nnew<enter>",
    "r!<enter>",
    "Er!<enter>",
    "X",
];

/// Makes the screen work out anew all that it shows: it does so when the day changes.
fn anew(desk: &mut Desk) {
    let today = desk.today;
    for day in [today.tomorrow().unwrap(), today] {
        desk.today = day;
        desk.send(Msg::Tick);
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn what_is_found_is_what_would_be_found_anew(
        search in proptest::sample::select(&SEARCHES[..]),
        steps in proptest::collection::vec(prop_oneof![
            2 => proptest::sample::select(DEEDS).prop_map(Step::Press),
            2 => (0_usize..6, 0_usize..12).prop_map(|(what, card)| Step::Other(what, card)),
            3 => Just(Step::Answer),
            1 => Just(Step::Fails),
        ], 1..40),
    ) {
        let mut desk = desk();
        desk.resize(160, 60);
        desk.press(search);
        for step in &steps {
            let asked = desk.asked.len();
            take(&mut desk, step);
            // Else nothing was worked out, and what was kept under the cursor is still there; an undo is the store's.
            let is_about_cards = match step {
                Step::Other(..) => true,
                Step::Press("u") => false,
                _ => desk.asked.len() != asked,
            };
            if is_about_cards && desk.model.searched().is_some() {
                let shown = desk.frame(160, 60);
                anew(&mut desk);
                prop_assert_eq!(shown, desk.frame(160, 60), "after {:?}", step);
            }
        }
    }

    #[test]
    fn whatever_happens_the_screen_ends_up_showing_the_file(steps in proptest::collection::vec(step(), 1..80)) {
        let mut desk = desk();
        for step in &steps {
            take(&mut desk, step);
            is_whole(&desk)?;
        }
        while !desk.asked.is_empty() {
            desk.answer();
        }
        prop_assert_eq!(desk.model.unsaved(), 0);
        prop_assert_eq!(desk.model.board(), &desk.file);
    }
}
