//! Cards and columns by what people call them.

use super::exit::Missing;
use crate::board::{Board, Card, CardId, Column};
use crate::edit::{Need, Refusal};
use crate::store::Store;

/// Reads a card, archived or not.
pub(super) fn card(store: &Store, id: CardId) -> anyhow::Result<Card> {
    let part = store.part(&[Need::Card(id)])?;
    Ok(part.card(id).ok_or(Refusal::NoCard(id))?.clone())
}

/// Reads several cards, in the order of their numbers in `ids`.
pub(super) fn cards(store: &Store, ids: &[CardId]) -> anyhow::Result<Vec<Card>> {
    let needs: Vec<Need> = ids.iter().map(|id| Need::Card(*id)).collect();
    let part = store.part(&needs)?;
    let find = |id: &CardId| Ok(part.card(*id).ok_or(Refusal::NoCard(*id))?.clone());
    ids.iter().map(find).collect()
}

/// Reads a card with all cards that it is linked to, whoever has the link.
pub(super) fn with_linked(store: &Store, id: CardId) -> anyhow::Result<Board> {
    let own = card(store, id)?.links;
    let own = own.into_iter().map(|link| Need::Card(link.card));
    let needs: Vec<Need> = own.chain([Need::Linked(id)]).collect();
    store.part(&needs)
}

/// Finds a column by its name, whatever its capitals and blanks, or by the beginning of its name.
pub(super) fn column<'a>(board: &'a Board, name: &str) -> Result<&'a Column, Missing> {
    if let Some(column) = board.column_named(name) {
        return Ok(column);
    }
    let bare = |name: &str| name.split_whitespace().collect::<String>().to_lowercase();
    let wanted = bare(name);
    let columns = board.columns();
    let those = |fits: &dyn Fn(&str) -> bool| -> Vec<&'a Column> {
        columns
            .iter()
            .filter(|column| fits(&bare(&column.name)))
            .collect()
    };
    let mut found = those(&|name| name == wanted);
    if found.is_empty() && !wanted.is_empty() {
        found = those(&|name| name.starts_with(&wanted));
    }
    match found[..] {
        [column] => Ok(column),
        [] if columns.is_empty() => Err(no_columns()),
        [] => Err(Missing(format!(
            "there is no column “{name}”; there are {}",
            names(columns.iter())
        ))),
        _ => Err(Missing(format!(
            "“{name}” could be {}; write more of it",
            names(found.into_iter())
        ))),
    }
}

/// Finds the column of that name, or without a name the first one.
pub(super) fn column_or_first<'a>(
    board: &'a Board,
    name: Option<&str>,
) -> Result<&'a Column, Missing> {
    match name {
        Some(name) => column(board, name),
        None => board.columns().first().ok_or_else(no_columns),
    }
}

fn no_columns() -> Missing {
    Missing("this board has no columns; `walboard column add NAME` makes one".to_owned())
}

fn names<'a>(columns: impl Iterator<Item = &'a Column>) -> String {
    let names: Vec<String> = columns.map(|column| format!("“{}”", column.name)).collect();
    names.join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::board::{ColumnId, Rank};

    fn board(names: &[&str]) -> Board {
        let column = |(at, name): (usize, &&str)| {
            let id = i64::try_from(at).expect("few") + 1;
            Column::new(
                ColumnId(id),
                (*name).to_owned(),
                None,
                Rank::stored(&format!("a{at}")),
            )
        };
        let columns: Vec<Column> = names.iter().enumerate().map(column).collect();
        let last = ColumnId(i64::try_from(columns.len()).expect("few"));
        Board::new(columns, [], CardId(0), last)
    }

    #[test]
    fn columns_are_found_by_name_and_beginning() {
        let board = board(&["To do", "Doing", "Done", "Do"]);
        let table = [
            ("to do", "To do"),
            ("TODO", "To do"),
            ("to", "To do"),
            ("doi", "Doing"),
            ("do", "Do"),
            ("Done", "Done"),
        ];
        for (name, found) in table {
            assert_eq!(column(&board, name).expect(name).name, found, "{name}");
        }
        let error = |name| column(&board, name).expect_err("none").0;
        assert_eq!(
            error("don't"),
            "there is no column “don't”; there are “To do”, “Doing”, “Done”, “Do”"
        );
        assert!(error("").contains("there is no column"));
        assert_eq!(column_or_first(&board, None).expect("first").name, "To do");
    }

    #[test]
    fn a_beginning_of_two_names_is_refused() {
        let board = board(&["Doing", "Done"]);
        let error = column(&board, "do").expect_err("two").0;
        assert_eq!(error, "“do” could be “Doing”, “Done”; write more of it");
        let none = self::board(&[]);
        assert!(
            column(&none, "x")
                .expect_err("none")
                .0
                .contains("column add")
        );
    }
}
