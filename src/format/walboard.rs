//! walboard's own JSON: all there is of a board, its numbers, revisions, times and journal.
//!
//! `assets/schema/board.json` describes it. A board that holds nothing yet takes it whole; any other takes the cards
//! as an [`Outline`], like those of any other tool.

mod card;
mod past;

use std::collections::{BTreeMap, BTreeSet};

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::Unreadable;
use crate::board::{Board, CardId, Column, ColumnId, Paint, Rank};
use crate::change::Change;
use crate::outline::{Field, Heading, Outline};
use crate::text;
use card::CardDump;
use past::PastDump;

/// The version of this JSON.
const VERSION: u32 = 1;

pub(super) const HOLDS: &[Field] = &[];

/// A board as JSON has it.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Dump {
    /// The version of the JSON.
    walboard: u32,
    /// The board's title.
    pub title: String,
    /// When the board was made.
    pub created: Timestamp,
    /// The highest numbers given so far.
    last_card: CardId,
    last_column: ColumnId,
    /// From left to right.
    columns: Vec<ColumnDump>,
    /// Those that have a colour.
    labels: Vec<LabelDump>,
    /// Column by column from top to bottom, the archived ones last.
    cards: Vec<CardDump>,
    /// Oldest first.
    journal: Vec<PastDump>,
}

#[derive(Debug, Clone, Serialize, Deserialize)]
struct ColumnDump {
    id: ColumnId,
    name: String,
    limit: Option<u32>,
    done: bool,
    color: Option<Paint>,
    rank: Rank,
}

#[derive(Debug, Clone, Serialize, Deserialize)]
struct LabelDump {
    name: String,
    color: Paint,
}

impl Dump {
    /// Returns all there is of a board.
    pub fn of(board: &Board, title: &str, created: Timestamp, journal: &[Change]) -> Self {
        let (last_card, last_column) = board.last_numbers();
        let column = |column: &Column| ColumnDump {
            id: column.id,
            name: column.name.clone(),
            limit: column.limit,
            done: column.done,
            color: column.color,
            rank: column.rank.clone(),
        };
        let label = |(name, color): (&String, &Paint)| LabelDump {
            name: name.clone(),
            color: *color,
        };
        let live = board.columns().iter().flat_map(Column::cards);
        let live = live.filter_map(|id| board.card(*id));
        let mut archived = board.archived();
        archived.sort_unstable_by_key(|card| card.id);
        Self {
            walboard: VERSION,
            title: title.to_owned(),
            created,
            last_card,
            last_column,
            columns: board.columns().iter().map(column).collect(),
            labels: board.painted().iter().map(label).collect(),
            cards: live
                .chain(archived)
                .map(|card| CardDump::of(card, board))
                .collect(),
            journal: journal.iter().map(PastDump::of).collect(),
        }
    }

    /// Reads what was written.
    ///
    /// # Errors
    /// Where and why it cannot be.
    pub fn read(text: &str) -> Result<Self, Unreadable> {
        /// Looked at before the rest: what a newer walboard wrote may be otherwise.
        #[derive(Deserialize)]
        struct Version {
            walboard: u32,
        }
        let version: Version = serde_json::from_str(text)?;
        if version.walboard != VERSION {
            return Err(Unreadable(format!(
                "another walboard wrote it (version {}; this one knows {VERSION})",
                version.walboard
            )));
        }
        let dump: Self = serde_json::from_str(text)?;
        dump.check()?;
        Ok(dump)
    }

    /// Makes sure that everything that is pointed to is there, and once.
    fn check(&self) -> Result<(), Unreadable> {
        let mut columns = BTreeSet::new();
        for column in &self.columns {
            if !columns.insert(column.id) {
                return Err(Unreadable(format!("{} is in it twice", column.id)));
            }
        }
        let mut cards = BTreeSet::new();
        for card in &self.cards {
            if !cards.insert(card.id()) {
                return Err(Unreadable(format!("the card {} is in it twice", card.id())));
            }
            if !columns.contains(&card.column_id) {
                let (card, column) = (card.id(), card.column_id);
                return Err(Unreadable(format!(
                    "the card {card} is in {column}, which is not in it"
                )));
            }
        }
        for card in &self.cards {
            if let Some(other) = card.linked().find(|other| !cards.contains(other)) {
                let card = card.id();
                return Err(Unreadable(format!(
                    "the card {card} is linked to {other}, which is not in it"
                )));
            }
        }
        for (entry, seq) in self.journal.iter().zip(1..) {
            if entry.seq != seq {
                return Err(Unreadable(format!(
                    "the journal has the entry {} where {seq} should be",
                    entry.seq
                )));
            }
        }
        Ok(())
    }

