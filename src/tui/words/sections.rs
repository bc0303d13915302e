//! Which texts there are, section by section, with their gaps.

mod sheet;

use super::text::texts;
pub(crate) use sheet::{Ages, Sheet, Story};

texts! {
    /// The lines above and below the board.
    Bars {
        saved,
        read_only,
        damaged,
        saving,
        saving_edits(count),
        saving_edits_and_keys(count),
        waiting_for(name, pid, seconds),
        waiting_for_stopped(name, pid, seconds),
        waiting_for_lock(seconds),
        edits_waiting(count, waiting),
        edits_and_keys_waiting(count, waiting),
        not_saved(count, quit),
        not_saved_waiting(count, waiting, quit),
        following(name),
        trouble_more(trouble, count),
        found(hits, count),
        found_for(text, found, key),
        search_hint,
        read(key),
        marked(count),
        all,
    }
}

texts! {
    /// The charts.
    Charts {
        flow,
        cycle,
        lead,
        weeks,
        ageing,
        days(count),
        reading,
        nothing_finished(count),
        no_done_column(key),
        half(time),
        of_hundred(percent, time),
        mean(time),
        done(count),
        nothing_begun,
        nothing_to_compare,
        usual(time),
    }
}

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

texts! {
    /// The list of settings.
    Settings {
        title,
        theme,
        themes,
        mouse,
        language,
        languages,
        ascii,
        on,
        off,
        until_you_leave(why),
    }
}
