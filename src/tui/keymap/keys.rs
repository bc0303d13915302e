//! The keys as they are for this user: what dispatch, footer, help and messages read.

use std::cmp::Reverse;

use super::{Action, Binding, Mode, TABLE, show};
use crate::fuzzy::Word;
use crate::tui::words::Words;

/// Every key that means something, in the order of the table.
#[derive(Debug, Clone, PartialEq)]
pub struct Keys {
    pub(super) lines: Vec<Line>,
}

/// A line of the table in one of its modes, with the keys this user has for it.
#[derive(Debug, Clone, PartialEq)]
pub struct Line {
    /// Where the keys mean this.
    pub mode: Mode,
    /// The keys, any of which will do; the first one is the one that messages name.
    pub keys: Vec<String>,
    /// What they mean.
    pub binding: &'static Binding,
}

/// What the keys typed so far mean.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Found {
    /// This.
    Action(Action),
    /// Something once more keys follow.
    More,
    /// Nothing.
    Nothing,
}

/// What the footer offers in one place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Offer<'w> {
    /// How early it is shown: the least is the last to go.
    pub rank: u8,
    /// What can be done, and the key for it.
    pub keys: Vec<(Action, String)>,
    /// In words.
    pub words: &'w str,
}

impl Default for Keys {
    fn default() -> Self {
        let line = |mode: &Mode, binding: &'static Binding| Line {
            mode: *mode,
            keys: binding.keys.iter().map(|key| (*key).to_owned()).collect(),
            binding,
        };
        let lines = TABLE
            .iter()
            .flat_map(|binding| binding.modes.iter().map(move |mode| line(mode, binding)))
            .collect();
        Self { lines }
    }
}

impl Keys {
    /// Returns the lines of a mode, in the order of the table.
    pub fn of(&self, mode: Mode) -> impl Iterator<Item = &Line> {
        self.lines.iter().filter(move |line| line.mode == mode)
    }

    /// Finds what the keys typed so far mean in a mode.
    pub fn find(&self, mode: Mode, typed: &str) -> Found {
        let is_it = |line: &&Line| line.keys.iter().any(|keys| keys == typed);
        if let Some(line) = self.of(mode).find(is_it) {
            return Found::Action(line.binding.action);
        }
        let begins = |line: &Line| line.keys.iter().any(|keys| keys.starts_with(typed));
        match self.of(mode).any(begins) {
            true => Found::More,
            false => Found::Nothing,
        }
    }

    /// Returns the key that does something on the board, or else in a card, as people read it: for messages that name it.
    pub fn key(&self, action: Action) -> String {
        let is_of_cards = self
            .of(Mode::Board)
            .all(|line| line.binding.action != action);
        let mode = if is_of_cards { Mode::Card } else { Mode::Board };
        self.key_in(mode, action)
    }

    /// Returns the key that does something in a mode, as people read it; its name if the user has taken all its keys away.
    pub fn key_in(&self, mode: Mode, action: Action) -> String {
        let does = |line: &&Line| line.binding.action == action;
        let line = self.of(mode).find(does);
        match line.and_then(|line| line.keys.first()) {
            Some(keys) => show(keys),
            None => format!("“{}”", action.name()),
        }
    }

    /// Returns what the footer offers in a mode of what can be done.
    pub fn footer<'w>(
        &self,
        mode: Mode,
        words: &'w Words,
        can: impl Fn(Action) -> bool,
    ) -> Vec<Offer<'w>> {
        let mut offers: Vec<Offer<'w>> = Vec::new();
        for line in self.of(mode).filter(|line| can(line.binding.action)) {
            let (Some(rank), Some(key)) = (line.binding.foot, line.keys.first()) else {
                continue;
            };
            let key = (line.binding.action, key.clone());
            let words = words.in_footer(line.binding);
            match offers.iter_mut().find(|offer| offer.words == words) {
                Some(offer) => offer.keys.push(key),
                None => {
                    let keys = vec![key];
                    offers.push(Offer { rank, keys, words });
                }
            }
        }
        offers
    }

    /// Returns the lines that the help shows in a mode: all in the order of the table, or those that have what is
    /// `wanted` in keys or words, the best fit first. An action's name in the configuration finds it in any language.
    pub fn help(&self, mode: Mode, wanted: &str, words: &Words) -> Vec<&Line> {
        let sought: Vec<Word> = wanted.split_whitespace().map(Word::new).collect();
        let score = |line: &Line| -> Option<u16> {
            if line.keys.iter().any(|keys| show(keys) == wanted) {
                return Some(u16::MAX);
            }
            let (does, group) = (words.does(line.binding), words.group(line.binding.group));
            let text = format!("{does} {group}");
            let score = |word: &Word, text: &str| word.find(text).and_then(|_| word.score(text));
            let name = line.binding.action.name();
            let one = |word: &Word| score(word, &text).or_else(|| score(word, name));
            sought
                .iter()
                .try_fold(0, |all: u16, word| Some(all.saturating_add(one(word)?)))
        };
        let of_mode = self.of(mode).filter(|line| !line.keys.is_empty());
        let mut lines: Vec<(u16, &Line)> = of_mode
            .filter_map(|line| Some((score(line)?, line)))
            .collect();
        // Of lines that fit as well, the one that says least else.
        let length = |line: &Line| match sought.is_empty() {
            true => 0,
            false => words.does(line.binding).len(),
        };
        lines.sort_by_key(|(score, line)| (Reverse(*score), length(line)));
        lines.into_iter().map(|(_, line)| line).collect()
    }
}
