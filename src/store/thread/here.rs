//! This session among the others: what it tells of itself, and whom it sees.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::time::{Duration, Instant};

use crate::store::Store;
use crate::store::presence::{self, Focus, Presence, Session};

/// The least time between two tellings: a cursor that runs down a column is told once it rests.
const APART: Duration = Duration::from_millis(100);

/// What was heard of a session is settled by then.
const SETTLED: Duration = Duration::from_secs(1);

/// The sessions on the board, this one among them.
pub(super) struct Here {
    board: PathBuf,
    /// `None`: the others do not see this session, since it may not write beside the board.
    presence: Option<Presence>,
    wanted: Option<Focus>,
    told: Instant,
    /// Everybody by their files, this session too.
    sessions: BTreeMap<PathBuf, Session>,
    /// The files there was a notice about, and when.
    heard: BTreeMap<PathBuf, Instant>,
    reported: Vec<Session>,
}

impl Here {
    /// Lets the others know of this session.
    pub(super) fn enter(store: &Store, what: &str) -> Self {
        Self {
            board: store.path().to_owned(),
            presence: store.enter(what).ok(),
            wanted: None,
            told: Instant::now(),
            sessions: BTreeMap::new(),
            heard: BTreeMap::new(),
            reported: Vec::new(),
        }
    }

    /// Has the others told, soon, what this session is about.
    pub(super) fn want(&mut self, focus: Option<Focus>) {
        self.wanted = focus;
    }

    /// Returns how long until something is to be told, if anything is.
    pub(super) fn time_left(&self) -> Option<Duration> {
        let told = self.presence.as_ref()?.session().focus;
        (told != self.wanted).then(|| APART.saturating_sub(self.told.elapsed()))
    }

    /// Tells the others, when it is time.
    pub(super) fn tell(&mut self) {
        if self.time_left() != Some(Duration::ZERO) {
            return;
        }
        self.told = Instant::now();
        if let Some(presence) = &mut self.presence
            && presence.tell(self.wanted).is_err()
        {
            // Such as a full disk: the others see what was told last, and nothing is lost.
            self.wanted = presence.session().focus;
        }
    }

    /// Looks for everybody anew.
    pub(super) fn look(&mut self) {
        self.sessions = presence::here(&self.board);
    }

    /// Looks at the file of one session, after a notice about it.
    pub(super) fn hear(&mut self, path: PathBuf) {
        self.heard.insert(path.clone(), Instant::now());
        self.look_at(path);
    }

    /// Looks once more at the files there were notices about: the notice that a file was closed comes before the system
    /// lets go of its lock. To look at all of them every second would wake all who watch them.
    pub(super) fn look_again(&mut self) {
        let is_over = |_: &PathBuf, heard: &mut Instant| heard.elapsed() >= SETTLED;
        let over: Vec<_> = self.heard.extract_if(.., is_over).collect();
        over.into_iter().for_each(|(path, _)| self.look_at(path));
    }

    fn look_at(&mut self, path: PathBuf) {
        match presence::read(&path) {
            Some(session) => self.sessions.insert(path, session),
            None => self.sessions.remove(&path),
        };
    }

    /// Returns the others, when that is news.
    pub(super) fn news(&mut self) -> Option<Vec<Session>> {
        let own = self.presence.as_ref().map(|own| &own.session().id);
        let others = self.sessions.values().filter(|one| Some(&one.id) != own);
        let mut others: Vec<Session> = others.cloned().collect();
        others.sort_by_key(Session::coming);
        if others == self.reported {
            return None;
        }
        self.reported.clone_from(&others);
        Some(others)
    }

    /// Comes back when the folder of the sessions was taken away.
    pub(super) fn renew(&mut self, store: &Store) {
        if let Some(presence) = self.presence.as_ref().filter(|here| !here.is_there()) {
            let what = presence.session().what.clone();
            self.presence = store.enter(&what).ok();
        }
    }
}
