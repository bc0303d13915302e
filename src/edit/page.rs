//! A card as one text: its fields as TOML between two lines of `+++`, then its body in Markdown.
//!
//! ```text
//! +++
//! title = "Paint the fence"
//! column = "To do"  # To do, Doing, Done
//! labels = ["garden"]
//! due = "2026-12-03"  # 2026-12-03, fri, 2d, 3 weeks
//! +++
//!
//! White, as the last time.
//! ```
//!
//! What comes back from the editor is compared with what went there, field by field: [`Basis::acts`] returns an act
//! for each field that was changed and for no other, so that others may change the rest meanwhile.

mod again;
mod read;
mod steps;
mod write;

use std::collections::BTreeSet;

use jiff::civil::Date;

use crate::board::due::DueError;
use crate::board::{Board, Card, Detail};
use crate::edit::apply::values::{valid, word};
use crate::edit::{Act, At, Place, Refusal, Thing, merge};

pub use again::Again;
pub(crate) use read::KEYS;

use read::{Field, Fields};

/// The line before the fields and after them.
pub(crate) const FENCE: &str = "+++";

/// The beginning of a line that says what is wrong with the page below it.
const COMPLAINT: &str = "#! ";

/// The card as it was when its page was written: what a change of the page is measured by.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Basis {
    /// The card.
    pub card: Card,
    /// The name that its column had.
    pub column: String,
}

/// What the words of a page depend on.
#[derive(Debug, Clone, Copy)]
pub struct Around<'a> {
    /// The board as it is now.
    pub board: &'a Board,
    /// Who `me` is.
    pub me: &'a str,
    /// The day that `tomorrow` is counted from.
    pub today: Date,
}

/// What is wrong with a page.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("line {line}: {why}")]
pub struct Fault {
    /// The line, as it is counted below the one that says so.
    pub line: usize,
    /// Why it cannot be.
    pub why: Slip,
}

/// What can be wrong with a page.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[cfg_attr(test, derive(strum::EnumCount))]
pub enum Slip {
    /// The fields do not stand between fences.
    #[error("the fields stand between two lines of {FENCE}, the first of them on top")]
    Fences,
    /// There is no such field.
    #[error("there is no field “{0}”; there are {keys}", keys = KEYS.join(", "))]
    Field(String),
    /// A field is no text.
    #[error("{0} is a text in quotes: {0} = \"…\"")]
    Text(String),
    /// A field is no list.
    #[error("{0} is a list of texts in quotes: {0} = [\"bug\", \"urgent\"]")]
    List(String),
    /// A text stands there without quotes.
    #[error("a text stands in quotes: {0} = \"{1}\"")]
    Bare(String, String),
    /// The fields cannot be read, in the words of who reads them.
    #[error("{0}")]
    Toml(String),
    /// There is no such priority.
    #[error("“{0}” is no priority; there are low, medium, high, urgent and none")]
    Priority(String),
    /// The words name no day.
    #[error(transparent)]
    Due(DueError),
    /// There is no such column.
    #[error("there is no column “{name}”; there are {there}")]
    Column {
        /// Its name.
        name: String,
        /// Those that there are.
        there: String,
    },
    /// The rules of the board refuse it.
    #[error(transparent)]
    Refused(Refusal),
    /// A mark between two versions was left in.
    #[error("a mark is left; leave in what shall stand, and take the marks out")]
    Mark,
}

impl Basis {
    /// Returns the basis of a card that is on the board.
    pub fn of(card: &Card, board: &Board) -> Self {
        let column = board.column(card.place.column);
        Self {
            card: card.clone(),
            column: column.map_or_else(String::new, |column| column.name.clone()),
        }
    }

    /// Returns what was changed on a page, in acts that know what they are based on.
    ///
    /// # Errors
    /// The first line that cannot be.
    pub fn acts(&self, page: &str, around: &Around<'_>) -> Result<Vec<Act>, Fault> {
        let below = |mut fault: Fault| {
            fault.line += 1;
            fault
        };
        self.changes(uncomplained(page), around).map_err(below)
    }

    fn changes(&self, page: &str, around: &Around<'_>) -> Result<Vec<Act>, Fault> {
        let fields = Fields::read(page)?;
        let mut acts = Vec::new();
        for (to, line) in self.details(&fields, around)? {
            let base = self.card.detail(&to);
            if to != base {
                let to = valid(&to).map_err(|refusal| fault(line, &refusal))?;
                let (card, base) = (self.card.id, Some(base));
                acts.push(Act::SetCard { card, to, base });
            }
        }
        acts.extend(self.labelled(fields.words("labels")?)?);
        acts.extend(self.moved(fields.text("column")?, around.board)?);
        let now = around.board.card(self.card.id).unwrap_or(&self.card);
        let steps = steps::read(&fields.text("checklist")?.value);
        acts.extend(steps::acts(&self.card, now, &steps));
        Ok(acts)
    }

