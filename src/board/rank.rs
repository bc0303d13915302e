//! The order of cards in a column and of columns on the board, as text.
//!
//! A rank is a base-62 fraction with a length-prefixed integer part, after "Implementing Fractional Indexing"
//! (David Greenspan, Observable): there is always a rank between two ranks, so a move touches one card and never
//! its neighbours; ranks grow with the logarithm of the cards appended; and byte order is the order, so plain
//! `ORDER BY rank` sorts them.

use std::cmp::Ordering;
use std::fmt;

use serde::{Deserialize, Serialize};

/// Where something stands among its siblings; compared as bytes.
///
/// Ranks made here are base-62 text such as `a0`. A rank read from a file may be anything, and still has its place.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Rank(Box<str>);

const DIGITS: &[u8; 62] = b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

impl Rank {
    /// Takes a rank as it was stored.
    pub fn stored(text: &str) -> Self {
        Self(text.into())
    }

    /// Returns a rank after `low` and before `high`; without a bound it is the next one outward.
    ///
    /// Bounds in the wrong order, equal, or not of our making leave no room for a proof: the rank then comes
    /// somewhere after `low`.
    pub fn between(low: Option<&Self>, high: Option<&Self>) -> Self {
        let (low, high) = (low.map(Self::as_str), high.map(Self::as_str));
        let found = match (low, high) {
            (None, None) => Some("a0".to_owned()),
            (None, Some(high)) => before(high),
            (Some(low), None) => after(low),
            (Some(low), Some(high)) if low < high => inside(low, high),
            (Some(_), Some(_)) => None,
        };
        let fits = |text: &String| {
            low.is_none_or(|low| low < text.as_str())
                && high.is_none_or(|high| text.as_str() < high)
        };
        let text = found
            .filter(fits)
            .unwrap_or_else(|| format!("{}V", low.unwrap_or_default()));
        Self(text.into())
    }

    /// Returns the rank as it is stored.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Rank {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

fn before(high: &str) -> Option<String> {
    let (integer, fraction) = split(high)?;
    if !fraction.is_empty() {
        return Some(integer.to_owned());
    }
    step(integer, Ordering::Less)
}

fn after(low: &str) -> Option<String> {
    let (integer, fraction) = split(low)?;
    step(integer, Ordering::Greater)
        .or_else(|| Some(format!("{integer}{}", middle(fraction, None)?)))
}

fn inside(low: &str, high: &str) -> Option<String> {
    let ((low_int, low_frac), (high_int, high_frac)) = (split(low)?, split(high)?);
    if low_int == high_int {
        return Some(format!("{low_int}{}", middle(low_frac, Some(high_frac))?));
    }
    match step(low_int, Ordering::Greater) {
        Some(next) if next.as_str() < high => Some(next),
        _ => Some(format!("{low_int}{}", middle(low_frac, None)?)),
    }
}

/// Splits a rank into its integer part, whose length the first letter tells, and its fraction.
fn split(rank: &str) -> Option<(&str, &str)> {
    let head = *rank.as_bytes().first()?;
    let len = match head {
        b'a'..=b'z' => usize::from(head - b'a') + 2,
        b'A'..=b'Z' => usize::from(b'Z' - head) + 2,
        _ => return None,
    };
    if !rank.bytes().all(|byte| DIGITS.contains(&byte)) {
        return None;
    }
    (len <= rank.len()).then(|| rank.split_at(len))
}

/// Returns the integer one above or below, or `None` at the end of the range.
fn step(integer: &str, way: Ordering) -> Option<String> {
    let (carry, rest) = match way {
        Ordering::Greater => (b'z', b'0'),
        _ => (b'0', b'z'),
    };
    let (head, digits) = integer.as_bytes().split_first()?;
    let mut digits = digits.to_vec();
    for digit in digits.iter_mut().rev() {
        if *digit != carry {
            let at = value(*digit)?;
            *digit = DIGITS[if way == Ordering::Greater {
                at + 1
            } else {
                at - 1
            }];
            return joined(*head, &digits);
        }
        *digit = rest;
    }
    // Every digit carried: the head moves on, and with it the length. `Z` and `a` are neighbours around zero.
    let head = match (way, head) {
        (Ordering::Greater, b'z') | (Ordering::Less, b'A') => return None,
        (Ordering::Greater, b'Z') => b'a',
        (Ordering::Less, b'a') => b'Z',
        (Ordering::Greater, head) => head + 1,
        (_, head) => head - 1,
    };
    let len = match head {
        b'a'..=b'z' => usize::from(head - b'a') + 1,
        _ => usize::from(b'Z' - head) + 1,
    };
    digits.resize(len, rest);
    joined(head, &digits)
}

fn joined(head: u8, digits: &[u8]) -> Option<String> {
    let mut bytes = vec![head];
    bytes.extend_from_slice(digits);
    String::from_utf8(bytes).ok()
}

/// Returns a fraction between two fractions; `None` above is one.
fn middle(low: &str, high: Option<&str>) -> Option<String> {
    let (low_bytes, mut out) = (low.as_bytes(), String::new());
    let mut high = high.map(str::as_bytes);
    let mut at = 0;
    loop {
        let low_digit = low_bytes.get(at).map_or(Some(0), |&digit| value(digit))?;
        let high_digit = match high {
            Some(bytes) => value(*bytes.get(at)?)?,
            None => DIGITS.len(),
        };
        match high_digit.checked_sub(low_digit)? {
            0 => out.push(char::from(DIGITS[low_digit])),
            1 => {
                if high.is_some_and(|bytes| bytes.len() > at + 1) {
                    out.push(char::from(DIGITS[high_digit]));
                    return Some(out);
                }
                out.push(char::from(DIGITS[low_digit]));
                high = None;
            }
            gap => {
                out.push(char::from(DIGITS[low_digit + gap.div_ceil(2)]));
                return Some(out);
            }
        }
        at += 1;
    }
}

fn value(digit: u8) -> Option<usize> {
    DIGITS.iter().position(|&known| known == digit)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn the_first_ranks_are_short() {
        let first = Rank::between(None, None);
        let second = Rank::between(Some(&first), None);
        let above = Rank::between(None, Some(&first));
        assert_eq!(
            (first.as_str(), second.as_str(), above.as_str()),
            ("a0", "a1", "Zz")
        );
    }

    #[test]
    fn a_hundred_thousand_appends_stay_short() {
        let mut last = Rank::between(None, None);
        for _ in 0..100_000 {
            let next = Rank::between(Some(&last), None);
            assert!(last < next);
            last = next;
        }
        assert!(last.as_str().len() <= 4, "{last}");
    }

    #[test]
    fn ranks_from_a_stranger_never_panic() {
        for low in ["", "0", "a", "zz", "é", "a0", "a00", "a0000"] {
            for high in ["", "0", "a0", "a00", "\u{202e}", "A"] {
                let low = Rank::stored(low);
                let made = Rank::between(Some(&low), Some(&Rank::stored(high)));
                assert!(made > low);
                Rank::between(None, Some(&Rank::stored(high)));
            }
        }
    }

    proptest! {
        #[test]
        fn there_is_always_room(picks in prop::collection::vec(0usize..1000, 1..300)) {
            let mut ranks: Vec<Rank> = Vec::new();
            for pick in picks {
                let at = pick % (ranks.len() + 1);
                let low = at.checked_sub(1).map(|before| &ranks[before]);
                let new = Rank::between(low, ranks.get(at));
                ranks.insert(at, new);
            }
            prop_assert!(ranks.windows(2).all(|pair| pair[0] < pair[1]));
        }
    }
}
