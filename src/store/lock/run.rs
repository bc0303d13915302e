//! Who writes on and on lets the others in now and then.
//!
//! The system wakes the first who waits, but it does not hand the lock over: a writer that takes it again at once is
//! quicker than anybody who has to wake up, and the others starve (16 writers on a quick disk: one of them wrote 48
//! times as much as another). To stand back after each turn would make each turn wait for somebody to wake up; so
//! turns come in runs.

use std::time::{Duration, Instant};

/// How long a writer goes on while others may be waiting.
const LONGEST: Duration = Duration::from_millis(3);
/// How long it stands back then; the first who waits wakes up in half of it.
const PAUSE: Duration = Duration::from_micros(100);

/// Turns that follow each other without a pause in which others could have come in.
#[derive(Debug, Default)]
pub(super) struct Run {
    began: Option<Instant>,
    ended: Option<Instant>,
}

impl Run {
    /// Returns how long to stand back before asking for the lock again, when this has gone on for long enough.
    pub(super) fn pause(&mut self, now: Instant) -> Option<Duration> {
        let goes_on = self.ended.is_some_and(|ended| now - ended < PAUSE);
        let is_short = self.began.is_some_and(|began| now - began < LONGEST);
        if goes_on && is_short {
            return None;
        }
        self.began = None;
        goes_on.then_some(PAUSE)
    }

    /// Takes note that the lock is there.
    pub(super) fn begin(&mut self, now: Instant) {
        self.began.get_or_insert(now);
    }

    /// Takes note that the lock was let go.
    pub(super) fn end(&mut self, now: Instant) {
        self.ended = Some(now);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const A_TURN: Duration = Duration::from_micros(200);

    /// Takes turns one after another, that long apart; returns how many there were before it had to stand back.
    fn turns(run: &mut Run, mut now: Instant, apart: Duration) -> Option<u32> {
        for turn in 0..1_000 {
            if run.pause(now).is_some() {
                return Some(turn);
            }
            run.begin(now);
            now += A_TURN;
            run.end(now);
            now += apart;
        }
        None
    }

    #[test]
    fn who_goes_on_without_a_pause_stands_back_now_and_then() {
        let (mut run, now) = (Run::default(), Instant::now());
        assert_eq!(turns(&mut run, now, Duration::ZERO), Some(15));
        // And again: what was before the pause does not count.
        let later = now + Duration::from_secs(1);
        assert_eq!(turns(&mut run, later, Duration::ZERO), Some(15));
    }

    #[test]
    fn a_turn_as_long_as_a_run_is_followed_by_a_pause() {
        let (mut run, now) = (Run::default(), Instant::now());
        run.begin(now);
        run.end(now + LONGEST);
        assert_eq!(run.pause(now + LONGEST), Some(PAUSE));
    }

    #[test]
    fn who_pauses_anyway_never_stands_back() {
        let (mut run, now) = (Run::default(), Instant::now());
        assert_eq!(turns(&mut run, now, PAUSE), None);
    }
}
