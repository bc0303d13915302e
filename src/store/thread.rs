//! The store thread: it blocks on disk and lock so that the screen's thread need not.

mod here;
mod past;
mod talk;

use std::collections::{BTreeSet, HashSet};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{self, Receiver, RecvTimeoutError, Sender};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use super::read::Reader;
use super::watch::{self, Heard, Notices, Schedule};
use super::why::{Cause, Doing, Why};
use super::{Holder, Mode, News, Store, journal, rows};
use crate::board::CardId;
use crate::change::Change;
use crate::edit::Refusal;
use here::Here;

pub use talk::{Failure, Report, Request};

/// A wait shorter than this is not worth a word.
const WORTH_A_WORD: Duration = Duration::from_millis(200);

/// How many changes of a card are read for its history.
const RECALLED: usize = 500;

/// Starts the store thread, which leaves bodies in the file until it is asked for them; it ends when the sender it returns, and all copies of it, are gone.
///
/// # Errors
/// When the system has no thread left.
pub fn spawn(
    mut store: Store,
    report: impl Fn(Report) + Send + 'static,
) -> std::io::Result<Sender<Request>> {
    store.reader.sparse = true;
    let (requests, inbox) = mpsc::channel();
    let wake = Wake::new(requests.clone());
    let thread = std::thread::Builder::new().name("store".to_owned());
    thread.spawn(move || {
        let here = Here::enter(&store, "screen");
        let notices = wake.notices(&store.reader.path);
        Desk {
            store,
            here,
            notices,
            wake,
            schedule: Schedule::new(),
            report: Box::new(report),
            troubles: Vec::new(),
            unreadable: None,
            unkept: None,
            told_damaged: false,
        }
        .run(&inbox);
    })?;
    Ok(requests)
}

/// Turns many notices into one request.
struct Wake {
    requests: Sender<Request>,
    pending: Arc<AtomicBool>,
    asked: Arc<Mutex<Asked>>,
}

/// What there were notices about since it was last looked at.
#[derive(Default)]
struct Asked {
    board: bool,
    /// All sessions; else those of these files.
    sessions: bool,
    session: BTreeSet<PathBuf>,
}

impl Wake {
    fn new(requests: Sender<Request>) -> Self {
        Self {
            requests,
            pending: Arc::default(),
            asked: Arc::default(),
        }
    }

    fn notices(&self, board: &Path) -> Notices {
        let (requests, pending) = (self.requests.clone(), Arc::clone(&self.pending));
        let asked = Arc::clone(&self.asked);
        Notices::new(board, move || -> watch::Wake {
            let (requests, pending) = (requests.clone(), Arc::clone(&pending));
            let asked = Arc::clone(&asked);
            Box::new(move |heard| {
                let mut asked = asked.lock().unwrap_or_else(PoisonError::into_inner);
                match heard {
                    Heard::Board => asked.board = true,
                    Heard::Sessions => asked.sessions = true,
                    Heard::Session(path) => {
                        asked.session.insert(path);
                    }
                }
                drop(asked);
                if !pending.swap(true, Ordering::AcqRel) {
                    let _ = requests.send(Request::Wake);
                }
            })
        })
    }
}

/// The thread's state.
struct Desk {
    store: Store,
    here: Here,
    notices: Notices,
    wake: Wake,
    schedule: Schedule,
    report: Box<dyn Fn(Report) + Send>,
    troubles: Vec<Why>,
    unreadable: Option<Why>,
    /// What is wrong with the snapshots.
    unkept: Option<Why>,
    /// Whether it was told that the board is damaged.
    told_damaged: bool,
}

impl Desk {
    fn run(mut self, inbox: &Receiver<Request>) {
        // A board of which there was only a glance so far is news.
        self.look();
        self.here.look();
        self.tell_who();
        loop {
            match inbox.recv_timeout(self.time_left()) {
                Ok(Request::Wake) => self.woken(),
                Ok(Request::About(focus)) => self.here.want(focus),
                Ok(Request::Close) => return,
                Ok(Request::Reread) => {
                    let whole = self.store.read().map(News::Whole);
                    self.tell(whole);
                }
                Ok(Request::Unread(since)) => self.count_unread(since),
                Ok(Request::Steps(since)) => self.read_steps(since),
                Ok(Request::Activity) => self.read_activity(),
                Ok(Request::Body(card)) => self.fetch(card),
                Ok(Request::History(card)) => self.recall(card),
                Ok(Request::Find(text)) => self.find(text),
                Ok(Request::Focus(focused)) => {
                    self.schedule.focused = focused;
                    self.schedule.notice();
                }
                Ok(Request::Write(edit)) => {
                    self.write(|store, waiting| store.write_waiting(&edit, waiting))
                }
                Ok(Request::Undo(wish)) => {
                    self.write(|store, waiting| store.undo_waiting(&wish, waiting))
                }
                Ok(Request::Redo(wish)) => {
                    self.write(|store, waiting| store.redo_waiting(&wish, waiting))
                }
                Err(RecvTimeoutError::Timeout) => {}
                Err(RecvTimeoutError::Disconnected) => return,
            }
            self.here.tell();
            self.look();
        }
    }

