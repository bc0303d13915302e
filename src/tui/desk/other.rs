//! Another board in the place of this one.

use std::collections::HashMap;
use std::path::PathBuf;
use std::sync::mpsc::Sender;

use anyhow::Context as _;
use jiff::{Timestamp, Zoned};

use crate::hooks::Listener;
use crate::state::Habits;
use crate::store::{self, Request, Store};
use crate::tui::errands::{Errand, Opened};
use crate::tui::model::{Before, Drafts, Model, Start};
use crate::tui::{Incoming, session};

use super::Desk;

impl Desk {
    /// Puts the board that was opened in the place of this one, as soon as nothing of this one is under way.
    pub(super) fn turn(&mut self) -> anyhow::Result<()> {
        let idle = self.unanswered == 0 && self.model.may_leave();
        let Some(opened) = self.opened.take_if(|_| idle) else {
            return Ok(());
        };
        let Opened {
            store,
            board,
            habits,
        } = *opened;
        let path = store.path().to_owned();
        let drafts = self.drafts.remove(&path).unwrap_or_default();
        let model = &self.model;
        let start = Start {
            board,
            title: store.title().to_owned(),
            file: path.display().to_string(),
            me: model.me.clone(),
            // Each board has a journal of its own, in which edits are named after the session.
            session: session(),
            mode: store.mode().clone(),
            size: self.screen.size().into(),
            now: Timestamp::now(),
            today: Zoned::now().date(),
            look: model.look.clone(),
            mouse: model.mouse,
            keys: model.keys.clone(),
            words: model.words,
            // They were said when the program began.
            warnings: Vec::new(),
            before: Before { habits, drafts },
        };
        let requests = requests(store, self.board + 1, &self.to_main, &self.apart.listener)?;
        // From here on nothing can fail: the old board goes.
        let _ = std::mem::replace(&mut self.requests, requests).send(Request::Close);
        self.board += 1;
        let before = std::mem::replace(&mut self.path, path);
        let model = std::mem::replace(&mut self.model, Model::new(start));
        self.drafts.insert(before, model.into_drafts());
        self.keep();
        Ok(())
    }

    /// Has it kept that the board is open.
    pub(in crate::tui) fn keep(&self) {
        let now = Box::new(self.model.habits());
        self.keep_habits(now.clone(), now);
    }

    /// Has it kept what changed in how the board is looked at.
    pub(super) fn keep_habits(&self, was: Box<Habits>, now: Box<Habits>) {
        let (path, title) = (self.path.clone(), self.model.title.clone());
        self.errand(Errand::Keep {
            path,
            title,
            was,
            now,
        });
    }

    pub(super) fn errand(&self, errand: Errand) {
        // The thread lives as long as `errands`.
        if let Some(errands) = &self.errands {
            let _ = errands.send(errand);
        }
    }
}

/// Starts the store thread of a board; its reports are told apart from those of boards before it.
pub(in crate::tui) fn requests(
    mut store: Store,
    board: usize,
    to_main: &Sender<Incoming>,
    listener: &Listener,
) -> anyhow::Result<Sender<Request>> {
    listener.attend(&mut store);
    let to_main = to_main.clone();
    store::spawn(store, move |report| {
        // Nobody listens any more when the program ends.
        let _ = to_main.send(Incoming::Store(board, report));
    })
    .context("could not start a thread")
}

/// What was typed on other boards and not saved, by their files.
pub(in crate::tui) type Left = HashMap<PathBuf, Drafts>;
