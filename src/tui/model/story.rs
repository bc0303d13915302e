//! What a change did to a card, field by field, what was and what is: for the history of that card.

use jiff::civil::Date;

use crate::board::{
    Board, CardField, CardId, ColumnId, Detail, Item, Link, LinkKind, Priority, Remark,
};
use crate::change::{self, Change, Diff, ItemStep, Touch};
use crate::tui::words::{Story, Words};

/// Returns what a change did, as in "bob: *title: “a” → “b”*".
pub(crate) fn told(change: &Change, board: &Board, words: &Words) -> String {
    let Diff::Card(touch) = &change.diff else {
        return String::new();
    };
    let said = &words.story;
    let did = match change.ran_out() {
        Some((who, _)) => said.free_again(who),
        None => card(touch, board, words),
    };
    match change.undoes {
        Some(_) => said.took_back(did),
        None => did,
    }
}

fn card(touch: &Touch<CardId, CardField>, board: &Board, words: &Words) -> String {
    match (&touch.before, &touch.after) {
        (None, _) => words.story.added().to_owned(),
        (_, None) => words.story.deleted().to_owned(),
        (Some(before), Some(after)) => {
            let archived = |field: &CardField| matches!(field, CardField::Archived(_));
            let pairs = before.iter().zip(after);
            let told = pairs
                // A card that comes back says where it stands by its column.
                .filter(|(_, now)| archived(now) || !after.iter().any(archived))
                .filter_map(|(was, now)| field(was, now, board, words));
            told.collect::<Vec<_>>().join(words.names.semicolon())
        }
    }
}

fn field(was: &CardField, now: &CardField, board: &Board, words: &Words) -> Option<String> {
    let said = &words.story;
    Some(match (was, now) {
        (_, CardField::Archived(true)) => said.archived().to_owned(),
        (_, CardField::Archived(false)) => said.restored().to_owned(),
        (CardField::Place(was), CardField::Place(now)) => {
            let name = |id: ColumnId| {
                let column = board.column(id);
                let gone = || words.names.column_number(id.0);
                column.map_or_else(gone, |column| column.name.clone())
            };
            match was.column == now.column {
                true => said.within(name(now.column)),
                false => said.column(name(was.column), name(now.column)),
            }
        }
        (CardField::Labels(was), CardField::Labels(now)) => {
            let on = now.difference(was).map(|label| format!("+{label}"));
            let off = was.difference(now).map(|label| format!("-{label}"));
            let steps: Vec<String> = on.chain(off).collect();
            said.labels(steps.join(" "))
        }
        (CardField::Checklist(was), CardField::Checklist(now)) => checklist(was, now, words),
        (CardField::Comment(was), CardField::Comment(now)) => comment(was, now, said),
        (CardField::Links(was), CardField::Links(now)) => {
            let step = |(made, link): (bool, &Link)| {
                let link = match link.kind {
                    LinkKind::Blocks => said.blocks(link.card),
                    LinkKind::Parent => said.parent_of(link.card),
                    LinkKind::Relates => said.relates_to(link.card),
                };
                if made { link } else { said.no_more(link) }
            };
            let steps: Vec<String> = change::link_steps(was, now).map(step).collect();
            steps.join(words.names.semicolon())
        }
        (CardField::Detail(was), CardField::Detail(now)) => detail(was, now, words),
        _ => return None,
    })
}

fn detail(was: &Detail, now: &Detail, words: &Words) -> String {
    let said = &words.story;
    let none = || said.none().to_owned();
    match (was, now) {
        (Detail::Title(was), Detail::Title(now)) => said.title(step(was, now, said)),
        (Detail::Body(was), Detail::Body(now)) => said.text(step(was, now, said)),
        (Detail::Assignee(was), Detail::Assignee(now)) => {
            let says = |name: &Option<String>| name.clone().unwrap_or_else(none);
            said.assigned(says(was), says(now))
        }
        (Detail::Priority(was), Detail::Priority(now)) => {
            let says = |priority: &Option<Priority>| words.priority(*priority);
            said.priority(says(was), says(now))
        }
        (Detail::Due(was), Detail::Due(now)) => {
            let says = |day: &Option<Date>| day.map_or_else(none, |day| day.to_string());
            said.due(says(was), says(now))
        }
        (_, Detail::Blocked(Some(why))) => said.blocked(why),
        (_, Detail::Blocked(None)) => said.unblocked().to_owned(),
        (_, Detail::Lease(Some(_))) => said.claimed().to_owned(),
        (_, Detail::Lease(None)) => said.let_go().to_owned(),
        (_, Detail::Source(source)) => said.source(source.clone().unwrap_or_else(none)),
        _ => said.changed().to_owned(),
    }
}

/// Returns a text that became another; how they differ is all that is left of long ones.
fn step(was: &str, now: &str, words: &Story) -> String {
    let quoted = |text: &str| format!("“{}”", text.replace('\n', " ⏎ "));
    match (was.is_empty(), now.is_empty()) {
        (true, true) => words.blank_lines().to_owned(),
        (true, false) => format!("+ {}", quoted(now)),
        (false, true) => format!("− {}", quoted(was)),
        (false, false) => format!("{} → {}", quoted(was), quoted(now)),
    }
}

fn checklist(was: &[Item], now: &[Item], words: &Words) -> String {
    let said = &words.story;
    let say = |one: ItemStep<'_>| match one {
        ItemStep::Added(item) => said.item_new(&item.text),
        ItemStep::Removed(item) => said.item_removed(&item.text),
        ItemStep::Ticked(item) => said.item_ticked(&item.text),
        ItemStep::Unticked(item) => said.item_unticked(&item.text),
        ItemStep::Renamed(was, now) => said.item(step(&was.text, &now.text, said)),
        ItemStep::Moved => said.items_moved().to_owned(),
    };
    let steps = change::item_steps(was, now).into_iter().map(say);
    steps.collect::<Vec<_>>().join(words.names.comma())
}

fn comment(was: &Remark, now: &Remark, words: &Story) -> String {
    let text = |remark: &Remark| match remark {
        Remark::Said(comment) => comment.text.clone(),
        Remark::Unsaid { .. } => String::new(),
    };
    words.comment(step(&text(was), &text(now), words))
}