    /// Returns how long there is nothing to do unless something is asked.
    fn time_left(&self) -> Duration {
        let look = self.schedule.time_left(&self.notices);
        self.here.time_left().map_or(look, |tell| tell.min(look))
    }

    fn woken(&mut self) {
        // Cleared before looking: a notice that comes meanwhile asks again.
        self.wake.pending.store(false, Ordering::Release);
        let asked = {
            let asked = self.wake.asked.lock();
            std::mem::take(&mut *asked.unwrap_or_else(PoisonError::into_inner))
        };
        if asked.board {
            self.schedule.notice();
        }
        if asked.sessions {
            // The folder may have been made just now.
            self.notices.renew();
            self.here.look();
        } else {
            asked
                .session
                .into_iter()
                .for_each(|path| self.here.hear(path));
        }
        self.tell_who();
    }

    fn tell_who(&mut self) {
        if let Some(others) = self.here.news() {
            (self.report)(Report::Here(others));
        }
    }

    fn fetch(&mut self, card: CardId) {
        match rows::body(&self.store.reader.conn, card) {
            // Without it the card is gone, which is news of its own.
            Ok(body) => body
                .into_iter()
                .for_each(|body| (self.report)(Report::Body(card, body))),
            Err(err) => self.unread(err),
        }
    }

    fn recall(&mut self, card: CardId) {
        match journal::latest(&self.store.reader.conn, card, RECALLED + 1) {
            Ok(mut changes) => {
                let more = changes.len() > RECALLED;
                changes.truncate(RECALLED);
                (self.report)(Report::History {
                    card,
                    changes,
                    more,
                });
            }
            Err(err) => self.unread(err),
        }
    }

    fn find(&mut self, text: String) {
        let found = rows::having(&self.store.reader.conn, &text);
        // Who asked waits for an answer, and asks for nothing else until then.
        let cards = found.unwrap_or_else(|err| {
            self.unread(err);
            HashSet::new()
        });
        (self.report)(Report::Found(text, cards));
    }

    /// Looks whether others have committed.
    fn look(&mut self) {
        let news = self.store.catch_up();
        self.tell(news);
        if self.schedule.looked() {
            self.notices.renew();
            self.here.renew(&self.store);
            match self.notices.without {
                Some(_) => self.here.look(),
                None => self.here.look_again(),
            }
            self.tell_who();
            self.unkept = self.store.tend();
            self.tell_troubles();
        }
    }

    fn write(
        &mut self,
        write: impl FnOnce(&mut Store, &mut super::Waiting<'_>) -> anyhow::Result<Vec<Change>>,
    ) {
        let (report, mut said) = (&self.report, Instant::now());
        let mut waiting = |reader: &Reader, waited: Duration, holder: Option<Holder>| {
            // Others' commits show while our own waits.
            if let Ok(news) = reader.catch_up()
                && news != News::Nothing
            {
                report(Report::News(news));
            }
            if waited >= WORTH_A_WORD && said.elapsed() >= WORTH_A_WORD {
                said = Instant::now();
                report(Report::Waiting { waited, holder });
            }
        };
        let done = write(&mut self.store, &mut waiting);
        let news = self.store.reader.news();
        self.tell(news);
        let done = done.map_err(|err| match err.downcast::<Refusal>() {
            Ok(refusal) => Failure::Refused(refusal),
            Err(err) => Failure::Failed(Why::of(&err)),
        });
        (self.report)(Report::Done(done));
        self.tell_troubles();
    }

    fn tell(&mut self, news: anyhow::Result<News>) {
        match news {
            Ok(news) => {
                if news != News::Nothing {
                    (self.report)(Report::News(news));
                }
                self.unreadable = None;
            }
            Err(err) => {
                self.unreadable = Some(Why::of(&err));
                self.tell_troubles();
            }
        }
    }

    /// Tells that something could not be read.
    fn unread(&mut self, err: impl Into<anyhow::Error>) {
        let err = self.store.reader.failed(Doing::Read, err);
        self.tell(Err(err));
    }

    fn tell_troubles(&mut self) {
        if let Mode::Damaged(damaged) = self.store.mode() {
            if !std::mem::replace(&mut self.told_damaged, true) {
                (self.report)(Report::Damaged(damaged));
            }
            return;
        }
        let mut troubles = self.store.troubles();
        troubles.extend(self.unreadable.clone());
        troubles.extend(self.unkept.clone());
        if let Some(why) = &self.notices.without {
            troubles.push(Cause::Deaf(why.clone()).into());
        }
        if troubles != self.troubles {
            self.troubles.clone_from(&troubles);
            (self.report)(Report::Trouble(troubles));
        }
    }
}
