//! The standard output: lines of text that fit and steer no terminal, or JSON.

use std::io::{self, BufWriter, IsTerminal as _, Write};

use anyhow::Context as _;
use serde::Serialize;
use serde_json::ser::{CompactFormatter, Formatter, Serializer};

use super::exit::Closed;
use crate::config::Config;
use crate::text;

/// Where results are printed.
pub(super) struct Out {
    to: BufWriter<Box<dyn Write>>,
    /// Whether JSON is wanted.
    pub(super) json: bool,
    colours: bool,
    /// Whether it is a terminal.
    terminal: bool,
    /// How many cells a row may take; `None` when it is no terminal.
    width: Option<usize>,
}

/// How a piece of a line looks. The words must do without it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Style {
    /// As the terminal has it.
    Plain,
    /// A heading.
    Strong,
    /// Of less weight.
    Faint,
    /// Something to look at.
    Warning,
}

/// A line of text in the making; nothing gets into it that steers a terminal.
#[derive(Debug, Default)]
pub(super) struct Line(Vec<(Style, String)>);

impl Line {
    /// Returns a line of plain text.
    pub(super) fn new(text: &str) -> Self {
        Self::default().add(Style::Plain, text)
    }

    /// Adds a piece.
    pub(super) fn add(mut self, style: Style, text: &str) -> Self {
        if !text.is_empty() {
            self.0.push((style, text::clean(text).into_owned()));
        }
        self
    }
}

impl Out {
    /// Returns the standard output.
    pub(super) fn new(json: bool, config: &Config) -> Self {
        let stdout = io::stdout();
        let terminal = stdout.is_terminal();
        let colours = config.wants_color(terminal);
        Self {
            // Not locked for good: `mcp` writes to it from another thread.
            to: BufWriter::new(Box::new(stdout)),
            json,
            colours,
            terminal,
            width: terminal.then(terminal_width).flatten(),
        }
    }

    /// Returns an output of JSON that is read by somebody who is no terminal.
    pub(super) fn into(to: Box<dyn Write>) -> Self {
        Self {
            to: BufWriter::new(to),
            json: true,
            colours: false,
            terminal: false,
            width: None,
        }
    }

    /// Prints a line whole, however long it is.
    pub(super) fn line(&mut self, line: &Line) -> anyhow::Result<()> {
        let painted = paint(line, usize::MAX, self.colours);
        written(writeln!(self.to, "{painted}"))
    }

    /// Prints a line cut to the terminal's width.
    pub(super) fn row(&mut self, line: &Line) -> anyhow::Result<()> {
        let painted = paint(line, self.width.unwrap_or(usize::MAX), self.colours);
        written(writeln!(self.to, "{painted}"))
    }

    /// Prints fields with tabs between them, for programs that take lines apart; nothing in a field is a tab.
    pub(super) fn fields(&mut self, fields: Vec<Line>) -> anyhow::Result<()> {
        let painted = fields
            .iter()
            .map(|field| paint(field, usize::MAX, self.colours));
        let painted: Vec<String> = painted.collect();
        written(writeln!(self.to, "{}", painted.join("\t")))
    }

    /// Prints a value as one line of JSON.
    pub(super) fn value(&mut self, value: &impl Serialize) -> anyhow::Result<()> {
        let mut line = Vec::new();
        value.serialize(&mut Serializer::with_formatter(
            &mut line,
            Harmless(CompactFormatter),
        ))?;
        line.push(b'\n');
        written(self.to.write_all(&line))
    }

    /// Prints a document as it is; on a terminal without what would steer it.
    pub(super) fn document(&mut self, text: &str) -> anyhow::Result<()> {
        if !self.terminal {
            return self.bytes(text.as_bytes());
        }
        for line in text.lines() {
            written(writeln!(self.to, "{}", text::clean(line)))?;
        }
        Ok(())
    }

    /// Prints bytes that are known to be harmless.
    pub(super) fn bytes(&mut self, bytes: &[u8]) -> anyhow::Result<()> {
        written(self.to.write_all(bytes))
    }

    /// Sends off what was printed; until then it may stand in a buffer.
    pub(super) fn flush(&mut self) -> anyhow::Result<()> {
        written(self.to.flush())
    }

