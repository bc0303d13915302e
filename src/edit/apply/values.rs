//! What values may be: the text of titles, bodies and names.

use super::{BODY_MAX, NAME_MAX, TITLE_MAX};
use crate::board::Detail;
use crate::edit::Refusal;

/// Returns the detail as it may be saved.
pub(in crate::edit) fn valid(detail: &Detail) -> Result<Detail, Refusal> {
    Ok(match detail {
        Detail::Title(title) => Detail::Title(line(title, "a title", TITLE_MAX)?),
        Detail::Body(body) => Detail::Body(lines(body, "a body")?),
        Detail::Blocked(Some(why)) => Detail::Blocked(Some(line(why, "a reason", TITLE_MAX)?)),
        Detail::Source(Some(source)) => Detail::Source(Some(line(source, "a source", TITLE_MAX)?)),
        Detail::Assignee(Some(name)) => Detail::Assignee(Some(word(
            name.strip_prefix('@').unwrap_or(name),
            "a name",
        )?)),
        other => other.clone(),
    })
}

/// Returns Markdown as it is saved.
pub(super) fn lines(text: &str, what: &str) -> Result<String, Refusal> {
    let (is, max) = (text.len(), BODY_MAX);
    if is > max {
        return Err(Refusal::Invalid(format!(
            "{what} of {is} bytes is too long; the longest is {max}"
        )));
    }
    Ok(text.replace("\r\n", "\n").replace('\0', ""))
}

/// Returns one line of text: blanks at the ends and control characters taken out.
pub(super) fn line(text: &str, what: &str, max: usize) -> Result<String, Refusal> {
    let spaced = text.replace(['\n', '\r', '\t'], " ");
    let kept: String = spaced
        .trim()
        .chars()
        .filter(|letter| !letter.is_control())
        .collect();
    let len = kept.chars().count();
    if kept.is_empty() {
        return Err(Refusal::Invalid(format!("{what} cannot be empty")));
    }
    if len > max {
        return Err(Refusal::Invalid(format!(
            "{what} of {len} characters is too long; the longest is {max}"
        )));
    }
    Ok(kept)
}

/// Returns a name without blanks, as the query language needs it.
pub(in crate::edit) fn word(text: &str, what: &str) -> Result<String, Refusal> {
    let word = line(text, what, NAME_MAX)?;
    if word.contains(char::is_whitespace) {
        return Err(Refusal::Invalid(format!(
            "{what} cannot have blanks in it: “{word}”"
        )));
    }
    if word.starts_with(['+', '-', '@', '!', '#']) {
        let first = &word[..1];
        return Err(Refusal::Invalid(format!(
            "{what} cannot begin with {first}: “{word}”"
        )));
    }
    Ok(word)
}
