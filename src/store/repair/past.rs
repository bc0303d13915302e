//! The journal of a damaged board: what it can bring back, and what becomes of it.

use std::io::Write as _;
use std::path::{Path, PathBuf};

use anyhow::Context as _;
use rusqlite::Transaction;

use super::table::{self, quote};
use super::walk::Salvaged;
use crate::board::{Birth, Board, Card, CardField, Column, LabelField};
use crate::change::{Actor, Change, Diff, EditId, Touch};
use crate::store::{journal, raw, rows};

/// What became of the journal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Journal {
    /// It was whole, and was kept; so many entries.
    Kept(i64),
    /// It was not, and begins anew with what was saved.
    Anew {
        /// How many of the old entries could be read.
        readable: usize,
        /// Where they are kept, one JSON object a line.
        kept_in: Option<PathBuf>,
    },
}

impl Journal {
    pub(super) fn kept_in(&mut self, list: PathBuf) {
        if let Self::Anew { kept_in, .. } = self {
            *kept_in = Some(list);
        }
    }
}

/// What the journal tells.
pub(super) struct Past {
    /// The board as its readable entries make it.
    board: Board,
    /// Whether there are all entries from the first one on, and each follows from those before.
    whole: bool,
    entries: usize,
}

/// Replays what there is of the journal.
pub(super) fn read(tx: &Transaction<'_>, tables: &[Salvaged]) -> anyhow::Result<Past> {
    let of_journal = tables.iter().find(|table| table.table == "journal");
    let mut past = Past {
        board: Board::default(),
        whole: of_journal.is_some_and(Salvaged::is_whole),
        entries: 0,
    };
    let mended = of_journal.map(|table| table.mended_keys.as_slice());
    let mut query = tx.prepare("SELECT seq FROM journal ORDER BY seq")?;
    let mut rows = query.query([])?;
    let mut next = 1;
    while let Some(row) = rows.next()? {
        let seq: i64 = row.get(0)?;
        past.entries += 1;
        past.whole &= seq == next;
        next = seq.saturating_add(1);
        if mended.is_some_and(|mended| mended.contains(&seq)) {
            continue;
        }
        let absorbed = match journal::after(tx, None, seq.saturating_sub(1), 1) {
            Ok(changes) => changes
                .iter()
                .all(|change| past.board.absorb(change).is_ok()),
            Err(_) => false,
        };
        past.whole &= absorbed;
    }
    // The columns that a board is made with are in its journal, if nothing else is.
    past.whole &= past.entries > 0;
    Ok(past)
}

impl Past {
    pub(super) fn board(&self) -> &Board {
        &self.board
    }

    pub(super) fn journal(&self) -> Journal {
        match self.whole {
            true => Journal::Kept(i64::try_from(self.entries).unwrap_or(i64::MAX)),
            false => Journal::Anew {
                readable: self.entries,
                kept_in: None,
            },
        }
    }

    /// Brings back from the journal what the tables have lost. A journal that is not whole may be behind the tables, so
    /// then only what is missing is taken from it.
    pub(super) fn complete(
        &self,
        tx: &Transaction<'_>,
        tables: &[Salvaged],
        notes: &mut Vec<String>,
    ) -> anyhow::Result<()> {
        let present: Vec<&Salvaged> = tables
            .iter()
            .filter(|table| !["journal", "board"].contains(&table.table.as_str()))
            .filter(|table| !table.is_whole())
            .collect();
        if present.is_empty() {
            return Ok(());
        }
        let board = rows::whole(tx)?;
        let differs = |card: &&Card| match board.card(card.id) {
            None => true,
            Some(now) => self.whole && now != *card,
        };
        let lost = |card: &&Card| present.iter().any(|table| table.may_lack(card.id.0));
        let lacks = |name: &str| present.iter().any(|table| table.table == name);
        let (columns, labels) = (lacks("board_column"), lacks("label"));
        let things = Things {
            columns: self
                .board
                .columns()
                .iter()
                .filter(|column| columns && board.column(column.id).is_none())
                .collect(),
            labels: self
                .board
                .painted()
                .keys()
                .filter(|label| labels && board.paint(label).is_none())
                .collect(),
            cards: self.board.cards().filter(lost).filter(differs).collect(),
        };
        let births = things.births(&self.board, &nobody(""));
        if births.is_empty() {
            return Ok(());
        }
        rows::save(tx, &self.board, &births)?;
        let which = births.iter().map(|birth| match &birth.diff {
            Diff::Card(touch) => touch.id.to_string(),
            Diff::Column(touch) => touch.id.to_string(),
            Diff::Label(touch) => format!("label {}", touch.id),
        });
        let which: Vec<String> = which.collect();
        notes.push(format!("taken from the journal: {}", which.join(", ")));
        Ok(())
    }

