//! Writing: what the changes touched, as the board now has it, and no more.

use std::collections::{BTreeMap, BTreeSet};

use rusqlite::ffi::SQLITE_CONSTRAINT_PRIMARYKEY;
use rusqlite::{Connection, ToSql, named_params};

use crate::board::{
    Board, Card, CardField, CardId, Column, ColumnId, Comment, CommentId, Paint, Priority,
};
use crate::change::{Change, Diff};

/// What of a card was touched.
#[derive(Default)]
struct Touched {
    /// The card is new.
    born: bool,
    /// The columns of its row.
    columns: BTreeSet<&'static str>,
    labels: bool,
    items: bool,
    links: bool,
    comments: BTreeSet<CommentId>,
}

impl Touched {
    fn note(&mut self, field: &CardField) {
        match field {
            CardField::Labels(_) => self.labels = true,
            CardField::Checklist(_) => self.items = true,
            CardField::Links(_) => self.links = true,
            CardField::Comment(remark) => drop(self.comments.insert(remark.id())),
            CardField::Comments(comments) => {
                self.comments
                    .extend(comments.iter().map(|comment| comment.id));
            }
            CardField::Place(_) => self.columns.extend(["column_id", "rank"]),
            CardField::Archived(_) | CardField::Detail(_) => {
                self.columns.insert(field.name());
            }
            CardField::Born(_) => {}
        }
    }
}

/// Writes what the changes touched, as the board now has it.
pub(in crate::store) fn save(
    conn: &Connection,
    board: &Board,
    changes: &[Change],
) -> rusqlite::Result<()> {
    let mut cards: BTreeMap<CardId, Touched> = BTreeMap::new();
    let (mut columns, mut labels) = (BTreeSet::new(), BTreeSet::new());
    for change in changes {
        match &change.diff {
            Diff::Card(touch) => {
                let touched = cards.entry(touch.id).or_default();
                touched.born |= touch.before.is_none();
                let fields = touch.before.iter().chain(&touch.after).flatten();
                fields.for_each(|field| touched.note(field));
            }
            Diff::Column(touch) => drop(columns.insert(touch.id)),
            Diff::Label(touch) => drop(labels.insert(&touch.id)),
        }
    }
    // Columns that stay come first, because cards point to them; columns that go, last. Cards come before what points
    // to them.
    for column in columns.iter().filter_map(|id| board.column(*id)) {
        save_column(conn, column)?;
    }
    for (id, touched) in &cards {
        match board.card(*id) {
            Some(card) if touched.born => insert_card(conn, card)?,
            Some(card) => update_card(conn, card, touched)?,
            None => run(conn, "DELETE FROM card WHERE id = ?1", [id.0])?,
        }
    }
    for (id, touched) in &cards {
        if let Some(card) = board.card(*id) {
            save_lists(conn, card, touched)?;
        }
    }
    for label in labels {
        save_label(conn, label, board.paint(label))?;
    }
    for id in columns.iter().filter(|id| board.column(**id).is_none()) {
        remove_column(conn, *id)?;
    }
    Ok(())
}

/// Writes everything into tables that are empty.
pub(in crate::store) fn save_whole(conn: &Connection, board: &Board) -> rusqlite::Result<()> {
    for column in board.columns() {
        save_column(conn, column)?;
    }
    let mut cards: Vec<&Card> = board.cards().collect();
    cards.sort_unstable_by_key(|card| card.id);
    for card in &cards {
        insert_card(conn, card)?;
    }
    for card in cards {
        let mut touched = Touched::default();
        card.fields().iter().for_each(|field| touched.note(field));
        save_lists(conn, card, &touched)?;
    }
    for (label, color) in board.painted() {
        save_label(conn, label, Some(*color))?;
    }
    // Numbers are never given again, not even those of cards and columns that are gone.
    let (card, column) = board.last_numbers();
    for (table, last) in [("card", card.0), ("board_column", column.0)] {
        run(conn, "DELETE FROM sqlite_sequence WHERE name = ?1", [table])?;
        let sql = "INSERT INTO sqlite_sequence (name, seq) VALUES (?1, ?2)";
        run(conn, sql, (table, last))?;
    }
    Ok(())
}

