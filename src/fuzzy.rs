//! Words that were typed in part, found in a text: `rlnts` finds `release notes`.
//!
//! The letters must stand in the text in their order. Where a list puts the best first, that is enough ([`Word::score`]).
//! Where a text is found or not, letters strewn over it are no find ([`Word::find`]): the first one begins a word, and
//! each of the others follows soon, or begins a word itself.

use std::cell::RefCell;
use std::ops::Range;

use nucleo_matcher::chars::{normalize, to_lower_case};
use nucleo_matcher::pattern::{Atom, AtomKind, CaseMatching, Normalization};
use nucleo_matcher::{Config, Matcher, Utf32Str};
use unicode_segmentation::UnicodeSegmentation;

use crate::text;

/// How many letters of a word may be left out at a time.
const SKIPPED: usize = 2;
/// Shorter words are found as they stand only: their letters are everywhere.
const SHORTEST: usize = 3;

/// Room to work in, which is too large to be made for every text.
struct Room {
    matcher: Matcher,
    letters: Vec<char>,
    at: Vec<u32>,
}

thread_local! {
    static ROOM: RefCell<Room> = RefCell::new(Room {
        matcher: Matcher::new(Config::DEFAULT),
        letters: Vec::new(),
        at: Vec::new(),
    });
}

/// A word that is looked for. Capitals and accents do not count.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Word {
    /// In lower case.
    word: String,
    atom: Atom,
    exact: Atom,
    letters: usize,
}

impl Word {
    /// Returns a word to look for.
    pub fn new(word: &str) -> Self {
        let atom = |kind| {
            let (case, normal) = (CaseMatching::Ignore, Normalization::Smart);
            Atom::new(word, case, normal, kind, false)
        };
        Self {
            word: word.to_lowercase(),
            atom: atom(AtomKind::Fuzzy),
            exact: atom(AtomKind::Substring),
            letters: word.graphemes(true).count(),
        }
    }

    /// Returns how well a text fits, the more the better; `None` when its letters are not there in their order.
    pub fn score(&self, text: &str) -> Option<u16> {
        ROOM.with_borrow_mut(|room| {
            let letters = letters(text, &mut room.letters);
            self.atom.score(letters, &mut room.matcher)
        })
    }

    /// Tells whether the word is in a text: whether [`find`](Self::find) finds it.
    pub fn is_in(&self, text: &str) -> bool {
        // Most texts do not have it, and a search asks every card: this is most of what it costs.
        if self.word.is_ascii() && !is_strewn(&self.word, text) {
            return false;
        }
        if text.is_ascii() && self.word.is_ascii() {
            if text::says(text, &self.word) {
                return true;
            }
            if self.letters < SHORTEST {
                return false;
            }
        }
        self.places(text, |_| ()).is_some()
    }

    /// Returns where the word is in a text just as it stands.
    pub fn find_exact(&self, text: &str) -> Option<Vec<Range<usize>>> {
        ROOM.with_borrow_mut(|room| {
            room.at.clear();
            let letters = letters(text, &mut room.letters);
            self.exact
                .indices(letters, &mut room.matcher, &mut room.at)?;
            Some(pieces(text, &room.at))
        })
    }

    /// Returns where the word is in a text, if it is there: pieces of the text in their order.
    pub fn find(&self, text: &str) -> Option<Vec<Range<usize>>> {
        self.places(text, |at| pieces(text, at))
    }

    /// Finds the letters of the word in a text, just as it stands or with some left out.
    fn places<T>(&self, text: &str, told: impl FnOnce(&[u32]) -> T) -> Option<T> {
        ROOM.with_borrow_mut(
            |Room {
                 matcher,
                 letters: room,
                 at,
             }| {
                let letters = letters(text, room);
                at.clear();
                if self.exact.indices(letters, matcher, at).is_some() {
                    return Some(told(at));
                }
                if self.letters < SHORTEST {
                    return None;
                }
                at.clear();
                self.atom.indices(letters, matcher, at)?;
                is_near(letters, at).then(|| told(at))
            },
        )
    }
}

/// Returns a text as the matcher takes it, a character a grapheme.
fn letters<'r>(text: &'r str, room: &'r mut Vec<char>) -> Utf32Str<'r> {
    if text.is_ascii() || !text.chars().all(is_grapheme) {
        return Utf32Str::new(text, room);
    }
    room.clear();
    room.extend(text.chars());
    Utf32Str::Unicode(room)
}

/// Tells whether a character is a grapheme whatever stands beside it, as far as that is soon told: Latin letters, kana,
/// Chinese characters, Korean syllables.
const fn is_grapheme(letter: char) -> bool {
    matches!(letter, '\x20'..'\u{300}' | '\u{3041}'..='\u{3096}' | '\u{30a1}'..='\u{9fff}' | '\u{ac00}'..='\u{d7a3}')
}

