//! What is right and wrong with a board: each check in plain words, with what to do about it.

mod journal;

use std::fmt::Display;
use std::time::Duration;

use rusqlite::Connection;

use super::why::Doing;
use super::{Mode, Store, disk, holder, open, rows, schema, snapshots, watch};

/// How one check came out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verdict {
    /// As it should be.
    Ok,
    /// Works, but should be known.
    Note,
    /// Wrong.
    Bad,
}

/// One check.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// What was looked at.
    pub check: &'static str,
    /// How it came out.
    pub verdict: Verdict,
    /// What was found.
    pub found: String,
    /// What to do about it.
    pub advice: Option<String>,
}

fn ok(check: &'static str, found: impl Display) -> Finding {
    Finding {
        check,
        verdict: Verdict::Ok,
        found: found.to_string(),
        advice: None,
    }
}

fn note(check: &'static str, found: impl Display, advice: impl Display) -> Finding {
    Finding {
        check,
        verdict: Verdict::Note,
        found: found.to_string(),
        advice: Some(advice.to_string()),
    }
}

fn bad(check: &'static str, found: impl Display, advice: impl Display) -> Finding {
    Finding {
        verdict: Verdict::Bad,
        ..note(check, found, advice)
    }
}

/// How many faults of one kind are told one by one.
const MOST: usize = 10;
/// A log larger than this, in bytes, is held open by a reader that does not end.
const LOG_LARGE: u64 = 32 << 20;

impl Store {
    /// Checks the board: its file, its tables and its journal, and whether it can be shared safely where it is.
    ///
    /// Takes the lock for a moment to see whether it can be had; everything else only reads.
    ///
    /// # Errors
    /// When a check could not be made at all.
    pub fn check(&mut self) -> anyhow::Result<Vec<Finding>> {
        let checked = self.check_all();
        checked.map_err(|err| self.reader.failed(Doing::Check, err))
    }

    fn check_all(&mut self) -> anyhow::Result<Vec<Finding>> {
        let conn = &self.reader.conn;
        let mut findings = vec![version(conn)?];
        let tx = self.reader.transaction()?;
        let (integrity, verdict) = integrity(&tx);
        if let Some(verdict) = verdict {
            // What else there is to say of such a file means nothing.
            let damaged = self.reader.is_damaged(verdict);
            findings.push(bad(integrity.check, integrity.found, damaged.advice()));
            return Ok(findings);
        }
        findings.extend(contents(&tx)?);
        drop(tx);
        findings.extend([
            self.snapshots(),
            self.journal_mode()?,
            self.log(),
            self.file_system(),
            self.notices(),
            self.permissions(),
            self.lock(),
        ]);
        if let Mode::ReadOnly(why) = self.mode() {
            findings.push(note(
                "access",
                format!("read-only: {why}"),
                "ask the owner if you should be able to write",
            ));
        }
        Ok(findings)
    }

    fn snapshots(&self) -> Finding {
        const CHECK: &str = "snapshots";
        match snapshots::list(&self.reader.path) {
            Err(err) => note(CHECK, format!("{err:#}"), "see to the folder's permissions"),
            Ok(snapshots) => match snapshots.first() {
                None => ok(CHECK, "none yet"),
                Some(newest) => {
                    let (count, name) = (snapshots.len(), &newest.name);
                    ok(CHECK, format!("{count}, the newest is {name}"))
                }
            },
        }
    }

    fn journal_mode(&self) -> anyhow::Result<Finding> {
        let mode: String = self
            .reader
            .conn
            .query_row("PRAGMA journal_mode", [], |row| row.get(0))?;
        Ok(match mode.as_str() {
            "wal" => ok("journal mode", "wal"),
            other => note(
                "journal mode",
                format!("{other}, not wal: readers and writers wait for each other"),
                "close the board everywhere, then: sqlite3 FILE 'PRAGMA journal_mode = WAL'",
            ),
        })
    }

    fn log(&self) -> Finding {
        let mut log = self.reader.path.clone().into_os_string();
        log.push("-wal");
        match std::fs::metadata(log).map_or(0, |meta| meta.len()) {
            len if len > LOG_LARGE => note(
                "log size",
                format!("{} MB: somebody keeps reading and never ends", len >> 20),
                "look for a program that holds the board open, such as an sqlite3 shell in a transaction",
            ),
            len => ok("log size", format!("{} KB", len.div_ceil(1024))),
        }
    }

    fn file_system(&self) -> Finding {
        match disk::foreign_file_system(&self.reader.path) {
            None => ok("file system", "local"),
            Some(kind) => bad(
                "file system",
                format!("{kind}: locks and shared memory do not hold between machines there"),
                "move the board to a local disk; open it from one machine only",
            ),
        }
    }

    fn notices(&self) -> Finding {
        match watch::without_notices(&self.reader.path) {
            None => ok("change notices", "the system tells of changes"),
            Some(why) => note(
                "change notices",
                format!("not to be had: {why}"),
                "open boards look at the file four times a second instead, and ask again by themselves",
            ),
        }
    }

