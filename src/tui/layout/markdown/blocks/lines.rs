//! The lines of a block, with what stands before them: the bars of quotes, the marks of items.

use super::super::flow::{Run, chop, wrap};
use super::super::{Line, Span, Tone};
use super::{Page, Within};
use crate::text;

/// What code is set in by, and what a tab is in it.
pub(super) const INDENT: usize = 2;
const TAB: &str = "    ";

impl Page<'_> {
    /// Writes the text of the block that is open.
    pub(super) fn flush(&mut self) {
        let rows = std::mem::replace(&mut self.rows, vec![Vec::new()]);
        if rows.iter().any(|row| !row.is_empty()) {
            self.paragraph(&rows);
        }
    }

    pub(super) fn paragraph(&mut self, rows: &[Vec<Run>]) {
        let mut rows = rows;
        while let [rest @ .., last] = rows
            && last.is_empty()
        {
            rows = rest;
        }
        let blank = [Vec::new()];
        let room = self.room();
        let mut begun = None;
        for row in if rows.is_empty() { &blank } else { rows } {
            for line in wrap(row, room) {
                self.write(line.0);
                begun.get_or_insert(self.laid.lines.len() - 1);
            }
        }
        if let (Some(mut task), Some(begun)) = (self.task.take(), begun) {
            task.lines = begun..self.laid.lines.len();
            self.laid.tasks.push(task);
        }
    }

    pub(super) fn code(&mut self, code: &str) {
        let room = self.room().saturating_sub(INDENT).max(2);
        for line in code.lines() {
            for piece in chop(&text::clean(&line.replace('\t', TAB)), room) {
                let text = format!("{}{piece}", " ".repeat(INDENT));
                self.write(vec![Span::new(&text, Tone::Code)]);
            }
        }
    }

    /// Returns how wide what is written now may be.
    pub(super) fn room(&self) -> usize {
        self.width.saturating_sub(self.indent).max(2)
    }

    /// Goes into a quote or an item. What is nested too deep for the width stands where it is.
    pub(super) fn enter(&mut self, first: Span, rest: Span) {
        let indent = self.indent + text::width(&rest.text);
        if self.deep > 0 || indent > self.width / 2 {
            self.deep += 1;
            return;
        }
        self.indent = indent;
        let first = Some(first);
        self.within.push(Within { first, rest });
    }

    pub(super) fn leave(&mut self) {
        if self.deep > 0 {
            self.deep -= 1;
        } else if let Some(within) = self.within.pop() {
            self.indent -= text::width(&within.rest.text);
        }
    }

    pub(super) fn write(&mut self, spans: Vec<Span>) {
        if std::mem::take(&mut self.gap) && !self.laid.lines.is_empty() {
            let begun = self.within.iter().filter(|within| within.first.is_none());
            let mut before: Vec<Span> = begun.map(|within| within.rest.clone()).collect();
            while before
                .last()
                .is_some_and(|span| span.text.trim().is_empty())
            {
                before.pop();
            }
            if let Some(last) = before.last_mut() {
                last.text.truncate(last.text.trim_end().len());
            }
            self.laid.lines.push(Line(before));
        }
        let mut line = Vec::with_capacity(self.within.len() + spans.len());
        for within in &mut self.within {
            let before = within.first.take().unwrap_or_else(|| within.rest.clone());
            if !before.text.is_empty() {
                line.push(before);
            }
        }
        line.extend(spans);
        self.laid.lines.push(Line(line));
    }
}
