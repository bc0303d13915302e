//! What the frame of the screen says: bars, hints, lists, lines of text.

use crate::tui::words::text::texts;

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
        unread(count),
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

texts! {
    /// What the board says where it has nothing to show.
    Board {
        no_columns,
        make_column(key),
        no_match,
        archived_under(key),
        shows_all(key),
        no_cards,
        write_first(key),
        more_above(count),
        more_below(count),
        hits(hits, count),
        ordered(order),
    }
}

texts! {
    /// What lists, lines of text and questions say.
    Popup {
        keys,
        type_to_search,
        no_such_card,
        go_to,
        no_key,
        sure,
        no,
        nobody,
        nothing(key),
        type_to_find,
        no_such_name,
        reading,
        nothing_happened,
        happened,
    }
}

texts! {
    /// What a line of text is asked for, and what helps to answer.
    Prompts {
        new_card,
        new_in(column),
        rename(card),
        due(cards, count),
        column,
        rename_column(column),
        limit_column(column),
        edit(card),
        save_search,
        search,
        text_is_kept,
        due_hint,
        limit_hint,
        search_name_missing,
        limit_wrong,
        kept(key),
        paste(key),
        comment(cards),
        blocked(cards),
        comment_hint(key),
        no_due_date(words),
        due_means(words, weekday, day, when),
        new_item(card),
        item(card),
    }
}

texts! {
    /// What things are called inside other texts.
    Names {
        title,
        body,
        labels,
        label,
        assignee,
        priority,
        due,
        due_date,
        blocked,
        lease,
        source,
        place,
        state,
        age,
        updated,
        column,
        name,
        limit,
        done,
        color,
        checklist,
        comment,
        links,
        archived,
        low,
        medium,
        high,
        urgent,
        none,
        cards(count),
        someone,
        two(one, other),
        several(one, count),
        nobody,
        no_label,
        no_priority,
        blocks(other),
        is_blocked_by(other),
        parent_of(other),
        child_of(other),
        relates_to(other),
        comma,
        between,
        semicolon,
        not_done,
        on_the_board,
        in_column(column),
        comments(count),
        linked_from(card),
        column_number(number),
        column_named(name),
        label_named(label),
        item(number),
        item_of(item, card),
        comment_number(number),
        comment_on(comment, card),
    }
}

texts! {
    /// Days near today.
    Days {
        yesterday,
        today,
        tomorrow,
        date(day, month),
        days_ago(count),
        in_days(count),
        late(day),
        by(day),
        now,
        minutes(count),
        hours(count),
        days(count),
        weeks(count),
    }
}
