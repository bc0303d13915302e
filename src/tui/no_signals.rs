//! What stands in for `signals.rs` where there are none: nothing is heard, and nobody stops.

use std::io;
use std::sync::Arc;
use std::sync::mpsc::Sender;

use super::Incoming;
use super::editing::Editing;

/// Listens to nothing: the console ends its programs itself.
pub(super) fn listen(_inbox: &Sender<Incoming>, _editing: &Arc<Editing>) -> io::Result<()> {
    Ok(())
}

/// Watches nothing: a console that is gone takes its programs along.
pub(super) fn watch(_inbox: &Sender<Incoming>) -> io::Result<()> {
    Ok(())
}

/// Cannot have the input thread come back from its read.
pub(super) fn interrupt_reading() -> bool {
    false
}

/// Stops nobody.
pub(super) fn stop() -> bool {
    false
}
