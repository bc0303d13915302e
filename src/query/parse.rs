//! From text to terms.

use super::{Compare, Named, Part, Query, QueryError, State, Term};
use crate::board::due::When;
use crate::board::{CardId, Priority};
use crate::fuzzy::Word;

/// A piece of the text between blanks: what stands before the first quote, and what the quotes hold.
#[derive(Debug, Default)]
struct Piece {
    bare: String,
    quoted: Option<String>,
    /// Whether nothing comes after it, not even a blank.
    last: bool,
}

/// See [`Query::parse`].
pub(super) fn parse(text: &str) -> Result<Query, QueryError> {
    let mut terms = Vec::new();
    for piece in pieces(text) {
        terms.extend(term(&piece, false)?);
    }
    Ok(Query { terms })
}

/// See [`Query::typing`].
pub(super) fn typing(text: &str) -> Result<Query, QueryError> {
    let mut terms = Vec::new();
    for piece in pieces(text) {
        match term(&piece, piece.last) {
            Err(_) if piece.last => {}
            read => terms.extend(read?),
        }
    }
    Ok(Query { terms })
}

/// Cuts the text at its blanks; those inside quotes do not count, and a quote that is still open ends with the text.
fn pieces(text: &str) -> Vec<Piece> {
    let mut pieces = Vec::new();
    let mut piece: Option<Piece> = None;
    let mut open = false;
    for letter in text.chars() {
        if letter.is_whitespace() && !open {
            pieces.extend(piece.take());
            continue;
        }
        let piece = piece.get_or_insert_default();
        match (&mut piece.quoted, letter) {
            (None, '"') => {
                piece.quoted = Some(String::new());
                open = true;
            }
            (Some(_), '"') => open = !open,
            (Some(quoted), letter) => quoted.push(letter),
            (None, letter) => piece.bare.push(letter),
        }
    }
    if let Some(mut piece) = piece {
        piece.last = true;
        pieces.push(piece);
    }
    pieces
}

/// Reads one term; `None` when it has just been begun. With `begun` a name may be just begun, too.
fn term(piece: &Piece, begun: bool) -> Result<Option<Term>, QueryError> {
    let quoted = piece.quoted.as_deref().unwrap_or_default();
    if let Some(rest) = piece.bare.strip_prefix('-') {
        let positive = one(rest, quoted, piece.quoted.is_some(), begun)?;
        return Ok(positive.map(|term| match term {
            Term::Text(text) | Term::Word { text, .. } => Term::Neither(text),
            other => Term::Not(Box::new(other)),
        }));
    }
    one(&piece.bare, quoted, piece.quoted.is_some(), begun)
}

fn one(
    bare: &str,
    quoted: &str,
    has_quotes: bool,
    begun: bool,
) -> Result<Option<Term>, QueryError> {
    let bare = bare.to_lowercase();
    let quoted = quoted.to_lowercase();
    // The value of a term that begins with `mark`.
    let after = |mark: &str| Some(format!("{}{quoted}", bare.strip_prefix(mark)?));
    let named = |name: String| Named {
        name,
        begun: begun && !has_quotes,
    };
    if bare.is_empty() {
        return Ok((!quoted.is_empty()).then_some(Term::Text(quoted)));
    }
    if matches!(bare.as_str(), "#" | "@" | "+" | "!") && quoted.is_empty() {
        return Ok(None);
    }
    if let Some(Ok(id)) = bare.strip_prefix('#').map(|id| id.parse().map(CardId)) {
        return Ok(Some(Term::Number(id)));
    }
    if let Some(name) = after("@") {
        return Ok(Some(Term::Assignee(named(name))));
    }
    if let Some(name) = after("+") {
        return Ok(Some(Term::Label(named(name))));
    }
    if let Some(name) = after("!") {
        return priority(name).map(Some);
    }
    if let Some(name) = after("in:") {
        let name = super::without_blanks(&name);
        return Ok((!name.is_empty()).then(|| Term::In(named(name))));
    }
    if let Some(state) = after("is:") {
        return match state.as_str() {
            "" => Ok(None),
            "archived" => Ok(Some(Term::Is(State::Archived))),
            "done" => Ok(Some(Term::Is(State::Done))),
            "blocked" => Ok(Some(Term::Is(State::Blocked))),
            _ => Err(QueryError::State(state)),
        };
    }
    if let Some(part) = after("has:") {
        return has(part);
    }
    if bare == "overdue" && !has_quotes {
        return Ok(Some(Term::Overdue));
    }
    match after("due") {
        Some(rest) if rest.starts_with(['<', '>', ':', '=']) => due(&rest),
        _ if has_quotes => Ok(Some(Term::Text(format!("{bare}{quoted}")))),
        _ => Ok(Some(Term::Word {
            word: Word::new(&bare),
            text: bare,
        })),
    }
}

fn priority(name: String) -> Result<Term, QueryError> {
    match Priority::parse(&name) {
        Some(priority) => Ok(Term::Priority(Some(priority))),
        None if name == "none" => Ok(Term::Priority(None)),
        None => Err(QueryError::Priority(name)),
    }
}

fn has(part: String) -> Result<Option<Term>, QueryError> {
    Ok(Some(Term::Has(match part.as_str() {
        "" => return Ok(None),
        "body" => Part::Body,
        "labels" => Part::Labels,
        "due" => Part::Due,
        "checklist" => Part::Checklist,
        "comments" => Part::Comments,
        "links" => Part::Links,
        _ => return Err(QueryError::Part(part)),
    })))
}

fn due(rest: &str) -> Result<Option<Term>, QueryError> {
    const SIGNS: [(&str, Compare); 6] = [
        ("<=", Compare::UpTo),
        (">=", Compare::From),
        ("<", Compare::Before),
        (">", Compare::After),
        (":", Compare::Is),
        ("=", Compare::Is),
    ];
    let found = SIGNS
        .iter()
        .find_map(|(sign, compare)| Some((*compare, rest.strip_prefix(sign)?)));
    let Some((compare, day)) = found.filter(|(_, day)| !day.trim().is_empty()) else {
        return Ok(None);
    };
    let when = When::parse(day)?;
    if when.is_never() && compare != Compare::Is {
        return Err(QueryError::DueNone);
    }
    Ok(Some(Term::Due(compare, when)))
}
