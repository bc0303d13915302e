//! What the mouse does.

use crate::tui::words::text::texts;

texts! {
    /// What the mouse does.
    Mouse {
        selects,
        new_card,
        cards(count),
        not_moved(cards),
        stays(cards),
        moves(cards, place),
        goes(cards, place),
        top,
        end,
        above(card),
        below(card),
    }
}
