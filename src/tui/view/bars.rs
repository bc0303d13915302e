//! Draws the lines around the board: tabs above, status and keys below, and errors that need more than a line.

use ratatui::buffer::Buffer;
use ratatui::layout::Position;
use ratatui::widgets::{Block, BorderType, Widget};

use super::column::count;
use super::pen::{Pen, clear};
use super::popup::line_of_text;
use super::theme::Theme;
use crate::store::Mode as Access;
use crate::text;
use crate::tui::keymap::{self, Action, Mode, TABLE};
use crate::tui::layout::{Rect, Screen, inside, inside_line};
use crate::tui::model::notice::Kind;
use crate::tui::model::overlay::Prompt;
use crate::tui::model::{Model, Waiting};

/// Draws status and keys.
pub(super) fn draw(model: &Model, screen: &Screen, theme: &Theme, buffer: &mut Buffer) {
    if let Some(area) = screen.status {
        status(model, area, theme, buffer);
    }
    if let Some(area) = screen.footer {
        footer(model, area, theme, buffer);
    }
}

/// Draws the tabs of all columns, those in view among them, the focused one in brackets.
pub(super) fn strip(
    model: &Model,
    screen: &Screen,
    area: Rect,
    theme: &Theme,
    buffer: &mut Buffer,
) {
    let columns = model.board.columns();
    let focus = model.cursor_column().unwrap_or_default();
    let tab = |at: usize| {
        let column = &columns[at];
        let name = text::fit(&column.name, 20);
        let (open, close) = if at == focus { ("[", "]") } else { (" ", " ") };
        format!("{open}{name} {}{close}", count(model, column))
    };
    // Tabs on the left go until the focused one and the one after it fit.
    let mut from = 0;
    let room = usize::from(area.width);
    let until = (focus + 2).min(columns.len());
    let ahead = |from: usize| -> usize {
        let tabs = (from..until).map(|at| text::width(&tab(at)));
        tabs.sum::<usize>() + usize::from(from > 0)
    };
    while from < focus && ahead(from) + 1 > room {
        from += 1;
    }
    let mut pen = Pen::at(buffer, area);
    if from > 0 {
        pen.put("‹", theme.strong());
    }
    for (at, column) in columns.iter().enumerate().skip(from) {
        let text = tab(at);
        let is_last = at + 1 == columns.len();
        if pen.room() < text::width(&text) + usize::from(!is_last) {
            let more = pen.put_right("›", theme.strong());
            if more && pen.room() > 6 {
                pen.put(&text, theme.faint());
            }
            return;
        }
        let in_view = screen.panes.iter().any(|pane| pane.column == at);
        let style = match (at == focus, in_view) {
            (true, _) => theme.focus(),
            (false, _) if column.over_limit() => theme.wrong(),
            (false, true) => theme.plain(),
            (false, false) => theme.faint(),
        };
        pen.put(&text, style);
    }
}

fn status(model: &Model, area: Rect, theme: &Theme, buffer: &mut Buffer) {
    let mut pen = Pen::at(buffer, area);
    pen.put(" ", theme.plain());
    let _margin = pen.put_right(" ", theme.plain());
    // Who is leaving is told all in one.
    if !model.leaving {
        let (state, style) = saved(model, *theme);
        let _fits = pen.put_right(&state, style);
        pen.put_right("  ", theme.plain());
    }
    let (said, style) = said(model, area, *theme);
    let wide = |text: &str| text::width(&text::clean(text));
    let names = wide(&model.title) + wide(&model.me.name) + 6;
    // What is said comes first; then who and what this is; then the file.
    if said.is_empty() || names + wide(&said) <= pen.room() {
        pen.put(&model.title, theme.strong())
            .put(" · ", theme.faint())
            .put(&model.me.name, theme.named(&model.me.name));
        if wide(&model.file) + wide(&said) + 6 <= pen.room() {
            pen.put(" · ", theme.faint())
                .put(&model.file, theme.faint());
        }
        pen.put("   ", theme.plain());
    }
    pen.put(&said, style);
}

