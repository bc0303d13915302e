//! Boards of any size, the same for the same seed, made by the same edits as any other board.

use std::path::{Path, PathBuf};

use walboard::board::{Board, CardId, ColumnId, Priority};
use walboard::change::{Actor, EditId};
use walboard::edit::{Act, At, Draft, Edit, Place};
use walboard::store::{NewBoard, Options, Store};

/// The columns, and how many of a hundred cards stand in each.
const COLUMNS: [(&str, u64); 5] = [
    ("Ideas", 30),
    ("To do", 20),
    ("Doing", 5),
    ("Review", 5),
    ("Done", 40),
];

const PEOPLE: [&str; 8] = ["ana", "ben", "chloé", "dai", "eli", "fay", "gus", "hana"];

const LABELS: [&str; 12] = [
    "bug",
    "docs",
    "feature",
    "ui",
    "store",
    "test",
    "speed",
    "later",
    "customer",
    "legal",
    "infra",
    "good-first",
];

const WORDS: [&str; 40] = [
    "the",
    "kettle",
    "timer",
    "release",
    "notes",
    "write",
    "login",
    "page",
    "of",
    "a",
    "broken",
    "button",
    "when",
    "window",
    "is",
    "resized",
    "sound",
    "plays",
    "twice",
    "after",
    "sleep",
    "naïve",
    "café",
    "日本語",
    "import",
    "export",
    "slow",
    "on",
    "large",
    "boards",
    "and",
    "search",
    "finds",
    "nothing",
    "in",
    "archived",
    "cards",
    "check",
    "licence",
    "texts",
];

/// How many cards one edit adds: enough that the commit is a small part of the cost.
const AT_ONCE: usize = 1_000;

/// Numbers that look random and are the same each time (SplitMix64).
pub(crate) struct Dice(u64);

impl Dice {
    pub(crate) fn new(seed: u64) -> Self {
        Self(seed)
    }

    /// Returns a number below `sides`.
    pub(crate) fn roll(&mut self, sides: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        (mixed ^ (mixed >> 31)) % sides
    }

    fn pick<'a>(&mut self, from: &[&'a str]) -> &'a str {
        from[usize::try_from(self.roll(from.len() as u64)).expect("a short list")]
    }

    fn words(&mut self, least_bytes: usize) -> String {
        let mut text = self.pick(&WORDS).to_owned();
        while text.len() < least_bytes {
            text.push(' ');
            text.push_str(self.pick(&WORDS));
        }
        text
    }
}

pub(crate) fn options(name: &str) -> Options {
    let actor = Actor {
        name: name.to_owned(),
        user: name.to_owned(),
    };
    Options {
        actor,
        patience: None,
        program: None,
    }
}

/// Makes a board of that many cards in a folder, and returns its path.
pub(crate) fn make(folder: &Path, cards: usize) -> PathBuf {
    let path = folder.join(format!("board-{cards}.db"));
    let new = NewBoard {
        title: format!("{cards} cards"),
        columns: COLUMNS.map(|(name, _)| (name.to_owned(), None)).to_vec(),
        done: None,
        shared: false,
    };
    let mut store = Store::create(&path, &new, options("ana")).expect("a board is made");
    let columns: Vec<ColumnId> = (store.part(&[]).expect("columns").columns().iter())
        .map(|column| column.id)
        .collect();
    let mut dice = Dice::new(cards as u64);
    let mut left = cards;
    while left > 0 {
        let count = left.min(AT_ONCE);
        let acts = (0..count).map(|_| add(&mut dice, &columns)).collect();
        let edit = Edit::new(EditId(format!("seed-{left}")), acts);
        store.write(&edit).expect("cards are added");
        left -= count;
    }
    path
}

fn add(dice: &mut Dice, columns: &[ColumnId]) -> Act {
    let mut at = dice.roll(100);
    let column = COLUMNS.iter().zip(columns).find(|((_, share), _)| {
        let here = at < *share;
        at = at.saturating_sub(*share);
        here
    });
    let (_, column) = column.expect("the shares make a hundred");
    let at = Place {
        column: *column,
        at: At::Bottom,
    };
    let draft = Box::new(draft(dice));
    Act::AddCard { at, draft }
}

/// A card as people write them: a short title, a text of 200 bytes, now and then one of 5,000 or none.
fn draft(dice: &mut Dice) -> Draft {
    let title = 15 + dice.roll(40);
    let body = match dice.roll(100) {
        0..15 => 0,
        15..55 => 30 + dice.roll(170),
        55..95 => 200 + dice.roll(600),
        _ => 2_000 + dice.roll(3_000),
    };
    let labels = (0..dice.roll(4)).map(|_| dice.pick(&LABELS).to_owned());
    Draft {
        labels: labels.collect(),
        title: dice.words(usize::try_from(title).expect("short")),
        body: match body {
            0 => String::new(),
            size => dice.words(usize::try_from(size).expect("short")),
        },
        assignee: (dice.roll(3) > 0).then(|| dice.pick(&PEOPLE).to_owned()),
        priority: match dice.roll(10) {
            0 => Some(Priority::Urgent),
            1 | 2 => Some(Priority::High),
            3 => Some(Priority::Low),
            _ => None,
        },
        ..Draft::default()
    }
}

/// Returns the first card of the first column.
pub(crate) fn first_card(board: &Board) -> CardId {
    board.columns()[0].cards()[0]
}
