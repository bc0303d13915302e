//! Values as they are written on the command line.

use std::convert::Infallible;
use std::io::{self, Read as _};
use std::time::Duration;

use anyhow::{Context as _, bail};
use clap::builder::{PossibleValuesParser, TypedValueParser};
use jiff::SignedDuration;
use strum::VariantNames as _;

use crate::board::{CardId, Paint, Priority};
use crate::change::Actor;
use crate::config::Color;
use crate::edit::{BODY_MAX, Flaw, Refusal};

/// A value that `none` clears.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Maybe<T>(pub(super) Option<T>);

/// Reads `12` or `#12`.
pub(super) fn card(text: &str) -> Result<CardId, String> {
    match text.parse() {
        Ok(CardId(number)) if number > 0 => Ok(CardId(number)),
        _ => Err("a card is named by its number, such as 12 or #12".to_owned()),
    }
}

/// Reads a priority, its beginning, or `none`.
pub(super) fn priority(text: &str) -> Result<Maybe<Priority>, String> {
    let word = text.strip_prefix('!').unwrap_or(text);
    match Priority::parse(word) {
        Some(priority) => Ok(Maybe(Some(priority))),
        None if word.eq_ignore_ascii_case("none") => Ok(Maybe(None)),
        None => Err("the priorities are low, medium, high, urgent and none".to_owned()),
    }
}

/// Reads a WIP limit or `none`.
pub(super) fn limit(text: &str) -> Result<Maybe<u32>, String> {
    match text.parse() {
        Ok(limit) => Ok(Maybe(Some(limit))),
        Err(_) if text.eq_ignore_ascii_case("none") => Ok(Maybe(None)),
        Err(_) => Err("a limit is a number of cards, or none".to_owned()),
    }
}

/// Reads a length of time in seconds, with or without a fraction.
pub(super) fn seconds(text: &str) -> Result<Duration, String> {
    let seconds = text.parse().ok().map(Duration::try_from_secs_f64);
    match seconds {
        Some(Ok(duration)) => Ok(duration),
        _ => Err("a number of seconds, such as 10 or 0.5".to_owned()),
    }
}

/// Reads a length of time: `10m`, `2h 30m`, `90 seconds`.
pub(super) fn length(text: &str) -> Result<SignedDuration, String> {
    match text.parse::<SignedDuration>() {
        Ok(length) if length.is_positive() => Ok(length),
        _ => Err("a length of time, such as 10m or 2h".to_owned()),
    }
}

/// Returns whom `none`, `me` or a name means.
pub(super) fn assignee(text: &str, actor: &Actor) -> Option<String> {
    match text.strip_prefix('@').unwrap_or(text) {
        "none" | "" => None,
        "me" => Some(actor.name.clone()),
        name => Some(name.to_owned()),
    }
}

/// Reads when to use colours.
pub(super) fn color() -> impl TypedValueParser<Value = Color> {
    let names = PossibleValuesParser::new(Color::VARIANTS);
    names.try_map(|name| name.parse::<Color>())
}

/// Reads a colour or `none`.
pub(super) fn paint(text: &str) -> Result<Maybe<Paint>, String> {
    match Paint::parse(text) {
        Some(paint) => Ok(Maybe(Some(paint))),
        None if text.eq_ignore_ascii_case("none") => Ok(Maybe(None)),
        None => {
            let names = Paint::ALL.map(Paint::name).join(", ");
            Err(format!("the colours are {names} and none"))
        }
    }
}

/// Reads a label, with or without the sign it has in filters.
pub(super) fn label(text: &str) -> Result<String, Infallible> {
    Ok(text.strip_prefix('+').unwrap_or(text).to_owned())
}

/// Returns a text such as a body: the argument itself, or with `-` what the standard input has to say.
pub(super) fn text(text: String, what: &str) -> anyhow::Result<String> {
    if text != "-" {
        return Ok(text);
    }
    let mut bytes = Vec::new();
    let most = u64::try_from(BODY_MAX)
        .unwrap_or(u64::MAX)
        .saturating_add(1);
    io::stdin()
        .lock()
        .take(most)
        .read_to_end(&mut bytes)
        .with_context(|| format!("could not read the {what} from the standard input"))?;
    if bytes.len() > BODY_MAX {
        bail!(Refusal::from(Flaw::Said(format!(
            "the {what} is too long; the longest is {BODY_MAX} bytes"
        ))));
    }
    let text = String::from_utf8(bytes)
        .with_context(|| format!("the {what} on the standard input is not UTF-8 text"))?;
    // The last line's end is the pipe's, not the text's.
    Ok(text.strip_suffix('\n').map(str::to_owned).unwrap_or(text))
}

/// Returns the cards without those named twice.
pub(super) fn distinct(cards: Vec<CardId>) -> Vec<CardId> {
    let mut seen = std::collections::HashSet::new();
    cards
        .into_iter()
        .filter(|card| seen.insert(*card))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cards_are_named_by_number() {
        assert_eq!(card("12"), Ok(CardId(12)));
        assert_eq!(card("#12"), Ok(CardId(12)));
        for text in [
            "",
            "#",
            "x",
            "0",
            "-1",
            "1.5",
            "##1",
            "99999999999999999999",
        ] {
            assert!(card(text).is_err(), "{text}");
        }
    }

    #[test]
    fn seconds_may_be_fractions() {
        assert_eq!(seconds("0.5"), Ok(Duration::from_millis(500)));
        assert_eq!(seconds("0"), Ok(Duration::ZERO));
        for text in ["", "x", "-1", "nan", "inf", "1e30"] {
            assert!(seconds(text).is_err(), "{text}");
        }
    }

    #[test]
    fn none_clears() {
        assert_eq!(priority("none"), Ok(Maybe(None)));
        assert_eq!(priority("!hi"), Ok(Maybe(Some(Priority::High))));
        assert!(priority("").is_err() && priority("x").is_err());
        assert_eq!(limit("None"), Ok(Maybe(None)));
        assert_eq!(limit("3"), Ok(Maybe(Some(3))));
        assert!(limit("-3").is_err());
    }

    #[test]
    fn me_is_the_actor() {
        let actor = Actor {
            name: "ana".into(),
            user: "root".into(),
        };
        assert_eq!(assignee("@me", &actor).as_deref(), Some("ana"));
        assert_eq!(assignee("bo", &actor).as_deref(), Some("bo"));
        assert_eq!(assignee("none", &actor), None);
    }
}
