//! Taking over a board whole, its journal too: only where there is nothing yet that could get lost.

use anyhow::ensure;
use rusqlite::{Connection, Transaction, named_params};

use super::why::Doing;
use super::{Store, journal, rows, schema};
use crate::board::Board;
use crate::change::Change;
use crate::format::walboard::Dump;

impl Store {
    /// Tells whether the board holds nothing but its making: no card, and no change since.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn is_fresh(&self) -> anyhow::Result<bool> {
        is_fresh(&self.reader.conn).map_err(|err| self.reader.failed(Doing::Read, err))
    }

    /// Makes the board what another one was when its JSON was written: columns, cards, numbers, revisions, times, title
    /// and journal. Returns whether it did; a board that is not fresh any more stays as it is.
    ///
    /// # Errors
    /// As [`write`](Self::write).
    pub fn adopt(&mut self, dump: &Dump) -> anyhow::Result<bool> {
        let (board, changes) = (dump.board(), dump.journal()?);
        let mut adopted = false;
        self.transaction(&mut |_, _, _| {}, |tx| {
            ensure!(
                schema::version(tx)? == schema::VERSION,
                "a newer walboard has changed its tables; open the board again with that one"
            );
            adopted = is_fresh(tx)?;
            if !adopted {
                return Ok(Vec::new());
            }
            empty(tx)?;
            rows::save_whole(tx, &board)?;
            journal::append(tx, &changes)?;
            name(tx, dump)?;
            // The last one is enough for the bell.
            Ok(changes.last().cloned().into_iter().collect())
        })?;
        if adopted {
            self.title.clone_from(&dump.title);
        }
        Ok(adopted)
    }

    /// Reads the whole board and its journal, as both were at one moment.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn everything(&self) -> anyhow::Result<(Board, Vec<Change>)> {
        let tx = self.reader.transaction()?;
        let read = || anyhow::Ok((rows::whole(&tx)?, journal::after(&tx, None, 0, usize::MAX)?));
        read().map_err(|err| self.reader.failed(Doing::Read, err))
    }

    /// Returns when the board was made.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn created(&self) -> anyhow::Result<jiff::Timestamp> {
        let conn = &self.reader.conn;
        let at: String = conn
            .query_row("SELECT created FROM board", [], |row| rows::text(row, 0))
            .map_err(|err| self.reader.failed(Doing::Read, err))?;
        Ok(at.parse().unwrap_or(jiff::Timestamp::UNIX_EPOCH))
    }
}

fn is_fresh(conn: &Connection) -> rusqlite::Result<bool> {
    conn.query_row(
        "SELECT NOT EXISTS (SELECT 1 FROM card)
            AND NOT EXISTS (SELECT 1 FROM journal WHERE edit <> 'init')
            AND ifnull((SELECT seq FROM sqlite_sequence WHERE name = 'card'), 0) = 0",
        [],
        |row| row.get(0),
    )
}

/// Takes away the columns that the board was made with, and the entries that tell of it.
fn empty(tx: &Transaction<'_>) -> rusqlite::Result<()> {
    tx.execute_batch(
        "DELETE FROM board_column; DELETE FROM label; DELETE FROM journal;
         DELETE FROM sqlite_sequence WHERE name IN ('card', 'board_column');",
    )
}

/// Gives the board its title and its age. Whoever has it open reads it anew: no entry tells what happened to it.
fn name(tx: &Transaction<'_>, dump: &Dump) -> rusqlite::Result<()> {
    tx.execute(
        "UPDATE board SET title = :title, created = :created, strangers = strangers + 1",
        named_params! { ":title": dump.title, ":created": dump.created.to_string() },
    )?;
    Ok(())
}