/// Tells whether the letters of a word, in lower case and ASCII, stand in a text in their order.
fn is_strewn(word: &str, text: &str) -> bool {
    let mut wanted = word.bytes();
    let Some(mut next) = wanted.next() else {
        return true;
    };
    // Finds the rest of the word, a letter of the text at a time.
    let mut found = |letter: u8| {
        letter == next
            && match wanted.next() {
                Some(following) => {
                    next = following;
                    false
                }
                None => true,
            }
    };
    if text.is_ascii() {
        return text
            .bytes()
            .any(|letter| found(letter.to_ascii_lowercase()));
    }
    text.chars()
        .any(|letter| u8::try_from(to_lower_case(normalize(letter))).is_ok_and(&mut found))
}

/// Tells whether each letter follows soon after the last one or begins a word, as the first one does.
fn is_near(text: Utf32Str<'_>, at: &[u32]) -> bool {
    let is_letter = |at: u32| text.get(at).is_alphanumeric();
    let begins = |at: u32| at == 0 || !is_letter(at - 1);
    let soon = |pair: &[u32]| {
        let between = pair[0] + 1..pair[1];
        begins(pair[1]) || between.len() <= SKIPPED && between.into_iter().all(is_letter)
    };
    at.first().is_some_and(|first| begins(*first)) && at.windows(2).all(soon)
}

/// Returns where letters are in the bytes of a text, those that stand together in one piece.
fn pieces(text: &str, at: &[u32]) -> Vec<Range<usize>> {
    let text: Vec<(usize, &str)> = text.grapheme_indices(true).collect();
    let mut pieces: Vec<Range<usize>> = Vec::new();
    for (start, grapheme) in at.iter().filter_map(|at| text.get(*at as usize)) {
        let end = start + grapheme.len();
        match pieces.last_mut() {
            Some(last) if last.end == *start => last.end = end,
            _ => pieces.push(*start..end),
        }
    }
    pieces
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(word: &str, text: &str) -> Option<String> {
        let pieces = Word::new(word).find(text)?;
        let pieces: Vec<&str> = pieces.into_iter().map(|piece| &text[piece]).collect();
        Some(pieces.join("|"))
    }

    #[test]
    fn a_word_is_found_as_it_stands_whatever_its_capitals_and_accents() {
        assert_eq!(found("fix", "the FIX").as_deref(), Some("FIX"));
        assert_eq!(found("cafe", "Naïve cafés").as_deref(), Some("café"));
        assert_eq!(found("xtu", "the fixture").as_deref(), Some("xtu"));
        assert_eq!(found("本語", "日本語のカード").as_deref(), Some("本語"));
        assert_eq!(found("👩‍👩‍👧", "Draw 👩‍👩‍👧 and").as_deref(), Some("👩‍👩‍👧"));
    }

    #[test]
    fn letters_may_be_left_out_inside_of_words() {
        assert_eq!(
            found("rlnts", "the release notes").as_deref(),
            Some("r|l|n|t|s")
        );
        assert_eq!(
            found("wrn", "Write the release notes").as_deref(),
            Some("Wr|n")
        );
        assert_eq!(found("lck", "who holds the lock").as_deref(), Some("l|ck"));
    }

    #[test]
    fn strewn_letters_are_no_find() {
        assert_eq!(found("ann", "can we run now"), None);
        assert_eq!(found("the", "stop hope"), None);
        assert_eq!(found("wl", "walk long"), None, "too short");
        assert_eq!(found("zzz", "jazz"), None);
        assert_eq!(found("abc", ""), None);
    }

    proptest::proptest! {
        #[test]
        fn a_word_is_in_a_text_where_it_is_found(word in "[a-cA-É本]{1,4}", text in "[a-c A-É本\u{301}👩]{0,12}") {
            let word = Word::new(&word);
            proptest::prop_assert_eq!(word.is_in(&text), word.find(&text).is_some());
        }

        #[test]
        fn letters_are_graphemes(text in "[a-c É本ーがｶ한\u{301}\u{3099}\u{200d}👩🇩🇪\r\n]{0,8}") {
            let (mut ours, mut theirs) = (Vec::new(), Vec::new());
            let (ours, theirs) = (letters(&text, &mut ours), Utf32Str::new(&text, &mut theirs));
            proptest::prop_assert!(ours.chars().eq(theirs.chars()));
        }
    }

    #[test]
    fn the_better_fit_has_the_higher_score() {
        let score = |text| Word::new("mov").score(text);
        assert!(score("move the card") > score("my own view"));
        assert_eq!(score("xyz"), None);
    }
}
