//! A file of words in its sections. Each is read when something of it is said first, for a frame says a tenth of all
//! there is.

use std::ops::Deref;
use std::sync::OnceLock;

use memchr::memmem;
use serde::de::DeserializeOwned;

/// A section, read when it is asked for first.
#[derive(Debug)]
pub(crate) struct Part<T> {
    text: &'static str,
    /// Apart, so that a section that is not read takes no room.
    read: OnceLock<Box<T>>,
}

impl<T: DeserializeOwned> Part<T> {
    fn new(text: &'static str) -> Self {
        let read = OnceLock::new();
        Self { text, read }
    }

    /// Tells what is wrong with it.
    #[cfg(test)]
    pub(super) fn check(&self) -> Result<(), String> {
        let read: Result<T, _> = toml::from_str(self.text);
        read.map(drop).map_err(|error| error.to_string())
    }
}

impl<T: DeserializeOwned> Deref for Part<T> {
    type Target = T;

    fn deref(&self) -> &T {
        let read = || toml::from_str(self.text).expect("a test reads every section");
        self.read.get_or_init(read)
    }
}

/// The sections of a file that are not yet taken.
pub(super) struct Sections {
    left: Vec<(&'static str, &'static str)>,
}

impl Sections {
    /// Finds the sections of a file. What stands before the first one has no name.
    pub(super) fn of(file: &'static str) -> Self {
        let (mut left, mut name, mut rest) = (Vec::new(), "", file);
        while let Some(at) = memmem::find(rest.as_bytes(), b"\n[") {
            // A checkout may have turned the ends of lines into two letters.
            left.push((name, rest[..at].trim_end_matches('\r')));
            let next = &rest[at + 2..];
            (name, rest) = next.split_once(']').unwrap_or((next, ""));
        }
        left.push((name, rest));
        Self { left }
    }

    /// Takes the section of that name: an empty one if there is none.
    pub(super) fn take<T: DeserializeOwned>(&mut self, name: &str) -> Part<T> {
        let at = self.left.iter().position(|(one, _)| *one == name);
        Part::new(at.map_or("", |at| self.left.swap_remove(at).1))
    }

    /// Returns the names of those that nobody took.
    #[cfg(test)]
    pub(super) fn left(&self) -> Vec<&str> {
        self.left.iter().map(|(name, _)| *name).collect()
    }
}
