//! The board in the terminal: the threads, the channels and the loop between them.
//!
//! ```text
//! input thread ──Input──▶ inbox ──▶ main: update ▸ perform ▸ draw once ──requests──▶ store thread
//!      ▲                    ▲  ▲                    │                                    │
//!      └─────permits────────┼──┼────────────────────┘                                    │
//! signals, hang-up ─────────┘  └────────────────────News, Done───────────────────────────┘
//! ```
//!
//! The keeper thread writes what the user sets on the screen into the configuration.
//!
//! The first frame is drawn from a glance at the board: the columns, their counts and their top cards. Then those threads
//! begin that it can do without. The store thread reads the board whole; what is typed meanwhile waits for it.
//!
//! main blocks on the inbox, input in the terminal's read, signals in the signal pipe, hang-up in a poll of the
//! terminal, store on the disk and the lock, keeper on the disk, errands (other boards, and how this one is looked at)
//! on what it is sent and the disk, hooks on what the store thread wrote and on the process that runs them. Nothing
//! ticks: main waits with a limit only while the model wants to be woken, and does not wait while a search has cards to
//! ask.
//!
//! Another board takes the place of this one when nothing of this one is under way.

use std::collections::{HashMap, VecDeque};
use std::sync::Arc;
use std::sync::mpsc;

use anyhow::Context;
use crossterm::event::Event;
use jiff::Timestamp;
use uuid::Uuid;

use crate::change::Actor;
use crate::clock;
use crate::config::Config;
use crate::hooks::{Apart, Hooks};
use crate::state;
use crate::store::{Report, Store};

mod desk;
mod editing;
mod errands;
mod input;
mod keeper;
pub mod keymap;
pub mod layout;
pub mod look;
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
pub mod words;

use desk::Desk;
use editing::Editing;
use errands::Opened;
use model::{Before, Model, Start};
use msg::Msg;
use term::Screen;

pub use errands::Shelf;

/// What reaches the main thread.
enum Incoming {
    /// A batch of events from the terminal; the next one comes after another permit.
    Input(Vec<Event>),
    /// Something for the model as it is.
    Msg(Msg),
    /// What the store thread of a board reports; boards count from 0 in the order of their opening.
    Store(usize, Report),
    /// Another board is open, and waits for its turn.
    Opened(Box<Opened>),
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
pub fn run(
    store: Store,
    me: Actor,
    config: &Config,
    shelf: Shelf,
    hooks: Hooks,
) -> anyhow::Result<()> {
    let (to_main, inbox) = mpsc::channel();
    let (permits, permitted) = mpsc::channel();
    let editing = Arc::new(Editing::default());
    // Before the terminal is taken, or a signal in between would leave it taken.
    signals::listen(&to_main, &editing).context("could not listen to signals")?;
    input::prepare().context("could not read the terminal")?;
    let (look, wrong) = config.look();
    let warnings = config.warnings().into_iter().chain(wrong).collect();
    let start = Start {
        board: store.glance(usize::from(term::size().height / 2) + 1)?,
        title: store.title().to_owned(),
        file: store.path().display().to_string(),
        me,
        session: session(),
        mode: store.mode(),
        size: (0, 0),
        now: Timestamp::now(),
        today: clock::today(),
        look,
        mouse: config.mouse.value,
        keys: config.keys(),
        words: config.words(),
        warnings,
        before: Before {
            habits: state::habits(store.path()),
            ..Before::default()
        },
    };
    let path = store.path().to_owned();
    let mut screen = Screen::enter(config.mouse.value).context("could not set up the terminal")?;
    let size = screen.size().into();
    let model = Model::glancing(Start { size, ..start });
    // Before the other threads, which would only be in the way.
    desk::draw(&model, &mut screen)?;
    signals::watch(&to_main).context("could not start a thread")?;
    input::spawn(permitted, to_main.clone()).context("could not start a thread")?;
    let heard = to_main.clone();
    let apart = Apart::new(hooks, move |wrong| {
        // Nobody listens any more when the program ends.
        let _ = heard.send(Incoming::Msg(Msg::Hook(wrong)));
    });
    let apart = apart.context("could not start a thread")?;
    let requests = desk::requests(store, 0, &to_main, &apart.listener)?;
    let (errands, finished) =
        errands::spawn(shelf, to_main.clone()).context("could not start a thread")?;
    let (choices, asked) = mpsc::channel();
    let keeper = keeper::spawn(config.file.clone(), asked, to_main.clone())
        .context("could not start a thread")?;
    let mut desk = Desk {
        model,
        screen,
        inbox,
        to_main,
        path,
        board: 0,
        opened: None,
        drafts: HashMap::new(),
        requests,
        apart,
        errands: Some(errands),
        finished,
        permits,
        editing,
        reading: false,
        aside: VecDeque::new(),
        editor: config.editor.value.clone(),
        choices,
        unanswered: 0,
    };
    desk.keep();
    let ended = desk.work();
    let written = desk.leave();
    // A write that failed last has given its words back.
    let words = desk.last_words();
    // What was set last is kept, too.
    drop(desk);
    let _ = keeper.join();
    ended.and(match (written, words) {
        (Err(why), Err(words)) => Err(why.context(words)),
        (written, words) => written.and(words),
    })
}

/// Returns a name for a session that no other one has.
fn session() -> String {
    Uuid::now_v7().simple().to_string()
}
