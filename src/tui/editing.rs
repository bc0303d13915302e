//! Whether the editor has the terminal: the signals of the keys are its own then.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

/// How long a Ctrl-C that closed the editor may take until it is heard here.
const LATE: Duration = Duration::from_millis(300);

/// The editor's turn at the terminal, as the main thread has it and the signals thread wants to know it.
#[derive(Debug, Default)]
pub(super) struct Editing {
    open: AtomicBool,
    closed: Mutex<Option<Instant>>,
}

impl Editing {
    /// Lets the editor have the terminal.
    pub(super) fn begin(&self) {
        self.open.store(true, Ordering::SeqCst);
    }

    /// Notes that the editor is closed.
    pub(super) fn end(&self) {
        let mut closed = self.closed.lock().unwrap_or_else(PoisonError::into_inner);
        *closed = Some(Instant::now());
        self.open.store(false, Ordering::SeqCst);
    }

    /// Returns whether the editor has the terminal.
    #[cfg(unix)]
    pub(super) fn is_open(&self) -> bool {
        self.open.load(Ordering::SeqCst)
    }

    /// Returns whether a Ctrl-C that is heard now was typed in the editor.
    #[cfg(unix)]
    pub(super) fn takes_interrupts(&self) -> bool {
        let closed = self.closed.lock().unwrap_or_else(PoisonError::into_inner);
        self.is_open() || closed.is_some_and(|at| at.elapsed() < LATE)
    }
}
