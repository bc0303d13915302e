//! Addresses: which of them a terminal may be told, and where they stand in a text without any mark.

use std::ops::Range;
use std::sync::Arc;

/// The longest address that is told to a terminal.
const LONGEST: usize = 2_000;

/// How the addresses begin that are told to a terminal.
const SCHEMES: [&str; 3] = ["https://", "http://", "mailto:"];

/// Returns an address as a terminal may be told it: one of the web or of mail, in nothing but visible ASCII. `None` for
/// any other; it is text then.
pub(super) fn safe(address: &str) -> Option<Arc<str>> {
    let address = address.trim();
    let scheme = SCHEMES
        .iter()
        .find(|scheme| begins(address, scheme))
        .map(|scheme| scheme.len())?;
    let rest = &address[scheme..];
    let host = rest.split(['/', '?', '#']).next().unwrap_or_default();
    // A host in other letters may be made to look like another one.
    if rest.is_empty() || !host.bytes().all(|byte| byte.is_ascii_graphic()) {
        return None;
    }
    let mut told = String::with_capacity(address.len());
    for letter in address.chars() {
        match letter {
            letter if letter.is_ascii_graphic() => told.push(letter),
            letter if letter.is_alphanumeric() => {
                for byte in letter.encode_utf8(&mut [0; 4]).bytes() {
                    told.push_str(&format!("%{byte:02X}"));
                }
            }
            _ => return None,
        }
    }
    (told.len() <= LONGEST).then(|| told.into())
}

/// Tells whether a text looks like an address itself: then it must not hide another one.
pub(super) fn looks_like_one(text: &str) -> bool {
    let text = text.trim();
    let host = text.split(['/', '?', '#']).next().unwrap_or_default();
    text.contains("://") || text.contains('@') || (host.contains('.') && !host.contains(' '))
}

/// Returns where addresses of the web stand in a text.
pub(super) fn bare(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut from = 0;
    while let Some(at) = text[from..].find("http").map(|at| from + at) {
        let is_one = SCHEMES[..2]
            .iter()
            .any(|scheme| begins(&text[at..], scheme));
        let fresh = !text[..at].ends_with(|letter: char| letter.is_alphanumeric());
        if !is_one || !fresh {
            from = at + "http".len();
            continue;
        }
        let ends = |letter: char| letter.is_whitespace() || matches!(letter, '<' | '>' | '"' | '|');
        let end = text[at..].find(ends).map_or(text.len(), |end| at + end);
        // What ends a sentence is no part of it; a bracket is one when it was opened in it.
        let mut address = &text[at..end];
        while let Some(last) = address.chars().next_back() {
            let closes = match last {
                ')' => !address.contains('('),
                ']' => !address.contains('['),
                '.' | ',' | ';' | ':' | '!' | '?' | '\'' | '*' | '_' => true,
                _ => false,
            };
            if !closes {
                break;
            }
            address = &address[..address.len() - last.len_utf8()];
        }
        found.push(at..at + address.len());
        from = end;
    }
    found
}

fn begins(text: &str, scheme: &str) -> bool {
    text.get(..scheme.len())
        .is_some_and(|start| start.eq_ignore_ascii_case(scheme))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_addresses_of_the_web_and_of_mail_are_told_to_a_terminal() {
        fn told(address: &str) -> Option<String> {
            safe(address).map(|told| told.to_string())
        }
        let same = |address: &str| assert_eq!(told(address).as_deref(), Some(address));
        same("https://example.org/a?b=c#d");
        same("HTTP://example.org");
        same("mailto:ann@example.org");
        assert_eq!(
            told("https://example.org/看").as_deref(),
            Some("https://example.org/%E7%9C%8B")
        );
        for other in [
            "javascript:alert(1)",
            "file:///etc/passwd",
            "ssh://host",
            "https://",
            "https://ex\u{430}mple.org/",
            "https://example.org/\u{1b}]8;;x",
            "https://example.org/\u{7}",
            "https://example.org/a b",
            "https://example.org/\u{202e}",
            "example.org",
            "",
        ] {
            assert_eq!(told(other), None, "{other:?}");
        }
        assert_eq!(told(&format!("https://{}", "x".repeat(3_000))), None);
    }

    #[test]
    fn addresses_are_found_without_what_stands_around_them() {
        let found = |text: &'static str| -> Vec<&str> {
            bare(text).into_iter().map(|at| &text[at]).collect()
        };
        assert_eq!(
            found("see https://a.org/b_(c), or not"),
            ["https://a.org/b_(c)"]
        );
        assert_eq!(found("(http://a.org)."), ["http://a.org"]);
        assert_eq!(
            found("xhttp://a.org and http: and 看https://b.org"),
            [""; 0]
        );
        assert_eq!(
            found("https://a.org https://b.org"),
            ["https://a.org", "https://b.org"]
        );
    }
}
