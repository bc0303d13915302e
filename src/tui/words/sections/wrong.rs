//! What is wrong with a text in the editor, in the configuration, with a hook.

use crate::tui::words::text::texts;

texts! {
    /// What happens to a text in the editor.
    Mishaps {
        no_file(why),
        no_start(editor, why),
        no_text(why),
        not_utf8(path),
        failed(editor, status),
        kept(editor, status, path),
        exit_status(code),
    }
}

texts! {
    /// What is wrong with a card in the editor.
    Slips {
        line(line, why),
        fences(fence),
        field(name, there),
        text(name),
        list(name),
        bare(name, value),
        priority(word),
        column(name, there),
        mark,
    }
}

texts! {
    /// What is wrong in the configuration.
    Setup {
        closed(why),
        folder,
        too_long(max),
        no_text,
        the_file,
        a_theme,
        unknown(place, name, there),
        one_of(name, allowed),
        yes_or_no(name),
        name(name),
        table(name),
        editor,
        done,
        columns,
        no_columns(why),
        action(keys),
        key(why),
        colour(name),
        no_theme(name, there),
        lacks(missing),
        no_home,
        not_named(file),
        unread(file, why),
        left(file, why),
    }
}

texts! {
    /// Why a key of the user's own cannot be.
    BadKeys {
        open,
        control,
        nothing,
        unknown(written, names),
        same(keys, shown, other),
        way_out(keys),
        is_text(keys, mode),
        no_digit(keys),
        no_action(mode, name, there),
        bound(keys, line),
        prefix(keys, other, line),
        begins_with(keys, shown, action, old),
        begins(keys, shown, action, old),
    }
}

texts! {
    /// What is wrong with a hook.
    HookTexts {
        refused(hook, why),
        no_start(hook, why),
        failed(hook, why),
        slow(hook, seconds),
        no_process(why),
        open(path),
        foreign(path),
    }
}
