//! Rows of a damaged table, one by one, from both ends and into the middle.
//!
//! A page that cannot be read ends a walk. So the table is walked from below and from above; what is left between is
//! cut in halves, each of which is walked in the same way, until single numbers are left; of these each column is asked
//! for by itself. Indexes are not used: they may be wrong where the rows are right.

use std::collections::VecDeque;

use rusqlite::types::Value;
use rusqlite::{Connection, OptionalExtension as _};

use super::row::{Found, found, save, value};
use super::table::{Column, Table, quote};

/// How many ranges of one table are looked at before the rest is given up: a page high up in the tree may hide millions
/// of numbers.
const RANGES: usize = 100_000;
/// The smallest row takes about so many bytes; there are no more rows than these fit into the file.
const SMALLEST_ROW: u64 = 16;

/// What was saved of a table.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Salvaged {
    /// The table.
    pub table: String,
    /// How many rows were saved.
    pub rows: usize,
    /// Ranges of numbers where rows could not be read, if there were any: row numbers, or card numbers where the rows
    /// belong to cards. `i64::MAX` is an end that is not known.
    pub unread: Vec<(i64, i64)>,
    /// Rows that were saved without what could not be read of them, as `card 12: body`.
    pub mended: Vec<String>,
    /// How many rows could be read but not saved, since what is in them cannot be.
    pub refused: usize,
    /// The numbers of the rows in `mended`.
    pub(super) mended_keys: Vec<i64>,
    /// Whether rows are missing whose numbers are not known.
    pub elsewhere: bool,
    /// Whether the numbers are those of cards.
    pub(super) of_card: bool,
}

impl Salvaged {
    /// Tells whether every row was read and saved as it was.
    pub fn is_whole(&self) -> bool {
        self.unread.is_empty() && self.mended.is_empty() && self.refused == 0 && !self.elsewhere
    }
}

/// How a walk ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum End {
    /// Everything up to the limit was read.
    Reached,
    /// A page could not be read.
    Broke,
}

/// What a walk brought.
struct Walked {
    end: End,
    /// The last number that was saved.
    last: Option<i64>,
    /// The number that was the first beyond the limit.
    beyond: Option<i64>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Way {
    Up,
    Down,
}

/// One table on its way from the old file into the new one.
struct Walk<'a> {
    old: &'a Connection,
    new: &'a Connection,
    table: &'a Table,
    done: Salvaged,
}

/// Saves every row of a table that can be read; `size` is that of the old file in bytes.
pub(super) fn salvage(
    old: &Connection,
    new: &Connection,
    table: &Table,
    size: u64,
) -> rusqlite::Result<Salvaged> {
    let done = Salvaged {
        table: table.name.clone(),
        of_card: table.of_card,
        ..Salvaged::default()
    };
    let mut walk = Walk {
        old,
        new,
        table,
        done,
    };
    let is_there = old.prepare(&format!("SELECT 1 FROM {}", quote(&table.name)));
    if is_there.is_err() {
        walk.done.elsewhere = true;
    } else if table.numbered {
        walk.ranges(size)?;
    } else {
        walk.both_ends()?;
    }
    Ok(walk.done)
}

