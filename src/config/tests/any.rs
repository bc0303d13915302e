//! Any text there may be in the file: nothing panics, what is wrong is told with a line of the file, and a choice that
//! is written into it counts, with all the rest as it was.
//!
//! `PROPTEST_CASES=20000 cargo test --lib config::tests::any` is the long form.

use proptest::prelude::*;
use proptest::sample::{Index, select};
use proptest::test_runner::FileFailurePersistence;

use super::{Config, read};
use crate::config::{keep, themes};
use crate::tui::msg::Choice;

/// A file that has everything, and a theme.
const REAL: [&str; 2] = [
    "editor = \"nvim\" # mine\n\n[screen]\ntheme = \"dusk\"\ncolor = \"auto\"\nascii = \"auto\"\n\n[new-board]\n\
     columns = [\"Ideas\", \"To do\", \"Doing\", \"Done\"]\n\n[keys]\n\
     board = { \"x\" = \"archive\", \"gm\" = \"move-to\", \"<c-x>\" = \"undo\", \"d\" = \"none\" }\n\
     pick.\"<tab>\" = \"down\"\n",
    include_str!("../../../assets/themes/dusk.toml"),
];

const PIECES: &[&str] = &[
    "editor",
    "screen",
    "[screen]",
    "[keys]",
    "[keys.board]",
    "[[keys]]",
    "theme",
    "color",
    "columns",
    "board",
    "=",
    " = ",
    "\"",
    "'",
    "\"\"\"",
    "\n",
    "\r\n",
    "[",
    "]",
    "{",
    "}",
    ",",
    ".",
    "#",
    "\"<c-c>\" = \"quit\"",
    "\"archive\"",
    "\"none\"",
    "true",
    "1",
    "1e400",
    "2026-01-01",
    "\\u0000",
    "\u{0}",
    "\u{1b}",
    "\u{202e}",
    "é",
    "\"#12345\"",
];

/// A real file in which some pieces stand where they do not belong, and some lines do not stand at all.
fn text() -> impl Strategy<Value = String> {
    let piece = prop_oneof![6 => select(PIECES).prop_map(str::to_owned), 1 => any::<String>()];
    let slips = prop::collection::vec((any::<Index>(), any::<bool>(), piece), 0..8);
    let base = prop_oneof![3 => select(&REAL[..]), 1 => Just("")];
    (base, slips).prop_map(|(base, slips)| {
        let mut text = base.to_owned();
        for (at, whole_line, piece) in slips {
            if whole_line && !text.is_empty() {
                let mut lines: Vec<&str> = text.split_inclusive('\n').collect();
                lines.remove(at.index(lines.len()));
                text = lines.concat();
            }
            let at = text.floor_char_boundary(at.index(text.len() + 1));
            text.insert_str(at, &piece);
        }
        text
    })
}

fn config() -> ProptestConfig {
    ProptestConfig {
        failure_persistence: Some(Box::new(FileFailurePersistence::Direct(
            "tests/config.regressions",
        ))),
        ..ProptestConfig::default()
    }
}

/// What is set, but for what the screen sets, and not by which line.
fn rest(config: &Config) -> impl PartialEq + std::fmt::Debug {
    let own: Vec<_> = config
        .own
        .iter()
        .map(|own| (own.mode, own.keys.clone(), own.action.clone()))
        .collect();
    (
        config.editor.value.clone(),
        config.color.value,
        config.columns.value.clone(),
        config.keys(),
        own,
    )
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn a_file_is_read_as_far_as_it_can_be(text in text()) {
        let config = read(&text);
        let lines = text.split('\n').count();
        for problem in &config.problems {
            prop_assert!(!problem.wrong.to_string().is_empty());
            prop_assert!(problem.line.is_none_or(|line| (1..=lines).contains(&line)), "{problem:?}");
        }
        let (_, problems) = themes::read(&text);
        for problem in problems {
            prop_assert!(problem.line.is_none_or(|line| (1..=lines).contains(&line)), "{problem:?}");
        }
    }

    #[test]
    fn a_choice_that_is_written_counts_and_nothing_else_changes(text in text(), on in any::<bool>()) {
        let before = read(&text);
        for choice in [Choice::Theme("paper".to_owned()), Choice::Ascii(on), Choice::Mouse(on), Choice::Language("zh-CN")] {
            let Ok(written) = keep::with(&text, &choice) else { continue };
            let after = read(&written);
            prop_assert_eq!(rest(&after), rest(&before), "{}", written);
            match choice {
                Choice::Language(code) => prop_assert_eq!(after.language.value, code),
                Choice::Theme(name) => prop_assert_eq!(after.theme.value, name),
                Choice::Mouse(on) => prop_assert_eq!(after.mouse.value, on),
                Choice::Ascii(on) => {
                    let switch = if on { super::Switch::On } else { super::Switch::Off };
                    prop_assert_eq!(after.ascii.value, switch);
                }
            }
        }
    }
}