    /// Tells whether nobody reads any more, where the system tells before something is written.
    #[cfg(unix)]
    pub(super) fn is_closed(&self) -> bool {
        use rustix::event::{PollFd, PollFlags, Timespec, poll};

        let stdout = io::stdout();
        let mut polled = [PollFd::new(&stdout, PollFlags::empty())];
        let at_once = Timespec {
            tv_sec: 0,
            tv_nsec: 0,
        };
        let gone = PollFlags::ERR | PollFlags::HUP;
        poll(&mut polled, Some(&at_once)).is_ok() && polled[0].revents().intersects(gone)
    }

    #[cfg(not(unix))]
    pub(super) fn is_closed(&self) -> bool {
        false
    }

    /// Tells whether somebody looks.
    pub(super) fn is_terminal(&self) -> bool {
        self.terminal
    }

    /// Returns how many cells a row may take.
    pub(super) fn width(&self) -> Option<usize> {
        self.width
    }
}

/// Tells a reader that went away from an output that failed.
fn written(result: io::Result<()>) -> anyhow::Result<()> {
    match result {
        Err(err) if err.kind() == io::ErrorKind::BrokenPipe => Err(Closed.into()),
        other => other.context("could not write to the standard output"),
    }
}

fn terminal_width() -> Option<usize> {
    let (columns, _) = crossterm::terminal::size().ok()?;
    (columns > 0).then(|| columns.into())
}

/// Returns the line as the terminal gets it, cut to `room` cells with `…` when it is longer.
fn paint(line: &Line, room: usize, colours: bool) -> String {
    let mut left: usize = line.0.iter().map(|(_, text)| text::width(text)).sum();
    let whole = left <= room;
    let mut room = room;
    let mut painted = String::new();
    for (style, text) in &line.0 {
        let width = text::width(text);
        left -= width;
        let fits = whole || width < room || (width == room && left == 0);
        let shown = match fits {
            true => text.clone(),
            // One cell more than there is, so that the mark of the cut is there even if this piece just fits.
            false => text::fit(&format!("{text}…"), room),
        };
        match style {
            Style::Strong if colours => painted.push_str(&format!("\x1b[1m{shown}\x1b[0m")),
            Style::Faint if colours => painted.push_str(&format!("\x1b[2m{shown}\x1b[0m")),
            Style::Warning if colours => painted.push_str(&format!("\x1b[31m{shown}\x1b[0m")),
            _ => painted.push_str(&shown),
        }
        if !fits {
            break;
        }
        room = room.saturating_sub(width);
    }
    painted.trim_end().to_owned()
}

/// JSON in which characters that steer or fool a terminal are written as `\u….`; every reader gets them back.
struct Harmless(CompactFormatter);

impl Formatter for Harmless {
    fn write_string_fragment<W: ?Sized + Write>(
        &mut self,
        writer: &mut W,
        fragment: &str,
    ) -> io::Result<()> {
        writer.write_all(text::json(fragment).as_bytes())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn json_keeps_every_character_and_prints_none_that_is_hostile() {
        let hostile = "a\u{1b}[31m\u{202e}\u{9b}b\u{7f}\n朝🎉\"\\";
        let mut line = Vec::new();
        let mut serializer = Serializer::with_formatter(&mut line, Harmless(CompactFormatter));
        hostile.serialize(&mut serializer).expect("text");
        let json = String::from_utf8(line).expect("UTF-8");
        assert_eq!(text::clean(&json), json);
        assert!(json.contains("\\u202e") && json.contains("朝🎉"), "{json}");
        assert_eq!(
            serde_json::from_str::<String>(&json).expect("JSON"),
            hostile
        );
    }

    #[test]
    fn rows_are_cut_by_cells() {
        let line = Line::new("朝朝")
            .add(Style::Strong, "朝朝朝")
            .add(Style::Faint, "x");
        assert_eq!(paint(&line, 100, false), "朝朝朝朝朝x");
        assert_eq!(paint(&line, 7, false), "朝朝朝…");
        assert_eq!(paint(&line, 7, true), "朝朝\x1b[1m朝…\x1b[0m");
        // A piece that just fits still tells that more was to come.
        assert_eq!(paint(&line, 4, false), "朝…");
        assert_eq!(paint(&line, 11, false), "朝朝朝朝朝x");
        assert_eq!(paint(&line, 10, false), "朝朝朝朝…");
        assert_eq!(
            (paint(&line, 1, false), paint(&line, 0, false)),
            ("…".into(), String::new())
        );
    }

    #[test]
    fn lines_steer_no_terminal() {
        let line = Line::new("\x1b[2J").add(Style::Plain, "a\u{202e}b\r");
        assert!(!paint(&line, 100, false).contains(['\x1b', '\u{202e}', '\r']));
    }
}
