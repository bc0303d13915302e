//! New numbers for guessed ones.
//!
//! A card that is not saved yet has the number the screen guesses. When others were quicker, it gets another, and
//! everything that speaks of it must follow. So with columns, and with the items and comments of cards.

mod parts;

use std::collections::HashMap;

use crate::board::{CardId, ColumnId, ItemId};
use crate::change::{Change, Diff};
use crate::edit::{Act, Along, At, ClaimAct, Edit, Place};
use crate::tui::model::Model;
use crate::tui::model::overlay::{About, Ask, Overlay, Row, Then};
use crate::tui::model::sheet::{Past, Sheet, Stop};
use parts::Part;

/// What an edit made: a card, a column, and items and comments on cards.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Born {
    pub(crate) card: Option<CardId>,
    pub(crate) column: Option<ColumnId>,
    parts: Vec<(CardId, Part)>,
}

impl Born {
    /// Returns what changes made.
    pub(crate) fn of(changes: &[Change]) -> Self {
        let mut born = Self {
            parts: parts::made(changes),
            ..Self::default()
        };
        for change in changes {
            match &change.diff {
                Diff::Card(touch) if touch.before.is_none() => born.card = Some(touch.id),
                Diff::Column(touch) if touch.before.is_none() => born.column = Some(touch.id),
                _ => {}
            }
        }
        born
    }

    /// Returns the item that it made on a card that was there.
    pub(crate) fn item(&self) -> Option<(CardId, ItemId)> {
        self.parts.iter().find_map(|(card, part)| match part {
            Part::Item(item) => Some((*card, *item)),
            Part::Comment(_) => None,
        })
    }

    /// Returns the same with numbers that nothing has, from that one down.
    pub(crate) fn nowhere(&self, number: i64) -> Self {
        Self {
            card: self.card.map(|_| CardId(number)),
            column: self.column.map(|_| ColumnId(number)),
            parts: parts::nowhere(&self.parts, number),
        }
    }

    /// Tells whether an edit speaks of it.
    pub(crate) fn is_in(&self, edit: &Edit) -> bool {
        let mut marked = edit.clone();
        let mut numbers = Numbers::default();
        numbers.learn(self, &self.nowhere(i64::MIN / 2));
        numbers.put_into(&mut marked);
        marked != *edit
    }
}

/// The new numbers by the old ones.
#[derive(Debug, Default)]
pub(crate) struct Numbers {
    cards: HashMap<CardId, CardId>,
    columns: HashMap<ColumnId, ColumnId>,
    parts: HashMap<(CardId, Part), Part>,
}

impl Numbers {
    /// Notes that what had the numbers `old` has the numbers `new` now.
    pub(crate) fn learn(&mut self, old: &Born, new: &Born) {
        // The same edit makes as many of them each time.
        for (old, (_, new)) in old.parts.iter().zip(&new.parts) {
            if old.1 != *new {
                self.parts.insert(*old, *new);
            }
        }
        if let (Some(old), Some(new)) = (old.card, new.card)
            && old != new
        {
            self.cards.insert(old, new);
        }
        if let (Some(old), Some(new)) = (old.column, new.column)
            && old != new
        {
            self.columns.insert(old, new);
        }
    }

    pub(crate) fn card(&self, card: &mut CardId) {
        if let Some(new) = self.cards.get(card) {
            *card = *new;
        }
    }

    pub(crate) fn column(&self, column: &mut ColumnId) {
        if let Some(new) = self.columns.get(column) {
            *column = *new;
        }
    }

    fn place(&self, place: &mut Place) {
        self.column(&mut place.column);
        if let At::Before(card) | At::After(card) = &mut place.at {
            self.card(card);
        }
    }

    /// Puts the new numbers into an edit.
    pub(crate) fn put_into(&self, edit: &mut Edit) {
        edit.acts.iter_mut().for_each(|act| self.act(act));
    }

    fn act(&self, act: &mut Act) {
        // While the card still has its old number.
        self.parts_of(act);
        match act {
            Act::AddColumn { at, .. } => self.along(at),
            Act::RenameColumn { column, .. }
            | Act::LimitColumn { column, .. }
            | Act::DoneColumn { column, .. }
            | Act::PaintColumn { column, .. } => self.column(column),
            Act::MoveColumn { column, at } => {
                self.column(column);
                self.along(at);
            }
            Act::RemoveColumn { column, into } => {
                self.column(column);
                into.iter_mut().for_each(|into| self.column(into));
            }
            Act::AddCard { at, draft } => {
                self.place(at);
                draft.links.iter_mut().for_each(|(_, card)| self.card(card));
            }
            Act::MoveCard { card, to } => {
                self.card(card);
                self.place(to);
            }
            Act::SetCard { card, .. }
            | Act::Label { card, .. }
            | Act::Item { card, .. }
            | Act::Comment { card, .. }
            | Act::Expect { card, .. } => self.card(card),
            Act::Claim { card, act } => {
                self.card(card);
                if let ClaimAct::Take { to: Some(to), .. } = act {
                    self.column(to);
                }
            }
            Act::Stands { card, column, to } => {
                self.card(card);
                self.column(column);
                self.column(to);
            }
            Act::Saw { column, .. } => self.column(column),
            Act::Link { card, other, .. } => {
                self.card(card);
                self.card(other);
            }
            Act::PaintLabel { .. }
            | Act::RenameLabel { .. }
            | Act::RemoveLabel { .. }
            | Act::Import(_) => {}
            Act::Archive(card) | Act::Restore(card) | Act::Delete(card) => self.card(card),
            // It is about what the journal holds: the numbers there are true.
            Act::Revert(_) => {}
        }
    }

