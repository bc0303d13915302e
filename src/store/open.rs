//! Opening a board that is there.

use std::cell::OnceCell;
use std::fs::Metadata;
use std::io;
use std::path::Path;
use std::time::Duration;

use anyhow::{bail, ensure};
use rusqlite::config::DbConfig;
use rusqlite::{Connection, OpenFlags, Transaction, TransactionBehavior};

use super::disk::{self, FileId};
use super::lock::WriteLock;
use super::log::Log;
use super::read::Reader;
use super::why::{Cause, Doing, Saying as _, Unfit, Why};
use super::{Mode, NoBoard, Options, Store, damage, raw, schema};

/// The first SQLite whose write-ahead log does not lose commits when two processes checkpoint (`WAL-reset bug`,
/// sqlite.org/wal.html).
pub(super) const OLDEST_SQLITE: i32 = 3_051_003;
/// How long one try of SQLite's waits for SQLite's own lock.
pub(super) const BUSY: Duration = Duration::from_millis(100);

impl Store {
    /// Opens a board that exists.
    ///
    /// Tables of an older walboard are brought up to date, under the lock. The board of a newer walboard, and one
    /// that may not be written, is opened read-only (see [`mode`](Self::mode)).
    ///
    /// # Errors
    /// [`NoBoard`] when there is no such file; otherwise why it is not a board, or cannot be read.
    pub fn open(path: &Path, options: Options) -> anyhow::Result<Self> {
        let meta = match std::fs::metadata(path) {
            Err(err)
                if matches!(
                    err.kind(),
                    io::ErrorKind::NotFound | io::ErrorKind::NotADirectory
                ) =>
            {
                let path = path.to_owned();
                return Err(NoBoard { path }.into());
            }
            other => other,
        };
        let failed = || Cause::Cannot(Doing::Open, path.to_owned());
        let meta = meta.saying(failed)?;
        plausible(&meta).saying(failed)?;
        let path = path.canonicalize().saying(failed)?;
        let program = options.program.clone();
        Self::open_file(&path, &meta, options)
            .map_err(damage::no_room)
            .saying(failed)
            .map_err(|err| damage::at_opening(err, &path, program.as_deref()))
    }

    fn open_file(path: &Path, meta: &Metadata, options: Options) -> anyhow::Result<Self> {
        let (mut conn, mut mode) = connect(path)?;
        let log = Log::of(&mut conn)?;
        let mut lock = WriteLock::new(path, disk::mode_of(meta));
        let version = schema::version(&conn)?;
        if version > schema::VERSION {
            let known = schema::VERSION;
            mode = Mode::ReadOnly(Cause::Newer { version, known }.into());
        }
        if let (true, Mode::ReadOnly(why)) = (version < schema::VERSION, &mode) {
            let why = why.clone();
            bail!(Unfit::Old { version, why });
        }
        if version < schema::VERSION {
            let patience = options.patience;
            let mut waiting = |waited: Duration| patience.is_none_or(|patience| waited < patience);
            let brought_up = |conn: &Connection| {
                // All of the tables may be in the log now, and who opens the board alone reads all of it.
                migrate(conn).map(|()| log.put_away(conn, true))
            };
            lock.turn(&mut waiting, |_| brought_up(&conn))
                .ok_or(Unfit::OldAndBusy)??;
        }
        let title = title(&conn)?;
        // Having read, SQLite has them open.
        let beside = disk::sides_of(path);
        let store = Self {
            reader: Reader::new(conn, path, options.program.clone()),
            file: meta.into(),
            beside,
            rescued: OnceCell::new(),
            lock,
            log,
            options,
            mode,
            title,
            wrote: false,
            awaited: None,
            ears: None,
            keeper: None,
            told: None,
        };
        // Opened by path after asking by path: make sure it was one file all along.
        let same = FileId::of_path(path).ok() == Some(store.file);
        ensure!(same, Unfit::Moving);
        Ok(store)
    }
}

