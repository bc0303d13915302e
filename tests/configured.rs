//! The board in a terminal, as the user has it set up.
#![allow(
    clippy::disallowed_methods,
    reason = "tests look at files from outside"
)]
#![cfg(unix)]

#[path = "common/open.rs"]
mod open;
#[path = "common/pty.rs"]
mod pty;

use std::fs;

use open::{Open, open_with, wait_until};
use tempfile::TempDir;

/// A sample board with a configuration of that text.
fn open(config: &str) -> (Open, TempDir) {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("my.toml"), config).unwrap();
    let open = open_again(&folder, &[]);
    (open, folder)
}

/// A sample board with the configuration in a folder, and more variables.
fn open_again(folder: &TempDir, variables: &[(&str, &str)]) -> Open {
    let file = folder.path().join("my.toml");
    let with = |command: pty_process::blocking::Command| {
        let command = command.env("WALBOARD_CONFIG", file);
        let set = |command: pty_process::blocking::Command, (name, value): &(&str, &str)| {
            command.env(name, value)
        };
        variables.iter().fold(command, set)
    };
    open_with(with, 24, 120)
}

/// Returns what is under the text of a screen's corner.
fn ground(screen: &vt100::Screen) -> vt100::Color {
    screen
        .cell(0, 0)
        .map(vt100::Cell::bgcolor)
        .unwrap_or_default()
}

#[test]
fn a_bad_configuration_opens_the_board_and_says_the_line() {
    let (mut open, _folder) = open("[screen]\n\ncolor = \"blue\"\n[keys.board]\nx = \"quit\"\n");
    let text = open.pty.wait_for_text("my.toml:3: color: must be one of");
    assert!(text.contains("Esc clear"), "{text}");
    open.pty.press("<esc>");
    open.pty.wait_for("the message to be gone", |screen| {
        !screen.contents().contains("my.toml")
    });
    // The rest of the file counts.
    open.pty.press("x");
    assert_eq!(open.given_back(), Some(0));
}

#[test]
fn a_key_of_ones_own_works_and_is_shown() {
    let (mut open, _folder) = open(
        "[keys]\nboard = { \"<c-x>\" = \"archive\", gx = \"help\", \"?\" = \"none\", \"<f2>\" = \"quit\" }\n",
    );
    open.pty.wait_for_text("^x archive");
    open.pty.press("<c-x>");
    open.pty.wait_for_text("archived #");
    open.pty.press("g");
    open.pty.wait_for_text("g…");
    open.pty.press("x");
    open.pty.wait_for_text("type to search");
    open.pty.press("<esc>");
    open.pty.send(b"\x1bOQ");
    assert_eq!(open.given_back(), Some(0));
}

#[test]
fn a_theme_is_picked_on_the_screen_and_kept_in_the_file() {
    const DUSK: vt100::Color = vt100::Color::Rgb(0x1a, 0x1d, 0x26);
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("my.toml");
    fs::write(&file, "# mine\n[screen]\ncolor = \"auto\" # as it is\n").unwrap();
    let all = [("COLORTERM", "truecolor")];
    let mut open = open_again(&folder, &all);
    assert_eq!(ground(&open.pty.screen()), vt100::Color::Default);
    open.pty.press(",");
    open.pty.wait_for_text("Settings");
    open.pty.press("t");
    open.pty.wait_for_text("dusk");
    open.pty.press("j");
    open.pty
        .wait_for("the theme", |screen| ground(screen) == DUSK);
    open.pty.press("<esc>");
    open.pty.wait_for("the theme before", |screen| {
        ground(screen) == vt100::Color::Default
    });
    open.pty.press("tj<enter>");
    open.pty
        .wait_for("the theme", |screen| ground(screen) == DUSK);
    let text = || fs::read_to_string(&file).unwrap();
    wait_until(|| text().contains("theme"), "kept");
    assert_eq!(
        text(),
        "# mine\n[screen]\ncolor = \"auto\" # as it is\ntheme = \"dusk\"\n"
    );
    open.pty.press("<esc>q");
    assert_eq!(open.given_back(), Some(0));
    let open = open_again(&folder, &all);
    assert_eq!(ground(&open.pty.screen()), DUSK);
    // Fewer colours: the nearest one. None: none.
    let mut open = open_again(&folder, &[]);
    open.pty.wait_for("a near one", |screen| {
        matches!(ground(screen), vt100::Color::Idx(16..))
    });
    let open = open_again(&folder, &[("COLORTERM", "truecolor"), ("NO_COLOR", "1")]);
    assert_eq!(ground(&open.pty.screen()), vt100::Color::Default);
    let bytes = String::from_utf8_lossy(&open.pty.since(0)).into_owned();
    assert!(
        !bytes.contains("\x1b[38;") && !bytes.contains("\x1b[48;"),
        "{bytes:?}"
    );
}

#[test]
fn what_is_set_last_is_kept_though_the_board_is_left_at_once() {
    let (mut open, folder) = open("");
    open.pty.press(",");
    open.pty.wait_for_text("Settings");
    open.pty.press("b<esc>q");
    assert_eq!(open.given_back(), Some(0));
    let text = fs::read_to_string(folder.path().join("my.toml")).unwrap();
    assert_eq!(text, "[screen]\nascii = \"on\"\n");
}

#[test]
fn a_locale_without_unicode_gets_ascii_borders() {
    let (mut open, folder) = open("");
    assert!(open.pty.wait_for_text("Ideas").contains("┏ Ideas"));
    let mut open = open_again(&folder, &[("LANG", "C")]);
    let text = open.pty.wait_for_text("Ideas");
    assert!(text.contains("+ Ideas") && !text.contains('┏'), "{text}");
}

#[test]
fn the_screen_speaks_the_language_of_the_locale_and_keeps_another_one() {
    let (_open, folder) = open("");
    let mut open = open_again(&folder, &[("LANG", "zh_CN.UTF-8")]);
    open.pty.wait_for_text("新建");
    open.pty.press(",");
    open.pty.wait_for_text("简体中文");
    open.pty.press("l1");
    open.pty.wait_for_text("English");
    open.pty.press("<esc>");
    open.pty.wait_for_text("n new");
    open.pty.press("q");
    assert_eq!(open.given_back(), Some(0));
    let text = fs::read_to_string(folder.path().join("my.toml")).unwrap();
    assert_eq!(text, "[screen]\nlanguage = \"en\"\n");
    let mut open = open_again(&folder, &[("LANG", "zh_CN.UTF-8")]);
    open.pty.wait_for_text("n new");
}
