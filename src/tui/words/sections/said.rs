//! What is said about what one does, and what others do.

use crate::tui::words::text::texts;

texts! {
    /// What is said about cards.
    Cards {
        no_column(key),
        none_here(key),
        archived(cards, freed, key),
        is_archived(card, key),
        no_such(card),
        no_other_column,
        no_done_column(key),
        completed(cards, freed, key),
        not_done(cards, key),
        as_markdown(cards),
        too_long(what),
        copied(what),
        move_to(cards),
        priority_of(cards),
        assign_to(cards),
        me(name),
        nobody,
        archived_cards,
        restored(card),
        delete(card, title),
        delete_it,
        left_as_it_was,
        unblocks(cards),
        and(text),
        no_longer(relation),
        link_to(cards, relation),
        assign_to_name(name),
        why_blocked,
        nothing_said,
        commented(cards, key),
        unblocked(cards, key),
        unblocked_still(cards, key),
    }
}

texts! {
    /// What is said about columns.
    Columns {
        one(name),
        rename,
        limit,
        limit_now(limit),
        done,
        not_done,
        remove,
        removed(name, key),
        cannot_go(name, count),
        remove_to(name, count),
    }
}

texts! {
    /// How a person looks at the board: order, lanes, filters, other boards.
    Looks {
        beside(cells, key),
        order_of(column),
        own_order,
        by_priority,
        by_due,
        by_age,
        by_updated,
        by_title,
        no_other_way(key),
        ordered(order, key),
        lanes_by,
        more(name),
        text_or_else,
        all_cards,
        show_only,
        none_has(name),
        only(name),
        forget(name),
        save(search),
        nothing_saved(search, filter),
        saved_searches,
        boards,
        opening,
        stays_open(why),
        read_only(why),
        suspends,
    }
}

texts! {
    /// Who is here.
    People {
        left(name),
        editing(name, card),
        editing_opens(name, card, key),
        nobody,
        title,
        user(name, user),
        screen,
        on(tty),
        minutes(count),
        hours(count),
        edits(card, title),
        looks_at(card, title),
        at_no_card(name),
        the_card_you_were_on(deed),
        made_changes(who, count),
        changed(who, card),
        changed_cards(who, count),
        more_cards(deed, count),
        more_deeds(deeds, count),
    }
}

texts! {
    /// Two values for one field.
    Clashes {
        same_lines(who, what),
        meanwhile(who, field, what),
        meanwhile_is(who, field, value),
        since(who, field, what),
        theirs(value),
        yours(value),
        edit_again,
        both,
        redo_anyway,
        redo_anyway_to(now, then),
        undo_anyway,
        undo_anyway_to(now, then),
        skip,
        kept(key),
        left_as_it_is,
        lines(count, first),
        all_blank,
    }
}

texts! {
    /// What became of an edit.
    Saving {
        read_anew,
        changed_by_hand,
        is_gone(card, why),
        now_in_it(why),
        was_deleted(card),
        merged(card, who),
        undo(deed, key),
        redo(deed, key),
        and_more(deed, count),
        not_saved(why),
        not_saved_also(count, why),
        not_undone(why),
        not_redone(why),
        words_again(error, key),
        text_again(error, key),
        name_a_new_card(why),
        more_problems(first, count),
    }
}

texts! {
    /// What is said about labels.
    Labels {
        of(cards),
        make(name),
        took_off(label, cards, key),
        colour_of(label),
        on_some(on, count),
        rename(label),
        none_yet,
        find_or_new,
    }
}
