//! Draws what is open on top of the board: lines of text, lists, questions, the keys.

use ratatui::buffer::Buffer;
use ratatui::layout::Position;
use ratatui::style::Style;
use ratatui::widgets::{Block, BorderType, Widget};
use tui_input::Input;
use unicode_segmentation::UnicodeSegmentation;

use super::pen::{Pen, clear};
use super::theme::Theme;
use crate::board::{CardId, ColumnId};
use crate::text;
use crate::tui::keymap;
use crate::tui::layout::{Rect, Screen, inside, inside_line};
use crate::tui::model::Model;
use crate::tui::model::overlay::{About, Ask, Confirm, Help, Pick, Prompt};

/// Opens a box in the upper half of the board and returns the place in it.
fn open(
    title: &str,
    size: (u16, u16),
    screen: &Screen,
    theme: &Theme,
    buffer: &mut Buffer,
) -> Rect {
    let all = screen.board;
    let top = screen.strip.map_or(all.y, |strip| strip.y);
    let space = all.bottom() - top;
    let width = size.0.saturating_add(4).min(all.width);
    let height = size.1.saturating_add(2).min(space);
    let x = all.x + (all.width - width) / 2;
    let y = top + (space - height) / 3;
    let area = Rect::new(x, y, width, height).intersection(buffer.area);
    clear(area, buffer);
    Block::bordered()
        .border_type(BorderType::Thick)
        .border_style(theme.focus())
        .render(area, buffer);
    Pen::at(buffer, inside_line(area))
        .put(" ", theme.focus())
        .put(title, theme.focus())
        .put(" ", theme.focus());
    let inner = inside(area);
    let margin = u16::from(inner.width > 2);
    Rect::new(
        inner.x + margin,
        inner.y,
        inner.width - 2 * margin,
        inner.height,
    )
}

fn line(area: Rect, y: u16) -> Rect {
    let height = u16::from(y < area.height);
    Rect::new(area.x, area.y + y, area.width, height)
}

/// Draws a line of text scrolled so that its cursor is in view; returns where the cursor is.
pub(super) fn line_of_text(
    input: &Input,
    area: Rect,
    theme: &Theme,
    buffer: &mut Buffer,
) -> Option<Position> {
    if area.is_empty() {
        return None;
    }
    // Cleaning keeps the count of characters, for there are no line breaks in it.
    let text = text::clean(input.value());
    let split = text
        .char_indices()
        .nth(input.cursor())
        .map_or(text.len(), |(at, _)| at);
    let room = usize::from(area.width) - 1;
    let (mut before, mut from) = (text::width(&text[..split]), 0);
    for (at, grapheme) in text[..split].grapheme_indices(true) {
        if before <= room {
            break;
        }
        before -= text::width(grapheme).min(before);
        from = at + grapheme.len();
    }
    Pen::at(buffer, area).put(&text[from..], theme.plain());
    let x = area.x + u16::try_from(before.min(room)).unwrap_or_default();
    Some(Position::new(x, area.y))
}

pub(super) fn prompt(
    model: &Model,
    prompt: &Prompt,
    screen: &Screen,
    theme: &Theme,
    buffer: &mut Buffer,
) -> Option<Position> {
    let width = screen.board.width.saturating_sub(8).min(64);
    let (notes, style) = match &prompt.error {
        Some(error) => (format!("! {error}"), theme.wrong()),
        None => (hint(model, &prompt.ask), theme.faint()),
    };
    let notes = text::wrap(&notes, usize::from(width), 4);
    let height = 1 + u16::try_from(notes.len()).unwrap_or(1);
    let title = question(model, &prompt.ask);
    let area = open(&title, (width, height), screen, theme, buffer);
    for (y, note) in (1..).zip(&notes) {
        Pen::at(buffer, line(area, y)).put(note, style);
    }
    line_of_text(&prompt.input, line(area, 0), theme, buffer)
}

