//! The cards that were marked, by their numbers: what is done next is done to all of them in one edit.

use std::collections::BTreeSet;

use crate::board::CardId;
use crate::tui::model::Model;
use crate::tui::model::overlay::Overlay;

/// The marked cards.
#[derive(Debug, Default)]
pub(crate) struct Selection {
    cards: BTreeSet<CardId>,
    range: Option<Range>,
}

/// Cards that are marked from one to the cursor, as long as the cursor stays in the column.
#[derive(Debug)]
struct Range {
    from: CardId,
    cards: Vec<CardId>,
}

impl Selection {
    /// Tells whether a card is marked.
    pub(crate) fn has(&self, card: CardId) -> bool {
        self.cards.contains(&card) || self.in_range().contains(&card)
    }

    /// Returns how many cards are marked.
    pub(crate) fn count(&self) -> usize {
        let more = self.in_range().iter();
        self.cards.len() + more.filter(|card| !self.cards.contains(card)).count()
    }

    /// Tells whether the marks go with the cursor.
    pub(crate) fn grows(&self) -> bool {
        self.range.is_some()
    }

    fn in_range(&self) -> &[CardId] {
        self.range.as_ref().map_or(&[], |range| &range.cards)
    }

    /// Takes the marks of the range for good, and ends it.
    pub(crate) fn keep_range(&mut self) {
        self.cards
            .extend(self.range.take().into_iter().flat_map(|range| range.cards));
    }

    /// Changes the number of every card in it.
    pub(crate) fn renumber(&mut self, renumber: impl Fn(&mut CardId)) {
        let changed = |mut card: CardId| {
            renumber(&mut card);
            card
        };
        self.cards = std::mem::take(&mut self.cards)
            .into_iter()
            .map(changed)
            .collect();
        if let Some(range) = &mut self.range {
            renumber(&mut range.from);
            range.cards.iter_mut().for_each(&renumber);
        }
    }
}

impl Model {
    /// Marks the card under the cursor, or takes its mark off.
    pub(crate) fn toggle_selected(&mut self) {
        self.selection.keep_range();
        if let Some(card) = self.cursor.card
            && !self.selection.cards.remove(&card)
        {
            self.selection.cards.insert(card);
        }
    }

    /// Begins to mark all cards from here to where the cursor goes, or ends that and keeps the marks.
    pub(crate) fn toggle_range(&mut self) {
        if self.selection.grows() {
            self.selection.keep_range();
            return;
        }
        self.selection.range = self.cursor.card.map(|from| Range {
            from,
            cards: vec![from],
        });
    }

    /// Marks all cards that the cursor's column shows; when they are, takes their marks off.
    pub(crate) fn toggle_column(&mut self) {
        self.selection.keep_range();
        let Some(column) = self.cursor.column else {
            return;
        };
        let shown = self.shown(column).to_vec();
        let cards = &mut self.selection.cards;
        if shown.iter().all(|card| cards.contains(card)) {
            cards.retain(|card| !shown.contains(card));
        } else {
            cards.extend(shown);
        }
    }

    /// Takes all marks off; tells whether there were any.
    pub(crate) fn select_none(&mut self) -> bool {
        let any = self.selection.count() > 0;
        self.selection = Selection::default();
        any
    }

    /// Has the marks follow the cursor, and drops those of cards that left the board.
    pub(crate) fn settle_selection(&mut self) {
        if self.selection.cards.is_empty() && self.selection.range.is_none() {
            return;
        }
        self.settle_range();
        let board = &self.board;
        let live = |card: &CardId| board.card(*card).is_some_and(|card| !card.archived);
        self.selection.cards.retain(live);
    }

    fn settle_range(&mut self) {
        let Some(from) = self.selection.range.as_ref().map(|range| range.from) else {
            return;
        };
        let home = self.board.card(from).map(|card| card.place.column);
        let rows = (home == self.cursor.column)
            .then(|| Some((self.row(from)?, self.row(self.cursor.card?)?)))
            .flatten();
        let (Some((one, other)), Some(column)) = (rows, home) else {
            self.selection.keep_range();
            return;
        };
        let cards = self.shown(column)[one.min(other)..=one.max(other)].to_vec();
        self.selection.range = Some(Range { from, cards });
    }

    /// Returns the cards that keys are about, from the left and from the top: the one shown in full, else those
    /// that are marked, else the one under the cursor.
    pub(crate) fn subjects(&self) -> Vec<CardId> {
        let is_open = |overlay: &Overlay| matches!(overlay, Overlay::Card(_));
        if self.selection.count() == 0 || self.overlays.iter().any(is_open) {
            return self.subject().map(|card| card.id).into_iter().collect();
        }
        let place = |id: CardId| {
            let card = self.board.card(id)?;
            let columns = self.board.columns();
            let column = columns
                .iter()
                .position(|column| column.id == card.place.column);
            Some((column, self.row(id).unwrap_or(usize::MAX), &card.place.rank))
        };
        let all = self.selection.cards.iter().chain(self.selection.in_range());
        let mut cards: Vec<CardId> = all.copied().collect();
        cards.sort_by_cached_key(|card| (place(*card), *card));
        cards.dedup();
        cards
    }
}
