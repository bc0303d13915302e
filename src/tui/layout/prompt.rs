//! Where a line of text that is asked for is, and what helps to answer.

use super::popup::{self, within};
use super::{Rect, Screen};
use crate::board::due;
use crate::text;
use crate::tui::keymap::{Action, Mode};
use crate::tui::model::Model;
use crate::tui::model::overlay::{Ask, Prompt};

/// A line of text that is asked for.
pub(crate) struct Asked {
    /// The box.
    pub(crate) area: Rect,
    /// Where it is typed.
    pub(crate) field: Rect,
    /// What is wrong, or what helps, in the lines below it.
    pub(crate) notes: Vec<String>,
}

/// Returns where a line of text that is asked for is.
pub(crate) fn prompt(model: &Model, prompt: &Prompt, screen: &Screen) -> Asked {
    let width = screen.board.width.saturating_sub(8).min(64);
    let notes = match &prompt.error {
        Some(error) => format!("! {error}"),
        None => hint(model, prompt),
    };
    let notes = text::wrap(&notes, usize::from(width), 4);
    let height = 1 + u16::try_from(notes.len()).unwrap_or(1);
    let area = popup::area((width, height), screen);
    let inner = within(area);
    let field = Rect::new(inner.x, inner.y, inner.width, inner.height.min(1));
    Asked { area, field, notes }
}

/// Returns what helps to answer.
fn hint(model: &Model, prompt: &Prompt) -> String {
    let said = &model.words.prompt;
    match &prompt.ask {
        Ask::New { body, .. } if !body.is_empty() => said.text_is_kept().to_owned(),
        Ask::Due(_) => {
            meaning(model, prompt.input.value()).unwrap_or_else(|| said.due_hint().to_owned())
        }
        Ask::ColumnLimit { .. } => said.limit_hint().to_owned(),
        Ask::Comment(_) => {
            let key = model.keys.key_in(Mode::Prompt, Action::InEditor);
            said.comment_hint(key)
        }
        Ask::SearchName(search) => search.clone(),
        _ => String::new(),
    }
}

/// Returns which day the words for it mean, once they mean one.
fn meaning(model: &Model, words: &str) -> Option<String> {
    let words = words.trim();
    if words.is_empty() {
        return None;
    }
    let Some(day) = due::parse(words, model.today).ok()? else {
        return Some(model.words.prompt.no_due_date(words));
    };
    let days = model.today.until(day).map_or(0, |span| span.get_days());
    let when = match days {
        -1..=1 => model.words.day(day, model.today),
        days if days < 0 => model.words.days.days_ago(-days),
        days => model.words.days.in_days(days),
    };
    let weekday = model.words.weekday(day);
    Some(model.words.prompt.due_means(words, weekday, day, when))
}
