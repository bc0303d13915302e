//! What the system says: end, stop, go on; and that the terminal is gone.

use std::sync::Arc;
use std::sync::mpsc::Sender;
use std::time::Duration;
use std::{io, thread};

use rustix::event::{PollFd, PollFlags};
use rustix::io::Errno;
use rustix::process::{Signal, getpgrp, getpid, getsid, kill_current_process_group, kill_process};
use signal_hook::consts::{SIGCONT, SIGHUP, SIGINT, SIGTERM, SIGTSTP};
use signal_hook::iterator::Signals;

use crate::store;

use super::editing::Editing;
use super::msg::Msg;
use super::{Incoming, term};

/// How long the main thread has for an orderly end; then it counts as stuck.
const PATIENCE: Duration = Duration::from_millis(1_500);

/// Starts the thread that hears signals.
pub(super) fn listen(inbox: &Sender<Incoming>, editing: &Arc<Editing>) -> io::Result<()> {
    let signals = Signals::new([SIGTERM, SIGINT, SIGHUP, SIGTSTP, SIGCONT])?;
    let (to_main, edit) = (inbox.clone(), Arc::clone(editing));
    thread::Builder::new()
        .name("signals".into())
        .spawn(move || hear(signals, &to_main, &edit))?;
    Ok(())
}

/// Starts the thread that notices when the terminal is gone.
pub(super) fn watch(inbox: &Sender<Incoming>) -> io::Result<()> {
    let to_main = inbox.clone();
    thread::Builder::new()
        .name("hang-up".into())
        .spawn(move || watch_terminal(&to_main))?;
    Ok(())
}

/// Stops the program as Ctrl-Z does, and returns whether it did. It did not where nobody could have it go on.
pub(super) fn stop() -> bool {
    // Of the session's first process group nobody is the parent who does job control: it would sleep for ever.
    if getsid(None).is_ok_and(|session| session == getpgrp()) {
        return false;
    }
    // The whole group, as the terminal itself does it: else a script that started us would keep the shell waiting.
    // Without a board's lock, or the others would wait for it; the system's word to go on is for that, too.
    store::stand_still();
    let stopped = kill_current_process_group(Signal::STOP).is_ok();
    if !stopped {
        store::go_on();
    }
    stopped
}

/// Has the input thread come back from its read with what it has, as after a change of the terminal's size: nothing
/// else wakes it. Returns whether that was possible.
pub(super) fn interrupt_reading() -> bool {
    kill_process(getpid(), Signal::WINCH).is_ok()
}

/// Blocks until there is a signal, and passes it on.
fn hear(mut signals: Signals, inbox: &Sender<Incoming>, editing: &Editing) {
    let mut ending = false;
    let mut stopped_the_editor = false;
    for signal in signals.forever() {
        match signal {
            // Ctrl-C in the editor is the editor's.
            SIGINT if editing.takes_interrupts() => {}
            // The main thread waits for the editor, which the same Ctrl-Z has stopped.
            SIGTSTP if editing.is_open() => {
                store::stand_still();
                if editing.is_open() {
                    stopped_the_editor = kill_process(getpid(), Signal::STOP).is_ok();
                } else {
                    // Closed meanwhile: the terminal is ours, and is to be given back first.
                    let _ = inbox.send(Incoming::Msg(Msg::Suspend));
                }
                if !stopped_the_editor {
                    store::go_on();
                }
            }
            SIGTSTP => {
                let _ = inbox.send(Incoming::Msg(Msg::Suspend));
            }
            SIGCONT => {
                store::go_on();
                // Coming back from the editor the main thread takes the terminal anyway. To give it back and take it
                // once more, because this was heard late, would have keys typed meanwhile come as others or not at all.
                let by_us = std::mem::take(&mut stopped_the_editor);
                if !by_us && !editing.is_open() {
                    let _ = inbox.send(Incoming::Resumed);
                }
            }
            signal if ending => term::end(128 + signal),
            signal => {
                ending = true;
                ask_to_end(inbox, 128 + signal);
            }
        }
    }
}

/// Blocks until the terminal is gone; nobody else would notice: crossterm spins in its read for ever.
fn watch_terminal(inbox: &Sender<Incoming>) {
    let (stdin, stdout) = (rustix::stdio::stdin(), rustix::stdio::stdout());
    loop {
        let mut fds = [
            PollFd::new(&stdin, PollFlags::empty()),
            PollFd::new(&stdout, PollFlags::empty()),
        ];
        match rustix::event::poll(&mut fds, None) {
            Ok(_) => {}
            Err(Errno::INTR) => continue,
            Err(_) => return,
        }
        let seen = fds[0].revents() | fds[1].revents();
        if seen.intersects(PollFlags::HUP | PollFlags::ERR) {
            ask_to_end(inbox, 128 + SIGHUP);
            return;
        }
        // Not open is what it cannot be: this is a system that does not poll terminals. SIGHUP has to do there.
        if seen.contains(PollFlags::NVAL) {
            return;
        }
    }
}

/// Asks the main thread to end in order, and ends the process with this code if it does not.
fn ask_to_end(inbox: &Sender<Incoming>, code: i32) {
    let asked = inbox.send(Incoming::Msg(Msg::Terminate)).is_ok();
    let watching = thread::Builder::new().spawn(move || {
        thread::sleep(PATIENCE);
        term::end(code);
    });
    if !asked || watching.is_err() {
        term::end(code);
    }
}
