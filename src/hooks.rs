//! Hooks: programs of the user's that run after each change, and are told it.
//!
//! They are the executable files in the folder `hooks` beside the configuration, and, where the user has allowed that
//! board, in the folder `<board file>.hooks`. They run after the commit, one after the other, with no lock held. The
//! change is one JSON object on their standard input. Whatever they do or fail to do, the change stands.
//!
//! A command runs them once its answer is printed. Who stays, the screen for one, leaves them to a process of their own
//! (`apart`), which goes on when the screen is gone.

mod apart;
mod place;
mod run;
mod wrong;

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::mpsc::{self, Receiver, Sender};

use crate::change::{Change, Names};
use crate::format::json::ChangeJson;
use crate::store::Store;
use crate::text;

pub use apart::{Apart, COMMAND};
pub use place::{Found, Hooks};
pub use run::Runner;
pub use wrong::{Distrust, Wrong};

use apart::Handed;

/// Set for a hook, and for all that it runs: what these write runs no hooks.
const MARK: &str = "WALBOARD_HOOK";

/// A change that hooks are told of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Telling {
    /// The board's file, in full.
    board: PathBuf,
    /// What kind of change it is.
    event: String,
    /// The change, one line of JSON.
    change: String,
}

impl Telling {
    /// Returns a change of a board that was written as JSON.
    pub fn read(board: PathBuf, change: String) -> Option<Self> {
        let value: serde_json::Value = serde_json::from_str(&change).ok()?;
        let event = value["kind"].as_str()?.to_owned();
        Some(Self {
            board,
            event,
            change,
        })
    }

    fn of(board: PathBuf, change: &Change, names: &Names) -> Option<Self> {
        let json = serde_json::to_string(&ChangeJson::of(change, names)).ok()?;
        Some(Self {
            board,
            event: change.kind().to_owned(),
            change: text::json(&json).into_owned(),
        })
    }
}

/// Listens to stores for those who run hooks.
#[derive(Debug, Clone)]
pub struct Listener {
    hooks: Hooks,
    tellings: Sender<Telling>,
    handed: Arc<Handed>,
}

impl Listener {
    /// Returns one who listens for these hooks, and where what it hears comes out.
    pub fn new(hooks: Hooks) -> (Self, Receiver<Telling>) {
        let (tellings, inbox) = mpsc::channel();
        let handed = Arc::default();
        let listener = Self {
            hooks,
            tellings,
            handed,
        };
        (listener, inbox)
    }

    /// Listens to what a store writes from now on.
    pub fn attend(&self, store: &mut Store) {
        if self.hooks.is_none() {
            return;
        }
        let board = whole(store.path());
        let Self {
            hooks,
            tellings,
            handed,
        } = self.clone();
        store.on_commit(move |store, changes| {
            // Looked for each time: a hook may have been put there meanwhile.
            if hooks.of(&board).is_empty() {
                return;
            }
            let names = store.names(changes).unwrap_or_default();
            for change in changes {
                if let Some(telling) = Telling::of(board.clone(), change, &names) {
                    handed.expect();
                    // Nobody runs them any more when the program ends.
                    let _ = tellings.send(telling);
                }
            }
        });
    }
}

/// Returns the one path of a board, whatever way it was named.
fn whole(board: &Path) -> PathBuf {
    board.canonicalize().unwrap_or_else(|_| board.to_owned())
}
