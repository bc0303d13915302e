//! The model: lists and maps, and nothing of walboard's.

use std::collections::{BTreeMap, BTreeSet};

use crate::wish::{Spot, Wish};

#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct Card {
    pub(crate) title: String,
    pub(crate) count: u64,
    pub(crate) assignee: Option<String>,
    pub(crate) labels: BTreeSet<String>,
    pub(crate) archived: bool,
}

#[derive(Debug, Default)]
pub(crate) struct Model {
    pub(crate) cards: BTreeMap<i64, Card>,
    pub(crate) columns: BTreeMap<i64, Vec<i64>>,
}

impl Model {
    /// Does what was asked for; `number` is what a new card was given.
    pub(crate) fn make(&mut self, wish: &Wish, number: i64) {
        match wish.clone() {
            Wish::Add { column, top, title } => {
                let known = self.cards.insert(
                    number,
                    Card {
                        title,
                        ..Card::default()
                    },
                );
                assert!(known.is_none(), "#{number} was given twice");
                self.place(number, column, if top { Spot::Top } else { Spot::Bottom });
            }
            Wish::Title { card, to, base } => {
                let title = &mut self.cards.get_mut(&card).unwrap().title;
                assert!(
                    base.is_none_or(|base| base == *title),
                    "#{card}: {title:?} was not what it was based on"
                );
                *title = to;
            }
            Wish::Count { card, from } => {
                let count = &mut self.cards.get_mut(&card).unwrap().count;
                assert_eq!(*count, from, "#{card}: a count was lost");
                *count += 1;
            }
            Wish::Assign { card, to } => self.cards.get_mut(&card).unwrap().assignee = to,
            Wish::Label { card, label, on } => {
                let labels = &mut self.cards.get_mut(&card).unwrap().labels;
                if on {
                    labels.insert(label);
                } else {
                    labels.remove(&label);
                }
            }
            Wish::Move { card, column, to } => {
                assert!(!self.cards[&card].archived, "#{card} is not on the board");
                self.make_room(card, column, to);
            }
            Wish::Archive { card } => {
                self.cards.get_mut(&card).unwrap().archived = true;
                self.take_out(card);
            }
            Wish::Delete { card } => {
                self.cards.remove(&card).unwrap();
                self.take_out(card);
            }
        }
    }

    /// Moves a card. Where the neighbour has left the column, it goes to the bottom, or stays if it is there already.
    pub(crate) fn make_room(&mut self, card: i64, column: i64, to: Spot) {
        let cards = self.columns.entry(column).or_default();
        let gone = match to {
            Spot::Before(other) | Spot::After(other) => !cards.contains(&other),
            Spot::Top | Spot::Bottom => false,
        };
        if gone && cards.contains(&card) {
            return;
        }
        self.take_out(card);
        self.place(card, column, if gone { Spot::Bottom } else { to });
    }

    pub(crate) fn place(&mut self, card: i64, column: i64, to: Spot) {
        let cards = self.columns.entry(column).or_default();
        let of = |other| cards.iter().position(|card| *card == other).unwrap();
        let at = match to {
            Spot::Top => 0,
            Spot::Bottom => cards.len(),
            Spot::Before(other) => of(other),
            Spot::After(other) => of(other) + 1,
        };
        cards.insert(at, card);
    }

    pub(crate) fn take_out(&mut self, card: i64) {
        for cards in self.columns.values_mut() {
            cards.retain(|other| *other != card);
        }
    }
}
