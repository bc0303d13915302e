//! What is said on a card in full, and of what happened to it.

use crate::tui::words::text::texts;

texts! {
    /// A card in full.
    Sheet {
        new_card,
        text,
        checklist,
        comments,
        links,
        history,
        no_text(key),
        no_items(key),
        no_comments(key),
        no_links(key),
        archived,
        column,
        labels,
        assigned,
        priority,
        due,
        blocked,
        waits_for,
        claimed,
        here,
        source,
        added,
        stood_in(column),
        in_column(column, count),
        me,
        claim_ends(when),
        claim_ended,
        editing,
        looking,
        late(count),
        ahead(count),
        changed(day, when),
        changed_times(day, count, when),
        blocks,
        blocked_by,
        parent_of,
        child_of,
        relates_to,
        is_archived,
        more(number),
        nothing_to_tick,
        said_by(name),
        removed(what, undo),
        the_comment,
        the_link(card),
        a_line_of_text(key),
        left_as_it_was,
    }
}

texts! {
    /// How long ago something was, or how long it still is.
    Ages {
        now,
        minutes(count),
        hours(count),
        days(count),
        in_minutes(count),
        in_hours(count),
        in_days(count),
    }
}

texts! {
    /// What happened to a card, field by field.
    Story {
        took_back(what),
        free_again(name),
        added,
        deleted,
        archived,
        restored,
        within(column),
        column(was, now),
        labels(steps),
        no_more(link),
        blocks(card),
        parent_of(card),
        relates_to(card),
        title(step),
        text(step),
        assigned(was, now),
        priority(was, now),
        due(was, now),
        none,
        blocked(why),
        unblocked,
        claimed,
        let_go,
        source(source),
        comment(step),
        item_new(text),
        item_removed(text),
        item_ticked(text),
        item_unticked(text),
        item(step),
        items_moved,
        blank_lines,
        changed,
    }
}
