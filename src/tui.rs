//! The board in the terminal: the threads, the channels and the loop between them.
//!
//! ```text
//! input thread ──Input──▶ inbox ──▶ main: update ▸ perform ▸ draw once ──requests──▶ store thread
//!      ▲                    ▲  ▲                    │                                    │
//!      └─────permits────────┼──┼────────────────────┘                                    │
//! signals, hang-up ─────────┘  └────────────────────News, Done───────────────────────────┘
//! ```
//!
//! main blocks on the inbox, input in the terminal's read, signals in the signal pipe, hang-up in a poll of the
//! terminal, store on the disk and the lock. Nothing ticks: main waits with a limit only while the model wants to be
//! woken.

use std::env;
use std::ops::ControlFlow;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{self, Receiver, RecvTimeoutError, Sender};
use std::time::{Duration, Instant};

use anyhow::{Context, bail};
use crossterm::event::Event;
use jiff::{Timestamp, Zoned};
use uuid::Uuid;

use crate::board::CardId;
use crate::change::Actor;
use crate::edit::Refusal;
use crate::editor;
use crate::store::{self, Failure, Report, Request, Store};

mod input;
pub mod keymap;
pub mod layout;
pub mod model;
pub mod msg;
#[cfg(not(unix))]
#[path = "tui/no_signals.rs"]
mod signals;
#[cfg(unix)]
mod signals;
mod term;
pub mod update;
pub mod view;

use model::{Model, Start};
use msg::{Effect, Msg};
use term::Screen;

/// The most that is taken from the inbox before a draw, so that a flood cannot keep the screen from being drawn.
const DRAIN: usize = 1_000;

/// How long the edits that are under way get at the end, before the program says that they were not saved.
const LAST_WRITES: Duration = Duration::from_secs(1);

/// The shortest sleep until the model is woken: a clock that was set back must not make the loop spin.
const SHORTEST_SLEEP: Duration = Duration::from_millis(5);

/// What reaches the main thread.
enum Incoming {
    /// A batch of events from the terminal; the next one comes after another permit.
    Input(Vec<Event>),
    /// Something for the model as it is.
    Msg(Msg),
    /// The system had the program go on after a stop.
    Resumed,
    /// The terminal cannot be read any more.
    Deaf,
}

/// Shows the board in the terminal until the user, the system or an error ends it.
///
/// The standard input and output must be that terminal.
///
/// # Errors
/// When the terminal fails, the board cannot be read, or the last change cannot be saved.
pub fn run(mut store: Store, me: Actor) -> anyhow::Result<()> {
    input::prepare().context("could not read the terminal")?;
    let board = store.read()?;
    let mut screen = Screen::enter().context("could not set up the terminal")?;
    let model = Model::new(Start {
        board,
        title: store.title().to_owned(),
        file: store.path().display().to_string(),
        me,
        session: Uuid::now_v7().simple().to_string(),
        mode: store.mode().clone(),
        size: screen.size().into(),
        now: Timestamp::now(),
        today: Zoned::now().date(),
        color: wants_color(),
    });

    let (to_main, inbox) = mpsc::channel();
    let (permits, permitted) = mpsc::channel();
    let editing = Arc::new(AtomicBool::new(false));
    signals::listen(&to_main, &editing).context("could not listen to signals")?;
    input::spawn(permitted, to_main.clone()).context("could not start a thread")?;
    let requests = store::spawn(store, move |report| {
        // Nobody listens any more when the program ends.
        let _ = to_main.send(Incoming::Msg(Msg::Store(report)));
    })
    .context("could not start a thread")?;

    screen.draw(|frame| view::draw(&model, frame))?;
    let mut desk = Desk {
        model,
        screen,
        inbox,
        requests,
        permits,
        editing,
        unanswered: 0,
    };
    desk.permit();
    let ended = desk.work();
    term::leave();
    ended.and(desk.last_writes())
}

