//! The blocks of a text, one after the other: paragraphs, headings, lists, quotes, code.

use std::ops::Range;

use pulldown_cmark::{
    CodeBlockKind, Event, HeadingLevel, LinkType, Options, Parser, Tag, TagEnd, TextMergeWithOffset,
};

use super::flow::{Run, chop, wrap};
use super::table::Table;
use super::{Ink, Laid, Line, Span, Task, Tone, link};
use crate::text;
use crate::tui::look::Addresses;

/// What code is set in by, and what a tab is in it.
const INDENT: usize = 2;
const TAB: &str = "    ";

/// Returns a text as lines.
pub(super) fn lay(source: &str, width: usize, addresses: Addresses) -> Laid {
    let options =
        Options::ENABLE_TABLES | Options::ENABLE_TASKLISTS | Options::ENABLE_STRIKETHROUGH;
    let mut page = Page::new(source, width, addresses);
    let events = Parser::new_ext(source, options).into_offset_iter();
    for (event, range) in TextMergeWithOffset::new(events) {
        page.take(event, range);
    }
    page.flush();
    page.laid
}

/// A quote or an item of a list that what comes stands in.
struct Within {
    /// What stands before its first line, until that is written.
    first: Option<Span>,
    /// What stands before the others.
    rest: Span,
}

struct Page<'a> {
    source: &'a str,
    width: usize,
    addresses: Addresses,
    laid: Laid,
    within: Vec<Within>,
    /// How wide what stands before a line is.
    indent: usize,
    /// How many more quotes and items what comes stands in, which there is no room to show.
    deep: usize,
    /// The number of the next item of each list that is open; `None` where items have none.
    lists: Vec<Option<u64>>,
    /// A blank line comes before the next line.
    gap: bool,
    /// The text of the block that is open, row by row.
    rows: Vec<Vec<Run>>,
    inks: Vec<Ink>,
    /// The links that are open: where each leads, and in which row and run its text begins.
    links: Vec<(String, usize, usize)>,
    /// A tick box whose lines are not written yet.
    task: Option<Task>,
    code: Option<String>,
    table: Option<Table>,
}

impl<'a> Page<'a> {
    fn new(source: &'a str, width: usize, addresses: Addresses) -> Self {
        Self {
            source,
            width,
            addresses,
            laid: Laid::default(),
            within: Vec::new(),
            indent: 0,
            deep: 0,
            lists: Vec::new(),
            gap: false,
            rows: vec![Vec::new()],
            inks: Vec::new(),
            links: Vec::new(),
            task: None,
            code: None,
            table: None,
        }
    }

    fn take(&mut self, event: Event<'_>, range: Range<usize>) {
        match event {
            Event::Start(tag) => self.start(tag),
            Event::End(tag) => self.end(tag),
            Event::Text(text) => match &mut self.code {
                Some(code) => code.push_str(&text),
                None => self.text(&text),
            },
            Event::Code(code) => {
                let ink = Ink {
                    tone: Tone::Code,
                    ..self.ink()
                };
                self.put(&format!("`{code}`"), ink);
            }
            Event::Html(html) | Event::InlineHtml(html) => self.html(&html),
            Event::SoftBreak | Event::HardBreak => match self.table {
                Some(_) => self.put(" ", Ink::default()),
                None => self.rows.push(Vec::new()),
            },
            Event::Rule => {
                self.flush();
                let rule = "─".repeat(self.room());
                self.write(vec![Span::new(&rule, Tone::Faint)]);
                self.gap = true;
            }
            Event::TaskListMarker(done) => self.tick_box(done, &range),
            // Not asked for of the parser.
            Event::InlineMath(text) | Event::DisplayMath(text) | Event::FootnoteReference(text) => {
                self.text(&text);
            }
        }
    }

