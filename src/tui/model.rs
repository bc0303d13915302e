//! Everything the screen knows: the board as I see it, the cursor, what is open on top, what is not saved yet.

mod ages;
pub(crate) mod arrange;
mod bands;
pub(crate) mod charts;
pub(crate) mod cursor;
pub(crate) mod deed;
pub(crate) mod filter;
mod habits;
mod held;
pub(crate) mod here;
pub(crate) mod lanes;
pub(crate) mod notice;
pub(crate) mod order;
pub(crate) mod overlay;
pub(crate) mod pending;
pub(crate) mod pointer;
pub(crate) mod renumber;
pub(crate) mod scroll;
pub(crate) mod selection;
pub(crate) mod sheet;
mod sieve;
mod start;
pub(crate) mod story;
pub(crate) mod texts;
pub(crate) mod touched;
pub(crate) mod unread;
pub(crate) mod wanted;

use std::collections::{BTreeMap, BTreeSet, HashMap, VecDeque};
use std::time::Duration;

use crossterm::event::Event;
use jiff::Timestamp;
use jiff::civil::Date;

use crate::board::{Board, Card, CardId, Column, ColumnId};
use crate::change::{Actor, EditId};
use crate::state::{Habits, Saved};
use crate::store::{Focus, Holder, Mode as Access, Session, Why};

use super::keymap::{Action, Keys, Mode};
use super::look::Look;
use super::msg::Effect;
use super::words::Words;
use arrange::Arrangement;
use lanes::Lane;
use notice::{Mark, Notice};
use overlay::{Ask, Overlay};
use pending::Pending;
use pointer::Pointer;
use scroll::Top;
use selection::Selection;
use sheet::Stop;
use texts::Texts;
use unread::Unread;
use wanted::Wanted;

pub use cursor::Cursor;
pub use start::{Before, Drafts, Start};

/// How long a write has been waiting, and for whom.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Waiting {
    pub(crate) waited: Duration,
    pub(crate) holder: Option<Holder>,
}

/// The screen's state. It changes in [`update`](super::update::update) only.
#[derive(Debug)]
pub struct Model {
    /// With my edits that are not saved yet already in it.
    pub(crate) board: Board,
    pub(crate) title: String,
    pub(crate) file: String,
    pub(crate) me: Actor,
    pub(crate) session: String,
    pub(crate) access: Access,
    pub(crate) size: (u16, u16),
    pub(crate) look: Look,
    pub(crate) mouse: bool,
    pub(crate) keys: Keys,
    pub(crate) words: &'static Words,
    pub(crate) now: Timestamp,
    pub(crate) today: Date,

    pub(crate) cursor: Cursor,
    /// The card last focused in each column.
    pub(crate) last: HashMap<ColumnId, CardId>,
    /// The leftmost column on screen.
    pub(crate) left: Option<ColumnId>,
    /// The top lane on screen.
    pub(crate) lane: Option<Lane>,
    /// The top card on screen of each column, or lane of it, that is scrolled.
    pub(crate) tops: HashMap<(ColumnId, Option<Lane>), Top>,
    pub(crate) view: Arrangement,
    /// The saved searches.
    pub(crate) searches: Vec<Saved>,
    /// The last change that each person has looked at.
    pub(crate) seen: BTreeMap<String, i64>,
    /// What others did that I have not looked at.
    pub(crate) unread: Unread,
    /// How the board is looked at, as it was kept last.
    pub(crate) kept: Habits,
    pub(crate) selection: Selection,
    /// What is open on top of the board; the last one has the keys.
    pub(crate) overlays: Vec<Overlay>,
    /// The keys typed of a sequence that is not complete.
    pub(crate) typed: String,
    pub(crate) pointer: Pointer,

    /// What was asked of the store and is not done, in order; the first one is under way.
    pub(crate) pending: VecDeque<Pending>,
    /// How many edits were named so far.
    pub(crate) numbered: u64,
    pub(crate) waiting: Option<Waiting>,
    /// The long texts in view, laid out.
    pub(crate) texts: Texts,
    pub(crate) trouble: Vec<Why>,
    pub(crate) notice: Option<Notice>,
    /// The cards that others changed just now.
    pub(crate) marks: HashMap<CardId, Mark>,
    /// The other sessions, in the order of their coming.
    pub(crate) here: Vec<Session>,
    /// The session whose cursor mine goes after.
    pub(crate) following: Option<String>,
    /// What the others were told that this session is about.
    pub(crate) told: Option<Focus>,
    /// Quit once all is saved.
    pub(crate) leaving: bool,
    /// Suspend once the edit under way is saved.
    pub(crate) stopping: bool,
    /// There is only a glance of the board yet.
    pub(crate) glancing: bool,
    /// What was typed before its turn, each with the error that was shown then.
    pub(crate) held: VecDeque<(Event, Option<Notice>)>,
    /// The whole board was asked for, because a change did not fit, and has not come yet.
    pub(crate) rereading: bool,

