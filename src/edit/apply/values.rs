//! What values may be: the text of titles, bodies and names.

use super::{BODY_MAX, NAME_MAX, TITLE_MAX};
use crate::board::Detail;
use crate::edit::{Flaw, Refusal, Thing};

/// Returns the detail as it may be saved.
pub(in crate::edit) fn valid(detail: &Detail) -> Result<Detail, Refusal> {
    Ok(match detail {
        Detail::Title(title) => Detail::Title(line(title, Thing::Title, TITLE_MAX)?),
        Detail::Body(body) => Detail::Body(lines(body, Thing::Body)?),
        Detail::Blocked(Some(why)) => Detail::Blocked(Some(line(why, Thing::Reason, TITLE_MAX)?)),
        Detail::Source(Some(source)) => {
            Detail::Source(Some(line(source, Thing::Source, TITLE_MAX)?))
        }
        Detail::Assignee(Some(name)) => Detail::Assignee(Some(word(
            name.strip_prefix('@').unwrap_or(name),
            Thing::Name,
        )?)),
        other => other.clone(),
    })
}

/// Returns Markdown as it is saved.
pub(super) fn lines(text: &str, thing: Thing) -> Result<String, Refusal> {
    let (is, max) = (text.len(), BODY_MAX);
    if is > max {
        return Err(Flaw::Bytes { thing, is, max }.into());
    }
    Ok(text.replace("\r\n", "\n").replace('\0', ""))
}

/// Returns one line of text: blanks at the ends and control characters taken out.
pub(super) fn line(text: &str, thing: Thing, max: usize) -> Result<String, Refusal> {
    let spaced = text.replace(['\n', '\r', '\t'], " ");
    let kept: String = spaced
        .trim()
        .chars()
        .filter(|letter| !letter.is_control())
        .collect();
    let is = kept.chars().count();
    if kept.is_empty() {
        return Err(Flaw::Empty(thing).into());
    }
    if is > max {
        return Err(Flaw::Letters { thing, is, max }.into());
    }
    Ok(kept)
}

/// Returns a name without blanks, as the query language needs it.
pub(in crate::edit) fn word(text: &str, thing: Thing) -> Result<String, Refusal> {
    let word = line(text, thing, NAME_MAX)?;
    if word.contains(char::is_whitespace) {
        return Err(Flaw::Blanks(thing, word).into());
    }
    if word.starts_with(['+', '-', '@', '!', '#']) {
        return Err(Flaw::Begins(thing, word).into());
    }
    Ok(word)
}
