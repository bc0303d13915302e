//! A page read: its fields, each with its line.

use std::collections::BTreeSet;
use std::ops::Range;

use jiff::civil::Date;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

use crate::board::{Priority, due};

use super::{FENCE, Fault, Slip};

/// The names of the fields.
pub(crate) const KEYS: [&str; 8] = [
    "title",
    "column",
    "labels",
    "assignee",
    "priority",
    "due",
    "blocked",
    "checklist",
];

/// A value, and the line it begins in.
#[derive(Debug)]
pub(super) struct Field<T> {
    pub(super) value: T,
    pub(super) line: usize,
}

/// The fields of a page, as they are written.
#[derive(Debug)]
pub(super) struct Fields<'a> {
    front: &'a str,
    table: DeTable<'a>,
    pub(super) body: Field<String>,
}

/// Returns what stands between the fences, and the body; `None` when a fence is missing.
pub(super) fn split(page: &str) -> Option<(&str, &str)> {
    let page = super::uncomplained(page);
    let (first, rest) = page.split_once('\n')?;
    if first.trim_end() != FENCE {
        return None;
    }
    let mut at = 0;
    for line in rest.split_inclusive('\n') {
        if line.trim_end() == FENCE {
            let body = &rest[at + line.len()..];
            return Some((&rest[..at], body.strip_prefix('\n').unwrap_or(body)));
        }
        at += line.len();
    }
    None
}

impl<'a> Fields<'a> {
    pub(super) fn read(page: &'a str) -> Result<Self, Fault> {
        let (front, body) = split(page).ok_or(Fault {
            line: 1,
            why: Slip::Fences,
        })?;
        let table = DeTable::parse(front).map_err(|error| unreadable(front, &error))?;
        for key in table.get_ref().keys() {
            let name = key.get_ref();
            if !KEYS.contains(&name.as_ref()) {
                return Err(Fault {
                    line: line(front, &key.span()),
                    why: Slip::Field(name.to_string()),
                });
            }
        }
        let body = Field {
            value: body.to_owned(),
            line: page[..page.len() - body.len()].lines().count() + 1,
        };
        Ok(Self {
            front,
            table: table.into_inner(),
            body,
        })
    }

    /// Returns a field as it is written; nothing where it is left out.
    fn value(&self, key: &str) -> Option<&Spanned<DeValue<'a>>> {
        self.table.get(key)
    }

    fn line_of(&self, value: Option<&Spanned<DeValue<'a>>>) -> usize {
        value.map_or(1, |value| line(self.front, &value.span()))
    }

    /// Returns a text; the empty one where it is left out.
    pub(super) fn text(&self, key: &str) -> Result<Field<String>, Fault> {
        let found = self.value(key);
        let line = self.line_of(found);
        let value = match found.map(Spanned::get_ref) {
            None => String::new(),
            Some(DeValue::String(text)) => text.as_ref().to_owned(),
            // A day may stand there without quotes.
            Some(DeValue::Datetime(day)) => day.to_string(),
            Some(_) => {
                let why = Slip::Text(key.to_owned());
                return Err(Fault { line, why });
            }
        };
        Ok(Field { value, line })
    }

    /// Returns a list of words; the empty one where it is left out.
    pub(super) fn words(&self, key: &str) -> Result<Field<BTreeSet<String>>, Fault> {
        let found = self.value(key);
        let line = self.line_of(found);
        let no_list = || Fault {
            line,
            why: Slip::List(key.to_owned()),
        };
        let value = match found.map(Spanned::get_ref) {
            None => BTreeSet::new(),
            Some(DeValue::Array(words)) => {
                let word = |word: &Spanned<DeValue<'a>>| word.get_ref().as_str().map(str::to_owned);
                let words = words.iter().map(word).collect::<Option<_>>();
                words.ok_or_else(no_list)?
            }
            Some(_) => return Err(no_list()),
        };
        Ok(Field { value, line })
    }

    pub(super) fn priority(&self) -> Result<Field<Option<Priority>>, Fault> {
        let Field { value, line } = self.text("priority")?;
        let value = match value.as_str() {
            "" | "none" => None,
            word => Some(Priority::parse(word).ok_or_else(|| Fault {
                line,
                why: Slip::Priority(word.to_owned()),
            })?),
        };
        Ok(Field { value, line })
    }

    pub(super) fn due(&self, today: Date) -> Result<Field<Option<Date>>, Fault> {
        let Field { value, line } = self.text("due")?;
        let value = due::parse(&value, today).map_err(|error| {
            let why = Slip::Due(error);
            Fault { line, why }
        })?;
        Ok(Field { value, line })
    }
}

/// Returns the line of the page in which a part of the fields begins; the first line is a fence.
fn line(front: &str, part: &Range<usize>) -> usize {
    front[..part.start.min(front.len())].matches('\n').count() + 2
}

fn unreadable(front: &str, error: &toml::de::Error) -> Fault {
    let line = line(front, &error.span().unwrap_or_default());
    let text = front.lines().nth(line - 2).unwrap_or_default();
    let bare = |(key, value): (&str, &str)| {
        let value = value.trim();
        let quoted = value.is_empty() || value.starts_with(['"', '\'', '[']);
        (!quoted).then(|| Slip::Bare(key.trim().to_owned(), value.to_owned()))
    };
    let why = text.split_once('=').and_then(bare);
    Fault {
        line,
        why: why.unwrap_or_else(|| Slip::Toml(error.message().replace('\n', " "))),
    }
}
