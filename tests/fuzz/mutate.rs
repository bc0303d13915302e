//! Real things made wrong: what is nearly right gets further in than what is nothing at all.

use proptest::prelude::*;
use proptest::sample::Index;
use serde_json::Value;

/// One thing that goes wrong with a text.
#[derive(Debug, Clone)]
pub(crate) enum Slip {
    /// A line is gone.
    Drop(Index),
    /// A line is there twice.
    Double(Index),
    /// Two lines have changed places.
    Swap(Index, Index),
    /// All after a letter is gone.
    Cut(Index),
    /// Something stands where it does not belong.
    Insert(Index, String),
    /// A letter is another.
    Letter(Index, char),
    /// A value of JSON is another.
    Value(Index, Value),
    /// A value of JSON is what another one is.
    Copy(Index, Index),
    /// A value of JSON is not there.
    Without(Index),
}

pub(crate) fn slips(
    value: impl Strategy<Value = Value> + 'static,
) -> impl Strategy<Value = Vec<Slip>> {
    const ODD: &[&str] = &[
        "\n",
        "\r\n",
        "---\n",
        "+++\n",
        "- ",
        "- [ ] ",
        "\"",
        "'",
        ",",
        ";",
        "{",
        "}",
        "[",
        "]",
        ": ",
        "|",
        ">",
        "    ",
        "\t",
        "#",
        "## ",
        "@{",
        "\u{feff}",
        "\u{0}",
        "\u{1b}[31m",
        "\u{202e}",
        "0",
        "-1",
        "9999999999999999999",
        "2026-13-45",
        "99999-01-01T00:00:00Z",
        "null",
        "true",
        "é",
        "👩‍👩‍👧",
        "%%",
        "^",
        "\\",
    ];
    let odd = prop_oneof![
        6 => prop::sample::select(ODD).prop_map(str::to_owned),
        1 => any::<String>(),
    ];
    let at = any::<Index>;
    let slip = prop_oneof![
        1 => at().prop_map(Slip::Drop),
        1 => at().prop_map(Slip::Double),
        1 => (at(), at()).prop_map(|(one, other)| Slip::Swap(one, other)),
        1 => at().prop_map(Slip::Cut),
        1 => (at(), odd).prop_map(|(at, odd)| Slip::Insert(at, odd)),
        1 => (at(), any::<char>()).prop_map(|(at, letter)| Slip::Letter(at, letter)),
        3 => (at(), value).prop_map(|(at, value)| Slip::Value(at, value)),
        2 => (at(), at()).prop_map(|(at, from)| Slip::Copy(at, from)),
        1 => at().prop_map(Slip::Without),
    ];
    prop::collection::vec(slip, 0..6)
}

impl Slip {
    pub(crate) fn on(&self, text: &str) -> String {
        let mut lines: Vec<&str> = text.split_inclusive('\n').collect();
        if text.is_empty() {
            return text.to_owned();
        }
        let place = |at: &Index| text.floor_char_boundary(at.index(text.len() + 1));
        match self {
            Self::Drop(at) => drop(lines.remove(at.index(lines.len()))),
            Self::Double(at) => lines.insert(at.index(lines.len()), lines[at.index(lines.len())]),
            Self::Swap(one, other) => {
                let (one, other) = (one.index(lines.len()), other.index(lines.len()));
                lines.swap(one, other);
            }
            Self::Cut(at) => return text[..place(at)].to_owned(),
            Self::Insert(at, odd) => {
                let (before, after) = text.split_at(place(at));
                return format!("{before}{odd}{after}");
            }
            Self::Letter(at, letter) => {
                let (before, after) = text.split_at(place(at));
                let mut after = after.chars();
                after.next();
                return format!("{before}{letter}{}", after.as_str());
            }
            Self::Value(..) | Self::Copy(..) | Self::Without(_) => {
                let Ok(mut value) = serde_json::from_str(text) else {
                    return text.to_owned();
                };
                self.in_json(&mut value);
                return value.to_string();
            }
        }
        lines.concat()
    }

    /// Makes a value of JSON wrong somewhere.
    pub(crate) fn in_json(&self, value: &mut Value) {
        let count = count(value);
        match self {
            Self::Value(at, other) => *nth(value, &mut at.index(count)).unwrap() = other.clone(),
            Self::Copy(at, from) => {
                let other = nth(value, &mut from.index(count)).unwrap().clone();
                *nth(value, &mut at.index(count)).unwrap() = other;
            }
            Self::Without(at) => match nth(value, &mut at.index(count)).unwrap() {
                Value::Array(list) => drop(list.pop()),
                Value::Object(fields) => {
                    let first = fields.keys().next().cloned();
                    first
                        .into_iter()
                        .for_each(|name| drop(fields.remove(&name)));
                }
                other => *other = Value::Null,
            },
            _ => {}
        }
    }
}

/// Returns how many values a value is made of, itself among them.
fn count(value: &Value) -> usize {
    1 + match value {
        Value::Array(list) => list.iter().map(count).sum(),
        Value::Object(fields) => fields.values().map(count).sum(),
        _ => 0,
    }
}

/// Returns the value of that number, from the outside inwards.
fn nth<'v>(value: &'v mut Value, left: &mut usize) -> Option<&'v mut Value> {
    if *left == 0 {
        return Some(value);
    }
    *left -= 1;
    match value {
        Value::Array(list) => list.iter_mut().find_map(|value| nth(value, left)),
        Value::Object(fields) => fields.values_mut().find_map(|value| nth(value, left)),
        _ => None,
    }
}
