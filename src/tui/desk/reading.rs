//! Whose the terminal's keys are: the input thread reads one batch for each permit, and none while the editor is open.

use std::time::{Duration, Instant};

use crate::tui::{Incoming, signals};

use super::Desk;

/// How long the input thread gets to hear that it shall read no more.
const LAST_READ: Duration = Duration::from_millis(200);

impl Desk {
    /// Lets the input thread read the next batch.
    pub(super) fn permit(&mut self) {
        self.reading = true;
        // Without the input thread there is `Deaf` in the inbox.
        let _ = self.permits.send(());
    }

    /// Has the input thread stop reading: what is typed from here on is for somebody else, and so is what it has read
    /// already and nobody has seen. All else that comes in meanwhile has its turn later.
    pub(super) fn stop_reading(&mut self) {
        let end = Instant::now() + LAST_READ;
        while self.reading && signals::interrupt_reading() {
            let left = end.saturating_duration_since(Instant::now());
            match self.inbox.recv_timeout(left) {
                Ok(Incoming::Input(_)) => self.reading = false,
                Ok(Incoming::Deaf) => {
                    self.reading = false;
                    self.aside.push_back(Incoming::Deaf);
                }
                Ok(incoming) => self.aside.push_back(incoming),
                Err(_) => return,
            }
        }
    }
}
