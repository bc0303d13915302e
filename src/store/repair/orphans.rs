//! Rows that point to what was lost.

use rusqlite::{Connection, Transaction};

use super::table::quote;
use crate::board::{Board, ColumnId};

/// Gives cards whose column was lost a column, and removes rows that belong to no card any more.
pub(super) fn settle(
    tx: &Transaction<'_>,
    past: &Board,
    notes: &mut Vec<String>,
) -> anyhow::Result<()> {
    let mut query = tx.prepare(
        "SELECT DISTINCT column_id FROM card WHERE column_id NOT IN (SELECT id FROM board_column)",
    )?;
    let lost: Vec<i64> = query
        .query_map([], |row| row.get(0))?
        .collect::<Result<_, _>>()?;
    for id in lost {
        let known = past.column(ColumnId(id));
        let name = known.map_or_else(|| format!("Saved cards {id}"), |column| column.name.clone());
        let rank = known.map_or("zz", |column| column.rank.as_str());
        tx.execute(
            "INSERT INTO board_column (id, name, rank) VALUES (?1, ?2, ?3)",
            (id, &name, rank),
        )?;
        notes.push(format!("column {id} was lost; its cards are in “{name}”"));
    }
    // What goes may be what others point to.
    while remove(tx, notes)? {}
    Ok(())
}

/// Removes rows whose reference leads nowhere; tells whether there were any.
fn remove(tx: &Connection, notes: &mut Vec<String>) -> rusqlite::Result<bool> {
    let mut query = tx.prepare(
        r#"SELECT list.name, reference."from", reference."table", ifnull(reference."to", 'id')
           FROM pragma_table_list AS list JOIN pragma_foreign_key_list(list.name) AS reference
           WHERE list.schema = 'main'"#,
    )?;
    let references = query.query_map([], |row| {
        Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?))
    })?;
    let references: Vec<(String, String, String, String)> = references.collect::<Result<_, _>>()?;
    let mut any = false;
    for (table, from, other, to) in references {
        let gone = tx.execute(
            &format!(
                "DELETE FROM {} WHERE {from} IS NOT NULL AND {from} NOT IN (SELECT {} FROM {})",
                quote(&table),
                quote(&to),
                quote(&other),
                from = quote(&from),
            ),
            [],
        )?;
        if gone > 0 {
            any = true;
            notes.push(format!("{gone} rows of {table} belonged to a lost {other}"));
        }
    }
    Ok(any)
}
