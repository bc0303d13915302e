//! What a change did to a card, field by field, what was and what is: for the history of that card.

use jiff::civil::Date;

use crate::board::{Board, CardField, CardId, Detail, Item, Link, LinkKind, Priority, Remark};
use crate::change::{self, Change, Diff, ItemStep, Touch};
use crate::tui::words::{Story, Words};

/// Returns what a change did, as in "bob: *title: “a” → “b”*".
pub(crate) fn told(change: &Change, board: &Board, words: &Words) -> String {
    let Diff::Card(touch) = &change.diff else {
        return String::new();
    };
    let words = &words.story;
    let did = match change.ran_out() {
        Some((who, _)) => words.free_again(who),
        None => card(touch, board, words),
    };
    match change.undoes {
        Some(_) => words.took_back(did),
        None => did,
    }
}

fn card(touch: &Touch<CardId, CardField>, board: &Board, words: &Story) -> String {
    match (&touch.before, &touch.after) {
        (None, _) => words.added().to_owned(),
        (_, None) => words.deleted().to_owned(),
        (Some(before), Some(after)) => {
            let archived = |field: &CardField| matches!(field, CardField::Archived(_));
            let pairs = before.iter().zip(after);
            let told = pairs
                // A card that comes back says where it stands by its column.
                .filter(|(_, now)| archived(now) || !after.iter().any(archived))
                .filter_map(|(was, now)| field(was, now, board, words));
            told.collect::<Vec<_>>().join("; ")
        }
    }
}

fn field(was: &CardField, now: &CardField, board: &Board, words: &Story) -> Option<String> {
    Some(match (was, now) {
        (_, CardField::Archived(true)) => words.archived().to_owned(),
        (_, CardField::Archived(false)) => words.restored().to_owned(),
        (CardField::Place(was), CardField::Place(now)) => {
            let name = |id| {
                let column = board.column(id);
                column.map_or_else(|| id.to_string(), |column| column.name.clone())
            };
            match was.column == now.column {
                true => words.within(name(now.column)),
                false => words.column(name(was.column), name(now.column)),
            }
        }
        (CardField::Labels(was), CardField::Labels(now)) => {
            let on = now.difference(was).map(|label| format!("+{label}"));
            let off = was.difference(now).map(|label| format!("-{label}"));
            let steps: Vec<String> = on.chain(off).collect();
            words.labels(steps.join(" "))
        }
        (CardField::Checklist(was), CardField::Checklist(now)) => checklist(was, now, words),
        (CardField::Comment(was), CardField::Comment(now)) => comment(was, now, words),
        (CardField::Links(was), CardField::Links(now)) => {
            let step = |(made, link): (bool, &Link)| {
                let link = match link.kind {
                    LinkKind::Blocks => words.blocks(link.card),
                    LinkKind::Parent => words.parent_of(link.card),
                    LinkKind::Relates => words.relates_to(link.card),
                };
                if made { link } else { words.no_more(link) }
            };
            let steps: Vec<String> = change::link_steps(was, now).map(step).collect();
            steps.join("; ")
        }
        (CardField::Detail(was), CardField::Detail(now)) => detail(was, now, words),
        _ => return None,
    })
}

fn detail(was: &Detail, now: &Detail, words: &Story) -> String {
    let none = || words.none().to_owned();
    match (was, now) {
        (Detail::Title(was), Detail::Title(now)) => words.title(step(was, now, words)),
        (Detail::Body(was), Detail::Body(now)) => words.text(step(was, now, words)),
        (Detail::Assignee(was), Detail::Assignee(now)) => {
            let says = |name: &Option<String>| name.clone().unwrap_or_else(none);
            words.assigned(says(was), says(now))
        }
        (Detail::Priority(was), Detail::Priority(now)) => {
            let says = |priority: &Option<Priority>| {
                priority.map_or_else(none, |priority| priority.to_string())
            };
            words.priority(says(was), says(now))
        }
        (Detail::Due(was), Detail::Due(now)) => {
            let says = |day: &Option<Date>| day.map_or_else(none, |day| day.to_string());
            words.due(says(was), says(now))
        }
        (_, Detail::Blocked(Some(why))) => words.blocked(why),
        (_, Detail::Blocked(None)) => words.unblocked().to_owned(),
        (_, Detail::Lease(Some(_))) => words.claimed().to_owned(),
        (_, Detail::Lease(None)) => words.let_go().to_owned(),
        (_, Detail::Source(source)) => words.source(source.clone().unwrap_or_else(none)),
        _ => words.changed().to_owned(),
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

fn checklist(was: &[Item], now: &[Item], words: &Story) -> String {
    let say = |one: ItemStep<'_>| match one {
        ItemStep::Added(item) => words.item_new(&item.text),
        ItemStep::Removed(item) => words.item_removed(&item.text),
        ItemStep::Ticked(item) => words.item_ticked(&item.text),
        ItemStep::Unticked(item) => words.item_unticked(&item.text),
        ItemStep::Renamed(was, now) => words.item(step(&was.text, &now.text, words)),
        ItemStep::Moved => words.items_moved().to_owned(),
    };
    let steps = change::item_steps(was, now).into_iter().map(say);
    steps.collect::<Vec<_>>().join(", ")
}

fn comment(was: &Remark, now: &Remark, words: &Story) -> String {
    let text = |remark: &Remark| match remark {
        Remark::Said(comment) => comment.text.clone(),
        Remark::Unsaid { .. } => String::new(),
    };
    words.comment(step(&text(was), &text(now), words))
}
