//! Draws the tabs of the saved searches.

use ratatui::buffer::Buffer;

use crate::text;
use crate::tui::layout::Rect;
use crate::tui::model::Model;
use crate::tui::view::pen::Pen;
use crate::tui::view::theme::Theme;

/// Draws the tabs of the saved searches, the one that is shown in brackets, each with the key that takes it in the list.
pub(in crate::tui::view) fn tabs(model: &Model, area: Rect, theme: &Theme, buffer: &mut Buffer) {
    let now = model.searched();
    let all = [("All", None)].into_iter();
    let saved = model
        .searches
        .iter()
        .map(|saved| (saved.name.as_str(), Some(saved.search.as_str())));
    let mut pen = Pen::at(buffer, area);
    pen.put(
        &format!(" {} ", model.keys.key(crate::tui::keymap::Action::Searches)),
        theme.faint(),
    );
    for (at, (name, search)) in all.chain(saved).enumerate() {
        let (open, close) = if search == now {
            ("[", "]")
        } else {
            (" ", " ")
        };
        let tab = format!("{open}{at} {}{close}", text::fit(name, 20));
        if pen.room() < text::width(&tab) + 1 {
            let _fits = pen.put_right("›", theme.strong());
            return;
        }
        let style = if search == now {
            theme.focus()
        } else {
            theme.plain()
        };
        pen.put(&tab, style);
    }
}
