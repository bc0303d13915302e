//! The end: the terminal is given back, writes that are under way get a little time, and what is lost is told.

use std::time::{Duration, Instant};

use anyhow::{anyhow, bail};
use jiff::{Timestamp, Zoned};

use crate::edit::Refusal;
use crate::editor;
use crate::store::{Failure, Report, Request};
use crate::tui::model::overlay::Ask;
use crate::tui::model::{Drafts, Model};
use crate::tui::msg::{Effect, Msg};
use crate::tui::{Incoming, term, update};

use super::Desk;

/// How long the edits that are under way get at the end, before the program says that they were not saved.
const LAST_WRITES: Duration = Duration::from_secs(1);

/// How long the errands that are under way get at the end.
const LAST_ERRANDS: Duration = Duration::from_millis(500);

/// How long the last changes may take to get to those who run the hooks.
const LAST_HOOKS: Duration = Duration::from_millis(300);

impl Desk {
    /// Gives the terminal back, and has the writes that are under way or queued finish; tells of those that do not.
    pub(in crate::tui) fn leave(&mut self) -> anyhow::Result<()> {
        let mut lost = Ok(());
        // What is typed once the terminal is given back is meant for somebody else, and must not be read here.
        self.stop_reading();
        term::leave();
        let end = Instant::now() + LAST_WRITES;
        while self.unanswered > 0 {
            match self.next_until(end) {
                Some(incoming) => lost = lost.and(self.take_note(incoming)),
                None => return Err(self.unsure()),
            }
        }
        self.apart.hand_over(LAST_HOOKS);
        self.errands = None;
        // What is not kept in time is how the board was looked at, and no more.
        let _ = self.finished.recv_timeout(LAST_ERRANDS);
        lost
    }

    fn next_until(&mut self, end: Instant) -> Option<Incoming> {
        if let Some(incoming) = self.aside.pop_front() {
            return Some(incoming);
        }
        let left = end.saturating_duration_since(Instant::now());
        self.inbox.recv_timeout(left).ok()
    }

    /// Takes in what still comes: only answers to writes are of interest now.
    fn take_note(&mut self, incoming: Incoming) -> anyhow::Result<()> {
        let report = match incoming {
            Incoming::Store(board, report) if board == self.board => report,
            _ => return Ok(()),
        };
        let mut lost = Ok(());
        if let Report::Done(done) = &report {
            self.unanswered = self.unanswered.saturating_sub(1);
            lost = done.as_ref().map_or_else(loss, |_| Ok(()));
        }
        self.send_queued(Msg::Store(report));
        lost
    }

    /// Keeps the texts that were written and could not be saved; tells where they are, and which words were lost.
    pub(in crate::tui) fn last_words(&self) -> anyhow::Result<()> {
        let left = |(ask, text): &(Ask, String)| match ask {
            Ask::Page { basis, .. } => {
                let card = basis.card.id;
                Some(match editor::keep(text) {
                    Ok(path) => format!("the text of {card} is kept in {}", path.display()),
                    Err(error) => format!("the text of {card} could not be kept ({error})"),
                })
            }
            // Given up with a key, and said so.
            Ask::New { body, .. } if body.is_empty() => None,
            Ask::New { body, .. } => Some(match editor::keep(&format!("{text}\n\n{body}")) {
                Ok(path) => format!("a new card is kept in {}", path.display()),
                Err(error) => format!("a new card could not be kept ({error})"),
            }),
            _ => Some(format!("“{text}”")),
        };
        let Model {
            drafts, pending, ..
        } = &self.model;
        let unsure = pending.iter().filter_map(|pending| pending.typed.as_ref());
        // Those of boards that were open before this one, too.
        let others = self.drafts.values().flat_map(Drafts::iter);
        let all = others.chain(drafts).chain(unsure);
        let left: Vec<String> = all.filter_map(left).collect();
        match left.is_empty() {
            true => Ok(()),
            false => bail!("not saved: {}", left.join("; ")),
        }
    }

    /// Tells the model, which sends its writes one by one, and performs nothing but the next write.
    fn send_queued(&mut self, msg: Msg) {
        let (now, today) = (Timestamp::now(), Zoned::now().date());
        for effect in update::update(&mut self.model, msg, now, today) {
            match effect {
                Effect::Commit(edit) => self.request_write(Request::Write(edit)),
                Effect::Undo(wish) => self.request_write(Request::Undo(wish)),
                Effect::Redo(wish) => self.request_write(Request::Redo(wish)),
                _ => {}
            }
        }
    }

    /// Returns the word about a write that has no answer yet: it goes on in the store thread until the process is gone.
    fn unsure(&self) -> anyhow::Error {
        let holder = self
            .model
            .waiting
            .as_ref()
            .and_then(|waiting| waiting.holder.as_ref());
        let because = holder.map_or_else(String::new, |holder| format!(": {holder} is writing"));
        anyhow!("the last change may not have been saved{because}")
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