    fn start(&mut self, tag: Tag<'_>) {
        match tag {
            Tag::Heading { level, .. } => {
                self.flush();
                let ink = Ink::of(Tone::Heading(depth(level))).bold();
                self.inks.push(ink);
            }
            Tag::BlockQuote(_) => {
                self.flush();
                let bar = Span::new("▎ ", Tone::Faint);
                self.enter(bar.clone(), bar);
            }
            Tag::CodeBlock(kind) => {
                self.flush();
                self.code = Some(String::new());
                if let CodeBlockKind::Fenced(language) = kind
                    && !language.trim().is_empty()
                {
                    let language = format!("{}{language}", " ".repeat(INDENT));
                    let language = text::fit(&language, self.room());
                    self.write(vec![Span::new(&language, Tone::Faint)]);
                }
            }
            Tag::List(first) => {
                self.flush();
                self.lists.push(first);
            }
            Tag::Item => {
                self.flush();
                let marker = match self.lists.last_mut() {
                    Some(Some(number)) => {
                        let marker = format!("{number}. ");
                        *number = number.saturating_add(1);
                        marker
                    }
                    _ => "• ".to_owned(),
                };
                let rest = Span::new(&" ".repeat(text::width(&marker)), Tone::Text);
                self.enter(Span::new(&marker, Tone::Mark), rest);
            }
            Tag::Table(alignments) => {
                self.flush();
                let rows = Vec::new();
                self.table = Some(Table { alignments, rows });
            }
            Tag::TableHead | Tag::TableRow => {
                let head = matches!(tag, Tag::TableHead);
                self.inks
                    .push(if head { self.ink().bold() } else { self.ink() });
                if let Some(table) = &mut self.table {
                    table.rows.push(Vec::new());
                }
            }
            Tag::Emphasis => self.inks.push(Ink {
                italic: true,
                ..self.ink()
            }),
            Tag::Strong => self.inks.push(self.ink().bold()),
            Tag::Strikethrough => self.inks.push(Ink {
                struck: true,
                ..self.ink()
            }),
            Tag::Link {
                link_type: LinkType::Email,
                dest_url,
                ..
            } => self.open_link(&format!("mailto:{dest_url}")),
            Tag::Link { dest_url, .. } => self.open_link(&dest_url),
            Tag::Image { dest_url, .. } => {
                self.put("!", Ink::of(Tone::Mark));
                self.open_link(&dest_url);
            }
            Tag::Paragraph => self.flush(),
            _ => {}
        }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Paragraph | TagEnd::HtmlBlock => {
                self.flush();
                self.gap = true;
            }
            TagEnd::Heading(_) => {
                self.flush();
                self.inks.pop();
                // The heading is of what follows.
                self.gap = false;
            }
            TagEnd::BlockQuote(_) => {
                self.flush();
                self.leave();
                self.gap = true;
            }
            TagEnd::CodeBlock => {
                let code = self.code.take().unwrap_or_default();
                self.code(&code);
                self.gap = true;
            }
            TagEnd::List(_) => {
                self.flush();
                self.lists.pop();
                self.gap |= self.lists.is_empty();
            }
            TagEnd::Item => {
                self.flush();
                let is_new = self.within.last().is_some_and(|item| item.first.is_some());
                if is_new && self.deep == 0 {
                    // Nothing is in it, or nothing but its tick box.
                    self.paragraph(&[]);
                }
                self.leave();
            }
            TagEnd::Table => {
                if let Some(table) = self.table.take() {
                    for line in table.lay(self.room()) {
                        self.write(line.0);
                    }
                }
                self.gap = true;
            }
            TagEnd::TableCell => {
                let cell = std::mem::take(&mut self.rows)
                    .into_iter()
                    .flatten()
                    .collect();
                self.rows = vec![Vec::new()];
                if let Some(row) = self.table.as_mut().and_then(|table| table.rows.last_mut()) {
                    row.push(cell);
                }
            }
            TagEnd::TableHead | TagEnd::TableRow => drop(self.inks.pop()),
            TagEnd::Emphasis | TagEnd::Strong | TagEnd::Strikethrough => drop(self.inks.pop()),
            TagEnd::Link | TagEnd::Image => self.close_link(),
            _ => {}
        }
    }

    // ---- what flows

    fn ink(&self) -> Ink {
        self.inks.last().cloned().unwrap_or_default()
    }

    fn put(&mut self, text: &str, ink: Ink) {
        let run = Run::new(text, ink);
        self.row().push(run);
    }

    fn row(&mut self) -> &mut Vec<Run> {
        if self.rows.is_empty() {
            self.rows.push(Vec::new());
        }
        self.rows.last_mut().expect("there is a row: pushed above")
    }

    /// Adds a text, with the addresses that stand in it.
    fn text(&mut self, text: &str) {
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
    fn html(&mut self, html: &str) {
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

    fn open_link(&mut self, address: &str) {
        let (row, run) = (self.rows.len().max(1) - 1, self.row().len());
        self.links.push((address.to_owned(), row, run));
        self.inks.push(Ink {
            tone: Tone::Link,
            ..self.ink()
        });
    }

    fn close_link(&mut self) {
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

    fn tick_box(&mut self, done: bool, range: &Range<usize>) {
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

    // ---- lines

    /// Writes the text of the block that is open.
    fn flush(&mut self) {
        let rows = std::mem::replace(&mut self.rows, vec![Vec::new()]);
        if rows.iter().any(|row| !row.is_empty()) {
            self.paragraph(&rows);
        }
    }

    fn paragraph(&mut self, rows: &[Vec<Run>]) {
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

    fn code(&mut self, code: &str) {
        let room = self.room().saturating_sub(INDENT).max(2);
        for line in code.lines() {
            for piece in chop(&text::clean(&line.replace('\t', TAB)), room) {
                let text = format!("{}{piece}", " ".repeat(INDENT));
                self.write(vec![Span::new(&text, Tone::Code)]);
            }
        }
    }

    /// Returns how wide what is written now may be.
    fn room(&self) -> usize {
        self.width.saturating_sub(self.indent).max(2)
    }

    /// Goes into a quote or an item. What is nested too deep for the width stands where it is.
    fn enter(&mut self, first: Span, rest: Span) {
        let indent = self.indent + text::width(&rest.text);
        if self.deep > 0 || indent > self.width / 2 {
            self.deep += 1;
            return;
        }
        self.indent = indent;
        let first = Some(first);
        self.within.push(Within { first, rest });
    }

    fn leave(&mut self) {
        if self.deep > 0 {
            self.deep -= 1;
        } else if let Some(within) = self.within.pop() {
            self.indent -= text::width(&within.rest.text);
        }
    }

    fn write(&mut self, spans: Vec<Span>) {
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

fn depth(level: HeadingLevel) -> u8 {
    match level {
        HeadingLevel::H1 => 1,
        HeadingLevel::H2 => 2,
        HeadingLevel::H3 => 3,
        HeadingLevel::H4 => 4,
        HeadingLevel::H5 => 5,
        HeadingLevel::H6 => 6,
    }
}
