//! A text found in another, capitals or not.

/// Tells whether a text has another, given in lower case, anywhere in it, capitals or not.
pub fn says(text: &str, wanted: &str) -> bool {
    let has_wanted = match wanted.is_ascii() {
        true => has_letters(text.as_bytes(), wanted.as_bytes()),
        false => text.contains(wanted),
    };
    has_wanted || (may_say(text, wanted) && text.to_lowercase().contains(wanted))
}

/// Tells whether a text may have another with capitals that were not looked for: those outside of ASCII. To make it anew
/// in lower case would be most of the cost of a search.
fn may_say(text: &str, wanted: &str) -> bool {
    let has_capital = |letter: char| !letter.to_uppercase().eq([letter]);
    let is_cased = !wanted.is_ascii() && wanted.contains(has_capital);
    !text.is_ascii() && (is_cased || text.contains(CAPITALS))
}

/// The capitals outside of ASCII that have something in lower case that is ASCII or has no capital: the sign of the
/// kelvin, and the Turkish i.
const CAPITALS: [char; 2] = ['\u{212A}', '\u{130}'];

/// The letters of English, the most frequent first.
const FREQUENT: &[u8] = b" etaoinsrhldcumfpgwybvkxjqz";

/// Tells whether a text has these letters, given in lower case, one after the other. Looked for is the rarest of them.
fn has_letters(text: &[u8], wanted: &[u8]) -> bool {
    let rarity = |letter: &u8| FREQUENT.iter().position(|one| one == letter);
    let rarest = (0..wanted.len()).max_by_key(|at| rarity(&wanted[*at]).unwrap_or(usize::MAX));
    let Some(at) = rarest else { return true };
    let letter = wanted[at];
    memchr::memchr2_iter(letter, letter.to_ascii_uppercase(), text).any(|found| {
        let start = found.checked_sub(at);
        let there = start.and_then(|start| text.get(start..start + wanted.len()));
        there.is_some_and(|there| there.eq_ignore_ascii_case(wanted))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_found_whatever_its_capitals() {
        for text in [
            "Fix the LOGIN page",
            "Ünder the LOGIN",
            "login",
            "xlogi login",
        ] {
            assert!(says(text, "login"), "{text}");
        }
        assert!(says("GRÜN", "grün") && says("x", "") && says("", ""));
        for text in ["", "logi", "log in", "ogin", "lógin"] {
            assert!(!says(text, "login"), "{text}");
        }
    }

    #[test]
    fn no_other_letter_is_ascii_or_without_a_capital_in_lower_case() {
        let changes = |letter: &char| !letter.to_lowercase().eq([*letter]);
        let capitals = ('\u{80}'..=char::MAX).filter(changes);
        for letter in capitals.filter(|letter| !CAPITALS.contains(letter)) {
            let is_plain = |small: char| small.is_ascii() || small.to_uppercase().eq([small]);
            assert!(!letter.to_lowercase().any(is_plain), "{letter}");
        }
    }

    proptest::proptest! {
        #[test]
        fn a_text_is_found_where_its_lower_case_has_it(
            text in "[a-cA-C \u{130}\u{212A}éÉßẞΣς本]{0,12}", wanted in "[a-cik éßσς本\u{307}]{0,3}",
        ) {
            let has = text.to_lowercase().contains(&wanted);
            proptest::prop_assert_eq!(says(&text, &wanted), has);
        }
    }
}
