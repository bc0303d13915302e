//! A desk to test the screen at: keys go in, frames come out, and a store made of memory answers.

mod keys;

use std::collections::VecDeque;
use std::time::Duration;

use crossterm::event::Event;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};
use ratatui::Terminal;
use ratatui::backend::TestBackend;
use ratatui::buffer::Buffer;
use unicode_width::UnicodeWidthStr;
use walboard::board::{Board, CardId};
use walboard::change::{Actor, Change, EditId, Stamp};
use walboard::edit::{Act, Along, At, Draft, Edit, Place, Refusal, Takeback};
use walboard::stats::Step;
use walboard::store::{Cause, Failure, Focus, Holder, Mode, News, Report, Why};
use walboard::tui::keymap::Keys;
use walboard::tui::look::Look;
use walboard::tui::model::{Before, Model, Start};
use walboard::tui::msg::{Effect, Msg};
use walboard::tui::update::update;
use walboard::tui::view;
use walboard::tui::words::Words;

/// The screen of ann, and the store it talks to.
pub(crate) struct Desk {
    pub(crate) model: Model,
    /// What the file has.
    pub(crate) file: Board,
    journal: Vec<Change>,
    /// What the store was asked and has not answered.
    pub(crate) asked: VecDeque<Effect>,
    /// The cards whose history the store was asked for and has not told.
    pub(crate) recalls: Vec<CardId>,
    /// All effects that are not for the store.
    pub(crate) effects: Vec<Effect>,
    /// What the other sessions were told.
    pub(crate) told: Vec<Option<Focus>>,
    /// What the screen asked to be counted: what others did after that change.
    uncounted: Option<Option<i64>>,
    pub(crate) now: Timestamp,
    pub(crate) today: Date,
}

/// A column: its name, its limit, the titles of its cards.
pub(crate) type Lane<'a> = (&'a str, Option<u32>, &'a [&'a str]);

pub(crate) fn actor(name: &str) -> Actor {
    let name = name.to_owned();
    let user = name.clone();
    Actor { name, user }
}

