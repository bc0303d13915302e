//! Saving what can be read of a damaged board into a new one.
//!
//! The damaged file is never opened as a database: reading one with a log would write to the log's index, and mend, as
//! SQLite sees it, what should stay as it is. A private copy of its bytes is opened instead.
//!
//! What is lost from the tables is taken from the journal, where that is whole; where it is not, the tables are the
//! truth, and the journal begins anew with what was saved.

mod orphans;
mod past;
mod row;
mod table;
mod walk;

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, bail, ensure};
use rusqlite::config::DbConfig;
use rusqlite::{Connection, OpenFlags, OptionalExtension as _, Transaction, TransactionBehavior};

use super::health::{self, Verdict};
use super::lock::WriteLock;
use super::{Busy, NoBoard, Options, Store, Tell, disk, fresh, holder, open, raw, rows, schema};

pub use past::Journal;
pub use walk::Salvaged;

/// What was saved of a damaged board, and what was not.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Repaired {
    /// The new board.
    pub into: PathBuf,
    /// How many columns it has.
    pub columns: usize,
    /// How many cards it has, archived ones too.
    pub cards: usize,
    /// Each table of the damaged board.
    pub tables: Vec<Salvaged>,
    /// What became of the journal.
    pub journal: Journal,
    /// What else was done, in a sentence each.
    pub notes: Vec<String>,
}

impl Repaired {
    /// Tells whether everything was there.
    pub fn is_whole(&self) -> bool {
        self.tables.iter().all(Salvaged::is_whole) && self.notes.is_empty()
    }
}

impl Store {
    /// Saves what can be read of a damaged board into a new one, which is made whole or not at all. The damaged file is
    /// only read.
    ///
    /// Nobody may have opened a database in this process before.
    ///
    /// # Errors
    /// [`NoBoard`] when there is no such file; when the new path is taken, the file is no board, nothing can be read of
    /// it, or the new one cannot be written.
    pub fn repair(
        file: &Path,
        into: &Path,
        options: &Options,
        tell: Tell<'_>,
    ) -> anyhow::Result<Repaired> {
        if !fresh::exists(file)? {
            let path = file.to_owned();
            return Err(NoBoard { path }.into());
        }
        let failed = || format!("could not repair {}", file.display());
        repair(file, into, options, tell).with_context(failed)
    }
}

fn repair(file: &Path, into: &Path, options: &Options, tell: Tell<'_>) -> anyhow::Result<Repaired> {
    let meta = fs::metadata(file)?;
    ensure!(meta.is_file(), "it is not an ordinary file");
    ensure!(meta.len() > 0, "it is empty");
    let file = file.canonicalize()?;
    let into = fresh::place(into)?;
    fresh::free(&into)?;
    let folder = into.parent().unwrap_or(Path::new("/"));
    let mut work = tempfile::Builder::new();
    let work = work
        .prefix(".walboard-repair-")
        .tempdir_in(folder)
        .with_context(|| format!("could not make a folder in {}", folder.display()))?;
    let copy = work.path().join("damaged.db");
    copy_at_rest(&file, &copy, options)?;
    let old = open_copy(&copy)?;
    let size = fs::metadata(&copy)?.len();
    let mut repaired = None;
    fresh::make(&into, &file, |temporary| {
        repaired = Some(fill((&old, size), temporary, &file, options, tell)?);
        Ok(())
    })?;
    let (mut repaired, entries) = repaired.context("nothing was saved")?;
    if !entries.is_empty() {
        let list = disk::beside(&into, ".old-journal.jsonl");
        match past::keep(&entries, &list) {
            Ok(()) => repaired.journal.kept_in(list),
            Err(err) => repaired.notes.push(format!(
                "the readable entries of the old journal could not be kept: {err:#}"
            )),
        }
    }
    repaired.into = into;
    Ok(repaired)
}

/// Copies the files while no walboard writes to them. A board that nobody ever wrote to has no lock, and gets none.
fn copy_at_rest(file: &Path, copy: &Path, options: &Options) -> anyhow::Result<()> {
    let mode = disk::mode_of(&fs::metadata(file)?);
    let mut lock = WriteLock::new(file, mode);
    if !fresh::exists(lock.path())? {
        return raw::copy(file, copy);
    }
    let patience = options.patience;
    let mut waiting = |waited| patience.is_none_or(|patience| waited < patience);
    let copied = lock.turn(&mut waiting, |_| raw::copy(file, copy));
    copied.unwrap_or_else(|| {
        Err(Busy {
            path: file.to_owned(),
            waited: patience.unwrap_or_default(),
            holder: holder::read(lock.path()),
        }
        .into())
    })
}

/// Opens the private copy, with its beginning mended if that is what is wrong.
fn open_copy(copy: &Path) -> anyhow::Result<Connection> {
    if let Ok(conn) = open_damaged(copy) {
        return Ok(conn);
    }
    raw::mend_header(copy).context("could not mend the beginning of the copy")?;
    open_damaged(copy).context(
        "its list of tables cannot be read, so nothing can be saved from it; restore a snapshot (`walboard snapshots`) or a backup",
    )
}

