//! Two people's versions of one text made one.

use std::ops::Range;

use diffy::{ConflictStyle, MergeOptions};

/// The most lines that a version may have changed: finding out costs their square, and it is done under the lock.
const CHANGED_MAX: usize = 4000;

/// The fewest letters in a row that make a mark.
const MARK: usize = 7;

/// A text in which the lines that clash stand both, between marks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Marked {
    /// The text.
    pub text: String,
    /// The lines that must be gone before it is a text again.
    pub marks: Vec<String>,
}

/// Returns the text with what both sides changed in it; `None` when they changed the same lines, each in its own way.
pub fn merge(base: &str, mine: &str, theirs: &str) -> Option<String> {
    let [base, closed, theirs] = [base, mine, theirs].map(close);
    if changed(&base, &closed) > CHANGED_MAX || changed(&base, &theirs) > CHANGED_MAX {
        return None;
    }
    let merged = diffy::merge(&base, &closed, &theirs).ok()?;
    Some(reopen(merged, mine))
}

/// Returns the text with what both sides changed in it, and where they clash both versions between marks that bear
/// their names.
pub fn mark(base: &str, mine: &str, theirs: &str, me: &str, them: &str) -> Marked {
    let [base, closed, theirs] = [base, mine, theirs].map(close);
    let length = mark_length(&[&base, &closed, &theirs]);
    let line = |letter: &str, name: &str| {
        let name = name.replace(char::is_control, " ");
        let row = letter.repeat(length);
        format!("{row} {name}").trim_end().to_owned()
    };
    let (begin, middle, end) = (line("<", me), line("=", ""), line(">", them));
    let too_long = changed(&base, &closed).max(changed(&base, &theirs)) > CHANGED_MAX;
    let merged = match too_long {
        true => Err(format!("{begin}\n{closed}{middle}\n{theirs}{end}\n")),
        false => MergeOptions::new()
            .set_conflict_style(ConflictStyle::Merge)
            .set_conflict_marker_length(length)
            .merge(&base, &closed, &theirs),
    };
    match merged {
        Ok(text) => Marked {
            text: reopen(text, mine),
            marks: Vec::new(),
        },
        Err(text) => {
            // The library has names of its own; no line of the texts is as long a row.
            let named = text.lines().map(|text| match text {
                text if text == line("<", "ours") => &begin,
                text if text == line(">", "theirs") => &end,
                text => text,
            });
            let text = named.map(|text| format!("{text}\n")).collect();
            let marks = vec![begin.clone(), middle, end.clone()];
            Marked { text, marks }
        }
    }
}

/// Returns the number of the first line that is one of the marks, the first line being 1.
pub fn left_in(text: &str, marks: &[String]) -> Option<usize> {
    let is_mark = |line: &str| marks.iter().any(|mark| mark == line.trim_end());
    text.lines().position(is_mark).map(|at| at + 1)
}

/// Ends the last line: one that another was put below must not look changed.
fn close(text: &str) -> String {
    let end = match text.is_empty() || text.ends_with('\n') {
        true => "",
        false => "\n",
    };
    format!("{text}{end}")
}

/// Leaves the last line open again, if it was.
fn reopen(mut text: String, like: &str) -> String {
    if !like.ends_with('\n') && text.ends_with('\n') {
        text.pop();
    }
    text
}

/// Returns how many lines differ, those that both begin or end with left out.
fn changed(before: &str, after: &str) -> usize {
    let (before, after): (Vec<&str>, Vec<&str>) =
        (before.lines().collect(), after.lines().collect());
    let same = |pairs: &mut dyn Iterator<Item = (&&str, &&str)>| {
        pairs.take_while(|(before, after)| before == after).count()
    };
    let top = same(&mut before.iter().zip(&after));
    let rest = |lines: &[&str]| -> Range<usize> { top..lines.len() };
    let (before, after) = (&before[rest(&before)], &after[rest(&after)]);
    let bottom = same(&mut before.iter().rev().zip(after.iter().rev()));
    before.len() + after.len() - 2 * bottom
}

/// Returns a length of mark that no line of the texts begins with.
fn mark_length(texts: &[&str]) -> usize {
    let row = |line: &str| -> usize {
        let first = line.chars().next().filter(|first| "<=>".contains(*first));
        first.map_or(0, |first| {
            line.chars().take_while(|letter| *letter == first).count()
        })
    };
    let lines = texts.iter().flat_map(|text| text.lines());
    lines
        .map(row)
        .max()
        .map_or(MARK, |longest| MARK.max(longest + 1))
}

#[cfg(test)]
mod tests;
