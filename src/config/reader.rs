//! TOML read as far as it can be, with what is wrong in it by its lines.

use std::ops::Range;

use toml::Spanned;
use toml::de::{DeTable, DeValue, Error};

use super::{Origin, Problem, Setting};
use crate::tui::msg::{Place, Wrong};

pub(super) type Table<'t> = DeTable<'t>;
pub(super) type Value<'t> = Spanned<DeValue<'t>>;

/// A text, and what was found wrong in it.
pub(super) struct Reader<'t> {
    pub(super) text: Text<'t>,
    errors: Vec<Error>,
    problems: Vec<Problem>,
}

impl<'t> Reader<'t> {
    /// Returns what can be read of a text.
    pub(super) fn parse(text: &'t str) -> (Spanned<Table<'t>>, Self) {
        let (table, errors) = DeTable::parse_recoverable(text);
        let (text, problems) = (Text(text), Vec::new());
        let reader = Self {
            text,
            errors,
            problems,
        };
        (table, reader)
    }

    /// Returns what is wrong, from the top down.
    pub(super) fn finish(self) -> Vec<Problem> {
        let mut problems = self.problems;
        for error in self.errors {
            let line = Some(self.text.line(&error.span().unwrap_or_default()));
            let wrong = Wrong::Toml(error.message().replace('\n', ", "));
            // What is left of such a line is wrong in other ways, too.
            problems.retain(|problem| problem.line != line);
            problems.push(Problem { line, wrong });
        }
        problems.sort_by_key(|problem| problem.line);
        problems
    }

    /// Returns one of the words that are allowed.
    pub(super) fn one_of<T: std::str::FromStr>(
        &mut self,
        value: &Value<'_>,
        name: &'static str,
        allowed: &[&str],
    ) -> Option<Setting<T>> {
        let text = value.get_ref().as_str();
        match text.map(str::parse) {
            Some(Ok(one)) => Some(self.setting(one, value)),
            _ => {
                let allowed: Vec<String> = allowed.iter().map(|one| format!("{one:?}")).collect();
                let allowed = allowed.join(", ");
                self.complain(&value.span(), Wrong::OneOf { name, allowed });
                None
            }
        }
    }

    /// Returns true or false.
    pub(super) fn yes_or_no(
        &mut self,
        value: &Value<'_>,
        name: &'static str,
    ) -> Option<Setting<bool>> {
        let is = value.get_ref().as_bool();
        if is.is_none() {
            self.complain(&value.span(), Wrong::YesOrNo(name));
        }
        Some(self.setting(is?, value))
    }

    /// Returns a name.
    pub(super) fn name(
        &mut self,
        value: &Value<'_>,
        name: &'static str,
    ) -> Option<Setting<String>> {
        match value.get_ref().as_str() {
            Some(text) if !text.trim().is_empty() => {
                Some(self.setting(text.trim().to_owned(), value))
            }
            _ => {
                self.complain(&value.span(), Wrong::Name(name));
                None
            }
        }
    }

    /// Returns a table.
    pub(super) fn table<'v, 'x>(
        &mut self,
        value: &'v Value<'x>,
        name: &str,
    ) -> Option<&'v Table<'x>> {
        let table = value.get_ref().as_table();
        if table.is_none() {
            self.complain(&value.span(), Wrong::Table(name.to_owned()));
        }
        table
    }

    /// Returns a value with its line.
    pub(super) fn setting<T>(&self, value: T, at: &Value<'_>) -> Setting<T> {
        let from = Origin::Line(self.text.line(&at.span()));
        Setting { value, from }
    }

    /// Notes that there is nothing of that name at a place, and what there is.
    pub(super) fn unknown(&mut self, at: &Range<usize>, name: &str, place: Place, there: &str) {
        let (name, there) = (name.to_owned(), there.to_owned());
        self.complain(at, Wrong::Unknown { place, name, there });
    }

    /// Notes what is wrong in a line.
    pub(super) fn complain_of(&mut self, line: usize, wrong: Wrong) {
        let line = Some(line);
        self.problems.push(Problem { line, wrong });
    }

    /// Notes what is wrong at a place.
    pub(super) fn complain(&mut self, at: &Range<usize>, wrong: Wrong) {
        // What is put in the place of a value that is no TOML stands nowhere, and was told of already.
        if at.is_empty() {
            return;
        }
        self.complain_of(self.text.line(at), wrong);
    }
}

/// The text as it is written.
#[derive(Clone, Copy)]
pub(super) struct Text<'t>(&'t str);

impl Text<'_> {
    /// Returns the line in which something stands.
    pub(super) fn line(self, at: &Range<usize>) -> usize {
        let before = &self.0.as_bytes()[..at.start.min(self.0.len())];
        before.iter().filter(|byte| **byte == b'\n').count() + 1
    }
}
