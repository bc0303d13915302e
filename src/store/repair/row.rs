//! A row on its way from the old file into the new one.

use rusqlite::types::{Value, ValueRef};
use rusqlite::{Connection, ErrorCode, Row, ffi};

use super::table::{Table, quote};
use super::walk::Salvaged;

/// A row: its number, if it has one, and its columns; `None` where one could not be read.
pub(super) struct Found {
    pub(super) key: i64,
    pub(super) values: Vec<Option<Value>>,
}

/// Reads a row whose first column is its number.
pub(super) fn found(row: &Row<'_>, columns: usize) -> rusqlite::Result<Found> {
    let values = (1..=columns).map(|at| Ok(Some(value(row.get_ref(at)?))));
    Ok(Found {
        key: row.get(0)?,
        values: values.collect::<rusqlite::Result<_>>()?,
    })
}

/// Takes a value as it is, but for text that is not UTF-8, which is mended.
pub(super) fn value(value: ValueRef<'_>) -> Value {
    match value {
        ValueRef::Null => Value::Null,
        ValueRef::Integer(number) => Value::Integer(number),
        ValueRef::Real(number) => Value::Real(number),
        ValueRef::Text(bytes) => Value::Text(String::from_utf8_lossy(bytes).into_owned()),
        ValueRef::Blob(bytes) => Value::Blob(bytes.to_vec()),
    }
}

/// Puts a row into the new table. What the table does not take, or could not be read, is left out one column at a time,
/// so that a wrong priority does not cost the card.
pub(super) fn save(
    new: &Connection,
    table: &Table,
    mut row: Found,
    done: &mut Salvaged,
) -> rusqlite::Result<()> {
    let mut lost: Vec<String> = Vec::new();
    for (column, value) in table.columns.iter().zip(&mut row.values) {
        if value.is_none() {
            lost.push(column.name.clone());
            if !column.optional {
                *value = Some(column.unknown());
            }
        }
    }
    let mut saved = insert(new, table, &row.values)?;
    if saved == Insert::Refused {
        for at in 0..table.columns.len() {
            let column = &table.columns[at];
            let other = (!column.optional).then(|| column.unknown());
            if column.in_key || row.values[at] == other {
                continue;
            }
            let before = std::mem::replace(&mut row.values[at], other);
            saved = insert(new, table, &row.values)?;
            if saved != Insert::Refused {
                lost.push(column.name.clone());
                break;
            }
            row.values[at] = before;
        }
    }
    match saved {
        Insert::Done => done.rows += 1,
        Insert::Refused => done.refused += 1,
        Insert::Known => return Ok(()),
    }
    if saved == Insert::Done && !lost.is_empty() {
        let (table, key, lost) = (&table.name, row.key, lost.join(", "));
        done.mended.push(format!("{table} {key}: {lost}"));
        done.mended_keys.push(key);
    }
    Ok(())
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Insert {
    Done,
    /// It came from the other end already.
    Known,
    Refused,
}

fn insert(new: &Connection, table: &Table, values: &[Option<Value>]) -> rusqlite::Result<Insert> {
    let given = || {
        table
            .columns
            .iter()
            .zip(values)
            .filter_map(|(column, value)| Some((column, value.as_ref()?)))
    };
    let names: Vec<String> = given().map(|(column, _)| quote(&column.name)).collect();
    let marks = vec!["?"; names.len()].join(", ");
    let sql = format!(
        "INSERT INTO {} ({}) VALUES ({marks})",
        quote(&table.name),
        names.join(", ")
    );
    let values = given().map(|(_, value)| value);
    match new
        .prepare_cached(&sql)?
        .execute(rusqlite::params_from_iter(values))
    {
        Ok(_) => Ok(Insert::Done),
        Err(rusqlite::Error::SqliteFailure(err, _))
            if [
                ffi::SQLITE_CONSTRAINT_PRIMARYKEY,
                ffi::SQLITE_CONSTRAINT_ROWID,
            ]
            .contains(&err.extended_code) =>
        {
            Ok(Insert::Known)
        }
        Err(err)
            if matches!(
                err.sqlite_error_code(),
                Some(ErrorCode::ConstraintViolation | ErrorCode::TypeMismatch | ErrorCode::TooBig)
            ) =>
        {
            Ok(Insert::Refused)
        }
        Err(err) => Err(err),
    }
}
