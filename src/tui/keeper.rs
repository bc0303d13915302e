//! The thread that keeps settings: blocks on the disk, in the place of the main thread.

use std::io;
use std::path::PathBuf;
use std::sync::mpsc::{Receiver, Sender};
use std::thread::{self, JoinHandle};

use super::Incoming;
use super::msg::{Choice, Msg, Unkept};
use crate::config;

/// Starts the thread. It ends when nobody can ask it any more.
pub(super) fn spawn(
    file: Option<PathBuf>,
    requests: Receiver<Choice>,
    inbox: Sender<Incoming>,
) -> io::Result<JoinHandle<()>> {
    let keep = move || {
        for choice in requests {
            let kept = match &file {
                Some(file) => config::keep(file, &choice),
                None => Err(Unkept::NoHome),
            };
            // Nobody listens any more when the program ends.
            let _ = inbox.send(Incoming::Msg(Msg::Kept(kept)));
        }
    };
    thread::Builder::new().name("keeper".into()).spawn(keep)
}
