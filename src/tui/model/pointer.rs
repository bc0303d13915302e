//! The pointer: what is under it, and what it holds.

use std::ops::Range;

use jiff::Timestamp;

use crate::board::{CardId, ColumnId};
use crate::edit::At;
use crate::tui::keymap::Action;
use crate::tui::layout::confirm::{self, Answer};
use crate::tui::layout::footer::{self, Does, Piece};
use crate::tui::layout::popup::{self, HelpRow};
use crate::tui::layout::sheet::{self, Shown};
use crate::tui::layout::{Pane, Rect, Screen, inside, strip, tabs};
use crate::tui::model::Model;
use crate::tui::model::lanes::Lane;
use crate::tui::model::overlay::Overlay;
use crate::tui::model::scroll::Cell;
use crate::tui::model::sheet::{Sheet, Stop};

/// What the pointer is about.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub(crate) enum Pointer {
    /// Nothing.
    #[default]
    Free,
    /// It has clicked a card; soon again opens it.
    Clicked { card: CardId, at: Timestamp },
    /// It holds a card, and has not moved.
    Held { card: CardId, from: (u16, u16) },
    /// It drags cards. Where they would go is told by the last move, in numbers and names: whatever others change
    /// meanwhile, it is what was pointed at.
    Dragging {
        cards: Vec<CardId>,
        at: (u16, u16),
        over: Option<Target>,
    },
}

impl Pointer {
    /// Returns where cards that are dragged would go.
    pub(crate) fn target(&self) -> Option<&Target> {
        match self {
            Self::Dragging { over, .. } => over.as_ref(),
            _ => None,
        }
    }

    /// Changes the number of every card and column in it.
    pub(crate) fn renumber(
        &mut self,
        renumber: impl Fn(&mut CardId),
        renumber_column: impl Fn(&mut ColumnId),
    ) {
        match self {
            Self::Free => {}
            Self::Clicked { card, .. } | Self::Held { card, .. } => renumber(card),
            Self::Dragging { cards, over, .. } => {
                cards.iter_mut().for_each(&renumber);
                if let Some(target) = over {
                    renumber_column(&mut target.column);
                    if let At::Before(card) | At::After(card) = &mut target.at {
                        renumber(card);
                    }
                }
            }
        }
    }
}

/// Where cards that are dragged would go.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Target {
    pub(crate) column: ColumnId,
    /// Which lane, when there are lanes.
    pub(crate) lane: Option<Lane>,
    pub(crate) at: At,
}

/// What is under the pointer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Spot {
    /// A column, and the card in it; a card would go there.
    Column {
        card: Option<CardId>,
        target: Target,
    },
    /// A key, in the footer or elsewhere.
    Key(Does),
    /// The tab of a saved search, or of all cards.
    Tab(String),
    /// A row of a list.
    Row(usize),
    /// Something in the card that is shown in full.
    Part(Stop),
    /// A line of text, behind so many of its characters.
    Text(usize),
    /// Something beside what is open on top of the board.
    Outside,
    /// Nothing that does anything.
    Nothing,
}

impl Model {
    /// Returns what is under the pointer.
    pub(crate) fn under(&self, x: u16, y: u16) -> Spot {
        let screen = self.screen();
        let has = |area: &Rect| area.contains((x, y).into());
        if let Some(area) = screen.footer.filter(has) {
            let does = footer::pieces(self, area)
                .into_iter()
                .find(|piece| piece.has(x))
                .and_then(Piece::into_does);
            return does.map_or(Spot::Nothing, Spot::Key);
        }
        if let Some(before) = self.in_text(&screen, (x, y)) {
            return Spot::Text(before);
        }
        let (area, row) = match self.overlays.last() {
            None => return self.under_board(&screen, x, y),
            Some(Overlay::Pick(pick)) => {
                let list = popup::pick(self, pick, &screen);
                let shown = pick.shown().len();
                let row = list.row(x, y).filter(|row| *row < shown);
                (list.area, row)
            }
            Some(Overlay::Help(help)) => {
                let (list, rows) = popup::help(self, help, &screen);
                let row = list.row(x, y).and_then(|row| match rows.get(row) {
                    Some(HelpRow::Line(at)) if help.number().is_none() => Some(*at),
                    _ => None,
                });
                (list.area, row)
            }
            Some(Overlay::Card(sheet)) => match self.under_sheet(sheet, &screen, (x, y)) {
                Some(part) => return Spot::Part(part),
                None => (sheet::area(&screen), None),
            },
            Some(Overlay::Confirm(confirm)) => {
                let question = confirm::confirm(self, confirm, &screen);
                let mut answers = question.answers.into_iter();
                if let Some(Answer { action, key, .. }) = answers.find(|answer| has(&answer.area)) {
                    return Spot::Key(Does { action, key });
                }
                (question.area, None)
            }
            // What is typed is not to be lost by a click.
            Some(Overlay::Prompt(_)) => return Spot::Nothing,
            // Pictures cover the whole board, and nothing in them does anything.
            Some(Overlay::Charts(_)) => return Spot::Nothing,
        };
        match row {
            Some(row) => Spot::Row(row),
            None if has(&area) => Spot::Nothing,
            None => Spot::Outside,
        }
    }