/// Returns what a line of text is asked for.
fn question(model: &Model, ask: &Ask) -> String {
    let column = |id: &ColumnId| {
        let column = model.board.column(*id);
        column.map_or_else(|| id.to_string(), |column| column.name.clone())
    };
    let card = |id: &CardId| match model.is_guess(*id) {
        true => "the new card".to_owned(),
        false => id.to_string(),
    };
    match ask {
        Ask::New { place, .. } => format!("New card in {}", column(&place.column)),
        Ask::Title { card: id, .. } => format!("Rename {}", card(id)),
        Ask::Labels(id) => format!("Labels of {}", card(id)),
        Ask::Assignee { card: id, .. } => format!("Assign {} to", card(id)),
        Ask::Due { card: id, .. } => format!("{} is due", card(id)),
        Ask::Column { .. } => "New column".to_owned(),
        Ask::ColumnName(id) => format!("Rename column {}", column(id)),
        Ask::ColumnLimit(id) => format!("Limit of column {}", column(id)),
        Ask::Search { .. } => "Search".to_owned(),
    }
}

/// Returns what helps to answer.
fn hint(model: &Model, ask: &Ask) -> String {
    match ask {
        Ask::New { body, .. } if !body.is_empty() => {
            "The text is kept; give it a title.".to_owned()
        }
        Ask::Labels(id) => {
            let labels = model.board.card(*id).map(|card| &card.labels);
            let now: Vec<String> = labels
                .into_iter()
                .flatten()
                .map(|label| format!("+{label}"))
                .collect();
            match now.is_empty() {
                true => "+bug puts it on, -bug takes it off".to_owned(),
                false => format!("now {}; -bug takes off", now.join(" ")),
            }
        }
        Ask::Assignee { .. } => "a name, me, or none".to_owned(),
        Ask::Due { .. } => "2026-12-03, tomorrow, fri, 2d, 3 dec, none".to_owned(),
        Ask::ColumnLimit(_) => {
            "how many cards should stand here at most; none takes it off".to_owned()
        }
        _ => String::new(),
    }
}

/// Returns the first of `count` rows in view, so that `at` is.
fn first_in_view(at: usize, count: usize, height: u16) -> usize {
    let height = usize::from(height);
    at.saturating_sub(height / 2)
        .min(count.saturating_sub(height))
}

pub(super) fn pick(
    pick: &Pick,
    screen: &Screen,
    theme: &Theme,
    buffer: &mut Buffer,
) -> Option<Position> {
    let archived = pick.about == About::Archived;
    let keys = pick.rows.iter().map(|row| row.keys.chars().count()).max();
    let keys = keys.unwrap_or_default();
    let widest = pick
        .rows
        .iter()
        .take(200)
        .map(|row| text::width(&text::clean(&row.words)));
    let widest = widest.max().unwrap_or_default() + keys + 4;
    let widest = widest
        .max(text::width(&text::clean(&pick.title)) + 2)
        .max(24);
    let width = u16::try_from(widest)
        .unwrap_or(u16::MAX)
        .min(if archived { 76 } else { 60 });
    let height = u16::try_from(pick.rows.len().max(1)).unwrap_or(u16::MAX);
    let area = open(&pick.title, (width, height), screen, theme, buffer);
    if pick.rows.is_empty() {
        Pen::at(buffer, line(area, 0)).put("Nothing here; d archives a card.", theme.faint());
    }
    let first = first_in_view(pick.at, pick.rows.len(), area.height);
    for (y, (at, row)) in (0..area.height).zip(pick.rows.iter().enumerate().skip(first)) {
        let at_row = line(area, y);
        let chosen = at == pick.at;
        if chosen {
            buffer.set_style(at_row.intersection(buffer.area), theme.chosen());
        }
        let style = |style: Style| if chosen { theme.strong() } else { style };
        let mark = if chosen { "▸ " } else { "  " };
        let mut pen = Pen::at(buffer, at_row);
        pen.put(mark, style(theme.focus()));
        if keys > 0 {
            pen.put(&format!("{:<keys$} ", row.keys), style(theme.focus()));
        }
        if row.now {
            let _fits = pen.put_right("• ", style(theme.fine()));
        }
        pen.put(&row.words, style(theme.plain()));
    }
    None
}

