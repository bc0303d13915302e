//! Links between cards: stored once, at one of the two, and seen from both.

use std::collections::{BTreeSet, HashSet};

use serde::{Deserialize, Serialize};

use super::{Board, Card, CardId};

/// What a link that is stored says of the card it is stored at.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum LinkKind {
    /// It must be done before the other one.
    Blocks,
    /// It is the whole that the other one is a part of.
    Parent,
    /// It has to do with the other one; stored at the card with the lower number.
    Relates,
}

impl LinkKind {
    /// Every kind.
    pub const ALL: [Self; 3] = [Self::Blocks, Self::Parent, Self::Relates];

    /// Returns the word that names it, as the table spells it.
    pub fn name(self) -> &'static str {
        Relation::from(self).name()
    }

    /// Finds a kind by its word.
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.name() == word)
    }
}

/// A link as it is stored at a card.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Link {
    /// What the card is to the other one.
    pub kind: LinkKind,
    /// The other one.
    pub card: CardId,
}

/// What a card is to another one: it blocks it, is blocked by it, is its parent or child, or relates to it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[expect(missing_docs, reason = "the type says it")]
pub enum Relation {
    Blocks,
    BlockedBy,
    Parent,
    Child,
    Relates,
}

impl From<LinkKind> for Relation {
    fn from(kind: LinkKind) -> Self {
        match kind {
            LinkKind::Blocks => Self::Blocks,
            LinkKind::Parent => Self::Parent,
            LinkKind::Relates => Self::Relates,
        }
    }
}

impl Relation {
    /// Returns the word that names it in JSON.
    pub fn name(self) -> &'static str {
        match self {
            Self::Blocks => "blocks",
            Self::BlockedBy => "blocked_by",
            Self::Parent => "parent",
            Self::Child => "child",
            Self::Relates => "relates",
        }
    }

    /// Returns what it is in a sentence: “#3 *is blocked by* #5”.
    pub fn words(self) -> &'static str {
        match self {
            Self::Blocks => "blocks",
            Self::BlockedBy => "is blocked by",
            Self::Parent => "is the parent of",
            Self::Child => "is a child of",
            Self::Relates => "relates to",
        }
    }

    /// Returns what the other card is to this one.
    pub fn inverse(self) -> Self {
        match self {
            Self::Blocks => Self::BlockedBy,
            Self::BlockedBy => Self::Blocks,
            Self::Parent => Self::Child,
            Self::Child => Self::Parent,
            Self::Relates => Self::Relates,
        }
    }

    /// Returns how it is stored between a card and another one: at which of them, and what.
    pub(crate) fn stored(self, card: CardId, other: CardId) -> (CardId, Link) {
        let (kind, turned) = match self {
            Self::Blocks => (LinkKind::Blocks, false),
            Self::BlockedBy => (LinkKind::Blocks, true),
            Self::Parent => (LinkKind::Parent, false),
            Self::Child => (LinkKind::Parent, true),
            Self::Relates => (LinkKind::Relates, other < card),
        };
        match turned {
            false => (card, Link { kind, card: other }),
            true => (other, Link { kind, card }),
        }
    }
}

impl Board {
    /// Returns a card's links, its own and those that others have to it, as seen from it.
    pub fn links(&self, card: &Card) -> Vec<(Relation, CardId)> {
        let own = card.links.iter();
        let own = own.map(|link| (Relation::from(link.kind), link.card));
        let others = self.linkers(card.id);
        let others = others.map(|link| (Relation::from(link.kind).inverse(), link.card));
        let mut links: Vec<_> = own.chain(others).collect();
        links.sort_unstable();
        links
    }

    /// Tells whether a card has any links, its own or others' to it.
    pub fn is_linked(&self, card: &Card) -> bool {
        !card.links.is_empty() || self.linked.contains_key(&card.id)
    }

    /// Returns the cards that must be done before that one and are not: neither archived nor in a done column.
    pub fn open_blockers(&self, card: &Card) -> impl Iterator<Item = &Card> {
        self.linkers(card.id)
            .filter(|link| link.kind == LinkKind::Blocks)
            .filter_map(|link| self.card(link.card))
            .filter(|blocker| !blocker.archived && !self.is_done(blocker))
    }

    /// Tells whether a card cannot go on: for a reason it states, or because of a card before it that is not done.
    pub fn is_blocked(&self, card: &Card) -> bool {
        card.blocked.is_some() || self.open_blockers(card).next().is_some()
    }

    /// Returns the links that other cards have to that one: what they are to it, and which they are.
    pub(crate) fn linkers(&self, id: CardId) -> impl Iterator<Item = Link> {
        self.linked.get(&id).into_iter().flatten().copied()
    }

    /// Returns a card and all that lead to it by links of a kind, but no more than `most`.
    pub(crate) fn upstream(&self, id: CardId, kind: LinkKind, most: usize) -> HashSet<CardId> {
        let mut found = HashSet::from([id]);
        let mut open = vec![id];
        while let Some(id) = open.pop() {
            for link in self.linkers(id).filter(|link| link.kind == kind) {
                if found.len() < most && found.insert(link.card) {
                    open.push(link.card);
                }
            }
        }
        found
    }

    /// Notes a card's own links at the cards they lead to.
    pub(super) fn tie(&mut self, id: CardId) {
        let links = self.cards.get(&id).into_iter().flat_map(|card| &card.links);
        for link in links {
            let back = Link {
                kind: link.kind,
                card: id,
            };
            self.linked.entry(link.card).or_default().insert(back);
        }
    }

    /// Takes the notes away again.
    pub(super) fn untie(&mut self, id: CardId) {
        let links = self.cards.get(&id).into_iter().flat_map(|card| &card.links);
        for link in links {
            let back = Link {
                kind: link.kind,
                card: id,
            };
            let left = self.linked.get_mut(&link.card).map(|set| {
                set.remove(&back);
                set.len()
            });
            if left == Some(0) {
                self.linked.remove(&link.card);
            }
        }
    }
}

/// The links that lead to each card: what the other card is to it, and which that is.
pub(super) type Linked = std::collections::HashMap<CardId, BTreeSet<Link>>;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_link_is_stored_the_same_from_both_sides() {
        use Relation::{BlockedBy, Blocks, Child, Parent, Relates};
        let (one, two) = (CardId(1), CardId(2));
        for relation in [Blocks, BlockedBy, Parent, Child, Relates] {
            let stored = relation.stored(one, two);
            assert_eq!(stored, relation.inverse().stored(two, one), "{relation:?}");
            let (at, link) = stored;
            assert_eq!((at == one, link.card == two), (at == one, at == one));
            let json = serde_json::to_value(relation).expect("JSON");
            assert_eq!(json, relation.name());
        }
        for kind in LinkKind::ALL {
            assert_eq!(LinkKind::parse(kind.name()), Some(kind));
            assert_eq!(serde_json::to_value(kind).expect("JSON"), kind.name());
        }
    }
}
