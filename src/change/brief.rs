//! A change without what is long in it: enough to tell of it.

use super::{Change, Diff, Touch};
use crate::board::{CardField, Detail, Remark};

/// The most lines that are left of a text, and the most letters of a line.
const LINES: usize = 3;
const LETTERS: usize = 200;

impl Change {
    /// Returns it with no more of long texts than how they begin to differ.
    pub fn brief(mut self) -> Self {
        if let Diff::Card(touch) = &mut self.diff {
            match touch {
                Touch {
                    before: Some(before),
                    after: Some(after),
                    ..
                } => {
                    for (was, now) in before.iter_mut().zip(after) {
                        shorten(was, now);
                    }
                }
                // A card that came or went is told of by its title.
                Touch { before, after, .. } => {
                    let is_short = |field: &CardField| {
                        matches!(
                            field,
                            CardField::Detail(Detail::Title(_)) | CardField::Place(_)
                        )
                    };
                    for side in [before, after].into_iter().flatten() {
                        side.retain(is_short);
                    }
                }
            }
        }
        self
    }
}

fn shorten(was: &mut CardField, now: &mut CardField) {
    match (was, now) {
        (CardField::Detail(Detail::Body(was)), CardField::Detail(Detail::Body(now))) => {
            (*was, *now) = differing(was, now)
        }
        (CardField::Comment(was), CardField::Comment(now)) => match (was, now) {
            (Remark::Said(was), Remark::Said(now)) => {
                (was.text, now.text) = differing(&was.text, &now.text);
            }
            (Remark::Said(said), _) | (_, Remark::Said(said)) => {
                said.text = beginning(said.text.lines());
            }
            _ => {}
        },
        _ => {}
    }
}

/// Returns the lines in which two texts differ: without those they begin and end with alike.
fn differing(was: &str, now: &str) -> (String, String) {
    let (was, now): (Vec<&str>, Vec<&str>) = (was.lines().collect(), now.lines().collect());
    let shorter = was.len().min(now.len());
    let same = |pairs: &mut dyn Iterator<Item = (&&str, &&str)>| {
        pairs.take_while(|(was, now)| was == now).count()
    };
    let first = same(&mut was.iter().zip(&now)).min(shorter);
    let last = same(&mut was.iter().rev().zip(now.iter().rev())).min(shorter - first);
    let part = |lines: &[&str]| beginning(lines[first..lines.len() - last].iter().copied());
    (part(&was), part(&now))
}

/// Returns the first lines of a text that say something, with `…` for what is left out.
fn beginning<'a>(lines: impl Iterator<Item = &'a str>) -> String {
    let mut lines = lines.filter(|line| !line.trim().is_empty());
    let mut begun = Vec::new();
    for line in lines.by_ref().take(LINES) {
        let end = line.char_indices().nth(LETTERS).map(|(at, _)| at);
        begun.push(match end {
            Some(end) => format!("{}…", &line[..end]),
            None => line.to_owned(),
        });
    }
    if lines.next().is_some() {
        begun.push("…".to_owned());
    }
    begun.join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_two_texts_begin_and_end_with_alike_is_left_out() {
        let table = [
            ("a\nb\nc", "a\nx\nc", "b", "x"),
            ("a\nb", "a\nb\nc", "", "c"),
            ("a\na", "a", "a", ""),
            ("", "a\nb", "", "a\nb"),
            ("a\n\nb", "a\n\nb\n", "", ""),
            ("1\n2\n3\n4\n5", "x", "1\n2\n3\n…", "x"),
        ];
        for (was, now, left, right) in table {
            let expected = (left.to_owned(), right.to_owned());
            assert_eq!(differing(was, now), expected, "{was:?} {now:?}");
        }
        let (was, now) = differing(&"é".repeat(1_000_000), "");
        assert_eq!(was.chars().count(), LETTERS + 1);
        assert_eq!(now, "");
    }
}