    /// Text that was typed and not saved, by what was asked; offered again.
    pub(crate) drafts: Vec<(Ask, String)>,
    /// A body that was asked for.
    pub(crate) wanted: Option<Wanted>,
    /// What the editor was opened for, and the text that it was given.
    pub(crate) editing: Option<(Ask, String)>,
    /// My edits that I chose not to take back: undo passes them over, also the next time this board is open.
    pub(crate) passed: BTreeSet<EditId>,
    /// What `update` will return.
    pub(crate) outbox: Vec<Effect>,
}

impl Model {
    /// Returns a screen with the cursor on the first card.
    pub fn new(start: Start) -> Self {
        let mut model = Self {
            board: start.board,
            title: start.title,
            file: start.file,
            me: start.me,
            session: start.session,
            access: start.mode,
            size: start.size,
            look: start.look,
            mouse: start.mouse,
            keys: start.keys,
            words: start.words,
            now: start.now,
            today: start.today,
            cursor: Cursor::default(),
            last: HashMap::new(),
            left: None,
            lane: None,
            tops: HashMap::new(),
            view: Arrangement::default(),
            searches: Vec::new(),
            seen: BTreeMap::new(),
            unread: Unread::Unasked,
            kept: Habits::default(),
            selection: Selection::default(),
            overlays: Vec::new(),
            typed: String::new(),
            pointer: Pointer::default(),
            pending: VecDeque::new(),
            numbered: 0,
            waiting: None,
            texts: Texts::default(),
            trouble: Vec::new(),
            notice: None,
            marks: HashMap::new(),
            here: Vec::new(),
            following: None,
            told: None,
            leaving: false,
            stopping: false,
            glancing: false,
            held: VecDeque::new(),
            rereading: false,
            drafts: start.before.drafts.0,
            wanted: None,
            editing: None,
            passed: BTreeSet::new(),
            outbox: Vec::new(),
        };
        model.take_up(&start.before.habits);
        model.kept = start.before.habits;
        let with_cards = |column: &&Column| !column.cards().is_empty();
        let columns = model.board.columns();
        let first = columns.iter().find(with_cards).or(columns.first());
        model.go_to_column(first.map(|column| column.id));
        model.warn(&start.warnings);
        model.settle();
        model
    }

    /// Returns a screen with a first glance of the board. What is typed waits until the board is there whole, which is
    /// the next news.
    pub fn glancing(start: Start) -> Self {
        Self {
            glancing: true,
            ..Self::new(start)
        }
    }

    /// Tells whether nothing is under way on this board: another one may take its place.
    pub fn may_leave(&self) -> bool {
        self.pending.is_empty()
            && self.overlays.is_empty()
            && self.editing.is_none()
            && self.held.is_empty()
            && !self.glancing
    }

    /// Returns what was typed and not saved.
    pub fn into_drafts(self) -> Drafts {
        Drafts(self.drafts)
    }

    /// Returns when the screen changes by itself, if nothing else happens: a mark or a notice goes away.
    pub fn next_wake(&self) -> Option<Timestamp> {
        let notice = self.notice.as_ref().and_then(|notice| notice.until);
        self.marks
            .values()
            .map(|mark| mark.until)
            .chain(notice)
            .min()
    }

    /// Returns the board as the screen shows it.
    pub fn board(&self) -> &Board {
        &self.board
    }

    /// Returns where the cursor is.
    pub fn cursor(&self) -> Cursor {
        self.cursor
    }

    /// Returns the notice that is shown, if any.
    pub fn notice(&self) -> Option<&str> {
        self.notice.as_ref().map(|notice| notice.text.as_str())
    }

    /// Returns what is searched for, if only what was found is shown.
    pub fn searched(&self) -> Option<&str> {
        self.view.filter.as_ref().map(|filter| filter.text.as_str())
    }

    /// Returns how many of my edits are not saved yet.
    pub fn unsaved(&self) -> usize {
        self.pending.len()
    }

