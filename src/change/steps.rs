//! What a change did to a list, step by step: for those who tell of it.

use std::collections::BTreeSet;

use crate::board::{Item, ItemId, Link};

/// One thing that a change did to a checklist.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ItemStep<'a> {
    /// This one is new.
    Added(&'a Item),
    /// This one is gone.
    Removed(&'a Item),
    /// This one is ticked off.
    Ticked(&'a Item),
    /// This one is not ticked off any more.
    Unticked(&'a Item),
    /// The first one became the second.
    Renamed(&'a Item, &'a Item),
    /// They stand in another order.
    Moved,
}

impl ItemStep<'_> {
    /// Returns the item that it is about, if it is about one.
    pub fn item(&self) -> Option<ItemId> {
        match self {
            Self::Added(item) | Self::Removed(item) | Self::Ticked(item) | Self::Unticked(item) => {
                Some(item.id)
            }
            Self::Renamed(_, item) => Some(item.id),
            Self::Moved => None,
        }
    }
}

/// Returns what was done to a checklist.
pub fn item_steps<'a>(was: &'a [Item], now: &'a [Item]) -> Vec<ItemStep<'a>> {
    let find = |list: &'a [Item], like: &Item| list.iter().find(|item| item.id == like.id);
    let mut steps = Vec::new();
    for item in now {
        let Some(before) = find(was, item) else {
            steps.push(ItemStep::Added(item));
            continue;
        };
        if before.text != item.text {
            steps.push(ItemStep::Renamed(before, item));
        }
        match (before.done, item.done) {
            (false, true) => steps.push(ItemStep::Ticked(item)),
            (true, false) => steps.push(ItemStep::Unticked(item)),
            _ => {}
        }
    }
    let gone = was.iter().filter(|item| find(now, item).is_none());
    steps.extend(gone.map(ItemStep::Removed));
    let stayed = was.iter().filter(|item| find(now, item).is_some());
    let stay = now.iter().filter(|item| find(was, item).is_some());
    if !stayed.map(|item| item.id).eq(stay.map(|item| item.id)) {
        steps.push(ItemStep::Moved);
    }
    steps
}

/// Returns the links that were made (`true`) and those that were taken away.
pub fn link_steps<'a>(
    was: &'a BTreeSet<Link>,
    now: &'a BTreeSet<Link>,
) -> impl Iterator<Item = (bool, &'a Link)> {
    let made = now.difference(was).map(|link| (true, link));
    made.chain(was.difference(now).map(|link| (false, link)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_done_to_a_checklist_is_found() {
        let item = |id: i64, text: &str, done| Item {
            id: ItemId(id),
            text: text.to_owned(),
            done,
        };
        let was = [item(1, "a", false), item(2, "b", true), item(3, "c", false)];
        let now = [item(3, "d", true), item(1, "a", false), item(4, "e", false)];
        assert_eq!(
            item_steps(&was, &now),
            [
                ItemStep::Renamed(&was[2], &now[0]),
                ItemStep::Ticked(&now[0]),
                ItemStep::Added(&now[2]),
                ItemStep::Removed(&was[1]),
                ItemStep::Moved,
            ]
        );
        assert_eq!(item_steps(&was, &was), []);
    }
}