    /// Returns the fields that one value replaces, each with its line.
    fn details(
        &self,
        fields: &Fields<'_>,
        around: &Around<'_>,
    ) -> Result<[(Detail, usize); 6], Fault> {
        let card = &self.card;
        let title = fields.text("title")?;
        let assignee = fields.text("assignee")?;
        let who = match assignee.value.as_str() {
            same if card.assignee.as_deref() == Some(same) => Some(same),
            "" | "none" => None,
            "me" | "@me" => Some(around.me),
            name => Some(name.strip_prefix('@').unwrap_or(name)),
        };
        let priority = fields.priority()?;
        let due = fields.due(around.today)?;
        let blocked = fields.text("blocked")?;
        let why = Some(blocked.value).filter(|why| !why.is_empty());
        // The end of the last line is the editor's doing, not the user's.
        let body = match end(&fields.body.value) == end(card.body.text()) {
            true => card.body.text().to_owned(),
            false => end(&fields.body.value).to_owned(),
        };
        Ok([
            (Detail::Title(title.value), title.line),
            (Detail::Assignee(who.map(str::to_owned)), assignee.line),
            (Detail::Priority(priority.value), priority.line),
            (Detail::Due(due.value), due.line),
            (Detail::Blocked(why), blocked.line),
            (Detail::Body(body), fields.body.line),
        ])
    }

    fn labelled(&self, labels: Field<BTreeSet<String>>) -> Result<Vec<Act>, Fault> {
        let card = self.card.id;
        let act = |label: &str, on| {
            let label = label.to_owned();
            Act::Label { card, label, on }
        };
        let (was, is) = (&self.card.labels, &labels.value);
        let off = was.difference(is).map(|label| act(label, false));
        let mut acts: Vec<Act> = off.collect();
        for label in is.difference(was) {
            let label = label.strip_prefix('+').unwrap_or(label);
            let label =
                word(label, Thing::Label).map_err(|refusal| fault(labels.line, &refusal))?;
            acts.push(act(&label, true));
        }
        Ok(acts)
    }

    fn moved(&self, column: Field<String>, board: &Board) -> Result<Vec<Act>, Fault> {
        let (card, name) = (self.card.id, column.value.trim());
        let same = |other: &str| name.to_lowercase() == other.trim().to_lowercase();
        if same(&self.column) {
            return Ok(Vec::new());
        }
        let Some(to) = board.column_named(name) else {
            let names = board
                .columns()
                .iter()
                .map(|column| format!("“{}”", column.name));
            let names = names.collect::<Vec<_>>().join(", ");
            let (line, name, there) = (column.line, name.to_owned(), names);
            let why = Slip::Column { name, there };
            return Err(Fault { line, why });
        };
        let (column, to) = (self.card.place.column, to.id);
        let stands = Act::Stands { card, column, to };
        let at = At::Bottom;
        let to = Place { column: to, at };
        Ok(vec![stands, Act::MoveCard { card, to }])
    }
}

/// Returns the page with a line on top that says what is wrong with it, instead of what was said before.
pub fn complain(page: &str, why: &str) -> String {
    let why: String = why
        .chars()
        .map(|letter| if letter.is_control() { ' ' } else { letter })
        .collect();
    format!("{COMPLAINT}{why}\n{}", uncomplained(page))
}

/// Returns the page without what was said to be wrong with it.
pub fn uncomplained(page: &str) -> &str {
    let mut rest = page;
    while let Some(line) = rest.strip_prefix(COMPLAINT.trim_end()) {
        rest = line.split_once('\n').map_or("", |(_, rest)| rest);
    }
    rest
}

/// Returns the first mark that is left in a page, as what is wrong with it.
pub fn mark_left(page: &str, marks: &[String]) -> Option<Fault> {
    let line = merge::left_in(uncomplained(page), marks)? + 1;
    let why = Slip::Mark;
    Some(Fault { line, why })
}

/// Returns the page with another body.
pub fn with_body(page: &str, body: &str) -> String {
    let at = read::split(page).map_or(0, |(_, body)| page.len() - body.len());
    format!("{}{body}", &page[..at])
}

/// Returns the body on a page; all of it where the fields are missing.
pub fn body(page: &str) -> &str {
    read::split(page).map_or(page, |(_, body)| body)
}

/// Returns a text without the ends of its last lines.
fn end(text: &str) -> &str {
    text.trim_end_matches(['\n', '\r'])
}

fn fault(line: usize, refusal: &Refusal) -> Fault {
    let why = Slip::Refused(refusal.clone());
    Fault { line, why }
}

#[cfg(test)]
mod tests;
