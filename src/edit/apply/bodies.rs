//! The rule of texts of many lines: what two people changed in different lines is made one.

use crate::board::{Board, CardField, CardId, Detail};
use crate::edit::Refusal;
use crate::edit::merge::merge;

use super::values::valid;

impl Board {
    /// Returns the value that a detail has once a change of it is taken back. What others wrote in other lines of a
    /// body meanwhile stays.
    pub(super) fn revert_detail(
        &self,
        id: CardId,
        before: &Detail,
        after: &Detail,
    ) -> Result<CardField, Refusal> {
        let now = self.need_card(id)?.detail(after);
        if now != *after
            && let Some(detail) = merged(after, before, &now)?
        {
            return Ok(CardField::Detail(detail));
        }
        let [before, after] = [before, after].map(|detail| CardField::Detail(detail.clone()));
        self.untouched(id, &after, &before)?;
        Ok(before)
    }
}

/// Returns two values of a detail made one, if they can be.
pub(super) fn merged(
    base: &Detail,
    mine: &Detail,
    theirs: &Detail,
) -> Result<Option<Detail>, Refusal> {
    let (Detail::Body(base), Detail::Body(mine), Detail::Body(theirs)) = (base, mine, theirs)
    else {
        return Ok(None);
    };
    let body = merge(base, mine, theirs).map(Detail::Body);
    body.map(|body| valid(&body)).transpose()
}
