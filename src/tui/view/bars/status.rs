//! Draws the status line: what this is, who I am, what is to be said, whether all is saved.

use ratatui::buffer::Buffer;
use ratatui::layout::Position;
use ratatui::style::Style;

use super::complaint;
use crate::store::Mode as Access;
use crate::text;
use crate::tui::keymap::{Action, WAY_OUT, show};
use crate::tui::layout::search::{self, Search};
use crate::tui::layout::{Rect, Screen};
use crate::tui::model::notice::Kind;
use crate::tui::model::overlay::Prompt;
use crate::tui::model::{Model, Waiting};
use crate::tui::view::pen::{Pen, clear};
use crate::tui::view::popup::line_of_text;
use crate::tui::view::theme::Theme;
use crate::tui::words::Bars;

/// Draws the status line.
pub(super) fn status(model: &Model, area: Rect, theme: &Theme, buffer: &mut Buffer) {
    let mut pen = Pen::at(buffer, area);
    pen.put(" ", theme.plain());
    let _margin = pen.put_right(" ", theme.plain());
    // Who is leaving is told all in one.
    if !model.is_leaving() {
        let (state, style) = saved(model, *theme);
        // Whom it waits for is said where there is room for it.
        let _fits = pen.put_right(&state, style) || pen.put_right(&saving(model), style);
        pen.put_right("  ", theme.plain());
        unread(model, &mut pen, theme);
    }
    let (said, style) = said(model, area, *theme);
    let wide = |text: &str| text::width(&text::clean(text));
    let names = wide(&model.title) + wide(&model.me.name) + 6;
    // What is said comes first; then who and what this is; then the file.
    if said.is_empty() || names + wide(&said) <= pen.room() {
        pen.put(&model.title, theme.strong())
            .put(" · ", theme.faint())
            .put(&model.me.name, theme.named(&model.me.name));
        others(model, wide(&said), &mut pen, theme);
        if wide(&model.file) + wide(&said) + 6 <= pen.room() {
            pen.put(" · ", theme.faint())
                .put(&model.file, theme.faint());
        }
        pen.put("   ", theme.plain());
    }
    pen.put(&said, style);
}

/// Draws how much others did that I have not looked at, and the key that shows it.
fn unread(model: &Model, pen: &mut Pen<'_>, theme: &Theme) {
    let count = match model.unread.count() {
        0 => return,
        count @ ..1000 => count.to_string(),
        _ => "999+".to_owned(),
    };
    let key = model.keys.key(Action::Activity);
    let said = model.words.bars.unread(count);
    // Not where there is only room for what is being said.
    if pen.room() >= 2 * (text::width(&said) + text::width(&key) + 3) {
        let _fits = pen.put_right(&format!(" {said}  "), theme.strong());
        let _fits = pen.put_right(&key, theme.focus());
    }
}

/// Draws who else is here: their names where there is room, else how many they are.
fn others(model: &Model, said: usize, pen: &mut Pen<'_>, theme: &Theme) {
    let others = model.others();
    let names: usize = others
        .iter()
        .map(|name| text::width(&text::clean(name)) + 2)
        .sum();
    if others.is_empty() {
        return;
    }
    if names + said + 4 > pen.room() {
        pen.put(&format!(" +{}", others.len()), theme.strong());
        return;
    }
    for name in others {
        pen.put(model.words.names.between(), theme.faint())
            .put(name, theme.named(name));
    }
}