fn run(conn: &Connection, sql: &str, params: impl rusqlite::Params) -> rusqlite::Result<()> {
    conn.prepare_cached(sql)?.execute(params).map(drop)
}

fn save_column(conn: &Connection, column: &Column) -> rusqlite::Result<()> {
    let sql = r#"INSERT INTO board_column (id, name, "limit", rank, done, color)
           VALUES (:id, :name, :limit, :rank, :done, :color)
           ON CONFLICT (id) DO UPDATE SET
               name = :name, "limit" = :limit, rank = :rank, done = :done, color = :color"#;
    let params = named_params! {
        ":id": column.id.0,
        ":name": column.name,
        ":limit": column.limit,
        ":rank": column.rank.as_str(),
        ":done": column.done,
        ":color": column.color.map(Paint::name),
    };
    run(conn, sql, params)
}

fn remove_column(conn: &Connection, id: ColumnId) -> rusqlite::Result<()> {
    run(conn, "DELETE FROM board_column WHERE id = ?1", [id.0])
}

fn save_label(conn: &Connection, label: &str, color: Option<Paint>) -> rusqlite::Result<()> {
    match color {
        Some(color) => run(
            conn,
            "INSERT INTO label (name, color) VALUES (?1, ?2) ON CONFLICT (name) DO UPDATE SET color = ?2",
            (label, color.name()),
        ),
        None => run(conn, "DELETE FROM label WHERE name = ?1", [label]),
    }
}

/// Writes a new card's row, over the one that may be there already: a card can go and come back in one edit, and a repair
/// has cards that it found only a part of. To allow for that at once would be to have SQLite plan both each time.
fn insert_card(conn: &Connection, card: &Card) -> rusqlite::Result<()> {
    const INSERT: &str = "INSERT INTO card (id, title, column_id, rank, archived, assignee, priority, due, blocked,
             lease, source, rev, created, updated, entered, previous_id, last_item, last_comment, body)
         VALUES (:id, :title, :column, :rank, :archived, :assignee, :priority, :due, :blocked, :lease, :source,
             :rev, :created, :updated, :entered, :previous, :last_item, :last_comment, :body)";
    const OVER: &str = "ON CONFLICT (id) DO UPDATE SET
             title = :title, column_id = :column, rank = :rank, archived = :archived, assignee = :assignee,
             priority = :priority, due = :due, blocked = :blocked, lease = :lease, source = :source, rev = :rev,
             created = :created, updated = :updated, entered = :entered, previous_id = :previous,
             last_item = :last_item, last_comment = :last_comment, body = :body";
    let params = named_params! {
        ":id": card.id.0,
        ":title": card.title,
        ":column": card.place.column.0,
        ":rank": card.place.rank.as_str(),
        ":archived": card.archived,
        ":assignee": card.assignee,
        ":priority": card.priority.map(Priority::name),
        ":due": card.due.map(|due| due.to_string()),
        ":blocked": card.blocked,
        ":lease": card.lease.map(|end| end.to_string()),
        ":source": card.source,
        ":rev": i64::try_from(card.rev).unwrap_or(i64::MAX),
        ":created": card.created.to_string(),
        ":updated": card.updated.to_string(),
        ":entered": card.entered.to_string(),
        ":previous": card.previous.map(|column| column.0),
        ":last_item": card.last_item,
        ":last_comment": card.last_comment,
        ":body": card.body.text(),
    };
    match run(conn, INSERT, params) {
        Err(err) if is_there(&err) => run(conn, &format!("{INSERT} {OVER}"), params),
        done => done,
    }
}

