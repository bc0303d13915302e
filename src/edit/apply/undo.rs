//! The rules of undo: one change is taken back, unless the same fields were touched since.

use crate::board::{Birth, Board, CardField, CardId, ColumnField, ColumnId};
use crate::change::{Diff, Touch};
use crate::edit::Refusal;

use super::{clash, column_diff};

impl Board {
    pub(super) fn revert(&self, diff: &Diff) -> Result<Option<Diff>, Refusal> {
        match diff {
            Diff::Card(touch) => self.revert_card(touch),
            Diff::Column(touch) => self.revert_column(touch),
        }
    }

    pub(super) fn revert_card(
        &self,
        touch: &Touch<CardId, CardField>,
    ) -> Result<Option<Diff>, Refusal> {
        let id = touch.id;
        let Some(before) = &touch.before else {
            // It was added; it goes if nobody touched it.
            let card = self.need_card(id)?;
            for field in touch
                .after
                .iter()
                .flatten()
                .filter(|field| !matches!(field, CardField::Born(_)))
            {
                self.untouched(id, field, field)?;
            }
            let mut fields = card.fields();
            fields.push(card.get(&CardField::Born(Birth {
                created: card.created,
                rev: 0,
            })));
            return Ok(Some(Diff::Card(Touch {
                id,
                before: Some(fields),
                after: None,
            })));
        };
        let Some(after) = &touch.after else {
            // It was deleted; it comes back.
            if self.card(id).is_some() {
                return Err(Refusal::Invalid(format!("{id} is there again already")));
            }
            let archived = before.contains(&CardField::Archived(true));
            let back = |field: &CardField| match field {
                CardField::Place(spot) if !archived => {
                    self.free_spot(spot, id).map(CardField::Place)
                }
                field => Ok(field.clone()),
            };
            let fields = before.iter().map(back).collect::<Result<_, _>>()?;
            return Ok(Some(Diff::Card(Touch {
                id,
                before: None,
                after: Some(fields),
            })));
        };
        // An archived card takes nobody's place, so it goes back to exactly where it was.
        let archived = match before
            .iter()
            .find(|field| matches!(field, CardField::Archived(_)))
        {
            Some(field) => *field == CardField::Archived(true),
            None => self.need_card(id)?.archived,
        };
        let mut to = Vec::with_capacity(before.len());
        for before in before {
            // Both sides hold the same fields; their order is the writer's.
            let Some(after) = after.iter().find(|after| after.name() == before.name()) else {
                continue;
            };
            to.push(match (before, after) {
                // Labels that others put on or took off meanwhile stay so.
                (CardField::Labels(before), CardField::Labels(after)) => {
                    let mut labels = self.need_card(id)?.labels.clone();
                    labels.extend(before.difference(after).cloned());
                    labels.retain(|label| before.contains(label) || !after.contains(label));
                    CardField::Labels(labels)
                }
                (CardField::Place(spot), after) if !archived => {
                    self.untouched(id, after, before)?;
                    CardField::Place(self.free_spot(spot, id)?)
                }
                (CardField::Detail(before), CardField::Detail(after)) => {
                    self.revert_detail(id, before, after)?
                }
                (before, after) => {
                    self.untouched(id, after, before)?;
                    before.clone()
                }
            });
        }
        if to.contains(&CardField::Archived(false))
            && !to.iter().any(|field| matches!(field, CardField::Place(_)))
        {
            let place = self.need_card(id)?.place.clone();
            to.push(CardField::Place(self.free_spot(&place, id)?));
        }
        self.set_fields(id, to)
    }

    /// Refuses when a card's field is not what a change left it as.
    pub(super) fn untouched(
        &self,
        id: CardId,
        left: &CardField,
        want: &CardField,
    ) -> Result<(), Refusal> {
        let now = self.need_card(id)?.get(left);
        if now == *left {
            return Ok(());
        }
        let say = |field: &CardField| match field {
            CardField::Detail(detail) => detail.to_string(),
            CardField::Labels(labels) => labels.iter().cloned().collect::<Vec<_>>().join(" "),
            CardField::Archived(true) => "archived".to_owned(),
            CardField::Archived(false) => "on the board".to_owned(),
            CardField::Place(spot) => match self.column(spot.column) {
                Some(column) => format!("in {}", column.name),
                None => spot.column.to_string(),
            },
            CardField::Born(_) => String::new(),
        };
        Err(clash(id.to_string(), left.name(), say(want), say(&now)))
    }

    pub(super) fn revert_column(
        &self,
        touch: &Touch<ColumnId, ColumnField>,
    ) -> Result<Option<Diff>, Refusal> {
        let id = touch.id;
        let untouched = |field: &ColumnField, want: &ColumnField| {
            let column = self.need_column(id)?;
            let now = column.get(field);
            let say = |field: &ColumnField| match field {
                ColumnField::Name(name) => name.clone(),
                ColumnField::Limit(limit) => {
                    limit.map_or("none".to_owned(), |limit| limit.to_string())
                }
                ColumnField::Rank(rank) => format!("at {rank}"),
            };
            if now == *field {
                return Ok(());
            }
            Err(clash(
                format!("column “{}”", column.name),
                field.name(),
                say(want),
                say(&now),
            ))
        };
        match (&touch.before, &touch.after) {
            (None, after) => {
                for field in after.iter().flatten() {
                    untouched(field, field)?;
                }
                self.empty_column(id, None)?;
                Ok(column_diff(id, Some(self.need_column(id)?.fields()), None))
            }
            (Some(before), None) => {
                if self.column(id).is_some() {
                    return Err(Refusal::Invalid(format!("{id} is there again already")));
                }
                for field in before {
                    if let ColumnField::Name(name) = field {
                        self.free_name(name, None)?;
                    }
                }
                Ok(column_diff(id, None, Some(before.clone())))
            }
            (Some(before), Some(after)) => {
                for before in before {
                    if let Some(after) = after.iter().find(|after| after.name() == before.name()) {
                        untouched(after, before)?;
                    }
                    if let ColumnField::Name(name) = before {
                        self.free_name(name, Some(id))?;
                    }
                }
                let column = self.need_column(id)?;
                let now = before.iter().map(|field| column.get(field)).collect();
                Ok(column_diff(id, Some(now), Some(before.clone())))
            }
        }
    }
}
