//! The order of the cards in a column, for this person's eyes only: the board's own, or by a field.

use std::cmp::{Ordering, Reverse};

use crate::board::{Card, Priority};
use crate::tui::words::{Looks, Names};

/// What a column is ordered by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Field {
    /// The most pressing first.
    Priority,
    /// The earliest due first.
    Due,
    /// The longest in the column first.
    Age,
    /// The one changed last first.
    Updated,
    /// From A to Z.
    Title,
}

impl Field {
    /// Every field, as the list of them shows it.
    pub(crate) const ALL: [Self; 5] = [
        Self::Priority,
        Self::Due,
        Self::Age,
        Self::Updated,
        Self::Title,
    ];

    /// Returns the word for it.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Priority => "priority",
            Self::Due => "due",
            Self::Age => "age",
            Self::Updated => "updated",
            Self::Title => "title",
        }
    }

    /// Returns what it is called on the screen.
    fn words(self, names: &Names) -> &str {
        match self {
            Self::Priority => names.priority(),
            Self::Due => names.due(),
            Self::Age => names.age(),
            Self::Updated => names.updated(),
            Self::Title => names.title(),
        }
    }

    /// Returns that with what stands first.
    pub(crate) fn says(self, looks: &Looks) -> &str {
        match self {
            Self::Priority => looks.by_priority(),
            Self::Due => looks.by_due(),
            Self::Age => looks.by_age(),
            Self::Updated => looks.by_updated(),
            Self::Title => looks.by_title(),
        }
    }
}

/// A field, and from which end.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Order {
    pub(crate) by: Field,
    pub(crate) reversed: bool,
}

impl Order {
    /// Returns the two in a word: `due`, `-due`.
    pub(crate) fn name(self) -> String {
        let sign = if self.reversed { "-" } else { "" };
        format!("{sign}{}", self.by.name())
    }

    /// Returns that as the screen says it.
    pub(crate) fn words(self, names: &Names) -> String {
        let sign = if self.reversed { "-" } else { "" };
        format!("{sign}{}", self.by.words(names))
    }

    /// Puts cards into this order; those that are alike stay as they stood, and those without a value come last from
    /// either end.
    pub(crate) fn sort(self, cards: &mut [&Card]) {
        match self.by {
            Field::Priority => self.by_some(cards, |card| card.priority.map(Reverse::<Priority>)),
            Field::Due => self.by_some(cards, |card| card.due),
            Field::Age => self.by_some(cards, |card| Some(card.entered)),
            Field::Updated => self.by_some(cards, |card| Some(Reverse(card.updated))),
            Field::Title => self.by_some(cards, |card| Some(card.title.to_lowercase())),
        }
    }

    fn by_some<Key: Ord>(self, cards: &mut [&Card], key: impl Fn(&Card) -> Option<Key>) {
        let mut keyed: Vec<(Option<Key>, &Card)> =
            cards.iter().map(|card| (key(card), *card)).collect();
        keyed.sort_by(|(one, _), (other, _)| match (one, other) {
            (Some(one), Some(other)) if self.reversed => other.cmp(one),
            (Some(one), Some(other)) => one.cmp(other),
            (Some(_), None) => Ordering::Less,
            (None, Some(_)) => Ordering::Greater,
            (None, None) => Ordering::Equal,
        });
        for (place, (_, card)) in cards.iter_mut().zip(keyed) {
            *place = card;
        }
    }
}
