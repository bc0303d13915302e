//! SQLite alone: the same two rows as an edit of ours, without rules, lock, bell or anything else.

use std::path::Path;
use std::time::Duration;

use rusqlite::config::DbConfig;
use rusqlite::{Connection, OpenFlags, Transaction, TransactionBehavior};
use walboard::board::CardId;

/// A connection as it comes, with `synchronous = FULL`.
pub(crate) struct Raw(Connection);

impl Raw {
    /// Opens a board that nobody else's walboard has open, with SQLite's own way of waiting.
    pub(crate) fn open(board: &Path, patience: Duration) -> Self {
        let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let conn = Connection::open_with_flags(board, flags).expect("SQLite opens it");
        conn.busy_timeout(patience).expect("a time");
        // Two rows, not three: the trigger counts what strangers write.
        conn.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_TRIGGER, false)
            .expect("a setting");
        conn.execute_batch("PRAGMA synchronous = FULL")
            .expect("a setting");
        Self(conn)
    }

    /// Writes a title and its journal entry.
    pub(crate) fn write(&mut self, card: CardId, title: &str) -> rusqlite::Result<()> {
        let tx = Transaction::new(&mut self.0, TransactionBehavior::Immediate)?;
        let at = "2026-11-24T15:00:00.000Z";
        tx.prepare_cached("UPDATE card SET title = ?2, rev = rev + 1, updated = ?3 WHERE id = ?1")?
            .execute((card.0, title, at))?;
        tx.prepare_cached(
            "INSERT INTO journal (seq, at, actor, user, edit, kind, card_id, before, after)
             VALUES ((SELECT max(seq) + 1 FROM journal), ?3, 'ana', 'ana', ?2, 'edit', ?1, ?4, ?4)",
        )?
        .execute((card.0, title, at, format!("{{\"title\":\"{title}\"}}")))?;
        tx.commit()
    }

    /// Adds that many cards, with a text, a checklist item, a comment and a journal entry each.
    pub(crate) fn add(&mut self, cards: usize) -> rusqlite::Result<()> {
        let tx = Transaction::new(&mut self.0, TransactionBehavior::Immediate)?;
        let at = "2026-11-24T15:00:00.000Z";
        for number in 0..cards {
            let (title, body) = (format!("Card {number}"), "Words. ".repeat(20));
            tx.prepare_cached(
                "INSERT INTO card (title, body, column_id, rank) VALUES (?1, ?2, 1, ?3)",
            )?
            .execute((&title, &body, format!("z{number:08}z")))?;
            let card = tx.last_insert_rowid();
            tx.prepare_cached(
                "INSERT INTO card_item (card_id, id, text, done) VALUES (?1, 1, 'one', 1)",
            )?
            .execute([card])?;
            tx.prepare_cached(
                "INSERT INTO card_comment (card_id, id, at, by, text) VALUES (?1, 1, ?2, 'ann', 'Seen.')",
            )?
            .execute((card, at))?;
            tx.prepare_cached(
                "INSERT INTO journal (seq, at, actor, user, edit, kind, card_id, after)
                 VALUES ((SELECT max(seq) + 1 FROM journal), ?2, 'ana', 'ana', 'raw', 'add', ?1, ?3)",
            )?
            .execute((card, at, format!("{{\"title\":\"{title}\",\"body\":\"{body}\"}}")))?;
        }
        tx.commit()
    }

    /// Counts the cards that have a text in their title or body, as `LIKE` finds it.
    pub(crate) fn search(&self, text: &str) -> i64 {
        let sql = "SELECT count(*) FROM card WHERE title LIKE ?1 OR body LIKE ?1";
        let mut query = self.0.prepare_cached(sql).expect("a query");
        query
            .query_row([format!("%{text}%")], |row| row.get(0))
            .expect("a count")
    }
}
