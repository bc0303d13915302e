//! Pieces of text that flow on from one another, wrapped.

use std::sync::Arc;

use unicode_segmentation::UnicodeSegmentation;

use super::{Ink, Line, Span};
use crate::text;

/// A piece of a text that flows: as it is written, cleaned already.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Run {
    pub(crate) text: String,
    pub(crate) ink: Ink,
    pub(crate) link: Option<Arc<str>>,
}

impl Run {
    /// Returns a piece of text, cleaned.
    pub(crate) fn new(text: &str, ink: Ink) -> Self {
        Self {
            text: text::clean(text).into_owned(),
            ink,
            link: None,
        }
    }
}

/// Returns runs as lines of a width, broken between words.
pub(crate) fn wrap(runs: &[Run], width: usize) -> Vec<Line> {
    let whole: String = runs.iter().map(|run| run.text.as_str()).collect();
    // Where each run ends in it; the lines go through them once, from the first to the last.
    let mut ends = Vec::with_capacity(runs.len());
    let mut end = 0;
    for run in runs {
        end += run.text.len();
        ends.push(end);
    }
    let mut first = 0;
    let mut lines = Vec::new();
    for line in text::breaks(&whole, width) {
        let mut spans = Vec::new();
        while ends.get(first).is_some_and(|end| *end <= line.start) {
            first += 1;
        }
        let mut from = line.start;
        for (run, end) in runs.iter().zip(&ends).skip(first) {
            if from >= line.end {
                break;
            }
            let to = line.end.min(*end);
            if from < to {
                spans.push(Span {
                    text: whole[from..to].to_owned(),
                    ink: run.ink.clone(),
                    link: run.link.clone(),
                });
                from = to;
            }
        }
        lines.push(Line(spans));
    }
    lines
}

/// Returns a line in pieces of a width, broken anywhere but within a grapheme: blanks stay as they are.
pub(super) fn chop(line: &str, width: usize) -> Vec<&str> {
    let mut pieces = Vec::new();
    let (mut from, mut taken) = (0, 0);
    for (at, grapheme) in line.grapheme_indices(true) {
        let wide = text::width(grapheme);
        if taken + wide > width && at > from {
            pieces.push(&line[from..at]);
            (from, taken) = (at, 0);
        }
        taken += wide;
    }
    pieces.push(&line[from..]);
    pieces
}

/// Returns how many cells runs take on one line.
pub(super) fn width(runs: &[Run]) -> usize {
    runs.iter().map(|run| text::width(&run.text)).sum()
}
