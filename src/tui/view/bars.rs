//! Draws the lines around the board: tabs above, status and keys below, and errors that need more than a line.

use ratatui::buffer::Buffer;
use ratatui::layout::Position;
use ratatui::widgets::{Clear, Widget};

use super::column::count;
use super::pen::Pen;
use super::popup::line_of_text;
use super::theme::Theme;
use crate::store::Mode as Access;
use crate::text;
use crate::tui::keymap::{self, Mode, TABLE};
use crate::tui::layout::{Rect, Screen};
use crate::tui::model::Model;
use crate::tui::model::notice::Kind;
use crate::tui::model::overlay::Prompt;

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
    let (state, state_style) = saved(model, *theme);
    let _margin = pen.put_right(" ", theme.plain());
    let _fits = pen.put_right(&state, state_style);
    pen.put_right("  ", theme.plain());
    let (said, style) = said(model, *theme);
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
fn said(model: &Model, theme: Theme) -> (String, ratatui::style::Style) {
    if model.leaving {
        let count = match model.pending.len() {
            1 => "1 edit not saved yet".to_owned(),
            count => format!("{count} edits not saved yet"),
        };
        let text = format!("{count}; leaves when saved, q again leaves without");
        return (text, theme.careful().patch(theme.strong()));
    }
    if let Some(notice) = &model.notice {
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
        count => format!("{count} "),
    };
    let Some(waiting) = &model.waiting else {
        return (
            format!("saving {count}…").replace(" …", "…"),
            theme.careful(),
        );
    };
    let seconds = waiting.waited.as_secs();
    let who = match &waiting.holder {
        Some(holder) => {
            let stopped = if holder.stopped { ", stopped" } else { "" };
            format!("{} (pid {}{stopped})", holder.name, holder.pid)
        }
        None => "the lock".to_owned(),
    };
    let edits = match model.pending.len() {
        1 => String::new(),
        count => format!("{count} edits "),
    };
    (
        format!("{edits}waiting for {who} {seconds} s"),
        theme.careful().patch(theme.strong()),
    )
}

fn footer(model: &Model, area: Rect, theme: &Theme, buffer: &mut Buffer) {
    let mut pen = Pen::at(buffer, area);
    let mode = model.mode();
    if !model.keys.is_empty() {
        begun(model, mode, &mut pen, theme);
        return;
    }
    let mut offers = keymap::footer(mode);
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
    Clear.render(area.intersection(buffer.area), buffer);
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

/// Draws an error over the lowest lines of the board when it is too long for the status line.
pub(super) fn complaint(model: &Model, screen: &Screen, theme: &Theme, buffer: &mut Buffer) {
    let Some(notice) = model.notice.as_ref().filter(|_| model.complains()) else {
        return;
    };
    let Some(line) = screen.status else { return };
    let (state, _) = saved(model, *theme);
    let room = usize::from(line.width).saturating_sub(text::width(&state) + 4);
    if text::width(&text::clean(&notice.text)) + 2 <= room || line.width < 4 {
        return;
    }
    let width = usize::from(line.width - 4);
    let tallest = usize::from(line.y).min(6);
    let mut lines = text::wrap(&format!("! {}", notice.text), width, tallest);
    lines.push("Esc: I have read it".to_owned());
    let height = u16::try_from(lines.len()).unwrap_or(1).min(line.y + 1);
    let top = line.y + 1 - height;
    let area = Rect::new(line.x, top, line.width, height);
    Clear.render(area.intersection(buffer.area), buffer);
    for (y, text) in (top..area.bottom()).zip(&lines) {
        let last = y + 1 == area.bottom();
        let style = if last { theme.faint() } else { theme.wrong() };
        Pen::at(buffer, Rect::new(area.x + 2, y, area.width - 4, 1)).put(text, style);
    }
}
