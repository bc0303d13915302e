//! `walboard column`: the columns.

use clap::{Args, Subcommand};

use super::find;
use super::global::Global;
use super::out::{Line, Out, Style};
use super::report;
use super::values::{self, Maybe};
use crate::board::{Board, ColumnId, Paint};
use crate::edit::{Act, Along, Edit, Flaw, Refusal};
use crate::format::json::ColumnJson;
use crate::store::Store;

#[derive(Debug, Subcommand)]
pub(super) enum Column {
    /// List the columns with their cards and limits
    List,
    /// Add a column
    Add {
        /// Its name
        #[arg(value_name = "NEW-NAME")]
        name: String,
        /// Its cards are done
        #[arg(long)]
        done: bool,
        /// How many cards should stand there at most, or none
        #[arg(short, long, value_name = "N|none", value_parser = values::limit)]
        limit: Option<Maybe<u32>>,
        #[command(flatten)]
        to: Spot,
    },
    /// Give a column another name
    Rename {
        /// The column's name or its beginning
        column: String,
        /// The new name
        #[arg(value_name = "NEW-NAME")]
        name: String,
    },
    /// Give a column another place
    Move {
        /// The column's name or its beginning
        column: String,
        #[command(flatten)]
        to: Spot,
    },
    /// Say how many cards should stand in a column at most
    Limit {
        /// The column's name or its beginning
        column: String,
        /// The number, or none
        #[arg(value_name = "N|none", value_parser = values::limit)]
        limit: Maybe<u32>,
    },
    /// Say that the cards of a column are done: they are never late, and no card waits for them
    Done {
        /// The column's name or its beginning
        column: String,
        /// They are not
        #[arg(long)]
        not: bool,
    },
    /// Give a column a colour
    Color {
        /// The column's name or its beginning
        column: String,
        /// The colour: red, green, yellow, blue, magenta, cyan, gray, bright-red and so on, or none
        #[arg(value_name = "COLOR|none", value_parser = values::paint)]
        paint: Maybe<Paint>,
    },
    /// Remove a column
    Remove {
        /// The column's name or its beginning
        column: String,
        /// The column that takes its cards; without it the column must be empty
        #[arg(long, value_name = "COLUMN")]
        into: Option<String>,
    },
}

/// The place among the columns; the end unless told otherwise.
#[derive(Debug, Args)]
#[group(multiple = false)]
pub(super) struct Spot {
    /// Left of all
    #[arg(long)]
    first: bool,

    /// Right of all, as it is without any of these
    #[arg(long)]
    last: bool,

    /// Left of that column
    #[arg(long, value_name = "COLUMN")]
    before: Option<String>,

    /// Right of that column
    #[arg(long, value_name = "COLUMN")]
    after: Option<String>,
}

impl Column {
    pub(super) fn run(self, global: &Global, out: &mut Out) -> anyhow::Result<()> {
        let mut store = global.open()?;
        if matches!(self, Self::List) {
            return list(&mut store, out);
        }
        let (act, column) = self.act(&store.part(&[])?)?;
        let changes = store.write(&Edit::new(super::new_id(), vec![act]))?;
        if !out.json {
            return report::happened(out, &store, &changes);
        }
        // A removed column, or one that was removed since, is told of by its changes.
        let board = store.read()?;
        let added = changes.iter().find_map(|change| match &change.diff {
            crate::change::Diff::Column(touch) => Some(touch.id),
            crate::change::Diff::Card(_) | crate::change::Diff::Label(_) => None,
        });
        match column.or(added).and_then(|id| board.column(id)) {
            Some(column) => out.value(&ColumnJson::of(column, &board)),
            None => report::changes(out, &store, &changes),
        }
    }

    /// Returns what is wanted, and of which column if it exists already.
    fn act(self, board: &Board) -> anyhow::Result<(Act, Option<ColumnId>)> {
        let find = |name: &str| find::column(board, name).map(|column| column.id);
        Ok(match self {
            Self::List => unreachable!("listing is no edit: handled before"),
            Self::Add {
                name,
                done,
                limit,
                to,
            } => {
                let (limit, at) = (limit.and_then(|limit| limit.0), to.along(board)?);
                let add = Act::AddColumn {
                    name,
                    limit,
                    done,
                    at,
                };
                (add, None)
            }
            Self::Rename { column, name } => {
                let column = find(&column)?;
                (Act::RenameColumn { column, name }, Some(column))
            }
            Self::Move { column, to } => {
                let (column, at) = (find(&column)?, to.along(board)?);
                (Act::MoveColumn { column, at }, Some(column))
            }
            Self::Limit { column, limit } => {
                let (column, limit) = (find(&column)?, limit.0);
                (Act::LimitColumn { column, limit }, Some(column))
            }
            Self::Done { column, not } => {
                let (column, done) = (find(&column)?, !not);
                (Act::DoneColumn { column, done }, Some(column))
            }
            Self::Color { column, paint } => {
                let (column, color) = (find(&column)?, paint.0);
                (Act::PaintColumn { column, color }, Some(column))
            }
            Self::Remove { column, into } => {
                let column = find(&column)?;
                let into = into.as_deref().map(find).transpose()?;
                if into == Some(column) {
                    let text = "a column cannot take its own cards when it goes";
                    return Err(Refusal::from(Flaw::Said(text.to_owned())).into());
                }
                (Act::RemoveColumn { column, into }, Some(column))
            }
        })
    }
}

impl Spot {
    fn along(&self, board: &Board) -> anyhow::Result<Along> {
        Ok(match (&self.before, &self.after) {
            (Some(name), _) => Along::Before(find::column(board, name)?.id),
            (_, Some(name)) => Along::After(find::column(board, name)?.id),
            _ if self.first => Along::First,
            _ => Along::Last,
        })
    }
}

fn list(store: &mut Store, out: &mut Out) -> anyhow::Result<()> {
    let board = store.read()?;
    if out.json {
        let columns = board
            .columns()
            .iter()
            .map(|column| ColumnJson::of(column, &board));
        return out.value(&columns.collect::<Vec<_>>());
    }
    for column in board.columns() {
        let done = if column.done { "  done" } else { "" };
        let color = column.color.map(|color| format!("  {color}"));
        let line = heading(column)
            .add(Style::Faint, done)
            .add(Style::Faint, &color.unwrap_or_default());
        out.row(&line)?;
    }
    Ok(())
}

/// Returns a column's name, its count and its limit; over the limit it says so.
pub(super) fn heading(column: &crate::board::Column) -> Line {
    let cards = column.cards().len();
    let line = Line::default().add(Style::Strong, &column.name);
    match column.limit {
        Some(limit) if column.over_limit() => {
            line.add(Style::Warning, &format!("  {cards}/{limit} over the limit"))
        }
        Some(limit) => line.add(Style::Faint, &format!("  {cards}/{limit}")),
        None => line.add(Style::Faint, &format!("  {cards}")),
    }
}