    fn under_sheet(&self, sheet: &Sheet, screen: &Screen, (x, y): (u16, u16)) -> Option<Stop> {
        let inner = inside(sheet::area(screen));
        if !inner.contains((x, y).into()) {
            return None;
        }
        let page = sheet::page(self, Shown::Full(sheet), inner.width);
        let line = sheet.scroll + usize::from(y - inner.y);
        let stops = page.stops.into_iter();
        let there = |(stop, lines): (Stop, Range<usize>)| lines.contains(&line).then_some(stop);
        stops.filter_map(there).next()
    }

    fn under_board(&self, screen: &Screen, x: u16, y: u16) -> Spot {
        let has = |area: &Rect| area.contains((x, y).into());
        let key = |action| {
            let key = self.keys.key(action);
            Spot::Key(Does { action, key })
        };
        // An error may cover cards: it is read first.
        if self.complains() {
            return key(Action::Back);
        }
        if let Some(area) = screen.tabs.filter(has) {
            let found = tabs::tabs(self, area).tabs.into_iter();
            let tab = found.into_iter().find(|tab| tab.has(x));
            return match tab {
                Some(tab) => Spot::Tab(tab.search),
                None => key(Action::Searches),
            };
        }
        if let Some(area) = screen.strip.filter(has) {
            let strip = strip::strip(self, area);
            let tab = strip.tabs.iter().find(|tab| tab.has(x));
            let column = tab.and_then(|tab| self.board.columns().get(tab.column));
            return column.map_or(Spot::Nothing, |column| at_the_end(column.id));
        }
        if screen.side.as_ref().is_some_and(has) {
            return key(Action::Open);
        }
        let pane = screen.panes.iter().find(|pane| has(&pane.area));
        let pane = pane.and_then(|pane| Some((pane, self.board.columns().get(pane.column)?)));
        pane.map_or(Spot::Nothing, |(pane, column)| {
            self.under_column(screen, pane, column.id, (x, y))
        })
    }

    fn under_column(
        &self,
        screen: &Screen,
        pane: &Pane,
        column: ColumnId,
        (x, y): (u16, u16),
    ) -> Spot {
        let bands = self.bands(screen);
        let cells = self.cells(pane, &bands);
        // The side borders belong to the cards between them.
        let x = x.clamp(pane.inner().left(), pane.inner().right().saturating_sub(1));
        if let Some(cell) = cells.iter().find(|cell| cell.area.contains((x, y).into())) {
            return self.under_cell(cell, y, screen.gap);
        }
        // A lane that is empty has nothing but its heading.
        let band = bands.iter().find(|band| band.heading.y == y);
        let lane = band.and_then(|band| self.lane_at(Some(band.lane)));
        let at = match y == pane.area.y && self.is_by_hand(column) && self.view.by.is_none() {
            true => At::Top,
            false => At::Bottom,
        };
        let target = Target { column, lane, at };
        Spot::Column { card: None, target }
    }

    fn under_cell(&self, cell: &Cell, y: u16, gap: u16) -> Spot {
        let column = cell.column;
        let y = y - cell.area.y;
        let stack = self.stack(cell, gap);
        let shown = self.shown(column);
        // The card there, or the one above the gap.
        let above = stack.into_iter().rfind(|(_, top, _)| *top <= y);
        let above = above.and_then(|(row, top, height)| Some((*shown.get(row)?, top, height)));
        let card = above.filter(|(_, top, height)| y < top + height);
        let card = card.map(|(card, ..)| card);
        let at = match above.filter(|_| self.is_by_hand(column)) {
            Some((card, top, height)) if y - top < height / 2 => At::Before(card),
            Some((card, ..)) => At::After(card),
            None => At::Bottom,
        };
        let lane = self.lane_at(cell.lane);
        let target = Target { column, lane, at };
        Spot::Column { card, target }
    }

    /// Tells whether cards stand in a column where they were put.
    pub(crate) fn is_by_hand(&self, column: ColumnId) -> bool {
        !self.view.orders.contains_key(&column)
    }

    /// Returns the line right above the place where dragged cards would go, when that is in a cell.
    pub(crate) fn drop_line(&self, cell: &Cell, gap: u16) -> Option<u16> {
        let target = self.pointer.target()?;
        let there = target.column == cell.column && target.lane == self.lane_at(cell.lane);
        if !there || !self.is_by_hand(cell.column) {
            return None;
        }
        let shown = self.shown(cell.column);
        let stack = self.stack(cell, gap);
        let of = |card: CardId| {
            stack
                .iter()
                .find(|(row, ..)| shown.get(*row) == Some(&card))
        };
        let place = match target.at {
            At::Top => 0,
            At::Before(card) => of(card)?.1,
            At::After(card) => of(card).map(|(_, top, height)| top + height + gap)?,
            At::Bottom => match stack.last() {
                None => 0,
                Some((row, top, height)) if row + 1 == cell.rows.end => top + height + gap,
                Some(_) => return None,
            },
        };
        let lowest = cell.area.bottom();
        Some((cell.area.y + place).saturating_sub(1).min(lowest))
    }
}

fn at_the_end(column: ColumnId) -> Spot {
    let (card, lane, at) = (None, None, At::Bottom);
    let target = Target { column, lane, at };
    Spot::Column { card, target }
}
