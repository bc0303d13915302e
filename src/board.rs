//! The columns and cards of one file: pure data, no I/O.
//!
//! A [`Board`] changes in one way only: a [`Change`](crate::change::Change) is absorbed. It may hold everything in
//! the file, or just the part of it that one edit needs (see [`Edit::needs`](crate::edit::Edit::needs)); the rules
//! in [`crate::edit`] cannot tell the difference.

mod body;
mod card;
mod checklist;
mod column;
mod comment;
pub mod due;
mod field;
mod label;
mod link;
mod paint;
mod people;
mod rank;

use std::collections::{BTreeMap, BTreeSet, HashMap};

use jiff::civil::Date;

pub use body::Body;
pub use card::{Card, CardId, Priority, Spot};
pub use checklist::{Item, ItemId};
pub use column::{Column, ColumnField, ColumnId};
pub use comment::{Comment, CommentId, Remark};
pub use field::{Birth, CardField, Detail};
pub use label::LabelField;
pub use link::{Link, LinkKind, Relation};
pub use paint::Paint;
pub use rank::Rank;

use link::Linked;

/// How numbers are found in a table: they are ours, so nobody chooses them to make the table slow.
pub(crate) type Numbers = foldhash::fast::RandomState;

/// The columns, cards, labels and people of one file, or the part of them that an edit needs.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Board {
    /// In the order of their ranks.
    columns: Vec<Column>,
    /// In boxes, so that the table's free places cost little.
    cards: HashMap<CardId, Box<Card>, Numbers>,
    /// The links of the cards once more, by the card that they lead to.
    linked: Linked,
    /// The labels that have a colour.
    painted: BTreeMap<String, Paint>,
    /// Who ever changed something.
    actors: BTreeSet<String>,
    /// Whether bodies may be left in the file.
    sparse: bool,
    /// The highest numbers given so far; they are never given again.
    last_card: i64,
    last_column: i64,
}

impl Board {
    /// Puts a board together from what was read: columns, cards, and the highest numbers given so far.
    pub fn new(
        columns: impl IntoIterator<Item = Column>,
        cards: impl IntoIterator<Item = Card>,
        last_card: CardId,
        last_column: ColumnId,
    ) -> Self {
        let mut board = Self {
            last_card: last_card.0,
            last_column: last_column.0,
            ..Self::default()
        };
        for column in columns {
            board.insert_column(column);
        }
        let cards = cards.into_iter();
        board.cards.reserve(cards.size_hint().0);
        for card in cards {
            board.last_card = board.last_card.max(card.id.0);
            board.sparse |= card.body.is_away();
            if let Some(column) = board
                .column_mut(card.place.column)
                .filter(|_| !card.archived)
            {
                column.cards.push(card.id);
            }
            let id = card.id;
            board.cards.insert(id, Box::new(card));
            board.tie(id);
        }
        let Self { columns, cards, .. } = &mut board;
        for column in columns {
            column
                .cards
                .sort_by_cached_key(|id| (cards[id].place.rank.clone(), *id));
        }
        board
    }

    /// Returns the board with so many cards in its columns, of which it has the top ones.
    pub(crate) fn with_counts(mut self, counts: &BTreeMap<ColumnId, usize>) -> Self {
        for column in &mut self.columns {
            let count = counts.get(&column.id).copied().unwrap_or_default();
            column.unread = count.saturating_sub(column.cards.len());
        }
        self
    }

    /// Returns the board with these colours of labels.
    pub(crate) fn with_paints(mut self, painted: BTreeMap<String, Paint>) -> Self {
        self.painted = painted;
        self
    }

    /// Returns the board with these people, who changed something.
    pub(crate) fn with_actors(mut self, actors: BTreeSet<String>) -> Self {
        self.actors = actors;
        self
    }

    /// Returns the columns from left to right.
    pub fn columns(&self) -> &[Column] {
        &self.columns
    }

    /// Returns a column.
    pub fn column(&self, id: ColumnId) -> Option<&Column> {
        self.columns.iter().find(|column| column.id == id)
    }

    /// Returns the column of that name, whatever its capitals.
    pub fn column_named(&self, name: &str) -> Option<&Column> {
        let name = name.trim().to_lowercase();
        self.columns
            .iter()
            .find(|column| column.name.to_lowercase() == name)
    }

    /// Returns a card, archived or not.
    pub fn card(&self, id: CardId) -> Option<&Card> {
        self.cards.get(&id).map(|card| &**card)
    }

    /// Returns every card, archived or not, in no order.
    pub fn cards(&self) -> impl Iterator<Item = &Card> {
        self.cards.values().map(|card| &**card)
    }

    /// Returns the archived cards, the one last touched first.
    pub fn archived(&self) -> Vec<&Card> {
        let mut cards: Vec<_> = self.cards().filter(|card| card.archived).collect();
        cards.sort_by_key(|card| (std::cmp::Reverse(card.updated), card.id));
        cards
    }

