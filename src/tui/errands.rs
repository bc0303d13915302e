//! What is done on the disk that is not the board's own business: a thread of its own, so that the screen never waits
//! for it. It blocks on its inbox, and on the disk.

mod send;

use std::path::{Path, PathBuf};
use std::sync::mpsc::{self, Receiver, Sender};
use std::thread;

use jiff::Timestamp;
use jiff::tz::TimeZone;

use crate::board::{Board, CardId};
use crate::state::{self, Habits};
use crate::store::{Store, Why};

use super::Incoming;
use super::msg::{Listed, Msg, Sending};

/// Opens a board.
type Open = dyn Fn(&Path) -> anyhow::Result<Store> + Send;

/// The boards there are, and how one is opened.
pub struct Shelf {
    /// Returns the boards of the user's data folder.
    pub boards: Box<dyn Fn() -> Vec<PathBuf> + Send>,
    /// Opens a board.
    pub open: Box<Open>,
    /// Whether it is kept which boards were open and how they are looked at; not so for the sample board.
    pub keeps: bool,
}

/// A thing to do.
pub(super) enum Errand {
    /// Keep what changed in how a board is looked at, and that it is open.
    Keep {
        path: PathBuf,
        title: String,
        was: Box<Habits>,
        now: Box<Habits>,
    },
    /// List the boards; the one that is open is named.
    List(PathBuf),
    /// List the boards for cards to go to one of them.
    ListFor(PathBuf, Vec<CardId>),
    /// Send cards of the board that is open to another one.
    Send(PathBuf, Sending),
    /// Open a board.
    Open(PathBuf),
    /// Open the board so many places after the one that is open.
    OpenBeside(PathBuf, isize),
}

/// A board that was opened, and read.
pub(super) struct Opened {
    pub(super) store: Store,
    pub(super) board: Board,
    pub(super) habits: Habits,
}

/// Starts the thread; returns where errands go, and what is let go of when all of them are done.
pub(super) fn spawn(
    shelf: Shelf,
    to_main: Sender<Incoming>,
) -> std::io::Result<(Sender<Errand>, Receiver<()>)> {
    let (errands, inbox) = mpsc::channel();
    let (done, finished) = mpsc::channel();
    let thread = thread::Builder::new().name("errands".to_owned());
    thread.spawn(move || {
        let _done = done;
        // The first to ask for it waits for a millisecond: not somebody's key.
        let _ = TimeZone::system();
        while let Ok(errand) = inbox.recv() {
            if let Some(answer) = run(&shelf, errand) {
                // Nobody listens any more when the program ends.
                let _ = to_main.send(answer);
            }
        }
    })?;
    Ok((errands, finished))
}

fn run(shelf: &Shelf, errand: Errand) -> Option<Incoming> {
    match errand {
        Errand::Keep {
            path,
            title,
            was,
            now,
        } => {
            let kept = match shelf.keeps {
                true => state::keep(&path, &title, &was, &now, Timestamp::now()),
                false => Ok(()),
            };
            let why = Why::of(&kept.err()?);
            Some(Incoming::Msg(Msg::NotKept(why)))
        }
        Errand::List(here) => Some(Incoming::Msg(Msg::Boards(list(shelf, &here)))),
        Errand::ListFor(here, cards) => {
            let boards = list(shelf, &here);
            Some(Incoming::Msg(Msg::BoardsFor(cards, boards)))
        }
        Errand::Send(here, sending) => {
            let sent = send::send(&shelf.open, &here, &sending);
            let sent = sent.map_err(|error| Why::of(&error));
            Some(Incoming::Msg(Msg::Sent(sent)))
        }
        Errand::Open(path) => Some(open(shelf, &path)),
        Errand::OpenBeside(here, by) => {
            let boards = list(shelf, &here);
            let at = boards.iter().position(|board| board.here)?;
            let count = isize::try_from(boards.len()).ok()?;
            let to = (isize::try_from(at).ok()? + by).rem_euclid(count);
            let board = boards.get(usize::try_from(to).ok()?)?;
            match board.here {
                true => Some(Incoming::Msg(Msg::NoOther)),
                false => Some(open(shelf, &board.path)),
            }
        }
    }
}

fn open(shelf: &Shelf, path: &Path) -> Incoming {
    let opened = (shelf.open)(path).and_then(|mut store| {
        let board = store.read()?;
        let habits = state::habits(path);
        Ok(Opened {
            store,
            board,
            habits,
        })
    });
    match opened {
        Ok(opened) => Incoming::Opened(Box::new(opened)),
        Err(error) => Incoming::Msg(Msg::NotOpened(Why::of(&error))),
    }
}

/// Returns the boards of the data folder, those that were open, and the one that is, by their names.
fn list(shelf: &Shelf, here: &Path) -> Vec<Listed> {
    let whole = |path: PathBuf| path.canonicalize().unwrap_or(path);
    let here = whole(here.to_owned());
    let known = state::known();
    let recent = known.iter().map(|known| known.path.clone());
    let mut paths: Vec<PathBuf> = (shelf.boards)()
        .into_iter()
        .chain(recent)
        .chain([here.clone()])
        .map(whole)
        .collect();
    let name = |path: &PathBuf| {
        let name = path.file_stem().unwrap_or_default();
        name.to_string_lossy().into_owned()
    };
    paths.sort_by_cached_key(|path| (name(path).to_lowercase(), path.clone()));
    paths.dedup();
    let listed = |path: PathBuf| Listed {
        title: known
            .iter()
            .find(|known| known.path == path)
            .map_or_else(|| name(&path), |known| known.title.clone()),
        here: path == here,
        path,
    };
    paths.into_iter().map(listed).collect()
}