pub(super) fn confirm(
    confirm: &Confirm,
    screen: &Screen,
    theme: &Theme,
    buffer: &mut Buffer,
) -> Option<Position> {
    let width = screen.board.width.saturating_sub(8).min(56);
    let lines = text::wrap(&confirm.question, usize::from(width), 5);
    let height = u16::try_from(lines.len()).unwrap_or(1);
    let area = open("Sure?", (width, height + 2), screen, theme, buffer);
    for (y, text) in (0..).zip(&lines) {
        Pen::at(buffer, line(area, y)).put(text, theme.strong());
    }
    // The answers stay in view, whatever has to go.
    let last = (height + 1).min(area.height.saturating_sub(1));
    let at = line(area, last);
    clear(at, buffer);
    Pen::at(buffer, at)
        .put("y ", theme.wrong())
        .put(&confirm.yes, theme.plain())
        .put("   n ", theme.focus())
        .put("no", theme.plain());
    None
}

pub(super) fn help(
    help: &Help,
    screen: &Screen,
    theme: &Theme,
    buffer: &mut Buffer,
) -> Option<Position> {
    let lines = keymap::help(help.of, help.wanted.value());
    let width = screen.board.width.saturating_sub(8).min(64);
    let area = open("Keys", (width, u16::MAX - 4), screen, theme, buffer);
    let search = line(area, 0);
    let mut pen = Pen::at(buffer, search);
    pen.put("/ ", theme.focus());
    if help.wanted.value().is_empty() {
        pen.put("  type to search", theme.faint());
    }
    let field = Rect::new(
        search.x + 2,
        search.y,
        search.width.saturating_sub(2),
        search.height,
    );
    let cursor = line_of_text(&help.wanted, field, theme, buffer);
    let list = Rect::new(
        area.x,
        area.y + area.height.min(2),
        area.width,
        area.height.saturating_sub(2),
    );
    // Each heading takes a row of its own, and a blank one before it.
    let mut rows: Vec<Option<Result<usize, &str>>> = Vec::new();
    let (mut group, mut chosen) = ("", 0);
    for (at, binding) in lines.iter().enumerate() {
        if binding.group != group {
            if !rows.is_empty() {
                rows.push(None);
            }
            rows.push(Some(Err(binding.group)));
            group = binding.group;
        }
        if at == help.at {
            chosen = rows.len();
        }
        rows.push(Some(Ok(at)));
    }
    if lines.is_empty() {
        Pen::at(buffer, line(list, 0)).put("No key does that.", theme.faint());
    }
    let first = first_in_view(chosen, rows.len(), list.height);
    for (y, row) in (0..list.height).zip(&rows[first..]) {
        let at_row = line(list, y);
        match row {
            None => {}
            Some(Err(group)) => {
                Pen::at(buffer, at_row).put(group, theme.strong());
            }
            Some(Ok(at)) => help_line(lines[*at], *at == help.at, at_row, theme, buffer),
        }
    }
    cursor
}

fn help_line(
    binding: &keymap::Binding,
    chosen: bool,
    at: Rect,
    theme: &Theme,
    buffer: &mut Buffer,
) {
    if chosen {
        buffer.set_style(at.intersection(buffer.area), theme.chosen());
    }
    let keys: Vec<String> = match binding.keys {
        [first, .., last] if binding.keys.len() > 3 => {
            vec![format!("{}–{}", keymap::show(first), keymap::show(last))]
        }
        keys => keys.iter().map(|keys| keymap::show(keys)).collect(),
    };
    let keys = keys.join(" ");
    let pad = 12_usize.saturating_sub(text::width(&keys));
    let style = |style: Style| if chosen { theme.strong() } else { style };
    Pen::at(buffer, at)
        .put(if chosen { "▸ " } else { "  " }, style(theme.focus()))
        .put(&keys, style(theme.focus()))
        .put(&" ".repeat(pad), theme.plain())
        .put(binding.words, style(theme.plain()));
}
