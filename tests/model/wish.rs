//! What the processes ask for, at random.

use serde::{Deserialize, Serialize};
use walboard::board::{Board, CardId, ColumnId, Detail};
use walboard::edit::{Act, At, Draft, Place};

use crate::COLUMNS;

/// What a process asks for.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(crate) enum Wish {
    Add {
        column: i64,
        top: bool,
        title: String,
    },
    /// With the title it was based on: saved only if that is still the title.
    Title {
        card: i64,
        to: String,
        base: Option<String>,
    },
    /// One more than it was: wrong if somebody else did the same in between.
    Count {
        card: i64,
        from: u64,
    },
    Assign {
        card: i64,
        to: Option<String>,
    },
    Label {
        card: i64,
        label: String,
        on: bool,
    },
    Move {
        card: i64,
        column: i64,
        to: Spot,
    },
    Archive {
        card: i64,
    },
    Delete {
        card: i64,
    },
}

#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub(crate) enum Spot {
    Top,
    Bottom,
    Before(i64),
    After(i64),
}

impl Wish {
    pub(crate) fn act(&self) -> Act {
        let set = |card: i64, to: Detail, base: Option<Detail>| Act::SetCard {
            card: CardId(card),
            to,
            base,
        };
        match self.clone() {
            Self::Add { column, top, title } => Act::AddCard {
                at: Place {
                    column: ColumnId(column),
                    at: if top { At::Top } else { At::Bottom },
                },
                draft: Box::new(Draft {
                    title,
                    ..Draft::default()
                }),
            },
            Self::Title { card, to, base } => set(card, Detail::Title(to), base.map(Detail::Title)),
            Self::Count { card, from } => set(
                card,
                Detail::Body((from + 1).to_string()),
                Some(Detail::Body(counted(from))),
            ),
            Self::Assign { card, to } => set(card, Detail::Assignee(to), None),
            Self::Label { card, label, on } => Act::Label {
                card: CardId(card),
                label,
                on,
            },
            Self::Move { card, column, to } => Act::MoveCard {
                card: CardId(card),
                to: Place {
                    column: ColumnId(column),
                    at: match to {
                        Spot::Top => At::Top,
                        Spot::Bottom => At::Bottom,
                        Spot::Before(other) => At::Before(CardId(other)),
                        Spot::After(other) => At::After(CardId(other)),
                    },
                },
            },
            Self::Archive { card } => Act::Archive(CardId(card)),
            Self::Delete { card } => Act::Delete(CardId(card)),
        }
    }
}

/// A card that was never counted has no body.
pub(crate) fn counted(count: u64) -> String {
    if count == 0 {
        String::new()
    } else {
        count.to_string()
    }
}

pub(crate) struct Dice(pub(crate) u64);

impl Dice {
    pub(crate) fn roll(&mut self, sides: usize) -> usize {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % sides
    }

    pub(crate) fn pick<T: Copy>(&mut self, from: &[T]) -> Option<T> {
        (!from.is_empty()).then(|| from[self.roll(from.len())])
    }
}

pub(crate) fn wish(board: &Board, dice: &mut Dice, name: &str, n: usize) -> Option<Wish> {
    let column = COLUMNS[dice.roll(3)];
    let live: Vec<i64> = COLUMNS
        .iter()
        .flat_map(|column| board.column(*column).unwrap().cards())
        .map(|id| id.0)
        .collect();
    // Few cards, so that the processes meet.
    let kind = if live.len() < 4 { 0 } else { dice.roll(16) };
    let card = dice.pick(&live);
    let of = |card: i64| board.card(CardId(card)).unwrap();
    Some(match kind {
        0 | 1 => Wish::Add {
            column: column.0,
            top: dice.roll(2) == 0,
            title: format!("{name}/{n}"),
        },
        2 | 3 => Wish::Title {
            card: card?,
            to: format!("{name} was here {n}"),
            base: (dice.roll(2) == 0).then(|| of(card.unwrap()).title.clone()),
        },
        4..=7 => Wish::Count {
            card: card?,
            from: of(card?).body.text().parse().unwrap_or_default(),
        },
        8 => Wish::Assign {
            card: card?,
            to: (dice.roll(3) > 0).then(|| name.to_owned()),
        },
        9 | 10 => Wish::Label {
            card: card?,
            label: ["red", "blue"][dice.roll(2)].to_owned(),
            on: dice.roll(2) == 0,
        },
        11..=13 => {
            let there: Vec<i64> = board
                .column(column)?
                .cards()
                .iter()
                .map(|id| id.0)
                .collect();
            let other = dice.pick(&there).filter(|other| Some(*other) != card);
            let to = match (dice.roll(4), other) {
                (0, _) => Spot::Top,
                (1, Some(other)) => Spot::Before(other),
                (2, Some(other)) => Spot::After(other),
                _ => Spot::Bottom,
            };
            Wish::Move {
                card: card?,
                column: column.0,
                to,
            }
        }
        14 => Wish::Archive { card: card? },
        _ => Wish::Delete { card: card? },
    })
}