    /// Tells whether bodies may be left in the file.
    pub fn is_sparse(&self) -> bool {
        self.sparse
    }

    /// Gives a card its body, if it was left in the file.
    pub(crate) fn bring_body(&mut self, id: CardId, body: String) {
        if let Some(card) = self.cards.get_mut(&id).filter(|card| card.body.is_away()) {
            card.body = body.into();
        }
    }

    /// Returns how many cards are on the board and not archived.
    pub fn live_count(&self) -> usize {
        self.columns.iter().map(Column::count).sum()
    }

    /// Returns where a card stands in its column, the top being 0; `None` when it is archived or unknown.
    pub fn position(&self, id: CardId) -> Option<usize> {
        let card = self.cards.get(&id).filter(|card| !card.archived)?;
        self.position_among(&self.column(card.place.column)?.cards, id)
    }

    /// Returns where a card stands among cards of one column in their order; `None` when it is not there.
    pub(crate) fn position_among(&self, cards: &[CardId], id: CardId) -> Option<usize> {
        let at = self.slot(cards, &self.card(id)?.place.rank, id);
        (cards.get(at) == Some(&id)).then_some(at)
    }

    /// Tells whether a card stands in a done column.
    pub fn is_done(&self, card: &Card) -> bool {
        self.column(card.place.column)
            .is_some_and(|column| column.done)
    }

    /// Tells whether a card was due before today and is not done.
    pub fn is_late(&self, card: &Card, today: Date) -> bool {
        card.due.is_some_and(|due| due < today) && !self.is_done(card)
    }

    /// Returns the number the next card gets.
    pub(crate) fn next_card(&self) -> CardId {
        CardId(self.last_card.saturating_add(1))
    }

    /// Returns the number the next column gets.
    pub(crate) fn next_column(&self) -> ColumnId {
        ColumnId(self.last_column.saturating_add(1))
    }

    /// Returns the highest numbers given so far.
    pub(crate) fn last_numbers(&self) -> (CardId, ColumnId) {
        (CardId(self.last_card), ColumnId(self.last_column))
    }

    /// Makes these the highest numbers given so far.
    pub(crate) fn give_back_numbers(&mut self, card: Option<CardId>, column: Option<ColumnId>) {
        self.last_card = card.map_or(self.last_card, |card| card.0);
        self.last_column = column.map_or(self.last_column, |column| column.0);
    }

    /// Returns where a card of that rank and number stands, or would stand, among cards of one column in their order.
    pub(crate) fn slot(&self, cards: &[CardId], rank: &Rank, id: CardId) -> usize {
        cards.partition_point(|other| {
            let there = self.card(*other).map(|card| &card.place.rank);
            (there, *other) < (Some(rank), id)
        })
    }

    pub(crate) fn insert_card(&mut self, card: Card) {
        self.last_card = self.last_card.max(card.id.0);
        let id = card.id;
        self.cards.insert(id, Box::new(card));
        self.tie(id);
        self.hang(id);
    }

    pub(crate) fn remove_card(&mut self, id: CardId) -> Option<Card> {
        self.unhang(id);
        self.untie(id);
        self.cards.remove(&id).map(|card| *card)
    }

    /// Changes a card and, if that may move it, puts it where it now belongs: in a long column that is most of the work.
    pub(crate) fn touch_card(&mut self, id: CardId, moves: bool, change: impl FnOnce(&mut Card)) {
        if moves {
            self.unhang(id);
        }
        self.untie(id);
        if let Some(card) = self.cards.get_mut(&id) {
            change(card);
        }
        self.tie(id);
        if moves {
            self.hang(id);
        }
    }

    fn hang(&mut self, id: CardId) {
        let Some(card) = self.cards.get(&id).filter(|card| !card.archived) else {
            return;
        };
        let Some(at) = self
            .columns
            .iter()
            .position(|column| column.id == card.place.column)
        else {
            return;
        };
        let slot = self.slot(&self.columns[at].cards, &card.place.rank, id);
        self.columns[at].cards.insert(slot, id);
    }

    fn unhang(&mut self, id: CardId) {
        let Some(slot) = self.position(id) else {
            return;
        };
        let column = self.cards[&id].place.column;
        if let Some(column) = self.column_mut(column) {
            column.cards.remove(slot);
        }
    }

    pub(crate) fn column_mut(&mut self, id: ColumnId) -> Option<&mut Column> {
        self.columns.iter_mut().find(|column| column.id == id)
    }

    pub(crate) fn insert_column(&mut self, column: Column) {
        self.last_column = self.last_column.max(column.id.0);
        let at = self
            .columns
            .partition_point(|other| (&other.rank, other.id) < (&column.rank, column.id));
        self.columns.insert(at, column);
    }

    pub(crate) fn remove_column(&mut self, id: ColumnId) -> Option<Column> {
        let at = self.columns.iter().position(|column| column.id == id)?;
        Some(self.columns.remove(at))
    }
}
