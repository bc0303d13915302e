//! The YAML between two lines of `---` at the top of a Markdown file.

use std::fmt::Write as _;

use serde_json::Value;

use super::Unreadable;

/// Returns the front matter and the text below it; `None` when the file does not begin with one.
pub(super) fn split(text: &str) -> Option<(&str, &str)> {
    let rest = text.strip_prefix("---\n")?;
    if let Some(below) = rest.strip_prefix("---\n") {
        return Some(("", below));
    }
    match rest.split_once("\n---\n") {
        Some((matter, below)) => Some((matter, below)),
        None => rest.strip_suffix("\n---").map(|matter| (matter, "")),
    }
}

/// Reads YAML.
///
/// # Errors
/// Where and why it is none.
pub(super) fn parse(yaml: &str) -> Result<Value, Unreadable> {
    if yaml.trim().is_empty() {
        return Ok(Value::Object(serde_json::Map::new()));
    }
    serde_saphyr::from_str(yaml).map_err(|error| {
        // The first line tells what and where; the rest is a drawing of it.
        let error = error.to_string();
        Unreadable::new(error.lines().next().unwrap_or("it is no YAML"))
    })
}

/// Returns a field as text, be it a text, a number or a yes.
pub(super) fn text(matter: &Value, field: &str) -> Option<String> {
    scalar(&matter[field]).filter(|text| !text.is_empty())
}

/// Returns a field as a list of texts; a single text is a list of one.
pub(super) fn list(matter: &Value, field: &str) -> Vec<String> {
    match &matter[field] {
        Value::Array(values) => values.iter().filter_map(scalar).collect(),
        value => scalar(value).into_iter().collect(),
    }
}

fn scalar(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.trim().to_owned()),
        Value::Number(number) => Some(number.to_string()),
        Value::Bool(yes) => Some(yes.to_string()),
        _ => None,
    }
}

/// Front matter in the making, a field a line.
#[derive(Debug, Default)]
pub(super) struct Matter(String);

impl Matter {
    /// Adds a field whose value YAML takes as it is: a number, a moment, a plain word.
    pub(super) fn plain(&mut self, field: &str, value: impl std::fmt::Display) -> &mut Self {
        let _ = writeln!(self.0, "{field}: {value}");
        self
    }

    /// Adds a field that holds anybody's text.
    pub(super) fn text(&mut self, field: &str, text: &str) -> &mut Self {
        self.plain(field, quoted(text))
    }

    /// Adds a field that holds a list of anybody's texts.
    pub(super) fn list<'a>(
        &mut self,
        field: &str,
        texts: impl IntoIterator<Item = &'a str>,
    ) -> &mut Self {
        let texts: Vec<String> = texts.into_iter().map(quoted).collect();
        self.plain(field, format!("[{}]", texts.join(", ")))
    }

    /// Returns the lines.
    pub(super) fn lines(&self) -> &str {
        &self.0
    }
}

/// Returns a text in double quotes: JSON's are YAML's, too.
pub(super) fn quoted(text: &str) -> String {
    serde_json::to_string(text).expect("a text is plain data")
}
