mod any;

use super::*;
use crate::tui::keymap::{Action, Found, Mode};

fn read(text: &str) -> Config {
    Config::from(None, text, &|_| None)
}

fn around(variables: &[(&str, &str)], text: &str) -> Config {
    let value = |name: &str| {
        let found = variables.iter().find(|(other, _)| *other == name);
        found.map(|(_, value)| (*value).to_owned())
    };
    Config::from(None, text, &value)
}

fn lines(config: &Config) -> Vec<usize> {
    let lines = config.problems.iter().filter_map(|problem| problem.line);
    lines.collect()
}

#[test]
fn without_a_file_all_is_as_it_was() {
    let config = Config::default();
    assert_eq!(config.problems, []);
    assert_eq!(config.color, Setting::default(Color::Auto));
    assert_eq!(config.editor, Setting::default("vi".to_owned()));
    assert_eq!(config.columns.value, ["To do", "Doing", "Done"]);
    assert_eq!(config.keys(), Keys::default());
}

#[test]
fn what_is_set_is_known_with_its_line() {
    let config = read(
        "editor = 'nvim -u NONE'\n\n[screen]\ncolor = \"never\"\n[new-board]\ncolumns = [\n  'A',\n  'B',\n]\n[keys]\nboard = { x = 'archive' }\ncard.X = 'archive'\n",
    );
    assert_eq!(config.problems, []);
    let from = Origin::Line(1);
    let value = "nvim -u NONE".to_owned();
    assert_eq!(config.editor, Setting { value, from });
    assert_eq!(config.color.from, Origin::Line(4));
    assert!(!config.wants_color(true));
    assert_eq!(
        (config.columns.value.as_slice(), config.columns.from),
        (&["A", "B"].map(str::to_owned)[..], Origin::Line(6))
    );
    let archive = Found::Action(Action::Archive);
    assert_eq!(config.keys().find(Mode::Board, "x"), archive);
    assert_eq!(config.keys().find(Mode::Card, "X"), archive);
}

#[test]
fn what_is_wrong_is_told_by_line_and_the_rest_counts() {
    let config = read(
        "edit = 1\n[screen]\ncolour = 'never'\ncolor = 'sometimes'\n[keys.board]\nx = 'archiv'\ny = 3\nz = 'archive'\n[keys.boards]\n[new-board]\ncolumns = 'A'\n[other]\n",
    );
    assert_eq!(lines(&config), [1, 3, 4, 6, 7, 9, 11, 12]);
    let said: Vec<String> = config
        .problems
        .iter()
        .map(|problem| problem.wrong.to_string())
        .collect();
    assert!(
        said[0].contains("“edit”") && said[0].contains("editor"),
        "{said:#?}"
    );
    assert!(
        said[1].contains("“colour”") && said[1].contains("color"),
        "{said:#?}"
    );
    assert!(
        said[2].contains("\"auto\", \"always\", \"never\""),
        "{said:#?}"
    );
    assert!(
        said[3].contains("“archiv”") && said[3].contains("archive"),
        "{said:#?}"
    );
    assert!(
        said[5].contains("“boards”") && said[5].contains("board, card"),
        "{said:#?}"
    );
    assert_eq!(config.keys().key(Action::Archive), "z");
    assert_eq!(config.color, Setting::default(Color::Auto));
}

#[test]
fn a_line_that_is_no_toml_costs_that_line() {
    let config = read("[screen]\ncolor = = 'x'\n[keys.board]\nx = 'archive'\nx = 'undo'\n");
    assert_eq!(lines(&config), [2, 5], "{:#?}", config.problems);
    assert_eq!(config.keys().key(Action::Archive), "x");
}

#[test]
fn columns_that_no_board_can_have_are_refused() {
    for columns in ["[]", "['']", "['A', 'a']", "['A', 1]", "3"] {
        let config = read(&format!("[new-board]\ncolumns = {columns}\n"));
        assert_eq!(lines(&config), [2], "{columns}");
        assert_eq!(config.columns.from, Origin::Default);
    }
}