    /// Returns the board.
    pub fn board(&self) -> Board {
        let column = |dump: &ColumnDump| {
            let rank = dump.rank.clone();
            let mut column = Column::new(dump.id, dump.name.clone(), dump.limit, rank);
            column.done = dump.done;
            column.color = dump.color;
            column
        };
        Board::new(
            self.columns.iter().map(column),
            self.cards.iter().map(CardDump::card),
            self.last_card,
            self.last_column,
        )
        .with_paints(self.paints())
    }

    fn paints(&self) -> BTreeMap<String, Paint> {
        let labels = self.labels.iter();
        labels
            .map(|label| (label.name.clone(), label.color))
            .collect()
    }

    /// Returns the journal.
    ///
    /// # Errors
    /// Which entry cannot be read, and why.
    pub fn journal(&self) -> Result<Vec<Change>, Unreadable> {
        self.journal.iter().map(PastDump::change).collect()
    }

    /// Returns it as text, a card and an entry of the journal a line each, so that two of them can be compared.
    pub fn write(&self) -> String {
        let list = |lines: Vec<String>| match lines.is_empty() {
            true => "[]".to_owned(),
            false => format!("[\n{}\n]", lines.join(",\n")),
        };
        fn each<T: Serialize>(all: &[T]) -> Vec<String> {
            let json = |one: &T| serde_json::to_string(one).expect("a board is plain data");
            all.iter().map(json).collect()
        }
        let title = serde_json::Value::from(self.title.as_str());
        let whole = format!(
            "{{\"walboard\":{VERSION},\n\"title\":{title},\n\"created\":\"{}\",\n\"last_card\":{},\n\"last_column\":{},\n\
             \"columns\":{},\n\"labels\":{},\n\"cards\":{},\n\"journal\":{}}}\n",
            self.created,
            self.last_card.0,
            self.last_column.0,
            list(each(&self.columns)),
            list(each(&self.labels)),
            list(each(&self.cards)),
            list(each(&self.journal)),
        );
        // A file may be shown on a terminal, too.
        text::json(&whole).into_owned()
    }

    /// Returns how many entries the journal has.
    pub fn journal_len(&self) -> usize {
        self.journal.len()
    }

    /// Returns the numbers of the cards.
    pub fn cards(&self) -> Vec<CardId> {
        self.cards.iter().map(|card| card.id()).collect()
    }

    /// Returns the names of the columns.
    pub fn columns(&self) -> Vec<String> {
        self.columns
            .iter()
            .map(|column| column.name.clone())
            .collect()
    }

    /// Returns what is on the board in neutral words, each card named by its number.
    pub fn outline(&self) -> Outline {
        let heading = |column: &ColumnDump| Heading {
            name: column.name.clone(),
            limit: column.limit,
            done: column.done,
            paint: column.color,
        };
        let mut outline = Outline {
            title: Some(self.title.clone()),
            headings: self.columns.iter().map(heading).collect(),
            entries: self.cards.iter().map(CardDump::entry).collect(),
            paints: self.paints(),
            ..Outline::default()
        };
        for card in &self.cards {
            for link in card.own_links() {
                let (from, to) = (card.id().0.to_string(), link.card.0.to_string());
                outline.tie(&from, link.kind, &to);
            }
        }
        outline.in_order();
        outline
    }

    /// Returns what is on the board as it comes onto another one: each card named by where it was imported from first,
    /// else by its number and the moment its board was made, which no other board has.
    pub fn foreign(&self) -> Outline {
        let mut outline = self.outline();
        let mut keys = BTreeMap::new();
        for entry in &mut outline.entries {
            let key = match entry.source.take() {
                Some(source) => source,
                None => format!("walboard:{}#{}", self.created, entry.key),
            };
            keys.insert(std::mem::replace(&mut entry.key, key.clone()), key);
            outline
                .losses
                .add("claims of workers", entry.lease.take().is_some().into());
        }
        for tie in &mut outline.ties {
            for end in [&mut tie.from, &mut tie.to] {
                end.clone_from(&keys[end]);
            }
        }
        outline
            .losses
            .add("entries of the journal", self.journal.len());
        outline
    }
}

pub(super) fn read(text: &str) -> Result<Outline, Unreadable> {
    Ok(Dump::read(text)?.foreign())
}
