//! Standing still: a process that is about to be stopped must not have a board's lock, or everybody waits for it.
//!
//! The system stops the whole process, whatever its threads are doing; so this is known to the whole process, too.

use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

/// How long a stop is held up, by turns under way and by those that wait for theirs.
const PATIENCE: Duration = Duration::from_secs(1);

/// What the threads of this process are at.
struct Doings {
    /// How many have a turn.
    turns: usize,
    /// How many wait for one.
    waits: usize,
    /// Whether a stop waits for them to end.
    stopping: bool,
    /// Whether nobody may begin a turn: the stop is near.
    still: bool,
}

impl Doings {
    /// Tells a stop that waits of a change; to tell nobody would cost as much.
    fn tell_stop(&self) {
        if self.stopping {
            CHANGED.notify_all();
        }
    }
}

static DOINGS: Mutex<Doings> = Mutex::new(Doings {
    turns: 0,
    waits: 0,
    stopping: false,
    still: false,
});
static CHANGED: Condvar = Condvar::new();

/// A turn that a stop waits for; over when dropped.
#[derive(Debug)]
pub(super) struct Entry(());

/// A wait for a turn, which a stop waits for, too; over when dropped.
pub(super) struct Waiting(());

/// Has the process stand still, to be stopped: what is being written gets a second to end, and so does a wait that is
/// about to; after that no turn begins until [`go_on`].
///
/// A wait that lasts longer cannot be called back, but it does no harm: who is stopped is taken out of the system's queue,
/// and asks again when it goes on; and what is granted before the stop is let go as soon as the waiting thread has seen
/// that. A stop that comes between those two steps, a few instructions of one thread, leaves a stopped holder. Nothing
/// that is safe to write closes that gap; the others name the holder, and say that it is stopped.
#[cfg(unix)]
pub fn stand_still() {
    let mut doings = doings();
    doings.stopping = true;
    let mut doings = wait_while(doings, |doings| doings.turns + doings.waits > 0);
    doings.still = true;
    drop(wait_while(doings, |doings| doings.turns > 0));
}

/// Has the process go on after [`stand_still`].
#[cfg(unix)]
pub fn go_on() {
    let mut doings = doings();
    (doings.stopping, doings.still) = (false, false);
    CHANGED.notify_all();
}

/// Begins a turn, once the process does not stand still any more.
pub(super) fn enter() -> Entry {
    let mut doings = CHANGED
        .wait_while(doings(), |doings| doings.still)
        .unwrap_or_else(PoisonError::into_inner);
    doings.turns += 1;
    Entry(())
}

/// Begins a turn, or does not because the process stands still.
#[cfg(unix)]
pub(super) fn try_enter() -> Option<Entry> {
    let mut doings = doings();
    if doings.still {
        return None;
    }
    doings.turns += 1;
    Some(Entry(()))
}

/// Tells a stop that somebody waits for a turn.
pub(super) fn waiting() -> Waiting {
    doings().waits += 1;
    Waiting(())
}

impl Drop for Entry {
    fn drop(&mut self) {
        let mut doings = doings();
        doings.turns -= 1;
        doings.tell_stop();
    }
}

impl Drop for Waiting {
    fn drop(&mut self) {
        let mut doings = doings();
        doings.waits -= 1;
        doings.tell_stop();
    }
}

fn doings() -> MutexGuard<'static, Doings> {
    DOINGS.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Waits while it is so, but no longer than a stop may be held up.
#[cfg(unix)]
fn wait_while<'a>(
    doings: MutexGuard<'a, Doings>,
    so: impl Fn(&Doings) -> bool,
) -> MutexGuard<'a, Doings> {
    CHANGED
        .wait_timeout_while(doings, PATIENCE, |doings| so(doings))
        .unwrap_or_else(PoisonError::into_inner)
        .0
}
