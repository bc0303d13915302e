//! Which cards each column shows, and in which order: all as they stand, unless a search, an order of one's own or
//! lanes say otherwise. What they say is worked out when something changed, never while drawing.

use std::collections::HashMap;
use std::ops::Range;

use crate::board::{Card, CardId, Column, ColumnId, Numbers};
use crate::tui::model::Model;
use crate::tui::model::filter::Filter;
use crate::tui::model::lanes::{By, Lane};
use crate::tui::model::order::Order;
use crate::tui::model::sieve::Sieve;
use crate::tui::model::touched::Touched;

/// How this person looks at the board, and what comes of it.
#[derive(Debug, Default)]
pub(crate) struct Arrangement {
    pub(crate) filter: Option<Filter>,
    /// The columns that are not in the board's own order.
    pub(crate) orders: HashMap<ColumnId, Order>,
    pub(crate) by: Option<By>,
    /// Whether the card under the cursor is shown beside the board.
    pub(crate) side: bool,
    /// The lanes from the top, with how many cards are in each.
    lanes: Vec<(Lane, usize)>,
    /// The columns that do not show all their cards as they stand.
    columns: HashMap<ColumnId, Shown>,
    /// The card that is shown although the search may not find it.
    pub(super) kept: Option<CardId>,
    /// What is being worked out.
    pub(super) sieve: Option<Sieve>,
}

/// The cards a column shows.
#[derive(Debug, Default)]
struct Shown {
    cards: Vec<CardId>,
    /// Where each of them stands, unless that is in the board's own order.
    rows: Option<HashMap<CardId, usize, Numbers>>,
    /// The row each lane begins at.
    starts: Vec<usize>,
}

impl Arrangement {
    /// Returns the lanes from the top, with how many cards are in each; none when there are no lanes.
    pub(crate) fn lanes(&self) -> &[(Lane, usize)] {
        &self.lanes
    }

    /// Returns the cards that a column showed when all was worked out last, in the order that is wished.
    pub(super) fn last(&self, column: ColumnId) -> &[CardId] {
        let shown = self.columns.get(&column);
        shown.map_or(&[], |shown| &shown.cards)
    }

    /// Tells whether a column shows all its cards as they stand.
    pub(super) fn is_plain(&self, column: ColumnId) -> bool {
        self.filter.is_none() && self.in_order(column)
    }

    /// Tells whether every column is in the board's own order.
    pub(super) fn has_no_order(&self) -> bool {
        self.by.is_none() && self.orders.is_empty()
    }

    /// Tells whether what a column shows stands in the board's own order.
    pub(super) fn in_order(&self, column: ColumnId) -> bool {
        self.by.is_none() && !self.orders.contains_key(&column)
    }
}

impl Model {
    /// Returns the cards of a column that are shown, the top one first.
    pub(crate) fn shown(&self, column: ColumnId) -> &[CardId] {
        if self.view.is_plain(column) {
            let column = self.board.column(column);
            return column.map_or(&[], Column::cards);
        }
        let sieve = self.view.sieve.as_ref();
        let seen = sieve.and_then(|sieve| sieve.seen(column));
        seen.unwrap_or(self.view.last(column))
    }

    /// Returns where a card stands among those shown in its column.
    pub(crate) fn row(&self, card: CardId) -> Option<usize> {
        let column = self.board.card(card)?.place.column;
        if self.view.is_plain(column) {
            return self.board.position(card);
        }
        let shown = self.view.columns.get(&column);
        if let Some(rows) = shown.and_then(|shown| shown.rows.as_ref()) {
            return rows.get(&card).copied();
        }
        self.board.position_among(self.shown(column), card)
    }

    /// Returns the rows of a column that are in a lane.
    pub(crate) fn lane_rows(&self, column: ColumnId, lane: usize) -> Range<usize> {
        let Some(shown) = self.view.columns.get(&column) else {
            return 0..0;
        };
        let start = |lane: usize| shown.starts.get(lane).copied();
        let end = start(lane + 1).unwrap_or(shown.cards.len());
        start(lane).unwrap_or(end)..end
    }

    /// Returns the lane that a row of a column is in.
    pub(crate) fn lane_of_row(&self, column: ColumnId, row: usize) -> Option<usize> {
        let starts = &self.view.columns.get(&column)?.starts;
        starts.partition_point(|start| *start <= row).checked_sub(1)
    }

    /// Changes how this person looks at the board. The cursor stays on its card, or goes to its heir.
    pub(crate) fn rearrange(&mut self, change: impl FnOnce(&mut Arrangement)) {
        let heirs = self.heirs();
        change(&mut self.view);
        self.arrange(self.cursor.card);
        self.follow(&heirs);
    }

    /// Works out again what is shown. A card that is kept is shown even when the search does not find it, so that
    /// nobody's change takes it away from under the cursor.
    pub(crate) fn arrange(&mut self, keep: Option<CardId>) {
        self.arrange_touched(Touched::all(), keep);
    }

    /// Shows what was found, in the order that is wished.
    pub(super) fn show(&mut self, found: impl Iterator<Item = (ColumnId, Vec<CardId>)>) {
        let Self { board, view, .. } = self;
        let mut columns: Vec<(ColumnId, Vec<&Card>)> = Vec::new();
        view.columns.clear();
        view.lanes.clear();
        for (column, found) in found {
            if view.in_order(column) {
                let cards = found;
                let shown = Shown {
                    cards,
                    ..Shown::default()
                };
                view.columns.insert(column, shown);
                continue;
            }
            let mut cards: Vec<&Card> = found.iter().filter_map(|id| board.card(*id)).collect();
            if let Some(order) = view.orders.get(&column) {
                order.sort(&mut cards);
            }
            columns.push((column, cards));
        }
        if let Some(by) = view.by {
            let all = columns.iter().flat_map(|(_, cards)| cards.iter().copied());
            view.lanes = lanes(all, by);
        }
        for (column, cards) in columns {
            let shown = Shown::new(cards, view.by, &view.lanes);
            view.columns.insert(column, shown);
        }
    }
}

fn lanes<'a>(cards: impl Iterator<Item = &'a Card>, by: By) -> Vec<(Lane, usize)> {
    let mut counts: HashMap<Lane, usize> = HashMap::new();
    for lane in by.always() {
        counts.insert(lane, 0);
    }
    for card in cards {
        *counts.entry(Lane::of(card, by)).or_default() += 1;
    }
    let mut lanes: Vec<(Lane, usize)> = counts.into_iter().collect();
    lanes.sort_by_cached_key(|(lane, _)| lane.order());
    lanes
}

impl Shown {
    fn new(cards: Vec<&Card>, by: Option<By>, lanes: &[(Lane, usize)]) -> Self {
        let mut starts = Vec::new();
        let ids = |cards: &[&Card]| cards.iter().map(|card| card.id).collect::<Vec<_>>();
        let cards = match by {
            None => ids(&cards),
            Some(by) => {
                let places = lanes.iter().enumerate();
                let places: HashMap<&Lane, usize> =
                    places.map(|(at, (lane, _))| (lane, at)).collect();
                let mut bands: Vec<Vec<CardId>> = vec![Vec::new(); lanes.len()];
                for card in cards {
                    if let Some(at) = places.get(&Lane::of(card, by)) {
                        bands[*at].push(card.id);
                    }
                }
                let mut all = Vec::new();
                for band in bands {
                    starts.push(all.len());
                    all.extend(band);
                }
                all
            }
        };
        let rows = cards.iter().enumerate().map(|(row, card)| (*card, row));
        let rows = Some(rows.collect());
        Self {
            cards,
            rows,
            starts,
        }
    }
}
