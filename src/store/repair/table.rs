//! What the tables of a board look like, as SQLite tells it of a sound one.

use rusqlite::Connection;
use rusqlite::types::Value;

/// A table whose rows are to be saved.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Table {
    pub(super) name: String,
    pub(super) columns: Vec<Column>,
    /// The number by which its rows are found one after the other: the row's own, or the first column of the key.
    pub(super) key: String,
    /// The whole key, in order.
    pub(super) order: String,
    /// Whether no two rows have one number.
    pub(super) unique: bool,
    /// Whether the key begins with a number, so that rows can be looked for in the middle.
    pub(super) numbered: bool,
    /// Whether the number is that of a card.
    pub(super) of_card: bool,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Column {
    pub(super) name: String,
    kind: String,
    /// Whether a row may go without it.
    pub(super) optional: bool,
    pub(super) in_key: bool,
}

impl Column {
    /// Returns what stands for a value that must be there and cannot be read.
    pub(super) fn unknown(&self) -> Value {
        match self.kind.as_str() {
            "INTEGER" => Value::Integer(0),
            _ => Value::Text("(unreadable)".to_owned()),
        }
    }
}

/// Lists the tables of a sound board, those that others point to first.
pub(super) fn all(sound: &Connection) -> rusqlite::Result<Vec<Table>> {
    let mut query = sound.prepare(
        "SELECT name, wr FROM pragma_table_list
         WHERE schema = 'main' AND type = 'table' AND name NOT LIKE 'sqlite_%'
         ORDER BY name NOT IN ('board', 'board_column'), name <> 'card', name",
    )?;
    let names = query.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?;
    let names: Vec<(String, bool)> = names.collect::<Result<_, _>>()?;
    names
        .into_iter()
        .map(|(name, keyed)| table(sound, name, keyed))
        .collect()
}

/// Asks about one table; `keyed` ones have no row numbers, their key is all they have.
fn table(sound: &Connection, name: String, keyed: bool) -> rusqlite::Result<Table> {
    let mut query = sound
        .prepare(r#"SELECT name, type, "notnull", dflt_value, pk FROM pragma_table_info(?1)"#)?;
    let mut key: Vec<(i64, String)> = Vec::new();
    let columns = query.query_map([&name], |row| {
        let column = Column {
            name: row.get(0)?,
            kind: row.get(1)?,
            optional: !row.get::<_, bool>(2)? || row.get::<_, Option<String>>(3)?.is_some(),
            in_key: row.get::<_, i64>(4)? > 0,
        };
        if column.in_key {
            key.push((row.get(4)?, column.name.clone()));
        }
        Ok(column)
    })?;
    let columns: Vec<Column> = columns.collect::<Result<_, _>>()?;
    key.sort();
    let names: Vec<String> = key.into_iter().map(|(_, name)| quote(&name)).collect();
    let (key, order) = match keyed {
        true => (names[0].clone(), names),
        false => ("rowid".to_owned(), vec!["rowid".to_owned()]),
    };
    let is_number = |column: &Column| quote(&column.name) == key && column.kind == "INTEGER";
    Ok(Table {
        numbered: !keyed || columns.iter().any(is_number),
        of_card: key == r#""card_id""# || name == "card",
        unique: order.len() == 1,
        key,
        order: order.join(", "),
        name,
        columns,
    })
}

/// Puts a name into quotes, as SQL wants it where it could be a word of its own.
pub(super) fn quote(name: &str) -> String {
    format!("\"{}\"", name.replace('"', "\"\""))
}