    /// Keeps the journal when it is whole; else begins it anew, and returns the entries it had, as JSON.
    pub(super) fn go_on(&self, tx: &Transaction<'_>, actor: &Actor) -> anyhow::Result<Vec<String>> {
        if self.whole {
            return Ok(Vec::new());
        }
        let entries = as_json(tx)?;
        tx.execute("DELETE FROM journal", [])?;
        let board = rows::whole(tx)?;
        let things = Things {
            columns: board.columns().iter().collect(),
            labels: board.painted().keys().collect(),
            cards: board.cards().collect(),
        };
        journal::append(tx, &things.births(&board, &nobody(&actor.user)))?;
        Ok(entries)
    }
}

/// Returns an actor that is nobody's name: an undo must not take back the whole board.
fn nobody(user: &str) -> Actor {
    Actor {
        name: "repair".to_owned(),
        user: user.to_owned(),
    }
}

/// Things of a board.
struct Things<'a> {
    columns: Vec<&'a Column>,
    labels: Vec<&'a String>,
    cards: Vec<&'a Card>,
}

impl Things<'_> {
    /// Returns the changes that make these things of a board out of nothing.
    fn births(mut self, board: &Board, actor: &Actor) -> Vec<Change> {
        let now = crate::store::now();
        let columns = self.columns.iter().map(|column| {
            let (id, after) = (column.id, Some(column.fields()));
            (
                now,
                Diff::Column(Touch {
                    id,
                    before: None,
                    after,
                }),
            )
        });
        let labels = self.labels.iter().map(|label| {
            let paint = board.paint(label).map(LabelField::Color);
            let (id, after) = ((*label).clone(), paint.map(|paint| vec![paint]));
            (
                now,
                Diff::Label(Touch {
                    id,
                    before: None,
                    after,
                }),
            )
        });
        self.cards.sort_by_key(|card| (card.updated, card.id));
        let cards = self.cards.iter().map(|card| {
            let mut fields = card.fields();
            // Being born counts as a change.
            let rev = card.rev.saturating_sub(1);
            fields.push(CardField::Born(Birth {
                rev,
                ..card.birth()
            }));
            let (id, after) = (card.id, Some(fields));
            let mut diff = Diff::Card(Touch {
                id,
                before: None,
                after,
            });
            diff.sort();
            (card.updated, diff)
        });
        columns
            .chain(labels)
            .chain(cards)
            .zip(1..)
            .map(|((at, diff), seq)| Change {
                seq,
                at,
                actor: actor.clone(),
                edit: EditId("repair".to_owned()),
                undoes: None,
                diff,
            })
            .collect()
    }
}

/// Returns the journal's rows as they are, one JSON object each.
fn as_json(tx: &Transaction<'_>) -> anyhow::Result<Vec<String>> {
    let tables = table::all(tx)?;
    let columns = tables
        .iter()
        .find(|table| table.name == "journal")
        .map_or(&[][..], |table| &table.columns);
    let parts: Vec<String> = columns
        .iter()
        .map(|column| match column.name.as_str() {
            side @ ("before" | "after") => format!("'{side}', json({side})"),
            name => format!("'{name}', {}", quote(name)),
        })
        .collect();
    let sql = format!(
        "SELECT json_object({}) FROM journal ORDER BY seq",
        parts.join(", ")
    );
    let mut query = tx.prepare(&sql)?;
    let entries = query.query_map([], |row| rows::text(row, 0))?;
    Ok(entries.collect::<Result<_, _>>()?)
}

/// Writes the old entries into a file of their own.
pub(super) fn keep(entries: &[String], list: &Path) -> anyhow::Result<()> {
    let failed = || format!("could not write {}", list.display());
    let mut file = raw::create(list).with_context(failed)?;
    for entry in entries {
        writeln!(file, "{entry}").with_context(failed)?;
    }
    file.sync_all().with_context(failed)
}

impl Salvaged {
    /// Tells whether something of that card may be missing from the table.
    fn may_lack(&self, card: i64) -> bool {
        if !self.of_card {
            return true;
        }
        let ranges = self.unread.iter();
        self.refused > 0
            || self.elsewhere
            || self.mended_keys.contains(&card)
            || ranges
                .into_iter()
                .any(|(low, high)| (*low..=*high).contains(&card))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::board::{CardId, Column, ColumnId, Rank, Spot};

    #[test]
    fn a_journal_that_begins_anew_gives_the_same_board() {
        let at = |text: &str| text.parse().expect("a time");
        let mut card = Card::blank(CardId(7), at("2026-01-02T03:04:05Z"));
        card.title = "Paint".to_owned();
        card.place = Spot {
            column: ColumnId(3),
            rank: Rank::stored("a1"),
        };
        (card.rev, card.updated) = (9, at("2026-02-03T04:05:06Z"));
        let column = Column::new(ColumnId(3), "Doing".to_owned(), Some(2), Rank::stored("a0"));
        let board = Board::new([column], [card], CardId(7), ColumnId(3));
        let mut again = Board::default();
        let things = Things {
            columns: board.columns().iter().collect(),
            labels: Vec::new(),
            cards: board.cards().collect(),
        };
        for change in things.births(&board, &nobody("ann")) {
            again.absorb(&change).expect("it fits");
        }
        assert_eq!(
            (again.columns(), again.card(CardId(7))),
            (board.columns(), board.card(CardId(7)))
        );
    }
}