    /// Whoever may write the board must be able to write beside it too: SQLite's two files, and the lock.
    fn permissions(&self) -> Finding {
        const CHECK: &str = "permissions";
        let folder = self.reader.path.parent().unwrap_or(&self.reader.path);
        let (Ok(file), Ok(folder_meta)) = (
            std::fs::metadata(&self.reader.path),
            std::fs::metadata(folder),
        ) else {
            return bad(
                CHECK,
                "the board's file or folder cannot be looked at",
                "see whether it is still there",
            );
        };
        let (file, around) = (
            disk::mode_of(&file) & 0o777,
            disk::mode_of(&folder_meta) & 0o7777,
        );
        let modes = format!("file {file:o}, folder {around:o}");
        let group_writes = file & 0o020 != 0;
        if group_writes && (around & 0o2000 == 0 || around & 0o070 != 0o070) {
            let path = folder.display();
            return bad(
                CHECK,
                format!("{modes}: the group may write the board, but not share its side files"),
                format!("chmod 2770 '{path}'"),
            );
        }
        if file & 0o002 != 0 {
            return note(
                CHECK,
                format!("{modes}: everybody may write"),
                "chmod o-w, unless that is meant",
            );
        }
        ok(
            CHECK,
            if group_writes {
                format!("{modes}: shared with the group")
            } else {
                modes
            },
        )
    }

    fn lock(&mut self) -> Finding {
        let patience = Duration::from_secs(1);
        let turn = self.lock.turn(&mut |waited| waited < patience, |_| ());
        match (turn, self.lock.without()) {
            (Some(()), None) => ok("write lock", "free, and it works"),
            (Some(()), Some(why)) => note(
                "write lock",
                format!("not to be had: {}: {why}", self.lock.path().display()),
                "writing works on SQLite's own locks; turns are less fair, and a wait cannot name who holds it up",
            ),
            (None, _) => match holder::read(self.lock.path()) {
                Some(holder) => note(
                    "write lock",
                    format!("held by {holder}"),
                    "it ends with that process at the latest",
                ),
                None => note(
                    "write lock",
                    "held by an unknown process",
                    "it ends with that process at the latest",
                ),
            },
        }
    }
}

/// Checks what is in the file: pages, references, tables against journal.
pub(super) fn soundness(conn: &Connection) -> anyhow::Result<Vec<Finding>> {
    let mut findings = vec![integrity(conn).0];
    findings.extend(contents(conn)?);
    Ok(findings)
}

fn contents(conn: &Connection) -> anyhow::Result<Vec<Finding>> {
    let mut findings = vec![foreign_keys(conn)?];
    findings.extend(journal::matches_tables(conn));
    Ok(findings)
}

fn version(conn: &Connection) -> anyhow::Result<Finding> {
    let (tables, known, sqlite) = (schema::version(conn)?, schema::VERSION, rusqlite::version());
    if rusqlite::version_number() < open::OLDEST_SQLITE {
        return Ok(bad(
            "versions",
            format!("SQLite {sqlite} can lose commits"),
            "build walboard with its own SQLite",
        ));
    }
    let found = format!("tables {tables}, SQLite {sqlite}");
    Ok(if tables > known {
        note(
            "versions",
            format!("{found}; this walboard knows tables {known}"),
            "use the newer walboard",
        )
    } else {
        ok("versions", found)
    })
}

/// Has SQLite look at every page; also returns what it found wrong.
fn integrity(conn: &Connection) -> (Finding, Option<String>) {
    const CHECK: &str = "integrity";
    let ask = || -> rusqlite::Result<Vec<String>> {
        let mut query = conn.prepare("PRAGMA integrity_check(10)")?;
        query.query_map([], |row| rows::text(row, 0))?.collect()
    };
    let verdict = match ask() {
        Ok(lines) if lines == ["ok"] => return (ok(CHECK, "SQLite finds nothing wrong"), None),
        Ok(lines) => lines.join("; "),
        Err(err) => err.to_string(),
    };
    let advice = "save what can be read with `walboard repair`";
    (bad(CHECK, &verdict, advice), Some(verdict))
}

fn foreign_keys(conn: &Connection) -> anyhow::Result<Finding> {
    let mut query = conn.prepare("PRAGMA foreign_key_check")?;
    let row = |row: &rusqlite::Row<'_>| {
        let (table, id): (String, Option<i64>) = (row.get(0)?, row.get(1)?);
        let id = id.map_or_else(String::new, |id| format!(" {id}"));
        Ok(format!("{table}{id} points to nothing"))
    };
    let lines: Vec<String> = query.query_map([], row)?.collect::<Result<_, _>>()?;
    Ok(if lines.is_empty() {
        ok("foreign keys", "every reference leads somewhere")
    } else {
        let some = lines[..lines.len().min(MOST)].join("; ");
        bad(
            "foreign keys",
            some,
            "mend the rows with the sqlite3 shell, on a copy first",
        )
    })
}
