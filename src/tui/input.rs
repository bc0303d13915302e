//! The thread that reads the terminal: blocks in the read, one batch per permit.

use std::sync::mpsc::{Receiver, Sender};
use std::time::Duration;
use std::{io, thread};

use crossterm::event::{self, Event};

use super::Incoming;

/// A wait that makes crossterm look at what it has read already; at zero it does not look at all. It waits in whole
/// milliseconds, and for less than one it looks again and again: time that every key would pay for.
const A_LOOK: Duration = Duration::from_micros(20);

/// The most that is read at once, however fast more comes.
const BATCH: usize = 1_000;

/// How often in a row the read may fail before the terminal counts as gone.
const FAILURES: u32 = 50;

/// How long to wait after a failed read.
const PAUSE: Duration = Duration::from_millis(10);

/// Has the terminal tell of new sizes from here on, not only from the first read.
pub(super) fn prepare() -> io::Result<()> {
    event::poll(Duration::ZERO).map(|_| ())
}

/// Starts the thread. Without a permit it does not touch the terminal, so that the editor can have it.
pub(super) fn spawn(permits: Receiver<()>, inbox: Sender<Incoming>) -> io::Result<()> {
    thread::Builder::new()
        .name("input".into())
        .spawn(move || {
            while permits.recv().is_ok() {
                let Ok(batch) = read_patiently() else { break };
                if inbox.send(Incoming::Input(batch)).is_err() {
                    return;
                }
            }
            let _ = inbox.send(Incoming::Deaf);
        })
        .map(|_| ())
}

/// Reads a batch; a read that fails now and then (a size that cannot be had, say) is no reason to end.
fn read_patiently() -> io::Result<Vec<Event>> {
    let mut failed = 0;
    loop {
        match read() {
            Ok(batch) => return Ok(batch),
            Err(error) if failed == FAILURES => return Err(error),
            Err(_) => {
                failed += 1;
                thread::sleep(PAUSE);
            }
        }
    }
}

/// Waits for an event, then takes those that are there.
fn read() -> io::Result<Vec<Event>> {
    let mut batch = vec![event::read()?];
    while batch.len() < BATCH && event::poll(A_LOOK).unwrap_or(false) {
        batch.push(event::read()?);
    }
    Ok(batch)
}
