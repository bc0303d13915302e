//! Dresses what was drawn: colours as the scheme has them, marks as the terminal can show them.

use ratatui::buffer::{Buffer, Cell};
use ratatui::style::{Color, Modifier};

use crate::tui::look::{Depth, Look, Shown, ascii};

/// Turns the terminal's own colours, in which all is drawn, into those of the look.
pub(super) fn dress(look: &Look, buffer: &mut Buffer) {
    let colors = look.colors();
    if colors.is_none() && look.depth != Depth::None && !look.ascii {
        return;
    }
    for cell in &mut buffer.content {
        match &colors {
            _ if look.depth == Depth::None => (cell.fg, cell.bg) = (Color::Reset, Color::Reset),
            Some(colors) => paint(cell, colors),
            None => {}
        }
        if look.ascii
            && let Some(symbol) = ascii(cell.symbol())
        {
            cell.set_symbol(symbol);
        }
    }
}

fn paint(cell: &mut Cell, colors: &Shown) {
    let faint = cell.modifier.contains(Modifier::DIM);
    cell.fg = match cell.fg {
        Color::Reset if faint => colors.faint,
        Color::Reset => colors.text,
        color => colors.of(color).unwrap_or(color),
    };
    // Dimmed once more by the terminal, it could not be read.
    cell.modifier.remove(Modifier::DIM);
    cell.bg = match cell.bg {
        Color::Reset => colors.ground,
        color => colors.of(color).unwrap_or(color),
    };
    if cell.modifier.contains(Modifier::REVERSED)
        && let Some(chosen) = colors.chosen
    {
        cell.modifier.remove(Modifier::REVERSED);
        cell.bg = chosen;
    }
}
