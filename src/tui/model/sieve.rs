//! What a search finds, worked out in slices: no key waits until all cards of a large board were asked.
//!
//! What is typed shows at once what the first slice finds, and the rest as it comes: from the top of each column, so
//! that nothing moves that is shown. Where that cannot be (an order of one's own, lanes), and where it is only worked
//! out anew, what stood there stays until all cards were asked.

use std::collections::HashMap;

use crate::board::{Board, Card, CardId, Column, ColumnId};
use crate::query::Context;
use crate::tui::model::Model;
use crate::tui::model::cursor::Heirs;

/// How many cards are asked in a slice: as many as take a few milliseconds.
const SLICE: usize = 4_096;
/// How many of a column's cards are asked before it is the next column's turn.
const TURN: usize = 64;

/// A search under way.
#[derive(Debug)]
pub(super) struct Sieve {
    /// How many cards of each column were asked.
    asked: Vec<(ColumnId, usize)>,
    found: HashMap<ColumnId, Vec<CardId>>,
    hits: usize,
    /// A card that is shown even when it is not found.
    keep: Option<CardId>,
    /// Whether what it has found so far is shown.
    is_seen: bool,
    /// Whether those that were asked before would say something else by now.
    once_more: bool,
}

impl Sieve {
    /// Returns what it has found so far, if that is shown.
    pub(super) fn seen(&self) -> Option<&HashMap<ColumnId, Vec<CardId>>> {
        self.is_seen.then_some(&self.found)
    }

    /// Tells whether all cards were asked.
    fn is_through(&self, board: &Board) -> bool {
        let left = |(column, asked): &(ColumnId, usize)| {
            board
                .column(*column)
                .is_some_and(|column| column.cards().len() > *asked)
        };
        !self.asked.iter().any(left)
    }

    /// Asks so many more cards, each column in turn.
    fn ask(&mut self, board: &Board, mut most: usize, finds: impl Fn(&Card) -> bool) {
        while most > 0 && !self.is_through(board) {
            for at in 0..self.asked.len() {
                most -= self.ask_column(at, board, TURN.min(most), &finds);
            }
        }
    }

    /// Asks so many more cards of a column; returns how many there were.
    fn ask_column(
        &mut self,
        at: usize,
        board: &Board,
        most: usize,
        finds: impl Fn(&Card) -> bool,
    ) -> usize {
        let (column, asked) = &mut self.asked[at];
        let cards = board.column(*column).map_or(&[][..], Column::cards);
        let cards = cards.get(*asked..).unwrap_or_default();
        let cards = &cards[..most.min(cards.len())];
        *asked += cards.len();
        let found = self.found.entry(*column).or_default();
        for card in cards.iter().filter_map(|id| board.card(*id)) {
            let is_found = finds(card);
            self.hits += usize::from(is_found);
            if is_found || self.keep == Some(card.id) {
                found.push(card.id);
            }
        }
        cards.len()
    }
}

impl Model {
    /// Tells whether there are cards that are still to be asked.
    pub fn is_sifting(&self) -> bool {
        self.view.sieve.is_some()
    }

    /// Works out at once what is shown.
    pub(super) fn sift_whole(&mut self, keep: Option<CardId>) {
        let sieve = Sieve {
            keep,
            ..self.sieve()
        };
        self.ask(sieve, usize::MAX);
    }

    /// Begins to work out what a search that is typed shows: what the first slice finds, at once. The cursor stays on
    /// its card, or goes to an heir.
    pub(super) fn sift_typed(&mut self, heirs: &Heirs) {
        let mut sieve = self.sieve();
        sieve.is_seen = self.view.has_no_order();
        let column = self.cursor.column;
        let at = sieve.asked.iter().position(|(id, _)| Some(*id) == column);
        let cards = self.cursor.card.iter().chain(heirs.cards());
        let last = cards.filter_map(|card| self.board.position(*card)).max();
        if let Some((at, last)) = at.zip(last) {
            sieve.ask_column(at, &self.board, last + 1, self.finds());
        }
        self.sift(sieve, heirs, SLICE);
    }

    /// Works out anew what is shown, since more is known of what the cards say.
    pub(super) fn sift_anew(&mut self) {
        match &mut self.view.sieve {
            Some(sieve) => sieve.once_more = true,
            None => self.sift(self.sieve(), &self.heirs(), SLICE),
        }
    }

    /// Goes on with the next slice.
    pub(crate) fn sift_on(&mut self) {
        let heirs = self.heirs();
        if let Some(sieve) = self.view.sieve.take() {
            self.sift(sieve, &heirs, SLICE);
        }
    }

    /// Goes on to the end.
    pub(crate) fn sift_to_the_end(&mut self) {
        let heirs = self.heirs();
        while let Some(sieve) = self.view.sieve.take() {
            self.sift(sieve, &heirs, usize::MAX);
        }
    }

    fn sift(&mut self, sieve: Sieve, heirs: &Heirs, most: usize) {
        let (is_seen, once_more) = (sieve.is_seen, sieve.once_more);
        self.ask(sieve, most);
        let is_through = !self.is_sifting();
        if is_seen || is_through {
            self.follow(heirs);
        }
        if is_through && self.cursor.card.is_none() {
            self.go_to_hit();
        }
        if is_through && once_more {
            self.view.sieve = Some(self.sieve());
        }
    }

    /// Asks so many more cards, and shows what was found when that were all.
    fn ask(&mut self, mut sieve: Sieve, most: usize) {
        sieve.ask(&self.board, most, self.finds());
        let is_through = sieve.is_through(&self.board);
        if let Some(filter) = self
            .view
            .filter
            .as_mut()
            .filter(|_| sieve.is_seen || is_through)
        {
            filter.hits = sieve.hits;
        }
        match is_through {
            true => self.show(sieve.found),
            false => self.view.sieve = Some(sieve),
        }
    }

    /// Returns a sieve that has asked no card yet.
    fn sieve(&self) -> Sieve {
        let columns = self.board.columns().iter().map(|column| column.id);
        let columns = columns.filter(|column| !self.view.is_plain(*column));
        Sieve {
            asked: columns.map(|column| (column, 0)).collect(),
            found: HashMap::new(),
            hits: 0,
            keep: None,
            is_seen: false,
            once_more: false,
        }
    }

    /// Returns what tells whether a card is searched for.
    fn finds(&self) -> impl Fn(&Card) -> bool {
        let filter = self.view.filter.as_ref();
        let context = Context {
            me: &self.me.name,
            today: self.today,
            board: &self.board,
            found: filter.map(|filter| &filter.found),
        };
        move |card| filter.is_none_or(|filter| filter.query.matches(card, &context))
    }
}