    fn along(&self, along: &mut Along) {
        if let Along::Before(column) | Along::After(column) = along {
            self.column(column);
        }
    }

    fn ask(&self, ask: &mut Ask) {
        match ask {
            Ask::New { place, .. } => self.place(place),
            Ask::Title { card, .. } => self.card(card),
            Ask::Due(cards) => cards.iter_mut().for_each(|(card, _)| self.card(card)),
            Ask::Column { after } => after.iter_mut().for_each(|column| self.column(column)),
            Ask::ColumnName { column, .. } | Ask::ColumnLimit { column, .. } => {
                self.column(column);
            }
            Ask::Page { basis, .. } => {
                self.card(&mut basis.card.id);
                self.column(&mut basis.card.place.column);
            }
            Ask::Comment(cards) => cards.iter_mut().for_each(|card| self.card(card)),
            Ask::Blocked(cards) => cards.iter_mut().for_each(|(card, _)| self.card(card)),
            Ask::NewItem { card, after } => {
                after.iter_mut().for_each(|item| self.item(*card, item));
                self.card(card);
            }
            Ask::ItemText { card, item, .. } => {
                self.item(*card, item);
                self.card(card);
            }
            Ask::CommentText { card, comment, .. } => {
                self.comment(*card, comment);
                self.card(card);
            }
            Ask::SearchName(_) | Ask::Search { .. } | Ask::LabelName(_) => {}
        }
    }

    fn row(&self, row: &mut Row) {
        match &mut row.then {
            Then::Commit(acts) => acts.iter_mut().for_each(|act| self.act(act)),
            Then::Ask(ask) => self.ask(ask),
            Then::Settle { acts, typed } => {
                acts.iter_mut().for_each(|act| self.act(act));
                typed.iter_mut().for_each(|(ask, _)| self.ask(ask));
            }
            Then::Again(ask, _) => self.ask(ask),
            Then::TakeBack(_) | Then::Tick(_) | Then::NewLabel(_) => {}
            Then::Send(cards) | Then::SendTo(cards, _) | Then::LinkTo(cards, _) => {
                cards.iter_mut().for_each(|card| self.card(card))
            }
            Then::RemoveColumn(column) | Then::Order(column, _) => self.column(column),
            // What happened has its number.
            Then::GoTo(..) | Then::Visit(_) | Then::Lanes(_) | Then::OpenBoard(_) => {}
            Then::Set(_) | Then::Themes | Then::Languages => {}
            Then::Narrow(_) | Then::Search | Then::Find(_) | Then::Forget(_) => {}
        }
    }

    fn sheet(&self, sheet: &mut Sheet) {
        match &mut sheet.at {
            Some(Stop::Item(item)) => self.item(sheet.card, item),
            Some(Stop::Comment(comment)) => self.comment(sheet.card, comment),
            Some(Stop::Link(_, other)) => self.card(other),
            Some(Stop::Task { .. }) | None => {}
        }
        let before = sheet.card;
        self.card(&mut sheet.card);
        if sheet.card != before {
            // What was asked for was of a card that nobody had saved.
            sheet.past = Past::Away;
        }
    }

    fn overlay(&self, overlay: &mut Overlay) {
        match overlay {
            // Figures are of what is saved, and has its number.
            Overlay::Help(_) | Overlay::Charts(_) => {}
            Overlay::Prompt(prompt) => self.ask(&mut prompt.ask),
            Overlay::Pick(pick) => {
                match &mut pick.about {
                    About::Column(column) => self.column(column),
                    About::Labels(cards) | About::Assign(cards) | About::LinkTo(cards, _) => {
                        cards.iter_mut().for_each(|card| self.card(card));
                    }
                    About::Cards | About::Archived | About::People | About::Clash => {}
                    About::Settings | About::Themes { .. } | About::Languages => {}
                    About::Activity(_) => {}
                }
                let rows = pick.rows.iter_mut().chain(&mut pick.offer);
                rows.for_each(|row| self.row(row));
            }
            Overlay::Confirm(confirm) => confirm.acts.iter_mut().for_each(|act| self.act(act)),
            Overlay::Card(sheet) => self.sheet(sheet),
        }
    }
}

impl Model {
    /// Puts the new numbers wherever the screen speaks of the old ones; the waiting edits have them already.
    pub(crate) fn renumber(&mut self, numbers: &Numbers) {
        if numbers.cards.is_empty() && numbers.columns.is_empty() && numbers.parts.is_empty() {
            return;
        }
        self.cursor.card.iter_mut().for_each(|id| numbers.card(id));
        self.cursor
            .column
            .iter_mut()
            .for_each(|id| numbers.column(id));
        self.left.iter_mut().for_each(|id| numbers.column(id));
        self.selection.renumber(|card| numbers.card(card));
        self.pointer
            .renumber(|card| numbers.card(card), |column| numbers.column(column));
        let last = std::mem::take(&mut self.last);
        self.last
            .extend(last.into_iter().map(|(mut column, mut card)| {
                numbers.column(&mut column);
                numbers.card(&mut card);
                (column, card)
            }));
        let tops = std::mem::take(&mut self.tops);
        self.tops
            .extend(tops.into_iter().map(|((mut column, lane), mut top)| {
                numbers.column(&mut column);
                numbers.card(&mut top.card);
                ((column, lane), top)
            }));
        let orders = std::mem::take(&mut self.view.orders);
        self.view
            .orders
            .extend(orders.into_iter().map(|(mut column, order)| {
                numbers.column(&mut column);
                (column, order)
            }));
        self.overlays
            .iter_mut()
            .for_each(|overlay| numbers.overlay(overlay));
        let texts = self.drafts.iter_mut().chain(&mut self.editing);
        texts.for_each(|(ask, _)| numbers.ask(ask));
    }
}