#[test]
fn any_text_is_read_without_a_panic() {
    let long = "[".repeat(5_000);
    for text in [
        "\u{0}",
        "=",
        "[[",
        "[keys]\nboard = 1",
        "a.b.c.d = {",
        "\u{feff}editor = 'x'",
        "'''",
        &long,
        "editor = \"\\u{110000}\"",
        "[keys.board]\n'' = 'undo'\n",
    ] {
        let config = read(text);
        assert!(config.problems.len() <= 2, "{:?}", config.problems);
    }
}

#[test]
fn the_file_is_above_the_variables_for_the_editor_and_no_color_below_the_file() {
    let vim = [("EDITOR", "vim"), ("NO_COLOR", "1")];
    let config = around(&vim, "");
    assert_eq!(config.editor.from, Origin::Variable("EDITOR"));
    assert!(!config.wants_color(true));
    let config = around(&vim, "editor = 'ed'\n[screen]\ncolor = 'always'\n");
    assert_eq!(config.editor.value, "ed");
    assert!(config.wants_color(true));
    assert!(!around(&[("TERM", "dumb")], "").wants_color(true));
    let mut config = config;
    config.color.option(Some(Color::Never), "--color");
    assert_eq!(config.color.from, Origin::Option("--color"));
    assert!(!config.wants_color(true));
}

#[test]
fn the_example_in_the_readme_can_be_used() {
    let readme = include_str!("../../README.md");
    let (_, after) = readme.split_once("```toml\n").expect("an example");
    let config = read(after.split_once("```").expect("its end").0);
    assert_eq!(config.problems, []);
    assert_eq!(config.keys().key(Action::Undo), "^x");
}

#[test]
fn every_theme_can_be_read() {
    let (schemes, wrong) = themes::all(None);
    assert_eq!(wrong, []);
    assert_eq!(schemes.len(), 5);
    for colors in schemes.iter().filter_map(|scheme| scheme.colors()) {
        // Of the sixteen, black and white are not written with.
        let written = [1, 2, 3, 4, 5, 6, 9, 10, 11, 12, 13, 14].map(|at| colors.sixteen[at]);
        for color in written.into_iter().chain([colors.text]) {
            for ground in [colors.ground, colors.chosen] {
                assert!(color.contrast(ground) >= 4.5, "{color:?} on {ground:?}");
            }
        }
        assert!(
            colors.faint.contrast(colors.ground) >= 4.5,
            "{:?}",
            colors.faint
        );
        assert_ne!(colors.chosen, colors.ground);
    }
    let dark = |colors: &&crate::tui::look::Colors| {
        colors.ground.contrast(crate::tui::look::Rgb(0, 0, 0)) < 3.0
    };
    let colors = schemes.iter().filter_map(|scheme| scheme.colors());
    assert_eq!(colors.filter(dark).count(), 2);
}

