//! A card shown in full: what of it is in view, and what the cursor in it is on.

use crate::board::{CardId, CommentId, ItemId, Relation};
use crate::change::Change;
use crate::tui::words::Words;

/// A card in full.
#[derive(Debug)]
pub(crate) struct Sheet {
    pub(crate) card: CardId,
    /// How many lines are scrolled away.
    pub(crate) scroll: usize,
    /// What the cursor is on; it is in view, or there is none.
    pub(crate) at: Option<Stop>,
    pub(crate) past: Past,
}

/// Something in a card that keys can be about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Stop {
    /// A tick box in the text, by what stands behind it: the how many-eth that says so.
    Task {
        text: String,
        nth: usize,
    },
    Item(ItemId),
    Comment(CommentId),
    Link(Relation, CardId),
}

/// A part of the card view; a digit goes to it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Section {
    Text,
    Checklist,
    Comments,
    Links,
    History,
}

/// What happened to the card, as far as it was read.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) enum Past {
    /// It is in the file.
    #[default]
    Away,
    /// It was asked for.
    Asked,
    /// It is here, the newest change first; others come in as they happen.
    Here {
        changes: Vec<Change>,
        /// Whether there is more in the file.
        more: bool,
    },
}

impl Sheet {
    /// Returns a card from its top.
    pub(crate) fn of(card: CardId) -> Self {
        Self {
            card,
            scroll: 0,
            at: None,
            past: Past::Away,
        }
    }

    /// Takes in a change that has happened.
    pub(crate) fn learn(&mut self, change: &Change) {
        if let Past::Here { changes, .. } = &mut self.past
            && change.card() == Some(self.card)
            && changes.first().is_none_or(|newest| newest.seq < change.seq)
        {
            changes.insert(0, change.clone().brief());
        }
    }
}

impl Section {
    /// Every part, in their order on the screen.
    pub(crate) const ALL: [Self; 5] = [
        Self::Text,
        Self::Checklist,
        Self::Comments,
        Self::Links,
        Self::History,
    ];

    /// Returns the digit that goes to it.
    pub(crate) fn digit(self) -> usize {
        self as usize + 1
    }

    /// Returns what it is called.
    pub(crate) fn name(self, words: &Words) -> &str {
        let words = &words.sheet;
        match self {
            Self::Text => words.text(),
            Self::Checklist => words.checklist(),
            Self::Comments => words.comments(),
            Self::Links => words.links(),
            Self::History => words.history(),
        }
    }

    /// Returns the part that has it.
    pub(crate) fn of(stop: &Stop) -> Self {
        match stop {
            Stop::Task { .. } => Self::Text,
            Stop::Item(_) => Self::Checklist,
            Stop::Comment(_) => Self::Comments,
            Stop::Link(..) => Self::Links,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::board::{CardField, Detail};
    use crate::change::{Actor, Diff, EditId, Touch};

    fn change(seq: i64, card: i64) -> Change {
        let name = "bob".to_owned();
        let user = name.clone();
        let title = |title: &str| vec![CardField::Detail(Detail::Title(title.to_owned()))];
        Change {
            seq,
            at: "2026-11-23T09:00:00Z".parse().expect("a time"),
            actor: Actor { name, user },
            edit: EditId(format!("e{seq}")),
            undoes: None,
            diff: Diff::Card(Touch {
                id: CardId(card),
                before: Some(title("a")),
                after: Some(title("b")),
            }),
        }
    }

    /// What was asked for may have been read later than what is told next.
    #[test]
    fn what_is_told_twice_happened_once() {
        let mut sheet = Sheet::of(CardId(1));
        sheet.learn(&change(4, 1));
        assert_eq!(sheet.past, Past::Away, "it is all in the file");
        let (changes, more) = (vec![change(5, 1), change(4, 1)], false);
        sheet.past = Past::Here { changes, more };
        for (seq, card) in [(4, 1), (5, 1), (6, 2), (7, 1)] {
            sheet.learn(&change(seq, card));
        }
        let Past::Here { changes, .. } = &sheet.past else {
            panic!("it was here");
        };
        let seqs: Vec<i64> = changes.iter().map(|change| change.seq).collect();
        assert_eq!(seqs, [7, 5, 4]);
    }
}
