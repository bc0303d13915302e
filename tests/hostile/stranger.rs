//! Boards written by a stranger who keeps no rule of theirs.

use std::path::Path;

use rusqlite::Connection;
use walboard::demo;

use crate::common::command::Walboard;

/// Sets colours, the clipboard and the title, opens a link, rings, goes backwards, hides, and ends in no text at all.
/// As bytes, because the last one is none of UTF-8.
pub(crate) const HOSTILE: &[u8] =
    b"a\x1b[31mEVIL\x1b]52;c;RVZJTA==\x07\x1b]0;EVIL\x1b\\\x1b]8;;http://evil\x1b\\b\
    \xc2\x9b2J\xc2\x90q\x7f\x08\r\tc\xe2\x80\xaed\xe2\x81\xa6e\xe2\x80\x8bf\xef\xbb\xbfg\xff\xc3";

/// The same where it must be text, as in JSON.
pub(crate) fn hostile() -> String {
    String::from_utf8_lossy(HOSTILE).into_owned()
}

pub(crate) fn hex() -> String {
    HOSTILE.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// What the file holds: each table with its columns of text.
pub(crate) fn texts(conn: &Connection) -> Vec<(String, Vec<String>)> {
    let mut tables = conn
        .prepare(
            "SELECT name FROM sqlite_master
             WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name",
        )
        .unwrap();
    let tables: Vec<String> = tables
        .query_map([], |row| row.get(0))
        .unwrap()
        .collect::<Result<_, _>>()
        .unwrap();
    let columns = |table: &String| -> Vec<String> {
        let mut query = conn
            .prepare("SELECT name FROM pragma_table_info(?1) WHERE type = 'TEXT'")
            .unwrap();
        query
            .query_map([table], |row| row.get(0))
            .unwrap()
            .collect::<Result<_, _>>()
            .unwrap()
    };
    tables
        .into_iter()
        .map(|table| {
            let columns = columns(&table);
            (table, columns)
        })
        .collect()
}

/// Opens the file as a stranger who keeps no rule of it.
pub(crate) fn stranger(path: &Path) -> Connection {
    let conn = Connection::open(path).unwrap();
    conn.execute_batch(
        "PRAGMA ignore_check_constraints = ON; PRAGMA foreign_keys = OFF;
         DROP TRIGGER journal_is_not_rewritten;",
    )
    .unwrap();
    for (table, columns) in texts(&conn) {
        let any: bool = conn
            .query_row(
                &format!("SELECT EXISTS (SELECT 1 FROM {table})"),
                [],
                |row| row.get(0),
            )
            .unwrap();
        if !any {
            fill(&conn, &table, &columns);
        }
    }
    conn
}

/// Puts a row into an empty table: a card's, as all such tables have it.
pub(crate) fn fill(conn: &Connection, table: &str, texts: &[String]) {
    let mut query = conn
        .prepare("SELECT name FROM pragma_table_info(?1)")
        .unwrap();
    let names: Vec<String> = query
        .query_map([table], |row| row.get(0))
        .unwrap()
        .collect::<Result<_, _>>()
        .unwrap();
    let value = |name: &String| match name.as_str() {
        "kind" => "'blocks'",
        "color" => "'red'",
        "at" => "'2026-01-02T03:04:05.678Z'",
        "other_id" => "2",
        name if texts.iter().any(|text| text == name) => "'x'",
        _ => "1",
    };
    let values: Vec<&str> = names.iter().map(value).collect();
    let (names, values) = (names.join(", "), values.join(", "));
    conn.execute(
        &format!("INSERT INTO {table} ({names}) VALUES ({values})"),
        [],
    )
    .unwrap();
}

/// A copy of the sample board in a home of its own.
pub(crate) fn home() -> Walboard {
    let walboard = Walboard::homeless();
    let demo = demo::make().unwrap();
    let conn = Connection::open(demo.path()).unwrap();
    let to = walboard.home().join("team.db");
    conn.execute("VACUUM INTO ?1", [to.to_str().unwrap()])
        .unwrap();
    let copy = Connection::open(to).unwrap();
    copy.execute_batch("PRAGMA journal_mode = WAL").unwrap();
    walboard
}

/// A home whose board has it in every column of free text.
pub(crate) fn hostile_home() -> Walboard {
    let walboard = home();
    let conn = stranger(&walboard.path("team.db"));
    for (table, columns) in texts(&conn) {
        // What must be read for the rest to be shown at all stays as it is; it has its turn below.
        let free = |name: &&String| {
            [
                "title", "body", "assignee", "blocked", "name", "label", "text", "by", "actor",
                "user", "source",
            ]
            .contains(&name.as_str())
        };
        for column in columns.iter().filter(free) {
            conn.execute(
                &format!(
                    "UPDATE OR IGNORE {table} SET {column} = CAST(x'{}' AS TEXT) || {column}",
                    hex()
                ),
                [],
            )
            .unwrap();
        }
    }
    for side in ["before", "after"] {
        for field in ["title", "body", "name", "assignee"] {
            let path = format!("$.{field}");
            conn.execute(
                &format!(
                    "UPDATE journal SET {side} = json_set({side}, ?1, ?2 || json_extract({side}, ?1))
                     WHERE json_type({side}, ?1) = 'text'"
                ),
                [&path, &hostile()],
            )
            .unwrap();
        }
    }
    drop(conn);
    walboard
}
