//! Text from the file made safe and fitted to cells: what a terminal gets to see of it.
//!
//! Card text is written by other people and programs, so escape sequences, control characters and bidi overrides
//! in it must never reach a terminal. [`fit`] and [`wrap`] clean what they get; everything else goes through
//! [`clean`] first.

mod says;

use std::borrow::Cow;
use std::ops::Range;

use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

pub use says::says;

/// Signs that no line begins with: they belong to what stands before them.
const CLOSING: &str = "、。，．：；？！）」』】〉》〕’”…";

/// Signs that no line ends with: they belong to what stands behind them.
const OPENING: &str = "（「『【〈《〔‘“";

/// What stands in the place of a character that must not reach a terminal.
const INSTEAD: char = '\u{FFFD}';

/// Returns the text on one line, with nothing in it that steers a terminal or hides itself.
pub fn clean(text: &str) -> Cow<'_, str> {
    if is_plain(text) || text.chars().all(|letter| safe(letter) == letter) {
        return Cow::Borrowed(text);
    }
    Cow::Owned(text.replace("\r\n", "\n").chars().map(safe).collect())
}

/// Tells whether each byte is a letter that takes a cell. Most text is so, and looking for graphemes in it would be
/// most of the cost of a frame.
fn is_plain(text: &str) -> bool {
    text.bytes().all(takes_a_cell)
}

fn takes_a_cell(byte: u8) -> bool {
    matches!(byte, b' '..=b'~')
}

/// Returns JSON, or a part of it, with what steers or fools a terminal written as `\u….`: such characters stand in
/// strings only.
pub fn json(json: &str) -> Cow<'_, str> {
    let is_safe =
        |letter: char| letter == '\n' || clean(letter.encode_utf8(&mut [0; 4])).starts_with(letter);
    if json.chars().all(is_safe) {
        return Cow::Borrowed(json);
    }
    let mut escaped = String::with_capacity(json.len());
    for letter in json.chars() {
        if is_safe(letter) {
            escaped.push(letter);
            continue;
        }
        for unit in letter.encode_utf16(&mut [0; 2]) {
            escaped.push_str(&format!("\\u{unit:04x}"));
        }
    }
    Cow::Owned(escaped)
}

/// Returns what a character becomes. Joiners and variation selectors stay, for emoji are made of them.
fn safe(letter: char) -> char {
    match letter {
        '\n' | '\t' | '\r' => ' ',
        // Bidi marks, embeddings, overrides, isolates: they reorder what stands around them.
        '\u{061C}'
        | '\u{200E}'
        | '\u{200F}'
        | '\u{202A}'..='\u{202E}'
        | '\u{2066}'..='\u{2069}' => INSTEAD,
        // Line separators, and characters that take no cell and make two texts look the same.
        '\u{2028}'
        | '\u{2029}'
        | '\u{200B}'
        | '\u{2060}'..='\u{2065}'
        | '\u{206A}'..='\u{206F}' => INSTEAD,
        '\u{FEFF}' | '\u{00AD}' | '\u{180E}' | '\u{FFF9}'..='\u{FFFB}' => INSTEAD,
        letter if letter.is_control() => INSTEAD,
        letter => letter,
    }
}

/// Returns how many cells a text takes.
pub fn width(text: &str) -> usize {
    if text.is_ascii() {
        return text.len();
    }
    text.graphemes(true).map(cells).sum()
}

/// Returns the text with blanks after it, up to a width.
pub fn pad(text: &str, to: usize) -> String {
    let blanks = to.saturating_sub(width(text));
    format!("{text}{}", " ".repeat(blanks))
}

/// Returns the text with blanks before it, up to a width.
pub fn pad_left(text: &str, to: usize) -> String {
    let blanks = to.saturating_sub(width(text));
    format!("{}{text}", " ".repeat(blanks))
}

/// Returns how many cells a grapheme takes.
fn cells(grapheme: &str) -> usize {
    // Terminals give the halfwidth sound marks a cell of their own; Unicode does not, and ratatui follows terminals.
    let marks = grapheme
        .chars()
        .filter(|letter| matches!(letter, '\u{FF9E}' | '\u{FF9F}'));
    grapheme.width() + marks.count()
}