impl Walk<'_> {
    fn ranges(&mut self, size: u64) -> rusqlite::Result<()> {
        let most = i64::try_from(size / SMALLEST_ROW).unwrap_or(i64::MAX);
        let mut left = VecDeque::from([(i64::MIN, i64::MAX)]);
        let (mut looked, mut open_end) = (0, i64::MAX);
        while let Some((low, high)) = left.pop_front() {
            looked += 1;
            if looked > RANGES {
                self.done.unread.push((low, high));
                continue;
            }
            let Some((from, to)) = self.range(low, high)? else {
                continue;
            };
            // Where nothing is known of an end, the file's size limits how far it can be.
            let from = if from == i64::MIN { 0.min(to) } else { from };
            let to = match to {
                i64::MAX => {
                    open_end = from.saturating_add(most);
                    open_end
                }
                to => to,
            };
            if from == to {
                self.single(from)?;
                continue;
            }
            // Rounded down, so that both halves are smaller.
            let middle = from + i64::try_from((i128::from(to) - i128::from(from)) / 2).unwrap_or(0);
            left.extend([(from, middle), (middle + 1, to)]);
        }
        self.done.unread = merge(std::mem::take(&mut self.done.unread));
        if let Some((_, end)) = self.done.unread.last_mut()
            && *end == open_end
        {
            *end = i64::MAX;
        }
        Ok(())
    }

    /// Walks a range from both ends; returns what is left of it between.
    fn range(&mut self, low: i64, high: i64) -> rusqlite::Result<Option<(i64, i64)>> {
        let up = self.walk(Way::Up, low, high)?;
        let down = self.walk(Way::Down, up.last.unwrap_or(low), high)?;
        if up.last.is_none() && down.last.is_none() {
            // Nothing was found. In a page that is in disorder, looking for a number may miss it.
            let is_empty = [up.end, down.end] == [End::Reached; 2]
                && self.are_neighbours(down.beyond, up.beyond)?;
            return Ok((!is_empty).then_some((low, high)));
        }
        // Whole is what both walks have met in: a number that is damaged may look like one beyond the limit.
        if down.end == End::Reached && down.last == up.last {
            return Ok(None);
        }
        let step = i64::from(self.table.unique);
        let from = up.last.map_or(low, |key| key.saturating_add(step));
        let to = down.last.map_or(high, |key| key.saturating_sub(step));
        Ok((from <= to).then_some((from, to)))
    }

    /// Tells whether one number follows upon the other in the table; `None` is its end.
    fn are_neighbours(&self, below: Option<i64>, above: Option<i64>) -> rusqlite::Result<bool> {
        let Table { name, key, .. } = self.table;
        let sql = format!(
            "SELECT {key} FROM {} NOT INDEXED WHERE ?1 IS NULL OR {key} > ?1 ORDER BY {key} LIMIT 1",
            quote(name)
        );
        let next = self
            .old
            .prepare_cached(&sql)?
            .query_row([below], |row| row.get(0));
        Ok(next.optional().is_ok_and(|next| next == above))
    }

    /// Saves rows from one end on.
    fn walk(&mut self, way: Way, low: i64, high: i64) -> rusqlite::Result<Walked> {
        let Table { key, order, .. } = self.table;
        let (from, beyond, sign, direction) = match way {
            Way::Up => (low, high, ">=", "ASC"),
            Way::Down => (high, low, "<=", "DESC"),
        };
        let order = order.replace(", ", &format!(" {direction}, "));
        let sql = format!(
            "SELECT {key}, {} FROM {} NOT INDEXED WHERE {key} {sign} ?1 ORDER BY {order} {direction}",
            self.columns(),
            quote(&self.table.name),
        );
        let Ok(mut query) = self.old.prepare_cached(&sql) else {
            return Ok(Walked {
                end: End::Broke,
                last: None,
                beyond: None,
            });
        };
        let mut rows = query.query([from])?;
        let in_order = |before: i64, key: i64| match (way, self.table.unique) {
            (Way::Up, true) => before < key,
            (Way::Up, false) => before <= key,
            (Way::Down, true) => before > key,
            (Way::Down, false) => before >= key,
        };
        let is_beyond = |key: i64| match way {
            Way::Up => key > beyond,
            Way::Down => key < beyond,
        };
        // A row is saved when the next one shows that its number can be right.
        let (mut last, mut held): (Option<i64>, Option<Found>) = (None, None);
        let (table, new, columns) = (self.table, self.new, self.table.columns.len());
        loop {
            let (end, next) = match rows.next() {
                Ok(None) => (Some(End::Reached), None),
                Ok(Some(row)) => match found(row, columns) {
                    Err(_) => (Some(End::Broke), None),
                    Ok(found) if is_beyond(found.key) => (Some(End::Reached), Some(found)),
                    Ok(found) => (None, Some(found)),
                },
                Err(_) => (Some(End::Broke), None),
            };
            if let (Some(held), Some(next)) = (&held, &next)
                && !in_order(held.key, next.key)
            {
                // One of the two is wrong, and it cannot be told which.
                return Ok(Walked {
                    end: End::Broke,
                    last,
                    beyond: None,
                });
            }
            if let Some(row) = held.take() {
                last = Some(row.key);
                save(new, table, row, &mut self.done)?;
            }
            match end {
                Some(end) => {
                    let beyond = next.map(|next| next.key);
                    return Ok(Walked { end, last, beyond });
                }
                None => held = next,
            }
        }
    }

    /// Saves what there is of the one number.
    fn single(&mut self, key: i64) -> rusqlite::Result<()> {
        if !self.table.unique {
            self.done.unread.push((key, key));
            return Ok(());
        }
        let mut values = Vec::new();
        for column in &self.table.columns {
            let sql = format!(
                "SELECT {} FROM {} NOT INDEXED WHERE {} = ?1",
                quote(&column.name),
                quote(&self.table.name),
                self.table.key
            );
            let read = self
                .old
                .prepare_cached(&sql)
                .and_then(|mut query| query.query_row([key], |row| Ok(value(row.get_ref(0)?))));
            match read {
                // It may never have been there; or the page is in disorder, and it is not found.
                Err(rusqlite::Error::QueryReturnedNoRows) => {
                    self.done.unread.push((key, key));
                    return Ok(());
                }
                read => values.push(read.ok()),
            }
        }
        let some = |(column, value): (&Column, &Option<Value>)| !column.in_key && value.is_some();
        if self.table.columns.iter().zip(&values).any(some) {
            save(self.new, self.table, Found { key, values }, &mut self.done)
        } else {
            self.done.unread.push((key, key));
            Ok(())
        }
    }

    /// Saves rows that have no numbers: from both ends, and no further.
    fn both_ends(&mut self) -> rusqlite::Result<()> {
        for direction in ["ASC", "DESC"] {
            let order = self.table.order.replace(", ", &format!(" {direction}, "));
            let sql = format!(
                "SELECT 0, {} FROM {} NOT INDEXED ORDER BY {order} {direction}",
                self.columns(),
                quote(&self.table.name),
            );
            let columns = self.table.columns.len();
            let read = |done: &mut Salvaged| -> rusqlite::Result<()> {
                let mut query = self.old.prepare(&sql)?;
                let mut rows = query.query([])?;
                while let Some(row) = rows.next()? {
                    let found = found(row, columns)?;
                    save(self.new, self.table, found, done)?;
                }
                Ok(())
            };
            if read(&mut self.done).is_ok() {
                return Ok(());
            }
        }
        self.done.elsewhere = true;
        Ok(())
    }

    fn columns(&self) -> String {
        let names: Vec<String> = self
            .table
            .columns
            .iter()
            .map(|column| quote(&column.name))
            .collect();
        names.join(", ")
    }
}

/// Joins ranges that touch.
fn merge(mut ranges: Vec<(i64, i64)>) -> Vec<(i64, i64)> {
    ranges.sort_unstable();
    let mut merged: Vec<(i64, i64)> = Vec::new();
    for (low, high) in ranges {
        match merged.last_mut() {
            Some((_, end)) if low <= end.saturating_add(1) => *end = high.max(*end),
            _ => merged.push((low, high)),
        }
    }
    merged
}
