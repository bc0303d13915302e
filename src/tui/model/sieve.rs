//! What a search finds, worked out in slices: no key waits until all cards of a large board were asked.
//!
//! What is typed shows at once what the first slice finds, and the rest as it comes: from the top of each column, so
//! that nothing moves that is shown. Where that cannot be (an order of one's own, lanes), and where it is only worked
//! out anew, what stood there stays until all cards were asked. After a change only the cards are asked that it is
//! about.

use crate::board::{Board, Card, CardId, Column, ColumnId};
use crate::query::Context;
use crate::tui::model::Model;
use crate::tui::model::cursor::Heirs;
use crate::tui::model::touched::{Cards, Touched};

/// How many cards are asked in a slice: as many as take a few milliseconds.
const SLICE: usize = 4_096;
/// How many of a column's cards are asked before it is the next column's turn.
const TURN: usize = 64;

/// A search under way.
#[derive(Debug)]
pub(super) struct Sieve {
    columns: Vec<Asked>,
    hits: usize,
    /// A card that is shown even when it is not found.
    keep: Option<CardId>,
    /// The cards that are asked, if not all: the others say what they said last.
    only: Option<Only>,
    /// Whether what it has found so far is shown.
    is_seen: bool,
    /// What was found in bodies since it began: who has it would say something else by now.
    again: Vec<String>,
}

/// Some cards that are asked.
#[derive(Debug)]
struct Only {
    cards: Cards,
    /// And those that have one of these texts in the body that is left in the file.
    having: Vec<String>,
}

impl Only {
    fn has(&self, card: CardId, model: &Model) -> bool {
        let found = model.view.filter.as_ref().map(|filter| &filter.found);
        let has = |text: &String| {
            let cards = found.and_then(|found| found.get(text));
            cards.is_some_and(|cards| cards.contains(&card))
        };
        self.cards.contains(&card) || self.having.iter().any(has)
    }
}

/// A column of which some cards were asked.
#[derive(Debug)]
struct Asked {
    column: ColumnId,
    /// How many of its cards were asked.
    cards: usize,
    /// How many of those that it showed last were passed.
    shown: usize,
    /// Those that were found, from the top.
    found: Vec<CardId>,
}

impl Sieve {
    /// Returns what it has found so far in a column, if that is shown.
    pub(super) fn seen(&self, column: ColumnId) -> Option<&[CardId]> {
        let mut columns = self.columns.iter().filter(|_| self.is_seen);
        let asked = columns.find(|asked| asked.column == column)?;
        Some(&asked.found)
    }

    /// Tells whether all cards were asked.
    fn is_through(&self, board: &Board) -> bool {
        let left = |asked: &Asked| {
            board
                .column(asked.column)
                .is_some_and(|column| column.cards().len() > asked.cards)
        };
        !self.columns.iter().any(left)
    }

    /// Asks so many more cards, each column in turn.
    fn ask(&mut self, model: &Model, mut most: usize) {
        while most > 0 && !self.is_through(&model.board) {
            for at in 0..self.columns.len() {
                most -= self.ask_column(at, model, TURN.min(most));
            }
        }
    }

    /// Asks so many more cards of a column; returns how many there were.
    fn ask_column(&mut self, at: usize, model: &Model, most: usize) -> usize {
        let asked = &mut self.columns[at];
        let cards = model.board.column(asked.column);
        let cards = cards.map_or(&[][..], Column::cards);
        let cards = cards.get(asked.cards..).unwrap_or_default();
        let cards = &cards[..most.min(cards.len())];
        let last = model.view.last(asked.column);
        for card in cards {
            let is_found = match &self.only {
                Some(only) if !only.has(*card, model) => {
                    // They may stand elsewhere by now.
                    let is_asked = |last: &&CardId| only.has(**last, model);
                    asked.shown += last[asked.shown..].iter().take_while(is_asked).count();
                    let said = last.get(asked.shown) == Some(card);
                    asked.shown += usize::from(said);
                    said
                }
                _ => model
                    .board
                    .card(*card)
                    .is_some_and(|card| model.finds(card)),
            };
            self.hits += usize::from(is_found);
            if is_found || self.keep == Some(*card) {
                asked.found.push(*card);
            }
        }
        asked.cards += cards.len();
        cards.len()
    }
}

impl Model {
    /// Tells whether there are cards that are still to be asked.
    pub fn is_sifting(&self) -> bool {
        self.view.sieve.is_some()
    }

    /// Tells whether nothing of that shows until all of them were.
    pub(crate) fn is_sifting_behind(&self) -> bool {
        let sieve = self.view.sieve.as_ref();
        sieve.is_some_and(|sieve| !sieve.is_seen)
    }

