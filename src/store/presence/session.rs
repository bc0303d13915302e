//! What a session tells of itself.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::board::CardId;
use crate::change::Actor;
use crate::edit::NAME_MAX;
use crate::text;

/// A walboard that runs on a board.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Session {
    /// A name that no other session has.
    pub id: String,
    /// Whom it works for.
    #[serde(flatten)]
    pub actor: Actor,
    /// The machine.
    pub host: String,
    /// The process.
    pub pid: u32,
    /// The terminal it is on, if any.
    pub tty: Option<String>,
    /// When it came.
    pub since: Timestamp,
    /// What it is: `screen`, `watch` and so on.
    pub what: String,
    /// The card it is about.
    pub focus: Option<Focus>,
}

/// What a session is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Focus {
    /// The card under the cursor.
    pub card: CardId,
    /// Whether its text is being changed.
    pub editing: bool,
}

impl Session {
    /// Returns this process as a session.
    pub(crate) fn new(actor: Actor, what: &str) -> Self {
        Self {
            id: uuid::Uuid::now_v7().simple().to_string(),
            actor,
            host: whoami::hostname().unwrap_or_default(),
            pid: std::process::id(),
            tty: tty(),
            since: Timestamp::now(),
            what: what.to_owned(),
            focus: None,
        }
    }

    /// Returns what sessions are sorted by.
    pub(in crate::store) fn coming(&self) -> (Timestamp, String) {
        (self.since, self.id.clone())
    }

    pub(super) fn to_json(&self) -> String {
        serde_json::to_string(self).expect("plain text and numbers")
    }

    /// Reads a session; its words were written by somebody else, so they are cleaned and cut.
    pub(super) fn from_json(record: &[u8]) -> Option<Self> {
        let mut session: Self = serde_json::from_slice(record).ok()?;
        let texts = [
            &mut session.id,
            &mut session.actor.name,
            &mut session.actor.user,
            &mut session.host,
            &mut session.what,
        ];
        for text in texts.into_iter().chain(session.tty.as_mut()) {
            *text = text::clean(text).chars().take(NAME_MAX).collect();
        }
        (!session.actor.name.is_empty()).then_some(session)
    }
}

#[cfg(unix)]
fn tty() -> Option<String> {
    let name = rustix::termios::ttyname(rustix::stdio::stdin(), Vec::new()).ok()?;
    let name = name.to_string_lossy().into_owned();
    Some(
        name.strip_prefix("/dev/")
            .map_or(name.clone(), str::to_owned),
    )
}

#[cfg(not(unix))]
fn tty() -> Option<String> {
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_session_reads_back_and_its_words_are_cleaned() {
        let actor = Actor {
            name: "a\u{1b}[2Jnn".to_owned(),
            user: "x".repeat(10_000),
        };
        let session = Session::new(actor, "screen");
        let back = Session::from_json(session.to_json().as_bytes()).expect("a session");
        assert_eq!(back.id, session.id);
        assert!(!back.actor.name.contains('\u{1b}'));
        assert_eq!(back.actor.user.len(), NAME_MAX);
        assert_eq!(Session::from_json(b"{\"pid\":1}"), None);
        assert_eq!(Session::from_json(b""), None);
    }
}