/// Returns what is to be said in the status line.
fn said(model: &Model, area: Rect, theme: Theme) -> (String, ratatui::style::Style) {
    if model.leaving {
        let (count, them) = match model.pending.len() {
            1 => ("1 edit".to_owned(), "it"),
            count => (format!("{count} edits"), "them"),
        };
        let why = match &model.waiting {
            Some(waiting) => format!(": {}", waits(waiting)),
            None => String::new(),
        };
        let text = format!("{count} not saved yet{why}; q again leaves without {them}");
        return (text, theme.careful().patch(theme.strong()));
    }
    let boxed = |kind: &Kind| *kind == Kind::Error && complaint_lines(model, area).is_some();
    if let Some(notice) = model.notice.as_ref().filter(|notice| !boxed(&notice.kind)) {
        return match notice.kind {
            Kind::Mine => (notice.text.clone(), theme.fine()),
            Kind::Theirs(_) => (format!("● {}", notice.text), theme.strong()),
            Kind::Error => (format!("! {}", notice.text), theme.wrong()),
        };
    }
    if let Some(trouble) = model.trouble.first() {
        let more = match model.trouble.len() {
            1 => String::new(),
            count => format!(" (and {} more: walboard check)", count - 1),
        };
        return (format!("{trouble}{more}"), theme.careful());
    }
    if let Some(filter) = &model.filter {
        let cards = cards(filter.hits);
        let text = format!("/{}   {cards}, Esc shows all", filter.text);
        return (text, theme.careful());
    }
    (String::new(), theme.plain())
}

fn cards(count: usize) -> String {
    match count {
        1 => "1 card".to_owned(),
        count => format!("{count} cards"),
    }
}

/// Returns whether all is saved, in words.
fn saved(model: &Model, theme: Theme) -> (String, ratatui::style::Style) {
    if let Access::ReadOnly(_) = model.access {
        return ("read-only".to_owned(), theme.careful());
    }
    let count = match model.pending.len() {
        0 => return ("saved".to_owned(), theme.faint()),
        1 => String::new(),
        count => format!("{count} edits "),
    };
    match &model.waiting {
        Some(waiting) => {
            let text = format!("{count}{}", waits(waiting));
            (text, theme.careful().patch(theme.strong()))
        }
        None if count.is_empty() => ("saving…".to_owned(), theme.careful()),
        None => (format!("saving {}…", count.trim_end()), theme.careful()),
    }
}

/// Returns whom a write waits for.
fn waits(waiting: &Waiting) -> String {
    let seconds = waiting.waited.as_secs();
    match &waiting.holder {
        Some(holder) => {
            let stopped = if holder.stopped { ", stopped" } else { "" };
            let (name, pid) = (&holder.name, holder.pid);
            format!("waiting for {name} (pid {pid}{stopped}) {seconds} s")
        }
        None => format!("waiting for the lock {seconds} s"),
    }
}

fn footer(model: &Model, area: Rect, theme: &Theme, buffer: &mut Buffer) {
    let mut pen = Pen::at(buffer, area);
    let mode = model.mode();
    if !model.keys.is_empty() {
        begun(model, mode, &mut pen, theme);
        return;
    }
    let no_columns = model.board.columns().is_empty();
    // The first column is the one thing to make; later ones are rare.
    let can = |action| model.can(action) && (action != Action::NewColumn || no_columns);
    let mut offers = keymap::footer(mode, can);
    offers.sort_by_key(|offer| offer.0);
    // Each takes a blank before it, its keys, a blank, its words, a blank.
    let wide = |offer: &(u8, String, &str)| text::width(&offer.1) + text::width(offer.2) + 3;
    let mut room = pen.room();
    let mut fitting = Vec::new();
    for offer in offers {
        match room.checked_sub(wide(&offer)) {
            Some(rest) => {
                room = rest;
                fitting.push(offer);
            }
            None => break,
        }
    }
    // The help stands at the right end, where it is found whatever else is there.
    for (rank, keys, words) in fitting {
        if rank == 0 {
            let _right = pen.put_right(&format!("{words} "), theme.faint());
            let _right = pen.put_right(&format!(" {keys} "), theme.focus());
            continue;
        }
        pen.put(" ", theme.plain())
            .put(&keys, theme.focus())
            .put(" ", theme.plain())
            .put(words, theme.faint())
            .put(" ", theme.plain());
    }
}