#[test]
#[allow(
    clippy::disallowed_methods,
    reason = "tests look at files from outside"
)]
fn themes_of_ones_own_are_beside_the_file() {
    let folder = tempfile::tempdir().expect("a folder");
    let write = |name: &str, text: &str| {
        std::fs::create_dir_all(folder.path().join("themes")).expect("a folder");
        std::fs::write(folder.path().join("themes").join(name), text).expect("a file");
    };
    let whole = include_str!("../../assets/themes/dusk.toml");
    write("mine.toml", whole);
    write("paper.toml", &whole.replace("#1a1d26", "#000000"));
    write("broken.toml", "text = 'red'\nred = \"#ff0000\"\nrosa = 1\n");
    write("notes.txt", "no theme");
    let with = |text: &str| Config::from(Some(folder.path().join("config.toml")), text, &|_| None);
    let (look, wrong) = with("[screen]\ntheme = 'mine'\n").look();
    assert_eq!(look.now().name, "mine");
    // One's own goes before one that comes along.
    assert_eq!(look.schemes.len(), 6);
    let paper = look.named("paper").and_then(|at| look.schemes[at].colors());
    assert_eq!(
        paper.map(|colors| colors.ground),
        Some(crate::tui::look::Rgb(0, 0, 0))
    );
    let said =
        |wrong: Vec<Warning>| -> Vec<String> { wrong.iter().map(Warning::to_string).collect() };
    let wrong = said(wrong);
    assert_eq!(wrong.len(), 3, "{wrong:#?}");
    assert!(
        wrong[0].contains("broken.toml:1: text: must be a colour"),
        "{wrong:#?}"
    );
    assert!(
        wrong[1].contains("broken.toml:3: a theme has no “rosa”"),
        "{wrong:#?}"
    );
    assert!(
        wrong[2].contains("is no theme without text, ground"),
        "{wrong:#?}"
    );
    let (look, wrong) = with("[screen]\ntheme = 'nord'\n").look();
    let wrong = said(wrong);
    assert_eq!(look.now().name, "default");
    assert!(
        wrong[3].contains("config.toml:2: there is no theme “nord”; there are default, dusk"),
        "{wrong:#?}"
    );
}

#[test]
fn the_locale_tells_whether_there_is_more_than_ascii() {
    for (variables, ascii) in [
        (&[][..], false),
        (&[("LANG", "en_US.UTF-8")], false),
        (&[("LANG", "C.utf8")], false),
        (&[("LANG", "C")], true),
        (&[("LANG", "C.UTF-8"), ("LC_ALL", "POSIX")], true),
        (&[("LANG", "C"), ("LC_CTYPE", "de_DE.UTF-8")], false),
        (&[("LC_ALL", "de_DE.ISO-8859-1")], true),
    ] {
        let (look, _) = around(variables, "").look();
        assert_eq!(look.ascii, ascii && !cfg!(windows), "{variables:?}");
    }
    assert!(
        around(&[("LANG", "C.UTF-8")], "[screen]\nascii = 'on'\n")
            .look()
            .0
            .ascii
    );
    assert!(
        !around(&[("LANG", "C")], "[screen]\nascii = 'off'\n")
            .look()
            .0
            .ascii
    );
}

#[test]
fn the_screen_speaks_the_language_of_the_locale_or_the_one_that_is_set() {
    let speaks = |variables: &[(&str, &str)], text| around(variables, text).words().code;
    let chinese = ("LANG", "zh_CN.UTF-8");
    for (variables, code) in [
        (&[][..], "en"),
        (&[chinese], "zh-CN"),
        (&[chinese, ("LC_MESSAGES", "en_US.UTF-8")], "en"),
        (&[chinese, ("LC_ALL", "de_DE.UTF-8")], "en"),
        (
            &[("LANG", "en_US.UTF-8"), ("LC_ALL", "zh_SG.utf8")],
            "zh-CN",
        ),
        // A terminal without those letters.
        (&[("LANG", "zh_CN.GB2312")], "en"),
        (&[chinese, ("LC_CTYPE", "C")], "en"),
    ] {
        assert_eq!(speaks(variables, ""), code, "{variables:?}");
        let set = speaks(variables, "[screen]\nlanguage = 'zh-CN'\n");
        assert_eq!(set, "zh-CN", "{variables:?}");
        let set = speaks(variables, "[screen]\nlanguage = 'en'\n");
        assert_eq!(set, "en", "{variables:?}");
        let auto = speaks(variables, "[screen]\nlanguage = 'auto'\n");
        assert_eq!(auto, code, "{variables:?}");
    }
}

#[test]
fn a_language_that_is_not_there_is_told_with_those_that_are() {
    let config = read("[screen]\nlanguage = 'tlh'\n");
    assert_eq!(lines(&config), [2]);
    assert_eq!(
        config.problems[0].wrong.to_string(),
        "language: must be one of \"auto\", \"en\", \"zh-CN\""
    );
    assert_eq!(config.words().code, "en");
}
