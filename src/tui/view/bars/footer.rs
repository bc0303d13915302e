//! Draws the keys of this moment.

use ratatui::buffer::Buffer;

use crate::tui::keymap::{Mode, show};
use crate::tui::layout::Rect;
use crate::tui::layout::footer::{Kind, pieces};
use crate::tui::model::Model;
use crate::tui::view::pen::Pen;
use crate::tui::view::theme::Theme;

/// Draws as many keys as there is room for, the help at the right end.
pub(super) fn footer(model: &Model, area: Rect, theme: &Theme, buffer: &mut Buffer) {
    if !model.typed.is_empty() {
        begun(model, model.mode(), &mut Pen::at(buffer, area), theme);
        return;
    }
    for piece in pieces(model, area) {
        let style = match piece.kind {
            Kind::State => theme.careful(),
            Kind::Key(_) => theme.focus(),
            Kind::Words(_) => theme.faint(),
        };
        let at = Rect::new(piece.x, area.y, piece.width(), area.height);
        Pen::at(buffer, at).put(&piece.text, style);
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
                    .put(model.words.does(line.binding), theme.faint())
                    .put("   ", theme.plain());
            }
        }
    }
}
