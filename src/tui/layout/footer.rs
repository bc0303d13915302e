//! Where the keys of this moment are in the lowest line.

use crate::board::CardId;
use crate::edit::At;
use crate::text;
use crate::tui::keymap::{Action, Mode, Offer, show};
use crate::tui::layout::Rect;
use crate::tui::model::Model;
use crate::tui::model::pointer::{Pointer, Target};

/// A piece of the lowest line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Piece {
    /// Its first cell.
    pub(crate) x: u16,
    pub(crate) text: String,
    pub(crate) kind: Kind,
}

/// What a piece is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Kind {
    /// How things stand.
    State,
    /// A key.
    Key(Does),
    /// What keys do, the first one in its place.
    Words(Does),
}

/// An action, and the key that would be pressed for it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Does {
    pub(crate) action: Action,
    pub(crate) key: String,
}

impl Piece {
    /// Returns how many cells it takes.
    pub(crate) fn width(&self) -> u16 {
        u16::try_from(text::width(&self.text)).unwrap_or(u16::MAX)
    }

    /// Tells whether a cell of the line is its own.
    pub(crate) fn has(&self, x: u16) -> bool {
        (self.x..self.x.saturating_add(self.width())).contains(&x)
    }

    /// Returns what it does, if it does anything.
    pub(crate) fn into_does(self) -> Option<Does> {
        match self.kind {
            Kind::State => None,
            Kind::Key(does) | Kind::Words(does) => Some(does),
        }
    }
}

/// Returns as many keys as there is room for, the help at the right end, where it is found whatever else is there.
pub(crate) fn pieces(model: &Model, area: Rect) -> Vec<Piece> {
    if !model.typed.is_empty() {
        return Vec::new();
    }
    if let Pointer::Dragging { cards, over, .. } = &model.pointer {
        let room = usize::from(area.width);
        let (short, long) = dragging(model, cards, over.as_ref());
        let text = match text::width(&long) + 2 <= room {
            true => format!(" {long} "),
            false => format!(" {short} "),
        };
        let (x, text, kind) = (area.x, text::fit(&text, room), Kind::State);
        return vec![Piece { x, text, kind }];
    }
    let mode = model.mode();
    let mut x = area.x;
    let mut pieces = Vec::new();
    let marked = model.selection.count();
    if marked > 0 && mode == Mode::Board {
        let grows = if model.selection.grows() { "…" } else { "" };
        let marked = model.words.bars.marked(marked);
        let text = text::fit(&format!(" {marked}{grows} "), usize::from(area.width));
        let kind = Kind::State;
        let piece = Piece { x, text, kind };
        x += piece.width();
        pieces.push(piece);
    }
    let mut room = usize::from(area.right() - x);
    for offer in offers(model, mode) {
        let keys = keys(&offer);
        // Each takes a blank before it, its keys, a blank, its words, a blank.
        let wide: usize = keys.iter().map(|(text, _)| text::width(text)).sum();
        let wide = wide + text::width(offer.words) + 3;
        let Some(rest) = room.checked_sub(wide) else {
            break;
        };
        room = rest;
        let wide = u16::try_from(wide).unwrap_or(u16::MAX);
        let mut at = match offer.rank {
            0 => area.right() - wide,
            _ => x,
        } + 1;
        let first = keys.first().and_then(|(_, does)| does.clone());
        for (text, does) in keys {
            let kind = does.map_or(Kind::State, Kind::Key);
            let piece = Piece { x: at, text, kind };
            at += piece.width();
            pieces.push(piece);
        }
        if let Some(does) = first {
            let (x, text, kind) = (at + 1, offer.words.to_owned(), Kind::Words(does));
            pieces.push(Piece { x, text, kind });
        }
        if offer.rank > 0 {
            x += wide;
        }
    }
    pieces
}

/// Returns what becomes of cards that are dragged: in few words, and in more.
fn dragging(model: &Model, cards: &[CardId], over: Option<&Target>) -> (String, String) {
    let words = &model.words.mouse;
    let name = |card: CardId| match model.is_guess(card) {
        true => words.new_card().to_owned(),
        false => card.to_string(),
    };
    let these = match cards {
        [card] => name(*card),
        cards => words.cards(cards.len()),
    };
    let column = over.and_then(|target| Some((target, model.board.column(target.column)?)));
    let Some((target, column)) = column else {
        return (words.not_moved(&these), words.stays(&these));
    };
    let mut place = vec![text::clean(&column.name).into_owned()];
    place.extend(
        target
            .lane
            .as_ref()
            .map(|lane| lane.name(&model.words.names)),
    );
    let stands = |card: CardId| model.board.card(card).map(|card| card.place.column);
    place.extend(match target.at {
        _ if !model.is_by_hand(column.id) => None,
        At::Before(card) if stands(card) == Some(column.id) => Some(words.above(name(card))),
        At::After(card) if stands(card) == Some(column.id) => Some(words.below(name(card))),
        At::Top => Some(words.top().to_owned()),
        At::Before(_) | At::After(_) | At::Bottom => Some(words.end().to_owned()),
    });
    let place = place.join(model.words.names.comma());
    (words.goes(&these, &place), words.moves(&these, &place))
}

/// Returns what is offered now, the most wanted first.
fn offers(model: &Model, mode: Mode) -> Vec<Offer<'_>> {
    let no_columns = model.board.columns().is_empty();
    let marked = mode == Mode::Board && model.selection.count() > 0;
    // The first column is the one thing to make; later ones are rare.
    let can = |action| model.can(action) && (action != Action::NewColumn || no_columns);
    let mut offers = model.keys.footer(mode, model.words, can);
    let early = |offer: &Offer<'_>| match offer.keys.first() {
        // Nothing else can be done on a board without columns, so it comes right after the help.
        Some((Action::NewColumn, _)) => 1,
        // Who has marked cards is not about one card.
        Some((Action::New | Action::Open | Action::Search, _)) if marked => offer.rank + 10,
        Some((Action::Rename | Action::EditBody, _)) if marked => offer.rank + 10,
        _ => offer.rank,
    };
    offers.sort_by_key(early);
    offers
}

/// Returns the keys of an offer as they are shown: single letters side by side, others apart.
fn keys(offer: &Offer<'_>) -> Vec<(String, Option<Does>)> {
    let mut shown: Vec<(String, Option<Does>)> = Vec::new();
    let mut before = 0;
    for (action, key) in &offer.keys {
        let text = show(key);
        let long = text.chars().count();
        if before > 1 && long > 1 {
            shown.push((" ".to_owned(), None));
        }
        before += long;
        let (action, key) = (*action, key.clone());
        shown.push((text, Some(Does { action, key })));
    }
    shown
}
