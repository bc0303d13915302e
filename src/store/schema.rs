//! The tables: numbered migrations, and whose database a file is.

use anyhow::{Context as _, bail};
use rusqlite::{Connection, Transaction};

use super::why::{Saying as _, Unfit};

/// Marks a database as ours (`PRAGMA application_id`): `walb` in ASCII.
pub(super) const APPLICATION_ID: i32 = 0x7761_6c62;

/// Every migration, in order; the version of a board is how many of them it has seen (`PRAGMA user_version`). They are
/// appended, never edited.
const MIGRATIONS: [&str; 4] = [
    include_str!("../../assets/migrations/0001_board.sql"),
    include_str!("../../assets/migrations/0002_lists.sql"),
    include_str!("../../assets/migrations/0003_places.sql"),
    include_str!("../../assets/migrations/0004_claims.sql"),
];

/// The version of the tables that this program knows.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_possible_wrap,
    reason = "a handful"
)]
pub const VERSION: i32 = MIGRATIONS.len() as i32;

/// Returns the database's version.
pub(super) fn version(conn: &Connection) -> rusqlite::Result<i32> {
    conn.prepare_cached("PRAGMA user_version")?
        .query_row([], |row| row.get(0))
}

/// Makes sure that the database is a board; reads nothing but its header.
pub(super) fn recognise(conn: &Connection) -> anyhow::Result<()> {
    let id: i32 = conn
        .pragma_query_value(None, "application_id", |row| row.get(0))
        .saying(|| Unfit::Unreadable.into())?;
    match (id, version(conn)?) {
        (APPLICATION_ID, 1..) => Ok(()),
        (0, 0) => bail!(Unfit::Database),
        (APPLICATION_ID, _) => bail!(Unfit::Unfinished),
        _ => bail!(Unfit::Foreign(id)),
    }
}

/// Brings the tables up to date, inside the transaction that is open.
pub(super) fn migrate(tx: &Transaction<'_>) -> anyhow::Result<()> {
    migrate_to(tx, VERSION)
}

/// Brings the tables to that version, inside the transaction that is open.
pub(super) fn migrate_to(tx: &Transaction<'_>, to: i32) -> anyhow::Result<()> {
    let done = usize::try_from(version(tx)?).context("a version below zero")?;
    let all = usize::try_from(to).context("a version below zero")?;
    for (at, migration) in MIGRATIONS.iter().enumerate().take(all).skip(done) {
        tx.execute_batch(migration)
            .with_context(|| format!("migration {} failed", at + 1))?;
    }
    tx.pragma_update(None, "application_id", APPLICATION_ID)?;
    tx.pragma_update(None, "user_version", to)?;
    Ok(())
}