fn is_there(err: &rusqlite::Error) -> bool {
    let code = err.sqlite_error().map(|err| err.extended_code);
    code == Some(SQLITE_CONSTRAINT_PRIMARYKEY)
}

/// Writes the columns that were touched and those that every change touches. To write others would be to write their
/// indexes too.
fn update_card(conn: &Connection, card: &Card, touched: &Touched) -> rusqlite::Result<()> {
    let values: [(&str, &dyn ToSql); 11] = [
        ("title", &card.title),
        ("column_id", &card.place.column.0),
        ("rank", &card.place.rank.as_str()),
        ("archived", &card.archived),
        ("assignee", &card.assignee),
        ("priority", &card.priority.map(Priority::name)),
        ("due", &card.due.map(|due| due.to_string())),
        ("blocked", &card.blocked),
        ("lease", &card.lease.map(|end| end.to_string())),
        ("source", &card.source),
        ("body", &card.body.text()),
    ];
    let mut sql = "UPDATE card SET rev = ?2, updated = ?3, entered = ?4, previous_id = ?5, last_item = ?6, last_comment = ?7"
        .to_owned();
    let (rev, updated) = (
        i64::try_from(card.rev).unwrap_or(i64::MAX),
        card.updated.to_string(),
    );
    let (entered, previous) = (
        card.entered.to_string(),
        card.previous.map(|column| column.0),
    );
    let mut params: Vec<&dyn ToSql> = vec![
        &card.id.0,
        &rev,
        &updated,
        &entered,
        &previous,
        &card.last_item,
        &card.last_comment,
    ];
    for (column, value) in values
        .into_iter()
        .filter(|(column, _)| touched.columns.contains(column))
    {
        params.push(value);
        sql.push_str(&format!(", {column} = ?{}", params.len()));
    }
    sql.push_str(" WHERE id = ?1");
    run(conn, &sql, &*params)
}

fn save_lists(conn: &Connection, card: &Card, touched: &Touched) -> rusqlite::Result<()> {
    let id = card.id.0;
    if touched.labels {
        run(conn, "DELETE FROM card_label WHERE card_id = ?1", [id])?;
        for label in card.labels.iter() {
            let sql = "INSERT INTO card_label (card_id, label) VALUES (?1, ?2)";
            run(conn, sql, (id, label))?;
        }
    }
    if touched.items {
        run(conn, "DELETE FROM card_item WHERE card_id = ?1", [id])?;
        for (item, position) in card.checklist.iter().zip(1_i64..) {
            let sql = "INSERT INTO card_item (card_id, id, position, text, done) VALUES (?1, ?2, ?3, ?4, ?5)";
            run(conn, sql, (id, item.id.0, position, &item.text, item.done))?;
        }
    }
    if touched.links {
        run(conn, "DELETE FROM card_link WHERE card_id = ?1", [id])?;
        for link in &card.links {
            let sql = "INSERT INTO card_link (card_id, kind, other_id) VALUES (?1, ?2, ?3)";
            run(conn, sql, (id, link.kind.name(), link.card.0))?;
        }
    }
    for comment in &touched.comments {
        match card.comment(*comment) {
            Some(comment) => save_comment(conn, card.id, comment)?,
            None => {
                let sql = "DELETE FROM card_comment WHERE card_id = ?1 AND id = ?2";
                run(conn, sql, (id, comment.0))?;
            }
        }
    }
    Ok(())
}

fn save_comment(conn: &Connection, card: CardId, comment: &Comment) -> rusqlite::Result<()> {
    let sql =
        "INSERT INTO card_comment (card_id, id, at, by, text) VALUES (:card, :id, :at, :by, :text)
         ON CONFLICT (card_id, id) DO UPDATE SET at = :at, by = :by, text = :text";
    let params = named_params! {
        ":card": card.0,
        ":id": comment.id.0,
        ":at": comment.at.to_string(),
        ":by": comment.by,
        ":text": comment.text,
    };
    run(conn, sql, params)
}
