//! Where the search is while it is typed: in the status line, so that the board stays in view.

use super::Rect;
use crate::text;
use crate::tui::model::Model;
use crate::tui::model::overlay::Prompt;

/// The line of a search.
pub(crate) struct Search {
    /// Where it is typed, behind a slash.
    pub(crate) field: Rect,
    /// What stands at the right end: what is wrong, what was found, or what can be written.
    pub(crate) said: String,
}

/// Returns where a search is in the status line.
pub(crate) fn search(model: &Model, prompt: &Prompt, status: Rect) -> Search {
    let said = match (&prompt.error, &model.view.filter) {
        (Some(error), _) => error.clone(),
        (None, Some(filter)) => found(model, filter.hits),
        (None, None) => model.words.bars.search_hint().to_owned(),
    };
    let said = text::fit(&said, usize::from(status.width / 2));
    // The slash and a blank before it, two blanks before what is said, and one after it.
    let taken = u16::try_from(text::width(&said) + 5).unwrap_or(u16::MAX);
    let width = status.width.saturating_sub(taken);
    let field = Rect::new(status.x + 2, status.y, width, 1);
    Search { field, said }
}

/// Returns how many cards a search finds; while there may be more, that is marked.
pub(crate) fn found(model: &Model, hits: usize) -> String {
    let found = model.words.bars.found(hits, model.board.live_count());
    match model.is_sifting() {
        true => format!("{found} …"),
        false => found,
    }
}