/// Opens a database that may be damaged anywhere, and makes sure that it is a board.
fn open_damaged(copy: &Path) -> anyhow::Result<Connection> {
    let conn = open::open_with(copy, OpenFlags::SQLITE_OPEN_READ_WRITE)?;
    // A file that is shorter than it says, tables that SQLite cannot make sense of, and a page of which a part is wrong
    // are then no reason to refuse all of it.
    conn.set_db_config(DbConfig::SQLITE_DBCONFIG_DEFENSIVE, false)?;
    conn.execute_batch("PRAGMA writable_schema = ON; PRAGMA cell_size_check = OFF")?;
    let ours: i64 = conn.query_row(
        "SELECT count(*) FROM sqlite_schema WHERE type = 'table' AND name IN ('board', 'card', 'journal')",
        [],
        |row| row.get(0),
    )?;
    ensure!(ours > 0, "there is no board in it");
    Ok(conn)
}

/// Fills the new board; returns what was saved, and the entries of the old journal if it could not be kept as it was.
fn fill(
    (old, size): (&Connection, u64),
    new: &Path,
    file: &Path,
    options: &Options,
    tell: Tell<'_>,
) -> anyhow::Result<(Repaired, Vec<String>)> {
    let mut conn = open::open_with(new, OpenFlags::SQLITE_OPEN_READ_WRITE)?;
    let mode: String = conn.query_row("PRAGMA journal_mode = WAL", [], |row| row.get(0))?;
    ensure!(
        mode == "wal",
        "the file system does not allow a write-ahead log"
    );
    // What a row points to may come after it, or not at all.
    conn.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_FKEY, false)?;
    let tx = conn.transaction_with_behavior(TransactionBehavior::Immediate)?;
    schema::migrate_to(&tx, version(old)?)?;
    let mut tables = Vec::new();
    let all = table::all(&tx)?;
    for (table, at) in all.iter().zip(1..) {
        tables.push(walk::salvage(old, &tx, table, size)?);
        tell(at, all.len());
    }
    schema::migrate_to(&tx, schema::VERSION)?;
    let mut notes = Vec::new();
    board_row(&tx, file, &mut notes)?;
    let past = past::read(&tx, &tables)?;
    past.complete(&tx, &tables, &mut notes)?;
    orphans::settle(&tx, past.board(), &mut notes)?;
    numbers(old, &tx, past.board())?;
    let entries = past.go_on(&tx, &options.actor)?;
    let board = rows::whole(&tx)?;
    let repaired = Repaired {
        into: new.to_owned(),
        columns: board.columns().len(),
        cards: board.cards().count(),
        tables,
        journal: past.journal(),
        notes,
    };
    let wrong = health::soundness(&tx)?;
    tx.commit()?;
    for finding in wrong {
        if finding.verdict == Verdict::Bad {
            bail!("what was saved does not hold together: {}", finding.found);
        }
    }
    fresh::close(conn, new)?;
    Ok((repaired, entries))
}

/// Finds out which tables the old board has, by its own word if that can be.
fn version(old: &Connection) -> anyhow::Result<i32> {
    let said = schema::version(old).unwrap_or(0);
    if (1..=schema::VERSION).contains(&said) {
        return Ok(said);
    }
    let has = |name: &str| -> rusqlite::Result<bool> {
        old.query_row(
            "SELECT EXISTS (SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = ?1)",
            [name],
            |row| row.get(0),
        )
    };
    // The number itself may be what is damaged: the newest tables that are all there are meant.
    for version in (1..=schema::VERSION).rev() {
        let mut sound = Connection::open_in_memory()?;
        let tx = sound.transaction()?;
        schema::migrate_to(&tx, version)?;
        let mut all = true;
        for table in table::all(&tx)? {
            all &= has(&table.name)?;
        }
        if all {
            return Ok(version);
        }
    }
    Ok(1)
}

/// Makes sure that there is the one row about the board itself.
fn board_row(tx: &Transaction<'_>, file: &Path, notes: &mut Vec<String>) -> anyhow::Result<()> {
    let row = tx.query_row("SELECT 1 FROM board", [], |_| Ok(()));
    if row.optional()?.is_none() {
        let title = file.file_stem().unwrap_or_default().to_string_lossy();
        tx.execute(
            "INSERT INTO board (one, title, created) VALUES (1, ?1, ?2)",
            (&title, super::now().to_string()),
        )?;
        notes.push(format!("the title was lost; it is now “{title}”"));
    }
    Ok(())
}

/// Sees to it that no number of a card or column that was ever there is given again.
fn numbers(
    old: &Connection,
    tx: &Transaction<'_>,
    past: &crate::board::Board,
) -> anyhow::Result<()> {
    let (card, column) = past.last_numbers();
    for (table, past) in [("card", card.0), ("board_column", column.0)] {
        let said = old.query_row(
            "SELECT seq FROM sqlite_sequence WHERE name = ?1",
            [table],
            |row| row.get::<_, i64>(0),
        );
        // A number beyond all reason is a damaged one.
        let said = said.ok().filter(|said| *said < i64::from(i32::MAX));
        let last = past.max(said.unwrap_or(0));
        let changed = tx.execute(
            "UPDATE sqlite_sequence SET seq = max(seq, ?2) WHERE name = ?1",
            (table, last),
        )?;
        if changed == 0 && last > 0 {
            tx.execute(
                "INSERT INTO sqlite_sequence (name, seq) VALUES (?1, ?2)",
                (table, last),
            )?;
        }
    }
    Ok(())
}
