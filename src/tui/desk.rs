//! The main thread's loop: what comes in, what the model makes of it, what is done about it.

use std::collections::VecDeque;
use std::ops::ControlFlow;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender};
use std::time::Duration;

use anyhow::{Context, bail};
use crossterm::event::Event;
use jiff::{Timestamp, Zoned};

use crate::change::Change;
use crate::editor;
use crate::hooks::Apart;
use crate::store::{News, Report, Request};

use super::editing::Editing;
use super::errands::{Errand, Opened};
use super::model::Model;
use super::msg::{Choice, Effect, Msg};
use super::term::{self, Screen};
use super::{Incoming, signals, update, view};

mod last;
mod other;
mod reading;

pub(super) use other::{Left, requests};

/// The most that is taken from the inbox before a draw, so that a flood cannot keep the screen from being drawn.
const DRAIN: usize = 1_000;

/// The shortest sleep until the model is woken: a clock that was set back must not make the loop spin.
const SHORTEST_SLEEP: Duration = Duration::from_millis(5);

/// Everything the main thread has in its hands.
pub(super) struct Desk {
    pub(super) model: Model,
    pub(super) screen: Screen,
    pub(super) inbox: Receiver<Incoming>,
    /// For the store thread of another board.
    pub(super) to_main: Sender<Incoming>,
    /// The board's file.
    pub(super) path: PathBuf,
    /// How many boards were open before it.
    pub(super) board: usize,
    /// The board that waits until this one can go.
    pub(super) opened: Option<Box<Opened>>,
    /// What was typed on other boards and not saved.
    pub(super) drafts: Left,
    pub(super) requests: Sender<Request>,
    /// Where what was written goes, for the hooks.
    pub(super) apart: Apart,
    /// Where errands go; nowhere once the program ends.
    pub(super) errands: Option<Sender<Errand>>,
    /// Let go of when all errands are done.
    pub(super) finished: Receiver<()>,
    pub(super) permits: Sender<()>,
    /// The editor's turn at the terminal; the signals thread wants to know of it.
    pub(super) editing: Arc<Editing>,
    /// What the user set and is to be kept.
    pub(super) choices: Sender<Choice>,
    /// Whether the input thread has a permit, and reads the terminal.
    pub(super) reading: bool,
    /// What came in while the input thread was asked to stop reading: it has its turn before the inbox.
    pub(super) aside: VecDeque<Incoming>,
    /// The command that edits text.
    pub(super) editor: String,
    /// How many writes the store thread has yet to answer.
    pub(super) unanswered: usize,
}

/// How things stand after an effect.
enum Then {
    /// The next one.
    GoOn,
    /// What else was read from the terminal was meant for somebody else.
    DropInput,
    /// The end.
    Quit,
}

/// Draws a frame.
pub(super) fn draw(model: &Model, screen: &mut Screen) -> anyhow::Result<()> {
    screen
        .draw(|frame| view::draw(model, frame))
        .context("could not draw on the terminal")
}

impl Desk {
    /// Handles what comes in and draws once after each lot, until the end.
    pub(super) fn work(&mut self) -> anyhow::Result<()> {
        self.permit();
        loop {
            let mut next = Some(self.wait()?);
            let mut is_news = false;
            for _ in 0..DRAIN {
                let incoming = next.take().or_else(|| self.aside.pop_front());
                let Some(incoming) = incoming.or_else(|| self.inbox.try_recv().ok()) else {
                    break;
                };
                is_news |= !matches!(incoming, Incoming::Msg(Msg::Tick));
                if self.handle(incoming)?.is_break() {
                    return Ok(());
                }
                self.turn()?;
            }
            if is_news || !self.model.is_sifting_behind() {
                self.draw()?;
            }
            if !self.reading && self.model.takes_keys() {
                self.permit();
            }
        }
    }

    fn draw(&mut self) -> anyhow::Result<()> {
        draw(&self.model, &mut self.screen)
    }

    /// Blocks until something comes in or the model's time has come, which is now while a search is under way.
    fn wait(&mut self) -> anyhow::Result<Incoming> {
        if let Some(incoming) = self.aside.pop_front() {
            return Ok(incoming);
        }
        if self.model.is_sifting() {
            let incoming = self.inbox.try_recv().ok();
            return Ok(incoming.unwrap_or(Incoming::Msg(Msg::Tick)));
        }
        let Some(at) = self.model.next_wake() else {
            return self.inbox.recv().context("all threads are gone");
        };
        let left = Duration::try_from(at.duration_since(Timestamp::now())).unwrap_or_default();
        match self.inbox.recv_timeout(left.max(SHORTEST_SLEEP)) {
            Ok(incoming) => Ok(incoming),
            Err(RecvTimeoutError::Timeout) => Ok(Incoming::Msg(Msg::Tick)),
            Err(RecvTimeoutError::Disconnected) => bail!("all threads are gone"),
        }
    }

