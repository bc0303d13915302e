//! Code spans: what a heading or a card has besides its name, each in backticks.

use crate::outline::Heading;

/// Returns a text as a code span, with more backticks around it than it has in a row itself.
pub(super) fn span(text: &str) -> String {
    let mut most = 0;
    let mut row = 0;
    for letter in text.chars() {
        row = if letter == '`' { row + 1 } else { 0 };
        most = most.max(row);
    }
    let ticks = "`".repeat(most + 1);
    let pad = if most > 0 { " " } else { "" };
    format!("{ticks}{pad}{text}{pad}{ticks}")
}

/// Reads a line that is nothing but code spans.
pub(super) fn spans(line: &str) -> Option<Vec<String>> {
    let mut rest = line.trim();
    let mut found = Vec::new();
    while !rest.is_empty() {
        let bare = rest.trim_start_matches('`');
        let ticks = &rest[..rest.len() - bare.len()];
        let end = closing(bare, ticks).filter(|_| !ticks.is_empty())?;
        let text = &bare[..end];
        let padded = text
            .strip_prefix(' ')
            .and_then(|text| text.strip_suffix(' '));
        found.push(
            padded
                .filter(|_| ticks.len() > 1)
                .unwrap_or(text)
                .to_owned(),
        );
        rest = bare[end + ticks.len()..].trim_start();
    }
    (!found.is_empty()).then_some(found)
}

/// Returns where exactly so many backticks stand.
fn closing(text: &str, ticks: &str) -> Option<usize> {
    let mut at = 0;
    while let Some(found) = text[at..].find('`') {
        let start = at + found;
        let run = text[start..].len() - text[start..].trim_start_matches('`').len();
        if run == ticks.len() {
            return Some(start);
        }
        at = start + run;
    }
    None
}

/// Reads a heading: `` Doing `at most 5` ``.
pub(super) fn heading(text: &str) -> Heading {
    let mut heading = Heading::named(text);
    let (mut limit, mut done) = (None, None);
    while let Some((name, mark)) = last_span(&heading.name) {
        match mark {
            "done" => done = Some(true),
            "not done" => done = Some(false),
            "column" => {
                heading = Heading::named(name);
                break;
            }
            mark => match mark
                .strip_prefix("at most ")
                .and_then(|most| most.parse().ok())
            {
                Some(most) => limit = Some(most),
                None => break,
            },
        }
        heading = Heading::named(name);
    }
    heading.limit = limit;
    heading.done = done.unwrap_or(heading.done);
    heading
}

fn last_span(text: &str) -> Option<(&str, &str)> {
    let text = text.strip_suffix('`')?;
    let (name, mark) = text.rsplit_once(" `")?;
    Some((name.trim_end(), mark))
}

/// Writes a heading so that [`heading`] reads it.
pub(super) fn write_heading(heading: &Heading) -> String {
    let mut text = heading.name.clone();
    if text.ends_with('`') {
        text.push_str(" `column`");
    }
    if let Some(limit) = heading.limit {
        text.push_str(&format!(" `at most {limit}`"));
    }
    if heading.done != Heading::named(&heading.name).done {
        text.push_str(if heading.done {
            " `done`"
        } else {
            " `not done`"
        });
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_span_holds_any_text() {
        let texts = ["plain", "a`b", "``", "`", "x ``` y", "+a", " padded "];
        let line: Vec<String> = texts.iter().map(|text| span(text)).collect();
        let read = spans(&line.join(" ")).expect("spans");
        assert_eq!(read, texts);
        for line in ["", "text", "`open", "`a` text"] {
            assert_eq!(spans(line), None, "{line}");
        }
    }

    #[test]
    fn a_heading_keeps_its_limit_and_what_is_done() {
        for name in [
            "Doing",
            "Done",
            "odd `done`",
            "`x`",
            "a `at most 3` `column`",
        ] {
            for limit in [None, Some(3)] {
                for done in [false, true] {
                    let heading = Heading {
                        limit,
                        done,
                        ..Heading::named(name)
                    };
                    assert_eq!(super::heading(&write_heading(&heading)), heading);
                }
            }
        }
    }
}
