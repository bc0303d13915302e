//! The lines of a card, and where on them its parts are and what keys can be about.

use std::ops::Range;
use std::sync::Arc;

use crate::tui::layout::markdown::{Laid, Line};
use crate::tui::model::sheet::{Section, Stop};

/// A card as lines. Long texts are not copied into it.
#[derive(Debug, Default)]
pub(crate) struct Page {
    parts: Vec<Part>,
    len: usize,
    pub(crate) sections: Vec<(Section, usize)>,
    pub(crate) stops: Vec<(Stop, Range<usize>)>,
}

#[derive(Debug)]
enum Part {
    Lines(Vec<Line>),
    /// A text, so many cells to the right.
    Laid(Arc<Laid>, usize),
}

impl Part {
    fn lines(&self) -> (&[Line], usize) {
        match self {
            Self::Lines(lines) => (lines, 0),
            Self::Laid(laid, indent) => (&laid.lines, *indent),
        }
    }
}

impl Page {
    /// Returns how many lines there are.
    pub(crate) fn len(&self) -> usize {
        self.len
    }

    /// Returns the lines from one on, each with how far to the right it stands.
    pub(crate) fn from(&self, first: usize) -> impl Iterator<Item = (&Line, usize)> {
        let mut skip = first;
        self.parts.iter().flat_map(move |part| {
            let (lines, indent) = part.lines();
            let from = skip.min(lines.len());
            skip -= from;
            lines[from..].iter().map(move |line| (line, indent))
        })
    }

    /// Returns the lines of something that keys can be about.
    pub(crate) fn lines_of(&self, stop: &Stop) -> Option<Range<usize>> {
        let found = self.stops.iter().find(|(other, _)| other == stop);
        found.map(|(_, lines)| lines.clone())
    }

    pub(super) fn write(&mut self, lines: Vec<Line>) {
        self.len += lines.len();
        match self.parts.last_mut() {
            Some(Part::Lines(before)) => before.extend(lines),
            _ => self.parts.push(Part::Lines(lines)),
        }
    }

    pub(super) fn write_text(&mut self, laid: Arc<Laid>, indent: usize) {
        self.len += laid.lines.len();
        self.parts.push(Part::Laid(laid, indent));
    }

    /// Notes that what was written since a line is something that keys can be about.
    pub(super) fn stop(&mut self, stop: Stop, from: usize) {
        self.stops.push((stop, from..self.len));
    }
}
