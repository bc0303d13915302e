//! Links between cards: what a card is to another one, and which that is; and what is free once a card is done.

use std::cmp::Reverse;

use crate::board::{Card, CardId, LinkKind, Relation};
use crate::edit::Act;
use crate::fuzzy::Word;
use crate::tui::model::Model;
use crate::tui::model::overlay::{About, Overlay, Pick, Row, Then};

use super::cards::these;
use super::lists;

/// How many cards are offered; what is typed brings the others.
const OFFERED: usize = 100;

/// Asks what cards are to another one, or which link of a card is to go.
pub(super) fn open(model: &mut Model, cards: &[CardId]) {
    let kinds = [
        ("b", Relation::Blocks),
        ("w", Relation::BlockedBy),
        ("p", Relation::Parent),
        ("c", Relation::Child),
        ("r", Relation::Relates),
    ];
    let kind = |(key, relation): (&str, Relation)| Row {
        keys: key.to_owned(),
        words: model.words.relation(relation, "…"),
        now: false,
        then: Then::LinkTo(cards.to_vec(), relation),
    };
    let mut rows: Vec<Row> = kinds.into_iter().map(kind).collect();
    if let [card] = cards
        && let Some(card) = model.board.card(*card)
    {
        let links = model.board.links(card).into_iter().enumerate();
        rows.extend(links.map(|(at, (relation, other))| Row {
            keys: lists::digit(at),
            words: {
                let words = model.words.relation(relation, named(model, other));
                model.words.cards.no_longer(words)
            },
            now: false,
            then: Then::Commit(vec![linking(card.id, relation, other, false)]),
        }));
    }
    lists::open(model, these(model, cards), About::Cards, rows);
}

/// Asks which card it is that cards are linked with.
pub(super) fn to(model: &mut Model, cards: Vec<CardId>, relation: Relation) {
    let rows = rows(model, &cards, relation, "");
    let title = {
        let words = model.words.relation(relation, "…");
        model.words.cards.link_to(these(model, &cards), words)
    };
    let pick = Pick::new(title, About::LinkTo(cards, relation), rows, 0);
    model.overlays.push(Overlay::Pick(pick.typing()));
}

/// Returns the cards that fit what is typed, the best first: a number, or words of the title. With nothing typed, those
/// that were changed last.
pub(super) fn rows(model: &Model, cards: &[CardId], relation: Relation, wanted: &str) -> Vec<Row> {
    let number: Option<CardId> = wanted.parse().ok();
    let words: Vec<Word> = wanted.split_whitespace().map(Word::new).collect();
    let mut named = String::new();
    let mut fit = |card: &Card| -> Option<u32> {
        if number == Some(card.id) {
            return Some(u32::MAX);
        }
        if card.archived {
            return None;
        }
        named.clear();
        named.push_str(&card.id.to_string());
        named.push(' ');
        named.push_str(&card.title);
        let scores = words.iter().map(|word| word.score(&named).map(u32::from));
        scores.sum()
    };
    let others = model.board.cards().filter(|card| !cards.contains(&card.id));
    let mut fits: Vec<_> = others
        .filter_map(|card| Some((Reverse(fit(card)?), Reverse(card.updated), card.id)))
        .collect();
    if fits.len() > OFFERED {
        fits.select_nth_unstable(OFFERED);
        fits.truncate(OFFERED);
    }
    fits.sort_unstable();
    let row = |(_, _, other): (_, _, CardId)| Row {
        keys: String::new(),
        words: self::named(model, other),
        now: false,
        then: Then::Commit(
            cards
                .iter()
                .map(|card| linking(*card, relation, other, true))
                .collect(),
        ),
    };
    fits.into_iter().map(row).collect()
}

fn named(model: &Model, card: CardId) -> String {
    let title = model.board.card(card).map_or("", |card| &card.title);
    format!("{card} {title}")
}

fn linking(card: CardId, relation: Relation, other: CardId, on: bool) -> Act {
    Act::Link {
        card,
        relation,
        other,
        on,
    }
}

/// The cards that wait for others.
pub(super) struct Held(Vec<CardId>);

impl Held {
    /// Returns the cards that wait for those.
    pub(super) fn by(model: &Model, cards: impl Iterator<Item = CardId>) -> Self {
        let board = &model.board;
        let links = cards
            .filter_map(|card| board.card(card))
            .flat_map(|card| &card.links);
        let held = links
            .filter(|link| link.kind == LinkKind::Blocks)
            .filter_map(|link| board.card(link.card))
            .filter(|card| board.open_blockers(card).next().is_some());
        let mut held: Vec<CardId> = held.map(|card| card.id).collect();
        held.sort_unstable();
        held.dedup();
        Self(held)
    }

    /// Returns which of them wait no longer, in words: `unblocks #4`, `unblocks 2 cards`.
    pub(super) fn freed(&self, model: &Model) -> Option<String> {
        let board = &model.board;
        let is_free = |card: &&CardId| {
            let card = board.card(**card).filter(|card| !card.archived);
            card.is_some_and(|card| !board.is_blocked(card))
        };
        let free: Vec<CardId> = self.0.iter().filter(is_free).copied().collect();
        (!free.is_empty()).then(|| model.words.cards.unblocks(these(model, &free)))
    }

    /// Returns that to be put behind what else is said.
    pub(super) fn and_freed(&self, model: &Model) -> String {
        let freed = self.freed(model);
        freed.map_or(String::new(), |freed| model.words.cards.and(freed))
    }
}
