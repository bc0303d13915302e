//! Changes in words: what somebody did, in a few words after their name.

use std::collections::BTreeSet;

use crate::board::{
    Board, CardField, CardId, ColumnField, ColumnId, Detail, Item, LabelField, Link, Relation,
    Remark,
};
use crate::change::{self, Change, Diff, ItemStep, Touch};
use crate::tui::words::{Deeds, Words};

/// Returns what a change did, as in "bob *moved #12 to Doing*". Asked after the board took it in.
pub(crate) fn of(change: &Change, board: &Board, words: &Words) -> String {
    let said = &words.deeds;
    if let (Some((who, _)), Some(card)) = (change.ran_out(), change.card()) {
        return said.freed(card, who);
    }
    match &change.diff {
        Diff::Card(touch) => card_deed(touch, board, words),
        Diff::Column(touch) => column_deed(touch, board, words),
        Diff::Label(touch) => match touch.after.as_deref() {
            Some([LabelField::Color(color), ..]) => {
                said.coloured_label(&touch.id, words.color(Some(*color)))
            }
            _ => said.uncoloured_label(&touch.id),
        },
    }
}

fn card_deed(touch: &Touch<CardId, CardField>, board: &Board, words: &Words) -> String {
    let said = &words.deeds;
    let id = touch.id;
    let (before, after) = match (&touch.before, &touch.after) {
        (None, _) => return said.added(id),
        (_, None) => return said.deleted(id),
        (Some(before), Some(after)) => (before, after),
    };
    let archived = after.iter().find_map(|field| match field {
        CardField::Archived(archived) => Some(*archived),
        _ => None,
    });
    match archived {
        Some(true) => return said.archived(id),
        Some(false) => return said.restored(id),
        None => {}
    }
    match after.first() {
        Some(CardField::Place(spot)) => {
            let stayed = before
                .iter()
                .any(|field| matches!(field, CardField::Place(was) if was.column == spot.column));
            match board.column(spot.column).filter(|_| !stayed) {
                Some(column) => said.moved_to(id, &column.name),
                None => said.moved(id),
            }
        }
        Some(CardField::Labels(_)) => said.labelled(id),
        Some(CardField::Checklist(now)) => match before.first() {
            Some(CardField::Checklist(was)) => item_deed(id, was, now, said),
            _ => said.checklist(id),
        },
        Some(CardField::Comment(now)) => match (before.first(), now) {
            (Some(CardField::Comment(Remark::Unsaid { .. })), _) => said.commented(id),
            (_, Remark::Said(_)) => said.edited_comment(id),
            (_, Remark::Unsaid { .. }) => said.removed_comment(id),
        },
        Some(CardField::Links(now)) => match before.first() {
            Some(CardField::Links(was)) => link_deed(id, was, now, said),
            _ => said.linked(id),
        },
        Some(CardField::Detail(detail)) => detail_deed(id, detail, words),
        _ => said.changed(id),
    }
}

fn detail_deed(id: CardId, detail: &Detail, words: &Words) -> String {
    let said = &words.deeds;
    match detail {
        Detail::Title(_) => said.renamed(id),
        Detail::Body(_) => said.edited(id),
        Detail::Assignee(Some(name)) => said.assigned(id, name),
        Detail::Assignee(None) => said.unassigned(id),
        Detail::Priority(Some(priority)) => said.priority(id, words.priority(Some(*priority))),
        Detail::Priority(None) => said.no_priority(id),
        Detail::Due(Some(_)) => said.due(id),
        Detail::Due(None) => said.not_due(id),
        Detail::Blocked(Some(why)) => said.blocked(id, why),
        Detail::Blocked(None) => said.unblocked(id),
        Detail::Lease(Some(_)) => said.claimed(id),
        Detail::Lease(None) => said.let_go(id),
        Detail::Source(_) => said.source(id),
    }
}

fn item_deed(id: CardId, was: &[Item], now: &[Item], said: &Deeds) -> String {
    match change::item_steps(was, now).first() {
        Some(ItemStep::Added(item)) => said.item_added(&item.text, id),
        Some(ItemStep::Removed(item)) => said.item_removed(&item.text, id),
        Some(ItemStep::Ticked(item)) => said.item_ticked(&item.text, id),
        Some(ItemStep::Unticked(item)) => said.item_unticked(&item.text, id),
        Some(ItemStep::Renamed(_, item)) => said.item_renamed(&item.text, id),
        Some(ItemStep::Moved) | None => said.items_moved(id),
    }
}

fn link_deed(id: CardId, was: &BTreeSet<Link>, now: &BTreeSet<Link>, said: &Deeds) -> String {
    match change::link_steps(was, now).next() {
        Some((true, link)) => match Relation::from(link.kind) {
            Relation::Blocks => said.blocks(id, link.card),
            Relation::BlockedBy => said.blocked_by(id, link.card),
            Relation::Parent => said.parent(id, link.card),
            Relation::Child => said.child(id, link.card),
            Relation::Relates => said.relates(id, link.card),
        },
        Some((false, link)) => said.unlinked(id, link.card),
        None => said.links(id),
    }
}

fn column_deed(touch: &Touch<ColumnId, ColumnField>, board: &Board, words: &Words) -> String {
    let said = &words.deeds;
    let named = |fields: &Option<Vec<ColumnField>>| {
        fields.iter().flatten().find_map(|field| match field {
            ColumnField::Name(name) => Some(format!("“{name}”")),
            _ => None,
        })
    };
    let now = board.column(touch.id);
    let now = now.map_or_else(
        || said.a_column().to_owned(),
        |column| format!("“{}”", column.name),
    );
    match (&touch.before, &touch.after) {
        (None, after) => said.column_added(named(after).unwrap_or(now)),
        (before, None) => said.column_removed(named(before).unwrap_or(now)),
        (before, Some(after)) => match after.first() {
            Some(ColumnField::Name(name)) => {
                let was = named(before).unwrap_or_else(|| said.a_column().to_owned());
                said.column_renamed(was, name)
            }
            Some(ColumnField::Limit(Some(limit))) => said.column_limited(now, limit),
            Some(ColumnField::Limit(None)) => said.column_unlimited(now),
            Some(ColumnField::Done(true)) => said.column_done(now),
            Some(ColumnField::Done(false)) => said.column_not_done(now),
            Some(ColumnField::Color(Some(color))) => {
                said.column_coloured(now, words.color(Some(*color)))
            }
            Some(ColumnField::Color(None)) => said.column_uncoloured(now),
            _ => said.column_moved(now),
        },
    }
}
