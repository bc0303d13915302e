//! The rules of links: no card leads to itself, straight or through others, and a link goes with either of its cards.

use std::collections::BTreeSet;

use crate::board::{Board, Card, CardField, CardId, Link, LinkKind, Relation};
use crate::change::Diff;
use crate::edit::{Flaw, LINKS_MAX, Refusal};

use super::card_diff;

impl Board {
    pub(super) fn link(
        &self,
        card: CardId,
        relation: Relation,
        other: CardId,
        on: bool,
    ) -> Result<Option<Diff>, Refusal> {
        for id in [card, other] {
            self.need_card(id)?;
        }
        let (at, link) = relation.stored(card, other);
        let mut links = self.need_card(at)?.links.clone();
        if on {
            self.may_link(at, link)?;
            links.insert(link);
        } else {
            links.remove(&link);
        }
        self.set_fields(at, vec![CardField::Links(links)])
    }

    /// Refuses a link that would close a circle.
    pub(super) fn may_link(&self, at: CardId, link: Link) -> Result<(), Refusal> {
        let other = link.card;
        if at == other {
            return Err(Flaw::Itself(at).into());
        }
        let circle = match link.kind {
            LinkKind::Relates => false,
            kind => self.leading_to(at, kind)?.contains(&other),
        };
        if circle {
            return Err(circle_of(Relation::from(link.kind), at, other));
        }
        Ok(())
    }

    /// Returns a card and all that lead to it.
    fn leading_to(&self, id: CardId, kind: LinkKind) -> Result<BTreeSet<CardId>, Refusal> {
        let found = self.upstream(id, kind, LINKS_MAX + 1);
        if found.len() > LINKS_MAX {
            let (card, max) = (id, LINKS_MAX);
            return Err(Flaw::TooManyLead { card, max }.into());
        }
        Ok(found.into_iter().collect())
    }

    /// Returns the links that a new card has of its own, and the changes of the cards that have one to it.
    pub(super) fn links_of_new(
        &self,
        id: CardId,
        wanted: &[(Relation, CardId)],
    ) -> Result<(BTreeSet<Link>, Vec<Diff>), Refusal> {
        let mut own = BTreeSet::new();
        let mut others: BTreeSet<(CardId, LinkKind)> = BTreeSet::new();
        for (relation, other) in wanted {
            self.need_card(*other)?;
            match relation.stored(id, *other) {
                (at, link) if at == id => drop(own.insert(link)),
                (at, link) => drop(others.insert((at, link.kind))),
            }
        }
        let mut diffs = Vec::new();
        for (at, kind) in others {
            if kind != LinkKind::Relates {
                let before = self.leading_to(at, kind)?;
                if let Some(link) = own
                    .iter()
                    .find(|link| link.kind == kind && before.contains(&link.card))
                {
                    return Err(circle_of(Relation::from(kind), at, link.card));
                }
            }
            let card = self.need_card(at)?;
            diffs.push(with_links(card, |links| {
                links.insert(Link { kind, card: id });
            }));
        }
        Ok((own, diffs))
    }

    /// Returns the changes that take the links to a card off all others.
    pub(super) fn unlinked(&self, id: CardId) -> Result<Vec<Diff>, Refusal> {
        let linkers: BTreeSet<CardId> = self.linkers(id).map(|link| link.card).collect();
        let unlink = |at: CardId| {
            let card = self.need_card(at)?;
            Ok(with_links(card, |links| {
                links.retain(|link| link.card != id)
            }))
        };
        linkers.into_iter().map(unlink).collect()
    }

    /// Returns a card's links without what a change did to them; others' doing stays. A link to a card that is gone
    /// went with it.
    pub(super) fn revert_links(
        &self,
        card: &Card,
        before: &BTreeSet<Link>,
        after: &BTreeSet<Link>,
    ) -> Result<CardField, Refusal> {
        let mut links = card.links.clone();
        links.retain(|link| before.contains(link) || !after.contains(link));
        for link in before.difference(after) {
            if links.contains(link) || self.card(link.card).is_none() {
                continue;
            }
            self.may_link(card.id, *link)?;
            links.insert(*link);
        }
        Ok(CardField::Links(links))
    }
}

fn with_links(card: &Card, change: impl FnOnce(&mut BTreeSet<Link>)) -> Diff {
    let mut links = card.links.clone();
    change(&mut links);
    let after = CardField::Links(links);
    card_diff(card.id, vec![card.get(&after)], vec![after])
}

fn circle_of(relation: Relation, at: CardId, other: CardId) -> Refusal {
    match relation {
        Relation::Blocks | Relation::BlockedBy => Flaw::WaitsFor(at, other),
        Relation::Parent | Relation::Child | Relation::Relates => Flaw::IsUnder(at, other),
    }
    .into()
}
