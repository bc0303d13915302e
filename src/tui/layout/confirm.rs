//! Where a question is, and its answers.

use super::popup::{self, within};
use super::{Rect, Screen};
use crate::text;
use crate::tui::keymap::{Action, Mode};
use crate::tui::model::Model;
use crate::tui::model::overlay::Confirm;

/// A question.
pub(crate) struct Question {
    /// The box.
    pub(crate) area: Rect,
    /// What is asked.
    pub(crate) lines: Vec<String>,
    /// Yes and no.
    pub(crate) answers: [Answer; 2],
}

/// An answer.
pub(crate) struct Answer {
    pub(crate) area: Rect,
    pub(crate) key: String,
    pub(crate) words: String,
    pub(crate) action: Action,
}

/// Returns where a question is.
pub(crate) fn confirm(model: &Model, confirm: &Confirm, screen: &Screen) -> Question {
    let width = screen.board.width.saturating_sub(8).min(56);
    let lines = text::wrap(&confirm.question, usize::from(width), 5);
    let height = u16::try_from(lines.len()).unwrap_or(1);
    let area = popup::area((width, height + 2), screen);
    let inner = within(area);
    // The answers stay in view, whatever has to go.
    let y = inner.y + (height + 1).min(inner.height.saturating_sub(1));
    let mut x = inner.x;
    let answers = [
        (Action::Accept, confirm.yes.as_str()),
        (Action::Back, model.words.popup.no()),
    ];
    let answers = answers.map(|(action, words)| {
        let (key, words) = (model.keys.key_in(Mode::Confirm, action), words.to_owned());
        let wide = text::width(&key) + 1 + text::width(&text::clean(&words));
        let wide = u16::try_from(wide).unwrap_or(u16::MAX);
        let area = Rect::new(x, y, wide, inner.height.min(1)).intersection(inner);
        x = x.saturating_add(wide).saturating_add(3);
        Answer {
            area,
            key,
            words,
            action,
        }
    });
    Question {
        area,
        lines,
        answers,
    }
}
