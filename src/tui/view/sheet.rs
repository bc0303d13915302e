//! Draws a card in full.

use std::hash::{DefaultHasher, Hash, Hasher};
use std::num::NonZeroU16;
use std::ops::Range;

use ratatui::buffer::{Buffer, CellDiffOption, CellWidth};
use ratatui::style::{Modifier, Style};
use ratatui::widgets::{Block, BorderType, Widget};

use super::pen::{Pen, clear};
use super::theme::Theme;
use crate::board::CardId;
use crate::tui::layout::markdown::{Ink, Line, Tone};
use crate::tui::layout::sheet::{self, Shown};
use crate::tui::layout::{Rect, Screen, inside, inside_line};
use crate::tui::look::Addresses;
use crate::tui::model::Model;
use crate::tui::model::sheet::Sheet;

pub(super) fn draw(model: &Model, of: &Sheet, screen: &Screen, theme: &Theme, buffer: &mut Buffer) {
    let look = (BorderType::Thick, theme.focus());
    card(
        model,
        Shown::Full(of),
        sheet::area(screen),
        look,
        theme,
        buffer,
    );
}

/// Draws the card under the cursor beside the board.
pub(super) fn beside(model: &Model, area: Rect, theme: &Theme, buffer: &mut Buffer) {
    let look = (BorderType::Rounded, theme.faint());
    match model.cursor.card {
        Some(id) => card(model, Shown::Beside(id), area, look, theme, buffer),
        None => Block::bordered()
            .border_type(look.0)
            .border_style(look.1)
            .render(area.intersection(buffer.area), buffer),
    }
}

/// Draws a card in a box.
fn card(
    model: &Model,
    shown: Shown<'_>,
    area: Rect,
    (border, style): (BorderType, Style),
    theme: &Theme,
    buffer: &mut Buffer,
) {
    clear(area, buffer);
    Block::bordered()
        .border_type(border)
        .border_style(style)
        .render(area, buffer);
    heading(model, shown.card(), area, theme, buffer);
    let inner = inside(area);
    let page = sheet::page(model, shown, inner.width);
    let height = usize::from(inner.height);
    let (scroll, at) = match shown {
        Shown::Full(sheet) => (sheet.scroll, sheet.at.as_ref()),
        Shown::Beside(_) => (0, None),
    };
    let scroll = scroll.min(page.len().saturating_sub(height));
    let cursor: Range<usize> = at.and_then(|at| page.lines_of(at)).unwrap_or_default();
    let in_view = (inner.y..inner.bottom()).zip(page.from(scroll));
    for (at, (y, (line, indent))) in (scroll..).zip(in_view) {
        let row = Rect::new(inner.x, y, inner.width, 1);
        if cursor.contains(&at) {
            Pen::at(buffer, row).put("▌", theme.focus());
        }
        // A blank, or the cursor, on either side.
        let indent = u16::try_from(indent + 1).unwrap_or(1).min(row.width);
        let width = (row.width - indent).saturating_sub(1);
        let row = Rect::new(row.x + indent, y, width, 1);
        draw_line(model, line, row, theme, buffer);
    }
    let below = page.len().saturating_sub(scroll + height);
    if area.height > 1 {
        let bottom = Rect::new(area.x, area.bottom() - 1, area.width, 1);
        let mut pen = Pen::at(buffer, inside_line(bottom));
        if below > 0 {
            let _fits = pen.put_right(
                &format!(" {} ", model.words.board.more_below(below)),
                theme.title(),
            );
        }
        if scroll > 0 {
            let _fits = pen.put_right(
                &format!(" {} ", model.words.board.more_above(scroll)),
                theme.title(),
            );
        }
    }
}

fn heading(model: &Model, card: CardId, area: Rect, theme: &Theme, buffer: &mut Buffer) {
    let mut pen = Pen::at(buffer, inside_line(area));
    let number = match model.is_guess(card) {
        true => format!(" {} ", model.words.sheet.new_card()),
        false => format!(" {card} "),
    };
    pen.put(&number, theme.focus());
    if model.is_pending(card) {
        pen.put("⋯ ", theme.careful());
    }
    if let Some(mark) = model.marks.get(&card) {
        let text = format!("● {} {} ", mark.who, mark.deed);
        pen.put(&text, theme.named(&mark.who));
    }
}

fn draw_line(model: &Model, line: &Line, at: Rect, theme: &Theme, buffer: &mut Buffer) {
    let mut x = at.x;
    for span in &line.0 {
        let mut pen = Pen::at(buffer, Rect::new(x, at.y, at.right().saturating_sub(x), 1));
        let before = pen.room();
        pen.put(&span.text, style(model, &span.ink, *theme));
        let taken = u16::try_from(before - pen.room()).unwrap_or(u16::MAX);
        let cells = Rect::new(x, at.y, taken, 1);
        if let Some(address) = span.link.as_deref()
            && model.look.addresses == Addresses::Behind
        {
            lead(cells, address, buffer);
        }
        x = x.saturating_add(taken);
    }
}

/// Has cells lead to an address (OSC 8). Each of them by itself, for a frame may send any of them alone; the name in it
/// has a terminal take them for one link.
fn lead(cells: Rect, address: &str, buffer: &mut Buffer) {
    let mut hash = DefaultHasher::new();
    address.hash(&mut hash);
    let name = hash.finish();
    for x in cells.left()..cells.right() {
        let Some(cell) = buffer.cell_mut((x, cells.y)) else {
            continue;
        };
        let symbol = cell.symbol().to_owned();
        let Some(wide) = NonZeroU16::new(cell.cell_width()).filter(|_| !symbol.is_empty()) else {
            continue;
        };
        let linked = format!("\u{1b}]8;id={name:x};{address}\u{1b}\\{symbol}\u{1b}]8;;\u{1b}\\");
        cell.set_symbol(&linked)
            .set_diff_option(CellDiffOption::ForcedWidth(wide));
    }
}

fn style(model: &Model, ink: &Ink, theme: Theme) -> Style {
    let style = match &ink.tone {
        Tone::Text => theme.plain(),
        Tone::Strong => theme.strong(),
        Tone::Heading(1 | 2) => theme.focus().add_modifier(Modifier::UNDERLINED),
        Tone::Heading(_) | Tone::Key => theme.focus(),
        Tone::Code => theme.fine(),
        Tone::Link => theme.link(),
        Tone::Faint => theme.faint(),
        Tone::Mark => theme.focus().remove_modifier(Modifier::BOLD),
        Tone::Careful => theme.careful(),
        Tone::Wrong => theme.wrong(),
        Tone::Person(name) => theme.named(name).add_modifier(Modifier::BOLD),
        Tone::Label(name) => theme.label(&model.board, name),
    };
    let mut more = Modifier::empty();
    for (on, modifier) in [
        (ink.bold, Modifier::BOLD),
        (ink.italic, Modifier::ITALIC),
        (ink.struck, Modifier::CROSSED_OUT),
    ] {
        if on {
            more |= modifier;
        }
    }
    style.add_modifier(more)
}
