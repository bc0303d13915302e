//! What is said when cards go to another board.

use crate::tui::words::text::texts;

texts! {
    /// Cards that go to another board.
    Sending {
        other_board,
        to_which(cards),
        no_other,
        unsaved,
        under_way,
        sent(new, board),
        sent_together(count, board),
        not_sent(why),
    }
}
