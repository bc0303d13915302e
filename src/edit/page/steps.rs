//! The checklist on a page: lines of `- [ ] text`, told apart by their texts, for they show no numbers.

use crate::board::{Card, Item, ItemId};
use crate::edit::{Act, ItemAct, Slot};

/// A step of the checklist, as it is written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Step {
    pub(super) text: String,
    pub(super) done: bool,
}

/// Returns the checklist of a card as a value of TOML.
pub(super) fn write(card: &Card) -> String {
    let line = |item: &Item| {
        let mark = if item.done { 'x' } else { ' ' };
        format!("- [{mark}] {}\n", even(&item.text))
    };
    let lines: String = card.checklist.iter().map(line).collect();
    match lines.is_empty() {
        true => "'''\n'''".to_owned(),
        false => super::write::quote_lines(&lines),
    }
}

/// Reads the lines. A line without a box is a step that is not done.
pub(super) fn read(lines: &str) -> Vec<Step> {
    let step = |line: &str| {
        let line = line.trim();
        let line = line.strip_prefix(['-', '*']).unwrap_or(line).trim_start();
        let boxes = [("[ ]", false), ("[]", false), ("[x]", true), ("[X]", true)];
        let boxed = boxes
            .into_iter()
            .find_map(|(mark, done)| Some((line.strip_prefix(mark)?, done)));
        let (text, done) = boxed.unwrap_or((line, false));
        let text = even(text);
        Step { text, done }
    };
    lines
        .lines()
        .map(step)
        .filter(|step| !step.text.is_empty())
        .collect()
}

/// Returns the text of an item as it stands on a page.
fn even(text: &str) -> String {
    let even = text.replace(|letter: char| letter.is_control(), " ");
    even.trim().to_owned()
}

/// Returns what makes the checklist that was into the one that is written. What others took away `now` stays away,
/// but for a step that was written anew.
pub(super) fn acts(was: &Card, now: &Card, steps: &[Step]) -> Vec<Act> {
    let there = |id: ItemId| now.checklist.iter().any(|item| item.id == id);
    let pairs = pair(&was.checklist, steps);
    let stays = |item: &Item| pairs.iter().flatten().any(|old| old.id == item.id);
    let gone = was
        .checklist
        .iter()
        .filter(|item| !stays(item) && there(item.id));
    let mut acts: Vec<ItemAct> = gone.map(|item| ItemAct::Remove { item: item.id }).collect();
    let kept: Vec<(&Item, &Step)> = pairs
        .iter()
        .zip(steps)
        .filter_map(|(old, step)| Some(((*old)?, step)))
        .filter(|(old, _)| there(old.id))
        .collect();
    for (old, step) in &kept {
        let (item, text) = (old.id, step.text.clone());
        if text != even(&old.text) {
            let base = Some(old.text.clone());
            acts.push(ItemAct::Rename { item, text, base });
        }
        if step.done != old.done {
            let done = step.done;
            acts.push(ItemAct::Tick { item, done });
        }
    }
    acts.extend(moves(&was.checklist, &kept));
    // From below, so that those that follow each other come out in their order.
    let mut above: Vec<Slot> = Vec::with_capacity(steps.len());
    let mut last = Slot::First;
    for old in &pairs {
        above.push(last);
        if let Some(old) = old.filter(|old| there(old.id)) {
            last = Slot::After(old.id);
        }
    }
    for ((old, step), at) in pairs.iter().zip(steps).zip(above).rev() {
        let renamed = |old: &Item| step.text != even(&old.text);
        let is_new = old.is_none_or(|old| !there(old.id) && renamed(old));
        if is_new {
            let (text, done) = (step.text.clone(), step.done);
            acts.push(ItemAct::Add { text, done, at });
        }
    }
    let card = was.id;
    acts.into_iter()
        .map(|act| Act::Item { card, act })
        .collect()
}

/// Returns the item that each step was: the one of the same text, or the one that was in its place.
fn pair<'a>(items: &'a [Item], steps: &[Step]) -> Vec<Option<&'a Item>> {
    let mut free: Vec<Option<&Item>> = items.iter().map(Some).collect();
    let same = |step: &Step, free: &mut Vec<Option<&'a Item>>| {
        let is_it = |item: &Option<&Item>| item.is_some_and(|item| even(&item.text) == step.text);
        free.iter().position(is_it).and_then(|at| free[at].take())
    };
    let mut pairs: Vec<Option<&Item>> = steps.iter().map(|step| same(step, &mut free)).collect();
    // What is left over right below the same neighbour was renamed.
    let mut next = 0;
    for pair in &mut pairs {
        let renamed = || free.get_mut(next).and_then(Option::take);
        *pair = pair.or_else(renamed);
        if let Some(item) = pair {
            let at = items.iter().position(|other| other.id == item.id);
            next = at.map_or(next, |at| at + 1);
        }
    }
    pairs
}

/// Returns the moves that bring the items into the order in which they are kept, the fewest there are.
fn moves(was: &[Item], kept: &[(&Item, &Step)]) -> Vec<ItemAct> {
    let rank = |item: &Item| was.iter().position(|other| other.id == item.id);
    let ranks: Vec<Option<usize>> = kept.iter().map(|(item, _)| rank(item)).collect();
    let still = longest_rise(&ranks);
    let mut moves = Vec::new();
    for (at, (item, _)) in kept.iter().enumerate() {
        if !still.contains(&at) {
            let above = at.checked_sub(1).map(|at| kept[at].0.id);
            let (item, at) = (item.id, above.map_or(Slot::First, Slot::After));
            moves.push(ItemAct::Move { item, at });
        }
    }
    moves
}

/// Returns where the longest run of rising numbers stands, gaps left out.
fn longest_rise<T: Ord>(numbers: &[T]) -> Vec<usize> {
    // For each length, where the run of that length ends that ends lowest; and before each number, the one before it.
    let mut ends: Vec<usize> = Vec::new();
    let mut before: Vec<Option<usize>> = Vec::with_capacity(numbers.len());
    for (at, number) in numbers.iter().enumerate() {
        let length = ends.partition_point(|end| numbers[*end] < *number);
        before.push(length.checked_sub(1).map(|last| ends[last]));
        match ends.get_mut(length) {
            Some(end) => *end = at,
            None => ends.push(at),
        }
    }
    let mut run: Vec<usize> =
        std::iter::successors(ends.last().copied(), |at| before[*at]).collect();
    run.reverse();
    run
}