    /// Returns what has the keys.
    pub fn mode(&self) -> Mode {
        self.overlays.last().map_or(Mode::Board, Overlay::mode)
    }

    /// Returns the card that is shown in full.
    pub(crate) fn sheet(&self) -> Option<CardId> {
        let shown = |overlay: &Overlay| match overlay {
            Overlay::Card(sheet) => Some(sheet.card),
            _ => None,
        };
        self.overlays.iter().rev().find_map(shown)
    }

    /// Returns what the cursor in the card on top is on.
    pub(crate) fn stop(&self) -> Option<&Stop> {
        match self.overlays.last() {
            Some(Overlay::Card(sheet)) => sheet.at.as_ref(),
            _ => None,
        }
    }

    /// Returns the card that is shown beside the board.
    pub(crate) fn beside(&self) -> Option<CardId> {
        self.screen().side.and(self.cursor.card)
    }

    /// Returns the card that keys are about: the one shown in full, or the one under the cursor.
    pub(crate) fn subject(&self) -> Option<&Card> {
        self.board.card(self.sheet().or(self.cursor.card)?)
    }

    /// Tells whether an action means something now; the footer offers no other.
    pub(crate) fn can(&self, action: Action) -> bool {
        use Action as A;
        let has_card = self.subject().is_some();
        let at = self.stop();
        match (action, self.mode()) {
            (A::Back, Mode::Board) => {
                self.complains() || self.view.filter.is_some() || self.selection.count() > 0
            }
            (A::InEditor, _) => self.asks_for_lines(),
            (_, mode) if mode != Mode::Board && mode != Mode::Card => true,
            (action, _) if self.access != Access::ReadWrite && action.writes() => false,
            (A::Tick, _) => matches!(at, Some(Stop::Task { .. } | Stop::Item(_))),
            (A::MoveUp | A::MoveDown, Mode::Card) => matches!(at, Some(Stop::Item(_))),
            (A::Accept, Mode::Card) => at.is_some(),
            // A line of the text goes in the editor.
            (A::Delete, Mode::Card) => at.is_some_and(|at| !matches!(at, Stop::Task { .. })),
            (A::New | A::Search | A::Narrow | A::Lanes, _) => !self.board.columns().is_empty(),
            (A::Left | A::Right | A::Up | A::Down, Mode::Board) => self.board.live_count() > 0,
            (A::Open | A::Rename | A::EditBody | A::Archive, _) => has_card,
            (A::Labels | A::Complete, _) => has_card,
            (A::Select | A::SelectRange | A::SelectColumn, _) => has_card,
            (A::Assign | A::Priority | A::Due | A::MoveTo, _) => has_card,
            (A::Comment | A::Block | A::Link | A::History, _) => has_card,
            (A::MoveLeft | A::MoveRight | A::MoveUp | A::MoveDown, _) => has_card,
            _ => true,
        }
    }

    /// Tells whether a text is asked for that may have several lines.
    fn asks_for_lines(&self) -> bool {
        matches!(
            self.overlays.last(),
            Some(Overlay::Prompt(prompt)) if prompt.ask.takes_lines()
        )
    }

    /// Returns the column the cursor is in.
    pub(crate) fn column(&self) -> Option<&Column> {
        self.board.column(self.cursor.column?)
    }

    /// Keeps a text that could not be saved, until it is asked for again.
    pub(crate) fn keep(&mut self, ask: Ask, text: String) {
        self.drafts.retain(|(draft, _)| !draft.is_like(&ask));
        self.drafts.push((ask, text));
    }

    /// Takes the text that is kept for what is asked, with what it was based on.
    pub(crate) fn draft(&mut self, ask: &Ask) -> Option<(Ask, String)> {
        let at = self.drafts.iter().position(|(draft, _)| draft.is_like(ask));
        at.map(|at| self.drafts.remove(at))
    }

    /// Returns the name of the next edit.
    pub(crate) fn next_name(&mut self) -> EditId {
        self.numbered += 1;
        EditId(format!("{}-{}", self.session, self.numbered))
    }

    /// Tells whether an edit was made here.
    pub(crate) fn is_mine(&self, edit: &EditId) -> bool {
        let number = edit
            .0
            .strip_prefix(&self.session)
            .and_then(|rest| rest.strip_prefix('-'));
        number.is_some_and(|number| number.parse::<u64>().is_ok())
    }
}