/// Returns the text cleaned and cut to a width, with `…` where it was cut.
pub fn fit(text: &str, width: usize) -> String {
    if is_plain(text) {
        return match text.get(..width.saturating_sub(1)) {
            Some(_) if width == 0 && !text.is_empty() => String::new(),
            Some(short) if text.len() > width => format!("{short}…"),
            _ => text.to_owned(),
        };
    }
    let text = clean(text);
    // Looks no further than it must: a text may be long.
    let mut taken = 0;
    let mut cut = 0;
    for (at, grapheme) in text.grapheme_indices(true) {
        taken += cells(grapheme);
        if taken > width {
            let mut short = text[..cut].to_owned();
            if width > 0 {
                short.push('…');
            }
            return short;
        }
        if taken < width {
            cut = at + grapheme.len();
        }
    }
    text.into_owned()
}

/// Returns the text cleaned and broken into lines of a width, at most `max_lines`, the last with `…` when cut.
///
/// Lines break between words; words too long for a line break between graphemes; wide graphemes (CJK, emoji) may
/// stand at either end of a line, but for signs that belong to what is beside them.
pub fn wrap(text: &str, width: usize, max_lines: usize) -> Vec<String> {
    let text = clean(text);
    let mut lines = Vec::new();
    if width < 2 || max_lines < 2 {
        // A wide grapheme may not fit at all.
        lines.extend((max_lines > 0).then(|| fit(&text, width)));
        return lines;
    }
    for line in breaks(&text, width) {
        if lines.len() + 1 == max_lines && !text[line.end..].trim_start().is_empty() {
            lines.push(fit(&text[line.start..], width));
            return lines;
        }
        let line = &text[line];
        // A grapheme of many marks may be wider than a line by itself.
        lines.push(match self::width(line) > width {
            true => fit(line, width),
            false => line.to_owned(),
        });
    }
    lines
}

/// Returns where the lines of a clean text are when it is broken as by [`wrap`]; at least one, and a width below two
/// counts as two.
pub fn breaks(text: &str, width: usize) -> impl Iterator<Item = Range<usize>> {
    let width = width.max(2);
    let mut from = Some(text.len() - text.trim_start().len());
    std::iter::from_fn(move || {
        let start = from?;
        let rest = &text[start..];
        let end = line_end(rest, width).unwrap_or(rest.len());
        let next = start + end;
        let next = next + (text[next..].len() - text[next..].trim_start().len());
        from = (next < text.len()).then_some(next);
        Some(start..start + rest[..end].trim_end().len())
    })
}

/// Returns where the first line ends; `None` when all of it fits.
fn line_end(text: &str, width: usize) -> Option<usize> {
    // One letter more than the line's end is looked at, for what might join it; not all of the rest for each line.
    if text.bytes().take(width + 2).all(takes_a_cell) {
        let blank = || text.bytes().take(width + 1).rposition(|byte| byte == b' ');
        return (text.trim_end().len() > width)
            .then(|| blank().filter(|at| *at > 0).unwrap_or(width));
    }
    let (mut taken, mut may_break, mut after_wide) = (0, None, false);
    for (at, grapheme) in text.grapheme_indices(true) {
        let wide = cells(grapheme) > 1;
        let blank = grapheme.chars().all(char::is_whitespace);
        let joins = || grapheme.starts_with(is_closing) || text[..at].ends_with(is_opening);
        if at > 0 && (blank || (wide || after_wide) && !joins()) {
            may_break = Some(at);
        }
        taken += cells(grapheme);
        if taken > width && !(blank && text[at..].trim_start().is_empty()) {
            // A grapheme of many marks may be wider than the line, and must not keep it from going on.
            let first = may_break.unwrap_or(at);
            return Some(if first > 0 { first } else { grapheme.len() });
        }
        after_wide = wide;
    }
    None
}

fn is_closing(letter: char) -> bool {
    CLOSING.contains(letter)
}

