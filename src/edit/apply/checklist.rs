//! The rules of checklists, and how a change of one is taken back item by item.

use std::collections::HashSet;

use crate::board::{Board, Card, CardField, CardId, Item, ItemId};
use crate::change::Diff;
use crate::edit::{
    Flaw, ITEMS_MAX, ItemAct, Missing, Refusal, Slot, Subject, TITLE_MAX, Thing, Value,
};

use super::clash;
use super::values::line;

impl Board {
    pub(super) fn set_item(&self, id: CardId, act: &ItemAct) -> Result<Option<Diff>, Refusal> {
        let card = self.need_card(id)?;
        let mut items = card.checklist.clone();
        let find = |item: ItemId| {
            let at = card.checklist.iter().position(|there| there.id == item);
            at.ok_or(Refusal::NoSuch(Missing::Item(id, item)))
        };
        match act {
            ItemAct::Add { text, done, at } => {
                let item = new_item(card.next_item(), text, *done)?;
                let at = slot(&items, *at).unwrap_or(items.len());
                items.insert(at, item);
                fits(items.len())?;
            }
            ItemAct::Tick { item, done } => items[find(*item)?].done = *done,
            ItemAct::Rename { item, text, base } => {
                let (at, text) = (find(*item)?, line(text, Thing::Item, TITLE_MAX)?);
                let now = &mut items[at].text;
                if base
                    .as_ref()
                    .is_some_and(|base| base != now && text != *now)
                {
                    let what = Subject::Item(*item, id);
                    let (yours, theirs) = (Value::Text(text), Value::Text(now.clone()));
                    return Err(clash(what, "text", yours, theirs));
                }
                *now = text;
            }
            ItemAct::Move { item, at } => {
                let taken = items.remove(find(*item)?);
                // Next to itself, or to an item that is gone: it stays.
                let Some(at) = slot(&items, *at) else {
                    return Ok(None);
                };
                items.insert(at, taken);
            }
            ItemAct::Remove { item } => drop(items.remove(find(*item)?)),
        }
        self.set_fields(id, vec![CardField::Checklist(items)])
    }

    /// Returns the checklist without what a change did to it.
    pub(super) fn revert_checklist(
        &self,
        card: &Card,
        before: &[Item],
        after: &[Item],
    ) -> Result<CardField, Refusal> {
        let TakenBack { items, touched } = take_back(before, after, &card.checklist);
        if touched && items == card.checklist {
            let say = |items: &[Item]| {
                let texts: Vec<&str> = items.iter().map(|item| item.text.as_str()).collect();
                Value::Text(texts.join(", "))
            };
            let (yours, theirs) = (say(before), say(&card.checklist));
            return Err(clash(Subject::Card(card.id), "checklist", yours, theirs));
        }
        Ok(CardField::Checklist(items))
    }
}

/// Returns an item as it may be saved.
pub(super) fn new_item(id: ItemId, text: &str, done: bool) -> Result<Item, Refusal> {
    let text = line(text, Thing::Item, TITLE_MAX)?;
    Ok(Item { id, text, done })
}

/// Refuses a checklist that is too long: the journal holds it whole for each change of it.
pub(super) fn fits(items: usize) -> Result<(), Refusal> {
    if items > ITEMS_MAX {
        let (is, max) = (items, ITEMS_MAX);
        return Err(Flaw::LongList { is, max }.into());
    }
    Ok(())
}

/// Returns where in a list that is; `None` when the neighbour is not in it.
fn slot(items: &[Item], at: Slot) -> Option<usize> {
    let find = |id: ItemId| items.iter().position(|item| item.id == id);
    match at {
        Slot::First => Some(0),
        Slot::Last => Some(items.len()),
        Slot::Before(item) => find(item),
        Slot::After(item) => find(item).map(|at| at + 1),
    }
}

/// What is left of a checklist when one change of it is taken back.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct TakenBack {
    pub(super) items: Vec<Item>,
    /// Whether something stays because others touched it since.
    pub(super) touched: bool,
}

