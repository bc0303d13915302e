//! Draws the lines around the board: tabs above, status and keys below, and errors that need more than a line.

mod complaint;
mod footer;
mod status;
mod strip;
mod tabs;

use ratatui::buffer::Buffer;

use super::theme::Theme;
use crate::tui::layout::Screen;
use crate::tui::model::Model;

pub(super) use complaint::complaint;
pub(super) use status::search;
pub(super) use strip::draw_strip as strip;
pub(super) use tabs::draw_tabs as tabs;

/// Draws status and keys.
pub(super) fn draw(model: &Model, screen: &Screen, theme: &Theme, buffer: &mut Buffer) {
    if let Some(area) = screen.status {
        status::status(model, area, theme, buffer);
    }
    if let Some(area) = screen.footer {
        footer::footer(model, area, theme, buffer);
    }
}