/// Returns a board of such columns, cards numbered in that order.
pub(crate) fn board(lanes: &[Lane<'_>]) -> Board {
    let mut board = Board::default();
    let mut apply = |acts| {
        let edit = Edit::new(EditId("start".to_owned()), acts);
        let (seq, at, actor) = (1, "2026-11-20T09:00:00Z".parse().unwrap(), actor("sam"));
        board.apply(&edit, &Stamp { seq, at, actor }).unwrap();
        board.columns().last().map(|column| column.id)
    };
    for (name, limit, titles) in lanes {
        let (name, limit, at) = ((*name).to_owned(), *limit, Along::Last);
        let column = apply(vec![Act::AddColumn {
            name,
            limit,
            done: false,
            at,
        }])
        .unwrap();
        for title in *titles {
            let draft = Box::new(Draft {
                title: (*title).to_owned(),
                ..Draft::default()
            });
            let at = At::Bottom;
            apply(vec![Act::AddCard {
                at: Place { column, at },
                draft,
            }]);
        }
    }
    board
}

/// Returns words of others.
pub(crate) fn said(text: &str) -> Why {
    Cause::Other(text.to_owned()).into()
}

/// A desk of 80x24 with three columns of two cards each.
pub(crate) fn desk() -> Desk {
    Desk::new(six(), (80, 24))
}

/// Three columns of two cards each.
pub(crate) fn six() -> Board {
    board(&[
        ("Todo", None, &["one", "two"]),
        ("Doing", None, &["three", "four"]),
        ("Done", None, &["five", "six"]),
    ])
}

/// Returns what the screen of ann begins with.
pub(crate) fn start(board: Board, size: (u16, u16)) -> Start {
    Start {
        board,
        title: "Team".to_owned(),
        file: "~/team.db".to_owned(),
        me: actor("ann"),
        session: "s1".to_owned(),
        mode: Mode::ReadWrite,
        size,
        look: Look::default(),
        mouse: true,
        keys: Keys::default(),
        words: Words::english(),
        warnings: Vec::new(),
        before: Before::default(),
        now: "2026-11-23T09:00:00Z".parse().unwrap(),
        today: "2026-11-23".parse().unwrap(),
    }
}

impl Desk {
    pub(crate) fn new(board: Board, size: (u16, u16)) -> Self {
        Self::with(start(board, size))
    }

    pub(crate) fn with(start: Start) -> Self {
        let (file, now, today) = (start.board.clone(), start.now, start.today);
        Self {
            model: Model::new(start),
            file,
            journal: Vec::new(),
            asked: VecDeque::new(),
            recalls: Vec::new(),
            effects: Vec::new(),
            told: Vec::new(),
            uncounted: None,
            now,
            today,
        }
    }

    /// Presses keys written as in the key table: `jj<enter>Fix it<enter>`.
    pub(crate) fn press(&mut self, keys: &str) -> &mut Self {
        for key in keys::spell(keys) {
            self.send(Msg::Terminal(Event::Key(key)));
        }
        self
    }

    pub(crate) fn send(&mut self, msg: Msg) -> &mut Self {
        let mut past = Vec::new();
        for effect in update(&mut self.model, msg, self.now, self.today) {
            match effect {
                Effect::Commit(_) | Effect::Undo(_) | Effect::Redo(_) => {
                    assert!(self.asked.is_empty(), "one at a time");
                    self.asked.push_back(effect);
                }
                Effect::About(focus) => self.told.push(focus),
                Effect::CountUnread(since) => self.uncounted = Some(since),
                Effect::ReadSteps(_) => past.push(Report::Steps {
                    steps: self.journal.iter().flat_map(Step::of).collect(),
                    next: None,
                    zone: TimeZone::UTC,
                }),
                Effect::ReadActivity => past.push(Report::Activity(self.journal.clone())),
                Effect::History(card) => self.recalls.push(card),
                effect => self.effects.push(effect),
            }
        }
        for report in past {
            self.report(report);
        }
        self
    }

    pub(crate) fn report(&mut self, report: Report) -> &mut Self {
        self.send(Msg::Store(report))
    }

    pub(crate) fn waits(&mut self, seconds: u64, stopped: bool) -> &mut Self {
        let holder = Some(Holder {
            pid: 4242,
            name: "bob".to_owned(),
            command: "walboard add".to_owned(),
            stopped,
        });
        let waited = Duration::from_secs(seconds);
        self.report(Report::Waiting { waited, holder })
    }

    /// Lets the time pass, and wakes the screen when it asked for it.
    pub(crate) fn later(&mut self, seconds: i64) -> &mut Self {
        self.now = self
            .now
            .checked_add(SignedDuration::from_secs(seconds))
            .unwrap();
        if self.model.next_wake().is_some_and(|wake| wake <= self.now) {
            self.send(Msg::Tick);
        }
        self
    }

    /// Answers one question of the screen's.
    pub(crate) fn answer(&mut self) -> &mut Self {
        let asked = self.asked.pop_front().expect("the store was asked");
        let done = match asked {
            Effect::Commit(edit) => self.write(&edit, "ann"),
            Effect::Undo(wish) => self.take_back(wish, false),
            Effect::Redo(wish) => self.take_back(wish, true),
            other => panic!("{other:?}"),
        };
        if let Ok(changes) = &done
            && !changes.is_empty()
        {
            self.report(Report::News(News::Changes(changes.clone())));
        }
        self.report(Report::Done(done.map_err(Failure::Refused)))
    }

    /// Tells what happened to the cards whose history was asked for.
    pub(crate) fn recall(&mut self) -> &mut Self {
        for card in std::mem::take(&mut self.recalls) {
            let changes = self.journal.iter().rev();
            let of_card = changes.filter(|change| change.card() == Some(card));
            let changes = of_card.map(|change| change.clone().brief()).collect();
            let more = false;
            self.report(Report::History {
                card,
                changes,
                more,
            });
        }
        self
    }

    /// Answers all questions.
    pub(crate) fn save(&mut self) -> &mut Self {
        while !self.asked.is_empty() {
            self.answer();
        }
        assert_eq!(self.model.board(), &self.file, "the screen shows the file");
        self
    }

    /// Lets the question under way fail.
    pub(crate) fn fails(&mut self, why: &str) -> &mut Self {
        self.fails_for(said(why))
    }

    pub(crate) fn fails_for(&mut self, why: Why) -> &mut Self {
        self.asked.pop_front().expect("the store was asked");
        self.report(Report::Done(Err(Failure::Failed(why))))
    }

    /// Counts what others did that ann has not looked at, which the screen asks for once.
    pub(crate) fn count_unread(&mut self) -> &mut Self {
        let since = self.uncounted.take().expect("the screen asked");
        let is_new = |change: &&Change| {
            change.actor.name != "ann" && since.is_some_and(|since| change.seq > since)
        };
        let count = self.journal.iter().filter(is_new).count();
        let last = i64::try_from(self.journal.len()).unwrap();
        self.report(Report::Unread { count, last })
    }

    /// Lets somebody else change the file.
    pub(crate) fn other(&mut self, who: &str, acts: Vec<Act>) -> &mut Self {
        let id = EditId(format!("{who}-{}", self.journal.len()));
        let changes = self.write(&Edit::new(id, acts), who).unwrap();
        self.report(Report::News(News::Changes(changes)))
    }

    fn write(&mut self, edit: &Edit, who: &str) -> Result<Vec<Change>, Refusal> {
        let seq = i64::try_from(self.journal.len()).unwrap() + 1;
        let (at, actor) = (self.now, actor(who));
        let changes = self.file.apply(edit, &Stamp { seq, at, actor })?.changes;
        self.journal.extend(changes.iter().cloned());
        Ok(changes)
    }

    fn take_back(&mut self, wish: Takeback, redo: bool) -> Result<Vec<Change>, Refusal> {
        let undone = |edit: &EditId| {
            let mut changes = self.journal.iter();
            wish.pass.contains(edit) || changes.any(|change| change.undoes.as_ref() == Some(edit))
        };
        let last = self.journal.iter().rev().find(|change| {
            let mine = change.actor.name == "ann" && change.undoes.is_some() == redo;
            mine && !undone(&change.edit)
        });
        let nothing = Refusal::Nothing(if redo { "redo" } else { "undo" });
        let last = last.ok_or(nothing)?.edit.clone();
        let changes = self.journal.iter().filter(|change| change.edit == last);
        let changes: Vec<Change> = changes.cloned().collect();
        let edit = match wish.force == Some(last.clone()) {
            true => Edit::undoing_anyway(wish.id, last.clone(), &changes, &self.file),
            false => Edit::undoing(wish.id, last.clone(), &changes),
        };
        let refused = |refusal| match refusal {
            Refusal::Clash(mut clash) => {
                (clash.undone, clash.by) = (Some(last), Some("bob".to_owned()));
                Refusal::Clash(clash)
            }
            other => other,
        };
        self.write(&edit, "ann").map_err(refused)
    }

    /// Returns the number of the card with that title in the file or on the screen.
    pub(crate) fn card(&self, title: &str) -> CardId {
        let cards = self.model.board().cards();
        let found = cards
            .chain(self.file.cards())
            .find(|card| card.title == title);
        found.expect("there is such a card").id
    }

    /// Returns the title of the card under the cursor.
    pub(crate) fn at(&self) -> &str {
        let card = self.model.cursor().card;
        let card = card.and_then(|card| self.model.board().card(card));
        card.map_or("", |card| &card.title)
    }

    /// Returns the titles of a column of the screen's board, from the top.
    pub(crate) fn column(&self, name: &str) -> Vec<&str> {
        let board = self.model.board();
        let cards = board.column_named(name).unwrap().cards().iter();
        cards
            .map(|card| board.card(*card).unwrap().title.as_str())
            .collect()
    }

    pub(crate) fn notice(&self) -> &str {
        self.model.notice().unwrap_or_default()
    }

    pub(crate) fn resize(&mut self, width: u16, height: u16) -> &mut Self {
        self.send(Msg::Terminal(Event::Resize(width, height)))
    }

    pub(crate) fn buffer(&self, (width, height): (u16, u16)) -> Buffer {
        let mut terminal = Terminal::new(TestBackend::new(width, height)).unwrap();
        terminal
            .draw(|frame| view::draw(&self.model, frame))
            .unwrap();
        terminal.backend().buffer().clone()
    }

    /// Returns the screen as text.
    pub(crate) fn frame(&self, width: u16, height: u16) -> String {
        text(&self.buffer((width, height)))
    }

    /// Returns the lowest lines of an 80x24 screen: status and keys.
    pub(crate) fn bars(&self) -> String {
        let frame = self.frame(80, 24);
        let lines: Vec<&str> = frame.lines().collect();
        lines[22..].join("\n")
    }
}

/// Returns a buffer as text, blanks at the ends of lines cut.
pub(crate) fn text(buffer: &Buffer) -> String {
    let mut text = String::new();
    for y in 0..buffer.area.height {
        let mut line = String::new();
        let mut skip = 0;
        for x in 0..buffer.area.width {
            let symbol = buffer[(x, y)].symbol();
            if skip == 0 {
                line.push_str(symbol);
                skip = symbol.width().max(1);
            }
            skip -= 1;
        }
        text.push_str(line.trim_end());
        text.push('\n');
    }
    text
}
