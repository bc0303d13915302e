//! What the people of the sample board did with its cards.

use std::collections::HashMap;

use anyhow::Context as _;

use crate::board::{CardId, ColumnId, Detail, ItemId, Priority, Relation};
use crate::edit::{Act, At, CommentAct, ItemAct, Place};

/// Something that somebody does to a card of the sample.
#[derive(Debug, Clone, Copy)]
pub(super) enum Work {
    Move(usize),
    Raise,
    Rename(&'static str),
    Archive,
    Say(&'static str),
    Tick(i64),
    Block(&'static str),
    /// What it is to the card that was added with that title.
    Link(Relation, &'static str),
}

const NOTES: &str = "Write the release notes";
const PACKAGES: &str = "Tag and build the packages";
const DRIFT: &str = "Countdown drifts by a second an hour";
const BELL: &str = "Terminal bell is not heard over ssh";
const SOUND: &str = "Sound of the bell: three samples to choose from";
const CRASH: &str = "Fix the crash on an empty label";
const SHOTS: &str = "Screenshots";
const DEBIAN: &str = "Package for Debian";

/// In order: who, the title that the card was added with, and what.
pub(super) const WORK: [(&str, &str, Work); 20] = [
    ("kenji", SOUND, Work::Move(3)),
    ("ben", DRIFT, Work::Raise),
    ("ana", DRIFT, Work::Move(2)),
    (
        "chloé",
        SHOTS,
        Work::Rename("Screenshots for the shop page"),
    ),
    ("ben", "Timer survives a restart", Work::Move(4)),
    ("kenji", "Try the new compiler", Work::Archive),
    ("chloé", "Colours for colour-blind eyes", Work::Move(2)),
    ("ana", NOTES, Work::Link(Relation::Blocks, PACKAGES)),
    ("ana", CRASH, Work::Link(Relation::Blocks, PACKAGES)),
    ("ben", PACKAGES, Work::Link(Relation::Parent, DEBIAN)),
    ("ben", BELL, Work::Link(Relation::Relates, SOUND)),
    (
        "chloé",
        SHOTS,
        Work::Block("no bell to show before one is chosen"),
    ),
    (
        "ben",
        DRIFT,
        Work::Say("I measured it again over night: *eleven* seconds."),
    ),
    (
        "ana",
        DRIFT,
        Work::Say("Then it is not the sleep alone. Does it stop while the lid is closed?"),
    ),
    (
        "ben",
        DRIFT,
        Work::Say(
            "It does. Two bugs, then:\n\n1. the sleeps add up\n2. the clock stands still while we sleep",
        ),
    ),
    (
        "kenji",
        SOUND,
        Work::Say("ベルは二番目がいいと思います。 The second one, please."),
    ),
    (
        "chloé",
        SOUND,
        Work::Say("The kettle! But not before breakfast."),
    ),
    ("ben", DEBIAN, Work::Tick(2)),
    (
        "ana",
        CRASH,
        Work::Say("Looks good. One test more, for a label of blanks?"),
    ),
    (
        "chloé",
        NOTES,
        Work::Say("May I draw something for the top?"),
    ),
];

impl Work {
    /// Returns the edit's act; `cards` are by the titles they were added with.
    pub(super) fn act(
        self,
        title: &str,
        cards: &HashMap<String, CardId>,
        columns: &[ColumnId],
    ) -> anyhow::Result<Act> {
        let find = |title: &str| {
            let card = cards.get(title).copied();
            card.with_context(|| format!("no sample is called “{title}”"))
        };
        let card = find(title)?;
        let set = |to| Act::SetCard {
            card,
            to,
            base: None,
        };
        Ok(match self {
            Self::Move(column) => Act::MoveCard {
                card,
                to: Place {
                    column: columns[column],
                    at: At::Top,
                },
            },
            Self::Raise => set(Detail::Priority(Some(Priority::Urgent))),
            Self::Rename(title) => set(Detail::Title(title.to_owned())),
            Self::Archive => Act::Archive(card),
            Self::Block(why) => set(Detail::Blocked(Some(why.to_owned()))),
            Self::Say(text) => {
                let text = text.to_owned();
                let act = CommentAct::Add { text };
                Act::Comment { card, act }
            }
            Self::Tick(item) => {
                let item = ItemId(item);
                let act = ItemAct::Tick { item, done: true };
                Act::Item { card, act }
            }
            Self::Link(relation, other) => Act::Link {
                card,
                relation,
                other: find(other)?,
                on: true,
            },
        })
    }
}
