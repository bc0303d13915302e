//! Draws a question.

use ratatui::buffer::Buffer;

use super::{line, open_at};
use crate::tui::keymap::Action;
use crate::tui::layout::{Screen, confirm};
use crate::tui::model::Model;
use crate::tui::model::overlay::Confirm;
use crate::tui::view::pen::{Pen, clear};
use crate::tui::view::theme::Theme;

pub(in crate::tui::view) fn confirm(
    model: &Model,
    confirm: &Confirm,
    screen: &Screen,
    theme: &Theme,
    buffer: &mut Buffer,
) {
    let question = confirm::confirm(model, confirm, screen);
    let area = open_at(model.words.popup.sure(), question.area, theme, buffer);
    for (y, text) in (0..).zip(&question.lines) {
        Pen::at(buffer, line(area, y)).put(text, theme.strong());
    }
    let [yes, _] = &question.answers;
    clear(line(area, yes.area.y.saturating_sub(area.y)), buffer);
    for answer in &question.answers {
        let style = match answer.action {
            Action::Accept => theme.wrong(),
            _ => theme.focus(),
        };
        Pen::at(buffer, answer.area)
            .put(&answer.key, style)
            .put(" ", theme.plain())
            .put(&answer.words, theme.plain());
    }
}
