//! What values may be: the text of titles, bodies and names.

use super::{BODY_MAX, NAME_MAX, TITLE_MAX};
use crate::board::Detail;
use crate::edit::Refusal;

/// Returns the detail as it may be saved.
pub(super) fn valid(detail: &Detail) -> Result<Detail, Refusal> {
    Ok(match detail {
        Detail::Title(title) => Detail::Title(line(title, "a title", TITLE_MAX)?),
        Detail::Body(body) if body.len() > BODY_MAX => {
            let (is, max) = (body.len(), BODY_MAX);
            return Err(Refusal::Invalid(format!(
                "a body of {is} bytes is too long; the longest is {max}"
            )));
        }
        Detail::Body(body) => Detail::Body(body.replace("\r\n", "\n").replace('\0', "")),
        Detail::Assignee(Some(name)) => Detail::Assignee(Some(word(
            name.strip_prefix('@').unwrap_or(name),
            "a name",
        )?)),
        other => other.clone(),
    })
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
pub(super) fn word(text: &str, what: &str) -> Result<String, Refusal> {
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
