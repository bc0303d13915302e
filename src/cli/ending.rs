//! How a command that goes on for ever ends when the system says so: between two lines, and its session with it.

use std::io;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use crate::store::Presence;

/// What has to be in order at the end: nobody is in the middle of a line, and the others see that the session is over.
#[derive(Clone)]
pub(super) struct Ending(Arc<Mutex<Option<Presence>>>);

impl Ending {
    /// Has the process end in order from now on, when the system says so.
    pub(super) fn of(session: Option<Presence>) -> io::Result<Self> {
        let ending = Self(Arc::new(Mutex::new(session)));
        #[cfg(unix)]
        system::listen(ending.clone())?;
        Ok(ending)
    }

    /// Keeps the end off for as long as what is returned is kept.
    pub(super) fn keep_off(&self) -> MutexGuard<'_, Option<Presence>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(unix)]
mod system {
    use std::thread;
    use std::time::{Duration, Instant};

    use signal_hook::consts::{SIGHUP, SIGINT, SIGTERM};
    use signal_hook::iterator::Signals;
    use signal_hook::low_level::emulate_default_handler;

    use super::{Ending, io};

    /// How long a line may take to be out; its reader may have stopped.
    const PATIENCE: Duration = Duration::from_secs(1);
    const PAUSE: Duration = Duration::from_millis(5);

    /// Starts the thread that blocks until there is a signal.
    pub(super) fn listen(ending: Ending) -> io::Result<()> {
        let mut signals = Signals::new([SIGTERM, SIGINT, SIGHUP])?;
        thread::Builder::new()
            .name("signals".to_owned())
            .spawn(move || {
                if let Some(signal) = signals.forever().next() {
                    end(&ending, signal);
                }
            })?;
        Ok(())
    }

    fn end(ending: &Ending, signal: i32) {
        let asked = Instant::now();
        let mut session = ending.0.try_lock();
        while session.is_err() && asked.elapsed() < PATIENCE {
            thread::sleep(PAUSE);
            session = ending.0.try_lock();
        }
        if let Ok(session) = &mut session {
            session.take();
        }
        if signal != SIGTERM {
            // A shell wants to know that its Ctrl-C was heard.
            let _ = emulate_default_handler(signal);
        }
        // Told to end, and did.
        std::process::exit(0);
    }
}