/// Everything the main thread has in its hands.
struct Desk {
    model: Model,
    screen: Screen,
    inbox: Receiver<Incoming>,
    requests: Sender<Request>,
    permits: Sender<()>,
    /// Whether the editor has the terminal; the signals thread wants to know.
    editing: Arc<AtomicBool>,
    /// How many writes the store thread has yet to answer.
    unanswered: usize,
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

impl Desk {
    /// Handles what comes in, and draws once after each lot, until the end.
    fn work(&mut self) -> anyhow::Result<()> {
        loop {
            let mut handled = self.wait()?;
            let mut read = false;
            for _ in 0..DRAIN {
                read |= matches!(handled, Incoming::Input(_));
                if self.handle(handled)?.is_break() {
                    return Ok(());
                }
                match self.inbox.try_recv() {
                    Ok(next) => handled = next,
                    Err(_) => break,
                }
            }
            let Self { model, screen, .. } = self;
            screen
                .draw(|frame| view::draw(model, frame))
                .context("could not draw on the terminal")?;
            if read {
                self.permit();
            }
        }
    }

    /// Blocks until something comes in or the model's time has come.
    fn wait(&self) -> anyhow::Result<Incoming> {
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
            Incoming::Msg(msg) => {
                if let Msg::Store(Report::Done(_)) = msg {
                    self.unanswered = self.unanswered.saturating_sub(1);
                }
                match self.update(msg)? {
                    Then::Quit => Ok(ControlFlow::Break(())),
                    Then::GoOn | Then::DropInput => Ok(ControlFlow::Continue(())),
                }
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
            Effect::Undo(id) => self.request_write(Request::Undo(id)),
            Effect::Redo(id) => self.request_write(Request::Redo(id)),
            Effect::Focus(focus) => self.request(Request::Focus(focus)),
            Effect::Redraw => self.screen.forget()?,
            Effect::OpenEditor { card, text } => return self.open_editor(card, text),
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
    fn open_editor(&mut self, card: CardId, base: String) -> anyhow::Result<Then> {
        self.editing.store(true, Ordering::SeqCst);
        term::leave();
        let text = editor::edit_text(&base).map_err(|error| format!("{error:#}"));
        self.come_back()?;
        self.editing.store(false, Ordering::SeqCst);
        match self.update(Msg::Edited { card, base, text })? {
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

    fn permit(&self) {
        // Without the input thread there is `Deaf` in the inbox.
        let _ = self.permits.send(());
    }

    /// Has the writes that are under way or queued finish, with the terminal given back; tells of those that do not.
    fn last_writes(&mut self) -> anyhow::Result<()> {
        let end = Instant::now() + LAST_WRITES;
        let mut because = String::new();
        let mut lost = Ok(());
        while self.unanswered > 0 {
            let left = end.saturating_duration_since(Instant::now());
            let report = match self.inbox.recv_timeout(left) {
                Ok(Incoming::Msg(Msg::Store(report))) => report,
                Ok(_) => continue,
                Err(_) => bail!("the last change may not have been saved{because}"),
            };
            match &report {
                Report::Done(done) => {
                    self.unanswered -= 1;
                    lost = lost.and(done.as_ref().map_or_else(loss, |_| Ok(())));
                }
                Report::Waiting { holder, .. } => {
                    because = holder.as_ref().map_or_else(String::new, |holder| {
                        format!(": {} (pid {}) is writing", holder.name, holder.pid)
                    });
                }
                Report::News(_) | Report::Trouble(_) => {}
            }
            self.send_queued(Msg::Store(report));
        }
        lost
    }

    /// Tells the model, which sends its writes one by one, and performs nothing but the next write.
    fn send_queued(&mut self, msg: Msg) {
        let (now, today) = (Timestamp::now(), Zoned::now().date());
        for effect in update::update(&mut self.model, msg, now, today) {
            match effect {
                Effect::Commit(edit) => self.request_write(Request::Write(edit)),
                Effect::Undo(id) => self.request_write(Request::Undo(id)),
                Effect::Redo(id) => self.request_write(Request::Redo(id)),
                _ => {}
            }
        }
    }
}

/// Returns what is lost by a write that failed when nobody looked at the screen any more.
fn loss(failure: &Failure) -> anyhow::Result<()> {
    match failure {
        // An undo too many.
        Failure::Refused(Refusal::Nothing(_)) => Ok(()),
        Failure::Refused(refusal) => {
            Err(anyhow::Error::new(refusal.clone()).context("the last change was not made"))
        }
        Failure::Failed(why) => bail!("the last change was not saved: {why}"),
    }
}

/// Returns whether colours are wanted: see <https://no-color.org>.
fn wants_color() -> bool {
    env::var_os("NO_COLOR").is_none_or(|value| value.is_empty())
}
