//! The rules of undo: one change is taken back, unless the same fields were touched since.

use crate::board::{Board, Card, CardField, CardId, Remark, Spot};
use crate::change::{Diff, Touch};
use crate::edit::{Flaw, Refusal, Subject, Value};

use super::clash;

impl Board {
    pub(super) fn revert(&self, diff: &Diff) -> Result<Option<Diff>, Refusal> {
        match diff {
            Diff::Card(touch) => match (&touch.before, &touch.after) {
                (None, after) => self.revert_adding(touch.id, after.as_deref().unwrap_or_default()),
                (Some(before), None) => self.revert_deleting(touch.id, before),
                (Some(before), Some(after)) => self.revert_touching(touch.id, before, after),
            },
            Diff::Column(touch) => self.revert_column(touch),
            Diff::Label(touch) => self.revert_label(touch),
        }
    }

    /// It was added; it goes if nobody touched it.
    fn revert_adding(&self, id: CardId, after: &[CardField]) -> Result<Option<Diff>, Refusal> {
        let card = self.need_card(id)?;
        let mut given = Card::blank(id, card.created);
        after.iter().for_each(|field| given.put(field.clone()));
        for field in given.fields().iter().chain(&card.fields()) {
            let left = given.get(field);
            self.untouched(id, &left, &left)?;
        }
        if let Some(link) = self.linkers(id).next() {
            let theirs = Value::LinkedFrom(link.card);
            return Err(clash(Subject::Card(id), "links", Value::None, theirs));
        }
        let mut fields = card.fields();
        fields.push(CardField::Born(card.birth()));
        Ok(Some(Diff::Card(Touch {
            id,
            before: Some(fields),
            after: None,
        })))
    }

    /// It was deleted; it comes back.
    fn revert_deleting(&self, id: CardId, before: &[CardField]) -> Result<Option<Diff>, Refusal> {
        if self.card(id).is_some() {
            return Err(Flaw::Back(id.to_string()).into());
        }
        let archived = before.contains(&CardField::Archived(true));
        let back = |field: &CardField| match field {
            CardField::Place(spot) => self.spot_back(spot, id, archived).map(CardField::Place),
            CardField::Links(links) => {
                let mut links = links.clone();
                links.retain(|link| self.card(link.card).is_some());
                Ok(CardField::Links(links))
            }
            field => Ok(field.clone()),
        };
        let fields = before.iter().map(back).collect::<Result<_, _>>()?;
        Ok(Some(Diff::Card(Touch {
            id,
            before: None,
            after: Some(fields),
        })))
    }

    fn revert_touching(
        &self,
        id: CardId,
        before: &[CardField],
        after: &[CardField],
    ) -> Result<Option<Diff>, Refusal> {
        let card = match self.card(id) {
            Some(card) => card,
            // The links of a card go with it: there is none to bring back.
            None if matches!(before, [CardField::Links(_)]) => return Ok(None),
            None => return Err(Refusal::NoCard(id)),
        };
        let archived = match before
            .iter()
            .find(|field| matches!(field, CardField::Archived(_)))
        {
            Some(field) => *field == CardField::Archived(true),
            None => card.archived,
        };
        let mut to = Vec::with_capacity(before.len());
        for before in before {
            // Both sides hold the same fields; their order is the writer's.
            let Some(after) = after.iter().find(|after| after.name() == before.name()) else {
                continue;
            };
            to.push(match (before, after) {
                // What others did to these lists meanwhile stays so.
                (CardField::Labels(before), CardField::Labels(after)) => {
                    let mut labels = (*card.labels).clone();
                    labels.extend(before.difference(after).cloned());
                    labels.retain(|label| before.contains(label) || !after.contains(label));
                    CardField::Labels(labels)
                }
                (CardField::Checklist(before), CardField::Checklist(after)) => {
                    self.revert_checklist(card, before, after)?
                }
                (CardField::Links(before), CardField::Links(after)) => {
                    self.revert_links(card, before, after)?
                }
                (CardField::Place(spot), after) => {
                    self.untouched(id, after, before)?;
                    CardField::Place(self.spot_back(spot, id, archived)?)
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
            to.push(CardField::Place(self.free_spot(&card.place, id)?));
        }
        self.set_fields(id, to)
    }

    /// Returns the spot that a card goes back to. An archived card takes nobody's place, so it goes back to exactly where
    /// it was.
    fn spot_back(&self, spot: &Spot, id: CardId, archived: bool) -> Result<Spot, Refusal> {
        match archived {
            true => self.need_column(spot.column).map(|_| spot.clone()),
            false => self.free_spot(spot, id),
        }
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
        // Comments are touched one by one.
        let field = match left {
            CardField::Comments(_) => "comment",
            left => left.name(),
        };
        let (yours, theirs) = (self.in_words(want), self.in_words(&now));
        Err(clash(Subject::Card(id), field, yours, theirs))
    }

    fn in_words(&self, field: &CardField) -> Value {
        let text = match field {
            CardField::Detail(detail) => return detail.into(),
            CardField::Labels(labels) => labels.iter().cloned().collect::<Vec<_>>().join(" "),
            CardField::Checklist(items) => {
                let texts: Vec<&str> = items.iter().map(|item| item.text.as_str()).collect();
                texts.join(", ")
            }
            CardField::Comment(Remark::Said(comment)) => comment.text.clone(),
            CardField::Comment(Remark::Unsaid { .. }) => return Value::None,
            CardField::Comments(comments) => return Value::Comments(comments.len()),
            CardField::Links(links) => return Value::Links(links.iter().copied().collect()),
            CardField::Archived(archived) => return Value::Archived(*archived),
            CardField::Place(spot) => return self.standing_in(spot.column),
            CardField::Born(_) => String::new(),
        };
        Value::Text(text)
    }
}