    /// Works out again what is shown, as [`arrange`](Self::arrange) does, when no more was touched than that.
    pub(super) fn arrange_touched(&mut self, touched: Touched, keep: Option<CardId>) {
        let was_sifting = self.view.sieve.take().is_some();
        let sieve = match touched.more || was_sifting || !self.asks_each_card() {
            true => self.sieve(),
            false => {
                let (mut cards, having) = (touched.cards, Vec::new());
                cards.extend(keep);
                self.sieve_of(Only { cards, having })
            }
        };
        self.ask(Sieve { keep, ..sieve }, usize::MAX);
    }

    /// Tells whether what is shown of a card depends on nothing but that card.
    fn asks_each_card(&self) -> bool {
        let filter = self.view.filter.as_ref();
        filter.is_some_and(|filter| !filter.query.asks_others())
    }

    /// Begins to work out what a search that is typed shows: what the first slice finds, at once. The cursor stays on
    /// its card, or goes to an heir.
    pub(super) fn sift_typed(&mut self, heirs: &Heirs) {
        let mut sieve = self.sieve();
        sieve.is_seen = self.view.has_no_order();
        let mut columns = sieve.columns.iter();
        let at = columns.position(|asked| Some(asked.column) == self.cursor.column);
        let cards = self.cursor.card.iter().chain(heirs.cards());
        let last = cards.filter_map(|card| self.board.position(*card)).max();
        if let Some((at, last)) = at.zip(last) {
            sieve.ask_column(at, self, last + 1);
        }
        self.sift(sieve, heirs, SLICE);
    }

    /// Works out anew what is shown, since it is known by now which cards have a text in the body that is left in the
    /// file.
    pub(super) fn sift_anew(&mut self, text: String) {
        match &mut self.view.sieve {
            Some(sieve) => sieve.again.push(text),
            None => self.sift(self.sieve_having(vec![text]), &self.heirs(), SLICE),
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

    fn sift(&mut self, mut sieve: Sieve, heirs: &Heirs, most: usize) {
        let (is_seen, again) = (sieve.is_seen, std::mem::take(&mut sieve.again));
        self.ask(sieve, most);
        if let Some(sieve) = &mut self.view.sieve {
            sieve.again = again;
            if is_seen {
                self.follow(heirs);
            }
            return;
        }
        self.follow(heirs);
        if self.cursor.card.is_none() {
            self.go_to_hit();
        }
        if !again.is_empty() {
            self.view.sieve = Some(self.sieve_having(again));
        }
    }

    /// Asks so many more cards, and shows what was found when that were all.
    fn ask(&mut self, mut sieve: Sieve, most: usize) {
        sieve.ask(self, most);
        let is_through = sieve.is_through(&self.board);
        if let Some(filter) = &mut self.view.filter
            && (sieve.is_seen || is_through)
        {
            filter.hits = sieve.hits;
        }
        match is_through {
            true => {
                self.view.kept = sieve.keep;
                let found = sieve.columns.into_iter();
                self.show(found.map(|asked| (asked.column, asked.found)));
            }
            false => self.view.sieve = Some(sieve),
        }
    }

    /// Returns a sieve that asks all cards.
    fn sieve(&self) -> Sieve {
        let columns = self.board.columns().iter().map(|column| column.id);
        let columns = columns.filter(|column| !self.view.is_plain(*column));
        let asked = |column| Asked {
            column,
            cards: 0,
            shown: 0,
            found: Vec::new(),
        };
        Sieve {
            columns: columns.map(asked).collect(),
            hits: 0,
            keep: None,
            only: None,
            is_seen: false,
            again: Vec::new(),
        }
    }

    /// Returns a sieve that asks the cards that have these texts in the body that is left in the file.
    fn sieve_having(&self, having: Vec<String>) -> Sieve {
        let cards = Cards::default();
        self.sieve_of(Only { cards, having })
    }

    /// Returns a sieve that asks these cards, and the one that was not asked because it was kept.
    fn sieve_of(&self, mut only: Only) -> Sieve {
        only.cards.extend(self.view.kept);
        Sieve {
            // What stands in another order cannot be gone through beside the board.
            only: self.view.has_no_order().then_some(only),
            ..self.sieve()
        }
    }

    /// Tells whether a card is searched for.
    fn finds(&self, card: &Card) -> bool {
        let Some(filter) = &self.view.filter else {
            return true;
        };
        let context = Context {
            me: &self.me.name,
            today: self.today,
            board: &self.board,
            found: Some(&filter.found),
        };
        filter.query.matches(card, &context)
    }
}
