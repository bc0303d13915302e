use std::collections::HashMap;

use proptest::prelude::*;

use super::*;

#[test]
fn what_both_changed_is_in_the_text() {
    let table = [
        // Far apart
        ("a\nb\nc", "A\nb\nc", "a\nb\nC", Some("A\nb\nC")),
        // One below the last line, which had no end
        ("a\nb\nc", "A\nb\nc", "a\nb\nc\nd", Some("A\nb\nc\nd")),
        ("a\nb\nc\n", "A\nb\nc\n", "a\nb\nc\nd", Some("A\nb\nc\nd\n")),
        // The same on both sides
        ("a", "b", "b", Some("b")),
        ("a\nb\nc", "a\nc", "a\nc", Some("a\nc")),
        // Only one of them
        ("a", "b", "a", Some("b")),
        ("a", "a", "b", Some("b")),
        ("", "", "b", Some("b")),
        // Another end of line only
        ("a", "a\n", "b", Some("b\n")),
        // The same line, the same place
        ("a", "b", "c", None),
        ("", "b", "c", None),
        ("a\n", "a\nb\n", "a\nc\n", None),
        // One took away what the other changed
        ("a\nb\nc", "a\nc", "a\nB\nc", None),
    ];
    for (base, mine, theirs, merged) in table {
        assert_eq!(
            merge(base, mine, theirs).as_deref(),
            merged,
            "{base:?} {mine:?} {theirs:?}"
        );
    }
}

#[test]
fn the_lines_that_clash_stand_between_the_names() {
    let marked = mark("top\na\nend", "top\nb\nend", "TOP\nc\nend", "ann", "bob");
    let text = "<<<<<<< ann\ntop\nb\n=======\nTOP\nc\n>>>>>>> bob\nend\n";
    assert_eq!(marked.text, text);
    assert_eq!(left_in(text, &marked.marks), Some(1));
    assert_eq!(left_in("top\nb\n=======\nc\n", &marked.marks), Some(3));
    assert_eq!(left_in("TOP\nb\nend\n", &marked.marks), None);
    // Nothing clashes
    let marked = mark("a\nb\nc", "A\nb\nc", "a\nb\nC", "ann", "bob");
    assert_eq!((marked.text.as_str(), marked.marks.len()), ("A\nb\nC", 0));
}

#[test]
fn a_text_about_marks_can_be_merged() {
    let base = "how to\n=======\n<<<<<<< ours\n>>>>>>> theirs\n";
    let marked = mark(base, &format!("{base}b"), &format!("{base}c"), "ann", "bob");
    assert_eq!(
        marked.text,
        format!("{base}<<<<<<<< ann\nb\n========\nc\n>>>>>>>> bob\n")
    );
    assert_eq!(left_in(base, &marked.marks), None);
}

#[test]
fn large_texts_without_a_line_in_common_are_not_compared() {
    let text =
        |letter: char| -> String { (0..200_000).map(|n| format!("{letter}{n}\n")).collect() };
    // Compared, these would take hours.
    assert_eq!(merge(&text('a'), &text('b'), &text('c')), None);
    let marked = mark(&text('a'), &text('b'), &text('c'), "ann", "bob");
    assert_eq!(marked.text.lines().count(), 400_003);
    // A large text with a small change is no trouble.
    let base = text('a');
    let (mine, theirs) = (format!("first\n{base}"), format!("{base}last\n"));
    assert_eq!(
        merge(&base, &mine, &theirs),
        Some(format!("first\n{base}last\n"))
    );
}

/// Counts the lines of a text.
fn count(text: &str) -> HashMap<&str, usize> {
    let mut lines = HashMap::new();
    text.lines()
        .for_each(|line| *lines.entry(line).or_default() += 1);
    lines
}

fn text() -> impl Strategy<Value = String> {
    let line = prop::sample::select(vec!["a", "b", "c", "d", "", "x", "y"]);
    prop::collection::vec(line, 0..12).prop_map(|lines| lines.join("\n"))
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn nobodys_new_line_is_dropped(base in text(), mine in text(), theirs in text()) {
        let before = count(&base);
        if let Some(merged) = merge(&base, &mine, &theirs) {
            let after = count(&merged);
            for (line, times) in count(&mine).into_iter().chain(count(&theirs)) {
                // How a text ends is its owner's; blank lines there are no words.
                if !before.contains_key(line) && !line.is_empty() {
                    let there = after.get(line).copied().unwrap_or_default();
                    prop_assert!(there >= times, "{line:?} in {merged:?}");
                }
            }
        }
        // Between marks, no line of either side is dropped that is new.
        let marked = mark(&base, &mine, &theirs, "ann", "bob");
        let after = count(&marked.text);
        for line in mine.lines().chain(theirs.lines()).filter(|line| !line.is_empty() && !before.contains_key(line)) {
            prop_assert!(after.contains_key(line), "{line:?} in {:?}", marked.text);
        }
        prop_assert_eq!(left_in(&marked.text, &marked.marks).is_some(), !marked.marks.is_empty());
    }

    #[test]
    fn who_changed_nothing_has_no_say(base in text(), other in text()) {
        let end = |text: &str| text.trim_end_matches('\n').to_owned();
        prop_assert_eq!(merge(&base, &base, &other).map(|text| end(&text)), Some(end(&other)));
        prop_assert_eq!(merge(&base, &other, &base).map(|text| end(&text)), Some(end(&other)));
    }
}
