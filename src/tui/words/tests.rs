use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use toml::{Table, Value};

use super::text::{Text, next_gap};
use super::*;
use crate::tui::keymap::TABLE;

mod outside;

fn table(language: &Language) -> Table {
    language.file.parse().expect("it is TOML")
}

/// Returns every text of a value with its name, and in which form of it.
fn texts<'v>(name: &str, value: &'v Value, found: &mut Vec<(String, &'v str)>) {
    match value {
        Value::String(text) => found.push((name.to_owned(), text)),
        Value::Table(forms) => {
            for (form, value) in forms {
                texts(&format!("{name}.{form}"), value, found);
            }
        }
        other => panic!("{name} is no text: {other}"),
    }
}

fn gaps(mut text: &str) -> Vec<&str> {
    let mut found = Vec::new();
    while let Some((_, gap, after)) = next_gap(text) {
        found.push(gap);
        text = after;
    }
    found.sort_unstable();
    found.dedup();
    found
}

#[test]
fn every_file_is_a_language_and_is_whole() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("assets/words");
    let mut files: Vec<String> = fs::read_dir(folder)
        .expect("a folder")
        .map(|file| file.expect("a file").file_name().to_string_lossy().into())
        .collect();
    files.sort();
    let mut known: Vec<String> = LANGUAGES
        .iter()
        .map(|language| format!("{}.toml", language.code))
        .collect();
    known.sort();
    assert_eq!(files, known);
    for language in &LANGUAGES {
        let mut file = Sections::of(language.file);
        let words = Words::of(language.code, &mut file);
        assert_eq!(words.check(), Ok(()), "{}", language.code);
        assert!(file.left().is_empty(), "nobody says {:?}", file.left());
        assert!(!words.language().is_empty() && !words.language.locales.is_empty());
    }
}

#[test]
fn a_section_that_lacks_a_text_or_has_one_too_many_is_not_read() {
    let file = LANGUAGES[0].file;
    for (line, instead, told) in [
        ("undo = ", "# ", "undo"),
        ("undo = ", "und0 = \"?\"\nundo = ", "und0"),
        ("undo = ", "undo.one = \"?\"\nundo.other = ", "undo"),
    ] {
        let saving = file.find("[saving]").expect("a section");
        let (before, after) = file.split_at(saving);
        assert!(after.contains(line));
        let wrong = format!("{before}{}", after.replacen(line, instead, 1)).leak();
        let words = Words::of("en", &mut Sections::of(wrong));
        let error = words.check().expect_err("it is wrong");
        assert!(error.contains(told), "{error}");
    }
}

#[test]
fn lines_may_end_as_on_windows() {
    let file = LANGUAGES[0].file.replace('\n', "\r\n").leak();
    let mut sections = Sections::of(file);
    let words = Words::of("en", &mut sections);
    assert_eq!(words.check(), Ok(()));
    assert!(sections.left().is_empty());
}

#[test]
fn every_text_has_the_gaps_that_are_filled() {
    for language in &LANGUAGES {
        let table = table(language);
        for (section, known) in Words::GAPS {
            let section = section.replace('_', "-");
            for (name, filled) in *known {
                let name = name.replace('_', "-");
                let mut found = Vec::new();
                texts(&name, &table[section.as_str()][name.as_str()], &mut found);
                for (name, text) in found {
                    let about = format!("{}: [{section}] {name}", language.code);
                    assert!(!text.trim().is_empty(), "{about} says nothing");
                    let mut filled = filled.to_vec();
                    filled.sort_unstable();
                    let mut gaps = gaps(text);
                    // "1 card is due" needs no gap for the 1, nor need many.
                    let is_form = name.contains('.');
                    filled.retain(|gap| *gap != "count" || !is_form);
                    gaps.retain(|gap| *gap != "count" || !is_form);
                    assert_eq!(gaps, filled, "{about}");
                }
            }
        }
    }
}

#[test]
fn every_line_of_the_key_table_has_its_words_and_no_words_are_left_over() {
    for language in &LANGUAGES {
        let words = language.words();
        let (mut keys, mut footer) = (BTreeMap::new(), BTreeMap::new());
        for line in TABLE {
            let name = |binding: &Binding| {
                let mode = binding.modes[0].name();
                format!("{} {}", mode, binding.action.name())
            };
            keys.insert(name(line), said(&words.keys, line));
            if line.foot.is_some() {
                footer.insert(name(line), said(&words.footer, line));
            }
            assert!(!words.group(line.group).is_empty(), "{:?}", line.group);
        }
        for (what, wanted, said) in [
            ("keys", &keys, &words.keys),
            ("footer", &footer, &words.footer),
        ] {
            let code = language.code;
            for (name, text) in wanted {
                assert!(
                    text.is_some_and(|text| !text.is_empty()),
                    "{code}: {what} {name}"
                );
            }
            for (mode, actions) in said {
                for action in actions.keys() {
                    let name = format!("{} {}", mode.name(), action.name());
                    assert!(
                        wanted.contains_key(&name),
                        "{code}: {what} {name} is left over"
                    );
                }
            }
        }
    }
}

#[test]
fn a_locale_leads_to_the_language_of_those_who_speak_it() {
    let of = |locale: &str| Language::of(locale).code;
    for english in [
        "",
        "C",
        "POSIX",
        "C.UTF-8",
        "en",
        "en_GB.UTF-8",
        "fr_FR.UTF-8",
        "zhuang",
    ] {
        assert_eq!(of(english), "en", "{english}");
    }
    for chinese in [
        "zh_CN",
        "zh_CN.UTF-8",
        "zh_CN.utf8@pinyin",
        "zh_SG.UTF-8",
        "zh_Hans_CN",
    ] {
        assert_eq!(of(chinese), "zh-CN", "{chinese}");
    }
    // Who writes in the traditional characters reads English sooner.
    assert_eq!(of("zh_TW.UTF-8"), "en");
    assert_eq!(of("zh_CNX"), "en");
}

#[test]
fn what_fills_a_gap_is_not_read_again() {
    let text = Text::Any("{who} moved {card} to {column}{".to_owned());
    let filled = text.fill(&[
        ("card", &"{column}"),
        ("who", &"{card}"),
        ("column", &"Done"),
    ]);
    assert_eq!(filled, "{card} moved {column} to Done{");
}

#[test]
fn one_thing_has_words_of_its_own() {
    let text = Text::Counted {
        one: "a card".to_owned(),
        many: "{count} cards".to_owned(),
    };
    let cards = |count: usize| text.fill(&[("count", &count)]);
    assert_eq!(
        [cards(0), cards(1), cards(2)],
        ["0 cards", "a card", "2 cards"]
    );
}

#[test]
fn every_colour_has_a_name() {
    for language in &LANGUAGES {
        let colors = &language.words().colors;
        assert!(Paint::ALL.iter().all(|color| colors.contains_key(color)));
    }
}
