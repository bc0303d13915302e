//! Why something cannot be.

use crate::tui::words::text::texts;

texts! {
    /// Why something cannot be.
    Refusals {
        no_column(column),
        no_item(card, item),
        no_label(label),
        clash(who, field, what, yours, theirs),
        stale(card, now, expected),
        name_taken(name),
        not_empty(name, count),
        nothing_to_undo,
        nothing_to_redo,
        empty(thing),
        too_many_bytes(thing, is, max),
        too_many_letters(thing, is, max),
        blanks(thing, word),
        begins(thing, first, word),
        back_already(what),
        others(card, name, who),
        nobodys(card),
        taken(card, name),
        archived(card),
        blocked(card),
        to_itself(card),
        too_many_lead(count, card),
        waits_for(card, other),
        is_under(card, other),
        long_list(is, max),
        damaged(path, reason, repair),
        repair_copy(path, copy),
        repair_no_copy(path, why),
        no_priority(word),
        no_state(word),
        no_part(word),
        due_none,
        no_day(word),
        no_such_day(word),
    }
}

texts! {
    /// What cannot be as it is, at the beginning of a refusal.
    Things {
        title,
        body,
        reason,
        source,
        name,
        label,
        column_name,
        item,
        comment,
    }
}
