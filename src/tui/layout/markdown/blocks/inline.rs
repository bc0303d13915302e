//! What flows in a block: words, addresses, tick boxes.

use std::ops::Range;

use super::super::flow::Run;
use super::super::{Ink, Span, Task, Tone, link};
use super::Page;
use crate::tui::look::Addresses;

impl Page<'_> {
    pub(super) fn ink(&self) -> Ink {
        self.inks.last().cloned().unwrap_or_default()
    }

    pub(super) fn put(&mut self, text: &str, ink: Ink) {
        let run = Run::new(text, ink);
        self.row().push(run);
    }

    pub(super) fn row(&mut self) -> &mut Vec<Run> {
        if self.rows.is_empty() {
            self.rows.push(Vec::new());
        }
        self.rows.last_mut().expect("there is a row: pushed above")
    }

    /// Adds a text, with the addresses that stand in it.
    pub(super) fn text(&mut self, text: &str) {
        let mut from = 0;
        if self.links.is_empty() {
            for at in link::bare(text) {
                self.put(&text[from..at.start], self.ink());
                self.open_link(&text[at.clone()]);
                self.put(&text[at.clone()], self.ink());
                self.close_link();
                from = at.end;
            }
        }
        if from < text.len() {
            self.put(&text[from..], self.ink());
        }
    }

    /// Adds what is no Markdown, as it is written.
    pub(super) fn html(&mut self, html: &str) {
        for (at, line) in html.trim_end_matches('\n').split('\n').enumerate() {
            if at > 0 {
                self.rows.push(Vec::new());
            }
            self.put(line, Ink::of(Tone::Faint));
        }
        if html.ends_with('\n') {
            self.rows.push(Vec::new());
        }
    }

    pub(super) fn open_link(&mut self, address: &str) {
        let (row, run) = (self.rows.len().max(1) - 1, self.row().len());
        self.links.push((address.to_owned(), row, run));
        self.inks.push(Ink {
            tone: Tone::Link,
            ..self.ink()
        });
    }

    pub(super) fn close_link(&mut self) {
        self.inks.pop();
        let Some((address, first_row, first_run)) = self.links.pop() else {
            return;
        };
        let safe = link::safe(&address);
        let mut said = String::new();
        for (at, row) in self.rows.iter_mut().enumerate().skip(first_row) {
            let from = if at == first_row { first_run } else { 0 };
            for run in row.iter_mut().skip(from) {
                said.push_str(&run.text);
                run.link.clone_from(&safe);
            }
        }
        let is_said = address == said || address.strip_prefix("mailto:") == Some(said.as_str());
        let hides = link::looks_like_one(&said) || self.addresses == Addresses::Beside;
        if !is_said && !address.is_empty() && (hides || safe.is_none()) {
            self.put(&format!(" ({address})"), Ink::of(Tone::Faint));
        }
    }

    pub(super) fn tick_box(&mut self, done: bool, range: &Range<usize>) {
        let mark = if done { "☑ " } else { "☐ " };
        match self.within.last_mut().map(|item| &mut item.first) {
            Some(first @ Some(_)) if self.deep == 0 => *first = Some(Span::new(mark, Tone::Mark)),
            _ => self.put(mark, Ink::of(Tone::Mark)),
        }
        let line = self.source[range.end..].lines().next().unwrap_or_default();
        self.task = Some(Task {
            at: range.start + 1,
            done,
            text: line.trim().to_owned(),
            lines: 0..0,
        });
    }
}