/// Draws the keys typed so far, and what can follow.
fn begun(model: &Model, mode: Mode, pen: &mut Pen<'_>, theme: &Theme) {
    pen.put(" ", theme.plain())
        .put(&keymap::show(&model.keys), theme.focus())
        .put("…  ", theme.focus());
    let of_mode = TABLE.iter().filter(|binding| binding.modes.contains(&mode));
    for binding in of_mode {
        for keys in binding.keys {
            if let Some(rest) = keys.strip_prefix(model.keys.as_str()) {
                pen.put(&keymap::show(rest), theme.focus())
                    .put(" ", theme.plain())
                    .put(binding.words, theme.faint())
                    .put("   ", theme.plain());
            }
        }
    }
}

/// Draws the search while it is typed, in the status line, so that the board stays in view.
pub(super) fn search(
    model: &Model,
    prompt: &Prompt,
    screen: &Screen,
    theme: &Theme,
    buffer: &mut Buffer,
) -> Option<Position> {
    let area = screen.status?;
    clear(area, buffer);
    let (said, style) = match (&prompt.error, &model.filter) {
        (Some(error), _) => (error.clone(), theme.wrong()),
        (None, Some(filter)) => (cards(filter.hits), theme.careful()),
        (None, None) => (
            "words  #12  @me  +label  !high  due<fri".to_owned(),
            theme.faint(),
        ),
    };
    let mut pen = Pen::at(buffer, area);
    let half = pen.room() / 2;
    let _margin = pen.put_right(" ", theme.plain());
    let _fits = pen.put_right(&text::fit(&said, half), style);
    pen.put_right("  ", theme.plain());
    pen.put(" /", theme.focus());
    let left = area.x + 2;
    let room = u16::try_from(pen.room()).unwrap_or(u16::MAX);
    line_of_text(
        &prompt.input,
        Rect::new(left, area.y, room, 1),
        theme,
        buffer,
    )
}

/// Draws an error in a box over the lowest lines of the board when it is too long for the status line.
pub(super) fn complaint(model: &Model, screen: &Screen, theme: &Theme, buffer: &mut Buffer) {
    let Some(status) = screen.status else { return };
    let Some(mut lines) = complaint_lines(model, status) else {
        return;
    };
    let tallest = usize::from(screen.board.height).saturating_sub(2);
    lines.truncate(tallest);
    let height = u16::try_from(lines.len()).unwrap_or_default() + 2;
    let height = height.min(screen.board.height);
    let area = Rect::new(status.x, status.y - height, status.width, height);
    clear(area, buffer);
    Block::bordered()
        .border_type(BorderType::Rounded)
        .border_style(theme.wrong())
        .render(area.intersection(buffer.area), buffer);
    Pen::at(buffer, inside_line(area)).put(" ! ", theme.wrong());
    let bottom = Rect::new(area.x, area.bottom().saturating_sub(1), area.width, 1);
    let _fits = Pen::at(buffer, inside_line(bottom)).put_right(" Esc: read ", theme.title());
    let inner = inside(area);
    for (y, text) in (inner.y..inner.bottom()).zip(&lines) {
        let line = Rect::new(inner.x + 1, y, inner.width.saturating_sub(2), 1);
        Pen::at(buffer, line).put(text, theme.plain());
    }
}

/// Returns an error as the lines of its box; `None` when the status line has room for it, or the screen has none
/// for a box.
fn complaint_lines(model: &Model, status: Rect) -> Option<Vec<String>> {
    let notice = model.notice.as_ref().filter(|_| model.complains())?;
    let (state, _) = saved(model, Theme::new(false));
    let room = usize::from(status.width).saturating_sub(text::width(&text::clean(&state)) + 6);
    let fits = text::width(&text::clean(&notice.text)) <= room;
    let no_box = status.width < 20 || status.y < 4;
    if fits || no_box {
        return None;
    }
    let width = usize::from(status.width - 4);
    Some(text::wrap(&notice.text, width, 6))
}
