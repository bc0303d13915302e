//! The blocks of a text, one after the other: paragraphs, headings, lists, quotes, code.

mod inline;
mod lines;

use std::ops::Range;

use pulldown_cmark::{
    CodeBlockKind, Event, HeadingLevel, LinkType, Options, Parser, Tag, TagEnd, TextMergeWithOffset,
};

use super::flow::Run;
use super::table::Table;
use super::{Ink, Laid, Span, Task, Tone};
use crate::text;
use crate::tui::look::Addresses;

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
                    let language = format!("{}{language}", " ".repeat(lines::INDENT));
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