/// Refuses what cannot be a board, without opening it.
fn plausible(meta: &Metadata) -> anyhow::Result<()> {
    ensure!(!meta.is_dir(), Unfit::Folder);
    ensure!(meta.is_file(), Unfit::Special);
    ensure!(meta.len() > 0, Unfit::Empty);
    // SQLite names its log after the path: under two names there would be two logs for one file.
    ensure!(disk::names_of(meta) == 1, Unfit::Names);
    Ok(())
}

/// Opens the connection, for writing if that may be.
fn connect(path: &Path) -> anyhow::Result<(Connection, Mode)> {
    let first = open_with(path, OpenFlags::SQLITE_OPEN_READ_WRITE).and_then(|conn| {
        schema::recognise(&conn)?;
        Ok(conn)
    });
    match first {
        Ok(conn) if conn.is_readonly("main")? => {
            Ok((conn, Mode::ReadOnly(Cause::NoPermission.into())))
        }
        Ok(conn) => Ok((conn, Mode::ReadWrite)),
        Err(err) => {
            // In a directory that may not be written SQLite cannot open for writing; reading may still be possible.
            let again = open_with(path, OpenFlags::SQLITE_OPEN_READ_ONLY).and_then(|conn| {
                schema::recognise(&conn)?;
                Ok(conn)
            });
            match again {
                Ok(conn) => Ok((conn, Mode::ReadOnly(Why::of(&err)))),
                Err(_) => Err(err),
            }
        }
    }
}

/// Opens a connection that makes no file, and sets what every connection of ours has.
pub(super) fn open_with(path: &Path, access: OpenFlags) -> anyhow::Result<Connection> {
    let version = rusqlite::version_number();
    if version < OLDEST_SQLITE {
        bail!(
            "this walboard was built with SQLite {}, which can lose commits; it needs 3.51.3",
            rusqlite::version()
        );
    }
    raw::database_is_opened();
    let conn = Connection::open_with_flags(path, access | OpenFlags::SQLITE_OPEN_NO_MUTEX)?;
    conn.busy_timeout(BUSY)?;
    for (setting, on) in [
        // Closing must not checkpoint: it would do so without the lock. The log stays for the next one to use.
        (DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, true),
        (DbConfig::SQLITE_DBCONFIG_DEFENSIVE, true),
        (DbConfig::SQLITE_DBCONFIG_TRUSTED_SCHEMA, false),
        (DbConfig::SQLITE_DBCONFIG_DQS_DML, false),
        (DbConfig::SQLITE_DBCONFIG_DQS_DDL, false),
        // The triggers count what strangers write.
        (DbConfig::SQLITE_DBCONFIG_ENABLE_TRIGGER, false),
        (DbConfig::SQLITE_DBCONFIG_ENABLE_FKEY, true),
        // Without it, a statement that could use a partial index is planned anew for each value it is given.
        (DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true),
    ] {
        conn.set_db_config(setting, on)?;
    }
    // The log is put away in `store/log.rs`, under the lock.
    conn.execute_batch(
        "PRAGMA synchronous = FULL; PRAGMA cell_size_check = ON; PRAGMA mmap_size = 0; PRAGMA wal_autocheckpoint = 0;",
    )?;
    conn.set_prepared_statement_cache_capacity(64);
    Ok(conn)
}

/// Brings the tables up to date, in one transaction; somebody else may have done so while we waited.
fn migrate(conn: &Connection) -> anyhow::Result<()> {
    let tx = Transaction::new_unchecked(conn, TransactionBehavior::Immediate)?;
    if schema::version(&tx)? < schema::VERSION {
        schema::migrate(&tx)?;
        tx.commit()?;
    }
    Ok(())
}

fn title(conn: &Connection) -> anyhow::Result<String> {
    let title = conn.query_row("SELECT title FROM board", [], |row| {
        super::rows::text(row, 0)
    });
    title.saying(|| Unfit::Untitled.into())
}
