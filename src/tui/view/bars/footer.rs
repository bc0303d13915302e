//! Draws the keys of this moment.

use ratatui::buffer::Buffer;

use crate::text;
use crate::tui::keymap::{Action, Mode, show};
use crate::tui::layout::Rect;
use crate::tui::model::Model;
use crate::tui::view::pen::Pen;
use crate::tui::view::theme::Theme;

/// Draws as many keys as there is room for, the help at the right end.
pub(super) fn footer(model: &Model, area: Rect, theme: &Theme, buffer: &mut Buffer) {
    let mut pen = Pen::at(buffer, area);
    let mode = model.mode();
    if !model.typed.is_empty() {
        begun(model, mode, &mut pen, theme);
        return;
    }
    let marked = model.selection.count();
    if marked > 0 && mode == Mode::Board {
        let grows = if model.selection.grows() { "…" } else { "" };
        pen.put(&format!(" {marked} marked{grows} "), theme.careful());
    }
    let no_columns = model.board.columns().is_empty();
    // The first column is the one thing to make; later ones are rare.
    let can = |action| model.can(action) && (action != Action::NewColumn || no_columns);
    let mut offers = model.keys.footer(mode, can);
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
        .put(&show(&model.typed), theme.focus())
        .put("…  ", theme.focus());
    for line in model.keys.of(mode) {
        for keys in &line.keys {
            if let Some(rest) = keys.strip_prefix(model.typed.as_str()) {
                pen.put(&show(rest), theme.focus())
                    .put(" ", theme.plain())
                    .put(line.binding.words, theme.faint())
                    .put("   ", theme.plain());
            }
        }
    }
}
