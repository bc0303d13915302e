//! The screen in other languages than English; each frame was looked at.

use insta::assert_snapshot;
use walboard::tui::msg::{Choice, Effect, Msg};

use crate::desk::{Desk, desk};
use crate::look::team;

/// The screens to look at, and the keys that lead there.
const SCREENS: &[(&str, &str)] = &[
    ("board", ""),
    ("keys", "?"),
    ("card", "<enter>"),
    ("new", "n"),
    ("labels", "t"),
    ("assign", "a"),
    ("priority", "p"),
    ("due", "@2d"),
    ("order", "s"),
    ("lanes", "wp<enter>"),
    ("column", "E"),
    ("filter", "f"),
    ("nothing_found", "/zzz<enter>"),
    ("delete", "dAX"),
    ("settings", ","),
];

/// A board as a small team may have it, in Chinese.
fn chinese(size: (u16, u16)) -> Desk {
    let mut desk = team(size);
    desk.press(",l2<esc>");
    desk
}

#[test]
fn a_language_is_taken_in_the_list_and_kept() {
    let mut desk = desk();
    assert!(desk.press(",").frame(80, 24).contains("English"));
    assert_snapshot!("languages", desk.press("l").frame(80, 24));
    // Back is back to what it was.
    desk.press("j<esc>");
    assert!(desk.frame(80, 24).contains("Settings"));
    desk.press("lj<enter>");
    assert_eq!(
        desk.effects.last(),
        Some(&Effect::Keep(Choice::Language("zh-CN")))
    );
    assert!(desk.frame(80, 24).contains("简体中文"));
    desk.press("<esc>");
    assert!(desk.bars().contains("新建"), "{}", desk.bars());
    desk.send(Msg::Kept(Err("config.toml: no".to_owned())));
    assert!(desk.notice().contains("config.toml: no"));
    assert!(!desk.notice().contains("setting"), "{}", desk.notice());
}

#[test]
fn keys_are_found_by_chinese_words_and_by_the_names_of_actions() {
    let mut desk = chinese((80, 24));
    for wanted in ["归档", "archive"] {
        desk.press("?").press(wanted);
        let frame = desk.frame(80, 24);
        assert!(frame.contains("▸ d"), "{frame}");
        desk.press("<esc>");
    }
}

#[test]
fn the_screens_in_chinese() {
    for (width, height) in [(40, 12), (80, 24), (120, 40)] {
        for (name, keys) in SCREENS {
            let mut desk = chinese((width, height));
            let name = format!("chinese_{name}_{width}x{height}");
            assert_snapshot!(name, desk.press(keys).frame(width, height));
        }
    }
}