fn is_opening(letter: char) -> bool {
    OPENING.contains(letter)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_that_steers_a_terminal_is_left() {
        assert_eq!(clean("a\u{1b}[31mb\u{9b}2Jc\u{7}"), "a�[31mb�2Jc�");
        assert_eq!(
            clean("x\u{202E}y\u{2066}z\u{200B}\u{FEFF}\u{2028}"),
            "x�y�z���"
        );
        assert_eq!(clean("one\r\ntwo\tthree\0"), "one two three�");
    }

    #[test]
    fn emoji_made_of_several_characters_stay_whole() {
        let family = "👩‍👩‍👧 ❤️ é";
        assert!(matches!(clean(family), Cow::Borrowed(_)));
        assert_eq!(width("👩‍👩‍👧"), 2);
        assert_eq!(fit("👩‍👩‍👧👩‍👩‍👧", 3), "👩‍👩‍👧…");
    }

    #[test]
    fn a_text_is_cut_at_a_grapheme() {
        assert_eq!(fit("hello", 5), "hello");
        assert_eq!(fit("hello!", 5), "hell…");
        assert_eq!(fit("日本語", 5), "日本…");
        assert_eq!(fit("日本語", 4), "日…");
        assert_eq!(fit("日本語", 1), "…");
        assert_eq!(fit("日本語", 0), "");
    }

    #[test]
    fn lines_break_between_words_and_the_last_tells_that_it_was_cut() {
        assert_eq!(
            wrap("fix the login page", 8, 3),
            ["fix the", "login", "page"]
        );
        assert_eq!(
            wrap("fix the login page now", 8, 2),
            ["fix the", "login p…"]
        );
        assert_eq!(wrap("incomprehensible", 6, 3), ["incomp", "rehens", "ible"]);
        assert_eq!(wrap("", 8, 3), [""]);
        assert_eq!(wrap("exactly8 ", 8, 3), ["exactly8"]);
    }

    #[test]
    fn wide_text_breaks_anywhere_and_never_inside_a_grapheme() {
        assert_eq!(wrap("日本語のカード", 5, 9), ["日本", "語の", "カー", "ド"]);
        assert_eq!(wrap("fix 日本語", 6, 9), ["fix 日", "本語"]);
    }

    #[test]
    fn signs_stay_with_what_they_belong_to() {
        assert_eq!(wrap("永久删除？", 8, 9), ["永久删", "除？"]);
        assert_eq!(wrap("删除“Say waits”？", 13, 9), ["删除“Say", "waits”？"]);
        assert_eq!(wrap("已损坏（磁盘）了", 8, 9), ["已损坏", "（磁盘）", "了"]);
        // But no longer than a line is.
        assert_eq!(wrap("？？？", 4, 9), ["？？", "？"]);
    }

    #[test]
    fn plain_text_breaks_where_any_text_does() {
        // The same words with a letter that is not plain, which takes as many cells.
        let texts = [
            "fix the login page now",
            "incomprehensible",
            "a  b   c ",
            " x",
            "",
            "exactly8 ",
        ];
        for plain in texts {
            let other = plain.replace(['e', 'a'], "é");
            for wide in 0..20 {
                let as_other = |lines: Vec<String>| -> Vec<String> {
                    lines
                        .iter()
                        .map(|line| line.replace(['e', 'a'], "é"))
                        .collect()
                };
                assert_eq!(
                    as_other(wrap(plain, wide, 3)),
                    wrap(&other, wide, 3),
                    "{plain:?} in {wide}"
                );
                let fitted = fit(plain, wide).replace(['e', 'a'], "é");
                assert_eq!(fitted, fit(&other, wide), "{plain:?} in {wide}");
            }
        }
    }

    #[test]
    fn a_grapheme_wider_than_the_line_ends_it() {
        let marks = format!("ﾊ{}", "ﾞ".repeat(9));
        assert_eq!(wrap(&format!("{marks}a"), 4, 9), ["…", "a"]);
        let breaks: Vec<_> = breaks(&format!("{marks}a"), 4).collect();
        assert_eq!(breaks, [0..marks.len(), marks.len()..marks.len() + 1]);
    }

    #[test]
    fn no_line_is_wider_than_asked() {
        let texts = [
            "a日b本c語 d👩‍👩‍👧e",
            "e\u{301}e\u{301}e\u{301} ﾊﾞﾊﾟ",
            "\u{301}\u{200D}",
        ];
        for text in texts {
            for wide in 0..12 {
                for line in wrap(text, wide, 3) {
                    assert!(width(&line) <= wide, "{line:?} in {wide}");
                }
                assert!(width(&fit(text, wide)) <= wide);
            }
        }
    }
}
