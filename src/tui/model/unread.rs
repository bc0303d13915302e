//! What others did that this person has not looked at, and all that happened in lines that can be read.

use jiff::{SignedDuration, Timestamp};

use crate::board::{Board, CardId};
use crate::change::Change;
use crate::tui::model::deed;
use crate::tui::words::Words;

/// Changes of one person to one card that come sooner after each other are told together.
const TOGETHER: SignedDuration = SignedDuration::from_mins(10);
/// How many of them are told in words.
const TOLD: usize = 3;

/// How much others did since this person looked last.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Unread {
    /// The store was not asked.
    Unasked,
    /// The store was asked, and has not answered.
    Asked,
    /// So many changes, as far as the journal is known.
    Known { count: usize, last: i64 },
}

impl Unread {
    /// Returns how many changes of others there are to be looked at.
    pub(crate) fn count(self) -> usize {
        match self {
            Self::Known { count, .. } => count,
            Self::Unasked | Self::Asked => 0,
        }
    }

    /// Takes changes in that happened just now.
    pub(crate) fn add(&mut self, changes: &[Change], me: &str) {
        if let Self::Known { count, last } = self {
            let new = changes.iter().filter(|change| change.seq > *last);
            *count += new.filter(|change| change.actor.name != me).count();
            *last = changes
                .iter()
                .map(|change| change.seq)
                .fold(*last, i64::max);
        }
    }
}

/// What happened, as the list of it has it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Activity {
    /// In the order of the journal; `None` until the store has answered.
    pub(crate) changes: Option<Vec<Change>>,
    /// The last change that was looked at before.
    pub(crate) since: i64,
}

/// A line of what happened: what one person did to one card in one go, or to several cards in one edit.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Group {
    pub(crate) who: String,
    /// When the last of it was.
    pub(crate) at: Timestamp,
    /// The number of the last of it.
    pub(crate) seq: i64,
    /// The cards that it is about, each once.
    pub(crate) cards: Vec<CardId>,
    /// In words, as after the name of who did it.
    pub(crate) deeds: String,
}

/// Returns what happened in lines, the newest last.
pub(crate) fn groups(changes: &[Change], board: &Board, words: &Words) -> Vec<Group> {
    let mut groups: Vec<Vec<&Change>> = Vec::new();
    for change in changes {
        match groups.last_mut() {
            Some(group) if belongs(group, change) => group.push(change),
            _ => groups.push(vec![change]),
        }
    }
    let told = |group: Vec<&Change>| {
        let last = group.last()?;
        let mut cards: Vec<CardId> = group.iter().filter_map(|change| change.card()).collect();
        cards.sort_unstable();
        cards.dedup();
        Some(Group {
            who: last.actor.name.clone(),
            at: last.at,
            seq: last.seq,
            deeds: deeds(&group, &cards, board, words),
            cards,
        })
    };
    groups.into_iter().filter_map(told).collect()
}

fn belongs(group: &[&Change], change: &Change) -> bool {
    let Some(last) = group.last() else {
        return false;
    };
    let soon = change.at.duration_since(last.at) < TOGETHER;
    let card = change.card().is_some() && change.card() == last.card() && soon;
    last.actor.name == change.actor.name && (card || change.edit == last.edit)
}

fn deeds(group: &[&Change], cards: &[CardId], board: &Board, words: &Words) -> String {
    let first = group[0];
    if cards.len() > 1 && group.iter().all(|change| change.edit == first.edit) {
        let deed = deed::of(first, board, words);
        return words.people.more_cards(deed, cards.len() - 1);
    }
    let mut told: Vec<String> = Vec::new();
    for change in group {
        let deed = deed::of(change, board, words);
        // What was done again and again is told once.
        told.retain(|before| *before != deed);
        told.push(deed);
    }
    let left_out = told.len().saturating_sub(TOLD);
    let deeds = told.split_off(left_out).join(words.names.comma());
    match left_out {
        0 => deeds,
        count => words.people.more_deeds(deeds, count),
    }
}