/// Takes the step from `before` to `after` back in the list as it is `now`, item by item: what others did to the list
/// meanwhile stays.
pub(super) fn take_back(before: &[Item], after: &[Item], now: &[Item]) -> TakenBack {
    let find = |list: &[Item], id: ItemId| list.iter().find(|item| item.id == id).cloned();
    let mut touched = false;
    let mut items = Vec::with_capacity(now.len());
    for item in now {
        let mut item = item.clone();
        match (find(before, item.id), find(after, item.id)) {
            (None, Some(after)) if item == after => continue,
            (None, Some(_)) => touched = true,
            (Some(before), Some(after)) => {
                touched |= revert(&mut item.text, before.text, &after.text);
                touched |= revert(&mut item.done, before.done, &after.done);
            }
            (_, None) => {}
        }
        items.push(item);
    }
    touched |= !reorder(before, after, &mut items);
    let kept: HashSet<ItemId> = after.iter().map(|item| item.id).collect();
    for (at, item) in before.iter().enumerate() {
        if kept.contains(&item.id) || items.iter().any(|there| there.id == item.id) {
            continue;
        }
        // Below the nearest item that stood above it and is still there.
        let above = before[..at].iter().rev();
        let place = above
            .filter_map(|above| items.iter().position(|there| there.id == above.id))
            .next();
        items.insert(place.map_or(0, |place| place + 1), item.clone());
    }
    TakenBack { items, touched }
}

/// Gives a value back unless others changed it since; tells whether they did.
fn revert<T: PartialEq>(now: &mut T, before: T, after: &T) -> bool {
    if before == *after || *now == before {
        return false;
    }
    let touched = now != after;
    if !touched {
        *now = before;
    }
    touched
}

/// Puts the items back into the order they had; `false` when others have put them into another one since.
fn reorder(before: &[Item], after: &[Item], items: &mut [Item]) -> bool {
    let there: HashSet<ItemId> = items.iter().map(|item| item.id).collect();
    let ids = |list: &[Item], in_other: &[Item]| -> Vec<ItemId> {
        let other: HashSet<ItemId> = in_other.iter().map(|item| item.id).collect();
        let both = |id: &ItemId| there.contains(id) && other.contains(id);
        list.iter().map(|item| item.id).filter(both).collect()
    };
    let (was, became) = (ids(before, after), ids(after, before));
    if was == became {
        return true;
    }
    let common: HashSet<ItemId> = was.iter().copied().collect();
    let slots: Vec<usize> = (0..items.len())
        .filter(|at| common.contains(&items[*at].id))
        .collect();
    let is: Vec<ItemId> = slots.iter().map(|at| items[*at].id).collect();
    if is != became {
        return is == was;
    }
    let taken: Vec<Item> = slots.iter().map(|at| items[*at].clone()).collect();
    for (slot, id) in slots.into_iter().zip(was) {
        if let Some(item) = taken.iter().find(|item| item.id == id) {
            items[slot] = item.clone();
        }
    }
    true
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Reads `1a 2b! 3c`: number, text, ticked off.
    fn list(text: &str) -> Vec<Item> {
        let item = |word: &str| Item {
            id: ItemId(word[..1].parse().expect("a number")),
            text: word[1..].trim_end_matches('!').to_owned(),
            done: word.ends_with('!'),
        };
        text.split_whitespace().map(item).collect()
    }

    #[test]
    fn what_others_did_to_the_list_stays() {
        let table = [
            // Nobody else was there: the list is what it was.
            ("1a 2b", "1a! 2b", "1a! 2b", "1a 2b", false),
            ("1a 2b", "1a", "1a", "1a 2b", false),
            ("1a 2b 3c", "2b 3c 1a", "2b 3c 1a", "1a 2b 3c", false),
            ("1a", "1a 2b", "1a 2b", "1a", false),
            // Others ticked, added and removed other items.
            ("1a 2b", "1a! 2b", "1a! 2b! 3c", "1a 2b! 3c", false),
            ("1a 2b", "2b", "4d 2b!", "1a 4d 2b!", false),
            ("1a 2b 3c", "2b 3c 1a", "2b 4d 1a", "1a 4d 2b", false),
            ("1a 2b", "1a! 2b", "2b", "2b", false),
            // Others touched the same: theirs stays.
            ("1a", "1b", "1c", "1c", true),
            ("1a", "1a 2b", "1a 2b!", "1a 2b!", true),
            ("1a 2b 3c", "2b 1a 3c", "3c 2b 1a", "3c 2b 1a", true),
            // It is so again already.
            ("1a", "1a!", "1a", "1a", false),
            ("1a 2b", "1a", "1a 2b", "1a 2b", false),
        ];
        for (before, after, now, expected, touched) in table {
            let back = take_back(&list(before), &list(after), &list(now));
            let items = list(expected);
            assert_eq!(
                back,
                TakenBack { items, touched },
                "{before} | {after} | {now}"
            );
        }
    }
}
