//! Where the tabs of the saved searches are.

use super::Rect;
use crate::text;
use crate::tui::keymap::Action;
use crate::tui::model::Model;

/// The tabs in view.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Tabs {
    /// The key that lists them, with its margins.
    pub(crate) key: String,
    pub(crate) tabs: Vec<Tab>,
    /// Whether there are more.
    pub(crate) more: bool,
}

/// The tab of a saved search, or the one of all cards.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Tab {
    pub(crate) x: u16,
    pub(crate) text: String,
    /// What it shows; all cards when that is empty.
    pub(crate) search: String,
    /// Whether that is what is shown.
    pub(crate) now: bool,
}

impl Tab {
    /// Tells whether a cell of the line is its own.
    pub(crate) fn has(&self, x: u16) -> bool {
        let wide = u16::try_from(text::width(&self.text)).unwrap_or(u16::MAX);
        (self.x..self.x.saturating_add(wide)).contains(&x)
    }
}

/// Returns the tabs, the one that is shown in brackets, each with the key that takes it in the list.
pub(crate) fn tabs(model: &Model, area: Rect) -> Tabs {
    let now = model.searched().unwrap_or_default();
    let key = format!(" {} ", model.keys.key(Action::Searches));
    let all = [(model.words.bars.all(), "")].into_iter();
    let saved = model.searches.iter();
    let saved = saved.map(|saved| (saved.name.as_str(), saved.search.as_str()));
    let mut tabs = Vec::new();
    let (mut x, mut more) = (text::width(&key), false);
    for (at, (name, search)) in all.chain(saved).enumerate() {
        let is_now = search == now;
        let (open, close) = if is_now { ("[", "]") } else { (" ", " ") };
        let text = format!("{open}{at} {}{close}", text::fit(name, 20));
        let wide = text::width(&text);
        // There is always room for the mark of those that do not fit.
        if x + wide + 1 > usize::from(area.width) {
            more = true;
            break;
        }
        tabs.push(Tab {
            x: area.x + u16::try_from(x).unwrap_or(area.width),
            text,
            search: search.to_owned(),
            now: is_now,
        });
        x += wide;
    }
    Tabs { key, tabs, more }
}
