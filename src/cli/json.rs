//! What scripts get, read from the store.

use serde::Serialize;

use crate::board::CardId;
use crate::edit::{Clash, Need};
use crate::format::json::CardJson;
use crate::store::Store;

/// A clash as scripts get it.
#[derive(Debug, Serialize)]
pub(super) struct ClashJson<'a> {
    refused: &'static str,
    what: String,
    field: &'a str,
    yours: String,
    theirs: String,
    by: Option<&'a str>,
}

/// Returns a clash for scripts.
pub(super) fn clash(clash: &Clash) -> ClashJson<'_> {
    ClashJson {
        refused: "clash",
        what: clash.what.to_string(),
        field: clash.field,
        yours: clash.yours.to_string(),
        theirs: clash.theirs.to_string(),
        by: clash.by.as_deref(),
    }
}

/// Reads the cards of those numbers as they are now; one that is gone is left out.
pub(super) fn cards(store: &Store, ids: &[CardId]) -> anyhow::Result<Vec<CardJson>> {
    let needs: Vec<Need> = ids.iter().map(|id| Need::Linked(*id)).collect();
    let part = store.part(&needs)?;
    let found = ids.iter().filter_map(|id| part.card(*id));
    found
        .map(|card| Ok(CardJson::of(card, &part, store.position(card.id)?)))
        .collect()
}