/// Returns what is to be said in the status line.
fn said(model: &Model, area: Rect, theme: Theme) -> (String, Style) {
    let words = &model.words.bars;
    if model.is_leaving() {
        let count = model.pending.len();
        let quit = match model.holds_keys() {
            true => show(WAY_OUT),
            false => model.keys.key(Action::Quit),
        };
        let long = model
            .waiting
            .as_ref()
            .map(|waiting| words.not_saved_waiting(count, waits(words, waiting), &quit));
        let room = usize::from(area.width).saturating_sub(2);
        let text = long
            .filter(|long| text::width(&text::clean(long)) <= room)
            .unwrap_or_else(|| words.not_saved(count, quit));
        return (text, theme.careful().patch(theme.strong()));
    }
    let boxed = |kind: &Kind| *kind == Kind::Error && complaint::lines(model, area).is_some();
    if let Some(notice) = model.notice.as_ref().filter(|notice| !boxed(&notice.kind)) {
        return match notice.kind {
            Kind::Mine => (notice.text.clone(), theme.fine()),
            Kind::Theirs { .. } => (format!("● {}", notice.text), theme.strong()),
            Kind::Error => (format!("! {}", notice.text), theme.wrong()),
        };
    }
    if let Some(leader) = model.leader() {
        return (words.following(&leader.actor.name), theme.careful());
    }
    if let Some(trouble) = model.trouble.first() {
        let trouble = model.words.why(trouble);
        let text = match model.trouble.len() {
            1 => trouble,
            count => words.trouble_more(trouble, count - 1),
        };
        return (text, theme.careful());
    }
    if let Some(filter) = &model.view.filter {
        let cards = search::found(model, filter.hits);
        let text = words.found_for(&filter.text, cards, model.keys.key(Action::Back));
        return (text, theme.careful());
    }
    (String::new(), theme.plain())
}

/// Returns whether all is saved, in words.
pub(super) fn saved(model: &Model, theme: Theme) -> (String, Style) {
    let words = &model.words.bars;
    match model.access {
        Access::ReadWrite => {}
        Access::ReadOnly(_) => return (words.read_only().to_owned(), theme.careful()),
        Access::Damaged(_) => return (words.damaged().to_owned(), theme.wrong()),
    }
    let (count, keys) = (model.pending.len(), model.holds_keys());
    let waiting = model.waiting.as_ref().filter(|_| count > 0);
    match (count, waiting.map(|waiting| waits(words, waiting))) {
        (0, _) => (words.saved().to_owned(), theme.faint()),
        (1, Some(waits)) => (waits, theme.careful().patch(theme.strong())),
        (_, Some(waits)) => {
            let text = match keys {
                true => words.edits_and_keys_waiting(count, waits),
                false => words.edits_waiting(count, waits),
            };
            (text, theme.careful().patch(theme.strong()))
        }
        (_, None) => (saving(model), theme.careful()),
    }
}

/// Returns how much is being saved, in words.
fn saving(model: &Model) -> String {
    let words = &model.words.bars;
    match model.pending.len() {
        1 => words.saving().to_owned(),
        count if model.holds_keys() => words.saving_edits_and_keys(count),
        count => words.saving_edits(count),
    }
}

/// Returns whom a write waits for.
fn waits(words: &Bars, waiting: &Waiting) -> String {
    let seconds = waiting.waited.as_secs();
    match &waiting.holder {
        Some(holder) if holder.stopped => {
            words.waiting_for_stopped(holder.who(), holder.pid, seconds)
        }
        Some(holder) => words.waiting_for(holder.who(), holder.pid, seconds),
        None => words.waiting_for_lock(seconds),
    }
}

/// Draws the search while it is typed, in the status line, so that the board stays in view.
pub(in crate::tui::view) fn search(
    model: &Model,
    prompt: &Prompt,
    screen: &Screen,
    theme: &Theme,
    buffer: &mut Buffer,
) -> Option<Position> {
    let area = screen.status?;
    clear(area, buffer);
    let style = match (&prompt.error, &model.view.filter) {
        (Some(_), _) => theme.wrong(),
        (None, Some(_)) => theme.careful(),
        (None, None) => theme.faint(),
    };
    let Search { field, said } = search::search(model, prompt, area);
    let mut pen = Pen::at(buffer, area);
    let _margin = pen.put_right(" ", theme.plain());
    let _fits = pen.put_right(&said, style);
    pen.put_right("  ", theme.plain());
    pen.put(" /", theme.focus());
    line_of_text(&prompt.input, field, theme, buffer)
}
