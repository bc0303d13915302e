//! What a card has several of: labels, items, comments, links.

use std::collections::{BTreeSet, HashMap, HashSet};
use std::sync::Arc;

use jiff::Timestamp;
use rusqlite::{Connection, Params, Row};

use super::text;
use crate::board::{Card, CardId, Comment, CommentId, Item, ItemId, Link, LinkKind};

/// What cards have several of, by card.
#[derive(Default)]
pub(super) struct Lists {
    labels: HashMap<CardId, Arc<BTreeSet<String>>>,
    items: HashMap<CardId, Vec<Item>>,
    comments: HashMap<CardId, Vec<Comment>>,
    links: HashMap<CardId, BTreeSet<Link>>,
}

/// The labels read so far. On a large board many cards have the same ones: they are kept once.
#[derive(Default)]
struct Shared {
    /// The card whose labels are being read, and those.
    open: Option<(CardId, BTreeSet<String>)>,
    sets: HashSet<Arc<BTreeSet<String>>>,
}

impl Shared {
    /// Takes in a label; those of one card come one after the other.
    fn add(
        &mut self,
        card: CardId,
        label: String,
        to: &mut HashMap<CardId, Arc<BTreeSet<String>>>,
    ) {
        if self.open.as_ref().is_some_and(|(open, _)| *open != card) {
            self.finish(to);
        }
        let (_, labels) = self.open.get_or_insert_with(|| (card, BTreeSet::new()));
        labels.insert(label);
    }

    /// Gives the card its labels.
    fn finish(&mut self, to: &mut HashMap<CardId, Arc<BTreeSet<String>>>) {
        let Some((card, labels)) = self.open.take() else {
            return;
        };
        let shared = self.sets.get(&labels).cloned().unwrap_or_else(|| {
            let shared = Arc::new(labels);
            self.sets.insert(Arc::clone(&shared));
            shared
        });
        to.insert(card, shared);
    }
}

/// What asks for the lists of some cards. Put together when the program is built: every edit asks.
struct Queries {
    labels: &'static str,
    items: &'static str,
    comments: &'static str,
    links: &'static str,
}

macro_rules! queries {
    ($which:literal) => {
        Queries {
            labels: concat!(
                "SELECT card_id, label FROM card_label ",
                $which,
                " ORDER BY card_id"
            ),
            items: concat!(
                "SELECT card_id, id, text, done FROM card_item ",
                $which,
                " ORDER BY card_id, position, id"
            ),
            comments: concat!(
                "SELECT card_id, id, at, by, text FROM card_comment ",
                $which,
                " ORDER BY card_id, id"
            ),
            links: concat!("SELECT card_id, kind, other_id FROM card_link ", $which),
        }
    };
}

impl Lists {
    /// Reads those of all cards.
    pub(super) fn whole(conn: &Connection) -> rusqlite::Result<Self> {
        Self::read(conn, &queries!(""), [])
    }

    /// Reads those of one card.
    pub(super) fn of(conn: &Connection, card: CardId) -> rusqlite::Result<Self> {
        Self::read(conn, &queries!("WHERE card_id = ?1"), [card.0])
    }

    /// Reads those of the cards whose numbers are in a JSON array.
    pub(super) fn of_some(conn: &Connection, cards: &str) -> rusqlite::Result<Self> {
        let which = queries!("WHERE card_id IN (SELECT value FROM json_each(?1))");
        Self::read(conn, &which, [cards])
    }

    fn read(
        conn: &Connection,
        queries: &Queries,
        params: impl Params + Clone,
    ) -> rusqlite::Result<Self> {
        let mut lists = Self::default();
        let each = |sql: &str, row: &mut dyn FnMut(CardId, &Row<'_>) -> rusqlite::Result<()>| {
            let mut query = conn.prepare_cached(sql)?;
            let mut rows = query.query(params.clone())?;
            while let Some(found) = rows.next()? {
                row(CardId(found.get(0)?), found)?;
            }
            Ok::<_, rusqlite::Error>(())
        };
        let mut labels = Shared::default();
        each(queries.labels, &mut |card, row| {
            labels.add(card, text(row, 1)?, &mut lists.labels);
            Ok(())
        })?;
        labels.finish(&mut lists.labels);
        each(queries.items, &mut |card, row| {
            let item = Item {
                id: ItemId(row.get(1)?),
                text: text(row, 2)?,
                done: row.get(3)?,
            };
            lists.items.entry(card).or_default().push(item);
            Ok(())
        })?;
        each(queries.comments, &mut |card, row| {
            let comment = Comment {
                id: CommentId(row.get(1)?),
                at: text(row, 2)?.parse().unwrap_or(Timestamp::UNIX_EPOCH),
                by: text(row, 3)?,
                text: text(row, 4)?,
            };
            lists.comments.entry(card).or_default().push(comment);
            Ok(())
        })?;
        each(queries.links, &mut |card, row| {
            let other = CardId(row.get(2)?);
            if let Some(kind) = LinkKind::parse(&text(row, 1)?) {
                let link = Link { kind, card: other };
                lists.links.entry(card).or_default().insert(link);
            }
            Ok(())
        })?;
        Ok(lists)
    }

    /// Gives a card what it has.
    pub(super) fn put_into(&mut self, card: &mut Card) {
        card.labels = self.labels.remove(&card.id).unwrap_or_default();
        card.links = self.links.remove(&card.id).unwrap_or_default();
        // The highest numbers are told by the card's row; a row by hand may have a higher one.
        card.put_checklist(self.items.remove(&card.id).unwrap_or_default());
        card.put_comments(self.comments.remove(&card.id).unwrap_or_default());
    }
}
