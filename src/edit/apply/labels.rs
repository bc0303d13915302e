//! The rules of labels: on a card, and on all cards at once.

use crate::board::{Board, Card, CardField, CardId, LabelField, Paint};
use crate::change::{Diff, Touch};
use crate::edit::{Missing, Refusal, Subject, Thing};

use super::values::word;
use super::{card_diff, clash};

impl Board {
    pub(super) fn label(&self, id: CardId, label: &str, on: bool) -> Result<Option<Diff>, Refusal> {
        let label = word(label, Thing::Label)?;
        let mut labels = (*self.need_card(id)?.labels).clone();
        if on {
            labels.insert(label)
        } else {
            labels.remove(&label)
        };
        self.set_fields(id, vec![CardField::Labels(labels)])
    }

    pub(super) fn paint_label(
        &self,
        label: &str,
        color: Option<Paint>,
    ) -> Result<Option<Diff>, Refusal> {
        let label = word(label, Thing::Label)?;
        Ok(self.painting(&label, color))
    }

    /// Returns the other name on every card, and the colour under it.
    pub(super) fn rename_label(&self, label: &str, to: &str) -> Result<Vec<Diff>, Refusal> {
        let to = word(to, Thing::Label)?;
        let mut diffs = self.relabel(label, Some(&to))?;
        if let Some(color) = self.paint(label).filter(|_| label != to) {
            diffs.extend(self.painting(label, None));
            // A label that takes this one in keeps its own colour.
            let color = self.paint(&to).unwrap_or(color);
            diffs.extend(self.painting(&to, Some(color)));
        }
        Ok(diffs)
    }

    pub(super) fn remove_label(&self, label: &str) -> Result<Vec<Diff>, Refusal> {
        let mut diffs = self.relabel(label, None)?;
        diffs.extend(self.painting(label, None));
        Ok(diffs)
    }

    /// Returns the changes of the cards that have a label: another one in its place, or none.
    fn relabel(&self, label: &str, to: Option<&str>) -> Result<Vec<Diff>, Refusal> {
        let mut cards: Vec<&Card> = self
            .cards()
            .filter(|card| card.labels.contains(label))
            .collect();
        if cards.is_empty() && self.paint(label).is_none() {
            return Err(Refusal::NoSuch(Missing::Label(label.to_owned())));
        }
        if to == Some(label) {
            return Ok(Vec::new());
        }
        cards.sort_unstable_by_key(|card| card.id);
        let change = |card: &Card| {
            let mut labels = (*card.labels).clone();
            labels.remove(label);
            labels.extend(to.map(str::to_owned));
            let after = CardField::Labels(labels);
            card_diff(card.id, vec![card.get(&after)], vec![after])
        };
        Ok(cards.into_iter().map(change).collect())
    }

    fn painting(&self, label: &str, color: Option<Paint>) -> Option<Diff> {
        let was = self.paint(label);
        let fields = |color: Option<Paint>| color.map(|color| vec![LabelField::Color(color)]);
        (was != color).then(|| {
            Diff::Label(Touch {
                id: label.to_owned(),
                before: fields(was),
                after: fields(color),
            })
        })
    }

    pub(super) fn revert_label(
        &self,
        touch: &Touch<String, LabelField>,
    ) -> Result<Option<Diff>, Refusal> {
        let color = |side: &Option<Vec<LabelField>>| {
            let fields = side.as_deref().unwrap_or_default();
            fields.first().map(|LabelField::Color(color)| *color)
        };
        let (was, became, now) = (
            color(&touch.before),
            color(&touch.after),
            self.paint(&touch.id),
        );
        if now != became && now != was {
            let what = Subject::Label(touch.id.clone());
            return Err(clash(what, "color", was.into(), now.into()));
        }
        Ok(self.painting(&touch.id, was))
    }
}
