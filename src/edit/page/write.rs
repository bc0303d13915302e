//! A card written as a page.

use std::fmt::Write as _;

use toml_writer::TomlStringBuilder;

use crate::board::{Board, Priority};
use crate::text;

use super::{Basis, FENCE, steps};

impl Basis {
    /// Returns the page of the card. What a field may hold stands behind it.
    pub fn page(&self, board: &Board) -> String {
        let card = &self.card;
        let named = |priority: Option<Priority>| priority.map_or("", Priority::name);
        let due = card.due.map(|day| day.to_string()).unwrap_or_default();
        let labels: Vec<String> = card.labels.iter().map(|label| quote(label)).collect();
        let columns: Vec<String> = board
            .columns()
            .iter()
            .map(|column| text::clean(&column.name).into_owned())
            .collect();
        let fields = [
            ("title", quote(&card.title), ""),
            ("column", quote(&self.column), &columns.join(", ")),
            ("labels", format!("[{}]", labels.join(", ")), ""),
            (
                "assignee",
                quote(card.assignee.as_deref().unwrap_or_default()),
                "a name, or me",
            ),
            (
                "priority",
                quote(named(card.priority)),
                "low, medium, high, urgent",
            ),
            ("due", quote(&due), "2026-12-03, fri, 2d, 3 weeks"),
            (
                "blocked",
                quote(card.blocked.as_deref().unwrap_or_default()),
                "why it cannot go on",
            ),
            ("checklist", steps::write(card), "- [ ] to do"),
        ];
        let mut page = format!("{FENCE}\n");
        for (key, value, hint) in fields {
            let hint = match hint {
                "" => String::new(),
                hint => format!("  # {hint}"),
            };
            writeln!(page, "{key} = {value}{hint}").expect("a string takes everything");
        }
        page + FENCE + "\n\n" + card.body.text()
    }
}

/// Returns a text of one line as a value of TOML.
fn quote(text: &str) -> String {
    let text = TomlStringBuilder::new(text);
    let plain = text.as_basic_pretty().or(text.as_literal());
    toml_value(&plain.unwrap_or(text.as_basic()))
}

/// Returns a text of many lines as a value of TOML.
pub(super) fn quote_lines(lines: &str) -> String {
    let text = TomlStringBuilder::new(lines);
    let plain = text.as_ml_literal().or(text.as_ml_basic_pretty());
    toml_value(&plain.unwrap_or(text.as_ml_basic()))
}

fn toml_value(value: &impl toml_writer::WriteTomlValue) -> String {
    let mut text = String::new();
    value
        .write_toml_value(&mut text)
        .expect("a string takes everything");
    text
}
