//! What a command did, told the same way by all of them.

use super::json;
use super::out::{Line, Out};
use super::words;
use crate::board::CardId;
use crate::change::Change;
use crate::format::json::ChangeJson;
use crate::store::Store;

/// Tells of one card: with JSON the card as it is now, else what happened.
pub(super) fn card(
    out: &mut Out,
    store: &Store,
    id: CardId,
    changes: &[Change],
) -> anyhow::Result<()> {
    if !out.json {
        return happened(out, store, changes);
    }
    match json::cards(store, &[id])?.first() {
        Some(card) => out.value(card),
        None => Err(crate::edit::Refusal::NoCard(id).into()),
    }
}

/// Tells of several cards: with JSON an array of them as they are now, else what happened.
pub(super) fn cards(
    out: &mut Out,
    store: &Store,
    ids: &[CardId],
    changes: &[Change],
) -> anyhow::Result<()> {
    match out.json {
        true => out.value(&json::cards(store, ids)?),
        false => happened(out, store, changes),
    }
}

/// Tells of changes: with JSON an array of them, else a line each.
pub(super) fn changes(out: &mut Out, store: &Store, changes: &[Change]) -> anyhow::Result<()> {
    if !out.json {
        return happened(out, store, changes);
    }
    let names = store.names(changes)?;
    let values: Vec<_> = changes
        .iter()
        .map(|change| ChangeJson::of(change, &names))
        .collect();
    out.value(&values)
}

/// Tells of changes, a line each.
pub(super) fn happened(out: &mut Out, store: &Store, changes: &[Change]) -> anyhow::Result<()> {
    if changes.is_empty() {
        return out.line(&Line::new("nothing to change: it is so already"));
    }
    let names = store.names(changes)?;
    for change in changes {
        out.row(&Line::new(&words::say(change, &names)))?;
    }
    Ok(())
}
