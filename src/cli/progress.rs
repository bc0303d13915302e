//! What is under way, on a terminal; nothing where nobody looks.

use std::io::{self, IsTerminal as _};
use std::time::Duration;

use indicatif::{ProgressBar, ProgressStyle};

use super::out::Out;

/// How often it moves by itself.
const TICK: Duration = Duration::from_millis(100);

/// A line on the standard error that goes when the work is done.
pub(super) struct Progress(ProgressBar);

impl Progress {
    /// Begins something.
    pub(super) fn new(out: &Out, what: &str) -> Self {
        let seen = io::stderr().is_terminal() && !out.json;
        let bar = match seen {
            true => ProgressBar::new_spinner(),
            false => ProgressBar::hidden(),
        };
        bar.set_message(what.to_owned());
        if seen {
            bar.enable_steady_tick(TICK);
        }
        Self(bar)
    }

    /// Tells what comes next.
    pub(super) fn say(&self, what: &str) {
        self.0.set_message(what.to_owned());
    }

    /// Tells how much of it is done.
    pub(super) fn count(&self, done: usize, all: usize) {
        let (done, all) = (done as u64, all as u64);
        if self.0.length() != Some(all) {
            let style = ProgressStyle::with_template("{spinner} {msg} {bar:24} {pos}/{len}");
            self.0.set_style(style.expect("the template is sound"));
            self.0.set_length(all);
        }
        self.0.set_position(done);
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        self.0.finish_and_clear();
    }
}