    fn handle(&mut self, incoming: Incoming) -> anyhow::Result<ControlFlow<()>> {
        match incoming {
            Incoming::Input(batch) => {
                self.reading = false;
                for event in batch {
                    let event = match event {
                        // The size it told may be that of many sizes ago.
                        Event::Resize(..) => {
                            let size = self.screen.measure();
                            Event::Resize(size.width, size.height)
                        }
                        event => event,
                    };
                    match self.update(Msg::Terminal(event))? {
                        Then::GoOn => {}
                        Then::DropInput => break,
                        Then::Quit => return Ok(ControlFlow::Break(())),
                    }
                }
                Ok(ControlFlow::Continue(()))
            }
            Incoming::Msg(msg) => self.tell(msg),
            // What a board that was open before had still to say is of no interest.
            Incoming::Store(board, _) if board != self.board => Ok(ControlFlow::Continue(())),
            Incoming::Store(_, Report::News(News::Changes(mut changes))) => {
                self.gather(&mut changes);
                self.tell(Msg::Store(Report::News(News::Changes(changes))))
            }
            Incoming::Store(_, report) => {
                if let Report::Done(_) = report {
                    self.unanswered = self.unanswered.saturating_sub(1);
                }
                self.tell(Msg::Store(report))
            }
            Incoming::Opened(opened) => {
                self.opened = Some(opened);
                Ok(ControlFlow::Continue(()))
            }
            Incoming::Resumed => {
                // What the shell did to the terminal meanwhile is not known; so out of it, and in again.
                term::leave();
                self.come_back()?;
                Ok(ControlFlow::Continue(()))
            }
            Incoming::Deaf => bail!("could not read the terminal any more"),
        }
    }

    /// Adds the changes that came in since: each lot costs taking all my unsaved edits off the board and laying them
    /// on again, and lots that come faster than that would pile up.
    fn gather(&mut self, changes: &mut Vec<Change>) {
        while self.aside.is_empty() {
            match self.inbox.try_recv() {
                Ok(Incoming::Store(board, Report::News(News::Changes(more))))
                    if board == self.board =>
                {
                    changes.extend(more);
                }
                Ok(other) => self.aside.push_back(other),
                Err(_) => break,
            }
        }
    }

    fn tell(&mut self, msg: Msg) -> anyhow::Result<ControlFlow<()>> {
        Ok(match self.update(msg)? {
            Then::Quit => ControlFlow::Break(()),
            Then::GoOn | Then::DropInput => ControlFlow::Continue(()),
        })
    }

    /// Tells the model, and does what it asks for.
    fn update(&mut self, msg: Msg) -> anyhow::Result<Then> {
        let effects = update::update(&mut self.model, msg, Timestamp::now(), Zoned::now().date());
        let mut then = Then::GoOn;
        for effect in effects {
            match self.perform(effect)? {
                Then::GoOn => {}
                Then::DropInput => then = Then::DropInput,
                Then::Quit => return Ok(Then::Quit),
            }
        }
        Ok(then)
    }

    fn perform(&mut self, effect: Effect) -> anyhow::Result<Then> {
        match effect {
            Effect::Commit(edit) => self.request_write(Request::Write(edit)),
            Effect::Undo(wish) => self.request_write(Request::Undo(wish)),
            Effect::Redo(wish) => self.request_write(Request::Redo(wish)),
            Effect::Fetch(card) => self.request(Request::Body(card)),
            Effect::History(card) => self.request(Request::History(card)),
            Effect::Find(text) => self.request(Request::Find(text)),
            Effect::CountUnread(since) => self.request(Request::Unread(since)),
            Effect::ReadSteps(since) => self.request(Request::Steps(since)),
            Effect::ReadActivity => self.request(Request::Activity),
            Effect::Reread => self.request(Request::Reread),
            Effect::Focus(focus) => self.request(Request::Focus(focus)),
            Effect::About(focus) => self.request(Request::About(focus)),
            Effect::Remember { was, now } => self.keep_habits(was, now),
            Effect::ListBoardsFor(cards) => {
                self.errand(Errand::ListFor(self.path.clone(), cards));
            }
            Effect::Send(sending) => self.errand(Errand::Send(self.path.clone(), sending)),
            Effect::ListBoards => self.errand(Errand::List(self.path.clone())),
            Effect::OpenBoard(path) => self.errand(Errand::Open(path)),
            Effect::OpenBeside(by) => self.errand(Errand::OpenBeside(self.path.clone(), by)),
            Effect::Copy(text) => term::copy(&text).context("could not write to the terminal")?,
            Effect::Keep(choice) => {
                // Without the thread that keeps it the program is ending.
                let _ = self.choices.send(choice);
            }
            Effect::Mouse(mouse) => self
                .screen
                .take_mouse(mouse)
                .context("could not write to the terminal")?,
            Effect::Redraw => self.screen.forget()?,
            Effect::OpenEditor(text) => return self.open_editor(&text),
            Effect::Suspend => {
                term::leave();
                // Stopped, the way back is `Resumed`, which is sent when the program goes on.
                if !signals::stop() {
                    self.come_back()?;
                }
                return Ok(Then::DropInput);
            }
            Effect::Quit => return Ok(Then::Quit),
        }
        Ok(Then::GoOn)
    }

    /// Lets the editor have the terminal, and tells the model what came of it.
    fn open_editor(&mut self, text: &str) -> anyhow::Result<Then> {
        self.stop_reading();
        self.editing.begin();
        term::leave();
        let found = term::settings();
        let text = editor::edit_text(&self.editor, text);
        // An editor that crashed leaves them as they are.
        term::set(found);
        self.editing.end();
        self.come_back()?;
        match self.update(Msg::Edited(text))? {
            Then::Quit => Ok(Then::Quit),
            Then::GoOn | Then::DropInput => Ok(Then::DropInput),
        }
    }

    /// Takes the terminal again, which may have got another size meanwhile.
    fn come_back(&mut self) -> anyhow::Result<()> {
        let before = self.screen.size();
        self.screen
            .enter_again()
            .context("could not set up the terminal again")?;
        let size = self.screen.size();
        if size != before {
            self.update(Msg::Terminal(Event::Resize(size.width, size.height)))?;
        }
        Ok(())
    }

    fn request_write(&mut self, request: Request) {
        self.unanswered += 1;
        self.request(request);
    }

    fn request(&self, request: Request) {
        // The store thread lives as long as `requests`; if it panicked, the program is ending.
        let _ = self.requests.send(request);
    }
}
